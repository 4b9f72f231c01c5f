//! `samconfig.toml`: what `sam deploy` gives to a template in each environment.

use super::{Given, Settings, overrides};
use crate::{
    finding::Problem,
    source::Sources,
    syntax::{node::Node, toml},
};

pub const NAME: &str = "samconfig.toml";

/// What an environment says of deployments.
#[derive(Debug)]
pub struct Environment {
    pub name: String,
    pub settings: Settings,
    pub stack_name: Option<Given>,
    /// The template, as it is written.
    pub template: Option<String>,
}

/// The environments of a file that deploy something.
///
/// # Errors
/// What keeps it from being read; nothing for a file that cannot be opened.
pub fn read(path: &str, sources: &Sources) -> Result<Vec<Environment>, Option<Problem>> {
    let file = sources.open(path).map_err(|_| None)?;
    let root = toml::read(&sources.get(file), file)?.root;
    let environments = root.map().unwrap_or_default().iter();
    Ok(environments.filter_map(|entry| environment(entry.key.as_str(), &entry.value)).collect())
}

fn environment(name: &str, node: &Node) -> Option<Environment> {
    let of = |command: &str, key: &str| node.path(&[command, "parameters"])?.entry(key);
    let deployed = |key: &str| of("deploy", key).or_else(|| of("global", key));
    let stack_name = deployed("stack_name").and_then(|entry| {
        let value = Some(entry.value.text()?.clone());
        Some(Given { value, name: entry.key_span, at: entry.value.span })
    });
    let settings = match deployed("parameter_overrides") {
        Some(entry) => settings(&entry.value)?,
        None => Settings::new(),
    };
    if settings.is_empty() && stack_name.is_none() {
        return None;
    }
    let commands = ["deploy", "build", "global"].into_iter();
    let templates = commands
        .flat_map(|command| ["template_file", "template"].map(|key| of(command, key)))
        .flatten()
        .filter_map(|entry| entry.value.as_str());
    // what other commands make of it is not what people write
    let template = templates.map(str::to_owned).find(|path| !path.contains(".aws-sam"));
    Some(Environment { name: name.to_owned(), settings, stack_name, template })
}

/// One text, or a list of them.
fn settings(node: &Node) -> Option<Settings> {
    let items = node.list().unwrap_or(std::slice::from_ref(node));
    let read = |item: &Node| overrides::read(item.text()?, item.span);
    Some(items.iter().map(read).collect::<Option<Vec<_>>>()?.concat())
}
