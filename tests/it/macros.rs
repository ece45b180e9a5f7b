//! Calls of `macro_rules!` macros in code: what they stand for says what is cloned.

use std::collections::HashMap;

use crate::support;

const TOOLS: &str = r"
pub struct Node;
#[derive(Clone)]
pub struct Leaf;
impl Leaf {
    pub fn cast(_: &Node) -> Option<Self> { None }
    pub fn text(&self) -> String { todo!() }
}
#[derive(Clone)]
pub struct Branch { pub leaves: Vec<Leaf> }
impl Branch {
    pub fn cast(_: &Node) -> Option<Self> { None }
}
pub mod made {
    #[derive(Clone)]
    pub struct Kept<T>(pub T);
    pub fn keep<T>(value: T) -> Kept<T> { Kept(value) }
}
#[macro_export]
macro_rules! kept {
    ($value:expr) => { $crate::made::keep($value) };
}
#[macro_export]
macro_rules! kept_twice {
    ($value:expr) => { ($crate::kept!($value), $crate::made::Kept($crate::kept!($value))) };
}
#[macro_export]
macro_rules! cast {
    (match $node:ident { $($rest:tt)* }) => { $crate::cast!(match ($node) { $($rest)* }) };
    (match ($node:expr) { $($kind:path, $name:pat => $value:expr;)* _ => $other:expr }) => {{
        $(if let Some($name) = <$kind>::cast(&$node) { $value } else)* { $other }
    }};
}
";

const APP: &str = r"
mod macros {
    macro_rules! pair {
        ($from:expr) => {{
            let first = &$from.name;
            let second = &$from.lines[0];
            let hidden = first.clone();
            (first, second)
        }};
    }
    macro_rules! endless { ($($all:tt)*) => { endless!($($all)* x) }; }
    macro_rules! unparsed { ($($all:tt)*) => { => }; }
    macro_rules! own { () => { $crate::State::new() }; }
    pub(crate) use {endless, own, pair, unparsed};
}
use crate::macros::{endless, own, pair, unparsed};
use tools::{Branch, Leaf, Node, cast, kept};

pub struct State { name: String, lines: Vec<Vec<u8>> }
impl State {
    fn new() -> std::sync::Arc<Self> { todo!() }
}
pub fn tuple(state: State) {
    let (name, line) = pair!(state);
    name.clone(); line.clone();
}
pub fn names(node: Node) {
    let ä = cast! { match node {
        Leaf, leaf => leaf.text().clone();
        /* ä */ Branch, Branch { leaves } => leaves[0].clone().text();
        _ => todo!()
    } };
    ä.clone();
}
pub fn nested(state: &State) {
    let (one, two) = tools::kept_twice!(state.name.to_owned());
    one.clone(); two.clone();
    let many = vec![kept!(1_u8)];
    many.clone();
}
pub fn own_crate() { let owned = own!(); owned.clone(); }
pub fn statement(state: &State) {
    kept!({ let lines = &state.lines; lines.clone() });
}
pub fn left_alone(state: State) {
    let never = endless!(state.lines.clone());
    never.clone();
    let nothing = unparsed!(state.name.clone());
    nothing.clone();
}
";

#[test]
fn what_a_call_stands_for_says_what_is_cloned() {
    let folder = support::tree(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"tools\"]\nresolver = \"2\"\n"),
        (
            "app/Cargo.toml",
            "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\ntools = { path = \"../tools\" }\n",
        ),
        ("app/src/lib.rs", APP),
        ("tools/Cargo.toml", "[package]\nname = \"tools\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        ("tools/src/lib.rs", TOOLS),
        (
            "Cargo.lock",
            "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\n \"tools\",\n]\n\n[[package]]\nname = \"tools\"\nversion = \"0.1.0\"\n",
        ),
    ]);
    let list = support::json(folder.path(), &["list"]);
    let sites = list["sites"].as_array().unwrap().iter().map(|site| {
        let (expression, ty) = (site["expression"].as_str().unwrap(), site["type"].as_str().unwrap_or("?"));
        (expression.to_owned(), ty.to_owned())
    });
    let found: HashMap<String, String> = sites.collect();
    let expected = [
        ("name.clone()", "String"),
        ("line.clone()", "Vec<u8>"),
        // In the definition, not in a call of it.
        ("first.clone()", "?"),
        ("leaf.text().clone()", "String"),
        ("leaves[0].clone()", "Leaf"),
        ("ä.clone()", "String"),
        ("state.name.to_owned()", "String"),
        ("one.clone()", "Kept<String>"),
        ("two.clone()", "Kept<Kept<String>>"),
        ("many.clone()", "Vec<Kept<u8>>"),
        ("owned.clone()", "Arc<State>"),
        ("lines.clone()", "Vec<Vec<u8>>"),
        ("state.lines.clone()", "Vec<Vec<u8>>"),
        ("never.clone()", "?"),
        ("state.name.clone()", "String"),
        ("nothing.clone()", "?"),
    ];
    let expected: HashMap<String, String> =
        expected.iter().map(|(expression, ty)| ((*expression).to_owned(), (*ty).to_owned())).collect();
    assert_eq!(found, expected);
}

/// What becomes of a clone in arguments that only the macro understands.
const LOGGED: &str = r#"use tracing::{info, info_span};
#[derive(Clone, Debug)]
pub struct Message { text: String, by: Option<String> }
pub struct Shown { message: Message }
pub fn log(message: &Message, count: usize) {
    info!(message = ?message.clone(), count, "read");
    info!(%count, text = %message.text.clone(), "read");
    info!(json = %Shown { message: message.clone() }, %count);
    info!(by = ?message.by.clone().unwrap_or_default(), "taken");
    info!(target: "log", parent: &count, "a.b" = ?Some(message.clone()));
    let _ = info_span!("log", user.by = ?message.by.clone().map(|by| by.len()), kept.text = %message.text);
    info!(some = odd => message.text.clone());
}
"#;

#[test]
fn fields_of_log_macros_are_what_their_values_do() {
    let root = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", LOGGED)]);
    let list = support::json(root.path(), &["list"]);
    let found = |site: &serde_json::Value| {
        let rules: Vec<&str> = site["rules"].as_array().unwrap().iter().map(|rule| rule.as_str().unwrap()).collect();
        (site["line"].as_u64().unwrap(), rules.join(" "))
    };
    let found: Vec<(u64, String)> = list["sites"].as_array().unwrap().iter().map(found).collect();
    let expected = [
        (6, "clone-to-read"),
        (7, "clone-to-read"),
        (8, ""),
        (9, "option-clone-then-map"),
        (10, ""),
        (11, "option-clone-then-map"),
        (12, ""),
    ];
    assert_eq!(found, expected.map(|(line, rules)| (line, rules.to_owned())));
}

/// By the rules of the language: a macro of one's own comes before the one that everybody knows by that name.
#[test]
fn a_macro_of_the_workspace_is_not_the_known_one_of_its_name() {
    const TEXT: &str = r#"
mod own {
    macro_rules! quote { ($e:expr) => { $e }; }
    macro_rules! format { ($e:expr) => { $e }; }
    macro_rules! println { ($($all:tt)*) => { ::std::println!($($all)*) }; }
    pub fn held(s: &String, t: &String) -> String {
        drop(quote!(s.clone())); // []
        quote! { t.clone() } // []
    }
    pub fn moved(s: &String) -> String {
        let kept = s.clone(); // []
        quote!(kept)
    }
    pub fn moved_as_well(s: &String) -> String {
        let kept = s.clone(); // []
        format!(kept)
    }
    pub fn shown(s: &String) {
        let kept = s.clone(); // [clone-to-read]
        println!("{}", kept);
    }
    pub mod inner {
        pub fn held(s: &String) -> String { quote!(s.clone()) } // []
    }
}
mod imported {
    macro_rules! reused { ($e:expr) => { $e }; }
    pub(crate) use reused as parse_quote;
}
mod importing {
    use crate::imported::parse_quote;
    pub fn held(s: &String) -> String { parse_quote!(s.clone()) } // []
    pub fn qualified(s: &String) -> String { crate::imported::parse_quote!(s.clone()) } // []
}
mod foreign {
    use quote::quote;
    pub fn tokens(s: &String) { drop(quote! { s.clone() }); drop(syn::parse_quote!(s.clone())); }
    pub fn shown(s: &String) -> String {
        let kept = s.clone(); // [clone-to-read]
        String::from(concat!("{kept}")) + &std::format_args!("{kept}").to_string()
    }
}
"#;
    let folder = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", TEXT)]);
    let list = support::json(folder.path(), &["list"]);
    let found = list["sites"].as_array().unwrap().iter().map(|site| {
        let rules: Vec<&str> = site["rules"].as_array().unwrap().iter().map(|rule| rule.as_str().unwrap()).collect();
        (site["line"].as_u64().unwrap(), format!("[{}]", rules.join(" ")), site["type"].as_str().unwrap_or("?"))
    });
    let expected = TEXT.lines().zip(1_u64..).filter_map(|(line, number)| {
        let (_, rules) = line.split_once("// ")?;
        Some((number, rules.to_owned(), "String"))
    });
    assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

/// As much of `proptest` as gives strategies their values.
const PROPTEST: &str = r"
pub mod strategy {
    pub trait Strategy {
        type Value;
        fn prop_map<O, F: Fn(Self::Value) -> O>(self, map: F) -> Map<Self, F> where Self: Sized { Map { source: self, map } }
    }
    pub struct Map<S, F> { source: S, map: F }
    impl<S: Strategy, O, F: Fn(S::Value) -> O> Strategy for Map<S, F> { type Value = O; }
    impl Strategy for std::ops::Range<u8> { type Value = u8; }
    impl<A: Strategy, B: Strategy> Strategy for (A, B) { type Value = (A::Value, B::Value); }
}
pub mod arbitrary {
    pub trait Arbitrary { type Strategy: crate::strategy::Strategy<Value = Self>; }
    pub fn any<A: Arbitrary>() -> A::Strategy { todo!() }
}
pub mod prelude { pub use crate::arbitrary::{any, Arbitrary}; pub use crate::strategy::Strategy; }
#[macro_export] macro_rules! proptest { ($($any:tt)*) => {} }
#[macro_export] macro_rules! prop_compose { ($($any:tt)*) => {} }
";

const PROPERTIES: &str = "use proptest::prelude::*; use proptest::{prop_compose, proptest};
#[derive(Debug, Clone, Arbitrary)] pub struct Made(String);
fn names() -> impl Strategy<Value = Vec<String>> { (0..9_u8, 0..3_u8).prop_map(|(a, b)| vec![(a + b).to_string()]) }
prop_compose! {
    /// A strategy.
    pub fn pairs(most: u8)(a in 0..most, all in names())(of in any::<Made>(), a in 0..a, all in 0..1_u8) -> (u8, Made) { (a.clone(), of.clone()) }
}
proptest! {
    #![proptest_config(Config::default())]
    #[test]
    fn generated(a in 0..9_u8, mut all in names(), Made(text) in any::<Made>(), (b, of) in pairs(3), given: String) {
        drop((a.clone(), all.clone(), text.clone(), b.clone(), of.clone(), given.clone()));
    }
}
#[test] fn in_code() {
    proptest!(|(a in any::<Made>(), b: u8)| { drop((a.clone(), b.clone())); });
    proptest!(Config { cases: 3 }, move |(a in names())| drop(a.clone()));
}
";

#[test]
fn parameters_of_properties_are_what_their_strategies_generate() {
    let manifest = "[package]\nname = \"demo\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n\
        [dependencies]\nproptest = { path = \"proptest\" }\n\n[workspace]\nexclude = [\"proptest\"]\n";
    let folder = support::tree(&[
        ("Cargo.toml", manifest),
        ("src/lib.rs", PROPERTIES),
        ("proptest/Cargo.toml", "[package]\nname = \"proptest\"\nversion = \"1.0.0\"\nedition = \"2021\"\n"),
        ("proptest/src/lib.rs", PROPTEST),
    ]);
    let list = support::json(folder.path(), &["list"]);
    let sites = list["sites"].as_array().unwrap();
    let types: Vec<&str> = sites.iter().map(|site| site["type"].as_str().unwrap_or("?")).collect();
    assert_eq!(
        types,
        ["u8", "Made", "u8", "Vec<String>", "String", "u8", "Made", "String", "Made", "u8", "Vec<String>"]
    );
    let places: Vec<String> = sites
        .iter()
        .map(|site| format!("{} {}", site["item"].as_str().unwrap(), site["scope"].as_str().unwrap()))
        .collect();
    assert_eq!((places[0].as_str(), places[2].as_str()), ("demo::pairs production", "demo::generated test"));
    assert_eq!(places[8], "demo::in_code test");
}

/// The attribute makes structs of the types in the block, which are `Clone` and lead to what they extend, and methods of
/// the functions that have a `this`.
#[test]
fn types_of_javascript_are_known_in_the_workspace_and_in_dependencies() {
    let block = "use wasm_bindgen::prelude::*;\n#[wasm_bindgen]\nextern \"C\" {\n\
        #[wasm_bindgen(js_name = \"Node\")] pub type Node;\n\
        #[wasm_bindgen(extends = \"Node\", extends = \"::other::Object\")] #[derive(Debug, PartialEq)] pub type Element;\n\
        #[wasm_bindgen(method, getter, js_name = \"textContent\")] pub fn text(this: &Node) -> Option<String>;\n\
        #[wasm_bindgen(catch, method)] pub fn query(this: &Element, by: &str) -> Result<Element, JsValue>;\n\
        #[wasm_bindgen(constructor)] pub fn new() -> Element;\n\
        #[wasm_bindgen(static_method_of = Element)] pub fn names() -> Vec<u8>;\n\
        pub fn alert(text: &str) -> u8;\n}\n";
    let code = "pub mod own; use web::{Node, Element};\n\
        pub fn f(node: &Node, mine: &own::Element) { drop((node.clone(), node.text().clone(), mine.clone())); }\n\
        pub fn g() { let e = Element::new(); drop((e.query(\"a\").unwrap().clone(), e.text().clone())); }\n\
        pub fn h() { drop((Element::names().clone(), web::alert(\"\").clone(), own::Element::new().text().clone())); }\n";
    let package = |name: &str, more: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n{more}")
    };
    let bindgen = "wasm-bindgen = { path = \"../wasm-bindgen\" }\n";
    let demo = "web = { path = \"../web\" }\nwasm-bindgen = { path = \"../wasm-bindgen\" }\n[workspace]\n";
    let folder = support::tree(&[
        ("demo/Cargo.toml", &package("demo", demo)),
        ("demo/src/lib.rs", code),
        ("demo/src/own.rs", block),
        ("web/Cargo.toml", &package("web", bindgen)),
        ("web/src/lib.rs", block),
        ("wasm-bindgen/Cargo.toml", &package("wasm-bindgen", "")),
        ("wasm-bindgen/src/lib.rs", "pub mod prelude { pub use crate::JsValue; }\npub struct JsValue { idx: u32 }\n"),
    ]);
    let list = support::json(&folder.path().join("demo"), &["list"]);
    let types: Vec<&str> =
        list["sites"].as_array().unwrap().iter().map(|site| site["type"].as_str().unwrap_or("?")).collect();
    assert_eq!(
        types,
        ["Node", "Option<String>", "Element", "Element", "Option<String>", "Vec<u8>", "u8", "Option<String>"]
    );
    assert_eq!(list["sites"][0]["cost"], "alias", "another reference to the same value");
}

/// The arguments of a macro may look like an item that the macro then writes in another way.
#[test]
fn a_type_has_the_fields_that_the_macro_gives_it() {
    let code = "use std::sync::Arc;\npub struct Inner(String);\n\
        macro_rules! shared { ($(#[$a:meta])* pub struct $name:ident { $field:ident: $ty:ident }) => \
        { $(#[$a])* pub struct $name { $field: Arc<$ty> } } }\n\
        shared! { #[derive(Clone)] pub struct Node { inner: Inner } }\n\
        pub fn f(node: &Node) { drop((node.clone(), node.inner.clone())); }\n";
    let folder = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", code)]);
    let list = support::json(folder.path(), &["list"]);
    let told = |site: &serde_json::Value| {
        format!("{} {}", site["type"].as_str().unwrap_or("?"), site["cost"].as_str().unwrap())
    };
    let told: Vec<String> = list["sites"].as_array().unwrap().iter().map(told).collect();
    assert_eq!(told, ["Node alias", "Arc<Inner> alias"]);
}

/// A property that the build leaves out has its sites all the same, as other functions have, and so has what stands around
/// the functions; no site is there twice.
#[test]
fn every_clone_around_properties_is_found_once() {
    let code = "proptest! {\n#![proptest_config(CONFIG.clone())]\n\
        #[cfg(windows)] fn left_out(x in s.clone()) { x.clone(); }\n\
        fn b(x in t.clone(), y: [u8; { N.clone() }]) { x.clone(); }\n}\n\
        proptest! { fn with_attribute(#[a(w.clone())] x in t.clone()) { x.clone(); } }\n\
        proptest! { fn d(x in any::<u8>()) { x.clone() } no items }\n\
        prop_compose! { fn c(outer: u8)(x: String, y in vec![x.clone()]) -> [u8; { M.clone() }] { y.clone() } }\n\
        fn e() { proptest!(CONFIG.clone(), |(x in q.clone(), #[a(w.clone())] y in r)| x.clone()); \
        proptest!(|(x in q.clone())| { x.clone() }, more.clone()); proptest!(|(x in q.clone())| x.clone()); }\n";
    let folder = support::tree(&[("Cargo.toml", support::MANIFEST), ("src/lib.rs", code)]);
    let list = support::json(folder.path(), &["list"]);
    let sites = list["sites"].as_array().unwrap();
    let places: std::collections::BTreeSet<String> =
        sites.iter().map(|site| format!("{} {}", site["name_line"], site["name_column"])).collect();
    assert_eq!((places.len(), sites.len()), (code.matches(".clone()").count(), code.matches(".clone()").count()));
}
