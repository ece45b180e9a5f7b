//! `explain`: what a name means.

mod proof;
mod site;

use anyhow::{Result, bail};

use crate::categories::{BUILTIN, Builtin, SEED};
use crate::cli::args::ExplainArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::ui::Ui;
use crate::model::{Hazard, Rewrite, TypeClass};
use crate::output::Explanation;
use crate::rules::RULES;

/// The name that stands for all rules.
const ALL_RULES: &str = "rules";

pub(super) fn run(args: &ExplainArgs, ui: &Ui) -> Result<ExitStatus> {
    let place = args.name.as_deref().and_then(site::place);
    let found = match (&args.name, place) {
        (None, _) => vec![Explanation::Text(overview())],
        (_, Some(place)) => vec![Explanation::Text(site::explained(place, args, ui)?)],
        (Some(name), None) => explained(name),
    };
    if let (Some(name), true) = (&args.name, found.is_empty()) {
        bail!(
            "{name:?} is not a rule, category, type class, hazard, rewrite or PATH:LINE; `cargo clone-audit explain` lists the names"
        );
    }
    let texts: Vec<String> =
        found.iter().map(|found| args.format.explain(found, ui.style(0))).collect::<Result<_>>()?;
    ui.print(&texts.join("\n"))?;
    Ok(ExitStatus::Clean)
}

/// Everything of that name: `generic` is a type class and a hazard.
fn explained(name: &str) -> Vec<Explanation<'static>> {
    let rules = (name == ALL_RULES).then_some(Explanation::Rules(RULES));
    let rule = RULES.iter().find(|rule| rule.id.eq_ignore_ascii_case(name)).map(Explanation::Rule);
    let texts = [category(name), class(name), proof::prove(name), proof::hazard(name), proof::rewrite(name)];
    rules.into_iter().chain(rule).chain(texts.into_iter().flatten().map(Explanation::Text)).collect()
}

fn overview() -> String {
    let section = |title: &str, names: Vec<&'static str>| {
        format!("{title}\n{}", names.iter().map(|name| format!("  {name}\n")).collect::<String>())
    };
    [
        section("Rules (`explain rules` says what each is about)", RULES.iter().map(|rule| rule.id).collect()),
        section("Categories, in the order in which they are tried", BUILTIN.iter().map(|entry| entry.name).collect()),
        section("Type classes", TypeClass::ALL.iter().map(|class| class.name()).collect()),
        section("Proofs", vec![proof::PROVE]),
        section("Hazards of a removal", Hazard::ALL.iter().map(|hazard| hazard.name()).collect()),
        section("Rewrites that remove a clone", Rewrite::ALL.iter().map(|rewrite| rewrite.name()).collect()),
    ]
    .join("\n")
}

fn category(name: &str) -> Option<String> {
    let named = |list: &'static [Builtin]| list.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    let (entry, seed) = (named(BUILTIN)?, named(SEED));
    let mut text = format!("{}: a category\n\n{}", entry.name, takes(entry));
    match seed {
        None => text += "\nThe preset \"seed\" does not have it.\n",
        Some(seed) if takes(seed) != takes(entry) => text += &format!("\nWith the preset \"seed\":\n\n{}", takes(seed)),
        Some(_) => {}
    }
    Some(text + "\nTo redefine it, add a [[category]] of that name to clone-audit.toml.\n")
}

/// What a category takes.
fn takes(entry: &Builtin) -> String {
    let signs = &entry.signs;
    let mut text = format!("{}\n", entry.about);
    for (title, items) in [
        ("Scopes", list(entry.scopes)),
        ("Type classes", list(entry.classes)),
        ("Names", list(entry.names)),
        ("Crates that decide", list(signs.crates)),
        ("Calls that decide where the file imports one of these", list(signs.calls)),
        ("Words of types' names that decide", list(signs.types)),
        ("Last words of types' names that are something else", list(signs.except)),
        ("Words of modules that need a type or an import to agree", list(signs.words)),
        ("Crates that agree", list(signs.with)),
    ] {
        if !items.is_empty() {
            text += &format!("\n{title}: {items}\n");
        }
    }
    text
}

fn class(name: &str) -> Option<String> {
    let class = TypeClass::ALL.iter().find(|class| class.name().eq_ignore_ascii_case(name))?;
    let about = match class {
        TypeClass::Arc => "Arc, Rc and Weak. A clone increments a reference count; the value is shared, not copied.",
        TypeClass::Handle => {
            "Cheap-to-clone handles of libraries: channel senders, Bytes, pools, HTTP clients. A clone increments a reference count."
        }
        TypeClass::String => "String, PathBuf, OsString, CString, Box<str>. A clone allocates and copies the text.",
        TypeClass::Collection => "Vec, maps, sets, queues. A clone allocates and clones every element.",
        TypeClass::Copy => "Copy types. A clone copies bits, as an assignment would; the call can be deleted.",
        TypeClass::Struct => "Types declared in the workspace. The cost of a clone depends on their fields.",
        TypeClass::External => "Types declared in a dependency. The cost of a clone depends on their fields.",
        TypeClass::Generic => {
            "Type parameters and associated types. The cost of a clone depends on the caller's choice."
        }
        TypeClass::Function => "Function pointers, function items and closures.",
        TypeClass::Unknown => {
            "The type does not follow from the source alone. The tool never guesses; `--resolve` asks the compiler."
        }
    };
    Some(format!("{class}: a type class\n\n{about}\n\nUsual cost: {}\n", class.usual_cost()))
}

fn list<T: ToString>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_that_the_overview_lists_is_explained() {
        for line in overview().lines().filter(|line| line.starts_with("  ")) {
            let name = line.trim();
            assert!(!explained(name).is_empty(), "{name}");
        }
        for name in ["Arc cloning", "arc", "prove", "counted", "by-reference"] {
            assert!(overview().contains(&format!("\n  {name}\n")), "{name}");
        }
    }

    #[test]
    fn a_category_is_explained_as_each_preset_has_it() {
        let text = |name: &str| category(name).expect(name);
        let database = text("database operations");
        let (default, seed) = database.split_once("With the preset \"seed\":").expect("both");
        assert!(default.contains("Crates that decide") && !default.contains("Names:"), "{default}");
        assert!(seed.contains("Names: sqlx, diesel"), "{seed}");
        assert!(text("Cheap handles").contains("does not have it"));
        assert!(!text("Arc cloning").contains("preset"));
        assert!(SEED.iter().all(|entry| category(entry.name).is_some()));
    }

    #[test]
    fn a_name_of_several_things_is_explained_as_all_of_them() {
        for name in ["generic", "handle"] {
            let texts = explained(name);
            assert_eq!(texts.len(), 2, "{name}");
            let [Explanation::Text(class), Explanation::Text(hazard)] = &texts[..] else { panic!("{texts:?}") };
            assert!(class.contains("a type class") && hazard.contains("a hazard"), "{texts:?}");
        }
        assert!(explained("nonsense").is_empty());
    }
}
