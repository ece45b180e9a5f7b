//! What the code around a clone is about.

use std::collections::BTreeSet;

/// What the code around a clone is about, by the types in it: what categories go by.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Paths (`crate_name::module::Name`) of the declarations that the cloned type names.
    pub cloned: Vec<String>,
    /// Those that the types name which it is read from (`self.config` of `self.config.name.clone()`), and that of the
    /// struct which it is made a field of.
    pub around: Vec<String>,
    /// Crates that declare a type or function of the calls around it.
    pub crates: BTreeSet<String>,
    /// Names of the functions and methods that are called around it.
    pub calls: BTreeSet<&'static str>,
}
