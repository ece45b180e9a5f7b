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
    let mut found: BTreeMap<(&str, u64), Vec<(String, &str)>> = BTreeMap::new();
    for site in list["sites"].as_array().unwrap() {
        let place = (site["path"].as_str().unwrap(), site["name_line"].as_u64().unwrap());
        let answer = (site["type"].as_str().unwrap_or("?").to_owned(), site["cost"].as_str().unwrap());
        found.entry(place).or_default().push(answer);
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
            let is_right = |((ty, cost), expected): (&(String, &str), &String)| match expected.split_once(" @ ") {
                Some((expected, expected_cost)) => ty == expected && *cost == expected_cost,
                None => ty == expected,
            };
            if types.len() != expected.len() || !types.iter().zip(&expected).all(is_right) {
                differences.push(format!("{path}:{number}: {line}\n    found {types:?}"));
            }
        }
    }
    assert!(answers > 150, "{answers} answers");
    assert!(differences.is_empty(), "{} differences\n{}", differences.len(), differences.join("\n"));
}

/// No fixture of types: it would need the macros of others to compile.
#[test]
fn the_result_of_a_function_that_an_attribute_may_rewrite_is_unknown() {
    let text = "\
#[salsa::tracked(returns(ref))]
fn by_ref(x: u32) -> String { let own: String = make(); own.clone() } // String
#[salsa::tracked]
fn tracked(x: u32) -> String { make() }
#[tracing::instrument(skip(x))]
#[inline]
async fn traced(x: u32) -> String { make() }
#[throws(Error)]
fn throws(x: u32) -> String { make() }
#[fehler::throws(Error)]
async fn throws_later(x: u32) -> String { make() }
#[cfg_attr(feature = \"x\", other::way)]
fn at_times(x: u32) -> String { make() }
struct S;
impl S {
    #[throws]
    fn method(&self) -> String { make() }
    #[must_use]
    fn plain(&self) -> String { make() }
}
struct Query;
#[Object]
impl Query {
    fn name(&self) -> String { make() }
}
#[async_trait]
trait Store {
    async fn load(&self) -> String;
}
#[rpc(client)]
trait Api {
    fn call(&self) -> String;
}
async fn uses(s: S, q: Query, store: &dyn Store, api: &dyn Api) {
    by_ref(1).clone(); // ?
    tracked(1).clone(); // String
    traced(1).await.clone(); // String
    throws(1).clone(); // ?
    throws_later(1).await.clone(); // ?
    at_times(1).clone(); // ?
    s.method().clone(); // ?
    s.plain().clone(); // String
    q.name().clone(); // ?
    store.load().await.clone(); // String
    api.call().clone(); // ?
}
";
    let folder = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", text)]);
    let list = support::json(folder.path(), &["list"]);
    let found: Vec<(u64, &str)> = list["sites"]
        .as_array()
        .unwrap()
        .iter()
        .map(|site| (site["name_line"].as_u64().unwrap(), site["type"].as_str().unwrap_or("?")))
        .collect();
    let expected: Vec<(u64, &str)> =
        (1..).zip(text.lines()).filter_map(|(line, text)| Some((line, text.split_once(" // ")?.1))).collect();
    assert_eq!(expected.len(), 12);
    assert_eq!(found, expected);
}

/// No fixture of types, either. What a macro makes of a type's fields is not known; `Clone` and the helpers of derives
/// leave them alone.
#[test]
fn the_fields_of_a_type_that_an_attribute_may_rewrite_are_unknown() {
    let text = "\
#[gatt::service] pub struct Service { value: String }
#[self_referencing] pub struct Own { value: String }
#[serde_with::serde_as] #[derive(Clone)] #[serde(default)] pub struct Plain { value: String }
#[cfg_attr(feature = \"x\", other::way)] pub struct AtTimes { value: String }
fn f(a: &Service, b: &Own, c: &Plain, d: &AtTimes) {
    drop((a.value.clone(), b.value.clone(), c.value.clone(), d.value.clone()));
}
";
    let folder = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", text)]);
    let list = support::json(folder.path(), &["list"]);
    let types: Vec<&str> =
        list["sites"].as_array().unwrap().iter().map(|site| site["type"].as_str().unwrap_or("?")).collect();
    assert_eq!(types, ["?", "?", "String", "?"]);
}
