//! The baseline in a real repository: what `git merge` makes of it, and whose change it is.

use std::process::Command;

use crate::baseline::{Demo, function};

/// A repository on its branch `main`, with a first commit of these files and their baseline.
fn repository(files: &[(&str, &str)]) -> Demo {
    let demo = Demo::new(files);
    git(&demo, &["init", "--quiet", "--initial-branch", "main"]);
    demo.run(0, &["baseline", "save"]);
    commit(&demo, "Start");
    demo
}

/// Runs git as nobody in particular; whether it succeeded.
fn git_succeeds(demo: &Demo, args: &[&str]) -> bool {
    let output = Command::new("git")
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"])
        .args(args)
        .current_dir(demo.path(""))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    output.status.success()
}

pub(crate) fn git(demo: &Demo, args: &[&str]) {
    assert!(git_succeeds(demo, args), "git {args:?}");
}

pub(crate) fn commit(demo: &Demo, message: &str) {
    git(demo, &["add", "--all"]);
    git(demo, &["commit", "--quiet", "--message", message]);
}

/// A branch from `main` on which files are written and the baseline follows.
fn branch(demo: &Demo, name: &str, files: &[(&str, &str)]) {
    git(demo, &["checkout", "--quiet", "-b", name, "main"]);
    for (path, text) in files {
        demo.write(path, text);
    }
    demo.run(0, &["baseline", "update", "--accept-growth"]);
    commit(demo, name);
}

const ATTRIBUTE: (&str, &str) = (".gitattributes", "clone-baseline.json merge=union\n");

/// The entries of `a.rs`, `b.rs` and `c.rs` stand beside each other in the baseline; those of `c.rs` at its end.
fn three(attributes: &[(&str, &str)]) -> Demo {
    let one = function("m", &["x.m"]);
    let files =
        [("src/lib.rs", "mod a;\nmod b;\nmod c;\n"), ("src/a.rs", &one), ("src/b.rs", &one), ("src/c.rs", &one)];
    repository(&[&files[..], attributes].concat())
}

#[test]
fn branches_that_both_add_at_one_place_merge() {
    // Behind the last entry of `a` and before the first of `b`; and at the end of the file.
    let a = ("src/a.rs", &*function("m", &["x.m", "x.z"]));
    let b = ("src/b.rs", &*function("m", &["x.a", "x.m"]));
    let end = ("src/c.rs", &*(function("m", &["x.m"]) + &function("z", &["x.q", "x.r"])));
    let lib = ("src/lib.rs", "mod a;\nmod b;\nmod c;\nmod d;\n");
    let further = ("src/d.rs", &*function("z", &["x"]));
    for (ours, theirs) in [(vec![a], vec![b]), (vec![end], vec![lib, further]), (vec![a, end], vec![b, lib, further])] {
        let demo = three(&[ATTRIBUTE]);
        branch(&demo, "theirs", &theirs);
        branch(&demo, "ours", &ours);
        git(&demo, &["merge", "--quiet", "theirs"]);
        let (_, err) = demo.run(0, &["check", "--fail-on", "new-site"]);
        assert!(!err.contains("stale"), "{err}\n{}", demo.baseline());
        let merged = demo.baseline();
        demo.run(0, &["baseline", "save"]);
        let sorted = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            // Between two changes, git repeats the lines of both sides.
            lines.dedup();
            lines
        };
        assert_eq!(sorted(&merged), sorted(&demo.baseline()));
    }
}

/// `union` keeps the lines of both sides, so that what both removed beside each other is back. It is stale, which `check`
/// says, and an update takes it out.
#[test]
fn branches_that_both_remove_at_one_place_merge() {
    let nothing = function("m", &[]);
    for (ours, theirs) in [("src/a.rs", "src/b.rs"), ("src/c.rs", "src/b.rs")] {
        let demo = three(&[ATTRIBUTE]);
        branch(&demo, "theirs", &[(theirs, &nothing)]);
        branch(&demo, "ours", &[(ours, &nothing)]);
        git(&demo, &["merge", "--quiet", "theirs"]);
        demo.run(0, &["check", "--fail-on", "new-site"]);
        demo.run(0, &["baseline", "update"]);
        let updated = demo.baseline();
        assert_eq!(updated.lines().count(), 2, "the schema and the one clone that is left\n{updated}");
        let (_, err) = demo.run(0, &["check", "--fail-on", "new-site"]);
        assert!(!err.contains("stale"), "{err}");
    }
}

#[test]
fn a_merge_conflict_is_called_one_and_saving_resolves_it() {
    let demo = three(&[]);
    branch(&demo, "theirs", &[("src/b.rs", &function("m", &["x.a", "x.m"]))]);
    branch(&demo, "ours", &[("src/a.rs", &function("m", &["x.m", "x.z"]))]);
    assert!(!git_succeeds(&demo, &["merge", "--quiet", "theirs"]), "without the attribute, git stops");
    for command in [&["check"][..], &["diff"], &["baseline", "update"], &["report"]] {
        let (_, err) = demo.run(2, command);
        assert!(
            err.contains("merge conflict") && err.contains("baseline save") && err.contains("merge=union"),
            "{err}"
        );
    }
    demo.run(0, &["baseline", "save"]);
    demo.run(0, &["check", "--fail-on", "new-site"]);
    assert_eq!(demo.baseline().lines().count(), 1 + 5);
}

#[test]
fn the_first_save_says_how_to_make_git_merge_the_file() {
    let demo = Demo::new(&[("src/lib.rs", "")]);
    assert!(!demo.run(0, &["baseline", "save"]).1.contains(".gitattributes"), "no repository");
    std::fs::remove_file(demo.path("clone-baseline.json")).unwrap();
    git(&demo, &["init", "--quiet"]);
    assert!(demo.run(0, &["baseline", "save"]).1.contains("`clone-baseline.json merge=union` to .gitattributes"));
    assert!(!demo.run(0, &["baseline", "save"]).1.contains(".gitattributes"), "said once");
    std::fs::remove_file(demo.path("clone-baseline.json")).unwrap();
    demo.write(ATTRIBUTE.0, ATTRIBUTE.1);
    assert!(!demo.run(0, &["baseline", "save"]).1.contains(".gitattributes"), "it is set");
}

// ---- whose change it is ----

#[test]
fn a_baseline_like_that_of_the_merge_base_needs_no_word() {
    let demo = three(&[]);
    git(&demo, &["checkout", "--quiet", "-b", "topic"]);
    demo.write("src/a.rs", &function("m", &["x.m", "x.z"]));
    let verdict = demo.json(1, &["check"]);
    assert!(verdict["baseline_change"].is_null());
    commit(&demo, "Grow");
    let (_, err) = demo.run(1, &["check"]);
    assert_eq!(err, "");
}

#[test]
fn a_baseline_that_the_branch_changed_names_its_commits() {
    let demo = three(&[]);
    branch(&demo, "topic", &[("src/a.rs", &function("m", &["x.m", "x.z"]))]);
    let verdict = demo.json(0, &["check"]);
    let change = &verdict["baseline_change"];
    assert_eq!((&change["base"], &change["changed_on"]), (&"main".into(), &"branch".into()));
    assert_eq!(change["commits"].as_array().unwrap().len(), 1);
    let (_, err) = demo.run(0, &["check"]);
    assert!(err.contains("changed on this branch") && err.contains("by Ada: topic"), "{err}");
    demo.write("src/b.rs", &function("m", &["x.m", "x.z"]));
    demo.run(0, &["baseline", "update", "--accept-growth"]);
    let (_, err) = demo.run(0, &["check"]);
    assert!(err.contains("changed in the work tree, not committed"), "{err}");
}

/// The main branch has removed a clone since; measured by its baseline, the branch seems to have added one.
#[test]
fn a_branch_is_not_blamed_for_what_the_main_branch_has_removed() {
    let demo = three(&[]);
    branch(&demo, "topic", &[("src/b.rs", &(function("m", &["x.m"]) + "fn unrelated() {}\n"))]);
    git(&demo, &["checkout", "--quiet", "main"]);
    demo.write("src/a.rs", &function("m", &[]));
    demo.run(0, &["baseline", "update"]);
    commit(&demo, "Need no clone");
    let of_main = demo.baseline();
    git(&demo, &["checkout", "--quiet", "topic"]);
    demo.run(0, &["check"]);
    demo.write("target/of-main.json", &of_main);
    for args in [&["check", "--baseline", "target/of-main.json"][..], &["check"]] {
        let (_, err) = demo.run(1, args);
        assert!(err.contains("changed on main since") && err.contains("by Ada: Need no clone"), "{err}");
        assert!(err.contains("merge or rebase first"), "{err}");
        // A workflow that takes the file of the main branch into the work tree.
        demo.write("clone-baseline.json", &of_main);
    }
}

/// A path that was deleted is one of the changed files that hooks name; one that never was is a slip, and nothing would be
/// judged. Beside another path it is said, and the other is judged.
#[test]
fn a_path_that_never_was_judges_nothing() {
    let demo = repository(&[
        ("src/lib.rs", &format!("#[path = \"[id].rs\"] mod id;\n{}", function("f", &["x"]))),
        ("src/[id].rs", &function("g", &["x"])),
        ("src/empty.rs", ""),
        ("src/later.rs", ""),
    ]);
    for file in ["src/empty.rs", "src/[id].rs", "src/later.rs"] {
        std::fs::remove_file(demo.path(file)).unwrap();
    }
    demo.write("src/lib.rs", &function("f", &["x"]));
    demo.run(0, &["check", "src/empty.rs"]);
    demo.run(0, &["check", "src/[id].rs"]);
    commit(&demo, "Delete");
    demo.run(0, &["check", "src/later.rs"]);
    demo.run(0, &["check", "src/typo.rs", "src/lib.rs"]);
    for command in ["check", "diff"] {
        let (_, err) = demo.run(2, &[command, "src/typo.rs"]);
        assert!(err.contains("src/typo.rs: no such file"), "{err}");
    }
}
