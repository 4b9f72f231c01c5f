//! The known name that a mistyped one was meant to be.

/// The name that needs the fewest letters added, removed or changed, if they are few.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let (far, best) = known.into_iter().map(|one| (distance(name, one), one)).min()?;
    (far <= best.len().div_ceil(3).min(4)).then_some(best)
}

/// `; did you mean 'missing-cors'?`, or nothing.
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, known).map(|near| format!("; did you mean '{near}'?")).unwrap_or_default()
}

/// How many letters must be added, removed or changed; of a long name only the first 64 count.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.chars().take(64).enumerate() {
        let mut next = vec![i + 1];
        for (j, d) in b.iter().enumerate() {
            let change = row.get(j).copied().unwrap_or(0) + usize::from(c != *d);
            let remove = row.get(j + 1).copied().unwrap_or(0) + 1;
            let add = next.get(j).copied().unwrap_or(0) + 1;
            next.push(change.min(remove).min(add));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let known = ["missing-cors", "unused-ignore", "off"];
        assert_eq!(nearest("missing-core", known), Some("missing-cors"));
        assert_eq!(nearest("mising_cors", known), Some("missing-cors"));
        assert_eq!(nearest("of", known), Some("off"));
        assert_eq!(nearest("on", known), None);
        assert_eq!(nearest("unrelated", known), None);
        assert_eq!(nearest("x", []), None);
    }
}
