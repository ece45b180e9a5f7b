use crate::model::{Cost, TypeClass, TypeSource};
use crate::types::tests::Crates;
use crate::types::{Inferred, Known};

/// A function that clones what is not known by its source.
const OPAQUE: &str = "fn site() { opaque().clone(); }";

fn one(crates: &[(&str, &str)], cloned: &str) -> Inferred {
    let mut sites = Crates(crates).sites(&[(cloned, "")]);
    assert_eq!(sites.len(), 1);
    sites.remove(0)
}

fn known(crates: &[(&str, &str)], cloned: &str) -> Known {
    let inferred = one(crates, cloned);
    assert_eq!(inferred.source, Some(TypeSource::Rustc));
    inferred.known
}

#[track_caller]
fn expect(crates: &[(&str, &str)], cloned: &str, text: &str, class: TypeClass, cost: Cost) {
    assert_eq!(known(crates, cloned), Known { text: Some(text.to_owned()), class, cost }, "{cloned}");
}

/// The standard library's types have their names alone, imported or not.
#[test]
fn standard_types() {
    for (cloned, text, class, cost) in [
        ("Arc<str>", "Arc<str>", TypeClass::Arc, Cost::Alias),
        ("&'a str", "&str", TypeClass::Copy, Cost::Free),
        ("u8", "u8", TypeClass::Copy, Cost::Free),
        ("PathBuf", "PathBuf", TypeClass::String, Cost::Heap),
        ("Option<String>", "Option<String>", TypeClass::String, Cost::Heap),
        (
            "HashMap<Arc<str>, Vec<Option<PathBuf>>>",
            "HashMap<Arc<str>, Vec<Option<PathBuf>>>",
            TypeClass::Collection,
            Cost::Deep,
        ),
        ("std::sync::mpsc::Sender<u8>", "Sender<u8>", TypeClass::Handle, Cost::Alias),
        ("std::vec::IntoIter<u8>", "IntoIter<u8>", TypeClass::External, Cost::Deep),
        ("Cow<'static, str>", "Cow<str>", TypeClass::String, Cost::Heap),
        ("[u8; 3]", "[u8; 3]", TypeClass::Copy, Cost::Free),
        ("Duration", "Duration", TypeClass::Copy, Cost::Free),
    ] {
        expect(&[("own", OPAQUE)], cloned, text, class, cost);
    }
}

#[test]
fn functions_and_what_is_behind_dyn() {
    let own = &[("own", OPAQUE)];
    let unknown = Cost::Unknown;
    expect(own, "{closure@src/lib.rs:13:20: 13:23}", "{closure}", TypeClass::Function, unknown);
    expect(own, "fn(u8) -> u8 {path::name}", "fn(u8) -> u8", TypeClass::Function, Cost::Free);
    expect(own, "for<'a> fn(&'a u8)", "fn(&u8) -> ()", TypeClass::Function, Cost::Free);
    expect(own, "Box<dyn Fn() -> u8>", "Box<dyn Fn() -> u8>", TypeClass::Unknown, unknown);
    expect(own, "impl Clone + 'a", "impl Clone", TypeClass::Unknown, unknown);
    expect(own, "Arc<dyn Strange + Send>", "Arc<dyn Strange + Send>", TypeClass::Arc, Cost::Alias);
    expect(own, "{type error}", "{type error}", TypeClass::Unknown, unknown);
}

#[test]
fn parameters_of_the_function_and_of_the_impl() {
    let generic = "
        struct Own<T>(T);
        impl<I: Iterator> Own<I> where I::Item: Clone {
            fn site<T: Clone>(self) { opaque().clone(); }
        }";
    for (cloned, text) in [("T", "T"), ("I", "I"), ("<I as Iterator>::Item", "<I as Iterator>::Item")] {
        expect(&[("own", generic)], cloned, text, TypeClass::Generic, Cost::Varies);
    }
    expect(&[("own", generic)], "Own<I>", "Own<I>", TypeClass::Struct, Cost::Varies);
    expect(&[("own", generic)], "Vec<T>", "Vec<T>", TypeClass::Collection, Cost::Deep);
    // There is no such parameter, and no such type.
    expect(&[("own", generic)], "U", "U", TypeClass::Unknown, Cost::Unknown);
    let argument = "fn site(a: impl Into<String> + Clone, b: impl Copy) { opaque().clone(); }";
    expect(&[("own", argument)], "impl Into<String> + Clone", "impl Trait", TypeClass::Generic, Cost::Varies);
    let two = "fn site(a: impl Clone, b: impl Clone) { opaque().clone(); }";
    expect(&[("own", two)], "impl Clone", "impl Clone", TypeClass::Unknown, Cost::Unknown);
    let of_trait = "trait Own: Clone { fn site(&self) { opaque().clone(); } }";
    expect(&[("own", of_trait)], "Self", "Self", TypeClass::Generic, Cost::Varies);
}

#[test]
fn own_types_by_name_and_by_path() {
    let code = &format!(
        "{OPAQUE}
        mod a {{
            #[derive(Clone)] pub struct Deep(Vec<u8>);
            #[derive(Clone)] pub struct Twice(Vec<u8>);
            mod b {{ #[derive(Clone, Copy)] pub struct Twice(u8); }}
        }}"
    );
    let own = &[("own", code.as_str())];
    expect(own, "Deep", "Deep", TypeClass::Struct, Cost::Deep);
    expect(own, "a::Twice", "Twice", TypeClass::Struct, Cost::Deep);
    expect(own, "a::b::Twice", "Twice", TypeClass::Copy, Cost::Free);
    // No other module is named so.
    expect(own, "b::Twice", "Twice", TypeClass::Copy, Cost::Free);
    expect(own, "c::Twice", "Twice", TypeClass::Unknown, Cost::Unknown);
    // The compiler would not say so little of either.
    expect(own, "Twice", "Twice", TypeClass::Unknown, Cost::Unknown);
    expect(own, "Vec<Twice>", "Vec<Twice>", TypeClass::Collection, Cost::Deep);
    // Another number of arguments: not that type.
    expect(own, "Deep<u8>", "Deep<u8>", TypeClass::Unknown, Cost::Unknown);
    assert_eq!(one(own, "a::Twice").adt.map(|adt| adt.krate), Some(1));
    assert_eq!(one(own, "Twice").adt, None);
}

#[test]
fn types_within_functions() {
    let code = "
        mod a {
            fn inner() { #[derive(Clone)] struct Local(std::sync::Arc<u8>); opaque().clone(); }
        }";
    for cloned in ["Local", "inner::Local", "a::inner::Local"] {
        expect(&[("own", code)], cloned, "Local", TypeClass::Struct, Cost::Alias);
    }
    expect(&[("own", code)], "b::inner::Local", "Local", TypeClass::Unknown, Cost::Unknown);
}

#[test]
fn a_name_at_the_root_is_a_path_of_one_segment() {
    let code = format!("{OPAQUE} #[derive(Clone)] struct Arc(Vec<u8>); mod a {{ pub struct Arc(u8); }}");
    let own = &[("own", code.as_str())];
    expect(own, "Arc", "Arc", TypeClass::Struct, Cost::Deep);
    expect(own, "std::sync::Arc<u8>", "Arc<u8>", TypeClass::Arc, Cost::Alias);
}

#[test]
fn an_import_under_another_name_is_not_meant() {
    let code =
        format!("use std::sync::Arc as Shared; {OPAQUE} mod a {{ #[derive(Clone)] pub struct Shared(Vec<u8>); }}");
    expect(&[("own", code.as_str())], "Shared", "Shared", TypeClass::Struct, Cost::Deep);
}

#[test]
fn types_of_other_crates() {
    let first = "#[derive(Clone)] pub struct Far(Vec<u8>); pub mod m { #[derive(Clone)] pub struct Both(String); }";
    let second = "pub use first::Far; pub mod m { #[derive(Clone, Copy)] pub struct Both(u8); }";
    let crates = &[("first", first), ("second", second), ("own", OPAQUE)];
    expect(crates, "Far", "Far", TypeClass::Struct, Cost::Deep);
    expect(crates, "second::Far", "Far", TypeClass::Struct, Cost::Deep);
    expect(crates, "first::m::Both", "Both", TypeClass::Struct, Cost::Heap);
    expect(crates, "second::m::Both", "Both", TypeClass::Copy, Cost::Free);
    expect(crates, "Both", "Both", TypeClass::Unknown, Cost::Unknown);
    expect(crates, "third::m::Both", "Both", TypeClass::Unknown, Cost::Unknown);
}

#[test]
fn what_the_source_says_decides_between_several() {
    let code = "
        mod a { #[derive(Clone)] pub struct Twice(Vec<u8>); }
        mod b { #[derive(Clone)] pub struct Twice(u8); }
        fn site(x: &a::Twice) { x.clone(); }";
    expect(&[("own", code)], "Twice", "Twice", TypeClass::Struct, Cost::Deep);
}

#[test]
fn the_compiler_is_right_where_both_know() {
    let code = "fn site(x: &String) { x.clone(); }";
    expect(&[("own", code)], "Vec<u8>", "Vec<u8>", TypeClass::Collection, Cost::Deep);
    let inferred = Crates(&[("own", code)]).sites(&[]);
    assert_eq!(inferred[0].source, Some(TypeSource::Source));
    assert_eq!(inferred[0].known.class, TypeClass::String);
}

#[test]
fn the_source_helps_where_the_name_is_not_found() {
    let code = "fn site(x: &gone::Thing, y: &[u8]) { x.clone(); y.iter().map(|x| x + 1).clone(); }";
    let sites = Crates(&[("own", code)]).sites(&[("Thing", ""), ("Map<Iter<'_, u8>, {closure@a.rs:1:1: 1:2}>", "")]);
    let text = sites.iter().map(|site| site.known.text.as_deref()).collect::<Vec<_>>();
    assert_eq!(text, [Some("Thing"), Some("Map<Iter<u8>, {closure}>")]);
    assert_eq!(sites[0].known.class, TypeClass::Unknown);
    assert_eq!(sites[1].known.class, TypeClass::External);
}

#[test]
fn whether_the_receiver_is_what_is_cloned() {
    let code = "fn site() { opaque().to_string(); opaque().to_string(); opaque().to_owned(); opaque().to_vec(); }";
    let rustc_types = [("String", "&&'a String"), ("String", "&str"), ("String", ""), ("Vec<a::B>", "Vec<a::B>")];
    let sites = Crates(&[("own", code)]).sites(&rustc_types);
    assert_eq!(sites.iter().map(|site| site.is_owned).collect::<Vec<_>>(), [true, false, false, true]);
}
