//! What the paths of two items have in common.

use crate::model::item_path::{last_segment, parent, segments};

/// How many last segments two items share.
pub(super) fn common_end(a: &str, b: &str) -> usize {
    segments(a).iter().rev().zip(segments(b).iter().rev()).take_while(|(a, b)| a == b).count()
}

/// Whether an item is a member of a trait's impl: `m::<W as From<u8>>::from`.
pub(super) fn is_of_trait_impl(item: &str) -> bool {
    last_segment(parent(item)).starts_with('<')
}

/// Whether the names of two functions share a word that is long enough to relate them: `load` of `load_inner` and
/// `load_cargo`.
pub(super) fn share_a_word(a: &str, b: &str) -> bool {
    let words = |item: &str| -> Vec<String> {
        let words = last_segment(item).split('_').filter(|word| word.len() >= SHORTEST_WORD);
        words.map(str::to_owned).collect()
    };
    let others = words(b);
    words(a).iter().any(|word| others.contains(word))
}

/// Length of the shortest such word, in bytes.
const SHORTEST_WORD: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_trait_impls_and_common_ends_are_told_by_whole_parts() {
        assert!(is_of_trait_impl("m::<W as From<io::Error>>::from") && !is_of_trait_impl("m::W<a::B>::from"));
        assert_eq!(common_end("a::b::c", "x::b::c"), 2);
    }

    #[test]
    fn short_words_relate_nothing() {
        assert!(share_a_word("m::W::load_inner", "n::load_cargo"));
        assert!(!share_a_word("m::go", "m::go_on") && !share_a_word("m::fail_with", "m::try_update"));
    }
}
