//! How many clones there are for the size of the code, and how many published packages have.
//!
//! The same measure on both sides: explicit clones in production code, for the lines of the files of production code. Tests
//! within such a file count as lines, as published packages often leave out test files, but never those.

use std::cmp::Ordering;

use crate::knowledge::reference::{self, Published};
use crate::model::{Audit, Cost, Density, Reference, Scope, Standing};

/// Lines of the files of production code.
pub(super) fn production_lines(audit: &Audit) -> usize {
    audit.files.iter().filter(|file| file.scope == Scope::Production).map(|file| file.lines).sum()
}

/// What is counted for its lines.
#[derive(Clone, Copy, Debug)]
struct Rates {
    clones: Rate,
    deep: Rate,
}

impl Rates {
    fn of(audit: &Audit) -> Self {
        let (lines, mut clones, mut deep) = (production_lines(audit), 0, 0);
        for site in &audit.sites {
            if site.scope == Scope::Production && site.spelling.is_explicit() {
                clones += 1;
                deep += usize::from(site.cloned.cost == Cost::Deep);
            }
        }
        Self { clones: Rate { count: clones, lines }, deep: Rate { count: deep, lines } }
    }
}

/// The density of an audit's clones; of no lines there is none.
pub(super) fn density(audit: &Audit) -> Option<Density> {
    let Rates { clones, deep } = Rates::of(audit);
    (clones.lines > 0).then(|| Density { clones: clones.per_thousand(), deep: deep.per_thousand() })
}

/// Where the audit stands among published packages. Code that is smaller than they are compares with none.
pub(super) fn compare(audit: &Audit) -> Option<Reference> {
    let Rates { clones, deep } = Rates::of(audit);
    if clones.lines < reference::MIN_LINES {
        return None;
    }
    let packages: Vec<Published> = reference::packages().collect();
    let rates = |count: fn(&Published) -> usize| {
        packages.iter().map(|package| Rate { count: count(package), lines: package.lines }).collect()
    };
    Some(Reference {
        packages: packages.len(),
        clones: standing(clones, rates(|package| package.clones))?,
        deep: standing(deep, rates(|package| package.deep))?,
    })
}

/// So many clones in so many lines. Rates are compared as fractions, so that equal ones are equal.
#[derive(Clone, Copy, Debug)]
struct Rate {
    count: usize,
    lines: usize,
}

impl Rate {
    fn order(self, other: Self) -> Ordering {
        (self.count as u128 * other.lines as u128).cmp(&(other.count as u128 * self.lines as u128))
    }

    /// Per 1,000 lines, to three decimals.
    #[expect(clippy::cast_precision_loss, reason = "counts of clones and lines are far below 2^52")]
    fn per_thousand(self) -> f64 {
        (self.count as f64 * 1_000_000.0 / self.lines as f64).round() / 1000.0
    }
}

/// Where a rate stands among others, of which there is at least one.
fn standing(rate: Rate, mut others: Vec<Rate>) -> Option<Standing> {
    others.sort_by(|a, b| a.order(*b));
    let last = others.len().checked_sub(1)?;
    let below = others.partition_point(|other| other.order(rate).is_lt());
    let not_above = others.partition_point(|other| other.order(rate).is_le());
    // The first that so many parts of the packages do not exceed.
    let quantile = |part: usize, of: usize| {
        let rank = (part * others.len()).div_ceil(of).saturating_sub(1).min(last);
        others[rank].per_thousand()
    };
    let share = |count: usize| percent_down(count, others.len());
    Some(Standing {
        quartiles: [1, 2, 3].map(|part| quantile(part, 4)),
        deciles: [1, 2, 3, 4, 5, 6, 7, 8, 9].map(|part| quantile(part, 10)),
        percentile: share(below),
        above: share(others.len() - not_above),
    })
}

/// A share in percent, rounded down to one decimal, so that "more than 90 %" is true.
#[expect(clippy::cast_precision_loss, reason = "at most 1,000")]
fn percent_down(part: usize, whole: usize) -> f64 {
    (part * 1000 / whole) as f64 / 10.0
}

#[cfg(test)]
mod tests {
    #![expect(clippy::float_cmp, reason = "all figures are rounded, to what the same digits mean in a test")]

    use super::*;

    /// Rates per 1,000 lines: 0, 0, 0, 1, 2, 2, 4, 8.
    fn eight() -> Vec<Rate> {
        [(0, 300), (8, 1000), (1, 1000), (0, 5000), (1, 500), (4, 2000), (0, 200), (1, 250)]
            .map(|(count, lines)| Rate { count, lines })
            .to_vec()
    }

    fn shares(count: usize, lines: usize) -> (f64, f64) {
        let standing = standing(Rate { count, lines }, eight()).expect("there are some");
        (standing.percentile, standing.above)
    }

    #[test]
    fn quantiles_are_values_of_the_set() {
        let standing = standing(Rate { count: 0, lines: 1 }, eight()).expect("there are some");
        // The second, fourth and sixth of eight.
        assert_eq!(standing.quartiles, [0.0, 1.0, 2.0]);
        // 0.8, 1.6, 2.4, 3.2, 4, 4.8, 5.6, 6.4 and 7.2, rounded up.
        assert_eq!(standing.deciles, [0.0, 0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 4.0, 8.0]);
    }

    #[test]
    fn equal_rates_are_neither_below_nor_above() {
        assert_eq!(shares(0, 700), (0.0, 62.5));
        // 2 per 1,000 lines, written in three ways: four of eight have less, two have more.
        assert_eq!(shares(2, 1000), (50.0, 25.0));
        assert_eq!(shares(6, 3000), (50.0, 25.0));
        assert_eq!(shares(1, 999), (50.0, 50.0));
        assert_eq!(shares(9, 1000), (100.0, 0.0));
        assert_eq!(shares(8, 1000), (87.5, 0.0));
    }

    #[test]
    fn shares_are_rounded_down_and_rates_to_the_nearest() {
        assert_eq!(percent_down(1999, 2000), 99.9);
        assert_eq!(percent_down(2000, 2000), 100.0);
        assert_eq!(percent_down(1, 2000), 0.0);
        assert_eq!(Rate { count: 2, lines: 300 }.per_thousand(), 6.667);
        assert!(standing(Rate { count: 1, lines: 1 }, Vec::new()).is_none());
    }
}
