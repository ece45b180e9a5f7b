//! Two states of a workspace compared, site by site.

use serde::Serialize;

use super::{Against, BaselineSite, Commit, Site, Spelling, Totals};

/// Schema of the comparison document.
pub const DIFF_SCHEMA: &str = "clone-audit/diff/v1";

/// Before → after. Figures of rows count explicit clones.
#[derive(Clone, Debug, Serialize)]
pub struct Diff {
    /// Always [`DIFF_SCHEMA`].
    pub schema: &'static str,
    /// Figures before. What is known of a matched site's type and category now holds for it then too, so that a
    /// better inference or a changed configuration never looks like growth.
    pub before: Totals,
    /// Figures after.
    pub after: Totals,
    /// Every category in its order.
    pub by_category: Vec<Change>,
    /// Packages with sites, by name.
    pub by_package: Vec<Change>,
    /// Files with sites at either time, by path.
    pub by_file: Vec<Change>,
    /// Sites without a counterpart before.
    pub added: Vec<Site>,
    /// Sites without a counterpart after.
    pub removed: Vec<BaselineSite>,
    /// Sites whose function moved, or whose file or module was renamed.
    pub moved: Vec<Moved>,
    /// Sites in place that count now and did not then: test code that became production code, an implicit clone that
    /// became an explicit one. They are among the others (moved, respelled, unchanged) as well.
    pub promoted: Vec<Moved>,
    /// Sites in place that are written another way.
    pub respelled: Vec<Respelled>,
    /// Sites that stand as they stood.
    pub unchanged: usize,
    /// The commit that this is compared with, unless it is a baseline.
    pub against: Option<Against>,
    /// Who wrote the lines of the added sites, if that was asked for: beside them.
    pub blame: Vec<Option<Commit>>,
}

/// One row's figures before and after.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// A category, a package or a path.
    pub name: String,
    /// The same as `name` where the row is a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Explicit clones before.
    pub before: usize,
    /// Explicit clones after.
    pub after: usize,
    /// `after - before`
    pub delta: i64,
    /// The change in percent of `before`, to one decimal; null where nothing was before.
    pub percent: Option<f64>,
    /// How many of them are merely written another way.
    pub respelled: usize,
}

/// A site that stands elsewhere, or for something else, than it did.
#[derive(Clone, Debug, Serialize)]
pub struct Moved {
    /// Where it stood.
    pub from: BaselineSite,
    /// Where it stands.
    pub to: Site,
}

/// A site written another way.
#[derive(Clone, Debug, Serialize)]
pub struct Respelled {
    /// How it was written.
    pub from: Spelling,
    /// How it is written.
    pub to: Spelling,
    /// Whether it still counts as a clone: `false` where `.to_owned()` or `.to_string()` stands on a value whose type is not known.
    pub counted: bool,
    /// Package of the site.
    pub package: String,
    /// Item of the site.
    pub item: String,
    /// The receiver's tokens.
    pub receiver: String,
    /// File of the site.
    pub path: String,
    /// Line of the method's name now.
    pub name_line: u32,
}

impl Diff {
    /// The comparison of nothing with nothing.
    pub fn empty() -> Self {
        Self {
            schema: DIFF_SCHEMA,
            before: Totals::zero(),
            after: Totals::zero(),
            by_category: Vec::new(),
            by_package: Vec::new(),
            by_file: Vec::new(),
            added: Vec::new(),
            removed: Vec::new(),
            moved: Vec::new(),
            promoted: Vec::new(),
            respelled: Vec::new(),
            unchanged: 0,
            against: None,
            blame: Vec::new(),
        }
    }
}

impl Change {
    /// Two figures without a name.
    pub fn of(before: usize, after: usize) -> Self {
        Self::new(String::new(), before, after, 0)
    }

    /// A row of two figures.
    pub fn new(name: String, before: usize, after: usize, respelled: usize) -> Self {
        let delta = signed(after) - signed(before);
        Self { name, path: None, before, after, delta, percent: percent(before, after), respelled }
    }
}

/// The change from `before` to `after` in percent, rounded to one decimal; `None` where `before` is 0.
#[expect(clippy::cast_precision_loss, reason = "counts of clones are far below 2^52")]
pub fn percent(before: usize, after: usize) -> Option<f64> {
    (before > 0).then(|| ((after as f64 - before as f64) * 1000.0 / before as f64).round() / 10.0)
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn change_is_signed_and_rounded_to_one_decimal() {
        let change = Change::new("x".into(), 638, 574, 0);
        assert_eq!((change.delta, change.percent), (-64, Some(-10.0)));
        assert_eq!(Change::new("x".into(), 0, 3, 0).percent, None);
        assert_eq!(percent(674, 676), Some(0.3));
    }
}
