//! Texts that are nearly as they were.

/// Numbers that look random and are always the same.
pub struct Dice(u64);

impl Default for Dice {
    fn default() -> Dice {
        Dice(0x2545_f491_4f6c_dd1d)
    }
}

impl Dice {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

const PIECES: [&str; 60] = [
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    ":",
    ": ",
    " :",
    "-",
    "- ",
    "\n- ",
    "#",
    " #",
    " # cors-lint: x",
    "# x -\n",
    "'",
    "\"",
    "''",
    "\\",
    "\\\"",
    "\\n",
    "\\q",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    "!",
    "!Ref ",
    "!Sub |\n",
    "|",
    "|-\n",
    ">",
    ">-\n",
    "|+\n",
    "&a ",
    "*a",
    "%",
    "@",
    "?",
    "? ",
    "~",
    "<<: ",
    "---\n",
    "...\n",
    "é",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{a0}",
    "0",
    "null",
    "a",
    "a: b",
    "\n  a: b\n",
    "\n  # c\n",
    "\u{7f}",
];

/// `text` with one or a few things changed.
pub fn mutant(text: &str, dice: &mut Dice) -> String {
    let mut out = text.to_owned();
    for _ in 0..=dice.below(3) {
        let mut at = || (0..=dice.below(out.len() + 1)).rev().find(|at| out.is_char_boundary(*at));
        let (one, other) = (at().unwrap(), at().unwrap());
        let next = out.get(one..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        match dice.below(7) {
            0 => out.replace_range(one..one + next, ""),
            1 => out.insert_str(one, PIECES[dice.below(PIECES.len())]),
            2 => out.replace_range(one..one + next, PIECES[dice.below(PIECES.len())]),
            3 => out.truncate(one),
            4 => out.replace_range(one.min(other)..one.max(other), ""),
            5 => swap_lines(&mut out, dice),
            _ => indent_line(&mut out, dice),
        }
    }
    out
}

fn swap_lines(text: &mut String, dice: &mut Dice) {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (one, other) = (dice.below(lines.len()), dice.below(lines.len()));
    if !lines.is_empty() {
        lines.swap(one, other);
    }
    *text = lines.concat();
}

fn indent_line(text: &mut String, dice: &mut Dice) {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let at = dice.below(lines.len());
    let Some(line) = lines.get_mut(at) else { return };
    match dice.below(3) {
        0 => line.insert(0, ' '),
        1 => line.insert_str(0, "  "),
        _ => *line = line.trim_start_matches(' ').to_owned(),
    }
    *text = lines.concat();
}

/// A piece of a text, small enough that a change hits something.
pub fn snippet(texts: &[String], dice: &mut Dice) -> String {
    let text = &texts[dice.below(texts.len())];
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let start = dice.below(lines.len());
    let end = (start + 1 + dice.below(12)).min(lines.len());
    let lines = &lines[start..end];
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let least = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(line)).min();
    lines.iter().map(|line| line.get(least.unwrap_or(0)..).unwrap_or("\n")).collect()
}
