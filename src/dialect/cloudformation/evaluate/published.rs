//! Versions and aliases of functions: what names one of them names its function.

use crate::{
    source::Span,
    text::Text,
    value::{Class, Part, Symbol, Value, lift},
};

use super::{Context, text::joined};

const ALIAS: &str = "AWS::Lambda::Alias";
const VERSION: &str = "AWS::Lambda::Version";
/// A function that may publish both by itself.
const SERVERLESS: &str = "AWS::Serverless::Function";

/// Whether a type is one of them.
pub fn is_published(kind: &str) -> bool {
    [ALIAS, VERSION].contains(&kind)
}

impl Context<'_> {
    /// The ARN of a version or an alias: what `Ref` gives, and the attribute that says the same. `None` for all else.
    pub(super) fn published(self, id: &str, attribute: Option<&str>, at: Span) -> Option<Value> {
        let Some(resource) = self.stack()?.template.resource(id) else {
            return self.published_by_sam(id, at);
        };
        let name = match (resource.kind.as_str(), attribute) {
            (ALIAS, None | Some("AliasArn")) => self.property(resource, &["Name"]),
            (VERSION, None | Some("FunctionArn")) => self.only_aws_knows(id, "Version", at)?,
            (SERVERLESS, Some(attribute @ ("Alias" | "Version"))) => {
                let own = Value::symbol(self.resource_symbol(id, at)?);
                return Some(self.qualified(&own, self.only_aws_knows(id, attribute, at)?, at));
            }
            _ => return None,
        };
        Some(self.qualified(&self.property(resource, &["FunctionName"]), name, at))
    }

    /// `Function.Alias`, `Function.Version` and `FunctionAliaslive`, which SAM makes where a function has `AutoPublishAlias`.
    fn published_by_sam(self, id: &str, at: Span) -> Option<Value> {
        if let Some((function, attribute)) = id.split_once('.') {
            self.stack()?.template.resource(function)?;
            return self.published(function, Some(attribute), at);
        }
        id.match_indices("Alias").find_map(|(middle, word)| {
            let (function, alias) = (id.get(..middle)?, id.get(middle + word.len()..)?);
            let resource = self.stack()?.template.resource(function)?;
            let published = self.property(resource, &["AutoPublishAlias"]).constant();
            let is_it = resource.kind == SERVERLESS && published.is_some_and(|one| one == alias);
            is_it.then(|| self.published(function, Some("Alias"), at))?
        })
    }

    fn only_aws_knows(self, id: &str, attribute: &str, at: Span) -> Option<Value> {
        let shown = format!("{id}.{attribute}");
        let unique = self.stack()?.id(&shown);
        Some(Value::symbol(Symbol::new(unique, shown, Class::Any).at(Some(at))))
    }

    fn qualified(self, function: &Value, name: Value, at: Span) -> Value {
        let arn = lift(function, |function| {
            let parts = function.as_parts();
            match parts.as_deref().and_then(<[Part]>::first) {
                Some(Part::Literal(text)) if text.as_str().starts_with("arn:") => function.clone(),
                _ => self.arn_of_function(function.clone(), at),
            }
        });
        joined(vec![arn, Value::text(Text::written(":", at)), name]).at(Some(at))
    }

    /// `arn:<partition>:lambda:<region>:<account>:function:<name>`
    pub(super) fn arn_of_function(self, name: Value, at: Span) -> Value {
        let text = |text: &str| Value::text(Text::written(text, at));
        let pseudo = |name: &str| self.named(name, at);
        let pieces = vec![
            text("arn:"),
            pseudo("AWS::Partition"),
            text(":lambda:"),
            pseudo("AWS::Region"),
            text(":"),
            pseudo("AWS::AccountId"),
            text(":function:"),
            name,
        ];
        joined(pieces).at(Some(at))
    }
}
