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
use super::thread::{busy, this_thread, Thread, FIRST_TIMED, SAMPLED};

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
    /// Where the name of the type lies, and the size of its values: different for different types.
    name: *const u8,
    size: usize,
    slot: u32,
    next: AtomicPtr<Instance>,
}

impl Instance {
    fn is_of(&self, name: &'static str, size: usize) -> bool {
        self.name == name.as_ptr() && self.size == size
    }
}

impl Site {
    /// A site by what identifies it.
    pub const fn new(id: u64) -> Self {
        Self { id, first: AtomicPtr::new(null_mut()) }
    }

    /// The slot of a type.
    #[inline]
    fn slot<T>(&self, thread: &Thread) -> Option<u32> {
        let (name, size) = (type_name::<T>(), size_of::<T>());
        // SAFETY: Instances are never freed.
        match unsafe { self.first.load(Acquire).as_ref() } {
            Some(first) if first.is_of(name, size) => Some(first.slot),
            _ => self.other_slot(thread, name, size),
        }
    }

    #[cold]
    fn other_slot(&self, thread: &Thread, name: &'static str, size: usize) -> Option<u32> {
        // What is known is found without a lock.
        if let Ok(slot) = self.find(name, size) {
            return Some(slot);
        }
        thread.uncounted(|| {
            clock::calibrate_once(thread, copied);
            busy(|| self.new_slot(name, size))
        })
    }

    /// The slot of a type, or where the next instance goes.
    fn find(&self, name: &'static str, size: usize) -> Result<u32, &AtomicPtr<Instance>> {
        let mut place = &self.first;
        // SAFETY: Instances are never freed.
        while let Some(instance) = unsafe { place.load(Acquire).as_ref() } {
            if instance.is_of(name, size) {
                return Ok(instance.slot);
            }
            place = &instance.next;
        }
        Err(place)
    }

    fn new_slot(&self, name: &'static str, size: usize) -> Option<u32> {
        // Before the lock: the program's own allocator may do anything.
        let mut instance = Box::new(Instance { name: name.as_ptr(), size, slot: 0, next: AtomicPtr::new(null_mut()) });
        let locked = Locked::lock();
        let place = match self.find(name, size) {
            Ok(slot) => {
                drop(locked);
                return Some(slot);
            }
            Err(place) => place,
        };
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
        instance.slot = slot;
        place.store(Box::into_raw(instance), Release);
        Some(slot)
    }
}

/// A clone that has begun. It ends when this is dropped, by a panic too.
pub struct Clone<T> {
    /// Null: it is not counted.
    counter: *mut u64,
    /// How many calls there were before that were in no other of the same counter.
    calls: u64,
    /// Whether this is one of these: a value that clones its parts at the same place counts what they cost once.
    is_outermost: bool,
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
            is_outermost: false,
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
    let (calls, under_way) = unsafe {
        let under_way = counter.add(8);
        under_way.write(under_way.read().wrapping_add(1));
        (counter.add(7).read(), under_way.read() - 1)
    };
    let is_outermost = under_way == 0;
    let is_timed = is_outermost && thread.is_timed(calls);
    Thread::add(&thread.depth, 1);
    Clone {
        counter,
        calls,
        is_outermost,
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

/// Copies a number in a counted clone that is no site of the program.
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
        word(8, u64::MAX);
        if self.is_outermost {
            word(1, allocations);
            word(2, bytes);
            word(7, 1);
        }
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
        if thread.depth.get() == 0 {
            thread.end_of_clone();
        }
    }
}

/// What `.cloned()` does with an item: here, so that it means the same whatever `core` is where it stands.
#[inline]
pub fn cloned<T: std::clone::Clone>(value: &T) -> T {
    value.clone()
}
