//! The file of the process, mapped into its memory, to which records are added.

use std::ffi::{CStr, OsStr};
use std::fs::{File, OpenOptions};
use std::os::raw::{c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::os::unix::io::AsRawFd;
use std::path::{Path, PathBuf};
use std::ptr::null_mut;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU64, AtomicU8};
use std::time::{SystemTime, UNIX_EPOCH};

use super::format::{HEADER_WORDS, MAGIC};

/// Bytes of the file's first chunk, and the most by which it grows later. Pages of every machine fit into it evenly.
const FIRST_CHUNK: usize = 1 << 16;
const LARGEST_CHUNK: usize = 1 << 20;

extern "C" {
    fn mmap(
        address: *mut c_void,
        length: usize,
        protection: c_int,
        flags: c_int,
        file: c_int,
        offset: i64,
    ) -> *mut c_void;
    fn getenv(name: *const c_char) -> *const c_char;
    fn pthread_atfork(
        prepare: Option<extern "C" fn()>,
        parent: Option<extern "C" fn()>,
        child: Option<extern "C" fn()>,
    ) -> c_int;
}

/// Whether this process is profiled: it is not known yet, or is being found out; it is; it is not.
static STATE: AtomicU8 = AtomicU8::new(UNKNOWN);
const UNKNOWN: u8 = 0;
const OPENING: u8 = 1;
const ACTIVE: u8 = 2;
const INACTIVE: u8 = 3;

/// Guards what follows.
static LOCK: AtomicBool = AtomicBool::new(false);
/// The file's header, mapped.
static HEADER: AtomicPtr<u64> = AtomicPtr::new(null_mut());
/// Where the file is. It is not kept open: a program may close what it has not opened, or take its number for something else.
static PLACE: AtomicPtr<Place> = AtomicPtr::new(null_mut());
/// Whether no more can be written.
static IS_FULL: AtomicBool = AtomicBool::new(false);
/// Where the mapped part of the file that has room begins, and how many of its bytes are taken.
static CHUNK: AtomicPtr<u8> = AtomicPtr::new(null_mut());
static TAKEN: AtomicU64 = AtomicU64::new(0);
/// Bytes of the chunk, and of the whole file.
static CHUNK_SIZE: AtomicU64 = AtomicU64::new(0);
static LENGTH: AtomicU64 = AtomicU64::new(0);

struct Place {
    path: PathBuf,
    /// What tells it from another file of that path.
    device: u64,
    inode: u64,
}

pub(crate) struct Locked;

impl Locked {
    pub(crate) fn lock() -> Self {
        while LOCK.compare_exchange_weak(false, true, Acquire, Relaxed).is_err() {
            std::thread::yield_now();
        }
        Locked
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        LOCK.store(false, Release);
    }
}

/// Whether the process is profiled. `in_child` is what a child does that is forked and goes on without `exec`: it is not.
#[inline]
pub(crate) fn is_active(in_child: extern "C" fn()) -> bool {
    loop {
        match STATE.load(Acquire) {
            ACTIVE => return true,
            UNKNOWN => return open(in_child),
            // Another thread is at it.
            OPENING => std::thread::yield_now(),
            _ => return false,
        }
    }
}

/// Ends all counting in a forked child, whose other threads are gone, one of them perhaps with the lock.
pub(crate) fn end() {
    STATE.store(INACTIVE, Release);
    LOCK.store(false, Release);
}

#[cold]
fn open(in_child: extern "C" fn()) -> bool {
    if STATE.compare_exchange(UNKNOWN, OPENING, Acquire, Acquire).is_err() {
        return is_active(in_child);
    }
    let is_open = try_open(in_child).is_some();
    STATE.store(if is_open { ACTIVE } else { INACTIVE }, Release);
    is_open
}

/// A variable. Not through the standard library: a program may be changing a variable, holding a lock, when this is asked.
fn variable(name: &'static [u8]) -> Option<&'static CStr> {
    debug_assert!(name.ends_with(b"\0"));
    // SAFETY: The name ends with a zero. What is returned is a string that ends with one or null.
    unsafe {
        let value = getenv(name.as_ptr().cast());
        if value.is_null() {
            None
        } else {
            Some(CStr::from_ptr(value))
        }
    }
}

/// Makes the file of this process.
fn try_open(in_child: extern "C" fn()) -> Option<()> {
    let folder = variable(b"CLONE_AUDIT_PROFILE\0")?;
    // Build scripts and the compiler are no part of the program, although Cargo may start them on its way.
    let program = std::env::current_exe().ok();
    let name = program.as_deref().and_then(Path::file_stem).and_then(OsStr::to_str);
    if variable(b"CARGO_CFG_TARGET_ARCH\0").is_some() || matches!(name, Some("rustc" | "rustdoc")) {
        return None;
    }
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_nanos();
    let name = format!("{}-{nanos}.profile", std::process::id());
    let path = Path::new(OsStr::from_bytes(folder.to_bytes())).join(name);
    let file = OpenOptions::new().read(true).write(true).create_new(true).open(&path).ok()?;
    let data = file.metadata().ok()?;
    // SAFETY: The handler only writes to atomics and to memory of its thread.
    if unsafe { pthread_atfork(None, None, Some(in_child)) } != 0 {
        return None;
    }
    let _locked = Locked::lock();
    let chunk = grow(&file)?.cast::<u64>();
    // SAFETY: A chunk has room for the header, and no other thread uses it yet.
    unsafe {
        chunk.write(MAGIC);
    }
    PLACE.store(Box::into_raw(Box::new(Place { path, device: data.dev(), inode: data.ino() })), Relaxed);
    TAKEN.store((HEADER_WORDS * 8) as u64, Relaxed);
    HEADER.store(chunk, Release);
    note_used();
    Some(())
}

/// Opens the file again; `None` if it is gone, or another one.
fn reopened() -> Option<File> {
    // SAFETY: It is never freed.
    let place = unsafe { PLACE.load(Relaxed).as_ref()? };
    let file = OpenOptions::new().read(true).write(true).open(&place.path).ok()?;
    let data = file.metadata().ok()?;
    if (data.dev(), data.ino()) == (place.device, place.inode) {
        Some(file)
    } else {
        None
    }
}

/// Adds bytes to the file and maps them.
fn grow(file: &File) -> Option<*mut u8> {
    let start = LENGTH.load(Relaxed);
    let size = (CHUNK_SIZE.load(Relaxed) as usize * 2).max(FIRST_CHUNK).min(LARGEST_CHUNK);
    // Written rather than reserved: on a full disk this fails, where a hole would end the program when it is filled.
    let zeros = [0; 4096];
    for at in 0..size / zeros.len() {
        file.write_all_at(&zeros, start + (at * zeros.len()) as u64).ok()?;
    }
    let (read_and_write, shared) = (3, 1);
    // SAFETY: Asks for a new mapping of bytes that are in the file, anywhere.
    let chunk = unsafe { mmap(null_mut(), size, read_and_write, shared, file.as_raw_fd(), i64::try_from(start).ok()?) };
    if chunk as isize == -1 {
        return None;
    }
    LENGTH.store(start + size as u64, Relaxed);
    CHUNK_SIZE.store(size as u64, Relaxed);
    CHUNK.store(chunk.cast(), Relaxed);
    TAKEN.store(0, Relaxed);
    Some(chunk.cast())
}

/// A new record of zeros, for the words behind its kind and length. The lock must be held. It counts as soon as
/// [`note_used`] is called.
pub(crate) fn record(kind: u64, words: usize, _: &Locked) -> Option<*mut u64> {
    // Always an even number, so that what is left of a chunk has room for a kind and a length.
    let length = (words + 3) & !1;
    let bytes = length * 8;
    // A type's name may be of any length.
    if bytes > FIRST_CHUNK || IS_FULL.load(Relaxed) {
        lose();
        return None;
    }
    let (mut taken, size) = (TAKEN.load(Relaxed) as usize, CHUNK_SIZE.load(Relaxed) as usize);
    if taken + bytes > size {
        if taken < size {
            // What is left of the chunk is a record of no kind.
            // SAFETY: Two words fit.
            unsafe {
                let rest = CHUNK.load(Relaxed).add(taken).cast::<u64>();
                rest.add(1).write(((size - taken) / 8) as u64);
            }
        }
        if reopened().and_then(|file| grow(&file)).is_none() {
            IS_FULL.store(true, Relaxed);
            lose();
            return None;
        }
        taken = 0;
    }
    TAKEN.store((taken + bytes) as u64, Relaxed);
    // SAFETY: The bytes are in the chunk, and are given out once.
    unsafe {
        let start = CHUNK.load(Relaxed).add(taken).cast::<u64>();
        start.write(kind);
        start.add(1).write(length as u64);
        Some(start.add(2))
    }
}

/// Notes in the file how many of its bytes hold records.
pub(crate) fn note_used() {
    let used = LENGTH.load(Relaxed) - CHUNK_SIZE.load(Relaxed) + TAKEN.load(Relaxed);
    header_word(1).store(used, Release);
}

/// Notes that something could not be counted.
pub(crate) fn lose() {
    header_word(2).store(1, Relaxed);
}

pub(crate) fn header_word(at: usize) -> &'static AtomicU64 {
    debug_assert!(at < HEADER_WORDS);
    // SAFETY: The header is mapped as long as the process runs, and its words are only used as atomics from here on.
    unsafe { &*HEADER.load(Acquire).add(at).cast::<AtomicU64>() }
}
