//! The type of what each site clones, from the source of the whole workspace and without building anything.
//!
//! The files in the order of their layers; each imports only from those above it:
//!
//! - `ty`, `lang`: types, bounds and signatures; the traits and names that the language itself knows;
//! - `answers`: what was found out of a type before;
//! - `env`: the bounds of a function, by what they bound;
//! - `context`: what one thread remembers;
//! - `lower`, `traits`, `signature`: written types, bounds, signatures, impls and fields → types;
//! - `result`: the data that inference leaves of a body;
//! - `infer`: one body → the types of its receivers and of all its expressions;
//! - `solver`: what can be asked of a settled type: its fields, whether it is `Copy`;
//! - `classify`, `layout`, `guards`, `hazards`: type → class and cost, size, whether it holds a lock, and what may change
//!   without a clone of it;
//! - `facts`, `rustc_types`, `inventory`: what data flow and rules ask of a type; what the compiler says a type is → type;
//!   the table of all types;
//! - `named`: the declarations that a type names;
//! - `body`: what can be asked of the types of a body;
//! - `inference`: all of it for one body.
//!
//! A known type is never a guess: where inference would have to choose, the type is unknown.

mod answers;
mod body;
mod classify;
mod context;
mod env;
mod facts;
mod guards;
mod hazards;
mod infer;
mod inference;
mod inventory;
mod lang;
mod layout;
mod lower;
mod named;
mod result;
mod rustc_types;
mod signature;
mod solver;
#[cfg(test)]
pub(crate) mod tests;
mod traits;
mod ty;

pub(crate) use body::{BodyTypes, Owner, SelfKind};
pub(crate) use inference::{Inference, Wanted, standard_library};
pub(crate) use inventory::inventory;
pub(crate) use result::{Inferred, Known, Typed};
