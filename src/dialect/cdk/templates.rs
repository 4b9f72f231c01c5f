//! The templates of an assembly, each read once however many stacks are made of it.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use crate::{
    dialect::{
        cloudformation::{load, template::Template},
        room::Room,
    },
    finding::Problem,
    source::Sources,
};

/// What has been read of them.
pub struct Templates<'a> {
    sources: &'a Sources,
    room: &'a Room,
    /// `None` for a file that is no template.
    known: RefCell<HashMap<String, Option<Arc<Template>>>>,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Templates<'a> {
    pub fn new(sources: &'a Sources, room: &'a Room) -> Templates<'a> {
        Templates { sources, room, known: RefCell::default(), problems: RefCell::default() }
    }

    /// The template in a file; `None` where it is none, or a problem.
    pub fn get(&self, path: &str) -> Option<Arc<Template>> {
        if let Some(known) = self.known.borrow().get(path) {
            return known.clone();
        }
        let loaded = load::within(path, self.sources, self.room).unwrap_or_else(|problem| {
            self.problems.borrow_mut().push(problem);
            None
        });
        let template = loaded.map(Arc::new);
        self.known.borrow_mut().insert(path.to_owned(), template.clone());
        template
    }

    /// What was wrong with those that were asked for.
    pub fn problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }
}
