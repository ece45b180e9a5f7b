//! The allocator.

use std::alloc::{GlobalAlloc, Layout, System};
use std::ops::Deref;

use super::thread::{this_thread, Thread};

/// An allocator that counts: an allocation for each block that is handed out, and for each one that is resized; of the
/// latter the new size.
pub struct Counting<A>(pub A);

/// The allocator of programs that choose none.
pub const SYSTEM: Counting<System> = Counting(System);

impl<A> Deref for Counting<A> {
    type Target = A;

    fn deref(&self) -> &A {
        &self.0
    }
}

#[inline]
fn count(bytes: usize) {
    if let Some(thread) = this_thread() {
        Thread::add(&thread.allocations, 1);
        Thread::add(&thread.bytes, bytes as u64);
    }
}

// SAFETY: Everything is left to the other allocator. Counting does not unwind.
unsafe impl<A: GlobalAlloc> GlobalAlloc for Counting<A> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        self.0.alloc(layout)
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        self.0.alloc_zeroed(layout)
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size);
        self.0.realloc(block, layout, size)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        self.0.dealloc(block, layout);
    }
}
