//! Categories: each site falls into exactly one, the first that takes it, so that the counts add up.

mod builtin;
mod home;
mod seed;
mod signs;
mod subject;
#[cfg(test)]
mod tests;
mod words;

use std::cell::LazyCell;
use std::sync::Arc;

use anyhow::{Result, bail};
use globset::GlobSet;

use crate::config::{CategoryConfig, Config, Preset};
use crate::model::{Scope, TypeClass};
use crate::source::{Wildcards, globs};

use signs::Signs;
use words::words_of;

pub(crate) use builtin::{BUILTIN, Builtin, OTHER};
pub(crate) use home::Home;
pub(crate) use seed::SEED;
pub(crate) use subject::Subject;

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
    signs: Option<Signs>,
    classes: Vec<TypeClass>,
    scopes: Vec<Scope>,
}

impl Categories {
    /// The built-in categories as configuration changes them.
    ///
    /// # Errors
    /// A category without a name, twice the same, one that nothing can fall into, a bad glob, or an order that names
    /// an unknown category.
    pub fn new(config: &Config) -> Result<Self> {
        let mut list: Vec<Category> = built_in(config.preset).iter().map(Category::built_in).collect();
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

    /// The same with those of sites that were audited with other settings. They take nothing by themselves.
    pub(crate) fn with_names<'n>(mut self, names: impl Iterator<Item = &'n Arc<str>>) -> Self {
        for name in names {
            if !self.list.iter().any(|category| category.name == *name) {
                let last = self.list.len().saturating_sub(1);
                self.list.insert(last, Category::named(name));
            }
        }
        self
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
        // Only categories that users name words for need them.
        let words = LazyCell::new(|| words_of(place));
        self.list
            .iter()
            .find(|category| category.matcher.takes(place, &|word| words.contains(word)))
            .unwrap_or(&self.list[self.list.len() - 1])
    }
}

impl Category {
    /// Whether the category's clones gate in these scopes. What the tool accepts by itself (test code) gates where
    /// its scope is asked for; what configuration accepts never does.
    pub fn gates(&self, scopes: &[Scope]) -> bool {
        !self.accepted || (!self.is_accepted_by_user && self.matcher.is_scope_only() && self.is_of_any(scopes))
    }

    /// Whether its clones may be of one of these scopes.
    pub fn is_of_any(&self, scopes: &[Scope]) -> bool {
        self.matcher.scopes.is_empty() || self.matcher.scopes.iter().any(|scope| scopes.contains(scope))
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
                signs: (!builtin.signs.is_none()).then_some(builtin.signs),
                classes: builtin.classes.to_vec(),
                scopes: builtin.scopes.to_vec(),
            },
        }
    }

    fn named(name: &Arc<str>) -> Self {
        Self {
            name: Arc::clone(name),
            accepted: false,
            is_accepted_by_user: false,
            target: None,
            limit: None,
            matcher: Matcher::default(),
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
                paths: globs(
                    entry.paths.iter().map(String::as_str),
                    Wildcards::Anywhere,
                    &format!("the category {:?} of the configuration", entry.name),
                )?,
                names: entry.names.iter().map(|name| name.to_lowercase()).collect(),
                signs: None,
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
        let of_place = self.paths.is_empty() && self.names.is_empty() && self.signs.is_none();
        !self.scopes.is_empty() && self.classes.is_empty() && of_place
    }

    fn takes(&self, place: &Subject<'_>, words: &dyn Fn(&String) -> bool) -> bool {
        let anywhere = self.paths.is_empty() && self.names.is_empty() && self.signs.is_none();
        (self.scopes.is_empty() || self.scopes.contains(&place.scope))
            && (self.classes.is_empty() || self.classes.contains(&place.class))
            && (anywhere
                || self.paths.is_match(place.path)
                || self.names.iter().any(words)
                || self.signs.is_some_and(|signs| signs.takes(place)))
    }
}

/// The categories that a preset has.
fn built_in(preset: Preset) -> &'static [Builtin] {
    match preset {
        Preset::Default => BUILTIN,
        Preset::Seed => SEED,
    }
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
