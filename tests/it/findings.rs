//! Findings on their way through the program: levels, comments that let them pass, disposition, impact, proof.

use std::path::Path;

use crate::support::{self, MANIFEST, json, run};

/// Two clones on last use, one in a test; one share for a thread; one clone that is needed.
const CODE: &str = "use std::sync::Arc;

pub fn first() -> Vec<String> {
    let name = String::from(\"a\");
    vec![name.clone()]
}

pub fn share(pool: &Arc<Vec<u8>>) {
    let own = Arc::clone(pool);
    std::thread::spawn(move || own.len());
}

pub fn each(names: &[String], kept: &mut Vec<String>) {
    for name in names {
        kept.push(name.clone());
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names() {
        let name = String::from(\"b\");
        assert_eq!(vec![name.clone()], super::first());
        let kept = String::from(\"c\");
        assert_eq!(kept.clone() + \"d\", format!(\"{kept}d\"));
    }
}
";

fn tree(code: &str) -> tempfile::TempDir {
    support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", code)])
}

/// Rules by the line of the word `clone`.
fn rules(folder: &Path) -> Vec<(u64, Vec<String>)> {
    let list = json(folder, &["list"]);
    let sites = list["sites"].as_array().unwrap().iter();
    let of_site = |site: &serde_json::Value| {
        let rules = site["rules"].as_array().unwrap().iter().map(|rule| rule.as_str().unwrap().to_owned());
        (site["name_line"].as_u64().unwrap(), rules.collect())
    };
    sites.map(of_site).collect()
}

#[test]
fn every_clone_stands_somewhere() {
    let tree = tree(CODE);
    let report = json(tree.path(), &["report"]);
    assert_eq!(report["totals"]["explicit"], 5);
    assert_eq!(report["by_disposition"], serde_json::json!({"flagged": 2, "test": 1, "justified": 1, "unreviewed": 1}));
    assert_eq!(report["by_purpose"]["spawn"], 1);
    let rule = &report["by_rule"][0];
    assert_eq!((&rule["name"], &rule["findings"], &rule["production"]), (&"last-use".into(), &2.into(), &1.into()));
    let (_, table, _) = run(tree.path(), &["report"]);
    assert!(table.contains("2 flagged · 1 in tests · 1 justified · 1 unreviewed"), "{table}");
    let (_, markdown, _) = run(tree.path(), &["report", "--format", "markdown"]);
    let sentence = "5 explicit clones: 2 flagged, 1 in tests, 1 justified, 1 unreviewed.";
    assert!(markdown.contains(sentence), "{markdown}");
}

#[test]
fn impact_is_cost_times_loops_times_scope() {
    let tree = tree(CODE);
    let report = json(tree.path(), &["report"]);
    let hottest: Vec<(u64, u64)> = report["hottest"]
        .as_array()
        .unwrap()
        .iter()
        .map(|site| (site["line"].as_u64().unwrap(), site["impact"].as_u64().unwrap()))
        .collect();
    // A string: 4; in a loop: times 4; in production code: times 4. A share: 1, times 4.
    assert_eq!(hottest, [(15, 64), (5, 16), (24, 4), (9, 4), (26, 4)]);
}

/// A closure is a loop where an iterator calls it for each element, whatever the method is named that made the iterator.
#[test]
fn a_closure_is_a_loop_where_an_iterator_runs_it() {
    let code = "\
use std::collections::btree_map::IntoIter;
pub struct Set(std::collections::BTreeMap<u8, u8>);
impl Set {
    pub fn entries(self) -> IntoIter<u8, u8> { self.0.into_iter() }
    pub fn pick(&self) -> Option<u8> { None }
    pub fn map(&self, run: impl Fn() -> String) -> String { run() }
}
pub fn f(set: Set, other: &Set, text: &String, some: impl Iterator<Item = u8>) {
    let _ = set.entries().map(|_| text.clone()).count();
    let _ = some.map(|_| text.clone()).count();
    let _ = other.pick().map(|_| text.clone());
    let _ = other.map(|| text.clone());
    let _ = (0..3).map(|_| (0..3).map(|_| text.clone()).count()).count();
}
";
    let list = json(tree(code).path(), &["list"]);
    let loops: Vec<u64> =
        list["sites"].as_array().unwrap().iter().map(|site| site["loops"].as_u64().unwrap()).collect();
    assert_eq!(loops, [1, 1, 0, 0, 2]);
}

/// A closure or an `async` block justifies a share only where it may outlive the place that it could borrow from.
#[test]
fn a_closure_that_is_done_with_before_its_surroundings_justifies_no_clone() {
    let code = "\
use std::sync::Arc;
pub struct S { inner: Arc<String>, hooks: Vec<Box<dyn Fn() -> usize>> }
impl S {
    pub async fn awaited(&self) -> usize {
        let inner = self.inner.clone();
        async move { inner.len() }.await
    }
    pub async fn handed_on(&self) -> usize {
        let inner = self.inner.clone();
        later(async move { inner.len() }).await
    }
    pub fn called(&self) -> usize {
        let inner = self.inner.clone();
        let count = move |more: usize| inner.len() + more;
        count(1) + count(2)
    }
    pub fn stored(&mut self) {
        let inner = self.inner.clone();
        let hook = move || inner.len();
        self.hooks.push(Box::new(hook));
    }
    pub fn mapped(&self) -> Vec<usize> {
        let inner = self.inner.clone();
        (0..3).map(move |more| inner.len() + more).collect()
    }
    pub fn lazily(&self) -> impl Iterator<Item = usize> {
        let inner = self.inner.clone();
        (0..3).map(move |more| inner.len() + more)
    }
    pub fn consumed(&self) -> usize {
        let inner = self.inner.clone();
        let take = move || drop(inner);
        take();
        0
    }
    pub fn within_another(&mut self) {
        let inner = self.inner.clone();
        self.hooks.push(Box::new(move || (0..3).map(|more| inner.len() + more).sum()));
    }
}
async fn later(work: impl Future<Output = usize> + 'static) -> usize { work.await }
";
    let list = json(tree(code).path(), &["list"]);
    let purposes: Vec<&str> =
        list["sites"].as_array().unwrap().iter().map(|site| site["purpose"].as_str().unwrap_or("–")).collect();
    assert_eq!(purposes, ["–", "closure", "–", "closure", "–", "closure", "closure", "closure"]);
}

#[test]
fn a_comment_lets_a_finding_pass_and_is_reported_where_it_is_of_no_use() {
    let allowed = CODE.replace(
        "    vec![name.clone()]\n",
        "    // clone-audit: allow(last-use) — its capacity is wanted\n    vec![name.clone()]\n",
    );
    let folder = tree(&allowed);
    assert_eq!(rules(folder.path())[0], (6, vec![]));
    let list = json(folder.path(), &["list"]);
    let finding = &list["sites"][0]["findings"][0];
    assert_eq!((&finding["rule"], &finding["suppressed"]), (&"last-use".into(), &"its capacity is wanted".into()));
    let report = json(folder.path(), &["report"]);
    assert_eq!((&report["by_rule"][0]["findings"], &report["by_rule"][0]["suppressed"]), (&1.into(), &1.into()));
    assert_eq!(report["by_purpose"]["documented"], 1);
    assert_eq!(report["problems"], serde_json::json!([]));

    let warned = |comment: &str, expected: &str| {
        let folder =
            tree(&CODE.replace("    for name in names {\n", &format!("    {comment}\n    for name in names {{\n")));
        let (code, _, err) = run(folder.path(), &["report"]);
        assert!(code == 0 && err.contains("src/lib.rs:14:8: ") && err.contains(expected), "{err}");
        assert_eq!(json(folder.path(), &["report"])["problems"][0]["line"], 14);
    };
    warned("// clone-audit: allow(last-use) — not so", "`last-use` has no finding here");
    warned("// clone-audit: allow(last-used) — not so", "unknown rule `last-used`");
    warned("// clone-audit: allow(last-use)", "reason");
}

#[test]
fn levels_are_the_configurations() {
    let folder = tree(CODE);
    let config = folder.path().join("clone-audit.toml");
    std::fs::write(&config, "[rules]\nlast-use = \"off\"\n").unwrap();
    assert!(rules(folder.path()).iter().all(|(_, rules)| rules.is_empty()));
    std::fs::write(&config, "[rules]\nlast-use = \"note\"\n").unwrap();
    assert_eq!(json(folder.path(), &["report"])["by_rule"][0]["level"], "note");
    std::fs::write(&config, "[rules]\nlast-used = \"note\"\n").unwrap();
    let (code, _, err) = run(folder.path(), &["report"]);
    assert!(code == 2 && err.contains("last-used") && err.contains("explain"), "{err}");
}

#[test]
fn sites_are_chosen_by_rule() {
    let folder = tree(CODE);
    let list = json(folder.path(), &["list", "--rule", "last-use"]);
    assert_eq!(list["sites"].as_array().unwrap().len(), 2);
    let (_, lines, _) = run(folder.path(), &["list", "--rule", "last-use"]);
    assert!(lines.lines().all(|line| line.contains("last-use: `name` is not used after this clone")), "{lines}");
    let (code, _, err) = run(folder.path(), &["list", "--rule", "last-used"]);
    assert!(code == 2 && err.contains("last-use"), "{err}");
    for command in ["diff", "check"] {
        let (_, _, save) = run(folder.path(), &["baseline", "save"]);
        let (code, _, err) = run(folder.path(), &[command, "--rule", "last-use"]);
        assert!(code == 2 && err.contains("not findings"), "{save}{err}");
    }
}

#[test]
fn a_finding_shows_its_proof() {
    let folder = tree(CODE);
    let (_, before, _) = run(folder.path(), &["list", "--rule", "last-use"]);
    assert!(!before.contains("proven"), "{before}");
    let (code, _, err) = support::start(folder.path(), &["prove", "--rule", "last-use"]);
    assert_eq!(code, 0, "{err}");
    let (_, after, _) = run(folder.path(), &["list", "--rule", "last-use"]);
    assert!(after.lines().all(|line| line.ends_with("(proven: compiles without it)")), "{after}");
    // Other code around it: the verdict was on something else.
    std::fs::write(folder.path().join("src/lib.rs"), CODE.replace("from(\"a\")", "from(\"e\")")).unwrap();
    let list = json(folder.path(), &["list"]);
    assert_eq!(list["sites"][0].get("proof"), None);
}

#[test]
fn findings_at_types_are_listed_counted_and_allowed() {
    let code = "#[derive(Clone)]
pub struct Point { x: u32, y: u32 }

pub fn both(point: &Point) -> (Point, Point) {
    (point.clone(), point.clone())
}
";
    let folder = tree(code);
    let (_, lines, _) = run(folder.path(), &["list", "--rule", "copy-candidate"]);
    assert!(
        lines.starts_with("src/lib.rs:2:1: demo::Point  copy-candidate: ") && lines.lines().count() == 1,
        "{lines}"
    );
    let list = json(folder.path(), &["list", "--rule", "copy-candidate"]);
    assert_eq!(list["type_findings"][0]["line"], 2);
    assert_eq!(list["sites"], serde_json::json!([]));
    let report = json(folder.path(), &["report"]);
    assert_eq!(
        (&report["by_rule"][0]["name"], &report["by_rule"][0]["findings"]),
        (&"copy-candidate".into(), &1.into())
    );

    let allowed = format!("// clone-audit: allow(copy-candidate) — it will grow\n{code}");
    let folder = tree(&allowed);
    let report = json(folder.path(), &["report"]);
    assert_eq!((&report["by_rule"][0]["findings"], &report["by_rule"][0]["suppressed"]), (&0.into(), &1.into()));
    assert_eq!(report["problems"], serde_json::json!([]));
    let (_, lines, _) = run(folder.path(), &["list", "--rule", "copy-candidate"]);
    assert_eq!(lines, "");
}

#[test]
fn what_a_bench_measures_is_not_reported_as_read() {
    let code = "pub fn run(times: &mut impl FnMut(&dyn Fn() -> usize), text: &String) {
    let own = text.clone();
    times(&|| {
        let own = text.clone();
        own.len()
    });
    times(&|| text.clone().len());
    times(&|| own.len());
}
";
    let reported = |path: &str| {
        let root = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", ""), (path, code)]);
        let found = json(root.path(), &["list", "--rule", "clone-to-read"]);
        let sites = found["sites"].as_array().unwrap().clone();
        sites.iter().map(|site| site["line"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert!(reported("benches/text.rs").is_empty());
    assert_eq!(reported("examples/text.rs"), [4, 7]);
}
