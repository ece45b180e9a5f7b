//! Audits that are kept: whatever happens to a tree, the answer is that of an audit from nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};

use crate::support;

/// Changes of the tree, after each of which the two answers are compared. `CACHE_TRIALS` tries more.
const TRIALS: usize = 150;

/// What a run says that audits nothing.
const RECALLED: &str = "nothing has changed since an earlier audit";

/// What a run says that audits only the files that changed.
pub(crate) const TAKEN_OVER: &str = "only code has changed since an earlier audit";

/// Files, each with the texts that it may have. The workspace is in `ws`; `dep` is a package outside of it.
const FILES: &[(&str, &[&str])] = &[
    (
        "ws/Cargo.toml",
        &[
            "[workspace]\nmembers = [\"a\", \"b\"]\nresolver = \"3\"\n",
            "[workspace]\nmembers = [\"b\", \"a\"]\nresolver = \"3\"\n# a comment\n",
        ],
    ),
    (
        "ws/a/Cargo.toml",
        &[
            "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[features]\nx = []\n[dependencies]\nb.path = \"../b\"\ndep.path = \"../../dep\"\n",
            "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[features]\ndefault = [\"x\"]\nx = []\n[dependencies]\nb.path = \"../b\"\ndep.path = \"../../dep\"\n",
            "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[features]\nx = []\n[dependencies]\nb.path = \"../b\"\n",
        ],
    ),
    (
        "ws/a/src/lib.rs",
        &[
            "pub mod m; pub mod n; pub struct Kept { pub s: String } include!(concat!(env!(\"OUT_DIR\"), \"/gen.rs\"));\n",
            "pub mod m; #[cfg(test)] pub mod n; pub struct Kept { pub s: u32 } include!(concat!(env!(\"OUT_DIR\"), \"/gen.rs\"));\n",
            "#[path = \"n.rs\"] pub mod m; pub struct Kept { pub s: Vec<u8> }\n",
        ],
    ),
    (
        "ws/a/src/m.rs",
        &[
            "use crate::Kept; pub fn f(k: &Kept) { drop(k.s.clone()) }\n",
            "use crate::Kept; pub fn f(k: &Kept) { drop(k.s.to_owned()) }\n",
            "use b::Deep; pub fn g(d: &Deep) -> Deep { d.clone() }\n",
            "use dep::Far; pub fn g(d: &Far) -> Far { let e = d.clone(); e }\n",
            "use crate::Made; pub fn h(d: &Made) -> Made { d.clone() }\n",
            "fn broken( { x.clone()\n",
            "// clone-audit: allow(last-use) because\npub fn f(x: &String) -> String { x.clone() }\n",
        ],
    ),
    (
        "ws/a/src/n.rs",
        &[
            "pub fn f(k: &crate::Kept, x: std::sync::Arc<u8>) { drop(k.s.clone()); for _ in 0..3 { drop(x.clone()) } }\n",
            "macro_rules! m { ($e:expr) => { $e.clone() } } pub fn f(k: &crate::Kept) { let _ = m!(k.s); }\n",
            "#[cfg(feature = \"x\")] pub fn f(k: &crate::Kept) { drop(k.s.clone()); }\n",
        ],
    ),
    (
        "ws/b/Cargo.toml",
        &[
            "[package]\nname = \"b\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
            "[package]\nname = \"b\"\nversion = \"0.2.0\"\nedition = \"2024\"\n[lib]\nname = \"c\"\n",
        ],
    ),
    (
        "ws/b/src/lib.rs",
        &[
            "#[derive(Clone)] pub struct Deep(Vec<u8>);\n",
            "#[derive(Clone)] pub struct Deep(std::sync::Arc<u8>); fn f(d: &Deep) { drop(d.clone()) }\n",
            "#[derive(Clone, Copy)] pub struct Deep(u8); fn f(d: &Deep) { drop(d.clone()) }\n",
        ],
    ),
    ("dep/Cargo.toml", &["[package]\nname = \"dep\"\nversion = \"0.1.0\"\nedition = \"2024\"\n"]),
    (
        "dep/src/lib.rs",
        &[
            "#[derive(Clone)] pub struct Far(String);\n",
            "mod inner; pub use inner::Far;\n",
            "pub type Far = std::rc::Rc<u8>;\n",
        ],
    ),
    (
        "dep/src/inner.rs",
        &["#[derive(Clone)] pub struct Far(u8);\n", "#[derive(Clone)] pub struct Far(Vec<String>);\n"],
    ),
    (
        "ws/target/debug/build/a-0123/out/gen.rs",
        &["#[derive(Clone)] pub struct Made(u8);\n", "pub type Made = String;\n"],
    ),
    ("ws/target/debug/build/a-4567/out/gen.rs", &["#[derive(Clone)] pub struct Made(Vec<u8>);\n"]),
    ("ws/clone-audit.toml", &["", "exclude = [\"a/src/n*\"]\n", "[rules]\nlast-use = \"off\"\n"]),
    ("ws/.gitignore", &["target\n", "target\nm.rs\n"]),
];

struct Tree {
    folder: tempfile::TempDir,
    random: TestRng,
}

impl Tree {
    fn new(seed: u8) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tree = Self { folder, random: TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]) };
        for (path, texts) in FILES {
            tree.write(path, texts[0]);
        }
        tree
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("ws")
    }

    fn path(&self, shown: &str) -> PathBuf {
        self.folder.path().join(shown)
    }

    fn write(&self, shown: &str, text: &str) {
        let path = self.path(shown);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.random.next_u32()).unwrap() % end
    }

    /// Changes something. Whatever it is, an earlier audit may be right again or not.
    fn change(&mut self) -> String {
        let (path, texts) = FILES[self.below(FILES.len())];
        match self.below(8) {
            0..=2 => {
                let at = self.below(texts.len());
                self.write(path, texts[at]);
                format!("{path} has text {at}")
            }
            3 => {
                // A text of the same length, with the time that the file had.
                let place = self.path(path);
                let Ok(text) = fs::read_to_string(&place) else { return "nothing".to_owned() };
                let time = place.metadata().unwrap().modified().unwrap();
                self.write(path, &text.replace("String", "string").replace("Vec<u8>", "Vec<u9>"));
                fs::File::options().append(true).open(&place).unwrap().set_modified(time).unwrap();
                format!("{path} has other letters and its old time")
            }
            4 => {
                let seconds = u64::try_from(self.below(1_000_000)).unwrap();
                let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + seconds);
                if let Ok(file) = fs::File::options().append(true).open(self.path(path)) {
                    file.set_modified(time).unwrap();
                }
                format!("{path} is touched")
            }
            5 => {
                let (a, b) = (self.path("ws/a/src/m.rs"), self.path("ws/a/src/n.rs"));
                let between = self.path("between");
                let swapped = fs::rename(&a, &between).is_ok() && fs::rename(&b, &a).is_ok();
                let _ = fs::rename(between, b);
                format!("m.rs and n.rs are swapped: {swapped}")
            }
            6 => {
                let (flat, below) = (self.path("ws/a/src/n.rs"), self.path("ws/a/src/n/mod.rs"));
                fs::create_dir_all(below.parent().unwrap()).unwrap();
                let moved = if flat.exists() { fs::rename(flat, below) } else { fs::rename(below, flat) };
                format!("n is the other file: {}", moved.is_ok())
            }
            // Most of the time all files are there.
            _ if self.below(4) == 0 => format!("{path} is gone: {}", fs::remove_file(self.path(path)).is_ok()),
            _ => {
                self.write(path, texts[0]);
                format!("{path} is as in the beginning")
            }
        }
    }
}

/// The entries of a workspace's cache.
fn entries(root: &Path) -> Vec<PathBuf> {
    let folder = root.join("target/clone-audit/cache");
    let all = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    all.filter(|path| !path.ends_with(".gitignore")).collect()
}

/// The only answer that is kept, or what is known of its files.
fn only_entry(root: &Path, is_files: bool) -> PathBuf {
    let mut entries = entries(root);
    entries.retain(|path| path.extension().is_some() == is_files);
    let [entry] = &*entries else { panic!("one command has one entry: {entries:?}") };
    entry.clone()
}

/// A content that was cut off, or changed, at many places.
fn damaged(whole: &[u8], magic: &[u8]) -> Vec<Vec<u8>> {
    let foreign = whole.iter().map(|byte| byte ^ 0x55).collect();
    let mut damaged = vec![Vec::new(), magic.to_vec(), foreign];
    for at in (0..whole.len()).step_by(whole.len() / 40) {
        damaged.push(whole[..at].to_vec());
        let mut flipped = whole.to_vec();
        flipped[at] ^= 1;
        damaged.push(flipped);
    }
    damaged
}

/// Whether nothing was audited for the answer from earlier audits, which has to be the same as that from nothing.
fn compare(root: &Path, args: &[&str], after: &[String]) -> bool {
    answers(root, args, after).contains(RECALLED)
}

/// What a run says whose answer has to be that of an audit from nothing, whatever it knows from earlier ones.
pub(crate) fn answers(root: &Path, args: &[&str], after: &[String]) -> String {
    let (code, out, err) = support::run_cached(root, &[args, &["-v"]].concat());
    let fresh = support::run_cached(root, &[args, &["--no-cache", "-v"]].concat());
    // How long it took differs, and whether it was done.
    let said = |err: &str| {
        let differs = |line: &str| ["audited ", RECALLED, TAKEN_OVER].iter().any(|said| line.contains(said));
        let lines = err.lines().filter(|line| !differs(line));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(!fresh.2.contains(RECALLED) && !fresh.2.contains(TAKEN_OVER));
    assert_eq!((code, out, said(&err)), (fresh.0, fresh.1, said(&fresh.2)), "{args:?} after {after:#?}");
    err
}

#[test]
fn what_is_kept_answers_as_an_audit_from_nothing() {
    let trials = std::env::var("CACHE_TRIALS").ok().and_then(|trials| trials.parse().ok()).unwrap_or(TRIALS);
    let mut tree = Tree::new(7);
    let commands: [&[&str]; 3] = [&["list", "--format", "json"], &["types", "--format", "json"], &["report"]];
    let (mut changes, mut recalled, mut audited) = (Vec::new(), 0, 0);
    for _ in 0..trials {
        changes.push(tree.change());
        let command = commands[tree.below(commands.len())];
        let is_recalled = compare(&tree.root(), command, &changes);
        *(if is_recalled { &mut recalled } else { &mut audited }) += 1;
    }
    // Both have to occur for the comparison to mean something.
    assert!(recalled > 0 && audited > 0, "{recalled} recalled, {audited} audited");
}

#[test]
fn an_unchanged_tree_is_not_audited_again_and_times_decide_nothing() {
    let tree = Tree::new(1);
    let list: &[&str] = &["list"];
    assert!(!compare(&tree.root(), list, &[]));
    assert!(compare(&tree.root(), list, &[]));
    let lib = tree.path("ws/a/src/lib.rs");
    fs::File::options().append(true).open(lib).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    assert!(compare(&tree.root(), list, &[]));
    // What nothing asks for does not matter.
    tree.write("ws/a/notes.md", "x");
    tree.write("dep/src/unused.rs", "fn f() {}");
    assert!(compare(&tree.root(), list, &[]));
    // Each of these does.
    for (path, text) in [
        ("ws/b/src/lib.rs", FILES[6].1[1]),
        ("ws/a/Cargo.toml", FILES[1].1[1]),
        ("dep/src/lib.rs", FILES[8].1[2]),
        ("ws/clone-audit.toml", FILES[12].1[2]),
        ("ws/a/src/new.rs", "fn f(x: &u8) -> u8 { x.clone() }\n"),
    ] {
        if path.starts_with("dep") {
            tree.write("ws/a/src/m.rs", FILES[3].1[3]);
            assert!(!compare(&tree.root(), list, &[path.to_owned()]));
        }
        tree.write(path, text);
        assert!(!compare(&tree.root(), list, &[path.to_owned()]), "{path}");
        assert!(compare(&tree.root(), list, &[path.to_owned()]), "{path}");
    }
    // A file that was missing is there.
    let inner = tree.path("dep/src/inner.rs");
    fs::remove_file(&inner).unwrap();
    tree.write("dep/src/lib.rs", FILES[8].1[1]);
    assert!(!compare(&tree.root(), list, &[]));
    assert!(compare(&tree.root(), list, &[]));
    tree.write("dep/src/inner.rs", FILES[9].1[0]);
    assert!(!compare(&tree.root(), list, &["inner.rs is back".to_owned()]));
    tree.write("dep/src/inner.rs", FILES[9].1[1]);
    assert!(!compare(&tree.root(), list, &["inner.rs is another".to_owned()]));
    // Another build is the newest.
    let generated = tree.path("ws/target/debug/build/a-0123/out/gen.rs");
    let newest = SystemTime::now() + Duration::from_mins(1);
    fs::File::options().append(true).open(generated).unwrap().set_modified(newest).unwrap();
    assert!(!compare(&tree.root(), list, &["the other build is newer".to_owned()]));
    // Other settings have entries of their own, and a filter needs none.
    assert!(compare(&tree.root(), &["list", "--class", "arc"], &[]));
    assert!(!compare(&tree.root(), &["list", "-p", "b"], &[]));
    assert!(compare(&tree.root(), list, &[]));
}

#[test]
fn a_damaged_cache_costs_time_and_no_answer() {
    let tree = Tree::new(1);
    compare(&tree.root(), &["list"], &[]);
    let entry = only_entry(&tree.root(), false);
    for (number, bytes) in damaged(&fs::read(&entry).unwrap(), b"clone-audit cache 2\n").iter().enumerate() {
        fs::write(&entry, bytes).unwrap();
        assert!(!compare(&tree.root(), &["list"], &[format!("damage {number}")]));
    }
    assert!(compare(&tree.root(), &["list"], &[]));
}

#[test]
fn damaged_files_of_an_audit_cost_time_and_no_answer() {
    let tree = Tree::new(1);
    let [one, other] = [FILES[3].1[0], FILES[3].1[1]];
    tree.write("ws/b/src/lib.rs", "fn f(k: &u8) { k.clone(); k.to_owned(); }\n");
    let edited = |text: &str| {
        tree.write("ws/a/src/m.rs", text);
        answers(&tree.root(), &["list"], &[text.to_owned()]).contains(TAKEN_OVER)
    };
    edited(one);
    let entry = only_entry(&tree.root(), true);
    let whole = fs::read(&entry).unwrap();
    assert!(edited(other));
    // What belongs to another answer is of no use.
    fs::write(&entry, &whole).unwrap();
    assert!(!edited(one));
    for (number, bytes) in damaged(&fs::read(&entry).unwrap(), b"clone-audit files 2\n").iter().enumerate() {
        fs::write(&entry, bytes).unwrap();
        assert!(!edited([other, one][number % 2]), "damage {number}");
    }
    edited(one);
    assert!(edited(other));
}

#[test]
fn a_cache_that_cannot_be_written_is_none() {
    let tree = Tree::new(1);
    // Whoever runs the tests may write everywhere: a file stands where the folder should be.
    tree.write("ws/target/clone-audit", "");
    for _ in 0..2 {
        assert!(!compare(&tree.root(), &["list"], &[]));
    }
    fs::remove_file(tree.path("ws/target/clone-audit")).unwrap();
    compare(&tree.root(), &["list"], &[]);
    let entry = only_entry(&tree.root(), false);
    fs::remove_file(&entry).unwrap();
    fs::create_dir(entry).unwrap();
    for _ in 0..2 {
        assert!(!compare(&tree.root(), &["list"], &[]));
    }
}

#[test]
fn runs_at_once_answer_alike() {
    let tree = Tree::new(1);
    let root = tree.root();
    let expected = support::run(&root, &["list", "--format", "json"]);
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| [(); 3].map(|()| support::run_cached(&root, &["list", "--format", "json"]))))
            .collect();
        for answer in runs.into_iter().flat_map(|run| run.join().unwrap()) {
            assert_eq!(answer, expected);
        }
    });
}

#[test]
fn a_target_folder_that_is_made_is_tagged_and_the_cache_ignored() {
    let tree =
        support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", "fn f(x: &u8) -> u8 { x.clone() }\n")]);
    compare(tree.path(), &["list"], &[]);
    let tag = fs::read_to_string(tree.path().join("target/CACHEDIR.TAG")).unwrap();
    assert!(tag.starts_with("Signature: 8a477f597d28d172789f06886806bc55\n"));
    let ignored = fs::read_to_string(tree.path().join("target/clone-audit/cache/.gitignore")).unwrap();
    assert_eq!(ignored, "*\n");
}

#[test]
fn in_ci_nothing_is_kept_or_used() {
    let tree = Tree::new(1);
    for (ci, kept) in [("true", false), ("", true)] {
        let output = support::program(&tree.root()).arg("list").env("CI", ci).output().unwrap();
        assert!(output.status.success());
        assert_eq!(!entries(&tree.root()).is_empty(), kept, "CI={ci}");
    }
}

#[test]
fn old_entries_go() {
    let tree = Tree::new(1);
    let folder = tree.path("ws/target/clone-audit/cache");
    fs::create_dir_all(&folder).unwrap();
    for number in 0..40_u64 {
        let path = folder.join(format!("{number:016x}"));
        fs::write(&path, "old").unwrap();
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000 + number);
        fs::File::options().append(true).open(path).unwrap().set_modified(time).unwrap();
    }
    compare(&tree.root(), &["list"], &[]);
    let left = entries(&tree.root());
    assert_eq!(left.len(), 32);
    // The oldest ten went: there were 42 with the answer and what is known of its files.
    assert!(!left.contains(&folder.join(format!("{:016x}", 9))) && left.contains(&folder.join(format!("{:016x}", 10))));
}
