//! The way from a receiver to what its clone copies.

/// What leads from a receiver to the type that is cloned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Derefs {
    /// How often it is dereferenced.
    pub(super) count: usize,
    /// Whether one of the references is `&mut`.
    pub(super) by_unique: bool,
    /// Whether the last step is one of `Deref`, which may lead past a method of the receiver's own.
    pub(super) by_trait: bool,
}

impl Derefs {
    /// By the types as rustc prints them. `is_reference`: whether the receiver is written without the `&` that the
    /// function takes.
    pub(super) fn between(receiver: Option<&str>, cloned: &str, is_reference: bool) -> Self {
        let mut derefs = Self::default();
        let Some(mut ty) = receiver else { return Self { count: usize::from(is_reference), ..derefs } };
        while plain(ty) != plain(cloned) {
            derefs.count += 1;
            let Some(inner) = ty.strip_prefix('&') else { return Self { by_trait: true, ..derefs } };
            ty = if inner.starts_with('\'') { inner.split_once(' ').map_or(inner, |(_, rest)| rest) } else { inner };
            if let Some(rest) = ty.strip_prefix("mut ") {
                (ty, derefs.by_unique) = (rest, true);
            }
        }
        derefs
    }

    /// As many `*`.
    pub(super) fn stars(self) -> String {
        "*".repeat(self.count)
    }
}

/// A type's text without the names of lifetimes and the places of closures, which say nothing of which type it is: the
/// receiver is asked for twice.
fn plain(ty: &str) -> String {
    let mut text = String::with_capacity(ty.len());
    let mut rest = ty;
    while let Some(at) = rest.find(['\'', '@']) {
        let (before, after) = rest.split_at(at);
        text += before;
        rest = match after.strip_prefix('\'') {
            Some(name) => name.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'),
            None => &after[after.find('}').unwrap_or(after.len())..],
        };
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_the_cloned_type_is_told_by_the_texts() {
        let between = |receiver: &str, cloned: &str| Derefs::between(Some(receiver), cloned, false);
        let derefs = |count, by_unique, by_trait| Derefs { count, by_unique, by_trait };
        assert_eq!(between("String", "String"), derefs(0, false, false));
        assert_eq!(between("&String", "String"), derefs(1, false, false));
        assert_eq!(between("&mut Vec<u8>", "Vec<u8>"), derefs(1, true, false));
        assert_eq!(between("&'a &'b mut T", "T"), derefs(2, true, false));
        assert_eq!(between("&&T", "&T"), derefs(1, false, false));
        assert_eq!(between("Cow<'a, str>", "Cow<'_, str>"), derefs(0, false, false));
        let map = |at: &str| format!("Map<Iter<'_, u32>, {{closure@src/lib.rs:{at}}}>");
        assert_eq!(between(&map("2:27: 2:30"), &map("1:2: 1:5")), derefs(0, false, false));
        assert_eq!(between("Box<String>", "String"), derefs(1, false, true));
        assert_eq!(between("&Ref<'_, String>", "String"), derefs(2, false, true));
        assert_eq!(Derefs::between(None, "T", true), derefs(1, false, false));
    }
}
