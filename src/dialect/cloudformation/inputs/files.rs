//! Parameter files in JSON, in the forms that the command line and the pipelines of AWS read.

use super::{Given, Settings, overrides};
use crate::{
    source::Sources,
    syntax::{
        json,
        node::{Entry, Node},
    },
};

/// Whether a file, by its path from the template's folder, may be one: itself or a folder is named after parameters.
pub fn is_named_so(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    path.ends_with(".json") && path.contains("param")
}

/// What a file sets; `None` for one that cannot be read or has none of the forms.
pub fn read(path: &str, sources: &Sources) -> Option<Settings> {
    let file = sources.open(path).ok()?;
    let root = json::read(&sources.get(file), file).ok()?.root;
    settings(&root).filter(|settings| !settings.is_empty())
}

/// `[{"ParameterKey": …, "ParameterValue": …}]` or `["Key=value"]`, either also below `Parameters`; `{"Parameters":
/// {"Key": "value"}}`; `{"Key": "value"}`.
fn settings(root: &Node) -> Option<Settings> {
    if root.get("Resources").is_some() {
        return None;
    }
    let given = root.get("Parameters").unwrap_or(root);
    match given.list() {
        Some(items) => Some(items.iter().map(item).collect::<Option<Vec<_>>>()?.concat()),
        None => given.map()?.iter().map(entry).collect(),
    }
}

fn item(node: &Node) -> Option<Settings> {
    if let Some(text) = node.text() {
        return overrides::read(text, node.span);
    }
    let key = node.get("ParameterKey")?;
    let given = match node.get("ParameterValue") {
        Some(value) => {
            Some(Given { value: Some(value.text()?.clone()), name: key.span, at: value.span })
        }
        None => None,
    };
    Some(vec![(key.as_str()?.to_owned(), given)])
}

fn entry(entry: &Entry) -> Option<(String, Option<Given>)> {
    let value = match entry.value.map() {
        // a pipeline looks it up in what its stages made
        Some([call]) if call.key.as_str().starts_with("Fn::") => None,
        _ => Some(entry.value.text()?.clone()),
    };
    let given = Given { value, name: entry.key_span, at: entry.value.span };
    Some((entry.key.as_str().to_owned(), Some(given)))
}
