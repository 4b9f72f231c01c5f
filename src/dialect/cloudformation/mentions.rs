//! What a part of a template mentions, and whether it speaks of rights to label.

use crate::{
    aws::iam::{rights_to_label, speaks_of_rights_to_label},
    source::{FileId, Span},
    syntax::node::{Kind, Node},
    text::Text,
};

use super::evaluate::{Call, adds_to_map, call, has_variable};

/// Functions whose result is not in the resource that calls them.
const FROM_ELSEWHERE: &[&str] = &["FindInMap", "ImportValue", "GetStackOutput", "Transform"];

/// How deep a part is looked into.
const MAX_DEPTH: usize = 128;

#[derive(Debug, Default)]
pub struct Mentions {
    /// What references and holes name: resources, parameters, or nothing of this template.
    pub names: Vec<String>,
    /// Whether it has to do with labeling by itself: it speaks of rights to label, or has contents from outside the template.
    pub matters: bool,
    /// Whether something nests too deep to be seen.
    pub is_deep: bool,
}

/// Looks through the parts of one template.
#[derive(Debug)]
pub struct Look {
    file: FileId,
    /// Where the text speaks of rights to label, in bytes.
    words: Vec<usize>,
}

impl Look {
    pub fn new(file: FileId, text: &str) -> Look {
        Look { file, words: rights_to_label(text) }
    }

    pub fn mentions(&self, node: &Node) -> Mentions {
        let mut mentions = Mentions::default();
        self.node(node, &mut mentions, 0);
        mentions
    }

    fn node(&self, node: &Node, out: &mut Mentions, depth: usize) {
        if depth > MAX_DEPTH {
            out.is_deep = true;
            return;
        }
        out.matters |= node.span.file != self.file;
        if let Some(call) = call(node) {
            out.call(&call);
        }
        match &node.kind {
            Kind::List(items) => items.iter().for_each(|item| self.node(item, out, depth + 1)),
            Kind::Map(entries) => {
                for entry in entries.iter() {
                    out.matters |=
                        adds_to_map(entry.key.as_str()) || self.speaks(&entry.key, entry.key_span);
                    self.node(&entry.value, out, depth + 1);
                }
            }
            Kind::Text(text) => {
                out.matters |= self.speaks(text, node.span) || has_variable(text.as_str());
            }
            Kind::Null | Kind::Bool { .. } | Kind::Number(_) => {}
        }
    }

    /// Only what was written at its span can be looked up there: an alias or the element of a loop was written elsewhere.
    fn speaks(&self, text: &Text, span: Span) -> bool {
        if !text.is_written_within(span) {
            return speaks_of_rights_to_label(text.as_str());
        }
        let next = self.words.partition_point(|word| *word < span.start as usize);
        self.words.get(next).is_some_and(|word| *word < span.end as usize)
    }
}

impl Mentions {
    fn call(&mut self, call: &Call) {
        match call.name {
            "Ref" | "GetAtt" => match first_name(call.argument) {
                Some(name) => self.names.push(name.to_owned()),
                // a function makes the name
                None => self.matters = true,
            },
            "Sub" => {
                let template = call.argument.list().and_then(<[Node]>::first);
                if let Some(text) = template.unwrap_or(call.argument).as_str() {
                    self.names.extend(holes(text).map(str::to_owned));
                }
            }
            name => self.matters |= FROM_ELSEWHERE.contains(&name),
        }
    }
}

fn holes(text: &str) -> impl Iterator<Item = &str> {
    text.split("${").skip(1).map(|piece| {
        let inside = piece.split('}').next().unwrap_or(piece).trim();
        inside.split('.').next().unwrap_or(inside)
    })
}

/// The resource that `Ref` or `GetAtt` names.
pub fn referenced(node: &Node) -> Option<&str> {
    let call = call(node).filter(|call| matches!(call.name, "Ref" | "GetAtt"))?;
    first_name(call.argument)
}

/// `[Role, Arn]` or `Role.Arn`.
fn first_name(node: &Node) -> Option<&str> {
    let whole = node.as_str().or_else(|| node.list()?.first()?.as_str())?;
    whole.split('.').next()
}
