//! Figures over commits: what each says is what an audit of its checkout says.

use std::process::Command;

use serde_json::Value;

use crate::baseline::{Demo, function};
use crate::docs::is_in_the_contract;
use crate::git::{commit, git};
use crate::support::{MANIFEST, run};

/// A repository on its branch `main` with a commit for each of these lists of files, `None` for a file that goes.
fn repository(commits: &[&[(&str, Option<&str>)]]) -> Demo {
    let demo = Demo::new(&[]);
    std::fs::remove_file(demo.path("Cargo.toml")).unwrap();
    git(&demo, &["init", "--quiet", "--initial-branch", "main"]);
    for (number, files) in commits.iter().enumerate() {
        for (path, text) in *files {
            match text {
                Some(text) => demo.write(path, text),
                None => std::fs::remove_file(demo.path(path)).unwrap(),
            }
        }
        commit(&demo, &format!("Number {number}"));
    }
    demo
}

fn points(history: &Value) -> &Vec<Value> {
    history["points"].as_array().unwrap()
}

/// `added removed removed_with_file respelled moved` of a point.
fn changes(point: &Value) -> [u64; 5] {
    ["added", "removed", "removed_with_file", "respelled", "moved"].map(|name| point[name].as_u64().unwrap())
}

const ARC: &str = "use std::sync::Arc;\npub struct T;\n";

/// A history in which each kind of change happens, and its documents.
fn story() -> Demo {
    let respelled = "pub fn f(x: &Arc<T>, y: &Vec<u8>) { drop(Arc::clone(x)); drop(y.clone()); }\n";
    let plain = "pub fn f(x: &Arc<T>, y: &Vec<u8>) { drop(x.clone()); drop(y.clone()); }\n";
    repository(&[
        &[("README.md", Some("x.clone()"))],
        &[
            ("Cargo.toml", Some(MANIFEST)),
            ("src/lib.rs", Some("mod a;\nmod b;\n")),
            ("src/a.rs", Some(&(ARC.to_owned() + plain))),
            ("src/b.rs", Some(&function("g", &["x.a", "x.b", "x.c"]))),
        ],
        &[("src/a.rs", Some(&(ARC.to_owned() + respelled)))],
        &[("README.md", Some("nothing that an audit looks at"))],
        &[("src/b.rs", None), ("src/lib.rs", Some("mod a;\n"))],
        &[("src/a.rs", None), ("src/n.rs", Some(&(ARC.to_owned() + respelled))), ("src/lib.rs", Some("mod n;\n"))],
        &[("src/lib.rs", Some("mod n;\n#[cfg(test)]\nmod tests { fn t(x: &String) -> String { x.clone() } }\n"))],
    ])
}

#[test]
fn each_point_is_an_audit_of_its_checkout_and_says_what_has_happened() {
    let demo = story();
    let history = demo.json(0, &["history"]);
    assert_eq!((&history["schema"], &history["before_workspace"]), (&"clone-audit/history/v1".into(), &1.into()));
    is_in_the_contract(&history);
    let points = points(&history);
    let subjects: Vec<&str> = points.iter().map(|point| point["subject"].as_str().unwrap()).collect();
    assert_eq!(subjects, ["Number 1", "Number 2", "Number 3", "Number 4", "Number 5", "Number 6"]);
    let explicit: Vec<u64> = points.iter().map(|point| point["totals"]["explicit"].as_u64().unwrap()).collect();
    assert_eq!(explicit, [5, 5, 5, 2, 2, 3]);
    let grep: Vec<u64> = points.iter().map(|point| point["totals"]["grep_lines"].as_u64().unwrap()).collect();
    // Three lines of `b`, and one of `a` whatever stands in it twice.
    assert_eq!(grep, [4, 4, 4, 1, 1, 2]);
    let all: Vec<[u64; 5]> = points.iter().map(changes).collect();
    let nothing = [0; 5];
    assert_eq!(all, [nothing, [0, 0, 0, 1, 0], nothing, [0, 3, 3, 0, 0], [0, 0, 0, 0, 2], [1, 0, 0, 0, 0]]);
    for point in points {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("tree");
        git(&demo, &["worktree", "add", "--quiet", place.to_str().unwrap(), point["revision"].as_str().unwrap()]);
        let (code, out, err) = run(&place, &["report", "--format", "json"]);
        assert_eq!(code, 0, "{err}");
        let report: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(point["totals"], report["totals"]);
        assert_eq!(point["lines"], report["workspace"]["lines"]);
    }
    let (table, _) = demo.run(0, &["history"]);
    assert!(table.contains("−3 clones, −3 grep lines: 3 removed with their files"), "{table}");
    assert!(table.contains("±0 clones, ±0 grep lines: 1 respelled"), "{table}");
}

#[test]
fn ranges_points_tags_and_weeks_choose_commits() {
    let demo = story();
    let subjects = |args: &[&str]| -> Vec<(String, Value)> {
        let history = demo.json(0, &[&["history"], args].concat());
        let point =
            |point: &Value| (point["subject"].as_str().unwrap().replace("Number ", ""), point["commits"].clone());
        points(&history).iter().map(point).collect()
    };
    let pairs = |pairs: &[(&str, Option<u64>)]| -> Vec<(String, Value)> {
        pairs.iter().map(|(name, commits)| ((*name).to_owned(), commits.map_or(Value::Null, Value::from))).collect()
    };
    // A range begins with what its changes are counted from.
    assert_eq!(subjects(&["HEAD~2.."]), pairs(&[("4", None), ("5", Some(1)), ("6", Some(1))]));
    assert_eq!(subjects(&["HEAD~4..HEAD~", "--points", "2"]), pairs(&[("2", None), ("5", Some(3))]));
    assert_eq!(subjects(&["HEAD~3", "--points", "1"]), pairs(&[("3", None)]));
    git(&demo, &["tag", "v2", "HEAD~"]);
    git(&demo, &["-c", "tag.gpgsign=false", "tag", "--annotate", "--message", "One", "v1", "HEAD~4"]);
    assert_eq!(subjects(&["--by", "tags"]), pairs(&[("2", None), ("5", None)]));
    assert_eq!(demo.json(0, &["history", "--by", "tags"])["points"][1]["tag"], "v2");
    assert_eq!(subjects(&["--by", "weeks"]), pairs(&[("6", None)]));
    for (args, words) in [
        (["nowhere", "--by", "commits"], "no revision"),
        (["HEAD...v1", "--by", "commits"], "three dots"),
        (["v1..HEAD~5", "--by", "tags"], "no tag"),
    ] {
        let (_, err) = demo.run(2, &[&["history"], &args[..]].concat());
        assert!(err.contains(words), "{err}");
    }
}

#[test]
fn a_commit_that_cannot_be_audited_is_named_and_no_success() {
    let demo = repository(&[
        &[("Cargo.toml", Some(MANIFEST)), ("src/lib.rs", Some(&function("f", &["x.a"])))],
        &[("Cargo.toml", Some("nonsense"))],
        &[("Cargo.toml", Some(MANIFEST)), ("src/lib.rs", Some(&function("f", &["x.a", "x.b"])))],
    ]);
    let (out, err) = demo.run(2, &["history"]);
    assert!(err.contains("cannot read the workspace") && out.contains("1 → 2"), "{out}{err}");
    let history = demo.json(0, &["history", "--allow-skipped"]);
    assert_eq!((points(&history).len(), history["skipped"].as_array().unwrap().len()), (2, 1));
    assert_eq!((&points(&history)[1]["commits"], &points(&history)[1]["added"]), (&2.into(), &1.into()));
}

#[test]
fn filters_count_a_part_and_formats_render_all() {
    let demo = story();
    let test = demo.json(0, &["history", "--scope", "test"]);
    let explicit: Vec<u64> = points(&test).iter().map(|point| point["totals"]["explicit"].as_u64().unwrap()).collect();
    assert_eq!(explicit, [0, 0, 0, 0, 0, 1]);
    let below = demo.json(0, &["history", "HEAD", "src/b.rs"]);
    assert_eq!(
        (&points(&below)[0]["totals"]["explicit"], &points(&below)[5]["totals"]["explicit"]),
        (&3.into(), &0.into())
    );
    let (csv, _) = demo.run(0, &["history", "--format", "csv"]);
    let columns = |line: &str| line.split(',').count();
    assert_eq!(csv.lines().count(), 7, "a title and six commits");
    assert!(csv.lines().all(|line| columns(line) == columns(csv.lines().next().unwrap())), "{csv}");
    let (svg, _) = demo.run(0, &["history", "--format", "svg"]);
    assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>") && svg.contains("production"), "{svg}");
    let status = Command::new("git").args(["status", "--porcelain"]).current_dir(demo.path("")).output().unwrap();
    assert!(status.stdout.is_empty());
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_no_success() {
    let demo = repository(&[
        &[("Cargo.toml", Some(MANIFEST)), ("src/lib.rs", Some("mod m;\n"))],
        &[("src/m.rs", Some(&function("f", &["x.a"])))],
    ]);
    let (_, err) = demo.run(2, &["history"]);
    assert!(err.contains("src/m.rs: does not exist"), "{err}");
    let history = demo.json(0, &["history", "--allow-skipped"]);
    assert_eq!(points(&history)[0]["files_skipped"][0]["path"], "src/m.rs");
    assert_eq!(points(&history)[1]["files_skipped"], serde_json::json!([]));
}

#[test]
fn ranges_of_branches_begin_where_they_part_and_empty_ones_are_errors() {
    let one = function("f", &["x.a"]);
    let demo = repository(&[&[("Cargo.toml", Some(MANIFEST)), ("src/lib.rs", Some(&one))]]);
    git(&demo, &["checkout", "--quiet", "-b", "work"]);
    demo.write("src/lib.rs", &function("f", &["x.a", "x.own"]));
    commit(&demo, "Own");
    git(&demo, &["checkout", "--quiet", "main"]);
    demo.write("src/lib.rs", &function("f", &["x.a", "x.b", "x.c"]));
    commit(&demo, "Others");
    let history = demo.json(0, &["history", "main..work"]);
    assert_eq!(points(&history).iter().map(changes).collect::<Vec<_>>(), [[0; 5], [1, 0, 0, 0, 0]]);
    for range in ["HEAD..HEAD", "HEAD..HEAD~"] {
        let (_, err) = demo.run(2, &["history", range]);
        assert!(err.contains("there is no commit in"), "{err}");
    }
    let (_, err) = demo.run(2, &["history", "HEAD", "src/nothing.rs"]);
    assert!(err.contains("no audited file of any commit matches"), "{err}");
    demo.run(2, &["history", "--partition", "1/2"]);
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_matters_whatever_its_name() {
    let lib = "mod m;\n".to_owned() + &function("f", &["x.a"]);
    let demo = repository(&[&[("Cargo.toml", Some(MANIFEST)), ("src/lib.rs", Some(&lib))]]);
    std::os::unix::fs::symlink("../data/m.txt", demo.path("src/m.rs")).unwrap();
    commit(&demo, "A link that leads nowhere");
    demo.write("data/m.txt", &function("m", &["x.a"]));
    commit(&demo, "And now somewhere");
    let history = demo.json(0, &["history", "--allow-skipped"]);
    let explicit: Vec<u64> =
        points(&history).iter().map(|point| point["totals"]["explicit"].as_u64().unwrap()).collect();
    assert_eq!(explicit, [1, 1, 2]);
}

#[test]
fn tags_come_in_the_order_of_the_history_and_a_range_has_its_start() {
    let version = |count: usize| function("f", &vec!["x.a"; count]);
    let demo = repository(&[&[("Cargo.toml", Some(MANIFEST)), ("src/lib.rs", Some(&version(1)))]]);
    git(&demo, &["tag", "v2"]);
    for (count, tag) in [(2, "v10"), (3, "v11")] {
        demo.write("src/lib.rs", &version(count));
        commit(&demo, tag);
        git(&demo, &["tag", tag]);
    }
    let tags = |args: &[&str]| -> Vec<(Value, u64)> {
        let history = demo.json(0, &[&["history", "--by", "tags"], args].concat());
        points(&history).iter().map(|point| (point["tag"].clone(), point["added"].as_u64().unwrap())).collect()
    };
    assert_eq!(tags(&[]), [("v2".into(), 0), ("v10".into(), 1), ("v11".into(), 1)]);
    assert_eq!(tags(&["v2..v10"]), [(Value::Null, 0), ("v10".into(), 1)]);
}

/// A dependency in the repository that is no member changes with the commits as files of the workspace do.
#[test]
fn what_a_dependency_in_the_repository_declares_is_looked_at_anew() {
    let manifest = |name: &str, more: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n{more}")
    };
    let demo = repository(&[
        &[
            (
                "Cargo.toml",
                Some(&manifest("demo", "[dependencies]\ndep = { path = \"dep\" }\n[workspace]\nexclude = [\"dep\"]\n")),
            ),
            ("src/lib.rs", Some("pub fn f(x: &dep::T) -> dep::T { x.clone() }\n")),
            ("dep/Cargo.toml", Some(&manifest("dep", "[workspace]\n"))),
            ("dep/src/lib.rs", Some("#[derive(Clone)]\npub struct T(pub Vec<String>);\n")),
        ],
        &[("dep/src/lib.rs", Some("#[derive(Clone, Copy)]\npub struct T(pub u8);\n"))],
    ]);
    let history = demo.json(0, &["history"]);
    let cost = |at: usize, cost: &str| points(&history)[at]["totals"]["by_cost"][cost].as_u64().unwrap();
    assert_eq!((cost(0, "deep"), cost(0, "free")), (1, 0));
    assert_eq!((cost(1, "deep"), cost(1, "free")), (0, 1));
}
