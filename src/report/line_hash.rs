//! The hash by which GitHub follows a finding from commit to commit.
//!
//! GitHub computes it on upload when it is missing and warns when it differs, so it has to agree to the bit:
//! <https://github.com/github/codeql-action/blob/main/src/fingerprints.ts>.

use std::collections::{HashMap, VecDeque};

/// How many UTF-16 units make up one hash.
const BLOCK: usize = 100;
const FACTOR: u64 = 37;
const TAB: u16 = 0x09;
const LINE_FEED: u16 = 0x0a;
const RETURN: u16 = 0x0d;
const SPACE: u16 = 0x20;
/// What stands for the end of the file.
const END: u16 = u16::MAX;

/// `primaryLocationLineHash` of every line, from the first.
pub fn of_lines(text: &str) -> Vec<String> {
    let mut roll = Roll::new();
    text.encode_utf16().for_each(|unit| roll.read(unit));
    roll.read(END);
    (0..BLOCK).for_each(|_| roll.push(0, false));
    roll.hashes
}

/// A hash that rolls over the last [`BLOCK`] units, blanks left out.
struct Roll {
    /// Each unit, and whether a line starts with it; the oldest first.
    window: VecDeque<(u16, bool)>,
    hash: u64,
    at_line_start: bool,
    after_return: bool,
    seen: HashMap<u64, u32>,
    hashes: Vec<String>,
}

impl Roll {
    fn new() -> Roll {
        Roll {
            window: VecDeque::from([(0, false); BLOCK]),
            hash: 0,
            at_line_start: true,
            after_return: false,
            seen: HashMap::new(),
            hashes: Vec::new(),
        }
    }

    fn read(&mut self, unit: u16) {
        if unit == SPACE || unit == TAB || (self.after_return && unit == LINE_FEED) {
            self.after_return = false;
            return;
        }
        self.after_return = unit == RETURN;
        let unit = if unit == RETURN { LINE_FEED } else { unit };
        self.push(unit, self.at_line_start);
        self.at_line_start = unit == LINE_FEED;
    }

    fn push(&mut self, unit: u16, starts_line: bool) {
        let Some((oldest, started_line)) = self.window.pop_front() else { return };
        if started_line {
            let count = self.seen.entry(self.hash).or_insert(0);
            *count += 1;
            self.hashes.push(format!("{:x}:{count}", self.hash));
        }
        self.window.push_back((unit, starts_line));
        let gone = FACTOR.wrapping_pow(BLOCK as u32).wrapping_mul(u64::from(oldest));
        self.hash = FACTOR.wrapping_mul(self.hash).wrapping_add(u64::from(unit)).wrapping_sub(gone);
    }
}

#[cfg(test)]
mod tests {
    use super::of_lines;

    #[test]
    fn as_github_computes_them() {
        assert_eq!(of_lines(""), ["c129715d7a2bc9a3:1"]);
        assert_eq!(
            of_lines(" a\nb\n  \t\tc\n d"),
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
        );
        assert_eq!(
            of_lines(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End"),
            [
                "8b7cf3e952e7aeb2:1",
                "b1ae1287ec4718d9:1",
                "bff680108adb0fcc:1",
                "c6805c5e1288b612:1",
                "b86d3392aea1be30:1",
                "e6ceba753e1a442:1",
            ]
        );
    }
}
