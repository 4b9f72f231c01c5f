//! Are two values one text at run time? Yes, no, or not to be known.

use ecow::EcoVec;

use super::{Class, Guard, Is, Part, Symbol, Value};

/// `Maybe` never makes an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    No,
    Maybe,
    Yes,
}

impl Answer {
    /// `Yes` or `No` only where all answers agree; `None` without any.
    pub fn all(answers: impl IntoIterator<Item = Answer>) -> Option<Answer> {
        answers.into_iter().reduce(|sum, next| if sum == next { sum } else { Answer::Maybe })
    }

    /// Whether one of them holds.
    pub fn any(answers: impl IntoIterator<Item = Answer>) -> Answer {
        answers.into_iter().max().unwrap_or(Answer::No)
    }
}

impl From<bool> for Answer {
    fn from(yes: bool) -> Answer {
        if yes { Answer::Yes } else { Answer::No }
    }
}

/// Whether two values are one text, over every pair of alternatives that can hold together. `narrow` may know more of a
/// symbol's text than its class says.
pub fn same(a: &Value, b: &Value, narrow: &dyn Fn(&Symbol) -> Class) -> Answer {
    same_to(a, b, narrow, 0)
}

fn same_to(a: &Value, b: &Value, narrow: &dyn Fn(&Symbol) -> Class, depth: usize) -> Answer {
    let mut answers = Vec::new();
    for (mine, x) in a.alternatives() {
        for (theirs, y) in b.alternatives() {
            if let Some(world) = mine.and(&theirs) {
                answers.push(same_one(&x, &y, &world, narrow, depth));
            }
        }
    }
    Answer::all(answers).unwrap_or(Answer::No)
}

fn same_one(
    a: &Value,
    b: &Value,
    world: &Guard,
    narrow: &dyn Fn(&Symbol) -> Class,
    depth: usize,
) -> Answer {
    let (x, y) = match (a.as_parts(), b.as_parts()) {
        (Some(x), Some(y)) => (x, y),
        (None, None) if a.is == b.is => return Answer::Yes,
        _ => return Answer::No,
    };
    let answer = same_parts(&x, &y, narrow);
    if answer != Answer::Maybe || depth > 4 {
        return answer;
    }
    match (chosen(&x), chosen(&y)) {
        (Some(defined), _) => same_to(&defined.under(world), b, narrow, depth + 1),
        (None, Some(defined)) => same_to(a, &defined.under(world), narrow, depth + 1),
        (None, None) => answer,
    }
}

/// The definition of a lone symbol, where it is a choice between texts.
fn chosen(parts: &[Part]) -> Option<&Value> {
    lone(parts)?.definition.as_deref().filter(|value| matches!(value.is, Is::Either(_)))
}

/// Whether two texts in pieces are the same: `Yes` under every assignment of the symbols, `No` under none.
pub fn same_parts(a: &[Part], b: &[Part], narrow: &dyn Fn(&Symbol) -> Class) -> Answer {
    if let (Some(x), Some(y)) = (lone(a), lone(b))
        && x != y
        && x.class == Class::Managed
        && y.class == Class::Managed
    {
        return Answer::No;
    }
    match compare(a, b, narrow) {
        Answer::Maybe => {}
        sure => return sure,
    }
    // what one text calls by a symbol, the other may say by the symbol's definition
    match (opened(a), opened(b)) {
        (None, None) => Answer::Maybe,
        (x, y) => compare(x.as_deref().unwrap_or(a), y.as_deref().unwrap_or(b), narrow),
    }
}

/// Definitions in definitions are opened so often, and texts of more parts not at all.
const MAX_STAGES: usize = 4;
const MAX_PARTS: usize = 256;

/// The parts with all definitions opened; `None` when there is none.
fn opened(parts: &[Part]) -> Option<EcoVec<Part>> {
    let mut out = expanded(parts)?;
    for _ in 1..MAX_STAGES {
        match expanded(&out) {
            Some(next) if next.len() <= MAX_PARTS => out = next,
            _ => break,
        }
    }
    Some(out)
}

/// The text that a value is once its definitions are opened, where that is constant.
pub fn constant_when_opened(value: &Value) -> Option<String> {
    let parts = value.as_parts()?;
    match opened(&parts) {
        Some(opened) => Value::from(Is::Text(opened)).constant(),
        None => value.constant(),
    }
}

fn lone(parts: &[Part]) -> Option<&Symbol> {
    match parts {
        [Part::Symbol(symbol)] => Some(symbol),
        _ => None,
    }
}

/// The parts with every symbol of known form replaced by its definition; `None` when there is none to replace.
fn expanded(parts: &[Part]) -> Option<EcoVec<Part>> {
    let mut out = Vec::new();
    let mut changed = false;
    for part in parts {
        let definition = match part {
            Part::Symbol(symbol) => symbol.definition.as_ref().and_then(|value| match &value.is {
                Is::Text(parts) => Some(parts.clone()),
                _ => None,
            }),
            _ => None,
        };
        match definition {
            Some(parts) => {
                changed = true;
                out.extend(parts);
            }
            None => out.push(part.clone()),
        }
    }
    changed.then(|| super::parts::joined(out))
}

#[derive(Clone, Copy, PartialEq)]
enum Atom<'a> {
    Char(char),
    Symbol(&'a Symbol, Class),
    Unknown,
}

impl Atom<'_> {
    fn may_hold(self, c: char) -> bool {
        match self {
            Atom::Char(own) => own == c,
            Atom::Symbol(_, class) => class.may_contain(c),
            Atom::Unknown => true,
        }
    }

    fn min_len(self) -> usize {
        match self {
            Atom::Char(_) => 1,
            Atom::Symbol(_, class) => class.min_len(),
            Atom::Unknown => 0,
        }
    }

    /// Surely one and the same text.
    fn equals(self, other: Atom) -> bool {
        match (self, other) {
            (Atom::Char(a), Atom::Char(b)) => a == b,
            (Atom::Symbol(a, _), Atom::Symbol(b, _)) => a == b,
            _ => false,
        }
    }

    /// Texts starting (or ending) with these cannot be the same.
    fn clashes(self, other: Atom) -> bool {
        match (self, other) {
            (Atom::Char(a), Atom::Char(b)) => a != b,
            (Atom::Char(c), text) | (text, Atom::Char(c)) => {
                text.min_len() > 0 && !text.may_hold(c)
            }
            _ => false,
        }
    }
}

fn atoms<'a>(parts: &'a [Part], narrow: &dyn Fn(&Symbol) -> Class) -> Vec<Atom<'a>> {
    let mut out = Vec::new();
    for part in parts {
        match part {
            Part::Literal(text) => out.extend(text.as_str().chars().map(Atom::Char)),
            Part::Symbol(symbol) => {
                let class = if symbol.class == Class::Any { narrow(symbol) } else { symbol.class };
                out.push(Atom::Symbol(symbol, class));
            }
            Part::Unknown(_) => out.push(Atom::Unknown),
        }
    }
    out
}

fn compare(a: &[Part], b: &[Part], narrow: &dyn Fn(&Symbol) -> Class) -> Answer {
    let (x, y) = (atoms(a, narrow), atoms(b, narrow));
    let front = x.iter().zip(&y).take_while(|(p, q)| p.equals(**q)).count();
    let (x, y) = (x.get(front..).unwrap_or_default(), y.get(front..).unwrap_or_default());
    let back = x.iter().rev().zip(y.iter().rev()).take_while(|(p, q)| p.equals(**q)).count();
    let x = x.get(..x.len() - back).unwrap_or_default();
    let y = y.get(..y.len() - back).unwrap_or_default();
    if x.is_empty() && y.is_empty() {
        return Answer::Yes;
    }
    if differ_at_an_end(x, y) || holds_a_foreign_character(x, y) || holds_a_foreign_character(y, x)
    {
        return Answer::No;
    }
    let least = |atoms: &[Atom]| atoms.iter().map(|atom| atom.min_len()).sum::<usize>();
    let written = |atoms: &[Atom]| atoms.iter().all(|atom| matches!(atom, Atom::Char(_)));
    if (written(x) && x.len() < least(y)) || (written(y) && y.len() < least(x)) {
        return Answer::No;
    }
    Answer::from(!(written(x) && written(y))).min(Answer::Maybe)
}

fn differ_at_an_end(x: &[Atom], y: &[Atom]) -> bool {
    let clash = |p: Option<&Atom>, q: Option<&Atom>| p.zip(q).is_some_and(|(p, q)| p.clashes(*q));
    clash(x.first(), y.first()) || clash(x.last(), y.last())
}

/// Whether `x` has a written character that nothing in `y` can hold.
fn holds_a_foreign_character(x: &[Atom], y: &[Atom]) -> bool {
    if y.iter().any(|atom| matches!(atom, Atom::Unknown)) {
        return false;
    }
    x.iter().any(|atom| match atom {
        Atom::Char(c) => y.iter().all(|other| !other.may_hold(*c)),
        _ => false,
    })
}
