pub mod process {
    use crate::prelude::v1::*;
    use crate::ffi::OsStr;
    use crate::fmt::Display;
    use crate::fs::File;
    use crate::io::{PipeReader, PipeWriter, Read, Stderr, Stdout, Write};
    use crate::os::fd::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
    use crate::os::unix::process::{CommandExt, ExitStatusExt};
    use crate::path::Path;
    #[derive(Debug)]
    pub struct Child { pub stdin: Option<ChildStdin>, pub stdout: Option<ChildStdout>, pub stderr: Option<ChildStderr>, layout: Opaque }
    impl Child {
        pub fn kill(&mut self) -> crate::io::Result<()> {}
        pub fn id(&self) -> u32 {}
        pub fn wait(&mut self) -> crate::io::Result<ExitStatus> {}
        pub fn try_wait(&mut self) -> crate::io::Result<Option<ExitStatus>> {}
        pub fn wait_with_output(self) -> crate::io::Result<Output> {}
    }
    #[derive(Debug)]
    pub struct ChildStderr { layout: Opaque }
    impl AsFd for ChildStderr {}
    impl AsRawFd for ChildStderr {}
    impl From<OwnedFd> for ChildStderr {}
    impl IntoRawFd for ChildStderr {}
    impl Read for ChildStderr {}
    #[derive(Debug)]
    pub struct ChildStdin { layout: Opaque }
    impl AsFd for ChildStdin {}
    impl AsRawFd for ChildStdin {}
    impl From<OwnedFd> for ChildStdin {}
    impl IntoRawFd for ChildStdin {}
    impl Write for &ChildStdin {}
    impl Write for ChildStdin {}
    #[derive(Debug)]
    pub struct ChildStdout { layout: Opaque }
    impl AsFd for ChildStdout {}
    impl AsRawFd for ChildStdout {}
    impl From<OwnedFd> for ChildStdout {}
    impl IntoRawFd for ChildStdout {}
    impl Read for ChildStdout {}
    #[derive(Debug)]
    pub struct Command { layout: Opaque }
    impl Command {
        pub fn new<S: AsRef<OsStr>>(program: S) -> Command {}
        pub fn arg<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Command {}
        pub fn args<I, S>(&mut self, args: I) -> &mut Command where I: IntoIterator<Item = S>, S: AsRef<OsStr> {}
        pub fn env<K, V>(&mut self, key: K, val: V) -> &mut Command where K: AsRef<OsStr>, V: AsRef<OsStr> {}
        pub fn envs<I, K, V>(&mut self, vars: I) -> &mut Command where I: IntoIterator<Item = (K, V)>, K: AsRef<OsStr>, V: AsRef<OsStr> {}
        pub fn env_remove<K: AsRef<OsStr>>(&mut self, key: K) -> &mut Command {}
        pub fn env_clear(&mut self) -> &mut Command {}
        pub fn current_dir<P: AsRef<Path>>(&mut self, dir: P) -> &mut Command {}
        pub fn stdin<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command {}
        pub fn stdout<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command {}
        pub fn stderr<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command {}
        pub fn spawn(&mut self) -> crate::io::Result<Child> {}
        pub fn output(&mut self) -> crate::io::Result<Output> {}
        pub fn status(&mut self) -> crate::io::Result<ExitStatus> {}
        pub fn get_program(&self) -> &OsStr {}
        pub fn get_args(&self) -> CommandArgs<'_> {}
        pub fn get_envs(&self) -> CommandEnvs<'_> {}
        pub fn get_current_dir(&self) -> Option<&Path> {}
    }
    impl CommandExt for Command {}
    #[derive(Debug)]
    pub struct CommandArgs<'a> { layout: Opaque }
    impl<'a> ExactSizeIterator for CommandArgs<'a> {}
    impl<'a> Iterator for CommandArgs<'a> { type Item = &'a OsStr; }
    #[derive(Debug)]
    pub struct CommandEnvs<'a> { layout: Opaque }
    impl<'a> ExactSizeIterator for CommandEnvs<'a> {}
    impl<'a> Iterator for CommandEnvs<'a> { type Item = (&'a OsStr, Option<&'a OsStr>); }
    #[derive(Clone, Debug, Default, PartialEq, Copy)]
    pub struct ExitCode (u8);
    impl ExitCode {
        pub const SUCCESS: ExitCode = 0;
        pub const FAILURE: ExitCode = 0;
    }
    impl From<u8> for ExitCode {}
    #[derive(Clone, Debug, Default, PartialEq, Copy, Eq)]
    pub struct ExitStatus (i32);
    impl ExitStatus {
        pub fn success(&self) -> bool {}
        pub fn code(&self) -> Option<i32> {}
    }
    impl Display for ExitStatus {}
    impl ExitStatusExt for ExitStatus {}
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Output { pub status: ExitStatus, pub stdout: Vec<u8>, pub stderr: Vec<u8>, }
    #[derive(Debug)]
    pub struct Stdio(Opaque);
    impl Stdio {
        pub fn piped() -> Stdio {}
        pub fn inherit() -> Stdio {}
        pub fn null() -> Stdio {}
    }
    impl From<ChildStderr> for Stdio {}
    impl From<ChildStdin> for Stdio {}
    impl From<ChildStdout> for Stdio {}
    impl From<File> for Stdio {}
    impl From<OwnedFd> for Stdio {}
    impl From<PipeReader> for Stdio {}
    impl From<PipeWriter> for Stdio {}
    impl From<Stderr> for Stdio {}
    impl From<Stdout> for Stdio {}
    impl FromRawFd for Stdio {}
    pub trait Termination {
        fn report(self) -> ExitCode {}
    }
    pub fn abort() -> ! {}
    pub fn exit(code: i32) -> ! {}
    pub fn id() -> u32 {}
}
