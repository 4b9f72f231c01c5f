//! Buckets that labeling reads and nothing here declares, and readers whose bucket cannot be told.

use super::Unmatched;
use crate::model::{Bucket, Language, Origin, Use};

/// One bucket for each name, one for each reader that cannot be traced.
pub(super) fn buckets(unmatched: Vec<Unmatched>) -> Vec<Bucket> {
    let mut out: Vec<Bucket> = Vec::new();
    for one in unmatched {
        let (origin, name) = match &one.name {
            Ok(name) => (Origin::External, name.shown()),
            Err(origins) => (Origin::Untraced, origins.sentence()),
        };
        let known = out.iter_mut().find(|known| {
            known.origin == origin
                && known.name.as_deref() == Some(&name)
                && (origin == Origin::External || known.header == one.header)
        });
        match known {
            Some(known) => add(&mut known.uses, one.used),
            None => out.push(Bucket {
                address: if origin == Origin::External { name.clone() } else { one.address },
                name: Some(name),
                origin,
                header: one.header,
                body: one.header,
                template: None,
                language: Language::Terraform,
                beside: None,
                uses: vec![one.used],
                states: Vec::new(),
                callers: Vec::new(),
                assumptions: Vec::new(),
            }),
        }
    }
    out
}

fn add(uses: &mut Vec<Use>, used: Use) {
    if !uses.contains(&used) {
        uses.push(used);
    }
}
