//! Audits that take over what an earlier one knew: after edits of code the answer is that of an audit from nothing.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};

use crate::cache::{TAKEN_OVER, answers};

/// Edits, after each of which the answers are compared. `CACHE_TRIALS` tries more.
const TRIALS: usize = 80;

/// Functions in each file.
const FUNCTIONS: usize = 3;

const MANIFESTS: &[(&str, &str)] = &[
    ("ws/Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\nresolver = \"3\"\n"),
    (
        "ws/a/Cargo.toml",
        "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\nb.path = \"../b\"\ndep.path = \"../../dep\"\n",
    ),
    ("ws/b/Cargo.toml", "[package]\nname = \"b\"\nversion = \"0.1.0\"\nedition = \"2024\"\n"),
    ("dep/Cargo.toml", "[package]\nname = \"dep\"\nversion = \"0.1.0\"\nedition = \"2024\"\n"),
    (
        "dep/src/lib.rs",
        "#[derive(Clone)] pub struct Far(String); pub struct Rare;
impl Far { pub fn inner(&self) -> String { self.0.clone() } pub fn rare(&self) -> Vec<Rare> { loop {} } }
pub fn far() -> Far { loop {} }
#[macro_export] macro_rules! both { ($e:expr) => { { let r = $crate::far().rare(); drop($e.clone()); r } } }\n",
    ),
];

/// Files, each with what it may declare.
const FILES: &[(&str, &[&str])] = &[
    (
        "ws/a/src/lib.rs",
        &[
            "pub mod m; pub mod n; #[derive(Clone)] pub struct X { pub name: String }\n",
            "pub mod m; #[cfg(test)] pub mod n; #[derive(Clone)] pub struct X { pub name: std::sync::Arc<str> }\n",
        ],
    ),
    (
        "ws/a/src/m.rs",
        &[
            "use crate::X; use b::Deep; pub fn helper(x: &X) -> String { x.name.to_string() }\n#[macro_export] macro_rules! made { ($e:expr) => { $e.clone() } }\n",
            "use crate::X; use b::Deep; pub fn helper(_: &X) -> Deep { loop {} }\n#[macro_export] macro_rules! made { ($e:expr) => { $e.to_owned() } }\n",
        ],
    ),
    (
        "ws/a/src/n.rs",
        &["use crate::X; use crate::m::*; use b::*;\n", "use crate::X; use dep::Far as Deep; use crate::m::helper;\n"],
    ),
    (
        "ws/b/src/lib.rs",
        &[
            "mod names; pub struct X { pub name: String } #[derive(Clone)] pub struct Deep(Vec<u8>); fn helper(x: &X) -> u8 { 0 }\n",
            "mod names; pub struct X { pub name: u8 } #[derive(Clone, Copy)] pub struct Deep(u8); fn helper(x: &X) -> Deep { loop {} }\n",
        ],
    ),
];

/// The code of functions of `x: &X, s: &str, v: Vec<String>, d: &Deep`.
const CODE: &[&str] = &[
    "",
    "drop(x.name.clone());",
    "drop(s.to_owned()); drop(x.name.to_string());",
    "for w in &v { drop(w.clone()); }",
    "let y = d.clone(); drop(y);",
    "let c = v.clone(); std::thread::spawn(move || drop(c));",
    "let z = crate::made!(x.name); drop(z);",
    "let f = dep::far(); drop(f.clone());",
    "let f = dep::far().inner(); drop(f.clone());",
    "let q = dep::far().rare(); drop(q.clone());",
    "let q = dep::both!(x.name); drop(q.clone());",
    "use std::collections::BTreeMap as M; let m: M<u8, u8> = M::new(); drop(m.clone());",
    "struct In(String); impl Clone for In { fn clone(&self) -> Self { In(self.0.clone()) } } drop(In(String::new()).clone());",
    "// clone-audit: allow(last-use, clone-to-read) — kept\n    drop(x.name.clone());",
    "// clone: kept\n    drop(v.clone());",
    "let t: Vec<_> = v.iter().cloned().collect(); drop(t);",
    "let o = Some(x.name.clone()).map(|n| n.clone()); drop(o);",
    "drop(helper(x).clone());",
    "fn again(x: &u8) -> u8 { x.clone() } drop(again(&1));",
    "broken(;",
    "let deep = if v.is_empty() { d.clone() } else { d.clone() }; drop(deep);",
];

/// A workspace of files that consist of what they declare and of functions.
struct Tree {
    folder: tempfile::TempDir,
    random: TestRng,
    /// Beside [`FILES`]: blank lines, what is declared, and the code of each function.
    texts: Vec<(usize, usize, [usize; FUNCTIONS])>,
}

impl Tree {
    fn new(seed: u8) -> Self {
        let random = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
        let mut tree =
            Self { folder: tempfile::tempdir().unwrap(), random, texts: vec![(0, 0, [1, 3, 4]); FILES.len()] };
        for (path, text) in MANIFESTS {
            tree.write(path, text);
        }
        // Another file has all names: edits bring none and take none away.
        let all = CODE.iter().filter(|code| !code.contains("broken")).enumerate();
        let all =
            all.map(|(at, code)| format!("fn g{at}(x: &X, s: &str, v: Vec<String>, d: &Deep) {{\n    {code}\n}}\n"));
        tree.write("ws/b/src/names.rs", &("fn broken() {}\n".to_owned() + &all.collect::<String>()));
        for file in 0..FILES.len() {
            tree.put(file);
        }
        tree.edit();
        tree
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("ws")
    }

    fn write(&self, shown: &str, text: &str) {
        let path = self.folder.path().join(shown);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn put(&self, file: usize) {
        let (blank, declared, code) = self.texts[file];
        let (path, declarations) = FILES[file];
        let functions = code.iter().enumerate().map(|(at, code)| {
            let deep = if path.ends_with("a/src/lib.rs") { "b::Deep" } else { "Deep" };
            format!("pub fn f{at}(x: &X, s: &str, v: Vec<String>, d: &{deep}) {{\n    {}\n}}\n", CODE[*code])
        });
        self.write(path, &("\n".repeat(blank) + declarations[declared] + &functions.collect::<String>()));
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.random.next_u32()).unwrap() % end
    }

    /// Edits a file, nearly always the code of a function.
    fn edit(&mut self) -> String {
        let (file, at, code) = (self.below(FILES.len()), self.below(FUNCTIONS), self.below(CODE.len()));
        let said = match self.below(10) {
            0 => {
                self.texts[file].1 = self.below(FILES[file].1.len());
                format!("{} declares {}", FILES[file].0, self.texts[file].1)
            }
            1 => {
                self.texts[file].0 = self.below(3);
                format!("{} has {} blank lines", FILES[file].0, self.texts[file].0)
            }
            _ => {
                self.texts[file].2[at] = code;
                format!("{}: f{at} has {}", FILES[file].0, CODE[code])
            }
        };
        self.put(file);
        said
    }
}

#[test]
fn after_edits_of_code_the_answer_is_that_of_an_audit_from_nothing() {
    let trials = std::env::var("CACHE_TRIALS").ok().and_then(|trials| trials.parse().ok()).unwrap_or(TRIALS);
    let mut tree = Tree::new(11);
    let commands: [&[&str]; 3] =
        [&["list", "--format", "json"], &["types", "--format", "json"], &["report", "--format", "json"]];
    let (mut edits, mut taken_over) = (Vec::new(), 0);
    for _ in 0..trials {
        for _ in 0..=tree.below(2) {
            edits.push(tree.edit());
        }
        let command = commands[tree.below(commands.len())];
        let said = answers(&tree.root(), &[command, &["--allow-skipped"]].concat(), &edits);
        taken_over += usize::from(said.contains(TAKEN_OVER));
    }
    // For the comparison to mean something.
    assert!(taken_over * 5 > trials, "taken over {taken_over} times of {trials}");
}

/// A macro of a dependency may call a function that is read only because some file has its name.
#[test]
fn a_name_that_goes_is_missed_wherever_macros_need_it() {
    let tree = Tree::new(1);
    for (path, _) in FILES {
        tree.write(path, "");
    }
    tree.write("ws/b/src/names.rs", "");
    tree.write("ws/a/src/lib.rs", "mod m;\npub fn f(x: &String) { let q = dep::both!(x); drop(q.clone()); }\n");
    let code = |call: &str| format!("pub fn f() {{ let q = dep::far(){call}; drop(q.clone()); }}\n");
    for call in [".rare()", "", ".rare()"] {
        tree.write("ws/a/src/m.rs", &code(call));
        let said = answers(&tree.root(), &["list", "--format", "json"], &[call.to_owned()]);
        assert!(!said.contains(TAKEN_OVER), "{call}");
    }
    tree.write("ws/a/src/m.rs", &code(".rare()").replace("drop(q.clone())", "drop(q.clone()); drop(q.clone())"));
    assert!(answers(&tree.root(), &["list", "--format", "json"], &[]).contains(TAKEN_OVER));
}
