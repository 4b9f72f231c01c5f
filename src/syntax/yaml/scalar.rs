//! From a scalar as the parser read it to its kind, its place and its text.

use granit_parser::ScalarStyle;

use crate::{
    source::{FileId, Span},
    text::Text,
};

use super::{super::node::Kind, align::Aligner};

/// A scalar as the parser read it.
pub struct Scalar<'a> {
    pub value: &'a str,
    pub style: ScalarStyle,
    /// The bytes it takes in the file, quotes included.
    pub start: usize,
    pub end: usize,
}

impl Scalar<'_> {
    /// Whether nothing is written here.
    pub fn is_empty(&self) -> bool {
        self.style == ScalarStyle::Plain && self.start == self.end
    }

    /// The text with the place of every character. When the two readings of the source differ, the places are those of the
    /// whole scalar.
    pub fn text(&self, source: &str, file: FileId) -> Text {
        let (start, end) = match self.style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => (self.start + 1, self.end - 1),
            _ => (self.start, self.end),
        };
        let span = Span { file, start: start as u32, end: end as u32 };
        if source.get(start..end) == Some(self.value) {
            return Text::written(self.value, span);
        }
        let aligner = Aligner::new(source, file, start, end);
        let text = match self.style {
            ScalarStyle::Literal => aligner.block(false, self.value),
            ScalarStyle::Folded => aligner.block(true, self.value),
            style => aligner.flow(style),
        };
        if text.as_str() == self.value { text } else { Text::written(self.value, span) }
    }

    /// Where it stands: with its quotes, a block scalar without the blanks after its last line.
    pub fn span(&self, source: &str, file: FileId) -> Span {
        let start = self.start as u32;
        let end = match self.style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let lines = source.get(self.start..self.end).unwrap_or_default();
                self.start + lines.trim_end_matches([' ', '\t', '\n', '\r']).len()
            }
            _ => self.end,
        };
        Span { file, start, end: end as u32 }
    }
}

/// What plain text without a tag stands for. CloudFormation's reader keeps the words of YAML 1.1.
pub fn resolve(text: Text) -> Kind {
    match text.as_str() {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => {
            Kind::Bool { is: true, text }
        }
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
            Kind::Bool { is: false, text }
        }
        word if is_number(word) => Kind::Number(text),
        _ => Kind::Text(text),
    }
}

fn is_number(word: &str) -> bool {
    if !word.starts_with(|first: char| matches!(first, '0'..='9' | '+' | '-' | '.')) {
        return false;
    }
    let unsigned = word.strip_prefix(['-', '+']).unwrap_or(word);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(digits) = unsigned.strip_prefix("0x") {
        return !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => {
            (mantissa, exponent.strip_prefix(['-', '+']).unwrap_or(exponent))
        }
        None => (unsigned, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    (!whole.is_empty() || !fraction.is_empty())
        && !exponent.is_empty()
        && digits(whole)
        && digits(fraction)
        && digits(exponent)
}
