//! Strip markers and the indentation of `<<-` heredocs, in HCL's order: strip first, then indent.

use super::pieces::Piece;
use crate::text::Text;

/// Applies the strip markers: each takes the whitespace of the one literal beside it, which in a heredoc or a bare
/// template is a single line.
pub(super) fn strip(pieces: &mut [Piece]) {
    for index in 0..pieces.len() {
        let Some(Piece::Sequence(_, strip)) = pieces.get(index) else { continue };
        let (before, after) = (strip.strip_start(), strip.strip_end());
        if before
            && let Some(literal) = index.checked_sub(1).and_then(|index| pieces.get_mut(index))
        {
            trim_end(literal);
        }
        if after && let Some(literal) = pieces.get_mut(index + 1) {
            trim_start(literal);
        }
    }
}

/// Takes the indentation that all lines share from each of them. Blank lines do not count.
pub(super) fn dedent(pieces: &mut [Piece]) {
    let mut indented = Vec::new();
    let mut shared = usize::MAX;
    let mut line_start = true;
    for (index, piece) in pieces.iter().enumerate() {
        let literal = match piece {
            Piece::Literal(text) => Some(text.as_str()),
            Piece::Sequence(..) => None,
        };
        if line_start {
            line_start = false;
            match literal {
                Some(line) if line.trim_start().is_empty() && line.ends_with('\n') => {}
                Some(line) => {
                    shared = shared.min(indentation(line));
                    indented.push(index);
                }
                None => shared = 0,
            }
        }
        line_start |= literal.is_some_and(|line| line.ends_with('\n'));
    }
    for index in indented {
        if let Some(Piece::Literal(text)) = pieces.get_mut(index) {
            *text = without_first(text, shared);
        }
    }
}

/// The number of whitespace characters at the start.
fn indentation(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).count()
}

fn without_first(text: &Text, characters: usize) -> Text {
    let start = text.as_str().char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    text.slice(start, text.len())
}

fn trim_end(piece: &mut Piece) {
    if let Piece::Literal(text) = piece {
        *text = text.slice(0, text.as_str().trim_end().len());
    }
}

fn trim_start(piece: &mut Piece) {
    if let Piece::Literal(text) = piece {
        *text = text.slice(text.len() - text.as_str().trim_start().len(), text.len());
    }
}
