//! Expansions, as text without blanks where they do not matter.

use proc_macro2::TokenStream;

use super::super::hir::ItemTree;
use super::super::{ItemCall, expand_items};
use super::{Code, Macro};

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("tokens")
}

/// Where blanks stand depends on the way that tokens came.
#[expect(clippy::needless_pass_by_value, reason = "for `map`")]
fn plain(tokens: TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}

/// What a call writes; nothing if it cannot be expanded.
fn expand(rules: &str, arguments: &str) -> Option<String> {
    let definition = Macro::new(tokens(rules), "krate", Code::Kept)?;
    definition.expand(tokens(arguments)).ok().map(plain)
}

#[track_caller]
fn assert_expands(rules: &str, arguments: &str, expected: &str) {
    assert_eq!(expand(rules, arguments), Some(plain(tokens(expected))), "{rules} of {arguments}");
}

fn items(rules: &str, arguments: &str) -> ItemTree {
    let calls = [ItemCall { arguments, is_in_impl: false }];
    expand_items(rules, None, &calls).pop().and_then(Result::ok).expect("an expansion")
}

#[test]
fn each_fragment_takes_what_it_is_named_after() {
    for (kind, arguments) in [
        ("block", "{ a; b }"),
        ("expr", "a + b(c, d)"),
        ("expr", "Name { field: 1 }"),
        ("ident", "r#type"),
        ("ident", "self"),
        ("item", "#[a] pub struct S<T>(T);"),
        ("lifetime", "'a"),
        ("literal", "-1"),
        ("literal", "\"text\""),
        ("literal", "true"),
        ("meta", "derive(Clone, Copy)"),
        ("meta", "doc = \"text\""),
        ("pat", "Some(1) | None"),
        ("pat_param", "Some(1)"),
        ("path", "::a::B<C, D>"),
        ("stmt", "let a: B = c"),
        ("tt", "(a b c)"),
        ("tt", "=>"),
        ("tt", "'a"),
        ("ty", "&'a mut [Box<dyn A + 'a>]"),
        ("vis", "pub(in a::b)"),
        ("vis", ""),
    ] {
        assert_expands(&format!("($x:{kind} ;) => {{ [$x] }}"), &format!("{arguments} ;"), &format!("[{arguments}]"));
    }
}

#[test]
fn a_fragment_takes_nothing_else() {
    for (kind, arguments) in [
        ("block", "a"),
        ("ident", "_"),
        ("ident", "1"),
        ("lifetime", "a"),
        ("literal", "a"),
        ("pat_param", "a | b"),
        ("ty", "1"),
        ("tt", "a b"),
        ("tt", ""),
    ] {
        assert_eq!(expand(&format!("($x:{kind}) => {{ $x }}"), arguments), None, "{kind} of {arguments}");
    }
}

#[test]
fn repetitions_nest() {
    assert_expands(
        "($($name:ident { $($field:ident : $ty:ty),* })*) => { $(struct $name { $($field: Box<$ty>,)* })* }",
        "A { a: B, c: Vec<D> } E { }",
        "struct A { a: Box<B>, c: Box<Vec<D>>, } struct E { }",
    );
    // A variable of the outer one, written for each of the inner one.
    assert_expands("($($name:ident : $($arg:ident)*);*) => { $($($name($arg))*)* }", "f: a b; g: c", "f(a) f(b) g(c)");
}

#[test]
fn tokens_of_two_places_do_not_become_one() {
    let tree = items("($a:ident:$ty:ty) => { struct $a { a:$ty } }", "A:<B as C>::D");
    assert_eq!(tree.adts[0].variants[0].fields.len(), 1);
    let tree = items("($($ty:ty),*) => { fn f($(_:$ty),*) {} }", "::a::B<C>,&D");
    assert_eq!(tree.functions[0].params.len(), 2);
}

#[test]
fn separators_stand_between() {
    let rules = "($($x:ident)=>+ $(,)?) => { $($x),* }";
    assert_expands(rules, "a => b => c,", "a, b, c");
    assert_expands(rules, "a", "a");
    assert_eq!(expand(rules, ""), None);
    assert_eq!(expand(rules, "a => b =>"), None);
    assert_expands("($($x:expr),* $(,)?) => { $($x);* }", "1, f(2),", "1; f(2)");
    assert_expands("($($x:expr),* $(,)?) => { $($x);* }", "", "");
    assert_expands("($($x:ident)or*) => { $($x)and* }", "a or b", "a and b");
}

#[test]
fn an_optional_part_is_written_if_it_stands_there() {
    let rules = "($name:ident $(: $ty:ty)?) => { f($name $(as $ty)?) }";
    assert_expands(rules, "a", "f(a)");
    assert_expands(rules, "a: B", "f(a as B)");
}

#[test]
fn the_first_rule_that_matches_is_taken() {
    let rules = "(struct $name:ident) => { s $name }; (enum $name:ident) => { e $name }; ($($t:tt)*) => { other };";
    assert_expands(rules, "struct A", "s A");
    assert_expands(rules, "enum A", "e A");
    assert_expands(rules, "union A", "other");
    assert_expands("(-> 1) => { a }; (=> 2) => { b }", "=> 2", "b");
}

#[test]
fn dollar_crate_is_a_name() {
    assert_expands("() => { $crate::a::B }", "", "krate::a::B");
    let tree = items("($name:ident) => { pub type $name = $crate::B; }", "A");
    assert_eq!(format!("{:?}", tree.aliases[0].ty).matches("$crate").count(), 1);
}

#[test]
fn attributes_and_visibility_are_handed_on() {
    let rules = "($(#[$meta:meta])* $vis:vis $name:ident { $method:ident() }) => {
        $(#[$meta])* #[derive(Clone)] $vis struct $name(Vec<u8>);
        impl $name { pub fn $method(&self) -> $name { unimplemented!() } }
    }";
    let tree = items(rules, "/// Text.\n #[derive(Debug)] pub(crate) Id { hex() }");
    assert_eq!(tree.adts.len(), 1);
    assert_eq!((tree.adts[0].name.as_str(), tree.adts[0].derives.len()), ("Id", 2));
    assert_eq!(tree.functions[0].name.as_str(), "hex");
}

#[test]
fn a_call_in_an_expansion_is_left_to_be_expanded() {
    let rules = "(@one $name:ident) => { struct $name; }; ($($name:ident)*) => { $(my!(@one $name);)* }";
    let tree = items(rules, "A B");
    let calls: Vec<_> =
        tree.macro_calls.iter().map(|call| (call.path.segments[0].name.as_str(), &*call.arguments)).collect();
    assert_eq!(calls, [("my", "@ one A"), ("my", "@ one B")]);
    assert_eq!(items(rules, calls[1].1).adts[0].name.as_str(), "B");
}

#[test]
fn a_definition_in_an_expansion_keeps_its_variables() {
    let tree = items("($name:ident) => { macro_rules! $name { ($x:ty) => { type T = $x; } } }", "inner");
    assert_eq!(tree.macro_definitions[0].name.as_str(), "inner");
    assert_eq!(items(&tree.macro_definitions[0].rules, "u8").aliases.len(), 1);
}

#[test]
fn members_of_an_impl() {
    let rules = "($($name:ident),*) => { $(fn $name(&self) {})* }";
    let tree = expand_items(rules, None, &[ItemCall { arguments: "a, b", is_in_impl: true }]);
    assert_eq!(tree[0].as_ref().ok().map(|tree| tree.impls[0].functions.len()), Some(2));
}

#[test]
fn bodies_of_functions_are_left_out_where_only_items_are_wanted() {
    let definition = Macro::new(tokens("() => { fn f() -> A { b(c) } mod m { d } }"), "krate", Code::Left);
    let written = definition.and_then(|definition| definition.expand(TokenStream::new()).ok());
    assert_eq!(written.map(plain), Some(plain(tokens("fn f() -> A { } mod m { d }"))));
}

#[test]
fn what_is_not_understood_is_not_expanded() {
    for (rules, arguments) in [
        ("($x:unheard_of) => { $x }", "a"),
        ("($($x:ident)*) => { ${count($x)} }", "a"),
        ("($($x:ident)*) => { $x }", "a b"),
        ("($($x:ident)* ; $($y:ident)*) => { $($x $y)* }", "a b ; c"),
        ("($($x:ident)*) => { $(a)* }", "a b"),
        ("", ""),
        ("no rules", ""),
    ] {
        assert_eq!(expand(rules, arguments), None, "{rules} of {arguments}");
    }
}

#[test]
fn an_expansion_is_not_longer_than_the_limit() {
    let rules = "($($x:tt)*) => { $($x)* ".to_owned() + &"$($x)* ".repeat(9) + "}";
    assert!(expand(&rules, &"a ".repeat(1_000)).is_some());
    assert_eq!(expand(&rules, &"a ".repeat(20_000)), None);
}
