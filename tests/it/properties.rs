//! What holds for every program: properties, tried on programs made at random. The seed is the same in every run, unless
//! `PROPTEST_RNG_SEED` gives another; `PROPTEST_CASES` tries more programs.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::subsequence;
use proptest::test_runner::RngSeed;
use serde_json::Value;

use crate::baseline::Demo;

/// Programs for each property. A case audits a whole workspace, so it holds many functions instead.
const CASES: u32 = 4;

fn config() -> ProptestConfig {
    let given = ProptestConfig::default();
    let rng_seed = match given.rng_seed {
        RngSeed::Random => RngSeed::Fixed(11),
        fixed @ RngSeed::Fixed(_) => fixed,
    };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { given.cases } else { CASES };
    ProptestConfig { rng_seed, cases, failure_persistence: None, ..given }
}

/// Statements with the spelling of each site in them. `§` stands before each word that names a clone, `¤` where layout is
/// free.
const STATEMENTS: &[(&str, &[&str])] = &[
    ("keep(¤x.a¤.§clone(¤));", &["method"]),
    ("keep(x.b[0].§clone()¤.c.§clone());", &["method", "method"]),
    ("keep(¤Arc::§clone(¤&y));", &["path"]),
    ("keep(<Thing as Clone>::§clone(&x.c));", &["path"]),
    ("keep(list.iter()¤.map(Clone::§clone).count());", &["fn-value"]),
    ("t¤.§clone_from(&x.b);", &["clone-from"]),
    ("keep(list.iter().§cloned()¤.count());", &["bulk"]),
    ("keep(vec![x.a.§clone(),¤ x.b.§clone()]);", &["method", "method"]),
    ("assert_eq!(x.a.§clone(),¤ y.§clone(), \"x.clone()\");", &["method", "method"]),
    ("if x.f {¤ while y.g() { keep(x.d.§clone()); } }", &["method"]),
    ("let _ = move |z: &Thing| z.§clone();", &["method"]),
    ("match x.e {¤ Some(ref e) => keep(e.§clone()),¤ None => {} }", &["method"]),
    ("{ fn inner(i: &Thing) -> Thing { i.§clone() }¤ keep(inner(&x)); }", &["method"]),
    ("// The words x.clone() and Arc::clone(&x) are no code here.\n", &[]),
    ("keep(\"x.clone()\"); keep(r#\"y\".clone()\"#); keep('\"');", &[]),
    ("keep(x.clone);¤ keep(clone(x.a)); x.clone_all();", &[]),
];

/// What may stand where layout is free.
const LAYOUTS: &[&str] = &["", " ", "\n", "\n\n        ", " /* x.clone() */ ", " // y.clone()\n"];

/// A function: the module it stands in, and the numbers of its statements.
#[derive(Clone, Debug)]
struct Function {
    module: usize,
    statements: Vec<usize>,
}

const MODULES: usize = 3;

fn functions() -> impl Strategy<Value = Vec<Function>> {
    let function = (0..MODULES, prop::collection::vec(0..STATEMENTS.len(), 0..6));
    prop::collection::vec(function.prop_map(|(module, statements)| Function { module, statements }), 8..20)
}

/// Choices among layouts, used one after the other.
fn layout() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..LAYOUTS.len(), 16)
}

/// A site as it was written: file, line and column of its name, spelling.
type Written = (String, u64, u64, String);

/// The files of a program, and its sites in the order of files and places. Functions come in the order of `order`.
fn render(functions: &[Function], order: &[usize], layout: &[usize]) -> (Vec<(String, String)>, Vec<Written>) {
    let mut choices = layout.iter().cycle();
    let (mut files, mut sites) = (Vec::new(), Vec::new());
    let modules: String = (0..MODULES).map(|module| format!("mod m{module};\n")).collect();
    files.push(("src/lib.rs".to_owned(), format!("{modules}use std::sync::Arc;\n")));
    for module in 0..MODULES {
        let path = format!("src/m{module}.rs");
        let mut text = String::from("use super::*;\n");
        for &number in order.iter().filter(|number| functions[**number].module == module) {
            let _ = write!(text, "fn f{number}(x: &X, y: &Arc<Thing>, list: &[Thing], t: &mut Thing) {{\n    ");
            for &statement in &functions[number].statements {
                let (template, spellings) = STATEMENTS[statement];
                let mut spellings = spellings.iter();
                for c in template.chars() {
                    match c {
                        '¤' => text += LAYOUTS[*choices.next().unwrap()],
                        '§' => {
                            let line = text.matches('\n').count() as u64 + 1;
                            let column = text.rsplit('\n').next().unwrap().chars().count() as u64 + 1;
                            sites.push((path.clone(), line, column, (*spellings.next().unwrap()).to_owned()));
                        }
                        c => text.push(c),
                    }
                }
                assert_eq!(spellings.next(), None, "{template}");
                text += "\n    ";
            }
            text += "}\n\n";
        }
        files.push((path, text));
    }
    (files, sites)
}

fn demo(files: &[(String, String)]) -> Demo {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Demo::new(&files)
}

fn rewrite(demo: &Demo, files: &[(String, String)]) {
    for (path, text) in files {
        demo.write(path, text);
    }
}

fn in_order(functions: &[Function]) -> Vec<usize> {
    (0..functions.len()).collect()
}

fn sites(list: &Value) -> Vec<Written> {
    let site = |site: &Value| {
        let text = |field: &str| site[field].as_str().unwrap().to_owned();
        let number = |field: &str| site[field].as_u64().unwrap();
        (text("path"), number("name_line"), number("name_column"), text("spelling"))
    };
    list["sites"].as_array().unwrap().iter().map(site).collect()
}

fn fingerprints(demo: &Demo) -> Vec<String> {
    let list = demo.json(0, &["list"]);
    let sites = list["sites"].as_array().unwrap().iter();
    let mut all: Vec<String> = sites.map(|site| site["fingerprint"].as_str().unwrap().to_owned()).collect();
    all.sort();
    all
}

fn length(document: &Value, list: &str) -> usize {
    document[list].as_array().unwrap().len()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_clone_is_found_once_and_the_parts_add_up(functions in functions(), layout in layout()) {
        let (files, written) = render(&functions, &in_order(&functions), &layout);
        let demo = demo(&files);
        let mut found = sites(&demo.json(0, &["list"]));
        found.sort();
        let mut written = written;
        written.sort();
        prop_assert_eq!(&found, &written);
        let report = demo.json(0, &["report"]);
        let explicit = written.iter().filter(|site| site.3 != "bulk").count();
        prop_assert_eq!(report["totals"]["explicit"].as_u64(), Some(explicit as u64));
        prop_assert_eq!(report["totals"]["bulk"].as_u64(), Some((written.len() - explicit) as u64));
        for map in ["by_scope", "by_class", "by_cost"] {
            let counts = report["totals"][map].as_object().unwrap().values();
            prop_assert_eq!(counts.map(|count| count.as_u64().unwrap()).sum::<u64>(), explicit as u64, "{}", map);
        }
        for rows in ["by_category", "by_package", "by_file"] {
            let counts = report[rows].as_array().unwrap().iter();
            prop_assert_eq!(counts.map(|row| row["explicit"].as_u64().unwrap()).sum::<u64>(), explicit as u64, "{}", rows);
        }
    }

    #[test]
    fn layout_and_the_order_of_functions_change_no_identity(
        functions in functions(),
        (before, after) in (layout(), layout()),
        seed in any::<u64>(),
    ) {
        let (files, written) = render(&functions, &in_order(&functions), &before);
        let demo = demo(&files);
        demo.run(0, &["baseline", "save"]);
        let (baseline, known) = (demo.baseline(), fingerprints(&demo));
        let mut order = in_order(&functions);
        order.sort_by_key(|number| seed.rotate_left(u32::try_from(number * 7).unwrap()) % 97);
        rewrite(&demo, &render(&functions, &order, &after).0);
        prop_assert_eq!(fingerprints(&demo), known);
        let diff = demo.json(0, &["diff"]);
        for list in ["added", "removed", "moved", "respelled", "promoted"] {
            prop_assert_eq!(length(&diff, list), 0, "{}", list);
        }
        prop_assert_eq!(diff["unchanged"].as_u64(), Some(written.len() as u64));
        demo.run(0, &["baseline", "save"]);
        // All but what grep would count: that depends on line breaks and comments.
        let of_sites = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| line.contains("\"receiver\""));
            let lines = lines.map(|line| line.replace(",\"grep\":true", "").replace('}', ""));
            lines.map(|line| line.split(",\"nth\"").next().unwrap().to_owned()).collect()
        };
        prop_assert_eq!(of_sites(&demo.baseline()), of_sites(&baseline));
    }

    #[test]
    fn a_comparison_accounts_for_every_site_on_both_sides(
        (functions, kept) in functions().prop_flat_map(|functions| {
            let all: Vec<usize> = (0..functions.len()).collect();
            let count = all.len();
            (Just(functions), subsequence(all, count / 2..=count))
        }),
        layout in layout(),
    ) {
        let (files, before) = render(&functions, &in_order(&functions), &layout);
        let demo = demo(&files);
        demo.run(0, &["baseline", "save"]);
        let (files, after) = render(&functions, &kept, &layout);
        rewrite(&demo, &files);
        let diff = demo.json(0, &["diff"]);
        let of = |list: &str| length(&diff, list);
        let in_both = usize::try_from(diff["unchanged"].as_u64().unwrap()).unwrap() + of("moved") + of("respelled");
        prop_assert_eq!(in_both + of("removed"), before.len());
        prop_assert_eq!(in_both + of("added"), after.len());
        // Nothing but whole functions went.
        prop_assert_eq!((of("added"), of("moved"), of("respelled")), (0, 0, 0));
        let grown = length(&demo.json(0, &["check", "--fail-on", "total,category,package,file,new-site"]), "growth");
        prop_assert_eq!(grown, 0);
        demo.run(0, &["baseline", "update"]);
        prop_assert_eq!(demo.json(0, &["diff"])["unchanged"].as_u64(), Some(after.len() as u64));
    }

    /// Files of pieces of Rust in any order, and of any characters.
    #[test]
    fn no_text_makes_the_audit_panic(
        soups in prop::collection::vec(prop::collection::vec(0..PIECES.len(), 0..60), 20),
        texts in prop::collection::vec(any::<String>(), 20),
    ) {
        let soup = |pieces: &Vec<usize>| pieces.iter().map(|piece| format!("{} ", PIECES[*piece])).collect::<String>();
        let texts = soups.iter().map(soup).chain(texts);
        let mut files: Vec<(String, String)> =
            texts.enumerate().map(|(number, text)| (format!("src/t{number}.rs"), text)).collect();
        let modules: String = (0..files.len()).map(|number| format!("mod t{number};\n")).collect();
        files.push(("src/lib.rs".to_owned(), modules));
        let demo = demo(&files);
        let list = demo.json(0, &["list", "--allow-skipped"]);
        for site in list["sites"].as_array().unwrap() {
            let path = site["path"].as_str().unwrap();
            let (_, text) = files.iter().find(|(file, _)| file == path).unwrap();
            let line = text.lines().nth(usize::try_from(site["name_line"].as_u64().unwrap()).unwrap() - 1).unwrap();
            let at = usize::try_from(site["name_column"].as_u64().unwrap()).unwrap() - 1;
            let name: String = line.chars().skip(at).take(5).collect();
            prop_assert!(["clone", "to_ow", "to_st", "to_ve", "into_"].contains(&name.as_str()), "{}: {}", site, line);
        }
    }
}

/// Pieces that meet each other in unusual ways.
const PIECES: &[&str] = &[
    "fn f",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "x",
    ".",
    "clone",
    "()",
    ".clone()",
    "::",
    "Arc::clone(&x)",
    "&",
    "mut",
    ",",
    ";",
    "=",
    "=>",
    "|x|",
    "move",
    "async",
    "await",
    "match",
    "if",
    "else",
    "for i in",
    "loop",
    "let",
    "impl",
    "trait",
    "struct S",
    "enum E",
    "type T",
    "where",
    "dyn",
    "'a",
    "'c'",
    "\"s\"",
    "r#\"",
    "\"#",
    "//",
    "/*",
    "*/",
    "#[cfg(test)]",
    "#![x]",
    "macro_rules! m",
    "$x",
    "$($x:expr),*",
    "m!",
    "vec!",
    "mod m",
    "use a::{self, *}",
    "pub(crate)",
    "unsafe",
    "0..=1",
    "1.",
    "..",
    "?",
    "!",
    "-",
    "return",
    "break 'a",
    "const",
    "static",
    "r#fn",
    "é",
    "\u{200b}",
    "\n",
];
