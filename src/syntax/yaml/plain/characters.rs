//! Whether a text holds nothing but the characters that every reader of YAML sees alike, and not too many values.

use crate::syntax::node::MAX_NODES;

/// Whether `text` is free of control characters other than tabs and line ends, and of the rarer line ends and marks of
/// Unicode.
pub(super) fn are_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let controls = bytes.chunks(256).any(|chunk| {
        // looks at all of them, in wide steps
        chunk.iter().fold(false, |found, byte| found | is_control(*byte))
    });
    !controls && returns_end_lines(bytes) && (text.is_ascii() || marks_are_plain(bytes))
}

/// Whether a text surely holds no more values than are read: each follows one of these characters, or starts a line.
pub(super) fn are_few(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() <= MAX_NODES {
        return true;
    }
    let byte = |at: usize| bytes.get(at).copied();
    let is_dash = |at: &usize| matches!(byte(at + 1), None | Some(b' ' | b'\n' | b'\r'));
    let dashes = memchr::memchr_iter(b'-', bytes).filter(is_dash).count();
    // `${` stands in texts alone
    let opens = |at: &usize| byte(*at) != Some(b'{') || *at == 0 || byte(at - 1) != Some(b'$');
    let in_brackets = memchr::memchr3_iter(b',', b'[', b'{', bytes).filter(opens).count();
    let lines = memchr::memchr_iter(b'\n', bytes).count();
    lines + dashes + in_brackets < MAX_NODES
}

fn is_control(byte: u8) -> bool {
    (byte < b' ') & (byte != b'\n') & (byte != b'\r') & (byte != b'\t') | (byte == 0x7f)
}

fn returns_end_lines(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'))
}

/// No control character, line or paragraph separator, byte-order mark or non-character.
fn marks_are_plain(bytes: &[u8]) -> bool {
    memchr::memchr3_iter(0xc2, 0xe2, 0xef, bytes).all(|at| {
        match bytes.get(at..).unwrap_or_default() {
            [0xc2, second, ..] => *second >= 0xa0,
            [0xe2, 0x80, 0xa8 | 0xa9, ..] => false,
            [0xef, 0xbb, 0xbf, ..] | [0xef, 0xbf, 0xbe | 0xbf, ..] => false,
            _ => true,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_file_of_few_values_is_plain() {
        let resource =
            "  Q0:\n    Type: AWS::SQS::Queue\n    Name: !Sub 'a-b-c-d-${AWS::Region}-${X}'\n";
        assert!(are_few(&resource.repeat(300_000)));
        for (many, count) in [("[[0]],", 850_000), ("- - -\n", 650_000)] {
            assert!(!are_few(&many.repeat(count)), "{many}");
        }
    }
}
