//! What the name of a bucket or variable says of the way its data flows. Names only break a tie.

/// Whole words that say that results go there.
const OUTPUT: &[&str] = &[
    "output",
    "outputs",
    "result",
    "results",
    "destination",
    "reviews",
    "annotations",
    "labels",
    "labeled",
];
/// Those of them that a bucket's name says so with.
const OUTPUT_OF_NAME: &[&str] = &["output", "outputs", "result", "results"];
/// Names that say nothing; the name around them counts.
const GENERIC: &[&str] = &["bucket", "this", "main", "default", "resource"];

/// Whether an address or a variable's name says that results go there: `aws_s3_bucket.review_output`, `OUTPUT_BUCKET`,
/// `Stack/ReviewOutput/Bucket`.
pub(in crate::link) fn say_output(address: &str) -> bool {
    own(address).is_some_and(|own| words(own).iter().any(|word| OUTPUT.contains(&word.as_str())))
}

/// Whether a part of a bucket's own name does; such names are built from more words than an address.
pub(in crate::link) fn name_says_output(part: &str) -> bool {
    words(part).iter().any(|word| OUTPUT_OF_NAME.contains(&word.as_str()))
}

/// What an address calls the thing itself: `review_output` of `aws_s3_bucket.review_output["a"]`.
pub(in crate::link) fn own(address: &str) -> Option<&str> {
    let address = address.split('[').next().unwrap_or(address);
    let mut segments = address.rsplit(['.', '/']);
    segments.find(|segment| !GENERIC.contains(&segment.to_ascii_lowercase().as_str()))
}

/// `reviewOutput-2` as `review`, `output`, `2`.
fn words(name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            out.push(String::new());
        } else if c.is_uppercase() && lower {
            out.push(c.to_lowercase().collect());
        } else if let Some(last) = out.last_mut() {
            last.extend(c.to_lowercase());
        } else {
            out.push(c.to_lowercase().collect());
        }
        lower = c.is_lowercase();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::say_output;

    #[test]
    fn whole_words_of_the_own_name() {
        for name in [
            "aws_s3_bucket.review_output",
            "OUTPUT_BUCKET",
            "Stack/JobResults/Bucket",
            "module.output.aws_s3_bucket.output[\"a\"]",
        ] {
            assert!(say_output(name), "{name}");
        }
        for name in [
            "aws_s3_bucket.unannotated",
            "aws_s3_bucket.product_reviewed",
            "module.output.aws_s3_bucket.images",
            "Frames",
            "outputs_not.images",
        ] {
            assert!(!say_output(name), "{name}");
        }
    }
}
