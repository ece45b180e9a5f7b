//! The file that a profiled process writes. All numbers have 64 bits, in the machine's order. There is a header, and then
//! there are records: their kind, their length in words with these two, and their words.

/// The first word of a file.
pub(crate) const MAGIC: u64 = u64::from_ne_bytes(*b"clone-a1");
/// Words of the header: magic; bytes that are in use; whether something was lost; what is measured of nothing at all, in
/// nanoseconds times 1000.
pub(crate) const HEADER_WORDS: usize = 4;

/// A thread: all allocations, their bytes; calls of clones that are in no other, their allocations, bytes, and nanoseconds as
/// estimated from those that were timed.
pub(crate) const THREAD: u64 = 1;
/// What a site clones: the site, its slot, the size of the value, and the type's name with its length in bytes before it.
pub(crate) const INSTANCE: u64 = 2;
/// Counters of a thread: the first slot, and [`COUNTER_WORDS`] words for each of [`SLOTS`].
pub(crate) const COUNTERS: u64 = 3;

/// Slots of a record of counters.
pub(crate) const SLOTS: usize = 64;
/// Calls; of those that are in no other of the same counter: their allocations and bytes, timed ones among the first in the
/// thread, their nanoseconds, timed ones among the others, their nanoseconds, and how many there are; those under way.
pub(crate) const COUNTER_WORDS: usize = 9;
