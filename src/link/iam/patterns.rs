//! Buckets whose names fit a pattern of IAM's.

use std::collections::HashMap;

use crate::{
    link::names::{Match, Names},
    value::{Answer, Is, Part, Value},
};

/// What fits a pattern.
#[derive(Default)]
pub(super) struct Fitting {
    /// The pattern is the whole name of these, with `*` for the key behind it.
    pub named: Vec<usize>,
    pub others: Vec<usize>,
    /// How many letters are written before the first wildcard.
    pub written: usize,
}

pub(super) fn fitting(names: &Names, pattern: &Value, scope: &str) -> Fitting {
    let Is::Text(parts) = &pattern.is else { return Fitting::default() };
    let mut out = Fitting { written: written(parts), ..Fitting::default() };
    if let Some(text) = pattern.constant() {
        out.others = names.fitting(&text, scope);
    }
    if let Some(start) = before_star(parts) {
        out.others.extend(beginning(names, &start, scope));
        let same = names.find(&Value::parts(start), scope).into_iter();
        out.named.extend(same.filter(|hit| hit.answer == Answer::Yes).map(|hit| hit.bucket));
    }
    out.others.retain(|bucket| !out.named.contains(bucket));
    out
}

fn written(parts: &[Part]) -> usize {
    let mut count = 0;
    for part in parts {
        let Part::Literal(text) = part else { continue };
        match text.as_str().find(['*', '?']) {
            Some(at) => return count + at,
            None => count += text.len(),
        }
    }
    count
}

/// The parts before a `*` at the end, where there is no other wildcard.
fn before_star(parts: &[Part]) -> Option<Vec<Part>> {
    let Some((Part::Literal(last), before)) = parts.split_last() else { return None };
    let start = last.as_str().strip_suffix('*')?;
    let is_plain = |part: &Part| match part {
        Part::Literal(text) => !text.as_str().contains(['*', '?']),
        Part::Symbol(_) => true,
        Part::Unknown(_) => false,
    };
    if start.contains(['*', '?']) || !before.iter().all(is_plain) {
        return None;
    }
    let mut out = before.to_vec();
    out.push(Part::Literal(last.slice(0, start.len())));
    Some(out)
}

/// The buckets whose names are not written whole and begin so; of those of one name the nearest.
fn beginning(names: &Names, start: &[Part], scope: &str) -> Vec<usize> {
    let mut by_name: HashMap<String, Vec<Match>> = HashMap::new();
    for (bucket, name) in names.formed() {
        if matches!(&name.is, Is::Text(parts) if begins_with(parts, start)) {
            let hit = Match { bucket, answer: Answer::Yes };
            by_name.entry(name.shown()).or_default().push(hit);
        }
    }
    let nearest = by_name.into_values().flat_map(|all| names.nearest(all, scope));
    let mut out: Vec<usize> = nearest.map(|hit| hit.bucket).collect();
    out.sort_unstable();
    out
}

fn begins_with(whole: &[Part], start: &[Part]) -> bool {
    let mut whole = whole.iter();
    let mut left = "";
    for part in start {
        let mut wanted = match part {
            Part::Literal(text) => text.as_str(),
            Part::Symbol(symbol) => {
                let is = |part: &Part| matches!(part, Part::Symbol(own) if own.id == symbol.id);
                if !left.is_empty() || !whole.next().is_some_and(is) {
                    return false;
                }
                continue;
            }
            Part::Unknown(_) => return false,
        };
        while !wanted.is_empty() {
            if left.is_empty() {
                let Some(Part::Literal(next)) = whole.next() else { return false };
                left = next.as_str();
            } else if let Some(rest) = left.strip_prefix(wanted) {
                (left, wanted) = (rest, "");
            } else if let Some(rest) = wanted.strip_prefix(left) {
                (left, wanted) = ("", rest);
            } else {
                return false;
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Class, Symbol};

    fn lit(text: &str) -> Part {
        Part::Literal(text.into())
    }

    fn symbol(name: &str) -> Part {
        Part::Symbol(Symbol::new(name, name, Class::BucketName))
    }

    #[test]
    fn how_names_begin() {
        let whole = [lit("acme-"), lit("frames-"), symbol("account")];
        assert!(begins_with(&whole, &[lit("acme-frames-")]));
        assert!(begins_with(&whole, &[lit("acme-fr")]));
        assert!(begins_with(&whole, &[lit("acme-frames-"), symbol("account")]));
        assert!(!begins_with(&whole, &[lit("acme-frames-1")]));
        assert!(!begins_with(&whole, &[symbol("account")]));
        assert!(begins_with(&[symbol("stack"), lit("-frames")], &[symbol("stack"), lit("-")]));
        assert!(!begins_with(&[symbol("stack"), lit("-frames")], &[symbol("other"), lit("-")]));
    }

    #[test]
    fn only_a_star_at_the_end() {
        assert_eq!(before_star(&[symbol("b"), lit("*")]), Some(vec![symbol("b"), lit("")]));
        assert!(before_star(&[lit("a*b*")]).is_none() && before_star(&[lit("*-images")]).is_none());
        assert_eq!((written(&[lit("acme-?x")]), written(&[symbol("s"), lit("-*")])), (5, 1));
    }
}
