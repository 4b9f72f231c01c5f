//! The tree of an HCL text. Every node knows its bytes; nothing here depends on the parser that made it.

use crate::{
    finding::Problem,
    source::{Label, Span},
    text::Text,
};

/// A file of Terraform's native syntax.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub body: Body,
    /// Comments that contain `cors-lint`: the span of the whole comment, its text without the marker.
    pub comments: Vec<Label>,
    /// What could not be read, one problem for each top-level item that is missing from `body`.
    pub problems: Vec<Problem>,
    /// How many words, brackets, quotes, comments and top-level lines it is made of.
    pub pieces: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    pub attributes: Vec<Attribute>,
    pub blocks: Vec<Block>,
    /// What lies between the braces; for a file, all of it.
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    pub name: String,
    pub name_span: Span,
    pub value: Expression,
    /// From the name to the end of the value.
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub kind: String,
    pub kind_span: Span,
    /// Labels as they read; the spans of quoted ones include the quotes.
    pub labels: Vec<(String, Span)>,
    /// From the kind to the last label, on one line.
    pub header: Span,
    /// The whole block, with its closing brace.
    pub span: Span,
    pub body: Body,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    pub span: Span,
    pub kind: ExpressionKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    Null,
    Bool(bool),
    /// A number without sign, as written.
    Number(String),
    /// A quoted string, a heredoc or a bare template. A plain string is one literal segment, an empty one has
    /// none. A lone interpolation stands for its expression, of whatever type.
    Template(Vec<Segment>),
    List(Vec<Expression>),
    /// Keys and values in source order. A bare word as a key is a plain string; `(expression)` is a reference.
    Object(Vec<(Expression, Expression)>),
    /// The first name of a reference: `var`, `local`, a resource type, the name of a `for`.
    Variable(String),
    /// `base` followed by at least one step.
    Traversal {
        base: Box<Expression>,
        steps: Vec<Step>,
    },
    /// A call; the name of a provider's function is written with its `::`.
    Call {
        name: String,
        name_span: Span,
        arguments: Vec<Expression>,
        expand_final: bool,
    },
    Conditional {
        condition: Box<Expression>,
        then: Box<Expression>,
        otherwise: Box<Expression>,
    },
    Unary {
        operator: UnaryOperator,
        operand: Box<Expression>,
    },
    Binary {
        operator: BinaryOperator,
        left: Box<Expression>,
        right: Box<Expression>,
    },
    /// `[for key, name in collection : value if condition]`
    ForList {
        source: Box<ForSource>,
        value: Box<Expression>,
        condition: Option<Box<Expression>>,
    },
    /// `{for key, name in collection : key => value... if condition}`
    ForObject {
        source: Box<ForSource>,
        key: Box<Expression>,
        value: Box<Expression>,
        /// Whether `...` gathers the values of equal keys into lists.
        grouped: bool,
        condition: Option<Box<Expression>>,
    },
    Parenthesized(Box<Expression>),
}

/// What a `for` runs over, and the names it gives to each key and value.
#[derive(Clone, Debug, PartialEq)]
pub struct ForSource {
    pub key: Option<String>,
    pub value: String,
    pub collection: Expression,
}

/// A step of a reference, applied to what stands before it.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// `.name`; the span is the name's.
    Attribute { name: String, span: Span },
    /// `[key]`, or `.0` with a number as the key; the span is the key's.
    Index { key: Box<Expression>, span: Span },
    /// `[*]` or `.*`; `steps` are applied to each element.
    Splat { steps: Vec<Step>, span: Span },
}

/// A piece of a template. Strip markers and the indentation of `<<-` are already applied.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    Literal(Text),
    /// `${expression}`; the span includes the braces.
    Interpolation {
        expression: Expression,
        span: Span,
    },
    /// `%{ if }` to `%{ endif }`
    If {
        condition: Expression,
        then: Vec<Segment>,
        otherwise: Vec<Segment>,
        span: Span,
    },
    /// `%{ for }` to `%{ endfor }`
    For {
        source: Box<ForSource>,
        body: Vec<Segment>,
        span: Span,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    Negate,
    Not,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    And,
    Or,
}

impl Body {
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    pub fn blocks<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Block> {
        self.blocks.iter().filter(move |block| block.kind == kind)
    }
}

impl Block {
    pub fn label(&self, index: usize) -> Option<&str> {
        self.labels.get(index).map(|(label, _)| label.as_str())
    }
}

impl Expression {
    /// The text of a string without interpolation or directive.
    pub fn plain(&self) -> Option<Text> {
        let ExpressionKind::Template(segments) = &self.kind else { return None };
        match segments.as_slice() {
            [] => Some(Text::written("", self.span)),
            [Segment::Literal(text)] => Some(text.clone()),
            _ => None,
        }
    }
}
