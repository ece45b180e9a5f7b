//! Types that the compiler said, from the whole pipeline.

use clone_audit::Categories;
use clone_audit::Config;
use clone_audit::model::{Cost, Hazard, RustcTypes, Site, SiteTypes, TypeClass, TypeSource};
use clone_audit::{Indexed, Inferred, Listed};
use clone_audit::{Selection, Workspace};

use crate::support::tree;

const MANIFEST: &str = "[package]\nname = \"demo\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\n\
                        bytes = { path = \"vendor/bytes\" }\n\n[workspace]\nexclude = [\"vendor\"]\n";

const CODE: &str = "\
mod inner {
    pub struct Held(std::sync::Arc<u8>);
}
fn site(names: &[String]) {
    names.iter().max().clone();
    opaque().clone();
    opaque().to_string();
    broken!(a => opaque().clone());
}
";

fn sites(infer: impl FnOnce(&Indexed<'_>) -> Inferred) -> Vec<Site> {
    sites_of(CODE, "pub struct Bytes(*const u8); pub struct BytesMut(*mut u8);", infer)
}

fn sites_of(code: &str, bytes: &str, infer: impl FnOnce(&Indexed<'_>) -> Inferred) -> Vec<Site> {
    let folder = tree(&[
        ("Cargo.toml", MANIFEST),
        ("src/lib.rs", code),
        ("vendor/bytes/Cargo.toml", "[package]\nname = \"bytes\"\nversion = \"1.0.0\"\n"),
        ("vendor/bytes/src/lib.rs", bytes),
    ]);
    let workspace = Workspace::load(folder.path(), None, &Selection::default()).unwrap();
    let config = Config::load(&workspace.root, &workspace.metadata, |path| std::fs::read_to_string(path)).unwrap();
    let categories = Categories::new(&config).unwrap();
    let indexed =
        Listed::walk(&workspace, &config).unwrap().scan(&config).unwrap().place(false).unwrap().index().unwrap();
    let checked = indexed.check(infer(&indexed));
    indexed.assemble(checked, &categories).audit.sites
}

fn said(rows: &[(u32, u32, &str, Option<&str>)]) -> RustcTypes {
    let mut said = RustcTypes::default();
    for (line, column, cloned, receiver) in rows {
        let types = SiteTypes { cloned: (*cloned).to_owned(), receiver: receiver.map(str::to_owned) };
        said.insert("src/lib.rs", (*line, *column), types);
    }
    said
}

#[test]
fn nothing_said() {
    let sites = sites(|indexed| indexed.infer(None));
    let sources: Vec<_> = sites.iter().map(|site| (site.location.name_line, site.cloned.type_source)).collect();
    assert_eq!(sources, [(5, Some(TypeSource::Source)), (6, None), (8, None)]);
    assert!(sites.iter().all(|site| site.verdict.hazards.is_empty()));
}

#[test]
fn what_was_said_is_on_the_sites() {
    let said = said(&[
        (6, 14, "inner::Held", None),
        (7, 14, "String", Some("&String")),
        (8, 27, "Option<bytes::Bytes>", Some("MutexGuard<'_, Option<bytes::Bytes>>")),
        (9, 1, "Nothing", None),
    ]);
    let sites = sites(|indexed| indexed.infer_with_hazards(&said));
    let types: Vec<_> = sites
        .iter()
        .map(|site| (site.location.name_line, site.cloned.ty.as_deref(), site.cloned.class, site.cloned.type_source))
        .collect();
    let rustc = Some(TypeSource::Rustc);
    assert_eq!(
        types,
        [
            (5, Some("Option<&String>"), TypeClass::Copy, Some(TypeSource::Source)),
            (6, Some("Held"), TypeClass::Struct, rustc),
            (7, Some("String"), TypeClass::String, rustc),
            (8, Some("Option<Bytes>"), TypeClass::Handle, rustc),
        ]
    );
    let hazards: Vec<&[Hazard]> = sites.iter().map(|site| site.verdict.hazards.as_slice()).collect();
    assert_eq!(hazards, [&[][..], &[Hazard::Counted, Hazard::WrittenClone], &[], &[Hazard::Handle]]);
}

#[test]
fn of_a_site_the_type_is_not_known_and_says_so() {
    let sites = sites(|indexed| indexed.infer_with_hazards(&RustcTypes::default()));
    let hazards: Vec<&[Hazard]> = sites.iter().map(|site| site.verdict.hazards.as_slice()).collect();
    assert_eq!(hazards, [&[][..], &[Hazard::Unknown], &[Hazard::Unknown]]);
}

/// The compiler prints a name alone: of a re-export under another name, or of an item that another declaration of the same
/// name stands beside which the build does not have. Where the name leads nowhere, the source has the last word.
#[test]
fn a_name_alone_is_what_the_build_and_the_source_mean() {
    let code = "fn f(a: &bytes::Octets, b: &bytes::Path, c: &bytes::Octets) {\n\
        a.clone();\n    b.clone();\n    c.clone();\n}\n\
        #[cfg(test)] fn nest() { #[derive(Clone)] struct Path(std::sync::Arc<u8>); }\n";
    let bytes =
        "#[derive(Clone)] pub struct Raw(String); pub use Raw as Octets; #[derive(Clone)] pub struct Path(String);";
    let said = said(&[(2, 3, "Octets", None), (3, 7, "Path", None), (4, 7, "f::{closure#0}::Held", None)]);
    let sites = sites_of(code, bytes, |indexed| indexed.infer(Some(&said)));
    let found: Vec<_> =
        sites.iter().map(|site| (site.cloned.ty.as_deref(), site.cloned.class, site.cloned.cost)).collect();
    let (external, heap) = (TypeClass::External, Cost::Heap);
    assert_eq!(
        found,
        [(Some("Raw"), external, heap), (Some("Path"), external, heap), (Some("f::{closure#0}::Held"), external, heap)]
    );
}
