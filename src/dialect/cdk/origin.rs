//! From a frame of another machine's stack trace to a line of a file below the root.

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use sourcemap::{DecodedMap, SourceMap};

use crate::source::{FileId, Place, Sources, Span, join, parent};

use super::{
    code,
    frame::{Column, Frame, user_frame},
};

/// The source files of an app, as far as they lie below the root.
pub struct Origins<'a> {
    sources: &'a Sources,
    /// The directories that a path may be relative to: the assembly's own and those above it, nearest first.
    bases: Vec<String>,
    found: RefCell<HashMap<String, Option<(String, FileId)>>>,
    maps: RefCell<HashMap<String, Option<Arc<SourceMap>>>>,
    /// Every file that some frame led to.
    used: RefCell<BTreeSet<FileId>>,
}

impl<'a> Origins<'a> {
    /// For the assembly in `directory`.
    pub fn new(directory: &str, sources: &'a Sources) -> Origins<'a> {
        let mut bases = vec![directory.to_owned()];
        let mut at = directory;
        while !at.is_empty() {
            at = parent(at);
            bases.push(at.to_owned());
        }
        let (found, maps, used) = (RefCell::default(), RefCell::default(), RefCell::default());
        Origins { sources, bases, found, maps, used }
    }

    /// The places of the user's frames, innermost first; frames whose file is not here are left out. None where the
    /// innermost leads to what is no call: the source is not the one that was synthesized.
    pub fn places(&self, frames: &[&str]) -> Vec<Span> {
        let mut out = Vec::new();
        for frame in frames.iter().filter_map(|frame| user_frame(frame)) {
            match self.place(&frame) {
                Some(Some(span)) => out.push(span),
                Some(None) if out.is_empty() => return out,
                _ => {}
            }
        }
        out
    }

    /// The file of a frame, and the sources that it was compiled from.
    pub fn files(&self, path: &str) -> Vec<FileId> {
        let Some((path, file)) = self.find(path) else { return Vec::new() };
        let map = if is_script(&path) { self.map(&path, file) } else { None };
        let sources = map.iter().flat_map(|map| map.sources());
        sources.filter_map(|named| self.source(&path, named)).chain([file]).collect()
    }

    pub fn used(&self) -> Vec<FileId> {
        self.used.borrow().iter().copied().collect()
    }

    /// `None` where its file is not here, and where there can be no such place in it.
    fn place(&self, frame: &Frame) -> Option<Option<Span>> {
        let (path, file) = self.find(frame.file)?;
        let column = frame.column;
        let mapped = if is_script(&path) { self.mapped(&path, file, frame) } else { None };
        let (file, line, column) = mapped.unwrap_or((file, frame.line, column));
        let span = self.expression(file, line, column);
        if span.is_some() {
            self.used.borrow_mut().insert(file);
        }
        Some(span)
    }

    /// The file with the longest tail of this path.
    fn find(&self, path: &str) -> Option<(String, FileId)> {
        if let Some(known) = self.found.borrow().get(path) {
            return known.clone();
        }
        let slashed = path.replace('\\', "/");
        let names: Vec<&str> = slashed.split('/').filter(|name| !name.is_empty()).collect();
        let mut candidates = (0..names.len()).flat_map(|from| {
            let tail = names.get(from..).unwrap_or_default().join("/");
            self.bases.iter().filter_map(move |base| join(base, &tail))
        });
        let hit = candidates.find(|candidate| self.sources.exists(candidate));
        let found = hit.and_then(|hit| self.sources.open(&hit).ok().map(|file| (hit, file)));
        self.found.borrow_mut().insert(path.to_owned(), found.clone());
        found
    }

    /// The place in the source that a compiled script was made from.
    fn mapped(
        &self,
        path: &str,
        file: FileId,
        frame: &Frame,
    ) -> Option<(FileId, u32, Option<Column>)> {
        let map = self.map(path, file)?;
        let (column, is_known) = match frame.column {
            Some(Column::At(column)) => (column, true),
            Some(Column::Begins(digits)) => (digits.saturating_mul(10).saturating_add(9), false),
            None => (1, true),
        };
        let token = map.lookup_token(frame.line.checked_sub(1)?, column.checked_sub(1)?)?;
        let source = self.source(path, token.get_source()?)?;
        let column = Column::At(token.get_src_col() + 1);
        Some((source, token.get_src_line() + 1, Some(column).filter(|_| is_known)))
    }

    /// A source that the map of a script names.
    fn source(&self, script: &str, named: &str) -> Option<FileId> {
        let beside = join(parent(script), named).filter(|path| self.sources.exists(path));
        match beside {
            Some(path) => self.sources.open(&path).ok(),
            None => Some(self.find(named.trim_start_matches("../"))?.1),
        }
    }

    fn map(&self, path: &str, file: FileId) -> Option<Arc<SourceMap>> {
        if let Some(known) = self.maps.borrow().get(path) {
            return known.clone();
        }
        let map = self.read_map(path, file).map(Arc::new);
        self.maps.borrow_mut().insert(path.to_owned(), map.clone());
        map
    }

    fn read_map(&self, path: &str, file: FileId) -> Option<SourceMap> {
        let source = self.sources.get(file);
        let (_, named) = source.text.rsplit_once("//# sourceMappingURL=")?;
        let named = named.split_whitespace().next()?;
        let decoded = match named.starts_with("data:") {
            true => sourcemap::decode_data_url(named).ok()?,
            false => sourcemap::decode_slice(&self.sources.read(&join(parent(path), named)?).ok()?)
                .ok()?,
        };
        match decoded {
            DecodedMap::Regular(map) => Some(map),
            DecodedMap::Index(index) => index.flatten().ok(),
            DecodedMap::Hermes(_) => None,
        }
    }

    /// From the column, or the first character that is not blank, as far as the code goes on this line.
    fn expression(&self, file: FileId, line: u32, column: Option<Column>) -> Option<Span> {
        let source = self.sources.get(file);
        if line == 0 || line as usize > source.line_count() {
            return None;
        }
        let comment = code::comment(&source.path);
        let (first, end) = source.line_range(line as usize - 1);
        let text = source.text.get(first as usize..end as usize)?;
        let span = |at: usize, code: &str| {
            let start = first + at as u32;
            Span { file, start, end: start + code.len() as u32 }
        };
        let call = |column: u32| {
            let at = source.offset(Place { line, column }).checked_sub(first)? as usize;
            let code = code::call(text.get(at..)?, comment);
            code::may_be_called(text.get(..at)?, code).then_some((at, code))
        };
        match column {
            Some(Column::At(column)) => call(column).map(|(at, code)| span(at, code)),
            Some(Column::Begins(digits)) => {
                let first = digits.saturating_mul(10);
                let all = (first.max(1)..=first.saturating_add(9)).filter_map(call);
                let likely = all.min_by_key(|(_, code)| code::is_less_likely(code));
                likely.map(|(at, code)| span(at, code))
            }
            None => {
                let at = text.len() - text.trim_start().len();
                let code = code::statement(text.get(at..)?, comment);
                code::may_make(code).then(|| span(at, code))
            }
        }
    }
}

fn is_script(path: &str) -> bool {
    [".js", ".mjs", ".cjs"].iter().any(|ending| path.ends_with(ending))
}
