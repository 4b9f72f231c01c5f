//! Under which decisions a value holds.

use std::sync::Arc;

/// A conjunction of decisions: condition id and outcome, sorted by id. The empty guard always holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guard(Vec<(Arc<str>, bool)>);

impl Guard {
    pub fn always() -> Guard {
        Guard::default()
    }

    pub fn when(condition: impl Into<Arc<str>>, outcome: bool) -> Guard {
        Guard(vec![(condition.into(), outcome)])
    }

    pub fn is_always(&self) -> bool {
        self.0.is_empty()
    }

    pub fn decisions(&self) -> &[(Arc<str>, bool)] {
        &self.0
    }

    pub fn outcome(&self, condition: &str) -> Option<bool> {
        let at = self.0.binary_search_by(|(id, _)| id.as_ref().cmp(condition)).ok()?;
        self.0.get(at).map(|(_, outcome)| *outcome)
    }

    /// Both guards at once; `None` when they contradict each other.
    pub fn and(&self, other: &Guard) -> Option<Guard> {
        let mut out = self.clone();
        for (id, outcome) in &other.0 {
            match out.0.binary_search_by(|(known, _)| known.cmp(id)) {
                Ok(at) if out.0.get(at).is_some_and(|(_, known)| known != outcome) => return None,
                Ok(_) => {}
                Err(at) => out.0.insert(at, (id.clone(), *outcome)),
            }
        }
        Some(out)
    }

    /// Whether this guard holds wherever `other` does.
    pub fn covers(&self, other: &Guard) -> bool {
        self.0.iter().all(|(id, outcome)| other.outcome(id) == Some(*outcome))
    }

    /// The guard that holds exactly where one of the two does, if a conjunction can say it:
    /// one covers the other, or they differ in the outcome of a single condition.
    pub fn or(&self, other: &Guard) -> Option<Guard> {
        if self.covers(other) {
            return Some(self.clone());
        }
        if other.covers(self) {
            return Some(other.clone());
        }
        if self.0.len() != other.0.len() {
            return None;
        }
        let mut differing = None;
        for (at, (mine, theirs)) in self.0.iter().zip(&other.0).enumerate() {
            if mine.0 != theirs.0 || (mine.1 != theirs.1 && differing.is_some()) {
                return None;
            }
            if mine.1 != theirs.1 {
                differing = Some(at);
            }
        }
        let mut out = self.clone();
        out.0.remove(differing?);
        Some(out)
    }
}
