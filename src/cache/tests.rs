use std::fmt::Debug;
use std::path::PathBuf;

use super::codec::Stored;
use crate::source::{ContentHash, Question, Trace};

fn back<T: Stored + Debug + PartialEq>(value: &T) {
    let mut bytes = Vec::new();
    value.put(&mut bytes);
    let mut rest = &*bytes;
    assert_eq!(T::take(&mut rest).as_ref(), Some(value));
    assert!(rest.is_empty());
}

#[test]
fn what_is_stored_is_what_is_taken() {
    let path = PathBuf::from("/a/b.rs");
    let hash = ContentHash::of(b"x");
    back(&hash);
    back(&path);
    back(&Question::Read(path.clone()));
    back(&Question::GitIgnores(path.clone(), "x".into()));
    back(&Trace(vec![(Question::Read(path.clone()), hash), (Question::IsFile(path), hash)]));
}
