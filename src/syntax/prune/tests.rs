use super::*;

fn with_words<'a>(source: &SourceText<'a>) -> Cow<'a, str> {
    without(source.code(), Scanner::new(source, Keep::Words).blanks())
}

fn blanked(text: &str) -> String {
    let pruned = with_words(&SourceText::new(text)).into_owned();
    assert_eq!(pruned.len(), text.len(), "{text}");
    assert!(text.bytes().zip(pruned.bytes()).all(|(old, new)| new == old || (new == b' ' && old != b'\n')), "{text}");
    pruned
}

fn pruned(text: &str) -> String {
    spaced(&blanked(text))
}

/// With every run of blanks as one space.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_end_of_a_body_is_found_past_anything_that_looks_like_a_bracket_a_quote_or_a_comment() {
    for body in [
        "'{'",
        "'\"'",
        r"'\''",
        r"'\\'",
        r"'\u{1F600}'",
        r"'\x7d'",
        "'ä'",
        "'''",
        "b'\"'",
        r"b'\''",
        "b'{'",
        r"b'\x7b'",
        "\"{\"",
        r#""\"{""#,
        r#""\\""#,
        "\"// {\"",
        "\"/* {\"",
        "\"a\\\n  {\"",
        "b\"{\"",
        r#"b"\"{""#,
        "c\"{\"",
        r#"r"{\""#,
        r##"r#"{"#"##,
        r###"r##""#{"##"###,
        r##"br#"""{"#"##,
        r##"cr#"{"#"##,
        "r#\"ä{\"#",
        "r#type",
        "r#fn",
        "x::r#type",
        "'a: loop { break 'a }",
        "f::<'a>()",
        "'r#a: loop {}",
        "&'static str",
        "&'_ x",
        "&'ä x",
        "1..2",
        "1.0e-3",
        "1e3",
        "0b1",
        "1.max(2)",
        "x.0.1",
        "2r\"{\"",
        "\"{\"suffix",
        "'a'suffix",
        "bar\"{\"",
        "br",
        "a / b",
        "a /= b",
        "/**/",
        "/* { */",
        "/* /* } */ { */",
        "/** } */",
        "/*/ } */",
        "/* // */",
        "// }\n",
        "/// }\n",
        "//! }\n",
        "// '\n",
        "// \"\n",
        "// ä }\r\n",
        "// /*\n",
        "m!(don't)",
        "m!('a 'b)",
        "[(1, [2])]",
        "\u{a0}",
        "\u{2028}r\"\\\"",
        "a => b",
        "a < b",
        "x->y; z",
    ] {
        for end in ["\n", "\r\n", ""] {
            let text = format!("fn a() {{ {body} }}{end}fn b() {{ 1 }}{end}");
            assert_eq!(pruned(&text).replace(' ', ""), "fna(){}fnb(){}", "{text}");
            let text = format!("fn a() {{ {body} \n.clone() }}{end}fn b() {{ 1 }}{end}");
            let kept = pruned(&text);
            assert!(kept.contains(".clone() }") && kept.replace(' ', "").ends_with("fnb(){}"), "{text}");
            assert_eq!(kept.contains(&spaced(body)), !body.starts_with("/*") && !body.starts_with("//"), "{text}");
        }
    }
}

#[test]
fn what_does_not_lex_is_left_for_the_lexer_to_report() {
    for text in [
        "fn a() { ( }",
        "fn a() { ) }",
        "fn a() { [ } ]",
        "}",
        "fn a() {",
        "fn a() { \" }",
        "fn a() { r#\" }\"",
        "fn a() { /* /* */ }",
        "fn a() { b' }",
        "fn a() { 'ab' }",
        "fn a() { '1x }",
        "fn a() { ' }",
        "fn a() { r## }",
        "fn a() { br# }",
        "fn a() { \"\\",
        "fn a() { b'ab' }",
        "// a\nfn b() { ''",
    ] {
        assert!(matches!(with_words(&SourceText::new(text)), Cow::Borrowed(_)), "{text}");
        assert!(super::super::scan(text, super::super::ScanOptions::default()).is_err(), "{text}");
    }
}

#[test]
fn bodies_without_a_word_go_and_all_else_stays() {
    for (text, expected) in [
        ("fn a() { b }", "fn a() { }"),
        ("fn a() { b.clone() }", "fn a() { b.clone() }"),
        ("fn a() { include!(b) }", "fn a() { include!(b) }"),
        ("fn a(); struct S { b: u8 }", "fn a(); struct S { b: u8 }"),
        ("impl A for B { fn c() { d } const E: F = G { h }; }", "impl A for B { fn c() { } const E: F = G { h }; }"),
        ("mod a { trait B { fn c() { d } } }", "mod a { trait B { fn c() { } } }"),
        ("m! { fn a() { b } }", "m! { fn a() { } }"),
        ("m!(fn a() { b })", "m!(fn a() { b })"),
        ("paste! { fn [<a_ $b>]() { c } }", "paste! { fn [<a_ $b>]() { } }"),
        // A nested function is an item.
        ("fn a() { fn b() { c } }", "fn a() { fn b() { c } }"),
        ("fn a() { let f: fn() = b; }", "fn a() { }"),
        ("fn r#fn() { a }", "fn r#fn() { }"),
        // Braces that are no body.
        ("fn a() -> [u8; { N }] { b }", "fn a() -> [u8; { N }] { }"),
        ("fn a() -> B<{ N }> { c }", "fn a() -> B<{ N }> { }"),
        ("fn a<T>() -> impl Fn() -> B<T> where T: C, { d }", "fn a<T>() -> impl Fn() -> B<T> where T: C, { }"),
        ("impl A for fn() -> u8 { const B: C = D; }", "impl A for fn() -> u8 { const B: C = D; }"),
        ("struct A<T = fn() -> u8> { b: T }", "struct A<T = fn() -> u8> { b: T }"),
        ("fn a() -> fn(u8) { b }", "fn a() -> fn(u8) { }"),
        ("struct A { b: fn() } mod c { use d; }", "struct A { b: fn() } mod c { use d; }"),
        // Rules.
        ("macro_rules! a { () => { b } }", "macro_rules! a { }"),
        ("macro_rules! a { () => { b.clone() } }", "macro_rules! a { () => { b.clone() } }"),
        (
            "macro_rules! a { ($b:ty) => { fn c(clone: $b) { d } } }",
            "macro_rules! a { ($b:ty) => { fn c(clone: $b) { } } }",
        ),
        // What a clone costs.
        ("fn clone() { a } fn clones() { b }", "fn clone() { a } fn clones() { }"),
        ("macro_rules! a ( () => { b } ); mod c { d }", "macro_rules! a ( () => { b } ); mod c { d }"),
        // Comments.
        ("/// a\n#[b] // c\n/* d */ struct E;", "#[b] struct E;"),
        ("#![a] //! b", "#![a]"),
        ("const A: u8 = 1/**/2;", "const A: u8 = 1 2;"),
    ] {
        assert_eq!(pruned(text), expected, "{text}");
    }
}

#[test]
fn long_tables_without_a_word_go_unless_they_are_attributes() {
    let table = format!("[{}]", "1, ".repeat(TABLE_FROM / 3));
    for (before, expected) in [
        ("static A: B = ", Some("static A: B = [ ]")),
        ("#", None),
        ("#!", None),
        ("# ! ", None),
        ("a!", Some("a![ ]")),
    ] {
        let text = format!("{before}{table}");
        assert_eq!(pruned(&text), expected.map_or_else(|| text.trim().to_owned(), ToOwned::to_owned));
    }
    let words = format!("[{}]", "a.clone(), ".repeat(TABLE_FROM / 10));
    assert_eq!(blanked(&words), words);
}

#[test]
fn small_files_keep_their_bodies() {
    let small = "fn a() { b } // c\n";
    assert_eq!(prune(&SourceText::new(small)).code, "fn a() { b }     \n");
    let large = small.repeat(WHOLE_BELOW / small.len() + 1);
    assert_eq!(prune(&SourceText::new(&large)).code, large.replace("b }", "  }").replace("// c", "    "));
}

/// Names that the text asks for.
fn for_others(text: &str) -> String {
    let names = Names::new(["a", "b", "c", "A", "type"].map(crate::syntax::hir::Symbol::new));
    spaced(&super::for_others(&SourceText::new(text), &names).code)
}

#[test]
fn other_crates_get_what_they_can_ask_for() {
    for (text, expected) in [
        // Functions that can be called.
        ("pub fn a() -> u8 { b }", "pub fn a() -> u8 { }"),
        ("pub const unsafe extern \"C\" fn a() {}", "pub const unsafe extern \"C\" fn a() {}"),
        ("pub async fn a<T>() where T: B<{ C }>, { d }", "pub async fn a<T>() where T: B<{ C }>, { }"),
        ("pub fn r#type() {}", "pub fn r#type() {}"),
        (
            "trait A { fn a(); fn b() { c } type C; const A: u8; }",
            "trait A { fn a(); fn b() { } type C; const A: u8; }",
        ),
        ("extern \"C\" { pub fn a(); }", "extern \"C\" { pub fn a(); }"),
        ("m! { fn a(); fn b() { c } }", "m! { fn a(); fn b() { } }"),
        ("m!(fn a() { b });", "m!(fn a() { b });"),
        // Functions that cannot.
        ("fn a() { b } struct C;", "struct C;"),
        ("pub(crate) fn a() {} pub (super) fn b() {} pub(in crate::x) fn c() {} struct D;", "struct D;"),
        ("const fn a() {} unsafe extern \"C\" fn b() {} async fn c() {} struct D;", "struct D;"),
        ("#[inline] /// x\n fn a() -> B<{ C }> { d } struct D;", "struct D;"),
        ("fn r#type() {} struct A;", "struct A;"),
        ("pub fn nobody_calls_this_7() {} pub fn a() {}", "pub fn a() {}"),
        ("trait A { fn nobody_calls_this_8(&self); fn a(); }", "trait A { fn a(); }"),
        ("impl A { fn a() {} pub fn b() {} pub(crate) fn c() {} }", "impl A { pub fn b() {} }"),
        ("impl A for B { type C = D; const A: u8 = 1; fn a() {} }", "impl A for B { type C = D; }"),
        (
            "unsafe impl<T> A for B<T> where T: C { fn a() {} type D = E; }",
            "unsafe impl<T> A for B<T> where T: C { type D = E; }",
        ),
        ("impl A for <B as C>::D { fn a() {} }", "impl A for <B as C>::D { }"),
        (
            "impl<T> A<T> where T: for<'x> B<'x> { pub fn a() {} fn b() {} }",
            "impl<T> A<T> where T: for<'x> B<'x> { pub fn a() {} }",
        ),
        ("impl A for B<{ C }> { fn a() {} }", "impl A for B<{ C }> { }"),
        (
            "mod x { fn a() {} pub mod y { impl A for B { fn a() {} } fn b() {} pub fn c() {} } }",
            "mod x { pub mod y { impl A for B { } pub fn c() {} } }",
        ),
        ("const _: () = { impl A for B { fn a() {} } };", "const _: () = { impl A for B { } };"),
        // Types of functions.
        ("pub struct A { b: fn(u8) -> u8 } pub type C = fn();", "pub struct A { b: fn(u8) -> u8 } pub type C = fn();"),
        ("impl A for fn() -> u8 { type B = fn(); }", "impl A for fn() -> u8 { type B = fn(); }"),
        ("pub const A: fn() = b; pub static a: [u8; 2] = c;", "pub const A: fn() = b; pub static a: [u8; 2] = c;"),
        // Constants.
        ("const A: u8 = 1; static mut a: B = B { c: 1 }; pub const NOBODY_ASKS_7: u8 = 1; use b::{c};", "use b::{c};"),
        // Private types and imports.
        (
            "struct A { b: B } enum B { C } use d::E; type F = G;",
            "struct A { b: B } enum B { C } use d::E; type F = G;",
        ),
        // Attributes.
        (
            "#![no_std] #[must_use] #[derive(Clone)] #[repr(C)] struct A { #[serde(skip)] b: B }",
            "#![no_std] #[derive(Clone)] #[repr(C)] struct A { b: B }",
        ),
        ("#![cfg(windows)] fn a() {} struct B;", "#![cfg(windows)] struct B;"),
        (
            "#[path = \"x\"] mod a; #[macro_export] macro_rules! b { () => {} }",
            "#[path = \"x\"] mod a; #[macro_export] macro_rules! b { }",
        ),
        (
            "#[cfg(test)] mod a { struct B; } #[cfg(test)] mod b; #[cfg(all(test, c))] use d::{e}; struct F;",
            "struct F;",
        ),
        ("#[cfg(windows)] impl A for B { } #[cfg(not(test))] struct C;", "#[cfg(not(test))] struct C;"),
        (
            "#[cfg(feature = \"x\")] pub struct A; #[cfg(any(test, feature = \"x\"))] pub struct B;",
            "#[cfg(feature = \"x\")] pub struct A; #[cfg(any(test, feature = \"x\"))] pub struct B;",
        ),
        ("enum A { #[cfg(windows)] B { c: u8 }, D }", "enum A { #[cfg(windows)] B { c: u8 }, D }"),
        ("crate::m! { } #[cfg(test)] mod a { } struct B;", "crate::m! { } struct B;"),
        ("extern crate x; #[cfg(test)] extern crate y; struct B;", "extern crate x; struct B;"),
    ] {
        assert_eq!(for_others(text), expected, "{text}");
    }
}

#[test]
fn the_text_of_a_macro_is_that_of_the_file() {
    let text =
        "/// x\nfn a() { b } macro_rules! c { () => { fn d() { /* e */ f } } } m! { impl A for B { fn a() {} } }";
    let tree = crate::syntax::library_declarations(text, &Names::default()).expect("lexes");
    assert_eq!(&*tree.macro_definitions[0].rules, " () => { fn d() { /* e */ f } } ");
    assert_eq!(&*tree.macro_calls[0].arguments, " impl A for B { fn a() {} } ");
}

#[test]
fn positions_after_what_was_blanked_are_those_in_the_file() {
    let text = format!("/* ä\n */ fn a() {{ \"ä\n\" }} /* ö */ fn b() {{ c.clone() }} {}", " ".repeat(WHOLE_BELOW));
    let facts = super::super::scan(&text, super::super::ScanOptions::default()).expect("lexes");
    let [site] = facts.sites.as_slice() else { panic!("{:?}", facts.sites) };
    assert_eq!(&text[site.span.bytes.clone()], "c.clone()");
    assert_eq!((site.span.start, site.span.name), ((3, 22), (3, 24)));
    assert_eq!(facts.items, ["a", "b"]);
}

#[test]
fn a_word_counts_only_where_it_is_code() {
    for body in ["let a = \"x.clone()\";", "// x.clone()\n", "/* clone */", "f(r#\"clone\"#, 'c');"] {
        assert_eq!(pruned(&format!("fn a() {{ {body} }}")), "fn a() { }", "{body}");
    }
    for body in
        ["x.clone();", "\"clone\"; x.cloned();", "// clone\n f(Clone::clone)", "m!(x.clone())", "include!(\"a\")"]
    {
        let kept = pruned(&format!("fn a() {{ {body} }}"));
        assert!(kept.len() > "fn a() { }".len(), "{body}: {kept}");
    }
}

#[test]
fn what_may_nest_too_deep_is_told_from_its_bytes() {
    let may_be_deep = |text: &str| prune(&SourceText::new(text)).may_be_deep;
    for (open, close) in [
        ("!", ""),
        ("||", ""),
        ("| |", ""),
        ("if!", "{}"),
        ("if a {} else ", ""),
        ("in-", ""),
        ("A<", ">"),
        ("A<B, ", ">"),
        ("", "()"),
        ("", ".a()"),
        ("", "?"),
        ("(", ")"),
        ("{} /* a */ + ", ""),
        ("{} // a\n as a + ", ""),
    ] {
        let code = |times: usize| format!("fn f() {{ b.clone(); {}a{} }}", open.repeat(times), close.repeat(times));
        let depth = |times: usize| {
            let buffer = syn::buffer::TokenBuffer::new2(code(times).parse().expect("lexes"));
            crate::syntax::depth::depth(buffer.begin())
        };
        let mut times = 1;
        while depth(times) <= crate::syntax::depth::DEEPEST {
            times += times.div_ceil(16);
        }
        assert!(may_be_deep(&code(times)), "{open} {close} {times}");
    }
    for piece in ["f(a.b, !c); ", "fn f() { a + b }\n/// c\n", "#[a] struct A { b: \"c\" } ", "x! { y } // z\n"] {
        assert!(!may_be_deep(&piece.repeat(10_000)), "{piece}");
    }
}
