//! The terminal: where text goes, in which width, with or without colours.

use std::io::{BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::compiler;
use crate::model::Quoted;
use crate::output::Style;
use crate::report::{one_line, plural};

use super::args::{ColorChoice, TerminalArgs};
use super::exit::ExitStatus;

/// Columns where there is no terminal to ask.
const DEFAULT_WIDTH: u16 = 100;

/// Fewest columns that tables are laid out for.
const NARROWEST: u16 = 40;

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

/// What surrounds a run: for the program its process, for a test what the test wants.
pub struct Host {
    /// Where relative paths start; empty for the process's current folder.
    pub folder: PathBuf,
    /// Standard output.
    pub out: Stream,
    /// Standard error.
    pub err: Stream,
    /// Columns of the terminal.
    pub width: u16,
    /// The environment's `CARGO_TERM_COLOR`.
    pub color: Option<String>,
    /// Whether audits may be kept below the target folder, and earlier ones be used.
    pub keeps_audits: bool,
    /// The file that GitHub shows as the summary of a job: `GITHUB_STEP_SUMMARY`.
    pub job_summary: Option<PathBuf>,
    /// Whether the environment's `NO_COLOR` says something: <https://no-color.org>.
    pub no_color: bool,
    /// Whether it is for the program to say what Ctrl-C does, as far as it changes anything.
    pub owns_signals: bool,
}

impl Host {
    /// The process's own streams and environment.
    pub fn process() -> Self {
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let (out, err) = (std::io::stdout(), std::io::stderr());
        Self {
            folder: PathBuf::new(),
            width: columns.or_else(|| comfy_table::Table::new().width()).unwrap_or(DEFAULT_WIDTH).max(NARROWEST),
            color: std::env::var("CARGO_TERM_COLOR").ok(),
            // What a change brings along in the target folder is not to speak for the gate.
            keeps_audits: std::env::var_os("CI").is_none_or(|ci| ci.is_empty() || ci == "false"),
            job_summary: std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()).map(PathBuf::from),
            no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            owns_signals: true,
            out: Stream { is_terminal: out.is_terminal(), to: Box::new(out) },
            err: Stream { is_terminal: err.is_terminal(), to: Box::new(err) },
        }
    }

    /// Writes what clap has to say: help, the version, or an error of usage.
    pub(super) fn usage(&mut self, error: &clap::Error) -> ExitStatus {
        let (is_error, text) = (error.use_stderr(), error.render());
        let stream = if is_error { &mut self.err } else { &mut self.out };
        let plain = text.to_string();
        let shown = lines(&plain);
        // Colours cannot be told from what an argument has brought along.
        let is_colored = stream.is_terminal && !self.no_color && shown == plain;
        // A closed pipe is no error.
        let _ = if is_colored { write!(stream.to, "{}", text.ansi()) } else { write!(stream.to, "{shown}") };
        if is_error { ExitStatus::CouldNotJudge } else { ExitStatus::Clean }
    }
}

/// A text whose line ends are meant.
fn lines(text: &str) -> String {
    text.replace('\t', "    ").split('\n').map(one_line).collect::<Vec<_>>().join("\n")
}

/// Longest line, in characters, of what another program has said that is shown whole.
const LONGEST_LINE: usize = 1000;

/// Most lines of it.
const MOST_LINES: usize = 200;

/// The same, cut where it is long: a parser quotes the line it has stopped at, and a program may not know when to stop.
fn cut_lines(text: &str) -> String {
    let cut = |line: &str| match line.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    };
    let shown: Vec<String> = text.split('\n').take(MOST_LINES).map(cut).collect();
    let more = text.split('\n').count() - shown.len();
    let rest = if more > 0 { format!("\n… and {}", plural(more, "more line")) } else { String::new() };
    lines(&(shown.join("\n") + &rest))
}

/// Where text goes.
pub struct Stream {
    /// What takes it.
    pub to: Box<dyn Write + Send>,
    /// Whether a person reads along.
    pub is_terminal: bool,
}

/// What the commands write through.
#[expect(clippy::struct_excessive_bools, reason = "independent facts of the run's surroundings")]
pub(super) struct Ui {
    /// Where relative paths start.
    folder: PathBuf,
    out: Mutex<Stream>,
    err: Mutex<Stream>,
    color_out: bool,
    color_err: bool,
    shows_progress: bool,
    keeps_audits: bool,
    owns_signals: bool,
    width: u16,
    verbosity: Verbosity,
    job_summary: Option<PathBuf>,
}

/// How much is said on standard error besides errors and warnings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verbosity {
    Quiet,
    Normal,
    Verbose,
    VeryVerbose,
}

impl Ui {
    pub(super) fn new(args: &TerminalArgs, host: Host) -> Self {
        let choice = args.color.unwrap_or_default();
        let color = |stream: &Stream| match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => stream.is_terminal && !host.no_color,
        };
        let verbosity = match (args.quiet, args.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, 0) => Verbosity::Normal,
            (false, 1) => Verbosity::Verbose,
            (false, _) => Verbosity::VeryVerbose,
        };
        Self {
            color_out: color(&host.out),
            color_err: color(&host.err),
            shows_progress: host.err.is_terminal && verbosity >= Verbosity::Normal,
            keeps_audits: host.keeps_audits,
            owns_signals: host.owns_signals,
            job_summary: host.job_summary,
            width: host.width,
            verbosity,
            folder: host.folder,
            out: Mutex::new(host.out),
            err: Mutex::new(host.err),
        }
    }

    /// The folder in which the program was started; empty for the process's.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether audits may be kept, and earlier ones be used.
    pub(super) fn keeps_audits(&self) -> bool {
        self.keeps_audits
    }

    /// Adds a text in Markdown to the summary of GitHub's job, if there is one.
    pub(super) fn add_to_job_summary(&self, text: impl FnOnce() -> Result<String>) -> Result<()> {
        let Some(path) = &self.job_summary else { return Ok(()) };
        let text = text()?;
        let write = || std::fs::OpenOptions::new().append(true).create(true).open(path)?.write_all(text.as_bytes());
        write().with_context(|| format!("cannot write the job's summary {}", path.display()))
    }

    /// A path as typed, from where the program was started.
    pub(super) fn path(&self, typed: &Path) -> PathBuf {
        self.folder.join(typed)
    }

    /// From here on, Ctrl-C or a request to terminate ends the program where it leaves nothing behind, and no longer at
    /// once: what runs a child looks whether somebody has asked, what writes a file goes on to its end.
    pub(super) fn end_in_order(&self) -> Result<()> {
        // A second handler in one process would be an error; the first one serves all.
        static HANDLER: std::sync::Once = std::sync::Once::new();
        let mut installed = Ok(());
        if self.owns_signals {
            HANDLER.call_once(|| installed = compiler::end_on_interrupt());
        }
        installed
    }

    /// Writes a whole document to standard output. A reader that has gone is no error, and changes no exit status.
    pub(super) fn print(&self, text: &str) -> Result<()> {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        match out.to.write_all(text.as_bytes()).and_then(|()| out.to.flush()) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            written => Ok(written?),
        }
    }

    /// Writes a document to standard output as it is rendered.
    pub(super) fn stream(&self, render: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let mut buffered = BufWriter::new(&mut out.to);
        let written = render(&mut buffered).and_then(|()| Ok(buffered.flush()?));
        // After an error, dropping the buffer must not write the rest of it.
        let _ = buffered.into_parts();
        match written {
            Err(error) if is_closed_pipe(&error) => Ok(()),
            written => written,
        }
    }

    /// Writes a patch to standard output: byte for byte for the program that applies it, and as a person may see it on a
    /// terminal.
    pub(super) fn print_patch(&self, patch: &str) -> Result<()> {
        let is_terminal = self.out.lock().unwrap_or_else(PoisonError::into_inner).is_terminal;
        if is_terminal { self.print(&lines(patch)) } else { self.print(patch) }
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

    /// Whether details are shown.
    pub(super) fn is_verbose(&self) -> bool {
        self.verbosity >= Verbosity::Verbose
    }

    /// A detail for `-v`.
    pub(super) fn detail(&self, text: &str) {
        if self.verbosity >= Verbosity::Verbose {
            self.message("", anstyle::AnsiColor::Green, text);
        }
    }

    /// One of many details, for `-vv`.
    pub(super) fn trace(&self, text: &str) {
        if self.verbosity >= Verbosity::VeryVerbose {
            self.message("", anstyle::AnsiColor::Green, text);
        }
    }

    pub(super) fn warn(&self, text: &str) {
        self.message("warning: ", anstyle::AnsiColor::Yellow, text);
    }

    pub(super) fn error(&self, text: &str) {
        self.message("error: ", anstyle::AnsiColor::Red, text);
    }

    /// Why the program ends: each cause on one line, but for what other programs have said.
    pub(super) fn failure(&self, error: &anyhow::Error) {
        let mut text = String::new();
        for cause in error.chain() {
            let quoted = cause.downcast_ref::<Quoted>();
            if !text.is_empty() {
                text += if quoted.is_some_and(|quoted| quoted.starts_line) { ":\n" } else { ": " };
            }
            match quoted {
                Some(quoted) => text += &cut_lines(&quoted.words),
                None => text += &one_line(&cause.to_string()),
            }
        }
        self.write_message("error: ", anstyle::AnsiColor::Red, &text);
    }

    /// A line on standard error that says how far the compiler's work is, where that is a terminal.
    pub(super) fn progress(&self) -> ProgressBar {
        let bar = ProgressBar::with_draw_target(
            None,
            if self.shows_progress { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() },
        );
        if let Ok(style) = ProgressStyle::with_template("{spinner} [{elapsed}] {wide_msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        bar
    }

    /// A bar that fills, with the time that is left, where standard error is a terminal.
    pub(super) fn progress_of(&self, steps: usize) -> ProgressBar {
        let bar = self.progress();
        bar.set_length(steps as u64);
        if let Ok(style) =
            ProgressStyle::with_template("{spinner} [{elapsed}] {bar:30} {pos}/{len}, {eta} left  {wide_msg}")
        {
            bar.set_style(style);
        }
        bar
    }

    /// The door to standard error: whatever names, paths and words of others are in a text, it stays on its line.
    fn message(&self, label: &str, color: anstyle::AnsiColor, text: &str) {
        self.write_message(label, color, &one_line(text));
    }

    fn write_message(&self, label: &str, color: anstyle::AnsiColor, text: &str) {
        let paint = if self.color_err {
            anstyle::Style::new().fg_color(Some(color.into())).bold()
        } else {
            anstyle::Style::new()
        };
        // Where standard error is closed, the message cannot be shown.
        let mut err = self.err.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = writeln!(err.to, "{paint}{label}{paint:#}{text}");
    }
}

/// Whether a reader has gone.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
