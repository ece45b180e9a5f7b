//! The path of an item (`crate_name::module::Type::method`), taken apart. Arguments of types may hold paths of their own.

/// The last part: a function's name.
pub(crate) fn last_segment(item: &str) -> &str {
    segments(item).pop().unwrap_or(item)
}

/// What stands before the last part.
pub(crate) fn parent(item: &str) -> &str {
    item[..item.len() - last_segment(item).len()].trim_end_matches("::")
}

/// The parts of an item's path: `m`, `<W as From<io::Error>>` and `from` of `m::<W as From<io::Error>>::from`.
pub(crate) fn segments(item: &str) -> Vec<&str> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_split_between_their_parts_only() {
        let item = "m::<W as From<io::Error>>::from";
        assert_eq!(segments(item), ["m", "<W as From<io::Error>>", "from"]);
        assert_eq!((parent(item), last_segment(item)), ("m::<W as From<io::Error>>", "from"));
        assert_eq!(segments("m::<Box<dyn Fn(a::B)->c::D> as T>::f"), ["m", "<Box<dyn Fn(a::B)->c::D> as T>", "f"]);
        assert_eq!((parent("m"), last_segment("m")), ("", "m"));
    }
}
