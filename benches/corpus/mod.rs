//! Trees of infrastructure code for measuring: as many modules, templates and assemblies as asked for, the same every
//! time, with labeling in each of them or in none.

mod assembly;
mod module;
mod template;

use std::{fs, io, path::Path};

/// How much a tree holds.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub modules: usize,
    pub templates: usize,
    pub assemblies: usize,
    pub labeling: bool,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written {
    pub files: usize,
    pub bytes: usize,
    /// Buckets of labeling whose CORS rules keep the browser out: as many errors must be found.
    pub wrong: usize,
}

/// Writes a tree into a folder.
///
/// # Errors
/// When a file cannot be written.
pub fn write(folder: &Path, size: Size) -> io::Result<Written> {
    let mut written = Written::default();
    for at in 0..size.modules {
        module::write(
            &folder.join(format!("terraform/m{at:05}")),
            at,
            size.labeling,
            &mut written,
        )?;
    }
    for at in 0..size.templates {
        template::write(&folder.join("cloudformation"), at, size.labeling, &mut written)?;
    }
    for at in 0..size.assemblies {
        assembly::write(
            &folder.join(format!("cdk/app{at:04}/cdk.out")),
            at,
            size.labeling,
            &mut written,
        )?;
    }
    Ok(written)
}

/// Writes one large template in each of its languages.
///
/// # Errors
/// When a file cannot be written.
pub fn write_large(folder: &Path, bytes: usize) -> io::Result<Written> {
    let mut written = Written::default();
    template::write_large(folder, bytes, &mut written)?;
    Ok(written)
}

impl Written {
    fn add(&mut self, folder: &Path, name: &str, text: &str) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join(name), text)?;
        self.files += 1;
        self.bytes += text.len();
        Ok(())
    }
}

/// The text of one module's files, one after the other.
pub fn module_text(at: usize) -> String {
    module::files(at, true).into_iter().map(|(_, text)| text).collect()
}

/// One template, as YAML.
pub fn template_text(at: usize) -> String {
    template::yaml(at, true, template::SERVICES)
}

/// One stack of an assembly, as JSON.
pub fn stack_text(at: usize) -> String {
    assembly::stack(at, true)
}
