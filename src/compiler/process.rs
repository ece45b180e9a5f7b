//! Child processes with a time limit and an orderly end on Ctrl-C.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

/// How long a child is waited for before flags and the clock are looked at again.
const TICK: Duration = Duration::from_millis(50);

/// How long a child that has the terminal may take to end after Ctrl-C before it is asked again.
const TIME_TO_END: Duration = Duration::from_secs(3);

/// How long it may take in all before it is ended.
const TIME_AT_MOST: Duration = Duration::from_mins(1);

/// Set by Ctrl-C (or a request to terminate); every wait of this module ends soon after.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Makes Ctrl-C end the work in an orderly way: children are ended, files put back, the lock released.
///
/// # Errors
/// The handler cannot be installed.
pub(crate) fn end_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed)).context("cannot handle Ctrl-C")
}

/// Whether somebody pressed Ctrl-C.
pub(crate) fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

/// Fails if somebody pressed Ctrl-C: for what may take its time without a child.
///
/// # Errors
/// Somebody did.
pub(super) fn not_interrupted() -> Result<(), Stopped> {
    if is_interrupted() { Err(Stopped::Interrupted) } else { Ok(()) }
}

/// Why a child did not end by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// Ctrl-C.
    Interrupted,
    /// The time was up.
    OutOfTime,
}

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Interrupted => "interrupted",
            Self::OutOfTime => "the time limit (--time) was reached",
        })
    }
}

impl std::error::Error for Stopped {}

/// Where a child wrote a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    Out,
    Err,
}

/// Runs a child to its end and hands on its lines as they come.
///
/// # Errors
/// It cannot be started, or [`Stopped`]: then it and all its children are gone.
pub(super) fn run(
    command: &mut Command,
    deadline: Option<Instant>,
    mut line: impl FnMut(Stream, String),
) -> Result<ExitStatus> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // A group of its own: a signal to it reaches the compilers that Cargo started, too.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command.spawn().with_context(|| format!("cannot run {program}"))?;
    let (sender, receiver) = mpsc::channel();
    if let Some(out) = child.stdout.take() {
        read(out, Stream::Out, sender.clone());
    }
    if let Some(err) = child.stderr.take() {
        read(err, Stream::Err, sender);
    }
    loop {
        match receiver.recv_timeout(TICK) {
            Ok((stream, text)) => line(stream, text),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        let stopped = if is_interrupted() {
            Some(Stopped::Interrupted)
        } else if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            Some(Stopped::OutOfTime)
        } else {
            None
        };
        if let Some(stopped) = stopped {
            end(&mut child);
            return Err(stopped.into());
        }
    }
    let status = child.wait().with_context(|| format!("cannot wait for {program}"))?;
    // A child that has just been started is in our group yet, and Ctrl-C in a terminal reaches it as well.
    if is_interrupted() || was_interrupted(status) {
        return Err(Stopped::Interrupted.into());
    }
    Ok(status)
}

/// Runs a child that has the terminal to itself, to its end; what it prints goes to standard error, since standard output is
/// for the document. Ctrl-C reaches it without us; a request to terminate does not,
/// and is handed on.
///
/// # Errors
/// It cannot be started.
pub(super) fn run_in_foreground(command: &mut Command) -> Result<ExitStatus> {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command.stdout(std::io::stderr()).spawn().with_context(|| format!("cannot run {program}"))?;
    let (mut asked_at, mut was_asked) = (None, false);
    loop {
        if let Some(status) = child.try_wait().with_context(|| format!("cannot wait for {program}"))? {
            return Ok(status);
        }
        if is_interrupted() {
            let since = asked_at.get_or_insert_with(Instant::now).elapsed();
            if since > TIME_TO_END && !was_asked {
                was_asked = true;
                #[cfg(unix)]
                // It may just have ended by itself.
                let _ = rustix::process::kill_process(
                    rustix::process::Pid::from_child(&child),
                    rustix::process::Signal::TERM,
                );
            }
            if since > TIME_AT_MOST {
                let _ = child.kill();
            }
        }
        std::thread::sleep(TICK);
    }
}

/// Whether a child was ended by what somebody does who wants all of this to end.
#[cfg(unix)]
fn was_interrupted(status: ExitStatus) -> bool {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt as _;
    let signals = [Signal::INT, Signal::TERM, Signal::HUP];
    status.signal().is_some_and(|number| signals.iter().any(|signal| signal.as_raw() == number))
}

#[cfg(not(unix))]
fn was_interrupted(_status: ExitStatus) -> bool {
    false
}

fn read(stream: impl Read + Send + 'static, which: Stream, sender: Sender<(Stream, String)>) {
    std::thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut bytes = Vec::new();
        // What is no UTF-8 is no message of the compiler; it must not end the reading.
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
            let text = String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned();
            bytes.clear();
            if sender.send((which, text)).is_err() {
                return;
            }
        }
    });
}

fn end(child: &mut Child) {
    #[cfg(unix)]
    {
        let group = rustix::process::Pid::from_child(child);
        // It may just have ended by itself.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn lines_of_both_streams_arrive_and_the_status_is_the_childs() {
        let mut lines = Vec::new();
        let mut command = Command::new("sh");
        command.args(["-c", "echo out; echo err >&2; exit 3"]);
        let status = run(&mut command, None, |stream, line| lines.push((stream, line))).expect("sh runs");
        lines.sort_by_key(|(stream, _)| *stream == Stream::Err);
        assert_eq!(lines, [(Stream::Out, "out".to_owned()), (Stream::Err, "err".to_owned())]);
        assert_eq!(status.code(), Some(3));
    }

    #[test]
    fn a_child_that_is_interrupted_is_an_interruption_and_one_that_is_killed_is_none() {
        for (signal, is_interruption) in [("INT", true), ("TERM", true), ("KILL", false)] {
            let mut command = Command::new("sh");
            command.args(["-c", &format!("kill -s {signal} $$")]);
            let stopped = run(&mut command, None, |_, _| {}).err().and_then(|error| error.downcast_ref().copied());
            assert_eq!(stopped == Some(Stopped::Interrupted), is_interruption, "{signal}");
        }
    }

    #[test]
    fn a_child_whose_time_is_up_is_ended_with_its_own_children() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 60 & echo $!; wait"]);
        let mut grandchild = String::new();
        let error = run(&mut command, Some(Instant::now() + Duration::from_millis(300)), |_, line| grandchild = line)
            .expect_err("it sleeps for longer");
        assert_eq!(error.downcast_ref(), Some(&Stopped::OutOfTime));
        // A process that is gone, or dead and not yet reaped, has no command line. The kernel may take its time.
        let runs = || !std::fs::read(format!("/proc/{grandchild}/cmdline")).unwrap_or_default().is_empty();
        for _ in 0..200 {
            if !runs() {
                return;
            }
            std::thread::sleep(TICK);
        }
        panic!("{grandchild} still runs");
    }
}
