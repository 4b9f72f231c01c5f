//! The values of one parameter that matter, or the deployments of one template: a choice of which one comes about.

use std::sync::Arc;

use super::super::inputs::{Input, Inputs};
use crate::{facts::Condition, text::Text, value::Guard};

/// A choice of which exactly one row comes about.
pub struct Domain {
    rows: Vec<Row>,
    /// Completes "when …" where it is none of the rows, if that can be.
    other: Option<String>,
    /// Whether the rows are deployments, which may settle the rows of parameters.
    pub is_of_deployments: bool,
    /// The row that comes about wherever another choice has the row of this id.
    settled: Vec<(Arc<str>, usize)>,
}

struct Row {
    /// The condition that it is this one.
    id: Arc<str>,
    /// Both complete "when …".
    is: String,
    is_not: String,
}

impl Domain {
    /// The values of a parameter; it may have others when it is `open`.
    pub fn of_parameter(id: &str, name: &str, values: &[Text], open: bool) -> Domain {
        let rows = values.iter().map(|value| Row {
            id: format!("{id}={}", value.as_str()).into(),
            is: format!("{name} = {}", shown(value)),
            is_not: format!("{name} is not {}", shown(value)),
        });
        let all: Vec<&str> = values.iter().map(shown).collect();
        Domain {
            rows: rows.collect(),
            other: open.then(|| format!("{name} is not {}", all.join(" or "))),
            is_of_deployments: false,
            settled: Vec::new(),
        }
    }

    /// The same of a parameter that the deployments of its stack may set.
    pub fn settled_by(mut self, inputs: &Inputs, id: &str, name: &str, values: &[Text]) -> Domain {
        let last = self.len().saturating_sub(1);
        self.settled = inputs
            .all
            .iter()
            .filter_map(|input| {
                let given = input.values.get(name)?.value.as_ref();
                let row = values.iter().position(|value| Some(value) == given).unwrap_or(last);
                Some((deployed_with(id, input), row))
            })
            .collect();
        self
    }

    /// The deployments of the stack with this id.
    pub fn of_deployments(id: &str, inputs: &Inputs) -> Domain {
        let rows = inputs.all.iter().map(|input| Row {
            id: deployed_with(id, input),
            is: format!("{} is used", input.name),
            is_not: format!("{} is not used", input.name),
        });
        Domain {
            rows: rows.collect(),
            other: inputs.is_open.then(|| "no parameter file is used".to_owned()),
            is_of_deployments: true,
            settled: Vec::new(),
        }
    }

    /// How many rows there are, with that of none.
    pub fn len(&self) -> usize {
        self.rows.len() + usize::from(self.other.is_some())
    }

    pub fn ids(&self) -> impl Iterator<Item = &Arc<str>> {
        self.rows.iter().map(|row| &row.id)
    }

    /// The guard of the row at this place; past the last, of none of them.
    pub fn guard(&self, at: usize) -> Guard {
        let decide = |sum: Guard, (row, id): (usize, &Arc<str>)| {
            sum.and(&Guard::when(id.clone(), row == at)).unwrap_or(sum)
        };
        self.ids().enumerate().fold(Guard::always(), decide)
    }

    pub fn guards(&self) -> Vec<Guard> {
        (0..self.len()).map(|at| self.guard(at)).collect()
    }

    /// Completes "when …".
    pub fn witness(&self, at: usize) -> String {
        let words = self.rows.get(at).map(|row| &row.is).or(self.other.as_ref());
        words.cloned().unwrap_or_default()
    }

    /// Whether a row can come about in a world: a deployment that sets a parameter leaves it one row.
    pub fn is_possible(&self, at: usize, world: &Guard) -> bool {
        let settles = |(id, _): &&(Arc<str>, usize)| world.outcome(id) == Some(true);
        self.settled.iter().find(settles).is_none_or(|(_, row)| *row == at)
    }

    pub fn conditions(&self) -> impl Iterator<Item = Condition> {
        self.rows.iter().map(|row| Condition {
            id: row.id.clone(),
            when_true: row.is.clone(),
            when_false: row.is_not.clone(),
            span: None,
        })
    }
}

fn deployed_with(id: &str, input: &Input) -> Arc<str> {
    format!("{id} deployed with {}", input.name).into()
}

fn shown(value: &Text) -> &str {
    if value.is_empty() { "\"\"" } else { value.as_str() }
}
