//! Categories: each site falls into exactly one, the first that takes it, so that the counts add up.

mod builtin;

use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use globset::{Glob, GlobSet, GlobSetBuilder};

use crate::config::{CategoryConfig, Config};
use crate::model::{Scope, TypeClass};

pub(crate) use builtin::{BUILTIN, Builtin, OTHER};

/// The categories of a workspace in the order in which they are tried. The last one takes everything.
#[derive(Clone, Debug)]
pub struct Categories {
    list: Vec<Category>,
}

/// One category.
#[derive(Clone, Debug)]
pub struct Category {
    /// Its name, as tables and documents show it.
    pub name: Arc<str>,
    /// Whether its clones are fine.
    pub accepted: bool,
    /// Whether configuration says so, rather than the tool.
    is_accepted_by_user: bool,
    /// Explicit clones to come down to.
    pub target: Option<usize>,
    /// Most explicit clones in gated scopes.
    pub limit: Option<usize>,
    matcher: Matcher,
}

#[derive(Clone, Debug, Default)]
struct Matcher {
    paths: GlobSet,
    names: Vec<String>,
    classes: Vec<TypeClass>,
    scopes: Vec<Scope>,
}

/// What a category is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What the code is for.
    pub scope: Scope,
    /// What kind of type is cloned.
    pub class: TypeClass,
    /// Relative to the workspace root.
    pub path: &'a str,
    /// Path of the enclosing item.
    pub item: &'a str,
    /// The cloned type, where known.
    pub ty: Option<&'a str>,
    /// Crates that the file imports from.
    pub imports: &'a [String],
}

impl Categories {
    /// The built-in categories as configuration changes them.
    ///
    /// # Errors
    /// A category without a name, twice the same, one that nothing can fall into, a bad glob, or an order that names
    /// an unknown category.
    pub fn new(config: &Config) -> Result<Self> {
        let mut list: Vec<Category> = BUILTIN.iter().map(Category::built_in).collect();
        // Added ones come right behind those that go by scope alone: tests stay tests, whatever they are about.
        let mut insert_at = list.iter().take_while(|category| category.matcher.is_scope_only()).count();
        for (at, entry) in config.category.iter().enumerate() {
            if config.category[..at].iter().any(|earlier| earlier.name == entry.name) {
                bail!("the configuration defines the category {:?} twice", entry.name);
            }
            if let Some(category) = list.iter_mut().find(|category| *category.name == *entry.name) {
                category.change(entry)?;
            } else {
                list.insert(insert_at, Category::added(entry)?);
                insert_at += 1;
            }
        }
        order(&mut list, &config.category_order)?;
        Ok(Self { list })
    }

    /// In the order in which they are tried.
    pub fn iter(&self) -> impl Iterator<Item = &Category> {
        self.list.iter()
    }

    /// Looks a category up by its name, letter case aside.
    pub fn find(&self, name: &str) -> Option<&Category> {
        self.list.iter().find(|category| category.name.eq_ignore_ascii_case(name))
    }

    /// The first category that takes a site.
    pub fn of(&self, place: &Subject<'_>) -> &Category {
        // Nearly all sites of a file share their words, but building them is cheap beside parsing.
        let words = words_of(place);
        self.list
            .iter()
            .find(|category| category.matcher.takes(place, &words))
            .unwrap_or(&self.list[self.list.len() - 1])
    }
}

impl Category {
    /// Whether the category's clones gate in these scopes. What the tool accepts by itself (test code) gates where
    /// its scope is asked for; what configuration accepts never does.
    pub fn gates(&self, scopes: &[Scope]) -> bool {
        let scope_is_asked_for =
            self.matcher.is_scope_only() && self.matcher.scopes.iter().any(|scope| scopes.contains(scope));
        !self.accepted || (!self.is_accepted_by_user && scope_is_asked_for)
    }

    fn built_in(builtin: &Builtin) -> Self {
        Self {
            name: Arc::from(builtin.name),
            accepted: builtin.accepted,
            is_accepted_by_user: false,
            target: None,
            limit: None,
            matcher: Matcher {
                paths: GlobSet::empty(),
                names: builtin.names.iter().map(|name| (*name).to_owned()).collect(),
                classes: builtin.classes.to_vec(),
                scopes: builtin.scopes.to_vec(),
            },
        }
    }

    fn added(entry: &CategoryConfig) -> Result<Self> {
        if entry.name.is_empty() {
            bail!("a [[category]] of the configuration has no `name`");
        }
        if !entry.says_what_it_takes() {
            bail!(
                "the category {:?} of the configuration matches nothing; give it `paths`, `names`, `classes` or `scopes`",
                entry.name
            );
        }
        let mut category = Self {
            name: Arc::from(entry.name.as_str()),
            accepted: false,
            is_accepted_by_user: false,
            target: None,
            limit: None,
            matcher: Matcher::default(),
        };
        category.change(entry)?;
        Ok(category)
    }

    fn change(&mut self, entry: &CategoryConfig) -> Result<()> {
        self.accepted = entry.accepted.unwrap_or(self.accepted);
        self.is_accepted_by_user = entry.accepted == Some(true);
        self.target = entry.target;
        self.limit = entry.limit;
        if entry.says_what_it_takes() {
            self.matcher = Matcher {
                paths: globs(entry)?,
                names: entry.names.iter().map(|name| name.to_lowercase()).collect(),
                classes: entry.classes.clone(),
                scopes: entry.scopes.clone(),
            };
        }
        Ok(())
    }
}

impl CategoryConfig {
    fn says_what_it_takes(&self) -> bool {
        !(self.paths.is_empty() && self.names.is_empty() && self.classes.is_empty() && self.scopes.is_empty())
    }
}

impl Matcher {
    fn is_scope_only(&self) -> bool {
        !self.scopes.is_empty() && self.names.is_empty() && self.classes.is_empty() && self.paths.is_empty()
    }

    fn takes(&self, place: &Subject<'_>, words: &[String]) -> bool {
        let anywhere = self.paths.is_empty() && self.names.is_empty();
        (self.scopes.is_empty() || self.scopes.contains(&place.scope))
            && (self.classes.is_empty() || self.classes.contains(&place.class))
            && (anywhere || self.paths.is_match(place.path) || self.names.iter().any(|name| words.contains(name)))
    }
}

fn globs(entry: &CategoryConfig) -> Result<GlobSet> {
    let mut builder = GlobSetBuilder::new();
    for pattern in &entry.paths {
        let glob = Glob::new(pattern).with_context(|| {
            format!("the category {:?} of the configuration has an invalid glob {pattern:?}", entry.name)
        })?;
        builder.add(glob);
    }
    Ok(builder.build()?)
}

fn order(list: &mut [Category], names: &[String]) -> Result<()> {
    for name in names {
        if !list.iter().any(|category| *category.name == **name) {
            let known: Vec<&str> = list.iter().map(|category| &*category.name).collect();
            bail!("`category-order` in the configuration names {name:?}; the categories are: {}", known.join(", "));
        }
    }
    let place = |name: &str| match names.iter().position(|wanted| wanted == name) {
        _ if name == OTHER => names.len() + 1,
        Some(at) => at,
        None => names.len(),
    };
    list.sort_by_key(|category| place(&category.name));
    Ok(())
}

/// The words of a place, in lower case: each identifier whole and by its parts (`TaskRepository` → `taskrepository`,
/// `task`, `repository`). Functions' own names are left out: `fn load_config` is no configuration code.
fn words_of(place: &Subject<'_>) -> Vec<String> {
    let mut words = Vec::new();
    let path = place.path.strip_suffix(".rs").unwrap_or(place.path);
    path.split('/').for_each(|part| push_words(part, &mut words));
    let item: Vec<&str> = place.item.split("::").collect();
    item.iter().take(item.len().saturating_sub(1)).for_each(|part| push_words(part, &mut words));
    if let Some(ty) = place.ty {
        ty.split(|c: char| !(c.is_alphanumeric() || c == '_')).for_each(|part| push_words(part, &mut words));
    }
    place.imports.iter().for_each(|root| push_words(root, &mut words));
    words
}

fn push_words(identifier: &str, words: &mut Vec<String>) {
    for name in
        identifier.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).filter(|name| !name.is_empty())
    {
        words.push(name.to_lowercase().replace('-', "_"));
        let mut word = String::new();
        let mut after_lower = false;
        for c in name.chars() {
            let boundary = c == '_' || c == '-' || (c.is_uppercase() && after_lower);
            if boundary && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if c.is_alphanumeric() {
                word.extend(c.to_lowercase());
            }
            after_lower = c.is_lowercase() || c.is_numeric();
        }
        if word.len() < name.len() && !word.is_empty() {
            words.push(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn categories(text: &str) -> Result<Categories> {
        Categories::new(&Config::parse(text)?)
    }

    fn place<'a>(path: &'a str, item: &'a str) -> Subject<'a> {
        Subject { scope: Scope::Production, class: TypeClass::Unknown, path, item, ty: None, imports: &[] }
    }

    fn name(categories: &Categories, place: &Subject<'_>) -> String {
        categories.of(place).name.to_string()
    }

    #[test]
    fn the_first_category_that_takes_a_site_has_it() {
        let plain = categories("").expect("default");
        let lapin = ["lapin".to_owned()];
        for (place, expected) in [
            (Subject { scope: Scope::Test, ..place("crates/db/tests/sqlx.rs", "t::f") }, "Test code"),
            (place("crates/x/src/postgres_task_repository.rs", "x::f"), "Database operations"),
            (place("src/a.rs", "a::<PgRepository as Store>::get"), "Database operations"),
            (Subject { imports: &lapin, ..place("src/a.rs", "a::f") }, "Message queue"),
            (place("crates/config/src/lib.rs", "config::f"), "Configuration"),
            (
                Subject { ty: Some("Arc<AppConfig>"), class: TypeClass::Arc, ..place("src/a.rs", "a::f") },
                "Configuration",
            ),
            (Subject { class: TypeClass::Arc, ..place("src/a.rs", "a::f") }, "Arc cloning"),
            (Subject { class: TypeClass::String, ..place("src/a.rs", "a::f") }, "String operations"),
            (Subject { class: TypeClass::Collection, ..place("src/a.rs", "a::f") }, "Collections"),
            (Subject { class: TypeClass::Copy, ..place("src/a.rs", "a::f") }, "Copy types"),
            // Words, not parts of words, and not the function's own name.
            (place("src/reconfigurable.rs", "a::load_config"), "Other"),
        ] {
            assert_eq!(name(&plain, &place), expected, "{place:?}");
        }
    }

    #[test]
    fn configuration_redefines_adds_and_reorders() {
        let changed = categories(
            "category-order = [\"Arc cloning\"]\n\
             [[category]]\nname = \"Auth\"\npaths = [\"crates/auth/**\"]\nnames = [\"JWT\"]\n\
             [[category]]\nname = \"Database operations\"\nnames = [\"ledger\"]\naccepted = true\nlimit = 3\n",
        )
        .expect("valid");
        assert_eq!(name(&changed, &place("crates/auth/src/a.rs", "a::f")), "Auth");
        assert_eq!(name(&changed, &place("src/jwt_keys.rs", "a::f")), "Auth");
        assert_eq!(name(&changed, &place("src/ledger.rs", "a::f")), "Database operations");
        assert_eq!(name(&changed, &place("src/sqlx.rs", "a::f")), "Other");
        let in_auth = Subject { class: TypeClass::Arc, ..place("crates/auth/src/a.rs", "a::f") };
        assert_eq!(name(&changed, &in_auth), "Arc cloning");
        let database = changed.find("database OPERATIONS").expect("built in");
        assert_eq!((database.accepted, database.limit), (true, Some(3)));
    }

    #[test]
    fn impossible_categories_are_errors_that_name_them() {
        for (text, part) in [
            ("[[category]]\nname = \"Empty\"", "Empty"),
            ("[[category]]\npaths = [\"**\"]", "no `name`"),
            ("[[category]]\nname = \"X\"\npaths = [\"a{\"]", "a{"),
            ("category-order = [\"Nope\"]", "Nope"),
            ("[[category]]\nname = \"X\"\npaths = [\"a\"]\n[[category]]\nname = \"X\"\npaths = [\"b\"]", "twice"),
        ] {
            let error = format!("{:#}", categories(text).expect_err(text));
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn the_last_category_takes_everything_whatever_the_order() {
        let list = categories("category-order = [\"Other\", \"Collections\"]").expect("valid");
        assert_eq!(list.iter().last().map(|category| category.name.to_string()).as_deref(), Some(OTHER));
    }
}
