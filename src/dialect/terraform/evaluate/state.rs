//! What another root of the tree hands out, read through its state.

use std::rc::Rc;

use super::Evaluator;
use crate::value::Value;

/// Roots that read each other's states are followed so far.
const MAX_ROOTS: usize = 8;

impl<'a> Evaluator<'a> {
    /// The outputs of the root that keeps this state, and its directory.
    pub fn outputs_of_state(&self, state: &str) -> Option<(Value, &'a str)> {
        let directory = self.common.program.keeper(state)?;
        Some((self.other(directory)?.outputs(0), directory))
    }

    fn other(&self, directory: &'a str) -> Option<Rc<Evaluator<'a>>> {
        let is_above = self.root == directory || self.above.iter().any(|one| one == directory);
        if is_above || self.above.len() >= MAX_ROOTS {
            return None;
        }
        if let Some(known) = self.others.borrow().get(directory) {
            return Some(known.clone());
        }
        let root = self.common.roots.iter().find(|root| root.directory == directory)?;
        let module = self.common.program.modules.get(directory)?;
        let mut other = Evaluator::new(self.common, module, root);
        other.above = self.above.iter().cloned().chain([self.root.clone()]).collect();
        let other = Rc::new(other);
        self.others.borrow_mut().insert(directory.to_owned(), other.clone());
        Some(other)
    }
}
