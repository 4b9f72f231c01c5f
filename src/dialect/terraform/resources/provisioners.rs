//! Commands that are run beside Terraform: they may set CORS rules.

use super::{Collector, Of};
use crate::{
    aws::labeling::Call,
    dialect::terraform::evaluate::Fields,
    facts::RequestFact,
    source::Label,
    value::{Entry, Part, Value},
};

const COMMAND: &str = "put-bucket-cors";
const OPTION: &str = "--bucket";

pub(super) fn provisioners(collector: &mut Collector, of: &Of) {
    for block in of.resource.block.body.blocks("provisioner") {
        if block.label(0) != Some("local-exec") {
            continue;
        }
        let command = Fields::new(of.evaluator, &block.body, of.scope()).get("command");
        let Some(parts) = command.as_parts() else { continue };
        let says =
            |part: &Part| matches!(part, Part::Literal(text) if text.as_str().contains(COMMAND));
        if !parts.iter().any(says) {
            continue;
        }
        let bucket = option(&parts);
        let text = "this command sets the CORS rules";
        for symbol in bucket.iter().flat_map(Value::symbols) {
            collector.elsewhere.push((symbol.id.clone(), Label::new(block.header, text)));
        }
        let unknown = || Value::unknown("a bucket that a command names", Some(block.header));
        let entry = Entry { key: "Bucket".into(), value: bucket.unwrap_or_else(unknown) };
        collector.facts.requests.push(RequestFact {
            call: Call::PutBucketCors,
            request: Value::map(vec![entry]),
            address: of.address(),
            header: block.header,
            body: block.span,
            exists: of.exists().unwrap_or_default(),
            scope: of.place(),
        });
    }
}

/// What follows `--bucket`, up to the next space.
fn option(parts: &[Part]) -> Option<Value> {
    let mut found: Option<Vec<Part>> = None;
    for part in parts {
        let Part::Literal(text) = part else {
            found.iter_mut().for_each(|found| found.push(part.clone()));
            continue;
        };
        let mut start = 0;
        if found.is_none() {
            let Some(at) = text.as_str().find(OPTION) else { continue };
            let after = text.as_str().get(at + OPTION.len()..).unwrap_or_default();
            let value = after.trim_start_matches(['=', ' ', '"', '\'']);
            start = text.len() - value.len();
            found = Some(Vec::new());
        }
        let rest = text.as_str().get(start..).unwrap_or_default();
        let end = rest.find(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        let piece = text.slice(start, start + end.unwrap_or(rest.len()));
        found.iter_mut().for_each(|found| found.push(Part::Literal(piece.clone())));
        if end.is_some() {
            break;
        }
    }
    found.map(Value::parts).filter(|value| value.constant().as_deref() != Some(""))
}
