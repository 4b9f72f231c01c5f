//! What a function's environment says of the work that it starts.

use super::functions::environment;
use crate::{facts::FunctionFact, model::Work};

/// `TASK_TYPE=image_bounding_box`, `MEDIA_TYPE=text`: variables of which both name and value say it.
pub(super) fn of(function: &FunctionFact) -> Work {
    let said = environment(function).into_iter().filter_map(|variable| {
        let name = variable.name.to_ascii_lowercase();
        let names_it = ["task", "media", "modality"].iter().any(|word| name.contains(word));
        let value = variable.value.constant()?;
        names_it.then(|| of_words(&value)).filter(|work| *work != Work::Unknown)
    });
    Work::of_all(said)
}

fn of_words(value: &str) -> Work {
    let value: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
    let value = value.to_ascii_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| value.starts_with(word));
    if starts(&["text", "namedentity", "ner"]) {
        return Work::Text;
    }
    if starts(&["pointcloud", "3dpointcloud", "lidar"]) {
        return Work::PointCloud;
    }
    if starts(&["videoobject", "videoframe", "frames"]) {
        return Work::Frames;
    }
    if starts(&["image", "boundingbox", "semanticsegmentation"]) {
        Work::Image
    } else {
        Work::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn task_types() {
        assert_eq!(of_words("image_bounding_box"), Work::Image);
        assert_eq!(of_words("text-single-label"), Work::Text);
        assert_eq!(of_words("named_entity_recognition"), Work::Text);
        assert_eq!(of_words("3d_point_cloud"), Work::PointCloud);
        assert_eq!(of_words("fast"), Work::Unknown);
    }
}
