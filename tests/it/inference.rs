//! What inference knows, against the answers in `fixtures/types`.

use std::collections::BTreeMap;

use crate::support;

/// The fixtures as modules of one package, and the text of each.
fn package() -> (tempfile::TempDir, BTreeMap<String, String>) {
    let folder = support::tree(&[("Cargo.toml", &support::MANIFEST.replace("2021", "2024"))]);
    let mut files = BTreeMap::new();
    let mut root = String::new();
    std::fs::create_dir(folder.path().join("src")).unwrap();
    for entry in std::fs::read_dir(support::fixture("types")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(folder.path().join("src").join(&name), &text).unwrap();
            root += &format!("pub mod {};\n", name.trim_end_matches(".rs"));
            files.insert(format!("src/{name}"), text);
        }
    }
    std::fs::write(folder.path().join("src/lib.rs"), root).unwrap();
    (folder, files)
}

#[test]
fn every_type_is_the_one_that_the_fixture_says() {
    let (folder, files) = package();
    assert!(files.len() >= 3, "the fixtures are there");
    let list = support::json(folder.path(), &["list"]);
    let mut found: BTreeMap<(&str, u64), Vec<String>> = BTreeMap::new();
    for site in list["sites"].as_array().unwrap() {
        let place = (site["path"].as_str().unwrap(), site["name_line"].as_u64().unwrap());
        found.entry(place).or_default().push(site["type"].as_str().unwrap_or("?").to_owned());
    }
    let mut differences = Vec::new();
    let mut answers = 0;
    for (path, text) in &files {
        for (line, number) in text.lines().zip(1_u64..) {
            let expected: Vec<String> = match line.split_once("//= ") {
                Some((_, types)) => types.split(" | ").map(|ty| ty.trim().to_owned()).collect(),
                None => Vec::new(),
            };
            let types = found.remove(&(path.as_str(), number)).unwrap_or_default();
            answers += expected.len();
            if types != expected {
                differences.push(format!("{path}:{number}: {line}\n    found {}", types.join(" | ")));
            }
        }
    }
    assert!(answers > 150, "{answers} answers");
    assert!(differences.is_empty(), "{} differences\n{}", differences.len(), differences.join("\n"));
}
