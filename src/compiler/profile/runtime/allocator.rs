//! The allocator of a profiled program that chooses none.

#![deny(warnings)]

#[global_allocator]
static ALLOCATOR: clone_audit_probe::Counting<std::alloc::System> = clone_audit_probe::SYSTEM;
