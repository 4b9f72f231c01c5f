//! Modules that are not the tree's own: those that `terraform init` has fetched, and outlines of well-known ones. Their
//! files are read, but nothing is said of them: what they make is shown at the call.

use std::collections::BTreeMap;

use crate::{
    config::Settings,
    source::{self, Sources},
    syntax::json,
};

/// The name of an outline's directory starts with this; no directory of a tree does.
const OUTLINE: &str = "<outline>/";

/// Sources of modules, and the outline of each: only what it makes of buckets and their rules, of functions and of roles.
const KNOWN: &[(&str, &str)] = &[
    ("terraform-aws-modules/s3-bucket/aws", include_str!("known/s3_bucket.tf")),
    ("terraform-aws-modules/s3-bucket/aws//wrappers", include_str!("known/s3_bucket_wrappers.tf")),
    ("cloudposse/s3-bucket/aws", include_str!("known/cloudposse_s3_bucket.tf")),
    ("cloudposse/iam-role/aws", include_str!("known/cloudposse_iam_role.tf")),
    ("cloudposse/label/null", include_str!("known/cloudposse_label.tf")),
    ("terraform-aws-modules/lambda/aws", include_str!("known/lambda.tf")),
    (
        "terraform-aws-modules/iam/aws//modules/iam-assumable-role",
        include_str!("known/iam_assumable_role.tf"),
    ),
    ("terraform-aws-modules/iam/aws//modules/iam-role", include_str!("known/iam_role.tf")),
    ("terraform-aws-modules/iam/aws//modules/iam-policy", include_str!("known/iam_policy.tf")),
];

/// The modules that `terraform init` has fetched for a root: by the path of calls that leads there, the directory and the
/// source that it was fetched from.
pub(super) type Installed = BTreeMap<String, (String, String)>;

/// The directory of the outline of a module, one of the user's or of a well-known one; its files are added to the sources
/// on first use.
pub(super) fn outline(module: &str, sources: &Sources, settings: &Settings) -> Option<String> {
    let wanted = registry_name(module);
    let directory = format!("{OUTLINE}{wanted}");
    let own = settings.modules.iter().find(|(name, _)| registry_name(name) == wanted);
    if let Some((_, folder)) = own {
        for name in sources.list(folder) {
            let file = sources.open(&format!("{folder}/{name}")).ok()?;
            add(&format!("{directory}/{name}"), &sources.get(file).text, sources);
        }
        return Some(directory);
    }
    let (_, text) = KNOWN.iter().find(|(name, _)| *name == wanted)?;
    add(&format!("{directory}/main.tf"), text, sources);
    Some(directory)
}

fn add(path: &str, text: &str, sources: &Sources) {
    if sources.find(path).is_none() {
        sources.add(path, text);
    }
}

/// Whether a directory holds a module that is not the tree's own.
pub(in super::super) fn is_foreign(directory: &str) -> bool {
    directory.starts_with(OUTLINE) || directory.split('/').any(|part| part == ".terraform")
}

/// Whether the outputs of a module in this directory are more than those that are declared.
pub(in super::super) fn is_outline(directory: &str) -> bool {
    directory.starts_with(OUTLINE)
}

/// A source as the public registry calls it: without its host, or by the repository that the registry takes it from.
fn registry_name(module: &str) -> String {
    let module = module.split('?').next().unwrap_or(module).trim_end_matches('/');
    let module = module.strip_prefix("registry.terraform.io/").unwrap_or(module);
    let module = module.strip_prefix("registry.opentofu.org/").unwrap_or(module);
    let Some((owner, repository)) = repository(module) else { return module.to_owned() };
    let (repository, below) = repository.split_once("//").unwrap_or((repository, ""));
    let repository = repository.trim_end_matches(".git");
    match repository.strip_prefix("terraform-aws-") {
        Some(name) if below.is_empty() => format!("{owner}/{name}/aws"),
        Some(name) => format!("{owner}/{name}/aws//{below}"),
        None => module.to_owned(),
    }
}

/// The owner and the repository of a source on GitHub.
fn repository(module: &str) -> Option<(&str, &str)> {
    let after = ["github.com/", "github.com:"].iter().find_map(|host| module.split_once(host));
    after?.1.split_once('/')
}

/// What `terraform init` has written down for a root.
pub(super) fn installed(root: &str, sources: &Sources) -> Installed {
    let path = source::join(root, ".terraform/modules/modules.json");
    let file = path.and_then(|path| sources.open(&path).ok());
    let Some(file) = file else { return Installed::new() };
    let Ok(document) = json::read(&sources.get(file), file) else { return Installed::new() };
    let modules = document.root.get("Modules").and_then(|modules| modules.list());
    let entries = modules.unwrap_or_default().iter().filter_map(|module| {
        let text = |key: &str| module.get(key)?.as_str().map(str::to_owned);
        let directory = source::join(root, &text("Dir")?)?;
        Some((text("Key")?, (directory, text("Source")?)))
    });
    entries.filter(|(key, _)| !key.is_empty()).collect()
}

/// Whether a module was fetched from the source that a call names now.
pub(super) fn is_fetched_from(fetched: &str, named: &str) -> bool {
    registry_name(fetched) == registry_name(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_by_their_registry_name() {
        for module in [
            "terraform-aws-modules/s3-bucket/aws",
            "registry.terraform.io/terraform-aws-modules/s3-bucket/aws",
            "git::https://github.com/terraform-aws-modules/terraform-aws-s3-bucket.git?ref=v4.1.0",
            "github.com/terraform-aws-modules/terraform-aws-s3-bucket",
            "git@github.com:terraform-aws-modules/terraform-aws-s3-bucket.git",
        ] {
            assert_eq!(registry_name(module), "terraform-aws-modules/s3-bucket/aws", "{module}");
        }
        assert_eq!(
            registry_name(
                "git::https://github.com/terraform-aws-modules/terraform-aws-s3-bucket.git//wrappers?ref=v4"
            ),
            "terraform-aws-modules/s3-bucket/aws//wrappers"
        );
    }
}
