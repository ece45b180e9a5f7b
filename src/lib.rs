//! Audits the `.clone()` calls of a Rust workspace.
//!
//! Layers, each importing only from those above it (a test enforces it):
//!
//! | layer | module |
//! |---|---|
//! | 0 | [`model`]: plain data |
//! | 1 | [`config`], [`workspace`], [`syntax`]: what the user wants, where code is, what a file says |
//! | 2 | [`types`], [`rules`], [`categories`]: judgements on one site |
//! | 3 | [`audit`], [`filter`], [`report`]: the pipeline and its summary |
//! | 4 | [`baseline`], [`gate`], [`compiler`]: comparison, verdict, and what the compiler says |
//! | 5 | [`output`]: a file a format |
//! | 6 | [`cli`]: arguments, terminal, exit status |

pub mod audit;
pub mod baseline;
pub mod categories;
pub mod cli;
pub mod compiler;
pub mod config;
pub mod filter;
pub mod gate;
pub mod model;
pub mod output;
pub mod report;
pub mod rules;
pub mod syntax;
pub mod types;
pub mod workspace;
