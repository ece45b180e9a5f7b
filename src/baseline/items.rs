//! Paths of items, taken apart.

/// How many last segments two items share.
pub(super) fn common_end(a: &str, b: &str) -> usize {
    segments(a).iter().rev().zip(segments(b).iter().rev()).take_while(|(a, b)| a == b).count()
}

pub(super) fn last_segment(item: &str) -> &str {
    segments(item).pop().unwrap_or(item)
}

pub(super) fn parent(item: &str) -> &str {
    item[..item.len() - last_segment(item).len()].trim_end_matches("::")
}

/// The parts of an item's path: `m`, `<W as From<io::Error>>` and `from` of `m::<W as From<io::Error>>::from`.
pub(super) fn segments(item: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    let bytes = item.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'<' | b'(' | b'[' | b'{' => depth += 1,
            // Not the arrow of `Fn() -> T`.
            b'>' if at > 0 && bytes[at - 1] == b'-' => {}
            b'>' | b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b':' if depth == 0 && at > start && bytes[at - 1] == b':' => {
                parts.push(&item[start..at - 1]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&item[start..]);
    parts
}

/// Whether an item is a member of a trait's impl: `m::<W as From<u8>>::from`.
pub(super) fn is_of_trait_impl(item: &str) -> bool {
    last_segment(parent(item)).starts_with('<')
}

/// Whether the names of two functions share a word that says something: `load` of `load_inner` and `load_cargo`.
pub(super) fn share_a_word(a: &str, b: &str) -> bool {
    let words = |item: &str| -> Vec<String> {
        let words = last_segment(item).split('_').filter(|word| word.len() >= TELLING);
        words.map(str::to_owned).collect()
    };
    let others = words(b);
    words(a).iter().any(|word| others.contains(word))
}

/// Letters from which on a word says something.
const TELLING: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_split_between_their_items_only() {
        let item = "m::<W as From<io::Error>>::from";
        assert_eq!(segments(item), ["m", "<W as From<io::Error>>", "from"]);
        assert_eq!((parent(item), last_segment(item)), ("m::<W as From<io::Error>>", "from"));
        assert_eq!(segments("m::<Box<dyn Fn(a::B)->c::D> as T>::f"), ["m", "<Box<dyn Fn(a::B)->c::D> as T>", "f"]);
        assert_eq!((parent("m"), last_segment("m")), ("", "m"));
        assert!(is_of_trait_impl(item) && !is_of_trait_impl("m::W<a::B>::from"));
        assert_eq!(common_end("a::b::c", "x::b::c"), 2);
    }

    #[test]
    fn short_words_say_nothing() {
        assert!(share_a_word("m::W::load_inner", "n::load_cargo"));
        assert!(!share_a_word("m::go", "m::go_on") && !share_a_word("m::fail_with", "m::try_update"));
    }
}
