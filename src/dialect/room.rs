//! How much the files of one project may hold together; a file that is read again counts again.

use std::cell::Cell;

use crate::{
    finding::Problem,
    source::{FileId, Span},
};

/// In values of JSON and YAML, or in words and brackets of HCL; one takes 80 to 180 bytes.
pub const MAX_VALUES: usize = 4_000_000;

/// What is left of it.
#[derive(Debug)]
pub struct Room {
    values: Cell<usize>,
}

impl Default for Room {
    fn default() -> Room {
        Room::of(MAX_VALUES)
    }
}

impl Room {
    /// For so many values.
    pub fn of(values: usize) -> Room {
        Room { values: Cell::new(values) }
    }

    /// What `read` yields of a file that holds so many `values`, where there is room for it.
    ///
    /// # Errors
    /// Those of `read`, and a problem of the file where there is no room.
    pub fn read<T>(
        &self,
        file: FileId,
        read: impl FnOnce() -> Result<T, Problem>,
        values: impl FnOnce(&T) -> usize,
    ) -> Result<T, Problem> {
        if self.is_full() {
            return Err(no_room(file));
        }
        let held = read()?;
        if self.takes(values(&held)) { Ok(held) } else { Err(no_room(file)) }
    }

    /// Whether nothing more is to be read.
    pub fn is_full(&self) -> bool {
        self.values.get() == 0
    }

    /// Takes in what a file holds; where that is more than is left, it is full.
    pub fn takes(&self, values: usize) -> bool {
        let left = self.values.get().checked_sub(values);
        self.values.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// What to say of a file for which there is no room.
fn no_room(file: FileId) -> Problem {
    let message = "the files that are judged together hold more than 4,000,000 values up to here; neither this one nor \
                   those after it were checked; give cors-lint their folders one by one";
    Problem::error("too-large", message, Span { file, start: 0, end: 0 })
}
