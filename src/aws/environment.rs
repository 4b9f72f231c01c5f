//! What code does with the buckets in its environment: it writes them into addresses, or reads their objects itself.

use super::code_names::{
    MOST, READS, assigned, assignment_of, every_use, is_of_name, reads_of, words,
};

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

const SCHEME: &str = "s3://";

/// Whether code keeps what a variable names to itself: it writes addresses in S3, the buckets of which it takes from other
/// variables, and every use of this one is in a call that reads, writes or lists objects.
pub fn is_kept(text: &str, variable: &str) -> bool {
    if HANDED_ON.iter().any(|word| text.contains(word)) || !addresses_are_told(text) {
        return false;
    }
    every_use(text, variable, &|at| is_in_own_call(text, at))
}

/// Whether what stands there is given to such a call as its bucket.
pub(super) fn is_in_own_call(text: &str, at: usize) -> bool {
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
