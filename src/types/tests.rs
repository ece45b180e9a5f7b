use std::path::PathBuf;
use std::sync::Arc;

use cargo_metadata::DependencyKind;
use cargo_metadata::semver::VersionReq;

use super::context::Context;
use super::{BodyTypes, Inference, Inferred, Wanted, standard_library};
use crate::crate_map::{CrateId, CrateSource, Def, Index, Key, TargetFile};
use crate::knowledge::std_classes::{CLASSES, COSTS};
use crate::knowledge::std_hazards::HAZARDS;
use crate::knowledge::{guards, stubs};
use crate::model::{Limit, Scope, SiteTypes, TypeClass};
use crate::source::{DeclaredDependency, Dependencies, Package, Target, WorkingTree, Workspace};
use crate::syntax::FileFacts;
use crate::syntax::hir::{Body, Names, Symbol};

/// Asks a question of an index of nothing but the standard library.
fn standard(ask: impl FnOnce(&Context<'_>)) {
    let workspace = Workspace {
        root: PathBuf::new(),
        target_directory: PathBuf::new(),
        packages: Vec::new(),
        metadata: serde_json::Value::Null,
        sources: Arc::new(WorkingTree),
        is_configured_elsewhere: false,
    };
    let dependencies = Dependencies::load_from(&workspace, None);
    let index = Index::new(
        &workspace,
        dependencies,
        standard_library(),
        CrateSource::new(&workspace),
        (Names::default(), None),
    );
    ask(&Context::new(&index));
}

#[test]
fn every_stub_parses_and_every_path_of_the_tables_is_declared() {
    for (name, text) in stubs::FILES {
        assert!(crate::syntax::declarations(text).is_ok_and(|(tree, _)| !tree.modules.is_empty()), "{name}");
    }
    standard(|cx| {
        assert_eq!(cx.lang.missing(), [""; 0]);
        let paths = CLASSES.iter().map(|(path, _)| path).chain(COSTS.iter().map(|(path, _)| path));
        let paths = paths.chain(HAZARDS.iter().map(|(path, _)| path)).chain(guards::STANDARD);
        for path in paths {
            assert!(matches!(cx.resolver.standard(path), Some(Def::Adt(_))), "{path} is not declared");
        }
    });
}

/// The list is independent of the stubs: the methods that published code calls most, by the library's own pages.
#[test]
fn the_methods_that_code_calls_most_are_declared() {
    let list = include_str!("../../fixtures/std/methods.txt");
    let rows: Vec<(&str, &str)> = list.lines().filter_map(|line| line.split_once('\t')).collect();
    assert!(rows.len() > 1000);
    standard(|cx| {
        let std = cx.index.crate_of(CrateId(0));
        for (ty, method) in rows.into_iter().filter(|(ty, _)| !ty.starts_with('#')) {
            let name = Symbol::new(method);
            let adt = |name: &str| Key::Name(Symbol::new(name));
            let heads = match ty {
                "slice" | "array" => vec![Key::Slice, Key::Array],
                "pointer" => vec![Key::Ptr],
                "i32" | "u64" => vec![adt(ty), adt("Int")],
                "f64" => vec![adt(ty), adt("Float")],
                path => {
                    let own = Symbol::new(path.rsplit("::").next().unwrap_or(path));
                    vec![Key::Name(own), Key::Dyn(own)]
                }
            };
            let is_inherent = heads.into_iter().any(|adt| !std.inherent(adt, name).is_empty());
            assert!(is_inherent || !std.traits_with(name).is_empty(), "{ty}.{method}()");
        }
    });
}

#[test]
fn bytes_in_a_pattern_do_not_say_that_the_value_is_an_array() {
    let text = "fn f(a: Tokens) { let mut t = None; if a.more() { t = a.next(); }
        match t { Some(name) => match name { b\"peeled\" => {} _ => drop(name.clone()) }, None => {} } }";
    let sites = Crates(&[("a", text)]).sites(&[]);
    let [site] = &sites[..] else { panic!("one site, not {}", sites.len()) };
    assert_eq!(site.known.class, TypeClass::Unknown, "{:?}", site.known.text);
}

#[test]
fn a_call_of_what_derefs_to_itself_ends() {
    let text = "struct Node(u8); impl std::ops::Deref for Node { type Target = Node; }
        fn f(node: Node, s: &String) { node(s.clone()); Node(s.clone())(1); }";
    let sites = Crates(&[("a", text)]).sites(&[]);
    assert_eq!(sites.iter().map(|site| site.known.class).collect::<Vec<_>>(), [TypeClass::String; 2]);
}

#[test]
fn what_is_behind_a_reference_may_have_the_method() {
    let text = "fn f(x: Option<&Unknown>) { let place = (x.unwrap().to_owned(), 1_u64); place.clone(); }";
    let sites = Crates(&[("a", text)]).sites(&[]);
    let site = sites.last().expect("the clone");
    assert_eq!(site.known.class, TypeClass::Unknown, "{:?}", site.known.text);
}

/// Of a body that spends its steps nothing is known, and all its sites are there; the body beside it is not concerned.
#[test]
fn a_body_that_takes_too_many_steps() {
    let text = "trait T { type A; type B; }
        struct P<X, Y>(X, Y);
        impl<X: T, Y: T> T for P<X, Y> {
            type A = P<<P<X, Y> as T>::B, <P<Y, X> as T>::B>;
            type B = P<<P<X, Y> as T>::A, <P<Y, X> as T>::A>;
        }
        fn f<X: T>(a: <P<X, X> as T>::A, b: &String) { a.clone(); b.clone(); }
        fn g(b: &String) { b.clone(); }";
    Crates(&[("a", text)]).inferred(|facts, inference, krate| {
        let results = facts.tree.bodies.iter().map(|body| inference.body(krate, body, &Wanted::default()));
        let found: Vec<_> = results
            .map(|result| (result.limit, result.sites.iter().map(|site| site.known.class).collect::<Vec<_>>()))
            .collect();
        let (unknown, string) = (TypeClass::Unknown, TypeClass::String);
        assert_eq!(found, [(Some(Limit::Inference), vec![unknown, unknown]), (None, vec![string])]);
    });
}

/// The last of several library crates, each of which depends on those before.
pub(crate) struct Crates<'t>(pub(crate) &'t [(&'t str, &'t str)]);

impl Crates<'_> {
    /// What the sites of the last crate clone, in their order, where the compiler said this of them: what is cloned,
    /// and of the receiver. Empty texts were not said.
    pub(super) fn sites(&self, rustc_types: &[(&str, &str)]) -> Vec<Inferred> {
        let types: Vec<SiteTypes> = rustc_types
            .iter()
            .map(|(cloned, receiver)| SiteTypes {
                cloned: (*cloned).to_owned(),
                receiver: (!receiver.is_empty()).then(|| (*receiver).to_owned()),
            })
            .collect();
        let mut found = Vec::new();
        self.inferred(|facts, inference, krate| {
            let known = facts.sites.iter().map(|site| site.name_byte).zip(&types);
            let rustc_types = known.filter(|(_, types)| !types.cloned.is_empty()).collect();
            let wanted = Wanted { rustc_types, hazards: true };
            found = facts.tree.bodies.iter().flat_map(|body| inference.body(krate, body, &wanted).sites).collect();
            found.sort_by_key(|inferred| inferred.name);
            assert_eq!(found.len(), facts.sites.len());
        });
        found
    }

    /// Shows the types of each body of the last crate.
    pub(crate) fn bodies(&self, mut look: impl FnMut(&Body, &BodyTypes<'_>)) {
        self.inferred(|facts, inference, krate| {
            for body in &facts.tree.bodies {
                let result = inference.body(krate, body, &Wanted::default());
                look(body, &inference.types(krate, body, &result));
            }
        });
    }

    fn inferred(&self, look: impl FnOnce(&FileFacts, &Inference<'_>, CrateId)) {
        let packages: Vec<Package> = self.0.iter().enumerate().map(|(at, (name, _))| self.package(at, name)).collect();
        let workspace = Workspace {
            root: PathBuf::new(),
            target_directory: PathBuf::new(),
            packages,
            metadata: serde_json::Value::Null,
            sources: Arc::new(WorkingTree),
            is_configured_elsewhere: false,
        };
        let dependencies = Dependencies::load_from(&workspace, None);
        let mut source = CrateSource::new(&workspace);
        let mut files: Vec<_> = self
            .0
            .iter()
            .map(|(_, text)| {
                crate::syntax::scan(text, crate::syntax::ScanOptions::default()).expect("the test's code lexes")
            })
            .collect();
        assert!(files.iter().all(|facts| facts.parse_error.is_none()));
        let numbered = files.iter_mut().enumerate();
        let places = source.take(numbered.map(|(number, facts)| TargetFile {
            number,
            target: number,
            path: Vec::new(),
            tree: &mut facts.tree,
        }));
        for (number, places) in places {
            places.renumber(&mut files[number].tree.bodies);
        }
        let index = Index::new(&workspace, dependencies, standard_library(), source, (Names::default(), None));
        let facts = files.last().expect("there is a crate");
        look(facts, &Inference::new(&index), Index::member(files.len() - 1));
    }

    fn package(&self, at: usize, name: &str) -> Package {
        let dependency = |(before, _): &(&str, &str)| DeclaredDependency {
            package: (*before).to_owned(),
            rename: None,
            requirement: VersionReq::STAR,
            kind: DependencyKind::Normal,
            platform: None,
            path: Some(PathBuf::from(before)),
            source: None,
        };
        Package {
            edition: "2024".to_owned(),
            name: Arc::from(name),
            folder: PathBuf::from(name),
            targets: vec![Target {
                crate_name: name.to_owned(),
                root: PathBuf::from(name).join("src/lib.rs"),
                scope: Scope::Production,
                is_proc_macro: false,
                is_library: true,
            }],
            library: Some(name.to_owned()),
            dependencies: self.0[..at].iter().map(dependency).collect(),
            features: std::collections::BTreeSet::new(),
            selected: true,
        }
    }
}
