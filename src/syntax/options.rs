//! What a file's text does not say.

use std::collections::BTreeSet;

/// What is known of the builds of a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct ScanOptions<'a> {
    /// Options of `#[cfg]` beside `test` without which what stands behind them is test code.
    pub test_cfgs: &'a [String],
    /// Features that are on; `None` where nothing is known of them.
    pub features: Option<&'a BTreeSet<String>>,
}
