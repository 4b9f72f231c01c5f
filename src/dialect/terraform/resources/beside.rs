//! What stands beside a bucket's block, for the CORS configuration that it wants.

use std::collections::BTreeMap;

use super::Of;
use crate::{
    dialect::terraform::program::{Mode, Module, address},
    facts::{Beside, Configuration, free_label, named_bucket},
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

/// The configuration that names a bucket's block, by the label of that.
fn configurations(module: &Module, sources: &Sources) -> BTreeMap<String, Configuration> {
    let all = module.resources.values().filter(|one| one.kind == CORS && one.mode == Mode::Managed);
    let named = all.filter_map(|one| {
        let written = |name: &str| {
            let attribute = one.block.body.attribute(name)?;
            Some(sources.slice(attribute.value.span)).filter(|text| !text.contains('\n'))
        };
        let repeated = ["count", "for_each"].into_iter();
        let mut repeated = repeated.filter_map(|name| Some(format!("{name} = {}", written(name)?)));
        let configuration = Configuration { label: one.name.clone(), repeated: repeated.next() };
        Some((named_bucket(&written("bucket")?)?.to_owned(), configuration))
    });
    named.collect()
}
