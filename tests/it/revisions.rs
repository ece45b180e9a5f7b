//! Audits of commits, and comparisons with them: what is in git counts, and nothing in the work tree changes.

use std::process::Command;

use serde_json::Value;

use crate::baseline::{Demo, function, identity};
use crate::git::{commit, git};
use crate::support::{self, MANIFEST, run};

/// A repository on its branch `main` without a commit.
fn repository(files: &[(&str, &str)]) -> Demo {
    let demo = Demo::new(files);
    git(&demo, &["init", "--quiet", "--initial-branch", "main"]);
    demo
}

fn output(demo: &Demo, args: &[&str]) -> String {
    let output = Command::new("git").args(args).current_dir(demo.path("")).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// `item receiver` of the sites in a part of a document.
fn sites(document: &Value, part: &str) -> Vec<String> {
    document[part].as_array().unwrap().iter().map(identity).collect()
}

#[test]
fn a_commit_is_audited_as_its_checkout_whatever_the_work_tree_has() {
    let files = [
        ("src/lib.rs", "mod a;\nmod hidden;\npub mod r#gen;\npub fn f(x: &String) -> String { x.clone() }\n"),
        (
            "src/a.rs",
            "pub struct S(Vec<u8>);\npub fn f(x: &Vec<u8>) -> (Vec<u8>, Vec<u8>) { (x.clone(), x.clone()) }\n",
        ),
        ("src/hidden.rs", "#[path = \"../.private/h.rs\"]\nmod h;\n"),
        (".private/h.rs", "pub fn f(x: &Vec<u8>) -> Vec<u8> { x.clone() }\n"),
        // Committed and ignored all the same: no walk finds it, the module tree does.
        (".gitignore", "gen.rs\n/target\n*.txt.rs\n"),
        ("src/gen.rs", "pub fn f(x: &String) -> String { x.clone() }\n"),
        ("src/left.txt.rs", "fn f(x: &String) -> String { x.clone() }\n"),
        ("src/orphan.rs", "fn f(x: &String) -> String { x.clone() }\n"),
        ("tests/it/main.rs", "#[test]\nfn t() { let x = String::new(); drop(x.clone()); drop(x); }\n"),
        ("build.rs", "fn main() {}\n"),
    ];
    let demo = repository(&files);
    git(&demo, &["add", "--all", "--force"]);
    git(&demo, &["commit", "--quiet", "--message", "One"]);
    let checkout = demo.json(0, &["report"]);
    // f in lib, two in a, one in h, one in gen; the test's.
    assert_eq!(checkout["totals"]["explicit"], 6);
    let list = demo.run(0, &["list", "--format", "json"]).0;

    std::fs::remove_file(demo.path("src/a.rs")).unwrap();
    std::fs::remove_dir_all(demo.path("tests")).unwrap();
    demo.write("src/lib.rs", "pub fn f(x: &String) -> [String; 2] { [x.clone(), x.clone()] }\n");
    demo.write("Cargo.toml", "no manifest");
    let status = output(&demo, &["status", "--porcelain"]);
    assert_eq!(demo.json(0, &["report", "--at", "main"]), checkout);
    assert_eq!(demo.run(0, &["list", "--at", "HEAD", "--format", "json"]).0, list);
    // The folder is one that the commit has, and a manifest is one of its own.
    let (code, out, err) = run(&demo.path("src"), &["list", "--at", "HEAD", "--format", "json"]);
    assert_eq!((code, out), (0, list.clone()), "{err}");
    let (_, err) = demo.run(2, &["report", "--at", "HEAD", "--manifest-path", "src/Cargo.toml"]);
    assert!(err.contains("src/Cargo.toml"), "{err}");
    assert_eq!(output(&demo, &["status", "--porcelain"]), status);
}

#[cfg(unix)]
#[test]
fn links_lead_where_they_lead_in_the_commit() {
    let manifest = "[package]\nname = \"one\"\nversion = \"0.1.0\"\nedition = \"2021\"\n";
    let demo = repository(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"one\"]\nresolver = \"2\"\n"),
        ("real/Cargo.toml", manifest),
        ("real/src/lib.rs", "mod a;\n"),
        ("shared/a.rs", "pub fn f(x: &String) -> String { x.clone() }\n"),
    ]);
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, demo.path(at)).unwrap();
    link("real", "one");
    link("../../shared/a.rs", "real/src/a.rs");
    link("nowhere", "real/src/b.rs");
    link("c.rs", "real/src/c.rs");
    commit(&demo, "One");
    let checkout = demo.json(0, &["report"]);
    assert_eq!(checkout["totals"]["explicit"], 1);
    assert_eq!(demo.json(0, &["report", "--at", "HEAD"]), checkout);
    std::fs::remove_file(demo.path("shared/a.rs")).unwrap();
    assert_eq!(demo.json(0, &["report", "--at", "HEAD"]), checkout, "the work tree counts for nothing");
    demo.write("real/src/lib.rs", "mod a;\nmod b;\n");
    commit(&demo, "Needs the link that leads nowhere, and has no a.rs");
    let (_, err) = demo.run(2, &["report", "--at", "HEAD"]);
    assert!(err.contains("real/src/b.rs") || err.contains("one/src/b.rs"), "{err}");
}

#[test]
fn what_a_branch_adds_is_named_and_what_others_do_is_not() {
    let demo = repository(&[("src/lib.rs", &function("f", &["x.a", "x.b"]))]);
    commit(&demo, "Start");
    git(&demo, &["checkout", "--quiet", "-b", "work"]);
    demo.write("src/lib.rs", &(function("f", &["x.a", "x.b"]) + &function("g", &["x.c"])));
    commit(&demo, "Add one");
    git(&demo, &["checkout", "--quiet", "main"]);
    demo.write("src/lib.rs", &function("f", &["x.a"]));
    demo.write("src/bin/other.rs", &(function("h", &["x.z"]) + "fn main() {}\n"));
    commit(&demo, "Remove one and add another");
    git(&demo, &["checkout", "--quiet", "work"]);

    let check = demo.json(1, &["check", "--against", "main"]);
    assert_eq!(sites(&check, "new_sites"), ["demo::g x.c"]);
    assert_eq!((&check["before"], &check["after"]), (&2.into(), &3.into()));
    assert_eq!(check["against"]["revision"], "main");
    assert_eq!(check["against"]["commit"], output(&demo, &["merge-base", "main", "HEAD"]).trim());
    assert_eq!(check["against"]["merge_base"], true);
    let diff = demo.json(0, &["diff", "--against", "main"]);
    assert_eq!((sites(&diff, "added"), sites(&diff, "removed")), (vec!["demo::g x.c".to_owned()], vec![]));
    // The tip itself has another x.b, and lacks h.
    let diff = demo.json(0, &["diff", "--against", "main", "--exact"]);
    assert_eq!(sites(&diff, "added"), ["demo::f x.b", "demo::g x.c"]);
    assert_eq!(sites(&diff, "removed"), ["other::h x.z"]);
    // A commit that is not in the history means itself, which is said.
    let tip = output(&demo, &["rev-parse", "main"]);
    let (_, err) = demo.run(1, &["check", "--against", tip.trim()]);
    assert!(err.contains("is not in the history of HEAD"), "{err}");
    let (out, err) = demo.run(0, &["check", "--against", "HEAD"]);
    assert!(out.contains("passed: 3 → 3") && !err.contains("history"), "{out}{err}");
    // What is not committed counts, in a file that git does not know as well.
    demo.write("src/bin/new.rs", &(function("n", &["x.n"]) + "fn main() {}\n"));
    let check = demo.json(1, &["check", "--against", "main", "--blame"]);
    assert_eq!(sites(&check, "new_sites"), ["new::n x.n", "demo::g x.c"]);
    assert_eq!(check["blame"][0], Value::Null);
    assert_eq!((&check["blame"][1]["author"], &check["blame"][1]["subject"]), (&"Ada".into(), &"Add one".into()));
    let (out, _) = demo.run(1, &["check", "--against", "main", "--blame"]);
    assert!(out.contains("by Ada: Add one\n") && out.contains("not committed\n"), "{out}");
    assert!(!demo.path("clone-baseline.json").exists(), "none is needed");
}

#[test]
fn a_renamed_package_and_moved_code_add_nothing() {
    let pair = |first: &str| format!("[workspace]\nmembers = [\"{first}\"]\nresolver = \"2\"\n");
    let package = |name: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
    let demo = repository(&[
        ("Cargo.toml", &pair("old")),
        ("old/Cargo.toml", &package("old")),
        ("old/src/lib.rs", &function("f", &["x.a", "x.b"])),
    ]);
    commit(&demo, "Start");
    git(&demo, &["mv", "old", "new"]);
    demo.write("Cargo.toml", &pair("new"));
    demo.write("new/Cargo.toml", &package("new"));
    let diff = demo.json(0, &["diff", "--against", "HEAD"]);
    assert_eq!((sites(&diff, "added"), sites(&diff, "removed")), (vec![], vec![]));
    demo.run(0, &["check", "--against", "main", "--fail-on", "new-site"]);
}

#[test]
fn the_configuration_is_that_of_the_work_tree_and_may_name_what_was_not_there() {
    let demo = repository(&[("src/lib.rs", &function("f", &["x.a"]))]);
    commit(&demo, "Start");
    demo.write("src/lib.rs", &("mod g;\npub struct T;\n".to_owned() + &function("f", &["x.a"])));
    demo.write("src/g.rs", &function("g", &["x.b"]));
    let settings = "exclude = [\"src/g.rs\"]\n[types.\"demo::T\"]\ncost = \"heap\"\nreason = \"a test\"\n";
    demo.write("clone-audit.toml", settings);
    demo.run(0, &["check", "--against", "main", "--fail-on", "new-site"]);
    demo.write("clone-audit.toml", "");
    assert_eq!(sites(&demo.json(1, &["check", "--against", "main"]), "new_sites"), ["demo::g::g x.b"]);
}

#[test]
fn what_git_does_not_have_is_no_verdict() {
    let demo = Demo::new(&[("src/lib.rs", &function("f", &["x.a"]))]);
    let (_, err) = demo.run(2, &["check", "--against", "main"]);
    assert!(err.contains("not a git repository"), "{err}");
    git(&demo, &["init", "--quiet", "--initial-branch", "main"]);
    let (_, err) = demo.run(2, &["check", "--against", "main"]);
    assert!(err.contains("no revision `main`"), "{err}");
    commit(&demo, "Start");
    for args in [["check", "--against", "nowhere"], ["diff", "--against", "--exact"], ["list", "--at", "nowhere"]] {
        demo.run(2, &args);
    }
    demo.write("src/lib.rs", "mod missing;\n");
    commit(&demo, "Needs a file that is not there");
    demo.write("src/lib.rs", "mod a;\n");
    demo.write("src/a.rs", &function("f", &["x.a"]));
    let (_, err) = demo.run(2, &["check", "--against", "HEAD"]);
    assert!(err.contains("src/missing.rs of HEAD") && err.contains("cannot be told what is new"), "{err}");
    demo.run(1, &["check", "--against", "HEAD", "--allow-skipped"]);
    demo.write("Cargo.toml", "[workspace]\n");
    commit(&demo, "No package");
    demo.write("Cargo.toml", MANIFEST);
    let (_, err) = demo.run(2, &["check", "--against", "HEAD"]);
    assert!(err.contains("HEAD (") && !err.contains("/tmp"), "{err}");
}

/// A clone of a repository's branch, of some depth.
fn clone(demo: &Demo, branch: &str, args: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("file://{}", demo.path("").display());
    let status = Command::new("git")
        .args(["clone", "--quiet", "--branch", branch])
        .args(args)
        .args([url.trim_end_matches('/'), folder.path().join("clone").to_str().unwrap()])
        .status()
        .unwrap();
    assert!(status.success());
    folder
}

#[test]
fn a_shallow_clone_gives_no_verdict_unless_the_parting_is_in_it() {
    let demo = repository(&[("src/lib.rs", &function("f", &["x.a"]))]);
    commit(&demo, "Start");
    for number in 0..4 {
        demo.write("NOTES", &number.to_string());
        commit(&demo, "Note");
    }
    git(&demo, &["checkout", "--quiet", "-b", "work"]);
    demo.write("src/lib.rs", &function("f", &["x.a", "x.b"]));
    commit(&demo, "Add one");
    let in_clone = |args: &[&str], expected: i32, command: &[&str]| {
        let folder = clone(&demo, "work", args);
        let (code, out, err) = run(&folder.path().join("clone"), command);
        assert_eq!(code, expected, "{args:?} {out}{err}");
        err
    };
    let check = ["check", "--against", "origin/main"];
    // One branch alone; both of them, cut off before they part; and with the commit where they do.
    for (args, expected) in [
        (&["--depth=1"][..], 2),
        (&["--depth=1", "--no-single-branch"], 2),
        (&["--depth=2", "--no-single-branch"], 1),
        (&[], 1),
    ] {
        let err = in_clone(args, expected, &check);
        assert_eq!(err.contains("fetch-depth: 0"), expected == 2, "{args:?} {err}");
    }
    in_clone(&["--depth=1", "--no-single-branch"], 1, &[&check[..], &["--exact"]].concat());
}

#[test]
fn a_partial_clone_lacks_contents_which_is_said() {
    let demo = repository(&[("src/lib.rs", &function("f", &["x.a"]))]);
    commit(&demo, "Start");
    demo.write("src/lib.rs", &function("f", &["x.a", "x.b"]));
    commit(&demo, "Add one");
    git(&demo, &["config", "uploadpack.allowFilter", "true"]);
    let folder = clone(&demo, "main", &["--filter=blob:none"]);
    let (code, out, err) = run(&folder.path().join("clone"), &["check", "--against", "HEAD~"]);
    assert_eq!(code, 2, "{out}{err}");
    assert!(err.contains("this clone does not have its content"), "{err}");
}

#[test]
fn work_trees_and_submodules_are_read_by_their_own_repositories() {
    let inner = repository(&[("src/lib.rs", &function("i", &["x.i"]))]);
    commit(&inner, "Inner");
    let demo = repository(&[
        ("Cargo.toml", &(MANIFEST.to_owned() + "members = [\"inner\"]\n")),
        ("src/lib.rs", &function("f", &["x.a"])),
    ]);
    demo.write("inner/README", "to be a submodule");
    std::fs::remove_dir_all(demo.path("inner")).unwrap();
    let url = inner.path("").display().to_string();
    git(
        &demo,
        &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", url.trim_end_matches('/'), "inner"],
    );
    let renamed = MANIFEST.replace("\"demo\"", "\"inner\"").replace("[workspace]", "");
    demo.write("inner/Cargo.toml", &renamed);
    let commit_inner = |message: &str| {
        let args = ["-C", "inner", "-c", "user.name=Ada", "-c", "user.email=a@b", "commit", "--quiet", "-am", message];
        git(&demo, &args);
    };
    commit_inner("Rename");
    commit(&demo, "With a submodule");
    assert_eq!(demo.json(0, &["report", "--at", "HEAD"])["totals"]["explicit"], 2);
    // A clone without submodules has an empty folder, which is no package.
    let bare = clone(&demo, "main", &[]);
    let (code, _, err) = run(&bare.path().join("clone"), &["report", "--at", "HEAD"]);
    assert!(code == 2 && err.contains("inner/Cargo.toml"), "{err}");

    let tree = tempfile::tempdir().unwrap();
    let place = tree.path().join("tree");
    git(&inner, &["worktree", "add", "--quiet", "-b", "work", place.to_str().unwrap()]);
    std::fs::write(place.join("src/lib.rs"), function("i", &["x.i", "x.j"])).unwrap();
    let (code, out, err) = run(&place, &["check", "--against", "main", "--format", "json"]);
    assert_eq!(code, 1, "{err}");
    assert_eq!(sites(&serde_json::from_str(&out).unwrap(), "new_sites"), ["demo::i x.j"]);
}

#[test]
fn a_pointer_of_git_lfs_is_no_code() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n";
    let demo = repository(&[("src/lib.rs", "mod a;\n"), ("src/a.rs", pointer)]);
    commit(&demo, "Start");
    let (_, err) = demo.run(2, &["report", "--at", "HEAD"]);
    assert!(err.contains("src/a.rs") && err.contains("Git LFS"), "{err}");
}

/// Two folders, and the same as two commits.
#[test]
fn the_schedulers_two_commits_tell_what_its_two_folders_tell() {
    let demo = Demo::new(&[]);
    git(&demo, &["init", "--quiet", "--initial-branch", "main"]);
    for state in ["before", "after"] {
        for entry in std::fs::read_dir(demo.path("")).unwrap() {
            let path = entry.unwrap().path();
            match path.file_name().unwrap().to_str().unwrap() {
                ".git" => {}
                _ if path.is_dir() => std::fs::remove_dir_all(path).unwrap(),
                _ => std::fs::remove_file(path).unwrap(),
            }
        }
        support::copy(&support::fixture("workspaces").join(format!("scheduler-{state}")), &demo.path(""));
        if state == "before" {
            commit(&demo, state);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let baseline = folder.path().join("before").to_str().unwrap().to_owned();
    let before = support::fixture("workspaces/scheduler-before");
    assert_eq!(run(&before, &["baseline", "save", "--baseline", &baseline]).0, 0);
    let mut by_folder = demo.json(0, &["diff", "--baseline", &baseline]);
    let mut by_commit = demo.json(0, &["diff", "--against", "main"]);
    assert_eq!((&by_commit["before"]["explicit"], &by_commit["after"]["explicit"]), (&674.into(), &676.into()));
    for document in [&mut by_folder, &mut by_commit] {
        document.as_object_mut().unwrap().remove("against");
    }
    assert_eq!(by_folder, by_commit);
}

/// What a pull request gets: a line beside each new clone, and the job's summary behind what is there already.
#[test]
fn github_gets_annotations_and_a_summary() {
    let demo = repository(&[("src/lib.rs", &function("f", &["x.a", "x.b"]))]);
    commit(&demo, "Start");
    demo.write("src/lib.rs", &function("f", &["x.a", "x.c"]));
    let summary = demo.path("summary.md");
    std::fs::write(&summary, "Before\n").unwrap();
    let check = |fail_on: &str| {
        let mut command = support::program(&demo.path(""));
        let args = ["check", "--against", "HEAD", "--blame", "--fail-on", fail_on, "--format", "github"];
        let output = command.args(args).env("GITHUB_STEP_SUMMARY", &summary).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, out) = check("new-site");
    assert_eq!(code, 1);
    let place = "file=src/lib.rs,line=3,endLine=3,col=10,endColumn=21,title=New clone";
    assert!(out.contains(&format!("::error {place}::x.c.clone() clones")), "{out}");
    let text = std::fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("Before\n# Clone audit: ❌ failed\n\n2 → 2 explicit clones"), "{text}");
    assert!(
        text.contains("<summary>New: 1 clone</summary>") && text.contains("<summary>Gone: 1 clone</summary>"),
        "{text}"
    );
    let (code, out) = check("total");
    assert_eq!(code, 0);
    assert!(out.contains(&format!("::notice {place}::")) && !out.contains("::error"), "{out}");
}

#[test]
fn forges_get_paths_from_the_top_of_the_repository() {
    let demo = repository(&[]);
    std::fs::remove_file(demo.path("Cargo.toml")).unwrap();
    demo.write("tools/demo/Cargo.toml", MANIFEST);
    demo.write("tools/demo/src/lib.rs", "");
    commit(&demo, "Start");
    demo.write("tools/demo/src/lib.rs", "pub fn f(x: &String) -> usize { x.clone().len() }\n");
    let in_demo = |expected: i32, args: &[&str]| {
        let (code, out, err) = run(&demo.path("tools/demo"), args);
        assert_eq!(code, expected, "{err}");
        out
    };
    let github = in_demo(1, &["check", "--against", "main", "--format", "github"]);
    assert!(github.contains("file=tools/demo/src/lib.rs,line=1,"), "{github}");
    for (expected, args) in
        [(1, &["check", "--against", "main", "--format", "gitlab"][..]), (0, &["list", "--format", "gitlab"])]
    {
        let issues: Value = serde_json::from_str(&in_demo(expected, args)).unwrap();
        assert_eq!(issues[0]["location"]["path"], "tools/demo/src/lib.rs");
    }
    assert!(in_demo(1, &["check", "--against", "main"]).contains("\nsrc/lib.rs:1:33: "));
}

/// Runs a script in the repository.
fn script(demo: &Demo, script: &str) {
    let status = Command::new("sh")
        .args(["-ec", script])
        .current_dir(demo.path(""))
        .envs([("GIT_AUTHOR_NAME", "Ada"), ("GIT_AUTHOR_EMAIL", "a@b"), ("GIT_COMMITTER_NAME", "Ada")])
        .envs([("GIT_COMMITTER_EMAIL", "a@b"), ("GIT_CONFIG_GLOBAL", "/dev/null")])
        .status()
        .unwrap();
    assert!(status.success(), "{script}");
}

/// A tree that no checkout makes: what is written for Cargo must not be written through the link.
#[cfg(unix)]
#[test]
fn a_tree_with_a_link_and_a_folder_of_one_name_writes_nothing_elsewhere() {
    let demo = repository(&[("src/lib.rs", &function("f", &["x.a"]))]);
    commit(&demo, "Start");
    let victim = tempfile::tempdir().unwrap();
    std::fs::write(victim.path().join("build.rs"), "precious").unwrap();
    script(
        &demo,
        &format!(
            "e=$(printf '' | git hash-object -w --stdin)
             l=$(printf {} | git hash-object -w --stdin)
             sub=$(printf \"100644 blob $e\\tbuild.rs\\n100644 blob $e\\tCargo.toml\\n\" | git mktree)
             t=$(printf \"%s\\n120000 blob $l\\ta\\n040000 tree $sub\\ta\\n\" \"$(git ls-tree HEAD)\" | git mktree)
             git branch evil $(git commit-tree $t -p HEAD -m evil)",
            victim.path().display()
        ),
    );
    for _ in 0..4 {
        let (_, err) = demo.run(2, &["report", "--at", "evil"]);
        assert!(err.contains("two things at a"), "{err}");
    }
    assert_eq!(std::fs::read_to_string(victim.path().join("build.rs")).unwrap(), "precious");
    assert_eq!(std::fs::read_dir(victim.path()).unwrap().count(), 1);
}

#[test]
fn a_name_that_means_two_commits_is_no_verdict() {
    let demo = repository(&[("src/lib.rs", &function("f", &["x.a"]))]);
    commit(&demo, "Start");
    git(&demo, &["checkout", "--quiet", "-b", "work"]);
    demo.write("src/lib.rs", &function("f", &["x.a", "x.b"]));
    commit(&demo, "Add one");
    demo.run(1, &["check", "--against", "main"]);
    git(&demo, &["tag", "main"]);
    let (_, err) = demo.run(2, &["check", "--against", "main"]);
    assert!(err.contains("refs/tags/main or refs/heads/main"), "{err}");
    demo.run(1, &["check", "--against", "refs/heads/main"]);
    demo.run(0, &["check", "--against", "refs/tags/main"]);
    let (_, err) = demo.run(2, &["check", "--against", "^main"]);
    assert!(err.contains("is no revision"), "{err}");
}

#[cfg(unix)]
#[test]
fn roots_and_manifests_behind_links_are_found() {
    let link = |demo: &Demo, to: &str, at: &str| std::os::unix::fs::symlink(to, demo.path(at)).unwrap();
    let demo = repository(&[("real/lib.rs", &function("f", &["x.a"])), ("other/r.rs", &function("r", &["x.a"]))]);
    std::fs::create_dir(demo.path("manifests")).unwrap();
    demo.rename("Cargo.toml", "manifests/p.toml");
    link(&demo, "manifests/p.toml", "Cargo.toml");
    link(&demo, "real", "src");
    std::fs::create_dir(demo.path("tests")).unwrap();
    link(&demo, "../other/r.rs", "tests/r.rs");
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("o.rs"), function("o", &["x.a"])).unwrap();
    link(&demo, outside.path().join("o.rs").to_str().unwrap(), "real/o.rs");
    demo.write("real/lib.rs", &("mod o;\n".to_owned() + &function("f", &["x.a"])));
    commit(&demo, "Links");
    let checkout = demo.json(0, &["report"]);
    assert_eq!(checkout["totals"]["explicit"], 3);
    assert_eq!(demo.json(0, &["report", "--at", "HEAD"])["totals"], checkout["totals"]);
}

#[test]
fn a_sparse_checkout_is_no_verdict() {
    let demo = repository(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"[a-z]\"]\nresolver = \"2\"\n"),
        ("a/Cargo.toml", "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        ("a/src/lib.rs", &function("f", &["x.a"])),
        ("b/Cargo.toml", "[package]\nname = \"b\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        ("b/src/lib.rs", &function("f", &["x.a"])),
    ]);
    commit(&demo, "Start");
    demo.write("b/src/lib.rs", &function("f", &["x.a", "x.b"]));
    commit(&demo, "Add one");
    demo.run(1, &["check", "--against", "HEAD~"]);
    git(&demo, &["sparse-checkout", "set", "a"]);
    let (_, err) = demo.run(2, &["check", "--against", "HEAD~"]);
    assert!(err.contains("b/src/lib.rs") && err.contains("sparse-checkout disable"), "{err}");
}

#[test]
fn of_clones_that_are_alike_those_on_changed_lines_are_new() {
    let body = |lines: &[&str]| format!("pub fn f(x: &String) {{\n{}}}\n", lines.concat());
    let (old, new) = ("    drop(x.clone()); // old\n", "    drop(x.clone()); // new\n");
    let demo = repository(&[("src/lib.rs", &body(&[old, old]))]);
    commit(&demo, "Old");
    for (lines, expected) in [([new, old, old], 2), ([old, new, old], 3), ([old, old, new], 4)] {
        demo.write("src/lib.rs", &body(&lines));
        let check = demo.json(1, &["check", "--against", "HEAD", "--blame"]);
        let lines: Vec<&Value> = check["new_sites"].as_array().unwrap().iter().map(|site| &site["line"]).collect();
        assert_eq!(lines, [expected], "{lines:?}");
        assert_eq!(check["blame"], serde_json::json!([null]));
        assert_eq!(demo.json(0, &["diff", "--against", "HEAD"])["added"][0]["line"], expected);
    }
}
