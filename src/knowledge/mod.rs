//! What is known of the standard library, of libraries and of macros: tables of one line a fact, and how to look one up.
//!
//! - `stubs`: the declarations of the standard library, which lie in `stubs/std`;
//! - `std_classes`, `std_hazards`: what cloning or dropping its types means;
//! - `handles`: types of libraries whose clone bumps a count;
//! - `guards`: types that hold a lock or the borrow of a cell;
//! - `macros`: which format, compare, or only read their arguments, and what they yield;
//! - `attributes`: which may make a function give its callers something else than it says;
//! - `cfg`: the build that is audited;
//! - `calls`: functions and methods by what they do with a closure;
//! - `reference`: how many clones published packages have.

pub(crate) mod attributes;
pub(crate) mod calls;
pub(crate) mod cfg;
pub(crate) mod guards;
pub(crate) mod handles;
pub(crate) mod library_costs;
pub(crate) mod macros;
pub(crate) mod reference;
pub(crate) mod std_classes;
pub(crate) mod std_hazards;
pub(crate) mod stubs;
