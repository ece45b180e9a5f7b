//! The words of identifiers, by which categories know what code is about.

use super::subject::Subject;
use crate::model::item_path::segments;

/// The words of a place, in lower case: each identifier whole and by its parts (`TaskRepository` → `taskrepository`,
/// `task`, `repository`). Functions' own names are left out: `fn load_config` is no configuration code.
pub(super) fn words_of(place: &Subject<'_>) -> Vec<String> {
    let mut words = Vec::new();
    let path = place.path.strip_suffix(".rs").unwrap_or(place.path);
    path.split('/').for_each(|part| push_words(part, &mut words));
    let item = segments(place.item);
    item.iter().take(item.len().saturating_sub(1)).for_each(|part| push_words(part, &mut words));
    if let Some(ty) = place.ty {
        ty.split(|c: char| !(c.is_alphanumeric() || c == '_')).for_each(|part| push_words(part, &mut words));
    }
    place.imports.iter().for_each(|root| push_words(root, &mut words));
    words
}

/// The words of the modules around an item, without those of its crate: all of that has this name. With those of the impl
/// block around, if they are wanted.
pub(super) fn module_words(item: &str, with_impl: bool) -> Vec<String> {
    let segments = segments(item);
    let is_module = |part: &&&str| part.starts_with(|c: char| c.is_lowercase() || c == '_');
    let around = segments.iter().take(segments.len().saturating_sub(1)).skip(1);
    let mut words = Vec::new();
    around.filter(|part| with_impl || is_module(part)).for_each(|part| push_words(part, &mut words));
    words
}

/// The words of one identifier.
pub(super) fn words_in(identifier: &str) -> Vec<String> {
    let mut words = Vec::new();
    push_words(identifier, &mut words);
    words
}

fn push_words(identifier: &str, words: &mut Vec<String>) {
    for name in
        identifier.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).filter(|name| !name.is_empty())
    {
        words.push(name.to_lowercase().replace('-', "_"));
        let mut word = String::new();
        let mut after_lower = false;
        for c in name.chars() {
            let boundary = c == '_' || c == '-' || (c.is_uppercase() && after_lower);
            if boundary && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if c.is_alphanumeric() {
                word.extend(c.to_lowercase());
            }
            after_lower = c.is_lowercase() || c.is_numeric();
        }
        if word.len() < name.len() && !word.is_empty() {
            words.push(word);
        }
    }
}
