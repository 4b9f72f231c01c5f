//! What `import` blocks say of the resources that they take in.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use super::{Evaluator, Scope};
use crate::{
    syntax::hcl::{Block, Expression, ExpressionKind, Step},
    value::{Is, Value, lift},
};

/// The imports of a root, by the addresses of what they take in.
#[derive(Default)]
pub(super) struct Imports<'a> {
    by_address: BTreeMap<String, (&'a Block, Scope)>,
    /// Addresses without keys, of imports whose keys are not known.
    open: BTreeSet<String>,
}

impl<'a> Evaluator<'a> {
    /// The id under which a resource is imported: a bucket's, a role's and a function's is its name. An `identity` says
    /// the name in the argument of that name.
    pub fn imported(&self, address: &str, argument: &str) -> Option<Value> {
        let imports = self.imports();
        let Some((block, scope)) = imports.by_address.get(address) else {
            let is_open = !imports.open.is_empty() && imports.open.contains(&unkeyed(address));
            return is_open
                .then(|| Value::unknown("an import for each of what is not known", None));
        };
        if let Some(id) = block.body.attribute("id") {
            return Some(lift(&self.settled(&id.value, scope), without_region));
        }
        let identity = block.body.attribute("identity")?;
        let name = self.settled(&identity.value, scope).get(argument);
        (!name.is_absent() && !name.is_null()).then_some(name)
    }

    fn imports(&self) -> Rc<Imports<'a>> {
        if let Some(known) = self.imports.borrow().as_ref() {
            return known.clone();
        }
        // what is looked up on the way is not imported
        self.imports.replace(Some(Rc::default()));
        let mut imports = Imports::default();
        for block in &self.top.module.imports {
            let Some(to) = block.body.attribute("to") else { continue };
            let expansion = self.expansion(0, &format!("import at {:?}", block.header), block);
            for item in &expansion.items {
                let scope = item.scope(expansion.shape, 0);
                match self.address(&to.value, &scope) {
                    Ok(address) => {
                        imports.by_address.entry(address).or_insert((block, scope));
                    }
                    Err(unkeyed) => imports.open.extend(unkeyed),
                }
            }
        }
        let imports = Rc::new(imports);
        self.imports.replace(Some(imports.clone()));
        imports
    }

    /// The address that an expression is; the same without keys where they are not known.
    fn address(&self, to: &Expression, scope: &Scope) -> Result<String, Option<String>> {
        if let Some(text) = to.plain() {
            return Ok(text.as_str().to_owned());
        }
        let ExpressionKind::Traversal { base, steps } = &to.kind else { return Err(None) };
        let ExpressionKind::Variable(first) = &base.kind else { return Err(None) };
        let mut address = first.clone();
        for step in steps {
            match step {
                Step::Attribute { name, .. } => address.push_str(&format!(".{name}")),
                Step::Index { key, .. } => {
                    let key = self.settled(key, scope);
                    let Some(text) = key.constant() else {
                        let text = self.text_of(to);
                        return Err(Some(unkeyed(&text)));
                    };
                    match key.is {
                        Is::Number(_) => address.push_str(&format!("[{text}]")),
                        _ => address.push_str(&format!("[\"{}\"]", text.escape_default())),
                    }
                }
                Step::Splat { .. } => return Err(None),
            }
        }
        Ok(address)
    }
}

/// An address without what stands in brackets.
fn unkeyed(address: &str) -> String {
    let mut depth = 0_usize;
    address
        .chars()
        .filter(|c| match c {
            '[' => {
                depth += 1;
                false
            }
            ']' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// `acme-frames@eu-west-1` is how a bucket of another region is imported; no name has such a sign.
fn without_region(id: &Value) -> Value {
    match id.constant().as_deref().and_then(|id| id.split_once('@')) {
        Some((name, _)) => Value::text(name).at(id.span),
        None => id.clone(),
    }
}
