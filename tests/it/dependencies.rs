//! Where the sources of dependencies are: workspaces in temporary folders, with a made-up Cargo home beside them.

use std::path::Path;

use clone_audit::{Dependencies, Dependency, ExternalSource};
use clone_audit::{Selection, Workspace};

use crate::support;

const LOCKED: &str = r#"
version = 4

[[package]]
name = "app"
version = "0.1.0"
dependencies = [
 "codec",
 "early 1.2.0",
 "early 2.0.1",
 "far-off",
 "forked",
 "model",
 "not-here",
]

[[package]]
name = "codec"
version = "3.0.0+upstream"
source = "registry+https://index.example/"
checksum = "00"
dependencies = [
 "early 1.2.0",
 "model 9.0.0",
]

[[package]]
name = "early"
version = "1.2.0"
source = "registry+https://index.example/"

[[package]]
name = "early"
version = "2.0.1"
source = "registry+https://index.example/"

[[package]]
name = "far-off"
version = "0.5.0"
dependencies = [
 "farther",
]

[[package]]
name = "farther"
version = "0.6.0"

[[package]]
name = "forked"
version = "0.3.0"
source = "git+https://host.example/group/Forks.git?branch=main#abcdef0123456789abcdef0123456789abcdef01"

[[package]]
name = "model"
version = "0.1.0"

[[package]]
name = "model"
version = "9.0.0"
source = "registry+https://index.example/"

[[package]]
name = "not-here"
version = "1.0.0"
source = "registry+https://index.example/"
"#;

const APP: &str = r#"
[package]
name = "app"
version = "0.1.0"
edition = "2021"

[dependencies]
codec = "3"
early = "1"
late-one = { package = "early", version = "2" }
far-off = { path = "../../outside/far-off" }
forked = { git = "https://host.example/group/Forks.git", branch = "main" }
model = { path = "../model" }

[dev-dependencies]
not-here = "1"
"#;

/// What a package of a registry, or a vendored one, looks like.
fn package(name: &str, version: &str, more: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2018\"\n{more}")
}

/// A workspace of two members with what it depends on.
fn with_everything() -> tempfile::TempDir {
    let codec = package(
        "codec",
        "3.0.0+upstream",
        r#"
[lib]
name = "kodec"
path = "lib/root.rs"

[dependencies.early]
version = "1"

[target.'cfg(unix)'.dependencies.other_model]
version = "9"
package = "model"

[dev-dependencies.model]
version = "9"
"#,
    );
    support::tree(&[
        ("w/Cargo.toml", "[workspace]\nmembers = [\"app\", \"model\"]\nresolver = \"2\"\n"),
        ("w/Cargo.lock", LOCKED),
        ("w/app/Cargo.toml", APP),
        ("w/app/src/lib.rs", ""),
        ("w/model/Cargo.toml", "[package]\nname = \"model\"\nversion = \"0.1.0\"\n[lib]\nname = \"the_model\"\n"),
        ("w/model/src/lib.rs", ""),
        ("w/model/src/main.rs", "fn main() {}"),
        (
            "outside/far-off/Cargo.toml",
            &package("far-off", "0.5.0", "[workspace]\n[dependencies]\nfarther.path = \"../farther\"\n"),
        ),
        ("outside/far-off/src/lib.rs", ""),
        (
            "outside/farther/Cargo.toml",
            "[package]\nname = \"farther\"\nversion = \"0.6.0\"\n[lib]\nproc-macro = true\n",
        ),
        ("outside/farther/src/lib.rs", ""),
        ("home/registry/src/index.example-00/codec-3.0.0+upstream/Cargo.toml", &codec),
        ("home/registry/src/index.example-00/codec-3.0.0+upstream/lib/root.rs", ""),
        ("home/registry/src/index.example-00/early-1.2.0/Cargo.toml", &package("early", "1.2.0", "")),
        ("home/registry/src/index.example-00/early-1.2.0/src/lib.rs", ""),
        ("home/registry/src/other.example-00/early-2.0.1/Cargo.toml", &package("early", "2.0.1", "")),
        ("home/registry/src/other.example-00/early-2.0.1/src/lib.rs", ""),
        (
            "home/git/checkouts/forks-0123456789abcdef/abcdef0/Cargo.toml",
            "[workspace]\nmembers = [\"crates/forked\"]\n[workspace.package]\nversion = \"0.3.0\"\nedition = \"2024\"\n",
        ),
        (
            "home/git/checkouts/forks-0123456789abcdef/abcdef0/crates/forked/Cargo.toml",
            "[package]\nname = \"forked\"\nversion.workspace = true\nedition.workspace = true\n",
        ),
        ("home/git/checkouts/forks-0123456789abcdef/abcdef0/crates/forked/src/lib.rs", ""),
        ("home/git/checkouts/forks-0123456789abcdef/fedcba9/Cargo.toml", &package("forked", "0.2.0", "")),
        ("home/git/checkouts/forks-0123456789abcdef/fedcba9/src/lib.rs", ""),
    ])
}

fn load(tree: &Path) -> (Workspace, Dependencies) {
    let workspace = Workspace::load(&tree.join("w"), None, &Selection::default()).unwrap();
    let dependencies = Dependencies::load_from(&workspace, Some(tree.join("home")));
    (workspace, dependencies)
}

/// `name = package version`, sorted; members without a version.
fn spell(names: &[(String, Dependency)], workspace: &Workspace, dependencies: &Dependencies) -> Vec<String> {
    let mut names: Vec<String> = names
        .iter()
        .map(|(name, is)| match is {
            Dependency::Member(index) => format!("{name} = {}", workspace.packages[*index].name),
            Dependency::External(id) => {
                format!("{name} = {} {}", dependencies.name(*id), dependencies.version(*id).unwrap_or_default())
            }
        })
        .collect();
    names.sort();
    names
}

fn source(names: &[(String, Dependency)], name: &str, dependencies: &Dependencies) -> Option<ExternalSource> {
    match names.iter().find(|(own, _)| own == name).unwrap().1 {
        Dependency::External(id) => dependencies.external(id),
        Dependency::Member(_) => panic!("{name} is a member"),
    }
}

#[test]
fn a_member_names_what_its_manifest_and_the_lock_file_say() {
    let tree = with_everything();
    let (workspace, dependencies) = load(tree.path());
    assert_eq!(
        spell(dependencies.of_member(0), &workspace, &dependencies),
        [
            "app = app",
            "early = early 1.2.0",
            "far_off = far-off 0.5.0",
            "forked = forked 0.3.0",
            "kodec = codec 3.0.0+upstream",
            "late_one = early 2.0.1",
            "not_here = not-here 1.0.0",
            "the_model = model",
        ]
    );
    assert_eq!(spell(dependencies.of_member(1), &workspace, &dependencies), ["the_model = model"]);
    assert!(dependencies.of_member(2).is_empty());
    assert_eq!(dependencies.len(), 8, "all of the lock file but the members");
}

#[test]
fn sources_are_found_in_the_registry_in_git_checkouts_and_on_paths() {
    let tree = with_everything();
    let (workspace, dependencies) = load(tree.path());
    let names = dependencies.of_member(0);
    let find = |name| source(names, name, &dependencies);
    let root = |name| find(name).unwrap().root.strip_prefix(tree.path()).unwrap().to_string_lossy().into_owned();

    let codec = find("kodec").unwrap();
    assert_eq!(root("kodec"), "home/registry/src/index.example-00/codec-3.0.0+upstream/lib/root.rs");
    assert_eq!((codec.crate_name.as_str(), codec.edition, codec.is_proc_macro), ("kodec", 2018, false));
    // The registry's `model`, not the member; nothing of its tests.
    assert_eq!(
        spell(&codec.dependencies, &workspace, &dependencies),
        ["early = early 1.2.0", "other_model = model 9.0.0"]
    );

    assert_eq!(root("early"), "home/registry/src/index.example-00/early-1.2.0/src/lib.rs");
    assert_eq!(root("late_one"), "home/registry/src/other.example-00/early-2.0.1/src/lib.rs");
    assert_eq!(find("late_one").unwrap().crate_name, "early");
    assert_eq!(root("forked"), "home/git/checkouts/forks-0123456789abcdef/abcdef0/crates/forked/src/lib.rs");
    assert_eq!(find("forked").unwrap().edition, 2024);
    assert_eq!(find("not_here"), None);

    let far_off = find("far_off").unwrap();
    assert_eq!(root("far_off"), "outside/far-off/src/lib.rs");
    let farther = source(&far_off.dependencies, "farther", &dependencies).unwrap();
    assert_eq!((farther.edition, farther.is_proc_macro), (2015, true));
}

#[test]
fn vendored_sources_come_first() {
    let tree = with_everything();
    let write = |path: &str, text: &str| {
        let path = tree.path().join("w").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(".cargo/config.toml", "[source.index]\nreplace-with = \"v\"\n[source.v]\ndirectory = \"third/party\"\n");
    // One version has the plain name, the others theirs behind it.
    write("third/party/early/Cargo.toml", &package("early", "2.0.1", ""));
    write("third/party/early/src/lib.rs", "");
    write("third/party/early-1.2.0/Cargo.toml", &package("early", "1.2.0", ""));
    write("third/party/early-1.2.0/src/lib.rs", "");
    let (_, dependencies) = load(tree.path());
    let names = dependencies.of_member(0);
    let root = |name| source(names, name, &dependencies).unwrap().root;
    assert_eq!(root("early"), tree.path().join("w/third/party/early-1.2.0/src/lib.rs"));
    assert_eq!(root("late_one"), tree.path().join("w/third/party/early/src/lib.rs"));
    assert!(root("kodec").starts_with(tree.path().join("home")), "what is not vendored is where it was");
}

#[test]
fn without_a_lock_file_the_highest_version_that_satisfies_is_meant() {
    let tree = with_everything();
    std::fs::remove_file(tree.path().join("w/Cargo.lock")).unwrap();
    for version in ["1.9.0", "1.10.0", "2.0.0-rc.1"] {
        let folder = tree.path().join(format!("home/registry/src/index.example-00/early-{version}"));
        std::fs::create_dir_all(folder.join("src")).unwrap();
        std::fs::write(folder.join("Cargo.toml"), package("early", version, "")).unwrap();
        std::fs::write(folder.join("src/lib.rs"), "").unwrap();
    }
    let (workspace, dependencies) = load(tree.path());
    let names = dependencies.of_member(0);
    assert_eq!(
        spell(names, &workspace, &dependencies),
        [
            "app = app",
            "early = early 1.10.0",
            "far_off = far-off 0.5.0",
            "forked = forked ",
            "kodec = codec 3.0.0+upstream",
            "late_one = early 2.0.1",
            "not_here = not-here ",
            "the_model = model",
        ]
    );
    assert_eq!(source(names, "forked", &dependencies), None, "two commits are checked out, and nobody says which");
    let codec = source(names, "kodec", &dependencies).unwrap();
    assert_eq!(spell(&codec.dependencies, &workspace, &dependencies), ["early = early 1.10.0"]);
    assert!(source(&source(names, "far_off", &dependencies).unwrap().dependencies, "farther", &dependencies).is_some());
}

#[test]
fn nothing_that_is_broken_or_missing_fails() {
    let tree = with_everything();
    std::fs::write(tree.path().join("w/Cargo.lock"), "[[package]\nname").unwrap();
    let (workspace, dependencies) = load(tree.path());
    assert!(dependencies.is_empty());
    assert_eq!(spell(dependencies.of_member(0), &workspace, &dependencies), ["app = app", "the_model = model"]);

    std::fs::write(tree.path().join("w/Cargo.lock"), LOCKED).unwrap();
    std::fs::write(tree.path().join("home/registry/src/index.example-00/early-1.2.0/Cargo.toml"), "[package").unwrap();
    let (workspace, dependencies) = load(tree.path());
    assert_eq!(source(dependencies.of_member(0), "early", &dependencies), None);
    let homeless = Dependencies::load_from(&workspace, None);
    assert_eq!(source(homeless.of_member(0), "codec", &homeless), None);
}

/// Of several dependencies under one name, the one for this platform is meant; an option is set only if the workspace's
/// configuration of Cargo sets it. What is for other platforms only keeps its name.
#[test]
fn a_name_means_what_the_platform_says() {
    let app = r#"[package]
name = "app"
version = "0.1.0"
edition = "2024"

[target.'cfg(sim)'.dependencies]
rt = { version = "2", package = "sim-rt" }
[target.'cfg(not(sim))'.dependencies]
rt = "1"
[target.wasm32-unknown-unknown.dependencies]
web = "3"
"#;
    let rt = "[target.'cfg(sim)'.dependencies]\nweb = { version = \"2\", package = \"sim-rt\" }\n[dependencies]\nweb = \"3\"\n";
    let registry = |file: &str| format!("home/registry/src/index.example-00/{file}");
    let tree = support::tree(&[
        ("w/Cargo.toml", "[workspace]\nmembers = [\"app\"]\nresolver = \"2\"\n"),
        ("w/app/Cargo.toml", app),
        ("w/app/src/lib.rs", ""),
        (&registry("rt-1.0.0/Cargo.toml"), &package("rt", "1.0.0", rt)),
        (&registry("rt-1.0.0/src/lib.rs"), ""),
        (&registry("sim-rt-2.0.0/Cargo.toml"), &package("sim-rt", "2.0.0", "")),
        (&registry("sim-rt-2.0.0/src/lib.rs"), ""),
        (&registry("web-3.0.0/Cargo.toml"), &package("web", "3.0.0", "")),
        (&registry("web-3.0.0/src/lib.rs"), ""),
    ]);
    let named = || {
        let (workspace, dependencies) = load(tree.path());
        let names = dependencies.of_member(0);
        let of_rt = source(names, "rt", &dependencies).unwrap().dependencies;
        (spell(names, &workspace, &dependencies), spell(&of_rt, &workspace, &dependencies))
    };
    let app = |rt: &str| vec!["app = app".to_owned(), format!("rt = {rt}"), "web = web 3.0.0".to_owned()];
    assert_eq!(named(), (app("rt 1.0.0"), vec!["web = web 3.0.0".to_owned()]));
    std::fs::create_dir(tree.path().join("w/.cargo")).unwrap();
    std::fs::write(tree.path().join("w/.cargo/config.toml"), "[build]\nrustflags = [\"--cfg\", \"sim\"]\n").unwrap();
    // Both are for this platform then, of which Cargo would tell.
    assert_eq!(named(), (app("sim-rt 2.0.0"), Vec::new()));
}

#[test]
fn a_report_says_which_share_of_the_dependencies_is_missing() {
    let app = package("app", "0.1.0", "[dependencies]\nnot-here-at-all = \"1\"\n");
    let lock = "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\n \"not-here-at-all\",\n]\n\n\
        [[package]]\nname = \"not-here-at-all\"\nversion = \"1.0.0\"\nsource = \"registry+https://index.example/\"\n";
    let code = "pub fn f(x: &not_here_at_all::X) -> not_here_at_all::X { x.clone() }";
    let tree = support::tree(&[("Cargo.toml", &app), ("Cargo.lock", lock), ("src/lib.rs", code)]);
    let report = support::json(tree.path(), &["report"]);
    assert_eq!(report["workspace"]["dependencies"], 1);
    assert_eq!(report["workspace"]["dependencies_missing"], 1);
    // Where the path leads, nobody knows: it may be a re-export of anything.
    let site = &support::json(tree.path(), &["list"])["sites"][0];
    assert_eq!((&site["type"], &site["class"]), (&"not_here_at_all::X".into(), &"unknown".into()));
    let told = "1 of 1 dependencies that the code names is not on this machine";
    for format in ["table", "markdown"] {
        let (_, text, _) = support::run(tree.path(), &["report", "--format", format]);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(told), "{format}: {text}");
    }
    std::fs::remove_file(tree.path().join("Cargo.lock")).unwrap();
    let report = support::json(tree.path(), &["report"]);
    assert_eq!(report["workspace"]["dependencies_missing"], 1, "without a lock file, too");
    std::fs::write(tree.path().join("src/lib.rs"), "pub fn f(x: &u8) -> u8 { x.clone() }").unwrap();
    assert_eq!(
        support::json(tree.path(), &["report"])["workspace"]["dependencies_missing"],
        0,
        "nothing is asked of it"
    );
}

/// What a build script has written is known from the newest build; without one, the report says so.
#[test]
fn types_of_generated_files_come_from_the_newest_build() {
    let code = "pub mod proto { include!(concat!(env!(\"OUT_DIR\"), \"/api.rs\")); }\n\
        pub mod other { tonic::include_proto!(\"other\"); }\n\
        pub fn f(a: &proto::Request, b: &other::Reply) { drop((a.clone(), a.name.clone(), b.text.clone())); }\n";
    let manifest = package("app", "0.1.0", "");
    let tree = support::tree(&[("Cargo.toml", &manifest), ("build.rs", "fn main() {}"), ("src/lib.rs", code)]);
    let types = || -> Vec<String> {
        let list = support::json(tree.path(), &["list"]);
        list["sites"].as_array().unwrap().iter().map(|site| site["type"].as_str().unwrap_or("?").to_owned()).collect()
    };
    let told = || {
        let (_, text, _) = support::run(tree.path(), &["report"]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(types(), ["?", "?", "?"]);
    assert!(told().contains("2 of 2 files that build scripts generate are in no build here"), "{}", told());
    let write = |folder: &str, name: &str, text: &str| {
        let out = tree.path().join("target").join(folder).join("out");
        std::fs::create_dir_all(&out).unwrap();
        std::fs::write(out.join(name), text).unwrap();
        out.join(name)
    };
    let old =
        write("debug/build/app-0123456789abcdef", "api.rs", "#[derive(Clone)] pub struct Request { pub name: u8 }");
    std::fs::File::options().write(true).open(old).unwrap().set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    let newest = "#[derive(Clone)] pub struct Request { pub name: String }\nfn private() {}";
    write("x86_64-unknown-linux-gnu/release/build/app-fedcba9876543210", "api.rs", newest);
    write("debug/build/app-extra-0123456789abcdef", "other.rs", "pub struct Reply { pub text: u8 }");
    assert_eq!(types(), ["Request", "String", "?"], "another package's file is none of it");
    write("debug/build/app-0123456789abcdef", "other.rs", "pub struct Reply { pub text: String }");
    assert_eq!(types(), ["Request", "String", "String"]);
    let report = support::json(tree.path(), &["report"]);
    assert_eq!((&report["workspace"]["generated"], &report["workspace"]["generated_missing"]), (&2.into(), &0.into()));
    assert!(told().contains("types of 2 generated files are those of the newest build"), "{}", told());
}
