//! The closed vocabularies: spelling, scope, class, cost, context. One macro gives each its names in JSON, in the
//! command line and in tables, so that the three can never differ.

/// Declares an enum whose values have one published name each.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every value, in the order in which tables list them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The published name, as JSON and the command line spell it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

mod orders;

pub use orders::{Grouping, ProfileSorting, Sorting, TypeSorting};

vocabulary! {
    /// How a clone is written. The order decides which of two sites is listed first in tables.
    Spelling {
        /// `x.clone()`
        Method = "method",
        /// `Arc::clone(&x)`, `Clone::clone(&x)`, `<T as Clone>::clone(&x)`
        Path = "path",
        /// `.map(Clone::clone)`: named, not called
        FnValue = "fn-value",
        /// `a.clone_from(&b)`
        CloneFrom = "clone-from",
        /// `.cloned()`: once an element
        Bulk = "bulk",
        /// `.to_owned()`, `.to_string()`, `.to_vec()` on a value that already is the owned type
        Implicit = "implicit",
    }
}

impl Spelling {
    /// Whether the site belongs to the headline figure and gates by default.
    pub const fn is_explicit(self) -> bool {
        matches!(self, Self::Method | Self::Path | Self::FnValue | Self::CloneFrom)
    }
}

vocabulary! {
    /// What kind of target the code is compiled into. Code reached in several ways has the first that applies.
    Scope {
        /// Libraries, binaries, proc macros.
        Production = "production",
        /// `build.rs`
        Build = "build",
        /// `examples/`
        Example = "example",
        /// `benches/` and `#[bench]`
        Bench = "bench",
        /// `tests/`, `#[test]` and what only a test build compiles.
        Test = "test",
    }
}

vocabulary! {
    /// What kind of type is cloned. Wrappers (`Option`, `Result`, `Box`, `Cow`, tuples, arrays) have the class of what they hold.
    TypeClass {
        /// `Arc`, `Rc`, `Weak`
        Arc = "arc",
        /// Cheap-to-clone handles of libraries: channel senders, `Bytes`, pools.
        Handle = "handle",
        /// `String`, `PathBuf`, `OsString`, `CString`, `Box<str>` …
        String = "string",
        /// `Vec`, maps, sets, queues.
        Collection = "collection",
        /// `Copy` types: the call copies bits.
        Copy = "copy",
        /// Declared in the workspace.
        Struct = "struct",
        /// Declared in a dependency.
        External = "external",
        /// A type parameter or associated type.
        Generic = "generic",
        /// Function pointers, function items, closures.
        Function = "function",
        /// Not known. Never a guess.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// What one clone costs at run time.
    Cost {
        /// Nothing beyond copying bits (`Copy`).
        Free = "free",
        /// Bumps a reference count.
        Alias = "alias",
        /// Allocates once.
        Heap = "heap",
        /// Allocates in proportion to its content.
        Deep = "deep",
        /// Depends on the caller's choice of type.
        Varies = "varies",
        /// Not known.
        Unknown = "unknown",
    }
}

impl Cost {
    /// Points by which files and groups are ordered where cost decides: for each clone 8 if deep, 4 if it allocates
    /// once, 2 if that depends or is not known, 1 for a count, 0 for `Copy`. They order; they measure nothing.
    pub const fn weight(self) -> usize {
        match self {
            Self::Deep => 8,
            Self::Heap => 4,
            Self::Varies | Self::Unknown => 2,
            Self::Alias => 1,
            Self::Free => 0,
        }
    }
}

impl TypeClass {
    /// The cost that holds for every type of the class, else [`Cost::Unknown`].
    pub const fn usual_cost(self) -> Cost {
        match self {
            Self::Arc | Self::Handle => Cost::Alias,
            Self::String => Cost::Heap,
            Self::Collection => Cost::Deep,
            Self::Copy => Cost::Free,
            Self::Generic => Cost::Varies,
            Self::Struct | Self::External | Self::Function | Self::Unknown => Cost::Unknown,
        }
    }
}

vocabulary! {
    /// Where a known type comes from.
    TypeSource {
        /// Read off the source.
        Source = "source",
        /// Said by the compiler.
        Rustc = "rustc",
    }
}

vocabulary! {
    /// A fact about the place where a site stands.
    Context {
        /// The body of `for`, `while` or `loop`.
        Loop = "loop",
        /// A closure's body.
        Closure = "closure",
        /// An `async` block, closure or function.
        Async = "async",
        /// An argument of a call to a function named `spawn…`.
        Spawn = "spawn",
        /// An argument of a call.
        Argument = "argument",
        /// An argument of `insert` or `entry`.
        MapInsert = "map-insert",
        /// A field of a struct literal.
        StructField = "struct-field",
        /// The value of `let`.
        Let = "let",
        /// Returned from a function.
        Return = "return",
        /// In the arguments or the body of a macro.
        Macro = "macro",
    }
}

vocabulary! {
    /// How seriously a rule's findings are meant.
    Level {
        /// Worth a change: at least nineteen of twenty findings are right.
        Warn = "warn",
        /// Worth a look.
        Note = "note",
        /// Not looked for.
        Off = "off",
    }
}

vocabulary! {
    /// What a clone is for, where that justifies it.
    Purpose {
        /// A share that a spawned task or thread takes along.
        Spawn = "spawn",
        /// A share that a closure or `async` block takes along.
        Closure = "closure",
        /// A share for another owner: stored, passed on or returned.
        Owner = "owner",
        /// Taken from behind a lock, which is free again.
        Snapshot = "snapshot",
        /// A comment says why.
        Documented = "documented",
    }
}

vocabulary! {
    /// What an explicit clone has been found to be: the first that holds.
    Disposition {
        /// It has a finding that no comment suppresses.
        Flagged = "flagged",
        /// It is test code.
        Test = "test",
        /// It has a purpose.
        Justified = "justified",
        /// None of these: somebody has to look at it.
        Unreviewed = "unreviewed",
    }
}

vocabulary! {
    /// Why a program may behave differently without a clone although it compiles.
    Hazard {
        /// `Arc`, `Rc`, or a type that holds one: counts differ, and what is shared may be dropped earlier.
        Counted = "counted",
        /// A handle such as a channel's sender: the other side sees when the last one goes.
        Handle = "handle",
        /// A `Drop` that somebody wrote: it runs once less, or earlier.
        Drop = "drop",
        /// A `Clone` that somebody wrote: it may do more than copy.
        WrittenClone = "written-clone",
        /// `Cell`, `Mutex`, atomics: a borrow sees later changes, a copy does not.
        Interior = "interior",
        /// Cloned through the guard of a lock or a `RefCell` that a borrow would keep to the end of the block.
        Guard = "guard",
        /// The function takes addresses or asks for capacities: those of a copy are others, and a raw pointer keeps no
        /// borrow.
        Address = "address",
        /// The value is used behind a `#[cfg]` that may not hold where the compiler was asked.
        Cfg = "cfg",
        /// A macro shows the clone's text.
        Text = "text",
        /// A type parameter or what stands behind `dyn` and `impl`: any of the above may hold.
        Generic = "generic",
        /// A type of which too little is known to tell.
        Unknown = "unknown-type",
    }
}

vocabulary! {
    /// The ways in which a clone can go.
    Rewrite {
        /// `x.clone()` → `x`
        Move = "move",
        /// `x.clone()` → `*x`, of a `Copy` type behind a reference.
        Deref = "deref",
        /// `x.clone().m()` → `x.m()`, `&x.clone()` → `&x`, `x.clone() == y` → `x == y`
        Borrow = "borrow",
        /// `x.clone().map(f)` → `x.as_ref().map(f)`
        AsRef = "as-ref",
        /// `x.clone().map(f)` → `x.as_deref().map(f)`
        AsDeref = "as-deref",
        /// `for i in x.clone()` → `for i in &x`, and `match` likewise.
        Iterate = "by-reference",
        /// `let x = y.clone();` → `let x = &y;`, where all uses of `x` only look at it.
        LetBorrow = "let-borrow",
    }
}

vocabulary! {
    /// How a type is declared.
    TypeKind {
        /// `struct`
        Struct = "struct",
        /// `enum`
        Enum = "enum",
        /// `union`
        Union = "union",
    }
}

vocabulary! {
    /// Where a type is declared.
    TypeOrigin {
        /// In a package of the workspace.
        Workspace = "workspace",
        /// In a dependency.
        Dependency = "dependency",
        /// In the standard library.
        Standard = "std",
    }
}

vocabulary! {
    /// How a type comes to be `Clone`.
    CloneImpl {
        /// `#[derive(Clone)]`
        Derived = "derived",
        /// An `impl Clone` of its own.
        Written = "written",
        /// By the standard library, in either way.
        Standard = "std",
        /// Neither is seen: a macro may write one.
        None = "none",
    }
}

vocabulary! {
    /// Types that deserve a look.
    TypeTrait {
        /// `Clone` by derive, all fields `Copy`, no `Drop`, at most 16 bytes: it could be `Copy`.
        CopyCandidate = "copy-candidate",
        /// A struct around one `String`.
        NewtypeString = "newtype-string",
        /// Owns memory on the heap.
        Heap = "heap",
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;

    #[test]
    fn names_are_unique_lowercase_and_serialised_as_written() {
        fn check<T: Copy + Serialize + std::fmt::Display>(all: &[T]) {
            let names: Vec<String> = all.iter().map(ToString::to_string).collect();
            for (value, name) in all.iter().zip(&names) {
                assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
                assert_eq!(names.iter().filter(|other| *other == name).count(), 1, "{name}");
                assert_eq!(serde_json::to_string(value).expect("plain enum"), format!("\"{name}\""));
            }
        }
        check(Spelling::ALL);
        check(Scope::ALL);
        check(TypeClass::ALL);
        check(Cost::ALL);
        check(Context::ALL);
        check(TypeSource::ALL);
        check(Grouping::ALL);
        check(Sorting::ALL);
        check(TypeKind::ALL);
        check(TypeOrigin::ALL);
        check(CloneImpl::ALL);
        check(TypeSorting::ALL);
        check(ProfileSorting::ALL);
        check(TypeTrait::ALL);
        check(Hazard::ALL);
        check(Level::ALL);
        check(Rewrite::ALL);
    }
}
