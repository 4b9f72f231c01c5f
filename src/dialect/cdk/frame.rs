//! A frame of a stack trace, and whether it is the user's own code.

/// Where a frame says that it stands, on the machine that synthesized.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame<'f> {
    pub file: &'f str,
    /// From 1.
    pub line: u32,
    /// From 1, in UTF-16 units; hosts other than Node have none.
    pub column: Option<Column>,
}

/// Where on its line a frame stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    At(u32),
    /// All but the last digit: where a function has no name, the CDK takes the place for one and cuts off its end.
    Begins(u32),
}

/// Parts of paths that are not the user's code.
const FOREIGN: &[&str] = &["node_modules", "/jsii-", "site-packages"];

/// Reads `new DataStack (/app/lib/data.ts:33:18)`, `__init__ (/app/app.py:10)` and `/app/main.js:3:1`. `None` for frames of
/// libraries, of Node itself, and for those that the CDK left out (`...new Bucket in aws-cdk-lib...`).
pub fn user_frame(text: &str) -> Option<Frame<'_>> {
    let text = text.trim();
    let place = match text.strip_suffix(')') {
        Some(open) => open.rsplit_once('(')?.1,
        None => text,
    };
    let (rest, last) = place.rsplit_once(':')?;
    if let Some((file, line)) = text.strip_suffix(" (:)").and_then(|name| name.rsplit_once(':')) {
        return own(file, line.parse().ok()?, Some(Column::Begins(0)), text);
    }
    let is_cut = text.split_once(": (").is_some_and(|(name, _)| name == rest);
    let last: u32 = last.parse().ok()?;
    match rest.rsplit_once(':') {
        Some((file, line)) if line.parse::<u32>().is_ok() => {
            let column = if is_cut { Column::Begins(last) } else { Column::At(last) };
            own(file, line.parse().ok()?, Some(column), text)
        }
        _ => own(rest, last, None, text),
    }
}

/// A frame, where it is of the user's own code.
fn own<'f>(file: &'f str, line: u32, column: Option<Column>, text: &str) -> Option<Frame<'f>> {
    let of_node = file.starts_with("node:") || file.starts_with("internal/");
    // jsii, which runs the library for other languages
    let of_node = of_node || (text.starts_with("Kernel") && file.ends_with("/program.js"));
    let foreign = of_node || FOREIGN.iter().any(|part| file.contains(part));
    (!foreign && !file.is_empty()).then_some(Frame { file, line, column })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_all_hosts() {
        let frame = |file, line, column: Option<u32>| {
            Some(Frame { file, line, column: column.map(Column::At) })
        };
        let cut =
            |column| Some(Frame { file: "/a/s.ts", line: 5, column: Some(Column::Begins(column)) });
        assert_eq!(user_frame("/a/s.ts:5: (/a/s.ts:5:6)"), cut(6));
        assert_eq!(user_frame("/a/s.ts:5 (:)"), cut(0));
        assert_eq!(user_frame("Array.map (:)"), None);
        assert_eq!(user_frame("new S (/a/lib/s.ts:33:18)"), frame("/a/lib/s.ts", 33, Some(18)));
        assert_eq!(user_frame("__init__ (/a/app.py:10)"), frame("/a/app.py", 10, None));
        assert_eq!(user_frame("/a/main.js:3:1"), frame("/a/main.js", 3, Some(1)));
        assert_eq!(user_frame("new S (C:\\a\\s.ts:3:1)"), frame("C:\\a\\s.ts", 3, Some(1)));
        for foreign in [
            "...new Bucket2 in aws-cdk-lib...",
            "(no user code in 10 frames, use --stack-trace-limit to capture more)",
            "new Bucket (/a/node_modules/aws-cdk-lib/aws-s3/lib/bucket.js:1:12889)",
            "Kernel.create (/tmp/jsii/lib/program.js:1:53537)",
            "Module._compile (node:internal/modules/cjs/loader:1521:14)",
            "",
            "x (",
        ] {
            assert_eq!(user_frame(foreign), None, "{foreign}");
        }
    }
}
