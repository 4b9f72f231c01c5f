//! A frame of a stack trace, and whether it is the user's own code.

/// Where a frame says that it stands, on the machine that synthesized.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame<'f> {
    pub file: &'f str,
    /// From 1.
    pub line: u32,
    /// From 1, in UTF-16 units; hosts other than Node have none.
    pub column: Option<u32>,
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
    let last: u32 = last.parse().ok()?;
    let (file, line, column) = match rest.rsplit_once(':') {
        Some((file, line)) if line.parse::<u32>().is_ok() => (file, line.parse().ok()?, Some(last)),
        _ => (rest, last, None),
    };
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
        let frame = |file, line, column| Some(Frame { file, line, column });
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
