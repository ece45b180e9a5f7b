//! Audits the `.clone()` calls of a Rust workspace.
//!
//! Layers, each importing only from those above it (a test enforces it):
//!
//! | layer | module |
//! |---|---|
//! | 0 | [`model`]: plain data |
//! | 1 | [`config`], [`source`], [`syntax`]: what the user wants, packages and the one door to files, what a file says |
//! | 2 | [`crate_map`]: crates, modules, scopes, names |
//! | 3 | [`types`]: a body → its inference result; classes, costs, layouts |
//! | 4 | [`dataflow`]: who uses what, when, in one body |
//! | 5 | [`rules`], [`categories`]: judgements on one site |
//! | 6 | [`audit`], [`filter`], [`report`]: the pipeline and its summary |
//! | 7 | [`baseline`], [`gate`], [`compiler`]: comparison, verdict, and what the compiler says |
//! | 8 | [`output`]: a file a format |
//! | 9 | [`cli`]: arguments, terminal, exit status |

pub mod audit;
pub mod baseline;
pub mod categories;
pub mod cli;
pub mod compiler;
pub mod config;
pub mod crate_map;
pub mod dataflow;
pub mod filter;
pub mod gate;
pub mod model;
pub mod output;
pub mod report;
pub mod rules;
pub mod source;
pub mod syntax;
pub mod types;
