//! Files that give values to a configuration in one deployment or another: beside it, or in folders below it.

use crate::source::Sources;

/// More deployments of one configuration than these are not told apart.
pub(super) const MAX_DEPLOYMENTS: usize = 8;
/// More folders than these are not searched for files of values.
const MAX_FOLDERS: usize = 200;
/// Folders below the configuration are searched this deep.
const MAX_DEPTH: usize = 2;

/// The paths of the files that `is_wanted` by their path from the directory, sorted. Folders that belong to another
/// configuration are left out, with all that lies below them.
pub(super) fn files(
    directory: &str,
    is_wanted: &dyn Fn(&str) -> bool,
    is_of_another: &dyn Fn(&str) -> bool,
    sources: &Sources,
) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut folders = vec![String::new()];
    for depth in 0..=MAX_DEPTH {
        let mut below_these = Vec::new();
        for folder in &folders {
            let whole = below(directory, folder);
            if depth > 0 && is_of_another(&whole) {
                continue;
            }
            let names = sources.list(&whole).into_iter().map(|name| below(folder, &name));
            out.extend(names.filter(|path| is_wanted(path)).map(|path| below(directory, &path)));
            if depth < MAX_DEPTH {
                let inner = sources.folders(&whole).into_iter();
                let inner = inner.filter(|name| !is_aside(name, depth));
                below_these.extend(inner.map(|name| below(folder, &name)));
            }
        }
        below_these.truncate(MAX_FOLDERS);
        folders = below_these;
    }
    out.sort();
    out
}

/// Folders that hold no values of this configuration: what tools make, and what shows or tries it.
fn is_aside(name: &str, depth: usize) -> bool {
    let shows = depth == 0 && matches!(name, "modules" | "examples" | "tests" | "test");
    shows || name.starts_with('.') || name == "node_modules"
}

/// A path below a directory; either may be empty.
pub(super) fn below(directory: &str, path: &str) -> String {
    match (directory, path) {
        ("", path) => path.to_owned(),
        (directory, "") => directory.to_owned(),
        (directory, path) => format!("{directory}/{path}"),
    }
}
