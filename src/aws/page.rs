//! The pages that workers are shown: what in them tells images from text.

use super::labeling::Work;
use crate::value::Value;

/// What in a worker's page loads something into the browser. Elements: the developer guide of SageMaker, "Crowd HTML
/// elements".
const LOADS: &[&str] = &[
    "<img",
    "<video",
    "<audio",
    "<canvas",
    "<iframe",
    "<object",
    "<embed",
    "url(",
    "fetch(",
    "src=",
    "grant_read_access",
    "crowd-bounding-box",
    "crowd-image",
    "crowd-instance-segmentation",
    "crowd-keypoint",
    "crowd-line",
    "crowd-poly",
    "crowd-rekognition",
    "crowd-semantic-segmentation",
    "crowd-textract",
];

/// The kind of work that a worker's page, HTML with elements of AWS's own, is made for.
pub fn work_of_page(content: &Value) -> Work {
    let Some(page) = content.constant() else { return Work::Unknown };
    let page = page.to_ascii_lowercase();
    // the script of the elements themselves
    let page = page.replace("src=\"https://assets.crowd.aws/crowd-html-elements.js\"", "");
    if LOADS.iter().any(|word| page.contains(word)) {
        return Work::Image;
    }
    if page.contains("<crowd-") { Work::Text } else { Work::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_loads_nothing_is_text() {
        let script = "<script src=\"https://assets.crowd.aws/crowd-html-elements.js\"></script>";
        for (page, expected) in [
            ("<crowd-form><crowd-classifier></crowd-classifier></crowd-form>", Work::Text),
            ("<crowd-form><IMG SRC='{{ task.input.url }}'></crowd-form>", Work::Image),
            ("<crowd-bounding-box></crowd-bounding-box>", Work::Image),
            ("<crowd-classifier>{{ x | grant_read_access }}</crowd-classifier>", Work::Image),
            ("<p>{{ task.input.text }}</p>", Work::Unknown),
        ] {
            let page = format!("{script}{page}");
            assert_eq!(work_of_page(&Value::text(page.as_str())), expected, "{page}");
        }
        assert_eq!(work_of_page(&Value::unknown("a file", None)), Work::Unknown);
    }
}
