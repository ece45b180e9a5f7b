//! Declared types and imports of a file.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use syn::{Fields, GenericArgument, PathArguments, ReturnType, Type, UseTree};

use crate::model::TypeRef;

use super::{Declarations, Import};

/// First path segments that name no dependency.
const LOCAL_ROOTS: &[&str] = &["crate", "self", "super", "std", "core", "alloc"];

/// A written type, with `Self` replaced by the type of the `impl` block around it.
pub(super) fn type_ref(ty: &Type, self_type: Option<&str>) -> TypeRef {
    match ty {
        Type::Path(path) if path.qself.is_none() => {
            let segments: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            let args =
                path.path.segments.last().map_or_else(Vec::new, |segment| arguments(&segment.arguments, self_type));
            match (segments.as_slice(), self_type) {
                ([only], Some(name)) if only == "Self" => TypeRef::named(name),
                _ => TypeRef::Path { segments, args },
            }
        }
        Type::Reference(reference) => TypeRef::Ref(Box::new(type_ref(&reference.elem, self_type))),
        Type::Tuple(tuple) => TypeRef::Tuple(tuple.elems.iter().map(|elem| type_ref(elem, self_type)).collect()),
        Type::Array(array) => TypeRef::Array(Box::new(type_ref(&array.elem, self_type))),
        Type::Slice(slice) => TypeRef::Slice(Box::new(type_ref(&slice.elem, self_type))),
        Type::Paren(paren) => type_ref(&paren.elem, self_type),
        Type::Group(group) => type_ref(&group.elem, self_type),
        Type::FnPtr(_) => TypeRef::Function,
        _ => TypeRef::Other,
    }
}

/// Type arguments of a path segment.
pub(super) fn arguments(arguments: &PathArguments, self_type: Option<&str>) -> Vec<TypeRef> {
    match arguments {
        PathArguments::AngleBracketed(list) => list
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(type_ref(ty, self_type)),
                _ => None,
            })
            .collect(),
        PathArguments::Parenthesized(list) => match &list.output {
            ReturnType::Type(_, ty) => vec![type_ref(ty, self_type)],
            ReturnType::Default => Vec::new(),
        },
        PathArguments::None => Vec::new(),
    }
}

impl Declarations {
    /// A struct, enum or union.
    pub(super) fn declare(&mut self, name: String, fields: Option<&Fields>) {
        let fields = fields.map_or_else(HashMap::new, |fields| {
            fields
                .iter()
                .enumerate()
                .map(|(index, field)| {
                    let key = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
                    (key, type_ref(&field.ty, Some(&name)))
                })
                .collect()
        });
        match self.types.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(fields);
            }
            Entry::Occupied(mut entry) => entry.get_mut().clear(),
        }
    }

    /// A `use` declaration, flattened.
    pub(super) fn import(&mut self, tree: &UseTree) {
        self.import_below(&mut Vec::new(), tree);
    }

    fn import_below(&mut self, prefix: &mut Vec<String>, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.import_below(prefix, &path.tree);
                prefix.pop();
            }
            UseTree::Name(name) if name.ident == "self" => {
                if let Some(last) = prefix.last() {
                    self.bring_in(last.clone(), prefix.clone());
                }
            }
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                self.bring_in(name.clone(), [prefix.as_slice(), &[name]].concat());
            }
            UseTree::Rename(rename) => {
                self.bring_in(rename.rename.to_string(), [prefix.as_slice(), &[rename.ident.to_string()]].concat());
            }
            // Kept under a name that no path can use, so that the root still counts as imported.
            UseTree::Glob(_) => self.bring_in(format!("{}::*", prefix.join("::")), prefix.clone()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import_below(prefix, tree)),
        }
    }

    fn bring_in(&mut self, name: String, path: Vec<String>) {
        match self.imports.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(Import { path });
            }
            Entry::Occupied(mut entry) if entry.get().path != path => entry.get_mut().path.clear(),
            Entry::Occupied(_) => {}
        }
    }

    /// The first segments of all imports that may name a dependency: sorted, each once.
    pub(super) fn import_roots(&self) -> Vec<String> {
        let mut roots: Vec<String> = self
            .imports
            .values()
            .filter_map(|import| import.path.first())
            .filter(|root| !LOCAL_ROOTS.contains(&root.as_str()))
            .cloned()
            .collect();
        roots.sort();
        roots.dedup();
        roots
    }
}
