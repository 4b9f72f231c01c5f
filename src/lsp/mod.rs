//! The language server: what a run says, while the code is written.

mod actions;
mod changes;
mod diagnostics;
mod handshake;
mod hover;
mod place;
mod server;
mod settings;
mod uri;
mod workspace;
mod workspaces;

pub use server::{ServeError, serve};
