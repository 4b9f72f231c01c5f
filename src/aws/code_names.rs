//! Names in application code: where they stand, what is assigned to them, and which environment variables they hold.

/// How languages read an environment variable, up to its name.
pub(super) const READS: &[&str] = &[
    "os.environ[",
    "os.environ.get(",
    "os.getenv(",
    "environ[",
    "environ.get(",
    "getenv(",
    "process.env.",
    "process.env[",
    "System.getenv(",
    "os.Getenv(",
];

/// Code that reads a variable or writes an address more often is not looked into.
pub(super) const MOST: usize = 32;
/// More of a line before a name, in bytes, is not looked into.
const MAX_LINE: usize = 1_000;

/// Whether every use of what an environment variable names is one of those; it is used at all.
pub(super) fn every_use(text: &str, variable: &str, is: &dyn Fn(usize) -> bool) -> bool {
    let reads: Vec<usize> = reads_of(text, variable).take(MOST + 1).collect();
    let mut seen = Vec::new();
    !reads.is_empty()
        && reads.len() <= MOST
        && reads.into_iter().all(|at| is(at) || is_handed_on(text, at, is, &mut seen))
}

/// Whether what stands there is given a name, or is a choice for one, and every use of that is one of those; each name is
/// asked about once.
fn is_handed_on<'t>(
    text: &'t str,
    at: usize,
    is: &dyn Fn(usize) -> bool,
    seen: &mut Vec<&'t str>,
) -> bool {
    let Some(name) = assigned(text, at).or_else(|| chosen_for(text, at)) else { return false };
    if seen.contains(&name) {
        return true;
    }
    seen.push(name);
    let uses: Vec<usize> = words(text, name).take(MOST + 1).collect();
    let mut is_so = |at: usize| {
        is(at)
            || is_definition(text, at, name)
            || read_before(text, at).is_some()
            || is_handed_on(text, at, is, seen)
    };
    uses.len() <= MOST && uses.into_iter().all(&mut is_so)
}

/// The name that one of several is chosen for: `target = A if good else B`, `const target = good ? A : B`.
fn chosen_for(text: &str, at: usize) -> Option<&str> {
    let line = line_before(text, at);
    let (left, between) = line.split_once(" = ")?;
    let after = text.get(at..)?.lines().next()?;
    let is_choice = between.contains('?') || between.contains(" else ") || after.contains(" if ");
    let opened = between.matches(['(', '[', '{', '"', '`']).count();
    let closed = between.matches([')', ']', '}', '"', '`']).count();
    let start = line.len() - line.trim_start().len();
    let is_statement = !left.contains(['(', ',', '[', '{', '.']) && opened == closed;
    let name = left.get(start..)?.rsplit(|c: char| !is_of_name(c)).next()?;
    Some(name).filter(|name| is_choice && is_statement && !name.is_empty())
}

/// Whether a name is given a value there.
fn is_definition(text: &str, at: usize, name: &str) -> bool {
    let before = line_before(text, at).trim();
    let after = text.get(at + name.len()..).unwrap_or_default();
    let after = after.lines().next().unwrap_or_default();
    // of `X: str = …`
    let after = after
        .split_once('=')
        .filter(|(kind, _)| kind.chars().all(|c| is_of_name(c) || " :".contains(c)));
    ["", "const", "let", "var"].contains(&before)
        && after.is_some_and(|(_, rest)| !rest.starts_with('='))
}

/// Where each read of a variable begins: `os.environ["X"]` at its `o`.
pub(super) fn reads_of<'t>(text: &'t str, variable: &'t str) -> impl Iterator<Item = usize> + 't {
    words(text, variable).filter_map(|at| read_before(text, at))
}

/// Where the read begins whose variable's name stands there.
pub(super) fn read_before(text: &str, name: usize) -> Option<usize> {
    let before = text.get(..name)?.trim_end_matches(['"', '\'']);
    let longest =
        READS.iter().filter(|read| before.ends_with(**read)).max_by_key(|read| read.len());
    longest.map(|read| before.len() - read.len())
}

/// The name that is given to what is read there: `X = os.environ[…`, `const X = …`, `X := …`.
pub(super) fn assigned(text: &str, at: usize) -> Option<&str> {
    let line = line_before(text, at).trim_end();
    let left = line.strip_suffix('=')?.trim_end_matches(':').trim_end();
    // of `X: str =`
    let left = left.split_once(": ").map_or(left, |(name, _)| name);
    let name = left.rsplit(|c: char| !is_of_name(c)).next()?;
    // a named argument is no name of the code's own
    let is_statement = !left.contains(['(', ',', '[', '{', '.']);
    Some(name).filter(|name| !name.is_empty() && is_statement)
}

pub(super) fn assignment_of(text: &str, at: usize, name: &str) -> bool {
    let behind = text.get(at + name.len()..).unwrap_or_default();
    let line = behind.lines().next().unwrap_or_default();
    let Some((_, right)) = line.split_once('=') else { return false };
    let start = at + name.len() + line.len() - right.trim_start().len();
    READS.iter().any(|read| right.trim_start().starts_with(read))
        && assigned(text, start) == Some(name)
}

/// Where a name stands by itself.
pub(super) fn words<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = usize> + 't {
    let found = text.match_indices(name).filter(|_| !name.is_empty());
    found.map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).unwrap_or_default();
        let after = text.get(at + name.len()..).unwrap_or_default();
        !before.ends_with(is_of_name) && !after.starts_with(is_of_name)
    })
}

/// What stands before it in its line, or the end of that.
pub(super) fn line_before(text: &str, at: usize) -> &str {
    let start = (at.saturating_sub(MAX_LINE)..at).find(|start| text.is_char_boundary(*start));
    let before = text.get(start.unwrap_or(at)..at).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default()
}

pub(super) fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
