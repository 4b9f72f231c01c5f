//! The module instances that calls make.

use std::rc::Rc;

use super::{
    super::{Caller, Instance, MAX_MODULES},
    Evaluator, Expansion, Item,
};
use crate::{
    dialect::terraform::program::{Call, is_foreign},
    finding::Problem,
    source::Label,
};

/// The instances of a call, with the ids of their module instances.
pub(in super::super) type Children = Rc<Vec<(Item, usize)>>;

impl<'a> Evaluator<'a> {
    /// The module instances that a call makes; `None` when its module is not in view.
    pub fn called(&self, instance: usize, call: &'a Call) -> Option<(Rc<Expansion>, Children)> {
        let caller = self.instance(instance);
        let dot = if caller.key.is_empty() { "" } else { "." };
        let key = format!("{}{dot}{}", caller.key, call.name);
        let from = &caller.module.directory;
        let directory = self.program.target(&self.root, &key, from, call)?;
        let module = self.program.modules.get(&directory)?;
        if self.calls_itself(instance, &directory) {
            let message = "a module that calls itself cannot be evaluated";
            self.problem(Problem::error("module-cycle", message, call.block.header));
            return None;
        }
        let address = format!("module.{}", call.name);
        let expansion = self.expansion(instance, &address, &call.block);
        let place = (instance, call.name.clone());
        if let Some(known) = self.calls.borrow().get(&place) {
            return Some((expansion, known.clone()));
        }
        let mut made = Vec::with_capacity(expansion.items.len());
        for item in &expansion.items {
            let Some(exists) = caller.exists.and(&item.guard) else { continue };
            if self.children.borrow().len() >= MAX_MODULES {
                let message = "modules past the 2,000th instance are not looked at";
                let problem = Problem::warning("too-many-modules", message, call.block.header);
                self.problem_once(problem);
                break;
            }
            let path = [caller.path.as_str(), &format!("{address}{}", item.key)];
            let path =
                path.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
            let mut calls = caller.calls.clone();
            if caller.shown_at.is_none() {
                let text = format!("called here as {address}{}", item.key);
                calls.push(Label::new(call.block.header, text));
            }
            let here = is_foreign(&directory).then_some((call.block.header, call.block.span));
            let shown_at = caller.shown_at.or(here);
            let scope = item.scope(expansion.shape, instance);
            let key = key.clone();
            let child = Instance {
                module,
                path,
                key,
                caller: Some(Caller { call, scope }),
                exists,
                calls,
                shown_at,
            };
            let mut children = self.children.borrow_mut();
            children.push(Rc::new(child));
            made.push((item.clone(), children.len()));
        }
        let made = Rc::new(made);
        self.calls.borrow_mut().insert(place, made.clone());
        Some((expansion, made))
    }

    fn calls_itself(&self, instance: usize, directory: &str) -> bool {
        let mut here = self.instance(instance);
        loop {
            if here.module.directory == directory {
                return true;
            }
            let Some(caller) = &here.caller else { return false };
            let above = caller.scope.instance;
            here = self.instance(above);
        }
    }
}
