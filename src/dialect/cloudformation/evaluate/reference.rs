//! `Ref` and `Fn::GetAtt`: parameters, pseudo parameters, resources and their attributes.

use std::sync::Arc;

use crate::{
    source::Span,
    text::Text,
    value::{Class, Is, Origins, Part, Symbol, Value, lift},
};

use super::{
    super::{
        deployment::{Kept, Stack},
        template::{Parameter, Resource},
    },
    Call, Context,
    parameter::{is_kept_elsewhere, is_list, listed},
};

impl<'a> Context<'a> {
    pub(super) fn reference(self, call: &Call) -> Value {
        let at = call.argument.span;
        if let Some(name) = call.argument.text() {
            return self.named(name.as_str(), at);
        }
        // with language extensions, a function may make the name
        lift(&self.argument(call), |name| match name.constant() {
            Some(name) => self.named(&name, at),
            None => {
                let none = || Origins::one("a reference to no name", Some(at));
                Value::from(Is::Unknown(name.origins().unwrap_or_else(none))).at(Some(at))
            }
        })
    }

    /// What `!Ref name` is as a whole value.
    pub fn named(self, name: &str, at: Span) -> Value {
        if name == "AWS::NoValue" {
            return Value::absent();
        }
        if let Some(pseudo) = self.pseudo(name, at) {
            return pseudo;
        }
        let Some(stack) = self.stack() else { return Value::absent() };
        if let Some(parameter) = stack.template.parameters.get(name) {
            return self.parameter(parameter);
        }
        if let Some(arn) = self.published(name, None, at) {
            return arn;
        }
        if let Some(symbol) = self.resource_symbol(name, at) {
            return Value::symbol(symbol);
        }
        Value::unknown(format!("{name}, which this template does not declare"), Some(at))
    }

    /// What `${name}` is inside a text: a parameter keeps its identity there.
    pub(super) fn named_in_text(self, name: &str, at: Span) -> Value {
        let whole = self.named(name, at);
        let Some(stack) = self.stack() else { return whole };
        let is_given = stack.template.parameters.contains_key(name)
            || (name == "AWS::StackName" && stack.is_named_by_inputs());
        let keeps = is_given
            && self.bound(name).is_none()
            && whole.as_parts().is_none_or(|parts| !matches!(parts.as_ref(), [Part::Symbol(_)]));
        if !keeps {
            return whole;
        }
        let symbol = Symbol::new(stack.id(name), name, Class::Any).at(Some(at));
        Value::symbol(symbol.defined(whole))
    }

    /// A parameter that AWS sets; `None` for other names.
    fn pseudo(self, name: &str, at: Span) -> Option<Value> {
        let short = name.strip_prefix("AWS::")?;
        let stack = self.stack()?;
        let fixed = match short {
            "AccountId" => stack.account.clone(),
            "Region" => stack.region.clone(),
            "StackName" => stack.name.clone(),
            _ => None,
        };
        if let Some(fixed) = fixed {
            return Some(Value::text(Text::written(fixed, at)));
        }
        if short == "StackName" && stack.is_named_by_inputs() {
            return Some(self.stack_name(at));
        }
        Some(Value::symbol(self.pseudo_symbol(stack, name, at)))
    }

    /// What AWS sets, when nothing here tells it.
    pub(super) fn pseudo_symbol(self, stack: &Stack, name: &str, at: Span) -> Symbol {
        let class = match name {
            "AWS::AccountId" => Class::AccountId,
            "AWS::Region" => Class::Region,
            "AWS::Partition" => Class::Partition,
            _ => Class::Any,
        };
        let of_stack = matches!(name, "AWS::StackName" | "AWS::StackId" | "AWS::NotificationARNs");
        let shown: Arc<str> = name.into();
        let id = if of_stack { stack.id(name) } else { shown.clone() };
        Symbol::new(id, shown, class).at(Some(at))
    }

    /// The value of a parameter: what the parent passes, else what it may be.
    pub(super) fn parameter(self, parameter: &Parameter) -> Value {
        let value =
            self.once(Kept::Parameter, &parameter.name, || match self.bound(&parameter.name) {
                Some(bound) => listed(bound, parameter),
                None => self.deployed(parameter, &|| self.free(parameter)),
            });
        Value { sensitive: value.sensitive || parameter.hidden, ..value }
    }

    /// What the parent stack, or whoever deploys the template, passes for a parameter.
    pub(super) fn bound(self, name: &str) -> Option<Value> {
        let stack = self.stack()?;
        if let Some(given) = stack.given.get(name) {
            return Some(given.clone());
        }
        let (parent, id) = stack.parent.as_ref()?;
        let above = self.deployment.context(*parent);
        let node = above.stack()?.template.resource(id)?.property(&["Parameters", name])?.clone();
        let value = above.value(&node);
        Some(value.through(node.span, format!("passed as {name}")))
    }

    /// A parameter that nothing passes: one of the values that matter, its default, or just itself.
    fn free(self, parameter: &Parameter) -> Value {
        let Some(stack) = self.stack() else { return Value::absent() };
        let symbol = || {
            let shown = parameter.name.as_str();
            let symbol = Symbol::new(stack.id(shown), shown, Class::Any);
            Value::symbol(symbol.at(Some(parameter.span)))
        };
        if is_kept_elsewhere(parameter) {
            return symbol();
        }
        let assumed = parameter.default.as_ref().map(|default| {
            let label = format!("the default of parameter {}", parameter.name);
            let span = default.span().unwrap_or(parameter.span);
            listed(self.literal(default), parameter).through(span, label)
        });
        if is_list(parameter) {
            let reason = format!("the parameter {}, which has no value here", parameter.name);
            return assumed.unwrap_or_else(|| Value::unknown(reason, Some(parameter.span)));
        }
        let other = || assumed.clone().unwrap_or_else(symbol);
        self.enumerated(&parameter.name, &other, &symbol).unwrap_or_else(other)
    }

    /// The symbol of a resource's `Ref`.
    pub fn resource_symbol(self, id: &str, at: Span) -> Option<Symbol> {
        let stack = self.stack()?;
        let resource = stack.template.resource(id);
        if resource.is_none() && !self.is_implied(id) {
            return None;
        }
        let unique = stack.id(id);
        let mut state = self.deployment.state.borrow_mut();
        if !state.resources.contains_key(&unique) {
            state.resources.insert(unique.clone(), (self.at, id.to_owned()));
        }
        drop(state);
        let symbol = match resource.map_or("", |resource| resource.kind.as_str()) {
            "AWS::S3::Bucket" => self.bucket(resource?),
            "AWS::Lambda::Function" | "AWS::Serverless::Function" => {
                Symbol::new(unique, id, Class::FunctionName)
            }
            _ => Symbol::new(unique, id, Class::Any),
        };
        Some(symbol.at(Some(at)))
    }

    /// The name of a bucket: a symbol of its own, with the form that its template gives it.
    pub fn bucket(self, resource: &Resource) -> Symbol {
        let id = self
            .stack()
            .map_or_else(|| resource.id.as_str().into(), |stack| stack.id(&resource.id));
        let symbol = Symbol::new(id, resource.id.as_str(), Class::Managed);
        let Some(node) = resource.property(&["BucketName"]) else { return symbol };
        let name = self.once(Kept::BucketName, &resource.id, || self.value(node));
        if name.is_absent() || name.is_null() { symbol } else { symbol.defined(name) }
    }

    /// Roles that a SAM template makes without a word.
    fn is_implied(self, id: &str) -> bool {
        let Some(function) = id.strip_suffix("Role") else { return false };
        let resource = self.stack().and_then(|stack| stack.template.resource(function));
        resource.is_some_and(|resource| resource.kind.starts_with("AWS::Serverless::"))
    }

    pub(super) fn get_att(self, call: &Call) -> Value {
        let at = call.argument.span;
        if let Some(text) = call.argument.text() {
            return match text.as_str().split_once('.') {
                Some((id, attribute)) => self.attribute(id, attribute, at),
                None => Value::unknown("Fn::GetAtt without an attribute", Some(at)),
            };
        }
        let Some([id, attribute]) = call.argument.list() else {
            return Value::unknown("Fn::GetAtt without a resource and an attribute", Some(at));
        };
        match (self.value(id).constant(), self.value(attribute).constant()) {
            (Some(id), Some(attribute)) => self.attribute(&id, &attribute, at),
            _ => Value::unknown("Fn::GetAtt of an attribute that is not known", Some(at)),
        }
    }

    /// An attribute of a resource: by formula where it holds a name, else a symbol of its own.
    pub fn attribute(self, id: &str, attribute: &str, at: Span) -> Value {
        let Some(stack) = self.stack() else { return Value::absent() };
        if let Some(arn) = self.published(id, Some(attribute), at) {
            return arn;
        }
        let kind = stack.template.resource(id).map(|resource| resource.kind.as_str());
        if kind.is_none() && !self.is_implied(id) {
            let reason = format!("{id}.{attribute}, for this template declares no {id}");
            return Value::unknown(reason, Some(at));
        }
        if let (Some(child), Some(output)) =
            (stack.children.get(id), attribute.strip_prefix("Outputs."))
        {
            let child = self.deployment.context(*child);
            if let Some(value) = child.output(output) {
                return value.through(at, format!("the output {output} of {id}"));
            }
        }
        if let Some(value) = self.read_export(attribute) {
            return value.through(at, "read from another region's stack");
        }
        if let Some(value) = self.by_formula(id, kind.unwrap_or("AWS::IAM::Role"), attribute, at) {
            return value;
        }
        let shown = format!("{id}.{attribute}");
        Value::symbol(Symbol::new(stack.id(&shown), shown, Class::Any).at(Some(at)))
    }

    fn by_formula(self, id: &str, kind: &str, attribute: &str, at: Span) -> Option<Value> {
        let text = |text: &str| Value::text(Text::written(text, at));
        let pseudo = |name: &str| self.named(name, at);
        let own = Value::symbol(self.resource_symbol(id, at)?);
        let pieces = match (kind, attribute) {
            ("AWS::S3::Bucket", "Arn") => {
                vec![text("arn:"), pseudo("AWS::Partition"), text(":s3:::"), own]
            }
            ("AWS::S3::Bucket", "DomainName") => {
                vec![own, text(".s3."), pseudo("AWS::URLSuffix")]
            }
            ("AWS::S3::Bucket", "RegionalDomainName") => {
                vec![own, text(".s3."), pseudo("AWS::Region"), text("."), pseudo("AWS::URLSuffix")]
            }
            ("AWS::S3::Bucket", "DualStackDomainName") => {
                let region = pseudo("AWS::Region");
                vec![own, text(".s3.dualstack."), region, text("."), pseudo("AWS::URLSuffix")]
            }
            ("AWS::IAM::Role", "Arn") => vec![
                text("arn:"),
                pseudo("AWS::Partition"),
                text(":iam::"),
                pseudo("AWS::AccountId"),
                text(":role/"),
                own,
            ],
            ("AWS::Lambda::Function" | "AWS::Serverless::Function", "Arn") => {
                return Some(self.arn_of_function(own, at));
            }
            // what `Ref` gives for these is their ARN
            ("AWS::SNS::Topic", "TopicArn")
            | ("AWS::IAM::ManagedPolicy", "PolicyArn")
            | ("AWS::StepFunctions::StateMachine" | "AWS::Serverless::StateMachine", "Arn") => {
                vec![own]
            }
            _ => return None,
        };
        Some(super::text::joined(pieces).at(Some(at)))
    }
}
