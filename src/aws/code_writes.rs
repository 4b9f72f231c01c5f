//! Whether code does nothing with a bucket but write to it.

use std::cell::Cell;

use super::{
    code_names::{every_use, is_of_name},
    environment::is_in_own_call,
};

/// What writes an object, and is given the bucket by name.
const BY_NAME: &[&str] = &[
    "put_object",
    "putObject",
    "PutObjectCommand",
    "PutObjectInput",
    "copy_object",
    "copyObject",
    "CopyObjectCommand",
    "CopyObjectInput",
];
/// What is given the bucket behind what it writes.
const IN_SECOND_PLACE: &[&str] = &["upload_file", "upload_fileobj"];

/// A call is not longer than this up to its bucket, in bytes.
const MAX_CALL: usize = 600;

/// Whether every use of the bucket that a variable names is to write an object to it.
pub fn only_writes(text: &str, variable: &str) -> bool {
    let any = Cell::new(false);
    let is_one = |at: usize| {
        let is_written = is_written(text, at);
        any.set(any.get() || is_written);
        is_written
    };
    every_use(text, variable, &is_one) && any.get()
}

fn is_written(text: &str, at: usize) -> bool {
    let Some((call, commas)) = call_around(text, at) else { return false };
    (BY_NAME.contains(&call) && is_in_own_call(text, at))
        || (IN_SECOND_PLACE.contains(&call) && (commas == 1 || is_in_own_call(text, at)))
}

/// The call that what stands there is an argument of, or a field of its one argument, and how many arguments stand before it.
fn call_around(text: &str, at: usize) -> Option<(&str, usize)> {
    let before = text.get(..at)?;
    let (mut closed, mut commas) = (0, 0);
    for (at, c) in before.char_indices().rev().take(MAX_CALL) {
        match c {
            ')' | '}' | ']' => closed += 1,
            '(' | '{' | '[' if closed > 0 => closed -= 1,
            ',' if closed == 0 => commas += 1,
            '(' | '{' => {
                let before = before.get(..at)?.trim_end();
                let name = before.rsplit(|c| !is_of_name(c)).next().unwrap_or_default();
                let is_argument =
                    (c == '{' && before.ends_with('(')) || before.ends_with("aws.String");
                if !is_argument {
                    return Some((name, commas)).filter(|(name, _)| !name.is_empty());
                }
            }
            '[' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_python() {
        let code = r#"
DONE = os.environ["DONE"]
s3.put_object(Bucket=os.environ["REPORTS"], Key=key(1), Body=b"")
s3.copy_object(Bucket=DONE, Key=key, CopySource={"Bucket": os.environ["IN"], "Key": key})
s3.upload_file(path("a", "b"), os.environ["FILES"], "c")
s3.get_object(Bucket=os.environ["IN"])
uri = f"s3://{os.environ['IMAGES']}/{key}"
"#;
        for written in ["DONE", "REPORTS", "FILES"] {
            assert!(only_writes(code, written), "{written}");
        }
        for other in ["IN", "IMAGES", "NONE"] {
            assert!(!only_writes(code, other), "{other}");
        }
        assert!(!only_writes(&format!("{code}\nlabel(DONE)\n"), "DONE"));
        assert!(!only_writes(&format!("{code}\nlabel(f's3://{{DONE}}/a')\n"), "DONE"));
    }

    #[test]
    fn one_of_several() {
        let code = "target = os.environ['BAD'] if labels else os.environ['GOOD']\n\
            s3.copy_object(Bucket=target, Key=key)\n";
        assert!(only_writes(code, "BAD") && only_writes(code, "GOOD"));
        let named = "BAD = os.environ['BAD']\nGOOD = os.environ['GOOD']\n\
            target = BAD if labels else GOOD\ns3.copy_object(Bucket=target, Key=key)\n";
        assert!(only_writes(named, "BAD") && only_writes(named, "GOOD"));
        let shown = format!("{named}loop(f's3://{{target}}/{{key}}')\n");
        assert!(!only_writes(&shown, "BAD") && !only_writes(&shown, "GOOD"));
        let script = "const target = n ? process.env.BAD : process.env.GOOD;\n\
            new CopyObjectCommand({ Bucket: target, Key: key });\n";
        assert!(only_writes(script, "BAD") && only_writes(script, "GOOD"));
    }

    #[test]
    fn a_name_that_is_not_used_is_not_written_to() {
        assert!(!only_writes("A = os.environ['A']\n", "A"));
    }

    #[test]
    fn names_that_are_chosen_for_each_other_come_to_an_end() {
        let circle = "a = os.environ['A'] if x else b\nb = a if x else b\nput_object(Bucket=b)\n";
        assert!(only_writes(circle, "A"));
        let chain: String =
            (0..200).map(|at| format!("n{} = n{at} if x else n{at}; ", at + 1)).collect();
        assert!(!only_writes(&format!("n0 = os.environ['A'] if x else y; {chain}"), "A"));
    }

    #[test]
    fn in_other_languages() {
        let script = "const s = new PutObjectCommand({ Key: `${a}/b`, Bucket: process.env.REPORTS });\n\
            new CopyObjectCommand({ Bucket: process.env.DONE, CopySource: `${process.env.IN}/x` })\n";
        assert!(only_writes(script, "REPORTS") && only_writes(script, "DONE"));
        assert!(!only_writes(script, "IN"));
        let go = "s.PutObject(ctx, &s3.PutObjectInput{Bucket: aws.String(os.Getenv(\"OUT\"))})";
        assert!(only_writes(go, "OUT"));
    }
}
