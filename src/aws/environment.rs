//! What code does with the buckets in its environment: it writes them into addresses, or reads their objects itself.

/// How languages read an environment variable, up to its name.
const READS: &[&str] = &[
    "os.environ[",
    "os.environ.get(",
    "os.getenv(",
    "environ[",
    "environ.get(",
    "getenv(",
    "process.env.",
    "process.env[",
    "System.getenv(",
    "os.Getenv(",
];

/// What stands before a bucket whose objects the code reads, writes or lists itself.
const OWN_CALLS: &[&str] = &[
    "Bucket=",
    "Bucket:",
    "Bucket\":",
    "Bucket':",
    "Bucket(",
    "bucket(",
    "Object(",
    "download_file(",
    "download_fileobj(",
];

/// What hands an object on by other means than an address: a bucket and a key for a service, a link that is signed.
const HANDED_ON: &[&str] = &["S3Object", "s3_object", "igned", "igner"];

/// Code that reads a variable or writes an address more often is not looked into.
const MOST: usize = 32;
const SCHEME: &str = "s3://";

/// Whether code keeps what a variable names to itself: it writes addresses in S3, the buckets of which it takes from other
/// variables, and every use of this one is in a call that reads, writes or lists objects.
pub fn is_kept(text: &str, variable: &str) -> bool {
    if HANDED_ON.iter().any(|word| text.contains(word)) || !addresses_are_told(text) {
        return false;
    }
    let uses: Vec<usize> = reads_of(text, variable).take(MOST + 1).collect();
    let is_own = |at: usize| match assigned(text, at) {
        Some(name) => words(text, name).all(|at| {
            is_in_own_call(text, at)
                || assignment_of(text, at, name)
                || read_before(text, at).is_some()
        }),
        None => is_in_own_call(text, at),
    };
    !uses.is_empty() && uses.len() <= MOST && uses.into_iter().all(is_own)
}

/// Where each read of a variable begins: `os.environ["X"]` at its `o`.
fn reads_of<'t>(text: &'t str, variable: &'t str) -> impl Iterator<Item = usize> + 't {
    words(text, variable).filter_map(|at| read_before(text, at))
}

/// Where the read begins whose variable's name stands there.
fn read_before(text: &str, name: usize) -> Option<usize> {
    let before = text.get(..name)?.trim_end_matches(['"', '\'']);
    let longest =
        READS.iter().filter(|read| before.ends_with(**read)).max_by_key(|read| read.len());
    longest.map(|read| before.len() - read.len())
}

/// The name that is given to what is read there: `X = os.environ[…`, `const X = …`, `X := …`.
fn assigned(text: &str, at: usize) -> Option<&str> {
    let line = line_before(text, at).trim_end();
    let left = line.strip_suffix('=')?.trim_end_matches(':').trim_end();
    // of `X: str =`
    let left = left.split_once(": ").map_or(left, |(name, _)| name);
    let name = left.rsplit(|c: char| !is_of_name(c)).next()?;
    // a named argument is no name of the code's own
    let is_statement = !left.contains(['(', ',', '[', '{', '.']);
    Some(name).filter(|name| !name.is_empty() && is_statement)
}

fn assignment_of(text: &str, at: usize, name: &str) -> bool {
    let behind = text.get(at + name.len()..).unwrap_or_default();
    let line = behind.lines().next().unwrap_or_default();
    let Some((_, right)) = line.split_once('=') else { return false };
    let start = at + name.len() + line.len() - right.trim_start().len();
    READS.iter().any(|read| right.trim_start().starts_with(read))
        && assigned(text, start) == Some(name)
}

fn is_in_own_call(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    let before = before.strip_suffix("aws.String(").unwrap_or(before).trim_end();
    OWN_CALLS.iter().any(|call| before.ends_with(call))
}

/// Whether there are addresses in S3, and the bucket of each is written there or comes from a variable.
fn addresses_are_told(text: &str) -> bool {
    let all: Vec<usize> = text.match_indices(SCHEME).map(|(at, _)| at).take(MOST + 1).collect();
    let is_told = |at: &usize| is_told(text, at + SCHEME.len());
    !all.is_empty() && all.len() <= MOST && all.iter().all(is_told)
}

fn is_told(text: &str, at: usize) -> bool {
    match bucket_of(text, at) {
        Some(Bucket::Written | Bucket::Read) => true,
        Some(Bucket::Named(name)) => words(text, name).any(|at| assignment_of(text, at, name)),
        None => false,
    }
}

/// What stands in an address for its bucket.
enum Bucket<'t> {
    Written,
    /// A variable of the environment.
    Read,
    /// A name of the code's own.
    Named(&'t str),
}

fn bucket_of(text: &str, at: usize) -> Option<Bucket<'_>> {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    if line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Some(Bucket::Written);
    }
    // the first hole of a template is filled by the first argument
    let filled = ["%s", "{}"].iter().find_map(|hole| line.strip_prefix(hole));
    let written = match filled {
        Some(rest) => {
            rest.split_once(".format(").or_else(|| rest.split_once(" % ")).map(|(_, all)| all)?
        }
        None => line,
    };
    let name = written.trim_start_matches(['{', '$', '"', '\'', '`', ' ', '+', '(']);
    if READS.iter().any(|read| name.starts_with(read)) {
        return Some(Bucket::Read);
    }
    let len = name.find(|c: char| !is_of_name(c)).unwrap_or(name.len());
    name.get(..len).filter(|name| !name.is_empty()).map(Bucket::Named)
}

/// Whether code puts what a variable names into an address, for others to open.
pub fn is_addressed(text: &str, variable: &str) -> bool {
    let names: Vec<&str> =
        reads_of(text, variable).take(MOST).filter_map(|at| assigned(text, at)).collect();
    let reads = |at: usize| {
        let line = text.get(at..).unwrap_or_default().lines().next().unwrap_or_default();
        line.contains(variable)
    };
    let all = text.match_indices(SCHEME).map(|(at, _)| at + SCHEME.len()).take(MOST);
    all.into_iter().any(|at| match bucket_of(text, at) {
        Some(Bucket::Read) => reads(at),
        Some(Bucket::Named(name)) => names.contains(&name),
        Some(Bucket::Written) | None => false,
    })
}

/// Where a name stands by itself.
fn words<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = usize> + 't {
    let found = text.match_indices(name).filter(|_| !name.is_empty());
    found.map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).unwrap_or_default();
        let after = text.get(at + name.len()..).unwrap_or_default();
        !before.ends_with(is_of_name) && !after.starts_with(is_of_name)
    })
}

fn line_before(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default()
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    const PYTHON: &str = r#"
MODELS = os.environ["MODELS"]
CONFIG = json.loads(s3.get_object(Bucket=os.environ["CONFIG"], Key="limits.json")["Body"].read())
s3.download_file(MODELS, "model.onnx", "/tmp/model.onnx")
uri = f"s3://{os.environ['IMAGES']}/{event['key']}"
"#;

    #[test]
    fn what_is_read_by_the_code_alone() {
        assert!(is_kept(PYTHON, "MODELS") && is_kept(PYTHON, "CONFIG"));
        assert!(!is_kept(PYTHON, "IMAGES") && !is_kept(PYTHON, "OTHER"));
        let passed = format!("{PYTHON}manifest.write(MODELS)\n");
        assert!(!is_kept(&passed, "MODELS"));
        let signed = format!("{PYTHON}s3.generate_presigned_url('get_object')\n");
        assert!(!is_kept(&signed, "CONFIG"));
    }

    #[test]
    fn an_address_of_any_bucket_tells_nothing() {
        let helper = format!("{PYTHON}def uri(bucket, key): return f's3://{{bucket}}/{{key}}'\n");
        assert!(!is_kept(&helper, "MODELS"));
        let event = PYTHON.replace("os.environ['IMAGES']", "event['bucket']");
        assert!(!is_kept(&event, "MODELS"));
        assert!(!is_kept("s3.get_object(Bucket=os.environ['A'])", "A"));
    }

    #[test]
    fn what_is_put_into_an_address() {
        assert!(is_addressed(PYTHON, "IMAGES"));
        assert!(!is_addressed(PYTHON, "MODELS") && !is_addressed(PYTHON, "CONFIG"));
        let script = "const images = process.env.IMAGES;\nconst uri = `s3://${images}/${key}`;\n";
        assert!(is_addressed(script, "IMAGES") && !is_addressed(script, "OTHER"));
    }

    #[test]
    fn in_other_languages() {
        let script = "const images = process.env.IMAGES;\nconst config = process.env.CONFIG;\n\
            await s3.send(new GetObjectCommand({ Bucket: config, Key: 'x' }));\n\
            const uri = `s3://${images}/${key}`;\n";
        assert!(is_kept(script, "CONFIG") && !is_kept(script, "IMAGES"));
        for address in ["'s3://' + images + key", "'s3://{}/{}'.format(images, key)"] {
            let other = script.replace("`s3://${images}/${key}`", address);
            assert!(is_kept(&other, "CONFIG"), "{address}");
            let unknown = other.replace("const images = process.env.IMAGES;", "");
            assert!(!is_kept(&unknown, "CONFIG"), "{address}");
        }
    }
}
