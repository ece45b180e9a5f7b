//! Code, configuration and baselines that mean harm to whoever reads the output.

use crate::support::{self, MANIFEST, run, tree};

/// Clears the screen, sets the window's title, and so on: with 7-bit and with 8-bit sequences; turns the text around; ends
/// the line.
const CONTROLS: &str = "\u{1b}[2J\u{1b}]0;t\u{7}\u{9b}1m\u{7f}\u{8}\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}";

/// The same as people see it.
const SHOWN: &str = r"\u{1b}[2J\u{1b}]0;t\u{7}\u{9b}1m\u{7f}\u{8}\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}";

/// A file's name that would end its line, its cell and its code span as well.
fn path() -> String {
    format!("src/a{CONTROLS}\n|`.rs")
}

/// A package in which everything that can hold any character holds these.
fn package() -> tempfile::TempDir {
    let escaped: String = path()["src/".len()..].chars().map(|char| format!("\\u{{{:x}}}", u32::from(char))).collect();
    let entry = |item: &str| {
        serde_json::json!({
            "package": "demo", "item": item, "receiver": item, "spelling": "method", "scope": "production",
            "category": item, "class": "string", "cost": "heap", "path": format!("src/{item}.rs"),
        })
    };
    let lines = [
        serde_json::json!({"schema": "clone-audit/baseline/v2"}),
        entry(&format!("gone{CONTROLS}\n|`")),
        serde_json::json!({"package": "demo", "path": path(), "text": format!("// {CONTROLS} .clone()")}),
    ];
    let baseline: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let config = format!(
        "[[category]]\nname = \"c{0}\\n|`\"\npaths = [\"src/lib.rs\"]\ntarget = 0\n[targets.files]\n\"t{0}\" = 1\n\
         [gate]\nlimit-per-file = 0\n",
        CONTROLS.chars().map(|char| format!("\\u{:04x}", u32::from(char))).collect::<String>()
    );
    tree(&[
        ("Cargo.toml", MANIFEST),
        (
            "src/lib.rs",
            &format!(
                "#[path = \"{escaped}\"]\nmod a;\n// clone-audit: allow({CONTROLS}) — x\nfn f(s: String) -> String {{ s.clone() }}\n"
            ),
        ),
        (
            &path(),
            &format!(
                "fn g() -> String {{ let s = h(\"{CONTROLS}\"); s.clone() }}\nfn i() -> String {{ h(\"{CONTROLS}\n|`\").clone() }}\nfn h(s: &str) -> String {{ s.to_owned() }}\n"
            ),
        ),
        ("src/bin/b\u{1b}[1m.rs", "fn main( { \u{1b}[1m \""),
        ("clone-audit.toml", &config),
        ("clone-baseline.json", &baseline),
    ])
}

/// What a terminal must not get, of a text without colours.
fn acting(text: &str) -> Option<&str> {
    let acts = |char: char| {
        char != '\n' && char.is_control()
            || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.lines().find(|line| line.contains(acts))
}

/// Without the sequences that set colours, which a terminal may have: `ESC [ 1;31 m`.
fn without_colors(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |all, part| {
        let rest = part.trim_start_matches(|char: char| char.is_ascii_digit() || char == ';').strip_prefix('m');
        all + &rest.map_or_else(|| format!("\u{1b}[{part}"), str::to_owned)
    })
}

const OUTPUTS: &[(&str, &[&str])] = &[
    ("report", &["table", "json", "markdown", "csv"]),
    ("list", &["table", "json", "csv"]),
    ("types", &["table", "json", "markdown", "csv"]),
    ("diff", &["table", "json", "markdown", "csv"]),
    ("check", &["table", "json", "markdown"]),
];

#[test]
fn no_format_hands_foreign_characters_to_a_terminal() {
    let folder = package();
    for (command, formats) in OUTPUTS {
        for format in *formats {
            for more in [&["-vv"][..], &["--color", "always", "--allow-skipped"], &["--orphans"]] {
                let (_, out, err) = run(folder.path(), &[&[*command, "--format", format], more].concat());
                for text in [out, err] {
                    let text = if more.contains(&"always") { without_colors(&text) } else { text };
                    assert_eq!(acting(&text), None, "{command} {format} {more:?}");
                }
            }
        }
    }
    for by in ["file", "item", "category", "type", "package"] {
        for format in ["table", "markdown", "csv", "json"] {
            let (_, out, _) = run(folder.path(), &["report", "--by", by, "--format", format]);
            assert_eq!(acting(&out), None, "report --by {by} --format {format}");
        }
    }
}

#[test]
fn what_is_escaped_is_what_is_counted() {
    let folder = package();
    for width in [80_u16, 120] {
        let (_, out, _) = support::run_on(width, folder.path(), &["report"]);
        let files: Vec<&str> = out.lines().skip_while(|line| *line != "Files").skip(1).take(4).collect();
        let longest = files.iter().map(|line| line.chars().count()).max();
        assert!(longest.is_some_and(|longest| longest <= usize::from(width)), "{files:#?}");
        // Numbers stand below their titles.
        let end = |line: &str| line.split("Clones").next().map(|before| before.chars().count() + "Clones".len());
        let at = end(files[0]).unwrap();
        let row = files.iter().find(|line| line.contains("u{2028}")).unwrap();
        assert!(row.chars().nth(at - 1).is_some_and(|char| char.is_ascii_digit()), "{files:#?}");
    }
}

#[test]
fn messages_stay_on_their_lines() {
    let folder = package();
    for args in [
        &["list", "no\u{1b}[1m\nsuch"][..],
        &["list", "--category", "\u{1b}[1m\n"],
        &["list", "-p", "\u{9b}1m\n"],
        &["check", "--baseline", "no\u{1b}[1m\n.json"],
        &["list", "--manifest-path", "\u{1b}[1m\n/Cargo.toml"],
        &["list", "--format", "\u{1b}[1m"],
    ] {
        let (code, out, err) = run(folder.path(), args);
        assert_eq!((code, &*out, acting(&err)), (2, "", None), "{args:?}");
        assert!(!args.contains(&"list") || !err.contains("\nsuch"), "{err}");
    }
}

#[test]
fn what_is_escaped_can_be_read_and_json_has_it_whole() {
    let folder = package();
    let (_, out, _) = run(folder.path(), &["list"]);
    let line = out.lines().find(|line| line.contains("let s = h(")).unwrap();
    assert!(line.starts_with(&format!("src/a{SHOWN}\\n|`.rs:1:")), "{line}");
    assert!(line.contains(&format!("h(\"{SHOWN}\"); s.clone()")), "{line}");
    let (_, out, _) = run(folder.path(), &["list", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    let paths: Vec<&str> = document["sites"].as_array().unwrap().iter().map(|s| s["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&&*path()), "{paths:?}");
    // A row stays a row.
    let (_, out, _) = run(folder.path(), &["list", "--format", "csv"]);
    assert_eq!(out.lines().count(), 1 + paths.len());
}

#[test]
fn nothing_breaks_out_of_code_and_cells_in_markdown() {
    let folder = package();
    let (_, out, _) = run(folder.path(), &["report", "--format", "markdown"]);
    let row = out.lines().find(|line| line.contains("src/a")).unwrap();
    assert!(row.starts_with(&format!("| `` src/a{SHOWN}\\n\\|`.rs:1:")), "{row}");
    let category = out.lines().find(|line| line.starts_with(r"| c\\u")).unwrap();
    assert!(category.contains("\\|\\` | 1 |"), "{category}");
    let (_, out, _) = run(folder.path(), &["diff", "--format", "markdown"]);
    assert!(out.contains(&format!("- `` src/gone{SHOWN}\\n|`.rs `` method of `` gone{SHOWN}\\n|` ``")), "{out}");
}

#[test]
fn a_patch_names_such_files_as_git_does() {
    let name = "src/with \"quote\\ and\ttab.rs";
    let folder = tree(&[
        ("Cargo.toml", MANIFEST),
        ("src/lib.rs", "#[path = \"with \\\"quote\\\\ and\\ttab.rs\"]\npub mod a;\n"),
        (name, "pub fn f(s: String) -> String { s.clone() }\n"),
    ]);
    let (code, out, err) = support::start(folder.path(), &["fix", "--dry-run"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("+++ \"b/src/with \\\"quote\\\\ and\\011tab.rs\"\n"), "{out}");
    let patch = folder.path().join("a.patch");
    std::fs::write(&patch, out).unwrap();
    let applied = std::process::Command::new("git").arg("apply").arg(&patch).current_dir(folder.path()).status();
    assert!(applied.unwrap().success());
    let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(text, "pub fn f(s: String) -> String { s }\n");
}
