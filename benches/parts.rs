//! How quick the parts are: the readers, the evaluators, a whole run. `cargo bench --bench parts`.

#[expect(dead_code, reason = "one large template is for whole runs")]
mod corpus;

use std::{io, path::PathBuf};

use corpus::Size;
use cors_lint::{
    config::Settings,
    dialect::{self, Project, terraform},
    judge::judge,
    rules,
    source::{FileId, Source, Sources},
    syntax::{hcl, json, yaml},
    walk,
};
use divan::{Bencher, counter::BytesCount};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// Reads a text again and again.
fn reads<T>(bencher: Bencher, path: &str, text: &str, read: impl Fn(&Source, FileId) -> T + Sync) {
    let sources = Sources::default();
    let file = sources.add(path, text);
    let source = sources.get(file);
    let bencher = bencher.counter(BytesCount::of_str(text));
    bencher.bench(|| read(&source, file));
}

#[divan::bench]
fn read_hcl(bencher: Bencher) {
    reads(bencher, "x.tf", &corpus::module_text(1), hcl::read);
}

#[divan::bench]
fn read_yaml(bencher: Bencher) {
    reads(bencher, "x.yaml", &corpus::template_text(1), yaml::read);
}

#[divan::bench]
fn read_json(bencher: Bencher) {
    reads(bencher, "x.json", &corpus::stack_text(1), json::read);
}

#[divan::bench]
fn evaluate_an_expression(bencher: Bencher) {
    let sources = Sources::default();
    let text = "locals {\n  tags = { a = \"x\", b = \"y\" }\n}\n";
    sources.add("main.tf", text);
    let settings = Settings::default();
    let expression =
        "join(\",\", [for key, tag in local.tags : \"${key}=${upper(tag)}\" if tag != \"\"])";
    bencher.bench(|| terraform::evaluate(expression, "", &sources, &settings));
}

#[divan::bench]
fn facts_of_a_module(bencher: Bencher) {
    let sources = Sources::default();
    sources.add("main.tf", corpus::module_text(1));
    let project = Project::Terraform { directories: vec![String::new()] };
    bencher.bench(|| dialect::facts(&project, &sources, &Settings::default()));
}

#[divan::bench]
fn facts_of_a_template(bencher: Bencher) {
    let sources = Sources::default();
    sources.add("x.yaml", corpus::template_text(1));
    let project = Project::Templates { paths: vec!["x.yaml".to_owned()] };
    bencher.bench(|| dialect::facts(&project, &sources, &Settings::default()));
}

/// A tree on disk, for as long as this lives.
fn tree(labeling: bool) -> io::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let size = Size { modules: 100, templates: 100, assemblies: 2, labeling };
    corpus::write(folder.path(), size)?;
    Ok(folder)
}

#[divan::bench(args = [true, false])]
fn whole_run(bencher: Bencher, labeling: bool) {
    let Ok(folder) = tree(labeling) else { return };
    let paths: Vec<PathBuf> = vec![folder.path().to_owned()];
    bencher.bench(|| {
        let scan = walk::scan(&paths).ok()?;
        Some(judge(&scan.projects, &scan.sources, rules::ALL, &Settings::default()))
    });
}
