//! What a CORS configuration apart from its bucket takes from the code around the bucket.

/// The surroundings of a bucket's block, where its CORS rules stand in a block of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// A configuration that is written for this block's buckets.
    pub configuration: Option<Configuration>,
    /// A label that a new one can have.
    pub free: String,
    /// What the block says of its provider and region, as written.
    pub arguments: Vec<(&'static str, String)>,
}

/// A block of CORS rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Configuration {
    pub label: String,
    /// What says how often it is made, as written: `count = var.has_browsers ? 1 : 0`.
    pub repeated: Option<String>,
}

/// The bucket's label, or one that follows from it: neither a configuration's, nor that of another bucket, which will
/// want it for itself.
pub fn free_label(
    label: &str,
    is_configuration: impl Fn(&str) -> bool,
    is_bucket: impl Fn(&str) -> bool,
) -> String {
    if !is_configuration(label) {
        return label.to_owned();
    }
    let numbered = (2..).map(|number| format!("{label}_cors_{number}"));
    let mut names = std::iter::once(format!("{label}_cors")).chain(numbered);
    names.find(|name| !is_configuration(name) && !is_bucket(name)).unwrap_or_default()
}

/// `frames` for what mentions `aws_s3_bucket.frames`.
pub fn named_bucket(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut words = text.split(|c| !is_part(c));
    let rest = words.find_map(|word| word.strip_prefix("aws_s3_bucket."))?;
    rest.split('.').next()
}

#[cfg(test)]
mod tests {
    use super::named_bucket;

    #[test]
    fn the_bucket_that_an_expression_mentions() {
        for text in
            ["aws_s3_bucket.a.id", "one(aws_s3_bucket.a[*].id)", "\"${aws_s3_bucket.a[0].bucket}\""]
        {
            assert_eq!(named_bucket(text), Some("a"), "{text}");
        }
        assert_eq!(named_bucket("data.aws_s3_bucket.a.id"), None);
        assert_eq!(named_bucket("var.bucket"), None);
    }
}
