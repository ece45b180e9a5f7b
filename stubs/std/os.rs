pub mod os {
    use crate::prelude::v1::*;
    pub mod fd {
        use crate::prelude::v1::*;
        use crate::fs::File;
        use crate::io::{PipeReader, PipeWriter};
        use crate::net::{TcpListener, TcpStream, UdpSocket};
        use crate::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
        use crate::process::{ChildStderr, ChildStdin, ChildStdout};
        pub trait AsFd {
            fn as_fd(&self) -> BorrowedFd<'_> {}
        }
        pub trait AsRawFd {
            fn as_raw_fd(&self) -> RawFd {}
        }
        #[derive(Clone, Debug, Copy)]
        pub struct BorrowedFd<'fd> { layout: Opaque }
        impl BorrowedFd<'_> {
            pub unsafe fn borrow_raw(fd: RawFd) -> Self {}
        }
        impl BorrowedFd<'_> {
            pub fn try_clone_to_owned(&self) -> crate::io::Result<OwnedFd> {}
        }
        impl AsFd for BorrowedFd<'_> {}
        impl AsRawFd for BorrowedFd<'_> {}
        pub trait FromRawFd {
            unsafe fn from_raw_fd(fd: RawFd) -> Self {}
        }
        pub trait IntoRawFd {
            fn into_raw_fd(self) -> RawFd {}
        }
        #[derive(Debug)]
        pub struct OwnedFd { fd: Fd }
        impl OwnedFd {
            pub fn try_clone(&self) -> crate::io::Result<Self> {}
        }
        impl AsFd for OwnedFd {}
        impl AsRawFd for OwnedFd {}
        impl From<ChildStderr> for OwnedFd {}
        impl From<ChildStdin> for OwnedFd {}
        impl From<ChildStdout> for OwnedFd {}
        impl From<File> for OwnedFd {}
        impl From<PipeReader> for OwnedFd {}
        impl From<PipeWriter> for OwnedFd {}
        impl From<TcpListener> for OwnedFd {}
        impl From<TcpStream> for OwnedFd {}
        impl From<UdpSocket> for OwnedFd {}
        impl From<UnixDatagram> for OwnedFd {}
        impl From<UnixListener> for OwnedFd {}
        impl From<UnixStream> for OwnedFd {}
        impl FromRawFd for OwnedFd {}
        impl IntoRawFd for OwnedFd {}
        pub type RawFd = i32;
    }
    pub mod unix {
        use crate::prelude::v1::*;
        pub mod ffi {
            use crate::prelude::v1::*;
            pub trait OsStrExt {
                fn from_bytes(slice: &[u8]) -> &Self {}
                fn as_bytes(&self) -> &[u8] {}
            }
            pub trait OsStringExt {
                fn from_vec(vec: Vec<u8>) -> Self {}
                fn into_vec(self) -> Vec<u8> {}
            }
        }
        pub mod fs {
            use crate::prelude::v1::*;
            use crate::os::fd::AsFd;
            use crate::path::Path;
            pub trait DirBuilderExt {
                fn mode(&mut self, mode: u32) -> &mut Self {}
            }
            pub trait DirEntryExt {
                fn ino(&self) -> u64 {}
            }
            pub trait FileExt {
                fn read_at(&self, buf: &mut [u8], offset: u64) -> crate::io::Result<usize> {}
                fn write_at(&self, buf: &[u8], offset: u64) -> crate::io::Result<usize> {}
                fn read_exact_at(&self, buf: &mut [u8], offset: u64) -> crate::io::Result<()> {}
                fn write_all_at(&self, buf: &[u8], offset: u64) -> crate::io::Result<()> {}
            }
            pub trait FileTypeExt {
                fn is_block_device(&self) -> bool {}
                fn is_char_device(&self) -> bool {}
                fn is_fifo(&self) -> bool {}
                fn is_socket(&self) -> bool {}
            }
            pub trait MetadataExt {
                fn dev(&self) -> u64 {}
                fn ino(&self) -> u64 {}
                fn mode(&self) -> u32 {}
                fn nlink(&self) -> u64 {}
                fn uid(&self) -> u32 {}
                fn gid(&self) -> u32 {}
                fn rdev(&self) -> u64 {}
                fn size(&self) -> u64 {}
                fn atime(&self) -> i64 {}
                fn atime_nsec(&self) -> i64 {}
                fn mtime(&self) -> i64 {}
                fn mtime_nsec(&self) -> i64 {}
                fn ctime(&self) -> i64 {}
                fn ctime_nsec(&self) -> i64 {}
                fn blksize(&self) -> u64 {}
                fn blocks(&self) -> u64 {}
            }
            pub trait OpenOptionsExt {
                fn mode(&mut self, mode: u32) -> &mut Self {}
                fn custom_flags(&mut self, flags: i32) -> &mut Self {}
            }
            pub trait PermissionsExt {
                fn mode(&self) -> u32 {}
                fn set_mode(&mut self, mode: u32) {}
                fn from_mode(mode: u32) -> Self {}
            }
            pub fn chown<P: AsRef<Path>>(dir: P, uid: Option<u32>, gid: Option<u32>) -> crate::io::Result<()> {}
            pub fn chroot<P: AsRef<Path>>(dir: P) -> crate::io::Result<()> {}
            pub fn fchown<F: AsFd>(fd: F, uid: Option<u32>, gid: Option<u32>) -> crate::io::Result<()> {}
            pub fn lchown<P: AsRef<Path>>(dir: P, uid: Option<u32>, gid: Option<u32>) -> crate::io::Result<()> {}
            pub fn symlink<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> crate::io::Result<()> {}
        }
        pub mod net {
            use crate::prelude::v1::*;
            use crate::io::{Error, Read, Write};
            use crate::net::Shutdown;
            use crate::os::fd::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
            use crate::path::Path;
            use crate::time::Duration;
            #[derive(Debug)]
            pub struct Incoming<'a> { layout: Opaque }
            impl<'a> Iterator for Incoming<'a> { type Item = Result<UnixStream, Error>; }
            #[derive(Clone, Debug)]
            pub struct SocketAddr { layout: Opaque }
            impl SocketAddr {
                pub fn from_pathname<P>(path: P) -> crate::io::Result<SocketAddr> where P: AsRef<Path> {}
                pub fn is_unnamed(&self) -> bool {}
                pub fn as_pathname(&self) -> Option<&Path> {}
            }
            #[derive(Debug)]
            pub struct UnixDatagram { fd: Fd }
            impl UnixDatagram {
                pub fn bind<P: AsRef<Path>>(path: P) -> crate::io::Result<UnixDatagram> {}
                pub fn bind_addr(socket_addr: &SocketAddr) -> crate::io::Result<UnixDatagram> {}
                pub fn unbound() -> crate::io::Result<UnixDatagram> {}
                pub fn pair() -> crate::io::Result<(UnixDatagram, UnixDatagram)> {}
                pub fn connect<P: AsRef<Path>>(&self, path: P) -> crate::io::Result<()> {}
                pub fn connect_addr(&self, socket_addr: &SocketAddr) -> crate::io::Result<()> {}
                pub fn try_clone(&self) -> crate::io::Result<UnixDatagram> {}
                pub fn local_addr(&self) -> crate::io::Result<SocketAddr> {}
                pub fn peer_addr(&self) -> crate::io::Result<SocketAddr> {}
                pub fn recv_from(&self, buf: &mut [u8]) -> crate::io::Result<(usize, SocketAddr)> {}
                pub fn recv(&self, buf: &mut [u8]) -> crate::io::Result<usize> {}
                pub fn send_to<P: AsRef<Path>>(&self, buf: &[u8], path: P) -> crate::io::Result<usize> {}
                pub fn send_to_addr(&self, buf: &[u8], socket_addr: &SocketAddr) -> crate::io::Result<usize> {}
                pub fn send(&self, buf: &[u8]) -> crate::io::Result<usize> {}
                pub fn set_read_timeout(&self, timeout: Option<Duration>) -> crate::io::Result<()> {}
                pub fn set_write_timeout(&self, timeout: Option<Duration>) -> crate::io::Result<()> {}
                pub fn read_timeout(&self) -> crate::io::Result<Option<Duration>> {}
                pub fn write_timeout(&self) -> crate::io::Result<Option<Duration>> {}
                pub fn set_nonblocking(&self, nonblocking: bool) -> crate::io::Result<()> {}
                pub fn take_error(&self) -> crate::io::Result<Option<Error>> {}
                pub fn shutdown(&self, how: Shutdown) -> crate::io::Result<()> {}
            }
            impl AsFd for UnixDatagram {}
            impl AsRawFd for UnixDatagram {}
            impl From<OwnedFd> for UnixDatagram {}
            impl FromRawFd for UnixDatagram {}
            impl IntoRawFd for UnixDatagram {}
            #[derive(Debug)]
            pub struct UnixListener { fd: Fd }
            impl UnixListener {
                pub fn bind<P: AsRef<Path>>(path: P) -> crate::io::Result<UnixListener> {}
                pub fn bind_addr(socket_addr: &SocketAddr) -> crate::io::Result<UnixListener> {}
                pub fn accept(&self) -> crate::io::Result<(UnixStream, SocketAddr)> {}
                pub fn try_clone(&self) -> crate::io::Result<UnixListener> {}
                pub fn local_addr(&self) -> crate::io::Result<SocketAddr> {}
                pub fn set_nonblocking(&self, nonblocking: bool) -> crate::io::Result<()> {}
                pub fn take_error(&self) -> crate::io::Result<Option<Error>> {}
                pub fn incoming(&self) -> Incoming<'_> {}
            }
            impl AsFd for UnixListener {}
            impl AsRawFd for UnixListener {}
            impl From<OwnedFd> for UnixListener {}
            impl FromRawFd for UnixListener {}
            impl<'a> IntoIterator for &'a UnixListener {
                type Item = Result<UnixStream, Error>;
                type IntoIter = Incoming<'a>;
            }
            impl IntoRawFd for UnixListener {}
            #[derive(Debug)]
            pub struct UnixStream { fd: Fd }
            impl UnixStream {
                pub fn connect<P: AsRef<Path>>(path: P) -> crate::io::Result<UnixStream> {}
                pub fn connect_addr(socket_addr: &SocketAddr) -> crate::io::Result<UnixStream> {}
                pub fn pair() -> crate::io::Result<(UnixStream, UnixStream)> {}
                pub fn try_clone(&self) -> crate::io::Result<UnixStream> {}
                pub fn local_addr(&self) -> crate::io::Result<SocketAddr> {}
                pub fn peer_addr(&self) -> crate::io::Result<SocketAddr> {}
                pub fn set_read_timeout(&self, timeout: Option<Duration>) -> crate::io::Result<()> {}
                pub fn set_write_timeout(&self, timeout: Option<Duration>) -> crate::io::Result<()> {}
                pub fn read_timeout(&self) -> crate::io::Result<Option<Duration>> {}
                pub fn write_timeout(&self) -> crate::io::Result<Option<Duration>> {}
                pub fn set_nonblocking(&self, nonblocking: bool) -> crate::io::Result<()> {}
                pub fn take_error(&self) -> crate::io::Result<Option<Error>> {}
                pub fn shutdown(&self, how: Shutdown) -> crate::io::Result<()> {}
            }
            impl AsFd for UnixStream {}
            impl AsRawFd for UnixStream {}
            impl From<OwnedFd> for UnixStream {}
            impl FromRawFd for UnixStream {}
            impl IntoRawFd for UnixStream {}
            impl<'a> Read for &'a UnixStream {}
            impl Read for UnixStream {}
            impl<'a> Write for &'a UnixStream {}
            impl Write for UnixStream {}
        }
        pub mod process {
            use crate::prelude::v1::*;
            use crate::ffi::OsStr;
            use crate::io::Error;
            use crate::process::Command;
            pub trait CommandExt {
                fn uid(&mut self, id: u32) -> &mut Command {}
                fn gid(&mut self, id: u32) -> &mut Command {}
                unsafe fn pre_exec<F>(&mut self, f: F) -> &mut Command where F: FnMut() -> crate::io::Result<()> + Send + Sync + 'static {}
                fn exec(&mut self) -> Error {}
                fn arg0<S>(&mut self, arg: S) -> &mut Command where S: AsRef<OsStr> {}
                fn process_group(&mut self, pgroup: i32) -> &mut Command {}
                unsafe fn before_exec<F>(&mut self, f: F) -> &mut Command where F: FnMut() -> crate::io::Result<()> + Send + Sync + 'static {}
            }
            pub trait ExitStatusExt {
                fn from_raw(raw: i32) -> Self {}
                fn signal(&self) -> Option<i32> {}
                fn core_dumped(&self) -> bool {}
                fn stopped_signal(&self) -> Option<i32> {}
                fn continued(&self) -> bool {}
                fn into_raw(self) -> i32 {}
            }
            pub fn parent_id() -> u32 {}
        }
        pub mod thread {
            use crate::prelude::v1::*;
            pub trait JoinHandleExt {
                fn as_pthread_t(&self) -> RawPthread {}
                fn into_pthread_t(self) -> RawPthread {}
            }
            pub type RawPthread = u64;
        }
    }
}
