//! What each thread counts by itself.

use std::cell::Cell;
use std::mem::size_of;
use std::ptr::{null, null_mut};
use std::sync::atomic::AtomicPtr;
use std::sync::atomic::Ordering::Relaxed;

use super::file::{end, is_active, lose, note_used, record, Locked};
use super::format::{COUNTERS, COUNTER_WORDS, SLOTS, THREAD};

/// Most records of counters that a thread can have: as many slots as all types at all sites of a large program need.
const MOST_RECORDS: usize = 1024;
/// How many calls of a site in a thread are timed, before it is only some.
pub(crate) const FIRST_TIMED: u64 = 32;
/// Of later calls, about one of these many is timed. A power of two.
pub(crate) const SAMPLED: u64 = 32;

/// Tables of threads that have ended, each with a pointer to the next. The lock guards it.
static FREE_TABLES: AtomicPtr<Table> = AtomicPtr::new(null_mut());

/// What a thread counts by itself. The first six words are read from the file; only this thread writes to them.
#[repr(C)]
pub(crate) struct Thread {
    pub(crate) allocations: Cell<u64>,
    pub(crate) bytes: Cell<u64>,
    pub(crate) cloned_calls: Cell<u64>,
    pub(crate) cloned_allocations: Cell<u64>,
    pub(crate) cloned_bytes: Cell<u64>,
    pub(crate) cloned_nanoseconds: Cell<u64>,
    /// How many clones are under way, one within another.
    pub(crate) depth: Cell<u64>,
    /// Clones so far, and those of them that were timed.
    pub(crate) probes: Cell<u64>,
    pub(crate) timed: Cell<u64>,
    /// Whether all clones are timed.
    pub(crate) times_all: Cell<bool>,
    /// State of the generator that says which calls are timed.
    random: Cell<u64>,
    /// The counters, by slot. Null: there are none.
    table: Cell<*mut Table>,
    /// Whether the thread is ending, so that nothing will give its table back later.
    is_ending: Cell<bool>,
}

/// Words of a [`Thread`]: more than are read from the file.
const THREAD_WORDS: usize = size_of::<Thread>() / 8;

/// The counters of a thread.
struct Table {
    records: [Cell<*mut u64>; MOST_RECORDS],
    next_free: Cell<*mut Table>,
}

thread_local! {
    /// Without a destructor, so that it may be asked for by the allocator, and as long as the thread lives. Null: not yet made.
    static THREAD_DATA: Cell<*const Thread> = const { Cell::new(null()) };
    /// Whether the thread is preparing to count. Allocations and clones meanwhile, those of a signal's handler too, are not
    /// counted: they would wait for the lock that the thread may hold.
    static IS_BUSY: Cell<bool> = const { Cell::new(false) };
    /// Gives the thread's table back when it ends.
    static TABLE_OWNER: TableOwner = const { TableOwner };
}

struct TableOwner;

impl Drop for TableOwner {
    fn drop(&mut self) {
        let Some(thread) = THREAD_DATA.try_with(|thread| thread.get()).ok().filter(|thread| !thread.is_null()) else {
            return;
        };
        // SAFETY: A thread's data is never freed, and only this thread uses it.
        let thread = unsafe { &*thread };
        thread.is_ending.set(true);
        thread.give_table_back();
    }
}

/// Prepares to count, unless this thread is doing so already.
pub(crate) fn busy<R>(work: impl FnOnce() -> Option<R>) -> Option<R> {
    if IS_BUSY.try_with(|busy| busy.replace(true)).unwrap_or(true) {
        return None;
    }
    let result = work();
    let _ = IS_BUSY.try_with(|busy| busy.set(false));
    result
}

/// In a child that was forked and goes on without `exec`: its memory is its own, but the file is its parent's.
extern "C" fn in_child() {
    let _ = THREAD_DATA.try_with(|thread| thread.set(null()));
    let _ = IS_BUSY.try_with(|busy| busy.set(false));
    end();
}

/// This thread's data. `None`: the process is not profiled, or the data is being made.
#[inline]
pub(crate) fn this_thread() -> Option<&'static Thread> {
    let thread = THREAD_DATA.try_with(|thread| thread.get()).unwrap_or(null());
    if thread.is_null() {
        return make_thread();
    }
    // SAFETY: It is never freed.
    Some(unsafe { &*thread })
}

#[cold]
fn make_thread() -> Option<&'static Thread> {
    busy(|| {
        if !is_active(in_child) {
            return None;
        }
        let locked = Locked::lock();
        let words = record(THREAD, THREAD_WORDS, &locked)?;
        // SAFETY: All words are zero: counters at zero, and no table. The record is of this size and is never given out again.
        let thread: &'static Thread = unsafe { &*words.cast::<Thread>() };
        thread.random.set(thread as *const Thread as u64 | 1);
        THREAD_DATA.try_with(|data| data.set(thread)).ok()?;
        note_used();
        Some(thread)
    })
}

impl Thread {
    #[inline]
    pub(crate) fn add(counter: &Cell<u64>, more: u64) {
        counter.set(counter.get().wrapping_add(more));
    }

    /// Does something whose allocations are not the program's.
    pub(crate) fn uncounted<R>(&self, work: impl FnOnce() -> R) -> R {
        let (allocations, bytes) = (self.allocations.get(), self.bytes.get());
        let result = work();
        self.allocations.set(allocations);
        self.bytes.set(bytes);
        result
    }

    /// The counter of a slot.
    #[inline]
    pub(crate) fn counter(&self, slot: u32) -> Option<*mut u64> {
        let table = self.table.get();
        if !table.is_null() {
            // SAFETY: The table is this thread's.
            let words = unsafe { (*table).records.get(slot as usize / SLOTS)?.get() };
            if !words.is_null() {
                // SAFETY: A record of counters has this many words.
                return Some(unsafe { words.add(1 + slot as usize % SLOTS * COUNTER_WORDS) });
            }
        }
        self.uncounted(|| busy(|| self.make_counter(slot)))
    }

    #[cold]
    fn make_counter(&self, slot: u32) -> Option<*mut u64> {
        let table = self.table.get();
        let table = if table.is_null() { self.take_table() } else { table };
        // SAFETY: The table is this thread's.
        let Some(place) = (unsafe { (*table).records.get(slot as usize / SLOTS) }) else {
            lose();
            return None;
        };
        if place.get().is_null() {
            let locked = Locked::lock();
            let words = record(COUNTERS, 1 + SLOTS * COUNTER_WORDS, &locked)?;
            // SAFETY: The first word of a new record.
            unsafe { words.write((slot as usize / SLOTS * SLOTS) as u64) };
            note_used();
            place.set(words);
        }
        // SAFETY: A record of counters has this many words.
        Some(unsafe { place.get().add(1 + slot as usize % SLOTS * COUNTER_WORDS) })
    }

    /// Takes the table of a thread that has ended, or a new one.
    fn take_table(&self) -> *mut Table {
        let locked = Locked::lock();
        let free = FREE_TABLES.load(Relaxed);
        if !free.is_null() {
            // SAFETY: Tables are never freed, and no thread uses one in the list.
            FREE_TABLES.store(unsafe { (*free).next_free.get() }, Relaxed);
        }
        drop(locked);
        let table = if free.is_null() { new_table() } else { free };
        self.table.set(table);
        // The standard library may allocate to note the destructor. If that has run already, other destructors of the thread
        // clone now, and each gives the table back.
        if TABLE_OWNER.try_with(|_| ()).is_err() {
            self.is_ending.set(true);
        }
        table
    }

    /// Gives the table to a thread that needs one.
    fn give_table_back(&self) {
        busy(|| {
            let table = self.table.replace(null_mut());
            if !table.is_null() {
                let _locked = Locked::lock();
                // SAFETY: Tables are never freed, and no other thread uses this one.
                unsafe { (*table).next_free.set(FREE_TABLES.load(Relaxed)) };
                FREE_TABLES.store(table, Relaxed);
            }
            Some(())
        });
    }

    /// The last thing that an outermost clone does.
    #[inline]
    pub(crate) fn end_of_clone(&self) {
        if self.is_ending.get() {
            self.give_table_back();
        }
    }

    /// Whether a call is timed that has so many before it.
    #[inline]
    pub(crate) fn is_timed(&self, calls: u64) -> bool {
        if calls < FIRST_TIMED || self.times_all.get() {
            return true;
        }
        // Xorshift: a fixed step would always meet the same of several calls in turn.
        let mut random = self.random.get();
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        self.random.set(random);
        random >> 32 & (SAMPLED - 1) == 0
    }
}

fn new_table() -> *mut Table {
    #[allow(clippy::declare_interior_mutable_const)] // Each element is one of its own.
    const NONE: Cell<*mut u64> = Cell::new(null_mut());
    Box::into_raw(Box::new(Table { records: [NONE; MOST_RECORDS], next_free: Cell::new(null_mut()) }))
}
