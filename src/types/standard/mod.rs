//! What type inference knows of the standard library: declarations in Rust syntax, as data.
//!
//! The files are never compiled. They are read into the same index as the code under audit, as one crate that answers
//! to `std`, `core` and `alloc`. `README.md` says which subset of Rust they are written in and how to add to them.

mod cautions;
mod classes;

pub(super) use cautions::{CAUTIONS, Meaning};
pub(super) use classes::{CLASSES, COSTS};

/// Name and text of every file of stubs. Inline modules of one name in several files are one module.
pub(super) const FILES: &[(&str, &str)] = &[
    ("alloc", include_str!("alloc.rs")),
    ("any", include_str!("any.rs")),
    ("array", include_str!("array.rs")),
    ("ascii", include_str!("ascii.rs")),
    ("backtrace", include_str!("backtrace.rs")),
    ("borrow", include_str!("borrow.rs")),
    ("boxed", include_str!("boxed.rs")),
    ("cell", include_str!("cell.rs")),
    ("char", include_str!("char.rs")),
    ("clone", include_str!("clone.rs")),
    ("cmp", include_str!("cmp.rs")),
    ("collections", include_str!("collections.rs")),
    ("convert", include_str!("convert.rs")),
    ("default", include_str!("default.rs")),
    ("env", include_str!("env.rs")),
    ("error", include_str!("error.rs")),
    ("ffi", include_str!("ffi.rs")),
    ("fmt", include_str!("fmt.rs")),
    ("fs", include_str!("fs.rs")),
    ("future", include_str!("future.rs")),
    ("hash", include_str!("hash.rs")),
    ("hint", include_str!("hint.rs")),
    ("io", include_str!("io.rs")),
    ("iter", include_str!("iter.rs")),
    ("marker", include_str!("marker.rs")),
    ("mem", include_str!("mem.rs")),
    ("net", include_str!("net.rs")),
    ("num", include_str!("num.rs")),
    ("ops", include_str!("ops.rs")),
    ("option", include_str!("option.rs")),
    ("os", include_str!("os.rs")),
    ("panic", include_str!("panic.rs")),
    ("path", include_str!("path.rs")),
    ("pin", include_str!("pin.rs")),
    ("prelude", include_str!("prelude.rs")),
    ("process", include_str!("process.rs")),
    ("ptr", include_str!("ptr.rs")),
    ("range", include_str!("range.rs")),
    ("rc", include_str!("rc.rs")),
    ("result", include_str!("result.rs")),
    ("slice", include_str!("slice.rs")),
    ("str", include_str!("str.rs")),
    ("string", include_str!("string.rs")),
    ("sync", include_str!("sync.rs")),
    ("task", include_str!("task.rs")),
    ("thread", include_str!("thread.rs")),
    ("time", include_str!("time.rs")),
    ("vec", include_str!("vec.rs")),
];
