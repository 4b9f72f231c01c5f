//! Events of new objects in S3: what a notification tells of, and which objects a pattern of Amazon EventBridge takes.

use crate::value::{Is, Value, json};

/// Whether a list of event types, or the one, holds those of new objects; what is not known may.
pub fn tells_of_new_objects(events: &Value) -> bool {
    let (items, open) = events.elements();
    open.is_some()
        || items.is_empty()
        || items.iter().any(|event| {
            event.constant().is_none_or(|event| {
                let event = event.strip_prefix("s3:").unwrap_or(&event);
                event.starts_with("ObjectCreated") || event == "*"
            })
        })
}

/// Which new objects a pattern takes.
#[derive(Clone, Debug)]
pub struct NewObjects {
    /// The buckets that it names; none for any.
    pub buckets: Vec<Value>,
    /// How the keys end, where that is limited to one ending.
    pub suffix: Option<String>,
}

/// `None` for a pattern that is not of new objects, or that takes buckets by a part of their names.
pub fn new_objects(pattern: &Value) -> Option<NewObjects> {
    let pattern = json::decoded(pattern).ok()?;
    let says = |key: &str, words: &[&str]| {
        let (items, _) = pattern.get(key).elements();
        items.iter().any(|one| one.constant().is_some_and(|one| words.contains(&one.as_str())))
    };
    let types = ["Object Created", "AWS API Call via CloudTrail"];
    if !says("source", &["aws.s3"])
        || !(pattern.get("detail-type").is_absent() || says("detail-type", &types))
    {
        return None;
    }
    let detail = pattern.get("detail");
    let (mut buckets, _) = detail.path(&["bucket", "name"]).elements();
    buckets.extend(detail.path(&["requestParameters", "bucketName"]).elements().0);
    if buckets.iter().any(|bucket| matches!(bucket.is, Is::Map(_))) {
        return None;
    }
    let suffix = match detail.path(&["object", "key"]).elements().0.as_slice() {
        [one] => suffix(one),
        _ => None,
    };
    Some(NewObjects { buckets, suffix })
}

/// `{"suffix": ".jpg"}` or `{"wildcard": "in/*.jpg"}`.
fn suffix(key: &Value) -> Option<String> {
    let wildcard = || Some(key.get("wildcard").constant()?.rsplit('*').next()?.to_owned());
    key.get("suffix").constant().or_else(wildcard)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notifications_of_new_objects() {
        let of = |events: &[&str]| {
            tells_of_new_objects(&Value::list(events.iter().map(|one| Value::text(*one)).collect()))
        };
        assert!(of(&["s3:ObjectCreated:*"]) && of(&["s3:ObjectRemoved:*", "s3:ObjectCreated:Put"]));
        assert!(!of(&["s3:ObjectRemoved:*"]) && of(&[]));
        assert!(tells_of_new_objects(&Value::text("ObjectCreated:Put")));
    }

    #[test]
    fn patterns_of_new_objects() {
        let of = |text: &str| new_objects(&Value::text(text));
        let own = of(
            r#"{"source": ["aws.s3"], "detail-type": ["Object Created"], "detail": {"bucket": {"name": ["frames"]}, "object": {"key": [{"suffix": ".jpg"}]}}}"#,
        )
        .unwrap();
        assert_eq!(own.buckets[0].constant().as_deref(), Some("frames"));
        assert_eq!(own.suffix.as_deref(), Some(".jpg"));
        assert!(of(r#"{"source": ["aws.s3"]}"#).unwrap().buckets.is_empty());
        assert!(of(r#"{"source": ["aws.s3"], "detail-type": ["Object Deleted"]}"#).is_none());
        assert!(of(r#"{"source": ["aws.sagemaker"]}"#).is_none());
        assert!(
            of(r#"{"source": ["aws.s3"], "detail": {"bucket": {"name": [{"prefix": "a"}]}}}"#)
                .is_none()
        );
    }
}
