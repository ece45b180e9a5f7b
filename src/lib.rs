//! Audits the `.clone()` calls of a Rust workspace.
//!
//! Layers, each importing only from those above it (a test enforces it):
//!
//! | layer | module |
//! |---|---|
//! | 0 | [`model`]: plain data |
//! | 1 | `knowledge`: what is known of std, libraries and macros, as data |
//! | 2 | `config`, `source`, `syntax`: what the user wants, packages and the one door to files, what a file says |
//! | 3 | `crate_map`: crates, modules, scopes, names |
//! | 4 | `types`: a body → its inference result; classes, costs, layouts |
//! | 5 | `dataflow`: who uses what, when, in one body |
//! | 6 | `rules`, `categories`: judgements on one site |
//! | 7 | `audit`, `filter`, `report`: the pipeline and its summary |
//! | 8 | `baseline`, `gate`, `compiler`, `cache`, `document`, `profile`: comparison, verdict, what the compiler says, audits of earlier runs and of others |
//! | 9 | `history`, `output`: figures over commits; a file a format |
//! | 10 | [`cli`]: arguments, terminal, exit status |

mod audit;
mod baseline;
mod cache;
mod categories;
pub mod cli;
mod compiler;
mod config;
mod crate_map;
mod dataflow;
mod document;
mod filter;
mod gate;
mod history;
mod knowledge;
pub mod model;
mod output;
mod profile;
mod report;
mod rules;
mod source;
mod syntax;
mod types;

// What the tests look at from outside; all else is the crate's own.
pub use audit::{Indexed, Inferred, Listed};
pub use categories::Categories;
pub use config::Config;
pub use rules::{RULES, evidence};
pub use source::{Dependencies, Dependency, ExternalSource, Selection, Workspace};
pub use syntax::{ScanOptions, scan};
