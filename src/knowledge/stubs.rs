//! What type inference knows of the standard library: declarations in Rust syntax, as data.
//!
//! The files are never compiled. They are read into the same index as the code under audit, as one crate that answers
//! to `std`, `core` and `alloc`; `proc_macro` is a module of it. `README.md` says which subset of Rust they are written in
//! and how to add to them.

/// Names of the standard library in paths.
pub(crate) const STANDARD_NAMES: [&str; 3] = ["std", "core", "alloc"];

/// Another crate of the toolchain, whose stubs are a module of this name.
pub(crate) const PROC_MACRO: &str = "proc_macro";

/// Name and text of every file of stubs. Inline modules of one name in several files are one module.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("alloc", include_str!("../../stubs/std/alloc.rs")),
    ("any", include_str!("../../stubs/std/any.rs")),
    ("array", include_str!("../../stubs/std/array.rs")),
    ("ascii", include_str!("../../stubs/std/ascii.rs")),
    ("backtrace", include_str!("../../stubs/std/backtrace.rs")),
    ("borrow", include_str!("../../stubs/std/borrow.rs")),
    ("boxed", include_str!("../../stubs/std/boxed.rs")),
    ("cell", include_str!("../../stubs/std/cell.rs")),
    ("char", include_str!("../../stubs/std/char.rs")),
    ("clone", include_str!("../../stubs/std/clone.rs")),
    ("cmp", include_str!("../../stubs/std/cmp.rs")),
    ("collections", include_str!("../../stubs/std/collections.rs")),
    ("convert", include_str!("../../stubs/std/convert.rs")),
    ("default", include_str!("../../stubs/std/default.rs")),
    ("env", include_str!("../../stubs/std/env.rs")),
    ("error", include_str!("../../stubs/std/error.rs")),
    ("ffi", include_str!("../../stubs/std/ffi.rs")),
    ("fmt", include_str!("../../stubs/std/fmt.rs")),
    ("fs", include_str!("../../stubs/std/fs.rs")),
    ("future", include_str!("../../stubs/std/future.rs")),
    ("hash", include_str!("../../stubs/std/hash.rs")),
    ("hint", include_str!("../../stubs/std/hint.rs")),
    ("io", include_str!("../../stubs/std/io.rs")),
    ("iter", include_str!("../../stubs/std/iter.rs")),
    ("marker", include_str!("../../stubs/std/marker.rs")),
    ("mem", include_str!("../../stubs/std/mem.rs")),
    ("net", include_str!("../../stubs/std/net.rs")),
    ("num", include_str!("../../stubs/std/num.rs")),
    ("ops", include_str!("../../stubs/std/ops.rs")),
    ("option", include_str!("../../stubs/std/option.rs")),
    ("os", include_str!("../../stubs/std/os.rs")),
    ("panic", include_str!("../../stubs/std/panic.rs")),
    ("path", include_str!("../../stubs/std/path.rs")),
    ("pin", include_str!("../../stubs/std/pin.rs")),
    ("prelude", include_str!("../../stubs/std/prelude.rs")),
    ("proc_macro", include_str!("../../stubs/std/proc_macro.rs")),
    ("process", include_str!("../../stubs/std/process.rs")),
    ("ptr", include_str!("../../stubs/std/ptr.rs")),
    ("range", include_str!("../../stubs/std/range.rs")),
    ("rc", include_str!("../../stubs/std/rc.rs")),
    ("result", include_str!("../../stubs/std/result.rs")),
    ("slice", include_str!("../../stubs/std/slice.rs")),
    ("str", include_str!("../../stubs/std/str.rs")),
    ("string", include_str!("../../stubs/std/string.rs")),
    ("sync", include_str!("../../stubs/std/sync.rs")),
    ("task", include_str!("../../stubs/std/task.rs")),
    ("thread", include_str!("../../stubs/std/thread.rs")),
    ("time", include_str!("../../stubs/std/time.rs")),
    ("vec", include_str!("../../stubs/std/vec.rs")),
];
