//! The terminal: where text goes, in which width, with or without colours.

use std::io::{IsTerminal as _, Write as _};

use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output::Style;

use super::args::{ColorChoice, TerminalArgs};

/// Columns where there is no terminal to ask.
const DEFAULT_WIDTH: u16 = 100;

/// Stack of a worker. Parsing recurses as deep as the source nests, and generated code nests deep; the memory is only
/// touched where it is needed.
const STACK: usize = 256 * 1024 * 1024;

/// Runs something on the worker threads, all of whose stacks are deep.
pub(super) fn on_workers<R: Send>(jobs: Option<u16>, run: impl FnOnce() -> Result<R> + Send) -> Result<R> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.map_or(0, usize::from))
        .stack_size(STACK)
        .build()
        .context("cannot start the worker threads; try fewer with --jobs")?
        .install(run)
}

/// Writes a whole document to standard output.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// What the commands write through.
pub(super) struct Ui {
    color_out: bool,
    color_err: bool,
    width: u16,
    verbosity: Verbosity,
}

/// How much is said on standard error besides errors and warnings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verbosity {
    Quiet,
    Normal,
    Verbose,
}

impl Ui {
    pub(super) fn new(args: &TerminalArgs) -> Self {
        let color = |is_terminal: bool| match args.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            // https://no-color.org: present and not empty.
            ColorChoice::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        };
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let width = columns.or_else(|| comfy_table::Table::new().width()).unwrap_or(DEFAULT_WIDTH).max(40);
        Self {
            color_out: color(std::io::stdout().is_terminal()),
            color_err: color(std::io::stderr().is_terminal()),
            width,
            verbosity: match (args.quiet, args.verbose) {
                (true, _) => Verbosity::Quiet,
                (false, 0) => Verbosity::Normal,
                (false, _) => Verbosity::Verbose,
            },
        }
    }

    pub(super) fn style(&self, top: usize) -> Style {
        Style { width: self.width, color: self.color_out, top }
    }

    /// A sentence about what was done; `-q` silences it.
    pub(super) fn say(&self, text: &str) {
        if self.verbosity >= Verbosity::Normal {
            self.message("", anstyle::AnsiColor::Green, text);
        }
    }

    /// A detail for `-v`.
    pub(super) fn detail(&self, text: &str) {
        if self.verbosity >= Verbosity::Verbose {
            self.message("", anstyle::AnsiColor::Green, text);
        }
    }

    pub(super) fn warn(&self, text: &str) {
        self.message("warning: ", anstyle::AnsiColor::Yellow, text);
    }

    pub(super) fn error(&self, text: &str) {
        self.message("error: ", anstyle::AnsiColor::Red, text);
    }

    /// A line on standard error that says how far the compiler's work is, where that is a terminal.
    pub(super) fn progress(&self) -> ProgressBar {
        let is_shown = std::io::stderr().is_terminal() && self.verbosity >= Verbosity::Normal;
        let bar = ProgressBar::with_draw_target(
            None,
            if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() },
        );
        if let Ok(style) = ProgressStyle::with_template("{spinner} [{elapsed}] {wide_msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        bar
    }

    fn message(&self, label: &str, color: anstyle::AnsiColor, text: &str) {
        let paint = if self.color_err {
            anstyle::Style::new().fg_color(Some(color.into())).bold()
        } else {
            anstyle::Style::new()
        };
        // A closed standard error leaves nobody to tell.
        let _ = writeln!(std::io::stderr().lock(), "{paint}{label}{paint:#}{text}");
    }
}
