//! The language of an app whose source is not here, by the command that starts it.

use crate::{
    facts::Language,
    source::{Sources, join, parent},
    syntax::{json, node::Node},
};

/// By `app` in the nearest `cdk.json` above the assembly.
pub fn of_app(directory: &str, sources: &Sources) -> Language {
    let mut at = directory;
    loop {
        let path = join(at, "cdk.json").filter(|path| sources.exists(path));
        if let Some(path) = path {
            return command(&path, sources).map_or(Language::Cdk, |command| by_command(&command));
        }
        if at.is_empty() {
            return Language::Cdk;
        }
        at = parent(at);
    }
}

fn command(path: &str, sources: &Sources) -> Option<String> {
    let file = sources.open(path).ok()?;
    let document = json::read(&sources.get(file), file).ok()?;
    document.root.get("app").and_then(Node::as_str).map(str::to_owned)
}

fn by_command(command: &str) -> Language {
    let has = |words: &[&str]| words.iter().any(|word| command.contains(word));
    if has(&["python", ".py"]) {
        Language::CdkPython
    } else if has(&["node", "tsx", "npx", "bun", ".ts", ".js", ".mjs"]) {
        Language::CdkTypeScript
    } else {
        Language::Cdk
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_command_tells() {
        for (app, language) in [
            ("npx ts-node bin/app.ts", Language::CdkTypeScript),
            (".venv/bin/python app.py", Language::CdkPython),
            ("mvn -e -q compile exec:java", Language::Cdk),
        ] {
            let sources = Sources::default();
            sources.add("a/cdk.json", format!("{{\"app\": \"{app}\"}}"));
            assert_eq!(of_app("a/cdk.out", &sources), language);
        }
        assert_eq!(of_app("a/cdk.out", &Sources::default()), Language::Cdk);
    }
}
