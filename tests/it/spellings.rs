//! Every spelling, against the answers that stand in `fixtures/spellings`.

use std::collections::HashMap;

use clone_audit::model::Scope;
use clone_audit::{ScanOptions, scan};

use crate::markers::{self, Expected};
use crate::support;

/// The fixtures as files of one package, because what clones implicitly is decided by types.
fn package() -> (tempfile::TempDir, Vec<(String, String)>) {
    let folder = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", "")]);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(support::fixture("spellings")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(folder.path().join("src").join(&name), &text).unwrap();
            files.push((name, text));
        }
    }
    (folder, files)
}

#[test]
fn every_marked_site_is_found_where_it_stands_and_nothing_else() {
    let (folder, files) = package();
    assert!(files.len() >= 10, "the fixtures are there");
    let list = support::json(folder.path(), &["list"]);
    let mut found: HashMap<String, Vec<Expected>> = HashMap::new();
    for site in list["sites"].as_array().unwrap() {
        let number = |name: &str| u32::try_from(site[name].as_u64().unwrap()).unwrap();
        let named = |name: &str| site[name].as_str().unwrap().to_owned();
        found.entry(named("path").trim_start_matches("src/").to_owned()).or_default().push(Expected {
            line: number("name_line"),
            spelling: named("spelling"),
            column: Some(number("name_column")),
            scope: *Scope::ALL.iter().find(|scope| scope.name() == named("scope")).unwrap(),
        });
    }
    let mut differences = Vec::new();
    for (name, text) in &files {
        let sites = found.remove(name).unwrap_or_default();
        differences.extend(markers::differences(name, text, &sites));
    }
    assert!(differences.is_empty(), "{} differences\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn only_the_broken_fixture_is_counted_by_tokens() {
    let (_folder, files) = package();
    for (name, text) in &files {
        let facts = scan(text, ScanOptions::default()).unwrap();
        assert_eq!(facts.parse_error.is_some(), name == "degraded.rs", "{name}: {:?}", facts.parse_error);
    }
}

#[test]
fn every_span_slices_to_text_that_holds_the_cloning_call() {
    for entry in std::fs::read_dir(support::fixture("spellings")).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        for site in scan(&text, ScanOptions::default()).unwrap().sites {
            let slice = &text[site.span.bytes.clone()];
            assert!(slice.contains(&site.name), "{}: {slice:?}", path.display());
            let start = text[..site.span.bytes.start].trim_start_matches('\u{feff}');
            assert_eq!(start.matches('\n').count() + 1, site.span.start.0 as usize, "{}: {slice:?}", path.display());
        }
    }
}

/// Found by `tests/fuzz`.
#[test]
fn a_name_behind_a_space_of_several_bytes_is_one() {
    let sites = scan("fn f(x: &u8) { x.\u{2028}clone(); }", ScanOptions::default()).unwrap().sites;
    assert_eq!(sites.len(), 1);
    assert_eq!((sites[0].span.name, sites[0].is_in_one_piece), ((1, 19), false));
}

/// Nightly's `ergonomic_clones`, of which the parser knows nothing.
#[test]
fn a_file_with_use_closures_is_parsed_all_the_same() {
    let text = "fn f(x: Arc<u8>) { let y = x.use; g(use || y.clone(), async use { x.use.clone() }); }";
    let facts = scan(text, ScanOptions::default()).unwrap();
    assert_eq!(facts.parse_error, None);
    assert_eq!(facts.sites.len(), 2);
}
