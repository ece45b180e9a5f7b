pub mod fs {
    use crate::prelude::v1::*;
    use crate::ffi::OsString;
    use crate::fmt::Display;
    use crate::io::{Error, Read, Seek, Write};
    use crate::os::fd::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
    use crate::os::unix::fs::{DirBuilderExt, FileExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
    use crate::path::{Path, PathBuf};
    use crate::time::SystemTime;
    #[derive(Debug)]
    pub struct DirBuilder { layout: Opaque }
    impl DirBuilder {
        pub fn new() -> DirBuilder {}
        pub fn recursive(&mut self, recursive: bool) -> &mut Self {}
        pub fn create<P: AsRef<Path>>(&self, path: P) -> crate::io::Result<()> {}
    }
    impl DirBuilderExt for DirBuilder {}
    #[derive(Debug)]
    pub struct DirEntry(Opaque);
    impl DirEntry {
        pub fn path(&self) -> PathBuf {}
        pub fn metadata(&self) -> crate::io::Result<Metadata> {}
        pub fn file_type(&self) -> crate::io::Result<FileType> {}
        pub fn file_name(&self) -> OsString {}
    }
    #[derive(Debug)]
    pub struct File { fd: Fd }
    impl File {
        pub fn open<P: AsRef<Path>>(path: P) -> crate::io::Result<File> {}
        pub fn create<P: AsRef<Path>>(path: P) -> crate::io::Result<File> {}
        pub fn create_new<P: AsRef<Path>>(path: P) -> crate::io::Result<File> {}
        pub fn options() -> OpenOptions {}
        pub fn sync_all(&self) -> crate::io::Result<()> {}
        pub fn sync_data(&self) -> crate::io::Result<()> {}
        pub fn lock(&self) -> crate::io::Result<()> {}
        pub fn lock_shared(&self) -> crate::io::Result<()> {}
        pub fn try_lock(&self) -> Result<(), TryLockError> {}
        pub fn try_lock_shared(&self) -> Result<(), TryLockError> {}
        pub fn unlock(&self) -> crate::io::Result<()> {}
        pub fn set_len(&self, size: u64) -> crate::io::Result<()> {}
        pub fn metadata(&self) -> crate::io::Result<Metadata> {}
        pub fn try_clone(&self) -> crate::io::Result<File> {}
        pub fn set_permissions(&self, perm: Permissions) -> crate::io::Result<()> {}
        pub fn set_times(&self, times: FileTimes) -> crate::io::Result<()> {}
        pub fn set_modified(&self, time: SystemTime) -> crate::io::Result<()> {}
    }
    impl AsFd for File {}
    impl AsRawFd for File {}
    impl FileExt for File {}
    impl From<OwnedFd> for File {}
    impl FromRawFd for File {}
    impl IntoRawFd for File {}
    impl Read for &File {}
    impl Read for File {}
    impl Seek for &File {}
    impl Seek for File {}
    impl Write for &File {}
    impl Write for File {}
    #[derive(Clone, Debug, Default, Copy)]
    pub struct FileTimes(Opaque);
    impl FileTimes {
        pub fn new() -> Self {}
        pub fn set_accessed(self, t: SystemTime) -> Self {}
        pub fn set_modified(self, t: SystemTime) -> Self {}
    }
    #[derive(Clone, Debug, Hash, PartialEq, Copy, Eq)]
    pub struct FileType(Opaque);
    impl FileType {
        pub fn is_dir(&self) -> bool {}
        pub fn is_file(&self) -> bool {}
        pub fn is_symlink(&self) -> bool {}
    }
    impl FileTypeExt for FileType {}
    #[derive(Clone, Debug)]
    pub struct Metadata(Opaque);
    impl Metadata {
        pub fn file_type(&self) -> FileType {}
        pub fn is_dir(&self) -> bool {}
        pub fn is_file(&self) -> bool {}
        pub fn is_symlink(&self) -> bool {}
        pub fn len(&self) -> u64 {}
        pub fn permissions(&self) -> Permissions {}
        pub fn modified(&self) -> crate::io::Result<SystemTime> {}
        pub fn accessed(&self) -> crate::io::Result<SystemTime> {}
        pub fn created(&self) -> crate::io::Result<SystemTime> {}
    }
    impl MetadataExt for Metadata {}
    #[derive(Clone, Debug)]
    pub struct OpenOptions(Opaque);
    impl OpenOptions {
        pub fn new() -> Self {}
        pub fn read(&mut self, read: bool) -> &mut Self {}
        pub fn write(&mut self, write: bool) -> &mut Self {}
        pub fn append(&mut self, append: bool) -> &mut Self {}
        pub fn truncate(&mut self, truncate: bool) -> &mut Self {}
        pub fn create(&mut self, create: bool) -> &mut Self {}
        pub fn create_new(&mut self, create_new: bool) -> &mut Self {}
        pub fn open<P: AsRef<Path>>(&self, path: P) -> crate::io::Result<File> {}
    }
    impl OpenOptionsExt for OpenOptions {}
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Permissions(Opaque);
    impl Permissions {
        pub fn readonly(&self) -> bool {}
        pub fn set_readonly(&mut self, readonly: bool) {}
    }
    impl PermissionsExt for Permissions {}
    #[derive(Debug)]
    pub struct ReadDir(Opaque);
    impl Iterator for ReadDir { type Item = Result<DirEntry, Error>; }
    #[derive(Debug)]
    pub enum TryLockError { Error(Error), WouldBlock, }
    impl Display for TryLockError {}
    impl crate::error::Error for TryLockError {}
    pub fn canonicalize<P: AsRef<Path>>(path: P) -> crate::io::Result<PathBuf> {}
    pub fn copy<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> crate::io::Result<u64> {}
    pub fn create_dir<P: AsRef<Path>>(path: P) -> crate::io::Result<()> {}
    pub fn create_dir_all<P: AsRef<Path>>(path: P) -> crate::io::Result<()> {}
    pub fn exists<P: AsRef<Path>>(path: P) -> crate::io::Result<bool> {}
    pub fn hard_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> crate::io::Result<()> {}
    pub fn metadata<P: AsRef<Path>>(path: P) -> crate::io::Result<Metadata> {}
    pub fn read<P: AsRef<Path>>(path: P) -> crate::io::Result<Vec<u8>> {}
    pub fn read_dir<P: AsRef<Path>>(path: P) -> crate::io::Result<ReadDir> {}
    pub fn read_link<P: AsRef<Path>>(path: P) -> crate::io::Result<PathBuf> {}
    pub fn read_to_string<P: AsRef<Path>>(path: P) -> crate::io::Result<String> {}
    pub fn remove_dir<P: AsRef<Path>>(path: P) -> crate::io::Result<()> {}
    pub fn remove_dir_all<P: AsRef<Path>>(path: P) -> crate::io::Result<()> {}
    pub fn remove_file<P: AsRef<Path>>(path: P) -> crate::io::Result<()> {}
    pub fn rename<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> crate::io::Result<()> {}
    pub fn set_permissions<P: AsRef<Path>>(path: P, perm: Permissions) -> crate::io::Result<()> {}
    pub fn symlink_metadata<P: AsRef<Path>>(path: P) -> crate::io::Result<Metadata> {}
    pub fn write<P: AsRef<Path>, C: AsRef<[u8]>>(path: P, contents: C) -> crate::io::Result<()> {}
}
