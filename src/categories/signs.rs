//! When code is about a database, a queue or settings. A name alone can mislead: `job_queue` may be a list in memory, `db`
//! a cache of the compiler, `settings` a page. So words of modules and files do not decide alone.

use super::subject::Subject;
use super::words::{module_words, words_in};
use crate::model::TypeClass;
use crate::model::item_path::{last_segment, parent};

/// What tells code of a category. Any one of these takes a site:
///
/// - one of the `crates` declares a type that the site is about, or a type or function in the calls around it; or the file
///   imports one, and a call around it has one of the names in `calls`;
/// - the name of a type that the site is about has a word of `types`;
/// - the modules around have one of the `words`, and one of `with` declares a type that the site is about;
/// - the modules around have one of the `words`, and the file imports one of the `crates` or of `with`, or a module of such
///   a name declares a type that the site is about; what is cloned has one of the `classes`;
/// - the name of the type whose own method it stands in has a word of `types`; what is cloned has one of the `classes`.
///
/// A site is about the type that it clones, those that this is read from, and that of the struct that it is made a field
/// of. For a shared pointer or handle only its own type counts, not what is around it: such values are passed to code of any
/// kind. Without `types`, the `words` may stand in the name of the type whose impl block is around as well.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signs {
    /// Crates by the names of their packages, as paths spell them.
    pub crates: &'static [&'static str],
    /// Functions and methods.
    pub calls: &'static [&'static str],
    /// Words of types' names.
    pub types: &'static [&'static str],
    /// Last words of types' names that are something else: a `SettingsPage` is a page.
    pub except: &'static [&'static str],
    /// Words of modules and impl blocks.
    pub words: &'static [&'static str],
    /// Crates that agree with a word.
    pub with: &'static [&'static str],
    /// What the place has to say something of. Empty: of everything.
    pub classes: &'static [TypeClass],
}

impl Signs {
    /// What no site has.
    pub(crate) const NONE: Self =
        Self { crates: &[], calls: &[], types: &[], except: &[], words: &[], with: &[], classes: &[] };

    /// Whether it says anything.
    pub(crate) const fn is_none(&self) -> bool {
        self.crates.is_empty() && self.types.is_empty() && self.words.is_empty()
    }

    /// Whether it speaks for a site.
    pub(super) fn takes(&self, place: &Subject<'_>) -> bool {
        let is_of_class = self.classes.is_empty() || self.classes.contains(&place.class);
        self.is_used(place)
            || types_of(place).any(|path| self.names(path))
            || is_of_class && (self.is_place_named(place) || impl_type(place.item).is_some_and(|name| self.names(name)))
            || self.is_word(place.item) && types_of(place).any(|path| self.with.contains(&crate_of(path)))
    }

    fn is_used(&self, place: &Subject<'_>) -> bool {
        let imports = || imported(place).any(|package| self.crates.contains(&package));
        let calls = || {
            // A driver's calls of its own functions say nothing.
            let mut others = place.about.crates.iter().filter(|krate| **krate != crate_of(place.item));
            others.any(|krate| self.crates.contains(&krate.as_str()))
                || self.calls.iter().any(|name| place.about.calls.contains(name)) && imports()
        };
        types_of(place).any(|path| self.crates.contains(&crate_of(path))) || !is_shared(place) && calls()
    }

    /// Whether a type's name, the last segment of a path, is one.
    fn names(&self, path: &str) -> bool {
        if self.types.is_empty() {
            return false;
        }
        let words = words_in(path.rsplit("::").next().unwrap_or(path));
        let is_excepted = words.last().is_some_and(|word| self.except.contains(&word.as_str()));
        !is_excepted && words.iter().any(|word| self.types.contains(&word.as_str()))
    }

    /// Whether the place has such a name, and the file or a type agrees.
    fn is_place_named(&self, place: &Subject<'_>) -> bool {
        let agrees = |package: &str| self.crates.contains(&package) || self.with.contains(&package);
        let is_declared = |path: &str| self.crates.is_empty() && self.is_word(path);
        self.is_word(place.item) && (imported(place).any(agrees) || types_of(place).any(is_declared))
    }

    /// Whether what is around an item has one of the words.
    fn is_word(&self, item: &str) -> bool {
        let with_impl = self.types.is_empty();
        !self.words.is_empty() && module_words(item, with_impl).iter().any(|word| self.words.contains(&word.as_str()))
    }
}

/// Paths of the types that a site is about.
fn types_of<'a>(place: &Subject<'a>) -> impl Iterator<Item = &'a str> {
    let around = if is_shared(place) { &[] } else { place.about.around.as_slice() };
    place.about.cloned.iter().chain(around).map(String::as_str)
}

/// Packages that the file imports from.
fn imported<'a>(place: &Subject<'a>) -> impl Iterator<Item = &'a str> {
    let home = place.home;
    place.imports.iter().filter_map(|root| home.package_of(root))
}

/// Whether a pointer or handle is cloned, rather than what it shares.
fn is_shared(place: &Subject<'_>) -> bool {
    matches!(place.class, TypeClass::Arc | TypeClass::Handle)
}

/// The crate of a path.
fn crate_of(path: &str) -> &str {
    path.split("::").next().unwrap_or(path)
}

/// The type whose own method an item is, without its arguments: `Type` of `module::Type<u8>::method`. Of a method of a
/// trait's impl there is none.
fn impl_type(item: &str) -> Option<&str> {
    let name = last_segment(parent(item)).split('<').next()?;
    name.starts_with(char::is_uppercase).then_some(name)
}
