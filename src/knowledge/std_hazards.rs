//! What there is to notice about types of the standard library when they are cloned, or when a value that holds them
//! goes, where neither `CLASSES` nor `COSTS` says it.
//!
//! A path is that of the declaration in the stubs, without the crate. What is listed nowhere is judged by its fields;
//! the stubs say of most what they are.

use crate::model::Hazard;

/// What a type means for what holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Nothing, whatever its arguments are.
    Plain,
    /// What its arguments mean.
    Holds,
    /// This, and what its arguments mean.
    Says(Hazard),
}

use Meaning::{Holds, Plain, Says};

const DROP: Meaning = Says(Hazard::Drop);
const HANDLE: Meaning = Says(Hazard::Handle);
const INTERIOR: Meaning = Says(Hazard::Interior);

/// Types and their meaning.
pub(crate) const HAZARDS: &[(&str, Meaning)] = &[
    ("borrow::Cow", Holds),
    ("boxed::Box", Holds),
    ("marker::PhantomData", Plain),
    ("mem::Discriminant", Plain),
    ("option::Option", Holds),
    ("result::Result", Holds),
    // A copy of a pointer: what it owns is not to be seen.
    ("ptr::NonNull", Says(Hazard::Unknown)),
    // A borrow sees what others change.
    ("cell::Cell", INTERIOR),
    ("cell::LazyCell", INTERIOR),
    ("cell::OnceCell", INTERIOR),
    ("cell::RefCell", INTERIOR),
    ("cell::UnsafeCell", INTERIOR),
    ("sync::Barrier", INTERIOR),
    ("sync::Condvar", INTERIOR),
    ("sync::LazyLock", INTERIOR),
    ("sync::Mutex", INTERIOR),
    ("sync::Once", INTERIOR),
    ("sync::OnceLock", INTERIOR),
    ("sync::RwLock", INTERIOR),
    ("sync::atomic::AtomicBool", INTERIOR),
    ("sync::atomic::AtomicI16", INTERIOR),
    ("sync::atomic::AtomicI32", INTERIOR),
    ("sync::atomic::AtomicI64", INTERIOR),
    ("sync::atomic::AtomicI8", INTERIOR),
    ("sync::atomic::AtomicIsize", INTERIOR),
    ("sync::atomic::AtomicPtr", INTERIOR),
    ("sync::atomic::AtomicU16", INTERIOR),
    ("sync::atomic::AtomicU32", INTERIOR),
    ("sync::atomic::AtomicU64", INTERIOR),
    ("sync::atomic::AtomicU8", INTERIOR),
    ("sync::atomic::AtomicUsize", INTERIOR),
    // The other side sees when it goes.
    ("sync::mpsc::IntoIter", HANDLE),
    ("sync::mpsc::Receiver", HANDLE),
    // A lock, a borrow, a file, a socket, a process or a thread is let go.
    ("cell::Ref", DROP),
    ("cell::RefMut", DROP),
    ("fs::DirEntry", DROP),
    ("fs::File", DROP),
    ("fs::ReadDir", DROP),
    ("io::BufWriter", DROP),
    ("io::LineWriter", DROP),
    ("net::TcpListener", DROP),
    ("net::TcpStream", DROP),
    ("net::UdpSocket", DROP),
    ("process::Child", DROP),
    ("process::ChildStderr", DROP),
    ("process::ChildStdin", DROP),
    ("process::ChildStdout", DROP),
    ("sync::MutexGuard", DROP),
    ("sync::RwLockReadGuard", DROP),
    ("sync::RwLockWriteGuard", DROP),
    ("thread::JoinHandle", DROP),
    ("thread::ScopedJoinHandle", DROP),
];
