//! `string-id-newtype`

use crate::model::{CloneImpl, Level, TypeOrigin, TypeRow};

use crate::rules::{Check, Hit, Rule};

/// Explicit clones from which on it is worth to change what a type holds. A name that is cloned twice or thrice is
/// handed on by a constructor and a test; from five on it goes around as an identifier.
const MANY: usize = 5;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "string-id-newtype",
    title: "an identifier around a `String` is cloned in many places",
    level: Level::Off,
    finds: "A struct of the workspace that derives `Clone`, contains one `String` and nothing else, and is cloned \
            explicitly in five or more places. Not reported: structs with another field, structs that contain \
            `Box<str>` or `Arc<str>` already, types with a hand-written `Clone`, and types whose string is modified \
            in place.",
    why: "An identifier is created once and never changed, and each clone allocates and copies its text. With an \
          `Arc<str>` inside, a clone increments a count, and callers stay as they are.",
    keep: "If the text is modified in place, or created more often than cloned: `Arc<str>` copies the text of a \
           `String` once more on creation, its count is shared between threads, and serde needs its `rc` feature. If \
           the text is always short, bytes of a fixed length (a UUID) are `Copy`, and better still.",
    check: Check::Type(check),
};

fn check(row: &TypeRow) -> Option<Hit> {
    let is_own = row.origin == TypeOrigin::Workspace && row.clone == CloneImpl::Derived && !row.is_buffer;
    if !row.newtype_over_string || !is_own || row.explicit < MANY {
        return None;
    }
    let (name, clones) = (&row.name, row.explicit);
    Some(Hit::new(format!(
        "`{name}` copies its `String` in {clones} places: with an `Arc<str>` inside, each clone increments a count"
    )))
}
