//! Writes a tree for measuring: `cargo bench --bench write_tree -- FOLDER MODULES TEMPLATES ASSEMBLIES labeling|plain`, or
//! `… FOLDER large BYTES` for one large template in each language.

#[expect(dead_code, reason = "the texts are for the benchmark of the parts")]
mod corpus;

use std::{
    env,
    io::{self, Write},
    path::Path,
};

use corpus::Size;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).filter(|one| one != "--bench").collect();
    let count = |text: &str| {
        text.parse().map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))
    };
    let written = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [folder, "large", bytes] => corpus::write_large(Path::new(folder), count(bytes)?)?,
        [folder, modules, templates, assemblies, kind] => {
            let labeling = *kind == "labeling";
            let [modules, templates, assemblies] =
                [count(modules)?, count(templates)?, count(assemblies)?];
            corpus::write(Path::new(folder), Size { modules, templates, assemblies, labeling })?
        }
        _ => {
            let usage =
                "give FOLDER MODULES TEMPLATES ASSEMBLIES labeling|plain, or FOLDER large BYTES";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, usage));
        }
    };
    let (files, bytes, wrong) = (written.files, written.bytes, written.wrong);
    writeln!(io::stdout(), "{{\"files\": {files}, \"bytes\": {bytes}, \"wrong\": {wrong}}}")
}
