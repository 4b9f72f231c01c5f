//! How far an expression of an app goes on its first line; enough of every host language to skip strings and comments.

/// The call that a line starts with: up to its closing bracket, or all code of the line when it goes on below.
pub(super) fn call<'l>(line: &'l str, comment: &str) -> &'l str {
    let code = statement(line, comment);
    let mut depth = 0_usize;
    for (at, byte) in outside_strings(code) {
        match byte {
            b'(' => depth += 1,
            b')' if depth > 1 => depth -= 1,
            b')' => return code.get(..at + depth).unwrap_or(code),
            _ => {}
        }
    }
    code
}

/// The code of a line, without its comment and the semicolon that ends it.
pub(super) fn statement<'l>(line: &'l str, comment: &str) -> &'l str {
    let starts = |at: usize| line.get(at..).is_some_and(|rest| rest.starts_with(comment));
    let end = outside_strings(line).map(|(at, _)| at).find(|at| starts(*at));
    let code = line.get(..end.unwrap_or(line.len())).unwrap_or(line).trim_end();
    code.strip_suffix(';').unwrap_or(code).trim_end()
}

/// The bytes of a line that stand in no string, nor open or close one.
fn outside_strings(line: &str) -> impl Iterator<Item = (usize, u8)> {
    let mut quote = None;
    let mut escaped = false;
    line.bytes().enumerate().filter(move |(_, byte)| match quote {
        Some(open) => {
            let closes = !escaped && *byte == open;
            escaped = !escaped && *byte == b'\\';
            if closes {
                quote = None;
            }
            false
        }
        None if matches!(byte, b'"' | b'\'' | b'`') => {
            quote = Some(*byte);
            false
        }
        None => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_ends_with_its_bracket() {
        for (line, expected) in [
            ("new s3.Bucket(this, 'A'); // raw", "new s3.Bucket(this, 'A')"),
            ("new Store(this, 'A', { n: f(1) }).bucket;", "new Store(this, 'A', { n: f(1) })"),
            ("new Bucket(this, 'A', { // raw", "new Bucket(this, 'A', {"),
            ("new Bucket(this, \"a) // \\\" b\")", "new Bucket(this, \"a) // \\\" b\")"),
            ("new Bucket(this, 'A'), new Bucket(this, 'B')]", "new Bucket(this, 'A')"),
            ("build, 1)", "build, 1"),
            ("rules[0](x), 2", "rules[0](x)"),
            ("run; // all", "run"),
            ("f(`${a", "f(`${a"),
        ] {
            assert_eq!(call(line, "//"), expected);
        }
    }

    #[test]
    fn a_statement_ends_before_its_comment() {
        for (line, expected) in [
            ("a = s3.Bucket(self, \"A\")  # raw", "a = s3.Bucket(self, \"A\")"),
            ("custom.AwsCustomResource(", "custom.AwsCustomResource("),
            ("f('#', 1) # one", "f('#', 1)"),
            ("x = a // b", "x = a // b"),
            ("# nothing", ""),
        ] {
            assert_eq!(statement(line, "#"), expected);
        }
        assert_eq!(
            statement("Bucket.Builder.create(this, \"A\").build(); // raw", "//"),
            "Bucket.Builder.create(this, \"A\").build()"
        );
    }
}
