//! Commands that are run beside Terraform: they may start labeling, or set CORS rules.

use super::{Collector, Of};
use crate::{
    aws::{
        command::{self, Called},
        labeling::Call,
    },
    dialect::terraform::evaluate::{Fields, Scope},
    facts::RequestFact,
    source::{Label, Span, join},
    syntax::hcl::Block,
    text::Text,
    value::{Is, Value, json},
};

pub(super) fn provisioners(collector: &mut Collector, of: &Of) {
    for block in of.resource.block.body.blocks("provisioner") {
        if block.label(0) != Some("local-exec") {
            continue;
        }
        let fields = Fields::new(of.evaluator, &block.body, scope(of));
        let environment = fields.get("environment");
        let variables = match &environment.is {
            Is::Map(map) => map.entries.as_slice(),
            _ => &[],
        };
        for (guard, command) in fields.get("command").alternatives() {
            let Some(exists) = of.exists().and_then(|exists| exists.and(&guard)) else { continue };
            for called in command::calls(&command, variables) {
                if called.call == Call::PutBucketCors {
                    set_elsewhere(collector, block, &called);
                }
                collector.facts.requests.push(RequestFact {
                    call: called.call,
                    request: request(of, called, block),
                    address: of.address(),
                    header: block.header,
                    body: block.span,
                    exists: exists.clone(),
                    scope: of.place(),
                });
            }
        }
    }
}

/// The resource's scope, in which `self` is the resource.
fn scope(of: &Of) -> Scope {
    let itself = of.object().unwrap_or_else(|_| Value::unknown("self", Some(of.header())));
    of.scope().with("self", itself)
}

fn set_elsewhere(collector: &mut Collector, block: &Block, called: &Called) {
    let text = "a command that sets the CORS rules";
    for symbol in called.request.get("Bucket").symbols() {
        collector.elsewhere.push((symbol.id.clone(), Label::new(block.header, text)));
    }
}

/// The request with what its files hold.
fn request(of: &Of, called: Called, block: &Block) -> Value {
    let mut request = called.request;
    for (path, file) in &called.files {
        let held = contents(of, file).and_then(|text| json::decoded(&text).ok());
        let reason = "a file that a command takes its request from";
        match held {
            Some(held) => command::set(&mut request, path, held),
            None => return Value::unknown(reason, file.span.or(Some(block.header))),
        }
    }
    if called.call == Call::PutBucketCors && request.get("Bucket").is_absent() {
        let unknown = Value::unknown("a bucket that a command names", Some(block.header));
        command::set(&mut request, &["Bucket"], unknown);
    }
    request
}

/// The text of a file: one that Terraform writes itself, or one of the tree.
fn contents(of: &Of, path: &Value) -> Option<Value> {
    written(of, path).or_else(|| {
        let path = join(&of.evaluator.root, &path.constant()?)?;
        let sources = of.evaluator.sources;
        let file = sources.open(&path).ok()?;
        let source = sources.get(file);
        let whole = Span { file, start: 0, end: source.text.len() as u32 };
        Some(Value::text(Text::written(source.text.as_str(), whole)))
    })
}

/// The `content` of a `local_file` of this module with the same `filename`.
fn written(of: &Of, path: &Value) -> Option<Value> {
    let module = of.evaluator.instance(of.instance).module;
    let mut files = module
        .resources
        .values()
        .filter(|one| matches!(one.kind.as_str(), "local_file" | "local_sensitive_file"));
    files.find_map(|file| {
        let fields = Fields::new(of.evaluator, &file.block.body, Scope::of(of.instance));
        (fields.get("filename").shown() == path.shown()).then(|| fields.get("content"))
    })
}
