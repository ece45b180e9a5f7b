//! The filters that every command shares.

use globset::GlobSet;

use crate::model::{
    Audit, BaselineSite, CloneImpl, Cost, FileFigures, Mention, Scope, Site, Spelling, TypeClass, TypeFinding,
    TypeOrigin, TypeRow,
};

/// Which sites are asked for. An empty list asks for all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// Scopes.
    pub scopes: Vec<Scope>,
    /// Names of categories.
    pub categories: Vec<String>,
    /// Type classes.
    pub classes: Vec<TypeClass>,
    /// Costs.
    pub costs: Vec<Cost>,
    /// Spellings.
    pub spellings: Vec<Spelling>,
    /// Rules that found something.
    pub rules: Vec<String>,
    /// Paths relative to the workspace root.
    pub paths: Option<GlobSet>,
    /// Names of packages, where an audit has more of them than are asked for.
    pub packages: Vec<String>,
}

/// What a filter looks at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facets<'a> {
    /// Its scope.
    pub scope: Scope,
    /// Its spelling.
    pub spelling: Spelling,
    /// Its type class.
    pub class: TypeClass,
    /// Its cost.
    pub cost: Cost,
    /// Its category.
    pub category: &'a str,
    /// Its path.
    pub path: &'a str,
    /// Its package.
    pub package: &'a str,
    /// The rules that found something.
    pub rules: &'a [String],
}

impl Filter {
    /// Whether it tells sites of one file apart, so that figures of lines do not follow it.
    pub(crate) fn narrows_sites(&self) -> bool {
        !(self.scopes.is_empty()
            && self.categories.is_empty()
            && self.classes.is_empty()
            && self.costs.is_empty()
            && self.spellings.is_empty()
            && self.rules.is_empty())
    }

    /// Whether nothing is left out.
    pub(crate) fn takes_all(&self) -> bool {
        !self.narrows_sites() && self.paths.is_none() && self.packages.is_empty()
    }

    /// Whether something with these facets is asked for.
    pub(crate) fn takes(&self, facets: &Facets<'_>) -> bool {
        (self.scopes.is_empty() || self.scopes.contains(&facets.scope))
            && (self.categories.is_empty() || self.categories.iter().any(|name| name == facets.category))
            && (self.classes.is_empty() || self.classes.contains(&facets.class))
            && (self.costs.is_empty() || self.costs.contains(&facets.cost))
            && (self.spellings.is_empty() || self.spellings.contains(&facets.spelling))
            && (self.rules.is_empty() || self.rules.iter().any(|rule| facets.rules.contains(rule)))
            && self.takes_package(facets.package)
            && self.takes_path(facets.path)
    }

    /// Whether a type is asked for that no site clones: those of the workspace with `Clone`, by class, cost and path.
    /// Where sites are chosen by what concerns no type, such as their scope, none is.
    pub(crate) fn takes_type(&self, row: &TypeRow) -> bool {
        row.origin == TypeOrigin::Workspace
            && row.clone != CloneImpl::None
            && self.scopes.is_empty()
            && self.categories.is_empty()
            && self.spellings.is_empty()
            && (self.rules.is_empty() || self.rules.iter().any(|rule| row.rules.contains(rule)))
            && (self.classes.is_empty() || self.classes.contains(&row.class))
            && (self.costs.is_empty() || self.costs.contains(&row.cost))
            && self.paths.as_ref().is_none_or(|paths| row.path.as_ref().is_some_and(|path| paths.is_match(&**path)))
    }

    /// Whether a finding at a type is asked for: by rule, scope and path. What else sites are chosen by is no type's.
    fn takes_type_finding(&self, found: &TypeFinding) -> bool {
        self.categories.is_empty()
            && self.classes.is_empty()
            && self.costs.is_empty()
            && self.spellings.is_empty()
            && (self.scopes.is_empty() || self.scopes.contains(&found.scope))
            && (self.rules.is_empty() || self.rules.iter().any(|rule| rule == found.finding.rule))
            && self.takes_path(&found.path)
    }

    /// Whether a line that is no site is asked for.
    pub(crate) fn takes_mention(&self, mention: &Mention) -> bool {
        self.takes_package(&mention.package) && self.takes_path(&mention.path)
    }

    /// Whether an audited file is asked for.
    pub(crate) fn takes_file(&self, file: &FileFigures) -> bool {
        self.takes_package(&file.package) && self.takes_path(&file.path)
    }

    fn takes_package(&self, package: &str) -> bool {
        self.packages.is_empty() || self.packages.iter().any(|name| name == package)
    }

    /// Whether a file is asked for.
    pub(crate) fn takes_path(&self, path: &str) -> bool {
        self.paths.as_ref().is_none_or(|paths| paths.is_match(path))
    }

    /// Leaves only what is asked for.
    pub(crate) fn apply(&self, audit: &mut Audit) {
        audit.sites.retain(|site| self.takes(&Facets::from(site)));
        audit.files.retain(|file| self.takes_file(file));
        audit.mentions.retain(|mention| self.takes_mention(mention));
        audit.type_findings.retain(|found| self.takes_type_finding(found));
        audit.problems.retain(|problem| self.takes_path(&problem.path));
        audit.skipped.retain(|file| self.takes_path(&file.path));
        audit.degraded.retain(|file| self.takes_path(&file.path));
        audit.unfinished.retain(|code| self.takes_path(&code.path));
        audit.orphans.retain(|orphan| self.takes_path(&orphan.path));
    }
}

impl<'a> From<&'a Site> for Facets<'a> {
    fn from(site: &'a Site) -> Self {
        Self {
            scope: site.scope,
            spelling: site.spelling,
            class: site.cloned.class,
            cost: site.cloned.cost,
            category: &site.category,
            path: &site.location.path,
            package: &site.package,
            rules: &site.verdict.rules,
        }
    }
}

impl<'a> From<&'a BaselineSite> for Facets<'a> {
    fn from(site: &'a BaselineSite) -> Self {
        Self {
            scope: site.scope,
            spelling: site.spelling,
            class: site.class,
            cost: site.cost,
            category: &site.category,
            path: &site.path,
            package: &site.package,
            rules: &[],
        }
    }
}
