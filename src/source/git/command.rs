//! How git is run, and how it writes paths.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Result;

/// What hooks and other programs set for another repository, or for other files, than those that are asked about.
const NOT_OURS: &[&str] = &[
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_ATTR_SOURCE",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
];

/// What would run a program, fail for want of a file, or change how an answer is written.
const SETTINGS: &[&str] = &[
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "log.showSignature=false",
    "blame.ignoreRevsFile=",
    "i18n.logOutputEncoding=UTF-8",
];

/// `git` in a folder, which runs no program that the repository's configuration names, writes nothing and asks no server. For
/// such a program, it would be enough that somebody looks at a repository; filters of files' contents (`git lfs`) are all
/// that is left, without which `git status` could not tell what has changed.
pub(super) fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    // Hooks set these for another folder than the one that is asked about.
    for variable in NOT_OURS {
        command.env_remove(variable);
    }
    command.args(["--no-pager", "--no-optional-locks"]).arg("-C").arg(folder);
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    // A partial clone would fetch what it lacks.
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "none").env("GIT_TERMINAL_PROMPT", "0");
    command.stdin(Stdio::null());
    command
}

/// A path as git writes it.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "same signature as elsewhere")]
pub(crate) fn os_string(bytes: &[u8]) -> Result<OsString> {
    use std::os::unix::ffi::OsStringExt as _;
    Ok(OsString::from_vec(bytes.to_vec()))
}

#[cfg(not(unix))]
pub(crate) fn os_string(bytes: &[u8]) -> Result<OsString> {
    Ok(std::str::from_utf8(bytes)?.into())
}
