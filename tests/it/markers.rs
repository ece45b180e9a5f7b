//! The expected answers that stand beside the code of fixtures: `//~ method@17=test`.

use std::collections::BTreeMap;

use clone_audit::model::Scope;

/// One expected site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Expected {
    pub(crate) line: u32,
    pub(crate) spelling: String,
    /// Where the fixture states it.
    pub(crate) column: Option<u32>,
    pub(crate) scope: Scope,
}

/// Reads the markers of a file, line by line, each line's in the order written.
pub(crate) fn parse(text: &str) -> Vec<Expected> {
    let mut by_line: BTreeMap<u32, Vec<Expected>> = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        let Some((_, marker)) = line.split_once("//~") else { continue };
        let up = marker.bytes().take_while(|byte| *byte == b'^').count();
        let line = u32::try_from(index + 1 - up).unwrap();
        for word in marker[up..].split_whitespace() {
            by_line.entry(line).or_default().push(expected(word, line));
        }
    }
    by_line.into_values().flatten().collect()
}

fn expected(word: &str, line: u32) -> Expected {
    let (word, scope) = word.split_once('=').unwrap_or((word, "production"));
    let (spelling, column) =
        word.split_once('@').map_or((word, None), |(spelling, column)| (spelling, Some(column.parse().unwrap())));
    let scope = *Scope::ALL
        .iter()
        .find(|known| known.name() == scope)
        .unwrap_or_else(|| panic!("no scope {scope:?} in line {line}"));
    Expected { line, spelling: spelling.to_owned(), column, scope }
}

/// Compares found sites (line, column of the name, spelling, scope; in order) with the markers; says every difference.
pub(crate) fn differences(name: &str, text: &str, found: &[Expected]) -> Vec<String> {
    let expected = parse(text);
    let mut differences = Vec::new();
    let lines: std::collections::BTreeSet<u32> = expected.iter().chain(found).map(|site| site.line).collect();
    for line in lines {
        let of_line = |sites: &[Expected]| sites.iter().filter(|site| site.line == line).cloned().collect::<Vec<_>>();
        let (wanted, got) = (of_line(&expected), of_line(found));
        let same = wanted.len() == got.len()
            && wanted.iter().zip(&got).all(|(wanted, got)| {
                wanted.spelling == got.spelling
                    && wanted.scope == got.scope
                    && wanted.column.is_none_or(|column| got.column == Some(column))
            });
        if !same {
            let show = |sites: &[Expected]| {
                sites
                    .iter()
                    .map(|site| format!("{}@{}={}", site.spelling, site.column.unwrap_or(0), site.scope))
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let source = text.lines().nth(line as usize - 1).unwrap_or_default().trim();
            differences.push(format!("{name}:{line}: expected [{}], found [{}]: {source}", show(&wanted), show(&got)));
        }
    }
    differences
}
