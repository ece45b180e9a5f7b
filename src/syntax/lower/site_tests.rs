//! What is noted of a site's surroundings, read back from the file's bytes.

use crate::model::{Context, Usage};
use crate::syntax::{RawSite, scan};

/// The sites, in the order of their names, and the text that each of their ranges cuts out of the file.
fn sites(file: &str) -> Vec<RawSite> {
    scan(file, crate::syntax::ScanOptions::default()).expect("lexes").sites
}

fn described(file: &str, site: &RawSite) -> String {
    let Some(anchor) = &site.anchor else { return "none".to_owned() };
    let usage = match &anchor.usage {
        Usage::Value => "value".to_owned(),
        Usage::Methods(links) => {
            let links: Vec<_> =
                links.iter().map(|link| format!("{}: {}", link.name, &file[link.whole.clone()])).collect();
            links.join(" | ")
        }
        Usage::Part => "part".to_owned(),
        Usage::Reference(whole) => format!("reference {}", &file[whole.clone()]),
        Usage::Operand => "operand".to_owned(),
        Usage::Formatted => "formatted".to_owned(),
        Usage::ForHead => "for".to_owned(),
        Usage::Scrutinee => "scrutinee".to_owned(),
        Usage::Place => "place".to_owned(),
    };
    let receiver = &file[anchor.receiver.clone()];
    let reference = if anchor.is_reference { " (reference)" } else { "" };
    let followed = if anchor.is_followed { " +" } else { "" };
    format!("{receiver}{reference} → {usage}{followed}")
}

/// What is said of each site of a function's body, in files with all that moves bytes.
fn check(body: &str, expected: &[&str]) {
    for (before, newline) in [("", "\n"), ("\u{feff}", "\r\n"), ("#!/usr/bin/env rust-ä\n", "\n"), ("// ä\n", "\r\n")]
    {
        let file = format!("{before}const Ä: &str = \"ö\";{newline}fn f() {{{newline}    {body}{newline}}}{newline}");
        let sites = sites(&file);
        let described: Vec<_> = sites.iter().map(|site| described(&file, site)).collect();
        assert_eq!(described, expected, "{file}");
        for site in &sites {
            let (function, _) = site.function.clone().expect("stands in a function");
            assert_eq!(file[function], format!("fn f() {{{newline}    {body}{newline}}}"));
            assert!(!site.in_definition);
        }
    }
}

#[test]
fn the_receiver_is_what_is_cloned() {
    check("x.clone()", &["x → value"]);
    check("self.a[0]?.b ( ) /* c */ . clone ( )", &["self.a[0]?.b ( ) → value"]);
    check("(*x).clone()", &["(*x) → value"]);
    check("#[allow(unused)] x.clone();", &["x → value"]);
    check("x.to_owned(); x.to_string(); x.to_vec(); x.cloned()", &["x → value"; 4]);
    check("Arc::clone(&x)", &["x → value"]);
    check("Arc::clone(&self.x)", &["self.x → value"]);
    check("Clone::clone(&*x)", &["*x → value"]);
    check("<T as Clone>::clone(& mut x,)", &["x → value"]);
    check("Arc::clone(x)", &["x (reference) → value"]);
    check("Arc::clone(self.ä.as_ref())", &["self.ä.as_ref() (reference) → value"]);
    check("Arc::clone((&x))", &["(&x) (reference) → value"]);
}

#[test]
fn values_and_two_places_have_no_anatomy() {
    check("a.map(Clone::clone)", &["none"]);
    check("a.clone_from(&b)", &["none"]);
    check("Clone::clone_from(&mut a, &b)", &["none"]);
    check("Iterator::cloned(a)", &["none"]);
}

#[test]
fn a_chain_is_noted_from_the_inside_out() {
    check("x.clone().a(1)", &["x → a: x.clone().a(1) +"]);
    check("x.clone().a::<T>()?.b()", &["x → a: x.clone().a::<T>() +"]);
    check("x.clone().a().f.b()", &["x → a: x.clone().a() +"]);
    check("Arc::clone(&x).a()", &["x → a: Arc::clone(&x).a() +"]);
    check(
        "x.clone().r#a().b().c().d().e()",
        &["x → r#a: x.clone().r#a() | b: x.clone().r#a().b() | c: x.clone().r#a().b().c() \
           | d: x.clone().r#a().b().c().d() +"],
    );
    check("((x.clone())).a()", &["x → a: ((x.clone())).a()"]);
    check("((x.clone()).a()).b()", &["x → a: (x.clone()).a() | b: ((x.clone()).a()).b()"]);
    check("(x.clone().a()).b()", &["x → a: x.clone().a() | b: (x.clone().a()).b() +"]);
    check("x.clone().clone()", &["x → clone: x.clone().clone() +", "x.clone() → value"]);
    check("x.clone().await.a()", &["x → value +"]);
}

#[test]
fn a_call_in_a_receiver_begins_a_chain_of_its_own() {
    check("f(x.clone().a()).b(y.clone())", &["x → a: x.clone().a() +", "y → value"]);
    check("v.map(|x| x.clone()).b()", &["x → value"]);
    check("v.map(|x| { x.clone().a(); }).b()", &["x → a: x.clone().a() +"]);
}

#[test]
fn the_parent_says_how_the_value_is_used() {
    check("x.clone().name", &["x → part +"]);
    check("x.clone().0.1", &["x → part +"]);
    check("(x.clone()).name.b()", &["x → part"]);
    check("f(&x.clone())", &["x → reference &x.clone()"]);
    check("f(& (x.clone()))", &["x → reference & (x.clone())"]);
    check("f(&mut x.clone())", &["x → place"]);
    check("*x.clone()", &["x → place"]);
    check("!x.clone()", &["x → value"]);
    check("x.clone()[0]", &["x → part +"]);
    check("v[x.clone()]", &["x → value"]);
    check("*x.clone() = y.clone();", &["x → place", "y → value"]);
    check("x.clone().f = y.clone();", &["x → part +", "y → value"]);
    check("x.clone()[0] += y.clone();", &["x → part +", "y → value"]);
    check("x.clone() += y.clone();", &["x → place", "y → value"]);
    check("x.clone() == (y.clone())", &["x → operand", "y → operand"]);
    check("x.clone() + y.clone()", &["x → value", "y → value"]);
    check("x.clone() && y.clone()", &["x → value", "y → value"]);
    check("x.clone()?", &["x → value +"]);
    check("x.clone()(1)", &["x → value +"]);
    check("(x.clone())(1)", &["x → value"]);
    check("x.clone() as T", &["x → value +"]);
    check("let p = x.clone();", &["x → value"]);
    check("let Some(p) = x.clone() else { return };", &["x → value"]);
    check("S { a: x.clone() }", &["x → value"]);
}

#[test]
fn heads_are_told_from_values() {
    check("for p in x.clone() { y.clone(); }", &["x → for", "y → value"]);
    check("match x.clone() { p => y.clone() }", &["x → scrutinee", "y → value"]);
    check("if let Some(p) = x.clone() { y.clone() }", &["x → scrutinee", "y → value"]);
    check("while let Some(p) = (x.clone()) {}", &["x → scrutinee"]);
    check("if a && let Some(p) = x.clone() {}", &["x → scrutinee"]);
    check("if x.clone() {}", &["x → value"]);
}

#[test]
fn macros_that_borrow_take_operands() {
    check("assert_eq!(a.clone(), b.clone(), \"{}\", c.clone())", &["a → operand", "b → operand", "c → formatted"]);
    check("assert_ne!(\"a\", (b.clone()))", &["b → operand"]);
    check("assert!(a.clone(), \"{}\", b.clone())", &["a → value", "b → formatted"]);
    check("println!(\"{} {n}\", x.clone(), n = y.clone())", &["x → formatted", "y → formatted"]);
    check("std::write!(x.clone(), \"ä{}\", y.clone())", &["x → value", "y → formatted"]);
    check("format!(\"{}\", x.clone().a())", &["x → a: x.clone().a() +"]);
    check("info!(a = x.clone(), \"{}\", y.clone())", &["x → value", "y → formatted"]);
    check("bail!(x.clone())", &["x → value"]);
    check("vec![x.clone(), &y.clone()]", &["x → value", "y → reference &y.clone()"]);
    check("vec![x.clone(); 3]", &["x → value"]);
}

#[test]
fn tokens_that_are_no_expression_leave_open_what_is_done() {
    check("json!({\"a\": x.clone()})", &["x → place +"]);
    check("json!({\"a\": (x.clone()).b()})", &["x → place +"]);
    check("json!({\"a\": f(x.clone())})", &["x → value"]);
    check("json!({\"a\": format!(\"{}\", x.clone())})", &["x → formatted"]);
    check("json!({\"a\": Arc::clone(&x)})", &["none"]);
    check("json!({\"a\": S { b: 1 }.clone()})", &["none"]);
    check("json!({\"a\": m::vec![1].clone()})", &["none"]);
}

#[test]
fn the_function_is_the_innermost_one() {
    let file = "\u{feff}/// ä\n#[inline]\npub async fn a() { struct S; impl S { fn b(&self) { x.clone() } } y.clone() }\n\
                #[doc = \"c\"]\npub const C: T = { x.clone() };\nstatic D: T = { fn d() { x.clone() } y.clone() };\n\
                trait E { const F: T = x.clone(); fn g() { const H: T = x.clone(); } }\n\
                macro_rules! m { () => { x.clone() } }\n";
    let functions: Vec<_> =
        sites(file).iter().map(|site| site.function.clone().map(|(bytes, _)| &file[bytes])).collect();
    assert_eq!(
        functions,
        [
            Some("fn b(&self) { x.clone() }"),
            Some("async fn a() { struct S; impl S { fn b(&self) { x.clone() } } y.clone() }"),
            Some("const C: T = { x.clone() };"),
            Some("fn d() { x.clone() }"),
            Some("static D: T = { fn d() { x.clone() } y.clone() };"),
            Some("const F: T = x.clone();"),
            Some("fn g() { const H: T = x.clone(); }"),
            None,
        ]
    );
}

#[test]
fn a_functions_hash_does_not_depend_on_its_layout() {
    let hash = |file: &str| sites(file)[0].function.clone().expect("stands in a function").1;
    let plain = hash("fn f(a: u8) { a.clone(); g(a, b) }");
    assert_eq!(plain, hash("\n#[inline]\npub fn f(\n    a: u8,\n) {\n    // why\n    a.clone();\n    g(a, b)\n}"));
    assert_ne!(plain, hash("fn f(a: u8) { a.clone(); g(a, c) }"));
    assert_ne!(plain, hash("fn f(a: u16) { a.clone(); g(a, b) }"));
}

#[test]
fn what_a_macro_definition_writes_is_marked() {
    let file = "macro_rules! m { ($x:expr) => { f($x.clone()); fn g() { y.clone() } } }\n\
                pub macro n($x:expr) { $x.clone() }\nmacro o { ($x:expr) => { $x.clone() } }\n\
                fn f() { macro_rules! p { ($x:expr) => { $x.clone() } } p!(x.clone()); \
                select! { a => { macro_rules! q { () => { x.clone() } } y.clone() } } }\n";
    let marks: Vec<_> = sites(file).iter().map(|site| (site.receiver.clone(), site.in_definition)).collect();
    let marks: Vec<_> = marks.iter().map(|(receiver, mark)| (receiver.as_str(), *mark)).collect();
    assert_eq!(
        marks,
        [("$x", true), ("y", true), ("$x", true), ("$x", true), ("$x", true), ("x", false), ("x", true), ("y", false)]
    );
}

#[test]
fn what_stands_around_a_macro_definition_is_not_around_its_sites() {
    let file = "fn f() { for i in v { macro_rules! m { () => { x.clone() } } m!(); y.clone(); } }";
    let contexts: Vec<_> = sites(file).iter().map(|site| site.contexts.contains(&Context::Loop)).collect();
    assert_eq!(contexts, [false, true]);
}
