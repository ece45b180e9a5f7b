//! `string-id-newtype`

use crate::model::{CloneImpl, Level, TypeOrigin, TypeRow};

use crate::rules::{Check, Hit, Rule};

/// Explicit clones from which on it is worth to change what a type holds. A name that is cloned twice or thrice is
/// handed on by a constructor and a test; from five on it goes around as an identifier.
const MANY: usize = 5;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "string-id-newtype",
    title: "an identifier around a `String` is cloned all over",
    level: Level::Off,
    finds: "A struct of the workspace that derives `Clone`, holds one `String` and nothing else, and is cloned explicitly \
            at five places or more. Nothing is said of structs with another field, of what holds `Box<str>` or `Arc<str>` \
            already, of types whose `Clone` is written by hand, and of those that are written to in place.",
    why: "An identifier is made once and never changed, and each clone allocates and copies its text. With `Arc<str>` \
          inside, a clone bumps a count, and the callers stay as they are.",
    keep: "Where the text is changed in place, or made more often than cloned: `Arc<str>` copies the text of a `String` \
           once more when it is made, its count is shared between threads, and serde needs its feature `rc`. Where the \
           text is always short, bytes of fixed length (a UUID) are `Copy` and better still.",
    check: Check::Type(check),
};

fn check(row: &TypeRow) -> Option<Hit> {
    let is_own = row.origin == TypeOrigin::Workspace && row.clone == CloneImpl::Derived && !row.is_buffer;
    if !row.newtype_over_string || !is_own || row.explicit < MANY {
        return None;
    }
    let (name, clones) = (&row.name, row.explicit);
    Some(Hit::new(format!(
        "`{name}` copies its `String` at {clones} places: with `Arc<str>` inside, each bumps a count"
    )))
}
