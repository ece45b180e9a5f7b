//! What the formats for people say of a proof, in words.

#[cfg(test)]
pub(super) mod samples;

use std::collections::BTreeMap;

use crate::model::{Clippy, Evidence, Judged, Proof, Removable, Tests};

use crate::report::plural;

/// The removable sites: those of which nothing speaks against it, and those with a hazard.
pub(super) fn split(proof: &Proof) -> (Vec<&Removable>, Vec<&Removable>) {
    proof.removable.iter().partition(|row| row.hazards.is_empty())
}

/// `96 of 617 clones`, and what is said of them: `: compiles without them (12 more with a hazard)`
pub(super) fn headline(proof: &Proof) -> (String, String) {
    let (plain, hazardous) = split(proof);
    let all = proof.removable.len() + proof.needed.len() + proof.not_tried.len();
    let more = match hazardous.len() {
        0 => String::new(),
        more => format!(" ({more} more with a hazard)"),
    };
    let failing = match failing(proof).count() {
        0 => String::new(),
        count => format!("; tests fail without {count} more"),
    };
    (format!("{} of {}", plain.len(), plural(all, "clone")), format!(": {}{more}{failing}", proof.evidence.text()))
}

/// Clones without which tests fail that pass otherwise.
pub(super) fn failing(proof: &Proof) -> impl Iterator<Item = &Judged> {
    proof.needed.iter().filter(|row| !row.tests.is_empty())
}

/// What the proof holds for and what it took: labels and sentences.
pub(super) fn circumstances(proof: &Proof) -> Vec<(&'static str, String)> {
    let configuration = &proof.configuration;
    let mut lines = vec![
        ("compiler", format!("{}, for {}", configuration.rustc, configuration.target)),
        ("compiled", format!("{} with features: {}", plural(configuration.targets, "target"), configuration.features)),
    ];
    lines.extend(configuration.left_out.iter().map(|row| ("excluded", format!("{}: {}", row.path, row.reason))));
    let budget = if proof.is_complete { "" } else { "; the budget ran out before everything was tried" };
    lines.extend(proof.tests.as_ref().map(|tests| ("tests", tests_in_words(tests))));
    lines.push((
        "effort",
        format!(
            "{} tried in {}, {:.0} s{budget}",
            plural(proof.sites_tried, "site"),
            plural(proof.rounds, "round"),
            proof.seconds
        ),
    ));
    lines
}

fn tests_in_words(tests: &Tests) -> String {
    let runs = plural(tests.runs, "run");
    match (tests.failed.len(), tests.failed_before.len()) {
        (0, 0) if tests.runs == 0 => "not run, since nothing is removed".to_owned(),
        (0, 0) => format!("all pass; {runs}"),
        (0, before) => format!("{before} failing, with and without the clones; {runs}"),
        (failed, 0) => format!("{failed} failing only without clones; {runs}"),
        (failed, before) => format!("{failed} failing only without clones, {before} with all of them; {runs}"),
    }
}

/// The last two segments of an item's path.
pub(super) fn short_item(item: &str) -> &str {
    let mut depth = 0_usize;
    let mut separators = 0;
    // From the end; `<A as b::C>::f` is one segment before its last separator.
    for (at, char) in item.char_indices().rev() {
        match char {
            '>' if !item[..at].ends_with('-') => depth += 1,
            '<' => depth = depth.saturating_sub(1),
            ':' if depth == 0 && item[..at].ends_with(':') => {
                separators += 1;
                if separators == 2 {
                    return &item[at + 1..];
                }
            }
            _ => {}
        }
    }
    item
}

/// How often which reason was given, most first: by the compiler's code, else by the words before a colon.
pub(super) fn reasons(rows: &[Judged]) -> Vec<(String, usize)> {
    let mut groups: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    for row in rows {
        let (group, words) = code_and_words(row.reason.lines().next().unwrap_or_default());
        *groups.entry(group).or_default().entry(words).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = groups
        .into_iter()
        .map(|(group, wordings)| {
            let count = wordings.values().sum();
            let more = if wordings.len() > 1 { " …" } else { "" };
            let words = wordings.into_iter().max_by_key(|(_, count)| *count).map(|(words, _)| words);
            match words.unwrap_or_default() {
                words if words == group => (words, count),
                words => (format!("{group} {words}{more}"), count),
            }
        })
        .collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// `E0382: borrow of moved value: x` → `E0382` and `borrow of moved value`; without a code the words are both.
fn code_and_words(reason: &str) -> (&str, String) {
    let (first, rest) = reason.split_once(": ").unwrap_or((reason, ""));
    let is_code = first.len() == 5 && first.starts_with('E') && first[1..].bytes().all(|byte| byte.is_ascii_digit());
    if !is_code {
        return (first, first.to_owned());
    }
    // What is quoted differs from site to site, and so does the line.
    let words: String = rest.split('`').enumerate().map(|(at, part)| if at % 2 == 0 { part } else { "…" }).collect();
    let words = words.trim_end_matches(|c: char| c.is_ascii_digit());
    (first, words.trim_end_matches("found …").trim_end_matches([':', ' ', ',', '…']).to_owned())
}

/// What clippy says beside the proof.
pub(super) fn clippy(clippy: &Clippy) -> String {
    format!(
        "{} reported by redundant_clone or clone_on_copy: {} removable, {} not; {} removable that clippy does not report; {} of its reports are not at a clone",
        plural(clippy.reported, "site"),
        clippy.both,
        clippy.only_clippy.len(),
        clippy.only_proof,
        clippy.elsewhere
    )
}

/// What to do with it.
pub(super) fn next_step(proof: &Proof) -> String {
    let (plain, hazardous) = split(proof);
    if proof.evidence == Evidence::TestsFail {
        "find out why the tests fail; `cargo clone-audit fix --test --dry-run` shows the edits that break none"
            .to_owned()
    } else if !plain.is_empty() {
        "`cargo clone-audit fix --dry-run` shows the edits".to_owned()
    } else if let Some(hazard) = hazardous.first().and_then(|row| row.hazards.first()) {
        format!("`cargo clone-audit explain {hazard}` says what to check before removing one")
    } else if !proof.is_complete {
        "run `cargo clone-audit prove` with more `--time` or `--rounds` to continue".to_owned()
    } else if proof.sites_tried == 0 {
        "nothing could be tried: other filters or features may reach more".to_owned()
    } else {
        "nothing to do: the program needs every clone that was tried".to_owned()
    }
}

/// A text that fits, cut in its first half: of an expression the beginning matters, and the end even more.
pub(super) fn shortened(text: &str, room: usize) -> String {
    let length = text.chars().count();
    if length <= room {
        return text.to_owned();
    }
    let kept = room.saturating_sub(1);
    let end = kept * 2 / 3;
    let start: String = text.chars().take(kept - end).collect();
    format!("{start}…{}", text.chars().skip(length - end).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `tests/it/formats.rs` says how the reviewed texts are written anew.
    #[test]
    fn proofs_are_as_reviewed() {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../tests/it/snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let style = crate::output::Style { width: 100, color: false, top: 0 };
        let rendering = crate::output::FORMATS.iter().filter_map(|format| Some((format, format.prove?)));
        assert_eq!(rendering.clone().count(), 4);
        for (format, render) in rendering {
            let text = render(&samples::full(), style).expect("infallible");
            settings.bind(|| insta::assert_snapshot!(format!("proof.{}", format.name), text));
        }
    }

    #[test]
    fn items_are_cut_to_their_last_two_segments() {
        for (item, short) in [
            ("demo::db::Manager::open", "Manager::open"),
            ("demo::db::<Row as From<x::Y>>::from", "<Row as From<x::Y>>::from"),
            ("demo::main", "demo::main"),
            ("demo", "demo"),
        ] {
            assert_eq!(short_item(item), short);
        }
    }

    #[test]
    fn reasons_are_counted_by_code_or_first_words() {
        let proof = samples::full();
        assert_eq!(
            reasons(&proof.needed),
            [("E0382 borrow of moved value …".to_owned(), 3), ("lifetime may not live long enough".to_owned(), 1)]
        );
        assert_eq!(reasons(&proof.not_tried), [("in the body of a `macro_rules!`".to_owned(), 2)]);
        assert_eq!(reasons(&[]), []);
        let (code, words) = code_and_words("E0507: cannot move out of `*x` which is behind a shared reference");
        assert_eq!((code, &*words), ("E0507", "cannot move out of … which is behind a shared reference"));
    }

    #[test]
    fn headlines_count_without_and_with_a_hazard() {
        let (count, rest) = headline(&samples::full());
        assert_eq!(count + &rest, "2 of 10 clones: compiles without them (2 more with a hazard)");
        let (count, rest) = headline(&samples::empty());
        assert_eq!(count + &rest, "0 of 0 clones: compiles without them");
    }

    #[test]
    fn the_next_step_follows_from_what_was_found() {
        let mut proof = samples::full();
        assert!(next_step(&proof).contains("fix --dry-run"));
        proof.removable.retain(|row| !row.hazards.is_empty());
        assert!(next_step(&proof).contains("explain counted"));
        proof.removable.clear();
        assert!(next_step(&proof).contains("--time"));
        proof.is_complete = true;
        assert!(next_step(&proof).contains("needs every clone"));
        assert!(next_step(&samples::empty()).contains("nothing could be tried"));
    }

    #[test]
    fn long_texts_keep_their_beginning_and_their_end() {
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(shortened("self.state.config.name.clone()", 15), "self.…e.clone()");
    }
}
