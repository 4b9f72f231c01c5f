//! What can be said only when a whole root is collected: who else may set a bucket's CORS rules.

use super::{Collector, functions, iam};
use crate::{
    dialect::terraform::{
        evaluate::Scope,
        program::{Call, Root, local},
    },
    facts::Facts,
    finding::Problem,
    source::{Label, Span},
    value::Value,
};

impl Collector<'_, '_> {
    /// The facts of the root; `is_alone` when the project has no other.
    pub fn finish(mut self, root: &Root, is_alone: bool) -> Facts {
        iam::join(&mut self);
        functions::functions(&mut self, is_alone);
        if root.library {
            self.escapes();
        }
        self.ignored.retain(|(name, _)| !self.apart.contains(name));
        let elsewhere: Vec<_> = self.elsewhere.into_iter().chain(self.ignored).collect();
        for bucket in &mut self.facts.buckets {
            let here = elsewhere.iter().filter(|(name, _)| *name == bucket.name.id);
            bucket.managed_elsewhere.extend(here.map(|(_, label)| label.clone()));
            bucket.managed_elsewhere.sort();
            bucket.managed_elsewhere.dedup();
        }
        self.facts
    }

    /// A library's output hands a bucket to callers that are not in view.
    fn escapes(&mut self) {
        let top = self.evaluator.instance(0);
        for (name, output) in &top.module.outputs {
            let Some(attribute) = output.value() else { continue };
            let value = self.evaluator.settled(&attribute.value, &Scope::of(0));
            let text = format!("the callers that output {name} hands the bucket to");
            self.hand_out(&value, attribute.span, &text);
        }
    }

    fn hand_out(&mut self, value: &Value, span: Span, text: &str) {
        for symbol in value.symbols() {
            self.elsewhere.push((symbol.id.clone(), Label::new(span, text)));
        }
    }

    /// A call of a module that is not in view. One that is about S3 may set the CORS rules of a bucket that it is given.
    pub(super) fn unseen(&mut self, instance: usize, call: &Call) {
        let caller = self.evaluator.instance(instance);
        let Some(source) = call.source() else { return };
        let shown = self.evaluator.text_of(source);
        let directory = local(&caller.module.directory, call);
        if directory
            .is_some_and(|directory| !self.evaluator.program.modules.contains_key(&directory))
        {
            let message =
                format!("the module {shown} is not there, so what it declares is not judged");
            self.evaluator.problem(Problem::warning("module-not-found", message, source.span));
        }
        if !is_about_buckets(&format!("{} {shown}", call.name)) {
            return;
        }
        let text = format!("module.{}, which is not in view", call.name);
        for attribute in &call.block.body.attributes {
            let value = self.evaluator.settled(&attribute.value, &Scope::of(instance));
            self.hand_out(&value, attribute.span, &text);
        }
    }
}

fn is_about_buckets(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["s3", "cors", "bucket"].iter().any(|word| name.contains(word))
}
