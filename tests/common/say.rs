//! Words past the test harness, which keeps back what passing tests print.

use std::io::{self, Write};

/// Says a line to whoever runs the tests, above all that one of them tried nothing, and why.
pub fn say(line: &str) {
    // a test does not fail because nobody listens
    writeln!(io::stderr(), "{line}").ok();
}
