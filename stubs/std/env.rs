pub mod env {
    use crate::prelude::v1::*;
    use crate::error::Error;
    use crate::ffi::{OsStr, OsString};
    use crate::fmt::Display;
    use crate::path::{Path, PathBuf};
    #[derive(Debug)]
    pub struct Args { layout: Opaque }
    impl DoubleEndedIterator for Args {}
    impl ExactSizeIterator for Args {}
    impl Iterator for Args { type Item = String; }
    #[derive(Debug)]
    pub struct ArgsOs { layout: Opaque }
    impl DoubleEndedIterator for ArgsOs {}
    impl ExactSizeIterator for ArgsOs {}
    impl Iterator for ArgsOs { type Item = OsString; }
    #[derive(Debug)]
    pub struct JoinPathsError { layout: Opaque }
    impl Display for JoinPathsError {}
    impl Error for JoinPathsError {}
    #[derive(Debug)]
    pub struct SplitPaths<'a> { layout: Opaque }
    impl<'a> Iterator for SplitPaths<'a> { type Item = PathBuf; }
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum VarError { NotPresent, NotUnicode(OsString), }
    impl Display for VarError {}
    impl Error for VarError {}
    #[derive(Debug)]
    pub struct Vars { layout: Opaque }
    impl Iterator for Vars { type Item = (String, String); }
    #[derive(Debug)]
    pub struct VarsOs { layout: Opaque }
    impl Iterator for VarsOs { type Item = (OsString, OsString); }
    pub fn args() -> Args {}
    pub fn args_os() -> ArgsOs {}
    pub fn current_dir() -> crate::io::Result<PathBuf> {}
    pub fn current_exe() -> crate::io::Result<PathBuf> {}
    pub fn home_dir() -> Option<PathBuf> {}
    pub fn join_paths<I, T>(paths: I) -> Result<OsString, JoinPathsError> where I: IntoIterator<Item = T>, T: AsRef<OsStr> {}
    pub unsafe fn remove_var<K: AsRef<OsStr>>(key: K) {}
    pub fn set_current_dir<P: AsRef<Path>>(path: P) -> crate::io::Result<()> {}
    pub unsafe fn set_var<K: AsRef<OsStr>, V: AsRef<OsStr>>(key: K, value: V) {}
    pub fn split_paths<T: AsRef<OsStr> + ?Sized>(unparsed: &T) -> SplitPaths<'_> {}
    pub fn temp_dir() -> PathBuf {}
    pub fn var<K: AsRef<OsStr>>(key: K) -> Result<String, VarError> {}
    pub fn var_os<K: AsRef<OsStr>>(key: K) -> Option<OsString> {}
    pub fn vars() -> Vars {}
    pub fn vars_os() -> VarsOs {}
    pub mod consts {
        use crate::prelude::v1::*;
        pub const ARCH: &str = 0;
        pub const DLL_EXTENSION: &str = 0;
        pub const DLL_PREFIX: &str = 0;
        pub const DLL_SUFFIX: &str = 0;
        pub const EXE_EXTENSION: &str = 0;
        pub const EXE_SUFFIX: &str = 0;
        pub const FAMILY: &str = 0;
        pub const OS: &str = 0;
    }
}
