//! Holes in a text that are filled before or after CloudFormation reads it: dynamic references, and variables of the
//! Serverless Framework.

use std::ops::Range;

/// Where such variables come from; a colon or the arguments of a call follow, as in `${self:custom.bucket}` and
/// `${file(cors.yml):dev}`.
const SOURCES: &[&str] = &[
    "self",
    "opt",
    "sls",
    "env",
    "param",
    "file",
    "ssm",
    "cf",
    "s3",
    "aws",
    "git",
    "output",
    "terraform",
    "vault",
];

/// A dynamic reference or a variable, in bytes.
pub(super) struct Hole {
    pub(super) at: Range<usize>,
    /// Whether the Serverless Framework fills it, so that it is another text in another service.
    pub(super) is_variable: bool,
}

/// All of them, in their order; what stands in one of them belongs to it.
pub(super) fn holes(text: &str) -> Vec<Hole> {
    let mut out: Vec<Hole> = Vec::new();
    for brace in memchr::memchr_iter(b'{', text.as_bytes()) {
        if out.last().is_some_and(|last| brace < last.at.end) {
            continue;
        }
        let (before, rest) = text.split_at(brace);
        if rest.starts_with("{{resolve:") {
            let Some(len) = rest.find("}}") else { break };
            out.push(Hole { at: brace..brace + len + 2, is_variable: false });
        } else if before.ends_with('$') && names_source(rest.get(1..).unwrap_or_default()) {
            let Some(len) = closed(rest) else { break };
            out.push(Hole { at: brace - 1..brace + len, is_variable: true });
        }
    }
    out
}

/// The variable that a text begins with, in bytes.
pub(super) fn variable(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('$')?;
    let is_variable = rest.strip_prefix('{').is_some_and(names_source);
    closed(rest).filter(|_| is_variable).map(|len| len + 1)
}

/// Whether some of a text comes from elsewhere by a variable.
pub fn has_variable(text: &str) -> bool {
    let starts = memchr::memmem::find_iter(text.as_bytes(), b"${");
    let mut inside = starts.filter_map(|at| text.get(at + 2..));
    inside.any(names_source)
}

/// `${env:-x}` and its like are a shell's.
fn names_source(inside: &str) -> bool {
    SOURCES.iter().any(|source| match inside.strip_prefix(source) {
        Some(rest) if rest.starts_with('(') => !matches!(*source, "self" | "opt" | "sls" | "env"),
        Some(rest) => {
            rest.strip_prefix(':').is_some_and(|rest| !rest.starts_with(['-', '=', '+', '?']))
        }
        None => false,
    })
}

/// Up to the brace that closes the first one, in bytes.
fn closed(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => open += 1,
            b'}' if open <= 1 => return Some(at + 1),
            b'}' => open -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_end_where_their_own_brace_is_closed() {
        let found = |text: &str| {
            let found = holes(text);
            found
                .iter()
                .map(|hole| text.get(hole.at.clone()).unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("a-${self:a.${sls:stage}}-b"), ["${self:a.${sls:stage}}"]);
        assert_eq!(
            found("${file(a.yml):${opt:stage, 'dev'}}"),
            ["${file(a.yml):${opt:stage, 'dev'}}"]
        );
        assert_eq!(
            found("${ssm(eu-west-1):/a}{{resolve:ssm:b}}"),
            ["${ssm(eu-west-1):/a}", "{{resolve:ssm:b}}"]
        );
        assert!(
            found("${Name} ${env:-x} ${AWS::Region} ${Store.Arn} ${selfie:x} ${self:a").is_empty()
        );
        assert_eq!(variable("${env:A}b"), Some(8));
        assert_eq!(variable("${Env}"), None);
    }
}
