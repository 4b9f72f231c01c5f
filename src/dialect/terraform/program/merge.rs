//! Override files: what they replace in the block they override.

use std::collections::BTreeSet;

use crate::syntax::hcl::{Attribute, Block};

/// Lays `over` over `base`: arguments one by one; nested blocks of a type replace all blocks of that type, static and
/// dynamic alike.
pub(super) fn block(base: &mut Block, over: Block) {
    for attribute in over.body.attributes {
        set(&mut base.body.attributes, attribute);
    }
    let replaced: BTreeSet<String> = over.body.blocks.iter().map(kind).collect();
    base.body.blocks.retain(|block| !replaced.contains(&kind(block)));
    base.body.blocks.extend(over.body.blocks);
}

fn set(attributes: &mut Vec<Attribute>, attribute: Attribute) {
    match attributes.iter_mut().find(|one| one.name == attribute.name) {
        Some(one) => *one = attribute,
        None => attributes.push(attribute),
    }
}

/// The type of the block that a block or a `dynamic` block makes.
fn kind(block: &Block) -> String {
    let made = if block.kind == "dynamic" { block.label(0) } else { None };
    made.unwrap_or(&block.kind).to_owned()
}
