//! Which buckets a function that starts labeling can have to do with.

use std::collections::BTreeSet;

use super::{
    functions::{Starter, environment},
    outputs::{Known, buckets, names_page},
    rights::Rights,
    roles::{RoleView, Roles},
    words::say_output,
};
use crate::{link::news::News, value::Answer};

/// The buckets that a function may read, has in its environment, or is told of new objects by.
pub(super) struct Touched {
    buckets: BTreeSet<usize>,
    /// Whether there is surely no other.
    all: bool,
}

impl Touched {
    pub fn new(known: &Known, news: &[News], roles: &Roles, starter: &Starter) -> Touched {
        let function = starter.function;
        let views = starter.roles.iter().filter_map(|at| roles.views.get(*at));
        let own: Vec<&RoleView> = views.collect();
        let rights = Rights::new(known.names, &own);
        let mut touched = Touched { all: rights.all, buckets: rights.reads };
        for variable in environment(function) {
            if !names_page(&variable) && !say_output(&variable.name) {
                touched.buckets.extend(buckets(known.names, &variable.value, &function.scope));
            }
        }
        for news in news.iter().filter(|news| news.is_shown() && news.reaches(&function.name)) {
            let hits = known.names.find(&news.bucket, &news.scope).into_iter();
            let hits = hits.filter(|hit| hit.answer == Answer::Yes);
            touched.buckets.extend(hits.map(|hit| hit.bucket));
        }
        touched
    }

    /// `Maybe` where not all that it may read is in view.
    pub fn touches(&self, bucket: usize) -> Answer {
        match self.buckets.contains(&bucket) {
            true => Answer::Yes,
            false if self.all => Answer::No,
            false => Answer::Maybe,
        }
    }
}
