//! Writes a tree for measuring: `cargo bench --bench write_tree -- FOLDER MODULES TEMPLATES ASSEMBLIES labeling|plain`.

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
    let [folder, modules, templates, assemblies, kind] = arguments.as_slice() else {
        let usage = "give FOLDER MODULES TEMPLATES ASSEMBLIES labeling|plain";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, usage));
    };
    let count = |text: &str| {
        text.parse().map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))
    };
    let (modules, templates, assemblies) = (count(modules)?, count(templates)?, count(assemblies)?);
    let size = Size { modules, templates, assemblies, labeling: kind == "labeling" };
    let written = corpus::write(Path::new(folder), size)?;
    let (files, bytes, wrong) = (written.files, written.bytes, written.wrong);
    writeln!(io::stdout(), "{{\"files\": {files}, \"bytes\": {bytes}, \"wrong\": {wrong}}}")
}
