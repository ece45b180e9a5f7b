//! `clone-audit.toml`, or `[workspace.metadata.clone-audit]` in the root `Cargo.toml`.
//!
//! `clone-audit.example.toml` at the top of the repository shows every key; a test keeps it complete.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::model::{Cost, Level, Quoted, Scope, TypeClass};

/// Name of the configuration file at the workspace root.
pub(crate) const FILE_NAME: &str = "clone-audit.toml";

/// Key below `[workspace.metadata]` that holds the same settings.
pub(crate) const METADATA_KEY: &str = "clone-audit";

/// What a project settles about its audit. Everything is optional.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// Globs of paths, relative to the workspace root, that are left out.
    pub exclude: Vec<String>,
    /// The baseline file, relative to the workspace root.
    pub baseline: Option<String>,
    /// Which categories there are, before others are redefined or added.
    pub preset: Preset,
    /// Names of categories in the order in which they are tried; those not named follow.
    pub category_order: Vec<String>,
    /// Categories redefined or added.
    pub category: Vec<CategoryConfig>,
    /// Levels of rules by their names. A rule that is not named keeps its own.
    pub rules: BTreeMap<String, Level>,
    /// Options of `#[cfg]` that only builds which verify the code set: what needs them is test code.
    pub test_cfgs: TestCfgs,
    /// What clones of types cost whose source does not tell, by their paths: `serde_json::Value`.
    pub types: BTreeMap<String, TypeConfig>,
    /// Figures to reach.
    pub targets: Targets,
    /// When `check` fails.
    pub gate: GateConfig,
}

/// A set of categories.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Those of this version, for which words alone say nothing.
    #[default]
    Default,
    /// Those of the plans that this tool began with: nine, and words of paths, items, types and imports decide.
    Seed,
}

/// What one clone of a type costs.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TypeConfig {
    /// The cost, which must be a known one.
    pub cost: Cost,
    /// Why, for those who read the configuration.
    pub reason: String,
}

/// Options of `#[cfg]` behind which code is test code, beside `test` itself.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(transparent)]
pub struct TestCfgs(pub Vec<String>);

impl Default for TestCfgs {
    fn default() -> Self {
        Self(["kani", "loom", "miri"].map(str::to_owned).to_vec())
    }
}

/// A category redefined or added. A site belongs to it if it is in one of the places (`paths` or `names`), where any
/// are given, and has one of the `classes` and one of the `scopes`, where any are given.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct CategoryConfig {
    /// The category's name: a built-in one is redefined, any other is added.
    pub name: String,
    /// Globs of paths relative to the workspace root.
    pub paths: Vec<String>,
    /// Words of module paths, file paths, types and imported crates.
    pub names: Vec<String>,
    /// Type classes.
    pub classes: Vec<TypeClass>,
    /// Scopes.
    pub scopes: Vec<Scope>,
    /// Whether its clones are fine: it is listed, and never gates. Built-in: true for test code.
    pub accepted: Option<bool>,
    /// Explicit clones to come down to.
    pub target: Option<usize>,
    /// Most explicit clones in gated scopes that `check` lets pass.
    pub limit: Option<usize>,
}

/// Figures to reach; a report shows how far they are reached, and nothing fails on them.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Targets {
    /// Explicit clones of the whole workspace.
    pub explicit: Option<usize>,
    /// Explicit clones by file.
    pub files: BTreeMap<String, usize>,
}

/// What must not grow.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// All explicit clones of the gated scopes.
    Total,
    /// Those of any category that is not accepted.
    Category,
    /// Those of any package.
    Package,
    /// Those of any file.
    File,
    /// Any new site, even where another went away.
    NewSite,
}

impl FailOn {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Total, Self::Category, Self::Package, Self::File, Self::NewSite];

    /// The name in configuration and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Category => "category",
            Self::Package => "package",
            Self::File => "file",
            Self::NewSite => "new-site",
        }
    }
}

/// When `check` fails.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct GateConfig {
    /// What must not grow against the baseline.
    pub fail_on: Vec<FailOn>,
    /// Scopes that count.
    pub scopes: Vec<Scope>,
    /// Most explicit clones in these scopes.
    pub limit: Option<usize>,
    /// Most explicit clones in these scopes of any one file.
    pub limit_per_file: Option<usize>,
    /// Most explicit clones in these scopes of any one package.
    pub limit_per_package: Option<usize>,
    /// Most explicit clones in these scopes of each file that a path or glob means.
    pub limit_files: BTreeMap<String, usize>,
}

impl Default for GateConfig {
    fn default() -> Self {
        Self {
            fail_on: vec![FailOn::Total, FailOn::Category],
            scopes: vec![Scope::Production],
            limit: None,
            limit_per_file: None,
            limit_per_package: None,
            limit_files: BTreeMap::new(),
        }
    }
}

impl Config {
    /// The configuration of a workspace: its file, which `read` reads, or the metadata of its root manifest.
    ///
    /// # Errors
    /// A file that cannot be read or parsed, an unknown key (named with the file), or both places used at once.
    pub fn load(
        root: &Path,
        metadata: &serde_json::Value,
        read: impl FnOnce(&Path) -> std::io::Result<String>,
    ) -> Result<Self> {
        let path = root.join(FILE_NAME);
        let in_metadata = metadata.get(METADATA_KEY);
        let config = match (read(&path), in_metadata) {
            (Ok(_), Some(_)) => bail!(
                "{} and [workspace.metadata.{METADATA_KEY}] in {} both configure the audit; move the settings into one of them",
                path.display(),
                root.join("Cargo.toml").display()
            ),
            (Ok(text), None) => {
                Self::parse(&text).with_context(|| format!("cannot use the configuration {}", path.display()))?
            }
            (Err(error), _) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot read the configuration {}", path.display()));
            }
            (Err(_), Some(value)) => serde_json::from_value(value.clone()).with_context(|| {
                format!("cannot use [workspace.metadata.{METADATA_KEY}] in {}", root.join("Cargo.toml").display())
            })?,
            (Err(_), None) => Self::default(),
        };
        config.check().with_context(|| format!("cannot use the configuration of {}", root.display()))?;
        Ok(config)
    }

    /// Rejects settings without any effect, which would otherwise go unnoticed.
    fn check(&self) -> Result<()> {
        if self.gate.fail_on.is_empty() {
            bail!(
                "`fail-on = []` lets everything pass; remove it for the default, or run `check --no-baseline` to go by \
                 limits alone"
            );
        }
        let of_categories = self.category.iter().flat_map(|category| &category.paths);
        let paths = [("exclude", self.exclude.iter().collect::<Vec<_>>())]
            .into_iter()
            .chain([("paths", of_categories.collect()), ("limit-files", self.gate.limit_files.keys().collect())])
            .chain([
                ("targets.files", self.targets.files.keys().collect()),
                ("baseline", self.baseline.iter().collect()),
            ]);
        for (key, paths) in paths {
            if let Some(path) = paths.iter().find(|path| path.contains('\\')) {
                bail!("`{key}` has the path {path:?}; write `/` for `\\`, on Windows as well");
            }
        }
        Ok(())
    }

    /// Parses the text of a configuration file.
    ///
    /// # Errors
    /// Syntax errors and unknown keys, with their line.
    pub fn parse(text: &str) -> Result<Self> {
        toml::from_str(text).map_err(|error| Quoted::here(&error.to_string()).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_named() {
        for (text, key) in [
            ("excludes = []", "excludes"),
            ("[gate]\nscope = []", "scope"),
            ("[[category]]\nname = \"x\"\npath = []", "path"),
            ("[gate]\nfail-on = [\"totals\"]", "totals"),
            ("[rules]\nclone-under-lock = \"deny\"", "unknown variant `deny`, expected one of `warn`, `note`, `off`"),
        ] {
            let error = format!("{:#}", Config::parse(text).expect_err(text));
            assert!(error.contains(key), "{error}");
        }
    }

    #[test]
    fn rules_have_levels_in_the_file_and_in_metadata() {
        let config = Config::parse("[rules]\nclone-under-lock = \"off\"\nclone-in-loop = \"note\"").expect("valid");
        let levels: Vec<_> = config.rules.iter().map(|(rule, level)| (rule.as_str(), *level)).collect();
        assert_eq!(levels, [("clone-in-loop", Level::Note), ("clone-under-lock", Level::Off)]);

        let metadata = serde_json::json!({ "clone-audit": { "rules": { "clone-under-lock": "warn" } } });
        let config =
            Config::load(Path::new("no/such/folder"), &metadata, |path| std::fs::read_to_string(path)).expect("valid");
        assert_eq!(config.rules.get("clone-under-lock"), Some(&Level::Warn));
    }

    #[test]
    fn an_empty_file_is_the_default() {
        assert_eq!(Config::parse("").expect("empty"), Config::default());
    }
}
