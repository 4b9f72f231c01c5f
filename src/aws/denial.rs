//! Statements that deny, which take away what others allow.

use super::{
    field,
    iam::{Statement, all_of, flat, items, matches, statement},
};
use crate::value::{Answer, Is, Value};

pub struct Denial {
    pub statement: Statement,
    /// Whether it holds for every request, and all of it is there to be seen.
    pub is_sure: bool,
}

/// Requests that do not come over TLS, of which SageMaker and browsers make none, are denied by many policies.
const TRANSPORT: &[&str] = &["aws:securetransport", "s3:tlsversion"];

/// What comes from elsewhere than the own organization or account is denied by many policies; the roles that labeling
/// takes on belong to it.
const OWN: &[&str] = &[
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalaccount",
    "aws:resourceorgid",
    "aws:resourceaccount",
];

/// The statements of a policy document that deny something to labeling.
pub fn denials(document: &Value) -> Vec<Denial> {
    let mut out = Vec::new();
    for item in items(document) {
        let conditions = flat(&all_of(&item, &["condition", "conditions"]));
        let is_denied = field(&item, "Effect").constant().is_some_and(|effect| effect == "Deny");
        if is_denied && !conditions.iter().any(spares_labeling) {
            let is_sure = conditions.is_empty() && !item.has_holes();
            out.push(Denial { statement: statement(&item), is_sure });
        }
    }
    out
}

/// `{"Bool": {"aws:SecureTransport": "false"}}`, or a block with a `test` and that `variable`.
fn spares_labeling(condition: &Value) -> bool {
    if let Some(name) = condition.get("variable").constant() {
        let test = condition.get("test").constant().unwrap_or_default();
        return is_never_met(&test, &name);
    }
    let Is::Map(operators) = &condition.is else { return false };
    operators.entries.iter().any(|operator| match &operator.value.is {
        Is::Map(keys) => {
            keys.entries.iter().any(|entry| is_never_met(operator.key.as_str(), entry.key.as_str()))
        }
        _ => false,
    })
}

/// Whether no request of labeling meets the condition on a key.
fn is_never_met(operator: &str, key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let key = key.as_str();
    TRANSPORT.contains(&key) || (OWN.contains(&key) && operator.contains("Not"))
}

impl Denial {
    /// Whether an action is denied, on some resource at least.
    pub fn denies(&self, action: &str) -> Answer {
        let is = |pattern: &Value| match pattern.constant() {
            Some(pattern) => Answer::from(matches(&pattern, action)),
            None => Answer::Maybe,
        };
        let denied = Answer::any(self.statement.actions.iter().map(is));
        let spared = Answer::any(self.statement.not_actions.iter().map(is));
        match (self.statement.not_actions.is_empty(), spared) {
            (true, _) => self.unless_unsure(denied),
            (false, Answer::Yes) => Answer::No,
            (false, Answer::Maybe) => Answer::Maybe,
            (false, Answer::No) => self.unless_unsure(Answer::Yes),
        }
    }

    fn unless_unsure(&self, answer: Answer) -> Answer {
        if self.is_sure { answer } else { answer.min(Answer::Maybe) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rest: &str) -> Vec<Denial> {
        let text = format!(r#"{{"Statement": [{{"Effect": "Deny", {rest}}}]}}"#);
        denials(&Value::text(text))
    }

    #[test]
    fn what_is_denied() {
        let answer = |rest: &str| read(rest)[0].denies("s3:GetObject");
        assert_eq!(answer(r#""Action": ["s3:*"]"#), Answer::Yes);
        assert_eq!(answer(r#""Action": "s3:PutObject""#), Answer::No);
        assert_eq!(answer(r#""NotAction": "s3:Put*""#), Answer::Yes);
        assert_eq!(answer(r#""NotAction": "s3:Get*""#), Answer::No);
        let condition =
            r#""Action": "*", "Condition": {"StringEquals": {"aws:RequestedRegion": "x"}}"#;
        assert_eq!(answer(condition), Answer::Maybe);
    }

    #[test]
    fn what_denies_nothing_to_labeling() {
        let transport = r#""Action": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}"#;
        assert!(read(transport).is_empty());
        let others =
            r#""Action": "*", "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}"#;
        assert!(read(others).is_empty());
        assert_eq!(read(&others.replace("NotEquals", "Equals")).len(), 1);
        let allows = r#"{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#;
        assert!(denials(&Value::text(allows)).is_empty());
    }
}
