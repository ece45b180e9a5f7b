//! Clones for the size of the code, and how many published packages have.

use serde::Serialize;

/// Explicit clones in production code per 1,000 lines of its files, to three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Density {
    /// All of them.
    pub clones: f64,
    /// Those whose cost is `deep`.
    pub deep: f64,
}

/// Where the audited code stands among published packages that were audited in the same way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reference {
    /// Packages of the reference set.
    pub packages: usize,
    /// By [`Density::clones`].
    pub clones: Standing,
    /// By [`Density::deep`].
    pub deep: Standing,
}

/// How one density is distributed over the reference set, and where the audited code stands in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    /// What a quarter, half and three quarters of the packages do not exceed.
    pub quartiles: [f64; 3],
    /// What one to nine tenths of the packages do not exceed.
    pub deciles: [f64; 9],
    /// Packages with a lower density, in percent, rounded down to one decimal. Packages of equal density are neither
    /// here nor in `above`.
    pub percentile: f64,
    /// Packages with a higher density, alike.
    pub above: f64,
}
