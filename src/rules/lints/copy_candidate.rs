//! `copy-candidate`

use crate::model::{Level, TypeRow};

use crate::rules::{Check, Hit, Rule};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "copy-candidate",
    title: "a small type that could be `Copy` is cloned",
    level: Level::Note,
    finds: "A struct or enum of the workspace of at most 16 bytes, all of whose fields are `Copy`, that derives \
            `Clone` but not `Copy`, and that is cloned explicitly somewhere. Not reported: types with a `Drop` impl, \
            iterators and builders, zero-sized types, types with fields behind a `cfg`, and types of unknown size.",
    why: "Two registers are passed as fast as a reference. With `Copy` these clones disappear, and the remaining \
          clones stand out as those with a cost.",
    keep: "If there is only one of what a value represents (a token, a permit, the state of a generator), so that \
           moving it means something; and in a public API, if the type may get a field that is not `Copy`: removing \
           `Copy` later breaks callers.",
    check: Check::Type(check),
};

fn check(row: &TypeRow) -> Option<Hit> {
    // A clone of nothing costs nothing, and a builder that is copied by accident loses what is set next.
    let is_worth = row.size > 0 && !row.name.ends_with("Builder");
    if !row.copy_candidate || row.explicit == 0 || !is_worth {
        return None;
    }
    let bytes = if row.size == 1 { "1 byte".to_owned() } else { format!("{} bytes", row.size) };
    let clones = if row.explicit == 1 { "a clone".to_owned() } else { format!("{} clones", row.explicit) };
    Some(Hit::new(format!("`{}` has {bytes} and only `Copy` fields: derive `Copy` and remove {clones}", row.name)))
}
