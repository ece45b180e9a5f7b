//! The file of the process, mapped into its memory, to which records are added.

use std::ffi::{CStr, OsStr};
use std::fs::{File, OpenOptions};
use std::mem::ManuallyDrop;
use std::os::raw::{c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::FileExt;
use std::os::unix::io::{AsRawFd, FromRawFd};
use std::path::Path;
use std::ptr::null_mut;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64, AtomicU8};
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
/// Descriptor of the file, which stays open.
static DESCRIPTOR: AtomicU32 = AtomicU32::new(0);
/// Where the mapped part of the file that has room begins, and how many of its bytes are taken.
static CHUNK: AtomicPtr<u8> = AtomicPtr::new(null_mut());
static TAKEN: AtomicU64 = AtomicU64::new(0);
/// Bytes of the chunk, and of the whole file.
static CHUNK_SIZE: AtomicU64 = AtomicU64::new(0);
static LENGTH: AtomicU64 = AtomicU64::new(0);

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

/// Whether the process is profiled.
#[inline]
pub(crate) fn is_active() -> bool {
    match STATE.load(Acquire) {
        ACTIVE => true,
        UNKNOWN => open(),
        _ => false,
    }
}

#[cold]
fn open() -> bool {
    if STATE.compare_exchange(UNKNOWN, OPENING, Acquire, Acquire).is_err() {
        return false;
    }
    let is_open = try_open().is_some();
    STATE.store(if is_open { ACTIVE } else { INACTIVE }, Release);
    is_open
}

/// Makes the file of this process.
fn try_open() -> Option<()> {
    // Not through the standard library: a program may be changing a variable, holding a lock, when this is asked.
    // SAFETY: The name ends with a zero. What is returned is a string that ends with one or null.
    let folder = unsafe {
        let value = getenv(b"CLONE_AUDIT_PROFILE\0".as_ptr().cast());
        if value.is_null() {
            return None;
        }
        CStr::from_ptr(value)
    };
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_nanos();
    let name = format!("{}-{nanos}.profile", std::process::id());
    let path = Path::new(OsStr::from_bytes(folder.to_bytes())).join(name);
    let file = OpenOptions::new().read(true).write(true).create_new(true).open(path).ok()?;
    let _locked = Locked::lock();
    DESCRIPTOR.store(u32::try_from(file.as_raw_fd()).ok()?, Relaxed);
    let chunk = grow(&file)?.cast::<u64>();
    // It stays open as long as the process runs.
    let _ = ManuallyDrop::new(file);
    // SAFETY: A chunk has room for the header, and nobody knows of it yet.
    unsafe {
        chunk.write(MAGIC);
    }
    TAKEN.store((HEADER_WORDS * 8) as u64, Relaxed);
    HEADER.store(chunk, Release);
    note_used();
    Some(())
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
    let bytes = (words + 2) * 8;
    // A type's name may be of any length.
    if bytes > FIRST_CHUNK {
        lose();
        return None;
    }
    let (mut taken, size) = (TAKEN.load(Relaxed) as usize, CHUNK_SIZE.load(Relaxed) as usize);
    if taken + bytes > size {
        // SAFETY: The descriptor is the file's, and is not closed here.
        let file = ManuallyDrop::new(unsafe { File::from_raw_fd(DESCRIPTOR.load(Relaxed) as c_int) });
        if taken + 16 <= size {
            // What is left of the chunk is a record of no kind.
            // SAFETY: Two words fit.
            unsafe {
                let rest = CHUNK.load(Relaxed).add(taken).cast::<u64>();
                rest.add(1).write(((size - taken) / 8) as u64);
            }
        }
        if grow(&file).is_none() {
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
        start.add(1).write((words + 2) as u64);
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
