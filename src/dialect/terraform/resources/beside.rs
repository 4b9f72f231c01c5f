//! What stands beside a bucket's block, for the CORS configuration that it wants.

use std::collections::BTreeMap;

use super::Of;
use crate::{
    dialect::terraform::program::{Mode, Module, address},
    facts::{Beside, free_label, named_bucket},
    source::Sources,
};

const BUCKET: &str = "aws_s3_bucket";
const CORS: &str = "aws_s3_bucket_cors_configuration";

/// `None` for what a module makes that is not the tree's own.
pub(super) fn beside(of: &Of) -> Option<Beside> {
    if of.is_data() || of.resource.kind != BUCKET || of.shown_at().is_some() {
        return None;
    }
    let (sources, label) = (of.evaluator.sources, of.resource.name.as_str());
    let module = of.evaluator.instance(of.instance).module;
    let known = module.configurations.get_or_init(|| configurations(module, sources));
    let has = |kind, name: &str| module.resources.contains_key(&address(Mode::Managed, kind, name));
    let arguments = ["provider", "region"].into_iter().filter_map(|name| {
        let written = sources.slice(of.resource.block.body.attribute(name)?.value.span);
        (!written.is_empty() && !written.contains('\n')).then_some((name, written))
    });
    Some(Beside {
        configuration: known.get(label).cloned(),
        free: free_label(label, |name| has(CORS, name), |name| has(BUCKET, name)),
        arguments: arguments.collect(),
    })
}

/// The label of the configuration that names a bucket's block, by the label of that.
fn configurations(module: &Module, sources: &Sources) -> BTreeMap<String, String> {
    let all = module.resources.values().filter(|one| one.kind == CORS && one.mode == Mode::Managed);
    let named = all.filter_map(|one| {
        let text = sources.slice(one.block.body.attribute("bucket")?.value.span);
        Some((named_bucket(&text)?.to_owned(), one.name.clone()))
    });
    named.collect()
}
