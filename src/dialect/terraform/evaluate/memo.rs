//! What has been evaluated, and what is being evaluated.

use std::rc::Rc;

use super::{Evaluator, Failure, Outcome, Trail};
use crate::{
    dialect::budget,
    value::{Guard, Value},
};

/// What a memo is kept for; numbers are module instances.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in super::super) enum Key {
    Local(usize, String),
    Variable(usize, String),
    Output(usize, String),
    /// An attribute of one instance of a resource, by its address there.
    Attribute(usize, String, String),
}

pub(super) enum Slot {
    Running,
    Done(Rc<Done>),
}

/// A value with all that is needed to use it again.
pub(in super::super) struct Done {
    pub outcome: Outcome,
    trail: Trail,
    size: usize,
}

/// Larger values are not kept but unknown.
const MAX_SIZE: usize = 100_000;

impl Evaluator<'_> {
    /// What `key` stands for; evaluated by `f` when it is asked for the first time.
    pub fn once(&self, key: Key, f: impl FnOnce() -> Outcome) -> Rc<Done> {
        match self.memo.borrow().get(&key) {
            Some(Slot::Done(done)) => {
                let done = done.clone();
                self.rejoin(done.trail.clone(), &Guard::always());
                return self.paid(done);
            }
            Some(Slot::Running) => {
                let value = Value::unknown("a reference that leads back to itself", None);
                return done(Ok(value), Trail::default(), 1);
            }
            None => {}
        }
        self.memo.borrow_mut().insert(key.clone(), Slot::Running);
        let (outcome, trail) = self.watched(f);
        let size = outcome.as_ref().map_or(1, |value| value.size(MAX_SIZE));
        let outcome = if size < MAX_SIZE {
            outcome
        } else {
            Ok(Value::unknown("a value of more than 100,000 parts", None))
        };
        let done = done(outcome, trail, size.min(MAX_SIZE));
        self.memo.borrow_mut().insert(key, Slot::Done(done.clone()));
        self.rejoin(done.trail.clone(), &Guard::always());
        done
    }

    fn paid(&self, value: Rc<Done>) -> Rc<Done> {
        if self.budget.pay(value.size) {
            return value;
        }
        done(Ok(spent()), Trail::default(), 1)
    }
}

fn done(outcome: Outcome, trail: Trail, size: usize) -> Rc<Done> {
    Rc::new(Done { outcome, trail, size })
}

impl Done {
    pub fn value(&self) -> Result<&Value, Failure> {
        self.outcome.as_ref().map_err(Failure::clone)
    }
}

pub(super) fn spent() -> Value {
    budget::spent("configuration")
}
