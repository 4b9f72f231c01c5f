//! What is to be written, before it is known how: maps, lists and texts.

/// A value to write in the style of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    Map(Vec<(String, Shape)>),
    List(Vec<Shape>),
    Text(String),
}

impl Shape {
    pub fn map<K: Into<String>>(entries: Vec<(K, Shape)>) -> Shape {
        Shape::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    pub fn text(text: impl Into<String>) -> Shape {
        Shape::Text(text.into())
    }

    pub fn texts(texts: &[&str]) -> Shape {
        Shape::List(texts.iter().map(|text| Shape::text(*text)).collect())
    }

    /// Whether it is a list that holds texts only, which reads well on one line.
    pub fn is_short(&self) -> bool {
        match self {
            Shape::List(items) => items.iter().all(|item| matches!(item, Shape::Text(_))),
            Shape::Text(_) => true,
            Shape::Map(_) => false,
        }
    }
}
