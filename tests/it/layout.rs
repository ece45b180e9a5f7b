//! Sizes: the compiler is the judge.

use std::collections::HashMap;

use serde_json::Value;

use crate::support::{self, MANIFEST};

#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::pedantic,
    clippy::all,
    reason = "only their sizes are asked for"
)]
#[path = "../../fixtures/layout/types.rs"]
mod types;

/// Row names and true sizes.
macro_rules! sizes {
    ($($name:ident)*) => { vec![$((stringify!($name), size_of::<types::$name>())),*] };
}

/// Types of which the tool must know the size.
fn exact() -> Vec<(&'static str, usize)> {
    let mut sizes = sizes! {
        Unit Byte Reordered InOrder Packed PackedToTwo Aligned Transparent Wide OddArrays EmptyArray Tuples Nested
        Thin Slices Objects Paths OptionalPointers FatRaw
        Texts Collections Times NonZeros Cells Shared Locks Uninitialised
        Empty One Plain Large Negative AsWord AsInt Bools Tagged InNiche BesideNiche TwoTexts Deep Chars
        FirstFieldGrowsTag FixedWithData CWithData Impossible HalfImpossible Options Results
        Overlay OptionalUnion Us Instances List Tree
    };
    sizes.push(("Behind<T>", size_of::<types::Behind<u8>>()));
    sizes.push(("Defaulted", size_of::<types::Defaulted>()));
    sizes
}

/// Generic types with the smallest of their sizes: what the tool says may not be more, and is marked.
fn bounds() -> Vec<(&'static str, usize)> {
    vec![
        ("Pair<A, B>", size_of::<types::Pair<(), ()>>()),
        ("Unsized<T>", size_of::<types::Unsized<u8>>()),
        ("Buffer<N>", size_of::<types::Buffer<0>>()),
        // In truth 8: the 5 is not followed.
        ("Length", size_of::<types::Buffer<0>>()),
        ("Member<F>", size_of::<types::Member<Nobody>>()),
    ]
}

struct Nobody;

impl types::Family for Nobody {
    type Member = ();
}

fn rows(files: &[(&str, &str)]) -> HashMap<String, Value> {
    let tree = support::tree(files);
    let table = support::json(tree.path(), &["types"]);
    assert_eq!(table["schema"], "clone-audit/types/v1");
    let rows = table["types"].as_array().unwrap().iter();
    rows.map(|row| (row["name"].as_str().unwrap().to_owned(), row.clone())).collect()
}

#[test]
fn sizes_are_those_of_the_compiler() {
    let text = std::fs::read_to_string(support::fixture("layout/types.rs")).unwrap();
    let mut rows = rows(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &text)]);
    rows.retain(|_, row| row["origin"] == "workspace");
    for (name, size) in exact() {
        let row = rows.remove(name).unwrap_or_else(|| panic!("{name} is not listed"));
        assert_eq!((&row["size"], &row["size_exact"]), (&size.into(), &true.into()), "{name}");
    }
    for (name, smallest) in bounds() {
        let row = rows.remove(name).unwrap_or_else(|| panic!("{name} is not listed"));
        assert_eq!((&row["size"], &row["size_exact"]), (&smallest.into(), &false.into()), "{name}");
    }
    assert!(rows.is_empty(), "not compared: {:?}", rows.keys());
    assert!(exact().len() >= 40);
}

/// `fixtures/layout/std_sizes.txt` was measured with rustc 1.95.
#[test]
fn sizes_of_the_standard_library_are_as_measured() {
    let table = std::fs::read_to_string(support::fixture("layout/std_sizes.txt")).unwrap();
    let measured: Vec<Vec<&str>> =
        table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let declared = |(at, columns): (usize, &Vec<&str>)| {
        format!(
            "#[derive(Clone)]\nstruct Plain{at}({0});\n#[derive(Clone)]\nstruct Optional{at}(Option<{0}>);\n",
            columns[0]
        )
    };
    let text: String = measured.iter().enumerate().map(declared).collect();
    let rows = rows(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &text)]);
    for (at, columns) in measured.iter().enumerate() {
        for (name, size) in [("Plain", columns[1]), ("Optional", columns[2])] {
            let row = &rows[&format!("{name}{at}")];
            let known = format!("{} {}", row["size"], row["size_exact"]);
            assert_eq!(known, format!("{size} true"), "{name} {}", columns[0]);
        }
    }
    assert!(measured.len() > 100);
}

#[test]
fn what_the_build_decides_makes_a_size_a_lower_bound() {
    let rows = rows(&[
        ("Cargo.toml", MANIFEST),
        (
            "src/lib.rs",
            "#[derive(Clone)]\npub struct Field { a: u8, #[cfg(feature = \"x\")] b: u64, #[cfg(unix)] c: u16 }\n\
             #[derive(Clone)]\npub enum Variant { A(u32), #[cfg(feature = \"x\")] B([u64; 9]) }\n\
             #[derive(Clone)]\npub struct Missing(Nowhere, u16);\n\
             #[derive(Clone)]\npub enum Computed { A = 1 << 9 }\n\
             #[cfg(feature = \"x\")]\n#[derive(Clone)]\npub struct Twice(u64);\n\
             #[cfg(not(feature = \"x\"))]\n#[derive(Clone)]\npub struct Twice(u8);\n\
             #[derive(Clone)]\npub struct Length([u8; LENGTH]);\n\
             #[derive(Clone)]\n#[cfg_attr(feature = \"x\", repr(C))]\npub struct Repr(u8, u32, u8);\n",
        ),
    ]);
    for (name, size) in
        [("Field", 4), ("Variant", 4), ("Missing", 2), ("Computed", 0), ("Twice", 0), ("Length", 0), ("Repr", 6)]
    {
        assert_eq!((&rows[name]["size"], &rows[name]["size_exact"]), (&size.into(), &false.into()), "{name}");
        assert_eq!(rows[name]["copy_candidate"], false, "{name}");
    }
}
