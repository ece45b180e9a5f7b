//! Essential facts of what is lowered.

use super::super::ScanOptions;
use super::super::hir::{
    Body, BodySite, Expr, ExprId, ItemTree, ModuleKind, Pat, SiteRole, Statement, Symbol, TypeRef,
};
use super::super::source::{SourceText, small};
use super::super::{RawSite, declarations, scan};
use super::lowerer::{Code, Lowerer};

fn lower(text: &str) -> ItemTree {
    let facts = scan(text, ScanOptions::default()).expect("lexes");
    assert_eq!(facts.parse_error, None, "{text}");
    facts.tree
}

fn only_body(text: &str) -> Body {
    let mut bodies = lower(text).bodies;
    assert_eq!(bodies.len(), 1, "{text}");
    bodies.remove(0)
}

/// The only macro call of this name.
fn macro_args<'b>(body: &'b Body, name: &str) -> &'b [ExprId] {
    let mut found = body.exprs.iter().filter_map(|expr| match expr {
        Expr::Macro(known, args) if *known == *name => Some(args.as_slice()),
        Expr::MacroCall(call) if call.path.segments.last().is_some_and(|last| last.name == *name) => {
            Some(&call.children)
        }
        _ => None,
    });
    let args = found.next().expect("is there");
    assert!(found.next().is_none());
    args
}

fn path_text(path: &super::super::hir::Path) -> String {
    path.segments.iter().map(|segment| segment.name.as_str()).collect::<Vec<_>>().join("::")
}

/// What the sites' receivers are called: the last name of each.
fn receivers(body: &Body) -> Vec<&'static str> {
    body.sites.iter().map(|site| last_name(body, site.expr, *site)).collect()
}

fn last_name(body: &Body, expr: ExprId, site: BodySite) -> &'static str {
    match &body.exprs[expr as usize] {
        Expr::MethodCall { receiver, .. } if expr == site.expr => last_name(body, *receiver, site),
        Expr::Call(_, args) if expr == site.expr => last_name(body, *args.last().expect("is there"), site),
        Expr::MethodCall { name, .. } | Expr::Field(_, name) => name.as_str(),
        Expr::Ref(inner, _) | Expr::Call(inner, _) => last_name(body, *inner, site),
        Expr::Path(path) => path.segments.last().expect("is there").name.as_str(),
        _ => "?",
    }
}

#[test]
fn imports_are_flattened() {
    let tree = lower(
        "use a::{self as x, b::*, c as d, e::{self}, self}; use ::f; use self::g as _; extern crate h as i; use *;",
    );
    let imports: Vec<(String, Option<&str>)> =
        tree.imports.iter().map(|import| (path_text(&import.path), import.name.map(Symbol::as_str))).collect();
    let expected = [
        ("a", Some("x")),
        ("a::b", None),
        ("a::c", Some("d")),
        ("a::e", Some("e")),
        ("a", Some("a")),
        ("::f", Some("f")),
        ("self::g", Some("_")),
        ("::h", Some("i")),
    ];
    assert_eq!(imports, expected.map(|(path, name)| (path.to_owned(), name)));
}

#[test]
fn what_the_build_does_not_have_declares_nothing_but_keeps_its_sites() {
    for (predicate, declared) in [
        ("windows", false),
        ("not(unix)", false),
        ("target_os = \"macos\"", false),
        ("any(windows, target_arch = \"wasm32\")", false),
        ("all(unix, feature = \"x\", not(target_os = \"linux\"))", false),
        ("not(any(test, unix))", false),
        ("miri", false),
        ("unix", true),
        ("any(windows, feature = \"x\")", true),
        ("not(any(windows, test))", true),
        ("test", true),
        ("tokio_unstable", true),
    ] {
        let cfg = format!("#[cfg({predicate})]");
        let tree = lower(&format!(
            "{cfg} struct A; {cfg} use a::b; {cfg} impl B {{ fn f(&self) {{ self.c.clone(); }} }}
             {cfg} mod m {{ struct A; }} {cfg} mod n; struct C {{ {cfg} a: u8, b: u8 }} {cfg} fn g() {{ h.clone(); }}"
        ));
        assert_eq!(tree.adts.len(), if declared { 3 } else { 1 }, "{predicate}");
        assert_eq!(tree.imports.len() + tree.impls.len() + tree.file_modules.len(), usize::from(declared) * 3);
        assert_eq!(tree.modules[1].name.as_str().is_empty(), !declared);
        let fields = tree.adts.iter().map(|adt| adt.variants[0].fields.len()).max();
        assert_eq!(fields, Some(if declared { 2 } else { 1 }), "{predicate}");
        assert_eq!(tree.bodies.len(), 2, "{predicate}");
        assert!(tree.functions.iter().all(|function| function.name.as_str().is_empty() != declared), "{predicate}");
    }
}

#[test]
fn statements_that_are_not_compiled_hide_no_names_and_yield_no_value() {
    let body = only_body(
        "fn f() -> A { let a = x.clone(); #[cfg(windows)] let a = 1; #[cfg(unix)] { a } #[cfg(windows)] { 2 } }",
    );
    let Expr::Block(statements, tail) = &body.exprs[body.root as usize] else { panic!("a block") };
    assert!(matches!(statements[..], [Statement::Let { .. }, Statement::Expr(_), Statement::Expr(_)]));
    let Some(Expr::Block(_, Some(value))) = tail.map(|tail| &body.exprs[tail as usize]) else { panic!("a block") };
    assert!(matches!(&body.exprs[*value as usize], Expr::Path(_)));
}

#[test]
fn derives_and_representations_are_read() {
    let tree = lower(
        "#[derive(Debug, std::clone::Clone)] #[cfg_attr(feature = \"x\", derive(Copy))] #[cfg_attr(windows, derive(Eq))]
         #[repr(C, align(8))]\n struct A<T: B + ?Sized, const N: usize>(T) where T: C;
         enum E { V { a: u8 }, #[cfg(windows)] W, U(u8, u16) }",
    );
    let [a, e] = &tree.adts[..] else { panic!("two types") };
    assert_eq!(a.derives.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["Debug", "Clone"]);
    assert!(a.may_be_copy && !e.may_be_copy);
    assert_eq!((a.repr.as_slice(), a.line), (["C".to_owned(), "align(8)".to_owned()].as_slice(), 3));
    assert_eq!(a.generics.params.iter().map(|param| param.bounds.len()).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(a.generics.wheres.len(), 1);
    assert_eq!(e.variants.iter().map(|variant| variant.fields.len()).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn macros_among_items_declare_what_they_hold() {
    let tree = lower(
        "cfg_rt! { pub mod x; pub struct Y; } thread_local! { static X: u8 = const { a.clone() }; pub static Z: u16 = 1 }
         lazy_static! { static ref L: u32 = b.clone(); } bitflags! { #[derive(Debug)] pub struct F: u64 { const A = 1; } }
         cfg_if! { if #[cfg(windows)] { struct W; } else if #[cfg(unix)] { struct U; } else { struct O; } }
         cfg_select! { windows => { struct W; } all(unix, target_os = \"linux\") => { struct L; }, _ => { struct O; } }
         cfg_select! { feature = \"a\" => { struct A; } _ => { struct B; } }
         macro_rules! m { () => { struct N; } } impl T { forward! { fn g(&self) -> X { self.x.clone() } } }",
    );
    assert_eq!(tree.adts.iter().map(|adt| adt.name.as_str()).collect::<Vec<_>>(), ["Y", "F", "U", "L", "A", "B"]);
    assert_eq!(tree.adts[1].derives.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["Debug", "Clone", "Copy"]);
    assert_eq!(tree.file_modules.len(), 1);
    let constants: Vec<String> = tree
        .constants
        .iter()
        .map(|constant| match &constant.ty {
            TypeRef::Path(path) => format!("{}: {}", constant.name, path_text(path)),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(constants, ["X: std::thread::LocalKey", "Z: std::thread::LocalKey", "L: u32"]);
    assert_eq!((tree.impls[0].functions.len(), tree.bodies.len()), (1, 3));
}

#[test]
fn items_in_bodies_stand_in_the_module_of_their_block() {
    let tree = lower(
        "mod m { fn f(x: &X) { struct A; { fn g(y: &Y) -> Y { use b::c; y.clone() } } x.clone() } }
         const _: () = { impl D for E {} };",
    );
    let kinds: Vec<(ModuleKind, Option<u32>)> =
        tree.modules.iter().map(|module| (module.kind, module.parent)).collect();
    assert_eq!(
        kinds,
        [
            (ModuleKind::File, None),
            (ModuleKind::Inline, Some(0)),
            (ModuleKind::Block, Some(1)),
            (ModuleKind::Block, Some(2)),
            (ModuleKind::Block, Some(3)),
            (ModuleKind::Block, Some(0)),
        ]
    );
    let modules: Vec<u32> = tree.functions.iter().map(|function| function.module).collect();
    assert_eq!((modules.as_slice(), tree.adts[0].module), ([1, 3].as_slice(), 2));
    let of: Vec<(Option<u32>, u32)> = tree.bodies.iter().map(|body| (body.function, body.module)).collect();
    assert_eq!(of, [(Some(1), 3), (Some(0), 1)], "the inner one is done first, and a signature sees what is around");
    for (body, blocks) in tree.bodies.iter().zip([vec![4], vec![3, 2]]) {
        assert_eq!(body.blocks.iter().map(|(_, module)| *module).collect::<Vec<_>>(), blocks);
        assert_eq!(body.module_at(body.sites[0].expr), blocks[blocks.len() - 1]);
        assert_eq!(body.module_of_block(body.root), blocks.last().copied());
    }
    assert_eq!((tree.imports[0].module, tree.impls[0].module), (4, 5));
}

#[test]
fn a_select_binds_what_each_future_yields() {
    let body = only_body(
        "async fn f() { tokio::select! { biased; v = a.next() => { v.clone(); } Some(w) = b, if c.clone().d => w.clone(),
         else => x.clone(), } }",
    );
    let branches = macro_args(&body, "select");
    assert_eq!(branches.len(), 3);
    for (at, bound) in [(0, true), (1, true), (2, false)] {
        let Expr::Block(statements, Some(_)) = &body.exprs[branches[at] as usize] else { panic!("a block") };
        let awaited = |init: ExprId| matches!(body.exprs[init as usize], Expr::Await(_));
        let binds = matches!(statements.last(), Some(Statement::Let { init: Some(init), .. }) if awaited(*init));
        assert_eq!(binds, bound, "branch {at}");
    }
    assert_eq!(receivers(&body), ["v", "c", "w", "x"]);
    let body = only_body("fn f() { select! { recv(r) -> m => m.clone(), default(t) => d.clone() } }");
    assert_eq!((macro_args(&body, "select").len(), receivers(&body)), (2, vec!["m", "d"]));
}

#[test]
fn a_matches_is_a_match_with_a_guard() {
    let body = only_body("fn f() { assert!(matches!(a.b, Some(c) | D(c) if c.clone().e)) }");
    let [choice] = macro_args(&body, "matches") else { panic!("one argument") };
    let Expr::Match(_, arms) = &body.exprs[*choice as usize] else { panic!("a match") };
    assert!(matches!(body.pats[arms[0].pat as usize], Pat::Or(_)) && arms[0].guard.is_some());
}

#[test]
fn macros_are_read_as_what_parses() {
    let body = only_body("fn f() { format!(\"{} {y}\", a.clone(), y = b.clone(), {c}); }");
    let args = macro_args(&body, "format");
    assert!(matches!(body.exprs[args[2] as usize], Expr::MethodCall { .. }), "the name of an argument is dropped");
    let body = only_body("fn f() { let v = vec![x.clone(); n]; vec![1, 2]; vec![]; other!(z); }");
    assert!(body.exprs.iter().any(|expr| matches!(expr, Expr::VecRepeat(..))));
    assert!(
        body.exprs.iter().any(|expr| matches!(expr, Expr::Macro(name, args) if *name == *"vec" && args.len() == 2))
    );
    let [mention] = macro_args(&body, "other") else { panic!("what it mentions") };
    assert!(
        matches!(&body.exprs[*mention as usize], Expr::Mentions(names) if names.len() == 1 && names[0].name == *"z")
    );
    let body = only_body("fn f() { stream! { let y = x.clone(); yield y; } }");
    assert_eq!(macro_args(&body, "stream").len(), 1);
    let body = only_body("fn f() { arms! { A(p) => p.clone(), q if q.r() => s.clone() } }");
    let [choice] = macro_args(&body, "arms") else { panic!("one argument") };
    assert!(matches!(&body.exprs[*choice as usize], Expr::Match(_, arms) if arms.len() == 2));
    assert!(lower("fn f() { quote! { #x.clone() } }").bodies.is_empty());
}

#[test]
fn receivers_are_found_where_tokens_do_not_parse() {
    let body = only_body(
        "fn f() { json!({ \"a\": a.b.clone(), \"c\": [Arc::clone(&d), null], e: g(h.clone()).i().clone() }); }",
    );
    assert_eq!(receivers(&body), ["b", "d", "h", "i"]);
    assert!(body.sites.iter().all(|site| site.role != SiteRole::Receiver));
    let body = only_body("fn f() { odd! { x => ; Arc<T>::clone(&y.z) ; } }");
    assert_eq!((body.sites[0].role, receivers(&body)), (SiteRole::Receiver, vec!["z"]));
}

#[test]
fn patterns_keep_the_place_of_the_rest() {
    let body = only_body("fn f([a, rest @ .., b]: X, (c, .., d): Y, &[.., ref mut e]: Z) { a.clone() }");
    let rests: Vec<_> = body
        .pats
        .iter()
        .filter_map(|pat| match pat {
            Pat::Slice(pats, rest) => Some((pats.len(), *rest)),
            Pat::Tuple(pats, rest) => Some((pats.len(), rest.map(|at| (at, false)))),
            _ => None,
        })
        .collect();
    assert_eq!(rests, [(3, Some((1, true))), (2, Some((1, false))), (1, Some((0, false)))]);
}

#[test]
fn roles_say_what_is_cloned() {
    let body = only_body("fn f() { a.clone(); (Arc::clone)(&b); c.map(Arc::clone); d.clone_from(&e); g.to_owned(); }");
    let roles: Vec<SiteRole> = body.sites.iter().map(|site| site.role).collect();
    assert_eq!(roles, [SiteRole::Method, SiteRole::Path, SiteRole::Value, SiteRole::Method, SiteRole::Method]);
}

#[test]
fn declarations_have_no_code_and_leave_out_what_does_not_parse() {
    let text = "pub struct A { a: u8 } impl A { pub fn f(&self) -> B { self.a.clone() } } fn (x) { } struct C; const D: E = F.clone();";
    let (tree, _) = declarations(text).expect("lexes");
    assert_eq!((tree.adts.len(), tree.functions.len(), tree.constants.len(), tree.bodies.len()), (2, 1, 1, 0));
    assert!(declarations("fn f() { (").is_err());
}

#[test]
fn a_source_map_has_the_bytes_of_every_expression() {
    let text = "\u{feff}fn f() { /* ö */ let s = \"ö\"; #[a] ((x.y.clone() /* ( */)).r#z::<T>(&1.0, 2 as u8)?[-3]; m!{p.clone()}; }";
    let source = SourceText::new(text);
    let mut lowerer = Lowerer::scan(&source, source.code(), &[], ScanOptions::default());
    let function: syn::ItemFn = syn::parse_str(source.code()).expect("parses");
    lowerer.block(&function.block);
    let Code { exprs, sites, mut map, .. } = lowerer.code;
    map.settle();
    let slice = |ends| {
        let (start, end) = source.bytes_between(source.code(), ends);
        &source.code()[start as usize..end as usize]
    };
    let slices: Vec<&str> = (0..small(exprs.len())).filter_map(|at| map.ends(at)).map(slice).collect();
    let block = &text["\u{feff}fn f() ".len()..];
    let call = "((x.y.clone() /* ( */)).r#z::<T>(&1.0, 2 as u8)";
    let expected = [
        "\"ö\"",
        "x",
        "x.y",
        "x.y.clone()",
        "1.0",
        "&1.0",
        "2",
        "2 as u8",
        call,
        &format!("{call}?"),
        "3",
        "-3",
        &format!("{call}?[-3]"),
        "p",
        "p.clone()",
        "m!{p.clone()}",
        block,
    ];
    assert_eq!(slices, expected);
    assert_eq!(map.parentheses(sites[0].expr).map(slice), Some("((x.y.clone() /* ( */))"));
    assert!(map.parentheses(sites[1].expr).is_none());
}

/// Not lowered: bodies of `macro_rules!`, whose names are not known where they are written.
#[test]
fn every_site_of_the_fixtures_stands_in_a_body() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/spellings");
    for entry in std::fs::read_dir(folder).expect("is there") {
        let path = entry.expect("is there").path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let facts = scan(&std::fs::read_to_string(&path).expect("is text"), ScanOptions::default()).expect("lexes");
        let mut lowered: Vec<u32> =
            facts.tree.bodies.iter().flat_map(|body| body.sites.iter().map(|site| site.name)).collect();
        lowered.sort_unstable();
        let in_rules = |site: &&RawSite| site.item.contains('!');
        let expected: Vec<u32> = facts.sites.iter().filter(|site| !in_rules(site)).map(|site| site.name_byte).collect();
        assert_eq!(lowered, expected, "{}", path.display());
    }
}
