//! Who may name an item.

use syn::{Item, Visibility as Written};

use super::super::hir::Visibility;

/// The visibility of an item; everybody's where it has none of its own.
pub(super) fn of_item(item: &Item) -> Visibility {
    match item {
        Item::Const(item) => written(&item.vis),
        Item::Enum(item) => written(&item.vis),
        Item::ExternCrate(item) => written(&item.vis),
        Item::Fn(item) => written(&item.vis),
        Item::Mod(item) => written(&item.vis),
        Item::Static(item) => written(&item.vis),
        Item::Struct(item) => written(&item.vis),
        Item::Trait(item) => written(&item.vis),
        Item::TraitAlias(item) => written(&item.vis),
        Item::Type(item) => written(&item.vis),
        Item::Union(item) => written(&item.vis),
        Item::Use(item) => written(&item.vis),
        _ => Visibility::Public,
    }
}

/// A written visibility.
pub(super) fn written(visibility: &Written) -> Visibility {
    match visibility {
        Written::Public(_) => Visibility::Public,
        Written::Inherited => Visibility::Above(0),
        Written::Restricted(restricted) => {
            let count = |skipped: usize| u8::try_from(restricted.path.segments.len() - skipped).unwrap_or(u8::MAX);
            match restricted.path.segments.first() {
                Some(first) if first.ident == "self" => Visibility::Above(count(1)),
                Some(first) if first.ident == "super" => Visibility::Above(count(0)),
                Some(first) if first.ident == "crate" => Visibility::Below(count(1)),
                // `pub(in a::b)` of the edition 2015.
                _ => Visibility::Below(count(0)),
            }
        }
    }
}
