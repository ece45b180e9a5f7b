//! Sites, and the clones at them.

use std::any::type_name;
use std::marker::PhantomData;
use std::mem::size_of;
use std::ptr::{null, null_mut};
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicPtr, AtomicU32};
use std::time::Instant;

use super::clock;
use super::file::{note_used, record, Locked};
use super::format::INSTANCE;
use super::thread::{this_thread, Thread, FIRST_TIMED, SAMPLED};

/// The next slot. The lock guards it.
static NEXT_SLOT: AtomicU32 = AtomicU32::new(0);

/// A place in the source that clones: a `static` there.
pub struct Site {
    id: u64,
    /// The first type that it cloned, and others.
    first: AtomicPtr<Instance>,
}

/// A site with a type: generic code clones several at one place.
struct Instance {
    /// Where the name of the type lies: different for different types.
    name: *const u8,
    slot: u32,
    next: AtomicPtr<Instance>,
}

impl Site {
    /// A site by what identifies it.
    pub const fn new(id: u64) -> Self {
        Self { id, first: AtomicPtr::new(null_mut()) }
    }

    /// The slot of a type.
    #[inline]
    fn slot<T>(&self, thread: &Thread) -> Option<u32> {
        let name = type_name::<T>();
        let first = self.first.load(Acquire);
        // SAFETY: Instances are never freed.
        if !first.is_null() && unsafe { (*first).name == name.as_ptr() } {
            return Some(unsafe { (*first).slot });
        }
        thread.uncounted(|| self.other_slot(thread, name, size_of::<T>()))
    }

    #[cold]
    fn other_slot(&self, thread: &Thread, name: &'static str, size: usize) -> Option<u32> {
        clock::calibrate_once(thread, copied);
        let locked = Locked::lock();
        let mut place = &self.first;
        loop {
            let instance = place.load(Relaxed);
            if instance.is_null() {
                break;
            }
            // SAFETY: Instances are never freed.
            let instance = unsafe { &*instance };
            if instance.name == name.as_ptr() {
                return Some(instance.slot);
            }
            place = &instance.next;
        }
        let slot = NEXT_SLOT.load(Relaxed);
        let length = name.len();
        let words = record(INSTANCE, 4 + (length + 7) / 8, &locked)?;
        // SAFETY: The record has so many words.
        unsafe {
            words.write(self.id);
            words.add(1).write(u64::from(slot));
            words.add(2).write(size as u64);
            words.add(3).write(length as u64);
            words.add(4).cast::<u8>().copy_from_nonoverlapping(name.as_ptr(), length);
        }
        note_used();
        NEXT_SLOT.store(slot + 1, Relaxed);
        let instance = Box::new(Instance { name: name.as_ptr(), slot, next: AtomicPtr::new(null_mut()) });
        place.store(Box::into_raw(instance), Release);
        Some(slot)
    }
}

/// A clone that has begun. It ends when this is dropped, by a panic too.
pub struct Clone<T> {
    /// Null: it is not counted.
    counter: *mut u64,
    /// How many calls there were before.
    calls: u64,
    thread: *const Thread,
    allocations: u64,
    bytes: u64,
    probes: u64,
    timed: u64,
    started: Option<Instant>,
    /// Whether it has come to its end. Otherwise it panics, and what that allocates is none of its costs.
    is_finished: bool,
    of: PhantomData<fn() -> T>,
}

/// A clone.
pub struct Cloned<T>(pub T);

/// Begins a clone.
#[inline]
pub fn start<T>(site: &'static Site) -> Clone<T> {
    let counted = this_thread().and_then(|thread| Some((thread, thread.counter(site.slot::<T>(thread)?)?)));
    let Some((thread, counter)) = counted else {
        return Clone {
            counter: null_mut(),
            calls: 0,
            thread: null(),
            allocations: 0,
            bytes: 0,
            probes: 0,
            timed: 0,
            started: None,
            is_finished: false,
            of: PhantomData,
        };
    };
    // SAFETY: The counter is this thread's.
    let calls = unsafe { counter.read() };
    let is_timed = thread.is_timed(calls);
    Thread::add(&thread.depth, 1);
    Clone {
        counter,
        calls,
        thread,
        allocations: thread.allocations.get(),
        bytes: thread.bytes.get(),
        probes: thread.probes.get(),
        timed: thread.timed.get(),
        started: if is_timed { Some(Instant::now()) } else { None },
        is_finished: false,
        of: PhantomData,
    }
}

/// A number, copied where that is counted: at no site of the program.
fn copied(value: u64) -> u64 {
    static NONE: Site = Site::new(0);
    finish(start(&NONE), value).0
}

/// Ends a clone whose value this is.
#[inline]
pub fn finish<T>(mut clone: Clone<T>, value: T) -> Cloned<T> {
    clone.is_finished = true;
    drop(clone);
    Cloned(value)
}

/// Clones what was found out before the clock started.
#[inline]
pub fn of<T: ?Sized, U>(site: &'static Site, value: &T, clone: impl FnOnce(&T) -> U) -> Cloned<U> {
    let started = start::<U>(site);
    let value = clone(value);
    finish(started, value)
}

impl<T> Drop for Clone<T> {
    #[inline]
    fn drop(&mut self) {
        if self.counter.is_null() {
            return;
        }
        let elapsed = self.started.map(|started| started.elapsed());
        // SAFETY: The thread's data is never freed. A clone ends in the thread in which it began.
        let thread = unsafe { &*self.thread };
        let (allocations, bytes) = if self.is_finished {
            (thread.allocations.get().wrapping_sub(self.allocations), thread.bytes.get().wrapping_sub(self.bytes))
        } else {
            (0, 0)
        };
        Thread::add(&thread.depth, u64::MAX);
        if thread.depth.get() == 0 {
            Thread::add(&thread.cloned_allocations, allocations);
            Thread::add(&thread.cloned_bytes, bytes);
            Thread::add(&thread.cloned_calls, 1);
        }
        // SAFETY: A counter has these words, and they are this thread's.
        let word = |at: usize, more: u64| unsafe {
            let word = self.counter.add(at);
            word.write(word.read().wrapping_add(more));
        };
        word(0, 1);
        word(1, allocations);
        word(2, bytes);
        if let Some(elapsed) = elapsed.filter(|_| self.is_finished) {
            let within = (thread.probes.get() - self.probes, thread.timed.get() - self.timed);
            let nanos = u64::try_from(elapsed.as_nanos()).unwrap_or(u64::MAX).saturating_sub(clock::costs(within));
            // Each one that is timed stands for some others that are not.
            let (at, stands_for) = if self.calls < FIRST_TIMED { (3, 1) } else { (5, SAMPLED) };
            word(at, 1);
            word(at + 1, nanos);
            if thread.depth.get() == 0 {
                Thread::add(&thread.cloned_nanoseconds, nanos.saturating_mul(stands_for));
            }
            Thread::add(&thread.timed, 1);
        }
        Thread::add(&thread.probes, 1);
    }
}
