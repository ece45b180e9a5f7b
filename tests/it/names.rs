//! Which file a module is, and what a name means across modules and crates.

use std::time::{Duration, Instant};

use crate::support::{self, MANIFEST};

/// Modules in places of every kind. `T` says which file was read, and each file has a site of its own.
const MODULES: &[(&str, &str)] = &[
    (
        "lib.rs",
        "#[path = \"moved.rs\"] pub mod first; pub mod second; pub mod third; pub mod r#enum;\n\
         #[path = \"folder\"] pub mod inline { pub mod leaf; #[path = \"odd.rs\"] pub mod named; }",
    ),
    // What `#[path]` names looks for its children beside itself.
    ("moved.rs", "pub mod child;"),
    ("child.rs", "pub type T = Vec<u8>; pub fn f(t: &T) { drop(t.clone()); }"),
    ("first/child.rs", "pub type T = u8;"),
    // A plain file looks for them in the folder of its name; `#[path]` starts beside it.
    (
        "second.rs",
        "pub mod child; #[path = \"beside.rs\"] pub mod named; pub mod inline { #[path = \"in.rs\"] pub mod named; }",
    ),
    ("second/child.rs", "pub type T = Vec<u16>; pub fn f(t: &T) { drop(t.clone()); }"),
    ("beside.rs", "pub type T = Vec<u32>; pub fn f(t: &T) { drop(t.clone()); }"),
    // Within an inline module it starts in the inline module's folder.
    ("second/inline/in.rs", "pub mod below; pub type T = Vec<u64>; pub fn f(t: &T) { drop(t.clone()); }"),
    ("second/inline/below.rs", "pub type T = Vec<i8>; pub fn f(t: &T) { drop(t.clone()); }"),
    // `#[path]` of an inline module names its folder, beside the file.
    ("third.rs", "#[path = \"third_folder\"] pub mod inline { pub mod leaf; }"),
    ("third_folder/leaf.rs", "pub type T = Vec<i16>; pub fn f(t: &T) { drop(t.clone()); }"),
    ("third/third_folder/leaf.rs", "pub type T = u8;"),
    ("folder/leaf.rs", "pub type T = Vec<i32>; pub fn f(t: &T) { drop(t.clone()); }"),
    // A raw name is the name.
    ("enum.rs", "pub mod r#type; pub mod r#loop { pub mod r#fn; } pub use r#type::T;"),
    ("enum/type.rs", "pub type T = Vec<u128>; pub fn f(t: &T) { drop(t.clone()); }"),
    ("enum/loop/fn.rs", "pub type T = Vec<i128>; pub fn f(t: &T) { drop(t.clone()); }"),
    ("folder/odd.rs", "pub type T = Vec<i64>; pub fn f(t: &T) { drop(t.clone()); }"),
];

const USES: &[(&str, &str)] = &[
    ("first::child", "Vec<u8>"),
    ("second::child", "Vec<u16>"),
    ("second::named", "Vec<u32>"),
    ("second::inline::named", "Vec<u64>"),
    ("second::inline::named::below", "Vec<i8>"),
    ("third::inline::leaf", "Vec<i16>"),
    ("inline::leaf", "Vec<i32>"),
    ("inline::named", "Vec<i64>"),
    ("r#enum", "Vec<u128>"),
    ("r#enum::r#loop::r#fn", "Vec<i128>"),
];

/// A package that depends on a package beside it which is no member.
const WITH_DEPENDENCY: &str = "[package]\nname = \"demo\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n\
    [dependencies]\nup = { path = \"up\" }\n\n[workspace]\nexclude = [\"up\"]\n";
const UP: &str = "[package]\nname = \"up\"\nversion = \"0.1.0\"\nedition = \"2021\"\n";

/// Types of the sites of a file, in their order.
fn types<'l>(list: &'l serde_json::Value, path: &str) -> Vec<&'l str> {
    let sites = list["sites"].as_array().unwrap().iter().filter(|site| site["path"] == path);
    sites.map(|site| site["type"].as_str().unwrap_or("?")).collect()
}

#[test]
fn a_module_is_the_file_that_rustc_takes_in_a_dependency() {
    let uses: String =
        USES.iter().map(|(path, _)| format!("fn f(t: &up::{path}::T) {{ drop(t.clone()); }}\n")).collect();
    let files: Vec<(String, &str)> = MODULES.iter().map(|(path, text)| (format!("up/src/{path}"), *text)).collect();
    let mut tree = vec![("Cargo.toml", WITH_DEPENDENCY), ("up/Cargo.toml", UP), ("src/lib.rs", uses.as_str())];
    tree.extend(files.iter().map(|(path, text)| (path.as_str(), *text)));
    let folder = support::tree(&tree);
    let list = support::json(folder.path(), &["list"]);
    let expected: Vec<&str> = USES.iter().map(|(_, ty)| *ty).collect();
    assert_eq!(types(&list, "src/lib.rs"), expected);
}

#[test]
fn a_module_is_the_file_that_rustc_takes_in_a_member() {
    let uses: String =
        USES.iter().map(|(path, _)| format!("fn f(t: &demo::{path}::T) {{ drop(t.clone()); }}\n")).collect();
    let files: Vec<(String, &str)> = MODULES.iter().map(|(path, text)| (format!("src/{path}"), *text)).collect();
    let mut tree = vec![("Cargo.toml", MANIFEST), ("tests/uses.rs", uses.as_str())];
    tree.extend(files.iter().map(|(path, text)| (path.as_str(), *text)));
    let folder = support::tree(&tree);
    let list = support::json(folder.path(), &["list"]);
    let expected: Vec<&str> = USES.iter().map(|(_, ty)| *ty).collect();
    assert_eq!(types(&list, "tests/uses.rs"), expected);
    let report = support::json(folder.path(), &["report"]);
    // `first/child.rs` and `third/third_folder/leaf.rs` are nobody's modules.
    assert_eq!(report["workspace"]["files_unreached"], 2);
}

#[test]
fn test_code_is_what_a_test_module_leads_to_wherever_it_lies() {
    let folder = support::tree(&[
        ("Cargo.toml", MANIFEST),
        ("src/lib.rs", "pub mod foo;\n#[cfg(test)]\nmod checks { #[path = \"cases.rs\"] mod all; }\n"),
        ("src/checks/cases.rs", "mod deep;\n"),
        ("src/checks/deep.rs", "fn z(s: &String) { drop(s.clone()); }\n"),
        ("src/foo.rs", "#[cfg(test)]\n#[path = \"foo_dir\"]\nmod thread { mod local; }\n"),
        ("src/foo_dir/local.rs", "fn z(s: &String) { drop(s.clone()); }\n"),
    ]);
    let list = support::json(folder.path(), &["list"]);
    let scopes: Vec<&str> =
        list["sites"].as_array().unwrap().iter().map(|site| site["scope"].as_str().unwrap()).collect();
    assert_eq!(scopes, ["test", "test"]);
}

/// Each function is named after the scope that its file is compiled in.
#[test]
fn what_only_tests_compile_is_test_code_whichever_way_it_is_declared() {
    let folder = support::tree(&[
        ("Cargo.toml", MANIFEST),
        (
            "src/lib.rs",
            "#[cfg_attr(test, path = \"mock.rs\")] #[cfg_attr(not(test), path = \"real.rs\")] mod dev;\n\
             #[cfg_attr(not(test), path = \"plain.rs\")] mod doubled;\n\
             #[cfg(test)] automod::dir!(\"src/cases\");\nautomod::dir!(pub(crate) \"./src/parts\");\n",
        ),
        ("src/mock.rs", "fn test(s: &String) { drop(s.clone()); }\n"),
        ("src/real.rs", "fn production(s: &String) { drop(s.clone()); }\n"),
        ("src/plain.rs", "fn production(s: &String) { drop(s.clone()); }\n"),
        ("src/doubled.rs", "fn test(s: &String) { drop(s.clone()); }\n"),
        ("src/cases/a.rs", "mod below; fn test(s: &String) { drop(s.clone()); }\n"),
        ("src/cases/a/below.rs", "fn test(s: &String) { drop(s.clone()); }\n"),
        ("src/parts/b.rs", "pub type T = String; fn production(s: &String) { drop(s.clone()); }\n"),
        ("tests/uses.rs", "fn test(t: &demo::b::T) { drop(t.clone()); }\n"),
    ]);
    let list = support::json(folder.path(), &["list"]);
    let sites = list["sites"].as_array().unwrap();
    assert_eq!(sites.len(), 8);
    for site in sites {
        assert!(site["item"].as_str().unwrap().ends_with(site["scope"].as_str().unwrap()), "{site}");
        assert_eq!(site["type"], "String", "{site}");
    }
    assert_eq!(support::json(folder.path(), &["report"])["workspace"]["files_unreached"], 0);
}

#[test]
fn what_a_dependency_keeps_for_itself_hides_nothing_behind_its_globs() {
    let folder = support::tree(&[
        ("Cargo.toml", WITH_DEPENDENCY),
        ("up/Cargo.toml", UP),
        (
            "up/src/lib.rs",
            "mod sig { mod one { use core::fmt::{Debug, Formatter, Result}; pub struct One;\n\
             impl Debug for One { fn fmt(&self, f: &mut Formatter<'_>) -> Result { Ok(()) } } } pub use one::*; }\n\
             mod text { use std::rc::Rc as String; pub struct Two(pub String<u8>);\n\
             pub(crate) use std::sync::Arc as Vec; pub(super) type Box = u8; pub type Bytes = std::vec::Vec<u8>; }\n\
             pub mod prelude { mod types { pub use crate::sig::*; pub use crate::text::*; } pub use types::*; }\n",
        ),
        (
            "src/lib.rs",
            "use up::prelude::*;\n\
             fn f(r: &Result<String, u8>, v: &Vec<u8>, b: &Box<String>, own: &Bytes) {\n\
             drop(r.clone()); drop(v.clone()); drop(b.clone()); drop(own.clone()); }\n",
        ),
    ]);
    let list = support::json(folder.path(), &["list"]);
    assert_eq!(types(&list, "src/lib.rs"), ["Result<String, u8>", "Vec<u8>", "Box<String>", "Vec<u8>"]);
}

/// Neither a glob nor the prelude stands in for a name whose import leads nowhere.
#[test]
fn an_import_that_cannot_be_resolved_hides_what_it_would_hide() {
    let folder = support::tree(&[
        ("Cargo.toml", MANIFEST),
        (
            "src/lib.rs",
            "mod own { pub type Bar = String; pub type Baz = String; pub type Only = String; }\n\
             mod made { missing::declare!(Option, Baz); pub type Here = String; }\n\
             macro_rules! alias { ($name:ident) => { pub type $name = Vec<u8>; } }\n\
             mod expanded { alias!(Rc); }\n\
             macro_rules! only { () => {} }\n\
             mod macros { pub(crate) use only as Only; }\n\
             use own::*; use missing::Vec; use missing::deep::Bar; use made::{Here, Option, Baz}; use expanded::Rc;\n\
             use macros::Only;\n\
             fn f(v: &Vec<u8>, bar: &Bar, baz: &Baz, o: &Option<u8>, h: &Here, rc: &Rc, only: &Only) {\n\
             drop(v.clone()); drop(bar.clone()); drop(baz.clone()); drop(o.clone()); drop(h.clone()); drop(rc.clone());\n\
             drop(only.clone()); }\n",
        ),
    ]);
    let list = support::json(folder.path(), &["list"]);
    assert_eq!(types(&list, "src/lib.rs"), ["?", "?", "?", "?", "String", "Vec<u8>", "String"]);
}

/// A search along every way through the globs would never end.
#[test]
fn modules_that_all_glob_each_other_end_at_once() {
    use std::fmt::Write;
    let count = 60;
    let mut text = String::from("mods!(\"p\");\n");
    for own in 0..count {
        write!(text, "pub use part{own}::*; pub mod m{own} {{ pub type T{own} = String; ").unwrap();
        (0..count).for_each(|other| write!(text, "pub use super::m{other}::*; ").unwrap());
        text += "}\n";
    }
    text += "pub use m0::*; fn f(t: &T59, unknown: &Nope) { drop(t.clone()); drop(unknown.clone()); }\n";
    let folder = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &text)]);
    let start = Instant::now();
    let list = support::json(folder.path(), &["list"]);
    assert_eq!(types(&list, "src/lib.rs"), ["String", "?"]);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

/// Of many globs, not all are searched for each name.
#[test]
fn a_name_means_the_same_among_many_globs_as_among_few() {
    let many = |at: &str| (0..20).map(|own| format!("use {at}m{own}::*; ")).collect::<String>();
    let declared: String =
        (0..20).map(|own| format!("pub mod m{own} {{ pub type T{own} = [u8; {own}]; }}\n")).collect();
    let code = "mod one { pub type Both = u8; pub type Own = String; pub(super) type Near = Vec<u8>; type Box = u8; }\n\
        mod two { pub type Both = u16; pub use std::sync::Arc as Shared; use std::sync::Arc as Vec; }\n\
        mod three { pub use crate::below::*; } mod below { pub type Below = Vec<u16>; }\n\
        mod four { use crate::unseen::*; pub fn f() {} } mod unseen { pub type Option = u8; }\n\
        #[derive(Clone)] pub enum E { Variant }\n\
        mod outer { use crate::behind::*; pub mod inner { use super::*; INNER\n\
        fn f(t: &T1, b: &Behind) { drop(t.clone()); drop(b.clone()); } } } mod behind { pub type Behind = Vec<u32>; }\n\
        use one::*; use two::*; use three::*; use four::*; use E::*; ROOT\n\
        fn f(t: &T19, both: &Both, own: &Own, near: &Near, b: &Box<u8>, shared: &Shared<u8>, v: &Vec<u8>, below: &Below,\n\
        option: &Option<u8>) { drop(t.clone()); drop(both.clone()); drop(own.clone()); drop(near.clone()); drop(b.clone());\n\
        drop(shared.clone()); drop(v.clone()); drop(below.clone()); drop(option.clone()); let e = Variant; drop(e.clone()); }\n";
    let expected = [
        "[u8; 1]",
        "Vec<u32>",
        "[u8; 19]",
        "?",
        "String",
        "Vec<u8>",
        "Box<u8>",
        "Arc<u8>",
        "Vec<u8>",
        "Vec<u16>",
        "Option<u8>",
        "E",
    ];
    for code in [
        code.replace("INNER", &many("crate::")).replace("ROOT", &many("")),
        code.replace("INNER", "use crate::m1::*;").replace("ROOT", "use m19::*;"),
    ] {
        let text = format!("{declared}{code}");
        let folder = support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &text)]);
        assert_eq!(types(&support::json(folder.path(), &["list"]), "src/lib.rs"), expected, "{code}");
    }
}

/// What a feature derives that is not on is not there. Whether a type is `Clone` then, only the build knows.
#[test]
fn a_feature_that_is_off_derives_nothing() {
    let manifest = format!("{MANIFEST}\n[features]\ndefault = [\"on\"]\non = []\noff = []\n");
    let code = "#[cfg_attr(feature = \"on\", derive(Clone, Copy))] pub struct A(u8);\n\
        #[derive(Clone)] #[cfg_attr(feature = \"off\", derive(Copy))] pub struct B(u8);\n\
        #[cfg_attr(feature = \"off\", derive(Clone, Copy))] pub struct C(u8);\n\
        #[derive(Clone)] pub struct D(u8); #[cfg(feature = \"on\")] impl Copy for D {}\n\
        #[derive(Clone)] pub struct E(u8); #[cfg(feature = \"off\")] impl Copy for E {}\n\
        pub fn f(a: &A, b: &B, c: &C, d: &D, e: &E) { drop((a.clone(), b.clone(), c.clone(), d.clone(), e.clone())); }\n";
    let folder = support::tree(&[("Cargo.toml", &manifest), ("src/lib.rs", code)]);
    let list = support::json(folder.path(), &["list"]);
    let classes: Vec<&str> =
        list["sites"].as_array().unwrap().iter().map(|site| site["class"].as_str().unwrap()).collect();
    assert_eq!(classes, ["copy", "struct", "unknown", "copy", "struct"]);
}

/// Which features of a dependency are on is not known: what they decide is neither `Copy` nor certainly not.
#[test]
fn what_a_feature_of_a_dependency_derives_is_not_known() {
    let up = "#[cfg_attr(not(feature = \"paste\"), derive(Copy))] #[derive(Clone)] pub struct Event(u8);\n\
        #[cfg_attr(feature = \"serde\", derive(Serialize))] #[derive(Clone, Copy)] pub struct Key(u8);\n\
        #[cfg_attr(feature = \"serde\", derive(Serialize))] #[derive(Clone)] pub struct Text(String);\n\
        #[cfg_attr(unix, derive(Copy))] #[derive(Clone)] pub struct Handle(u8);\n";
    let code = "pub fn f(a: &up::Event, b: &up::Key, c: &up::Text, d: &up::Handle) {\n\
        drop((a.clone(), b.clone(), c.clone(), d.clone()));\n}\n";
    let folder = support::tree(&[
        ("Cargo.toml", WITH_DEPENDENCY),
        ("src/lib.rs", code),
        ("up/Cargo.toml", UP),
        ("up/src/lib.rs", up),
    ]);
    let list = support::json(folder.path(), &["list"]);
    let classes: Vec<&str> =
        list["sites"].as_array().unwrap().iter().map(|site| site["class"].as_str().unwrap()).collect();
    assert_eq!(classes, ["unknown", "copy", "external", "copy"]);
}

/// Of declarations under several `cfg`s, the one is meant that the build has: by its features, without tests, and without
/// options that nothing sets. Where it has none of them, they have to agree.
#[test]
fn the_declaration_is_meant_that_the_build_has() {
    let manifest = format!("{MANIFEST}\n[features]\ndefault = [\"on\"]\non = []\na = []\nb = []\n");
    let code = "mod small { #[derive(Clone)] pub struct Small(std::sync::Arc<str>); pub type Same = u8; }\n\
        #[cfg(not(feature = \"on\"))] use std::string::String as Text;\n\
        #[cfg(feature = \"on\")] use small::Small as Text;\n\
        #[cfg(feature = \"a\")] type Either = u8;\n\
        #[cfg(feature = \"b\")] type Either = Vec<u8>;\n\
        #[cfg(custom)] struct Custom(u8);\n\
        #[cfg(not(custom))] type Custom = Vec<u8>;\n\
        #[cfg(test)] use std::vec::Vec as Items;\n\
        #[cfg(not(test))] use std::rc::Rc as Items;\n\
        #[cfg(feature = \"a\")] mod kind { pub type Inner = u8; }\n\
        #[cfg(feature = \"on\")] mod kind { pub type Inner = String; }\n\
        #[cfg(feature = \"a\")] #[derive(Clone)] pub struct Server { both: u8, one: u8 }\n\
        #[cfg(feature = \"b\")] #[derive(Clone)] pub struct Server { both: u8, one: String, other: String }\n\
        #[cfg(feature = \"on\")] fn made() -> String { String::new() }\n\
        #[cfg(not(feature = \"on\"))] fn made() -> u8 { 0 }\n\
        fn f(a: &Text, b: &Either, c: &Custom, d: &Items<u8>, e: &kind::Inner, s: &Server) {\n\
        drop((a.clone(), b.clone(), c.clone(), d.clone(), e.clone()));\n\
        drop((s.clone(), s.both.clone(), s.one.clone(), s.other.clone(), made().clone()));\n\
        }\n";
    let folder = support::tree(&[("Cargo.toml", &manifest), ("src/lib.rs", code)]);
    let list = support::json(folder.path(), &["list"]);
    let expected = ["Small", "?", "Vec<u8>", "Rc<u8>", "String", "Server", "u8", "?", "String", "String"];
    assert_eq!(types(&list, "src/lib.rs"), expected);
}

/// What the build does not have hides nothing, and comes after what it has: names of globs, methods.
#[test]
fn what_the_build_does_not_have_hides_nothing() {
    let manifest = format!("{MANIFEST}\n[features]\noff = []\n");
    let code = "mod ext { #[derive(Clone, Copy)] pub struct Only(pub u8); pub struct Im; }\n\
        #[cfg(feature = \"off\")] #[derive(Clone)] pub struct Only(pub Vec<u8>);\n\
        use ext::*;\n\
        #[cfg(feature = \"off\")] impl ext::Im { fn made(&self) -> String { String::new() } }\n\
        #[cfg(not(feature = \"off\"))] impl ext::Im { fn made(&self) -> Vec<u8> { Vec::new() } }\n\
        impl ext::Im {\n\
        #[cfg(feature = \"off\")] fn other(&self) -> String { String::new() }\n\
        #[cfg(not(feature = \"off\"))] fn other(&self) -> u8 { 0 }\n\
        }\n\
        fn f(a: &Only, b: &Im) { drop((a.clone(), a.0.clone(), b.made().clone(), b.other().clone())); }\n\
        struct Sy { #[cfg(feature = \"off\")] x: String, #[cfg(not(feature = \"off\"))] x: u8 }\n\
        struct Tu(#[cfg(feature = \"off\")] String, #[cfg(not(feature = \"off\"))] u8);\n\
        enum En { #[cfg(feature = \"off\")] A(String), #[cfg(not(feature = \"off\"))] A(u8) }\n\
        fn g(s: &Sy, t: &Tu, e: &En) { drop((s.x.clone(), t.0.clone())); let En::A(a) = e; drop(a.clone()); }\n";
    let folder = support::tree(&[("Cargo.toml", &manifest), ("src/lib.rs", code)]);
    assert_eq!(
        types(&support::json(folder.path(), &["list"]), "src/lib.rs"),
        ["Only", "u8", "Vec<u8>", "u8", "u8", "u8", "u8"]
    );
}

/// A file that two targets of a package compile is a module of each.
#[test]
fn private_parts_of_a_shared_file_are_seen_by_both_targets() {
    let shared = "pub struct Sh { pub(crate) name: u8, pub two: Two }\npub struct Two { pub name: String }\n\
        impl std::ops::Deref for Sh { type Target = Two; fn deref(&self) -> &Two { &self.two } }\n\
        impl Sh { pub(crate) fn get(&self) -> u8 { self.name } }\n";
    let main = "mod shared;\nfn f(s: &shared::Sh) { drop((s.name.clone(), s.get().clone())); }\nfn main() {}\n";
    let files = [
        ("Cargo.toml", MANIFEST),
        ("src/lib.rs", "pub mod shared;\n"),
        ("src/main.rs", main),
        ("src/shared.rs", shared),
    ];
    let folder = support::tree(&files);
    assert_eq!(types(&support::json(folder.path(), &["list"]), "src/main.rs"), ["u8", "u8"]);
}
