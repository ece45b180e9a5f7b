//! Clones of what could be moved.

// clone-audit: allow-file(last-use, map-insert-clones) — the clones are what is measured

use std::collections::HashMap;
use std::mem;

use super::data::{Settings, id, ids};
use super::{Pair, consuming, pair, using};

const BATCH: usize = 128;

pub(super) fn pairs() -> Vec<Pair> {
    [last_use(), clone_then_replace(), map_insert(), entry(), field_by_field()].into_iter().flatten().collect()
}

/// The value is dropped right after its copy was given away.
fn last_use() -> Vec<Pair> {
    vec![
        pair(
            "last-use",
            "String of 36 bytes put into a struct",
            consuming(BATCH, || id(7), |name| Some(name.clone())),
            consuming(BATCH, || id(7), Some),
        ),
        pair(
            "last-use",
            "Vec of 16 String put into a struct",
            consuming(BATCH, || ids(16), |names| Some(names.clone())),
            consuming(BATCH, || ids(16), Some),
        ),
    ]
}

struct Session {
    state: String,
    pending: Vec<String>,
}

fn session() -> Session {
    Session { state: id(1), pending: ids(16) }
}

fn clone_then_replace() -> Vec<Pair> {
    vec![
        pair(
            "clone-then-replace",
            "old String cloned then overwritten; against mem::replace",
            consuming(
                BATCH,
                || (id(1), id(2)),
                |(mut state, new)| {
                    let old = state.clone();
                    state = new;
                    (old, state)
                },
            ),
            consuming(
                BATCH,
                || (id(1), id(2)),
                |(mut state, new)| {
                    let old = mem::replace(&mut state, new);
                    (old, state)
                },
            ),
        ),
        pair(
            "clone-then-replace",
            "Vec of 16 String cloned then cleared; against mem::take",
            consuming(BATCH, session, |mut session| {
                let pending = session.pending.clone();
                session.pending.clear();
                (pending, session.pending, session.state)
            }),
            consuming(BATCH, session, |mut session| {
                let pending = mem::take(&mut session.pending);
                (pending, session.pending, session.state)
            }),
        ),
    ]
}

/// Key and value are used for the last time.
fn map_insert() -> Vec<Pair> {
    let make = || (HashMap::<String, String>::with_capacity(4), id(1), id(2));
    vec![pair(
        "map-insert-clones",
        "insert of key and value for the last time",
        consuming(BATCH, make, |(mut map, key, value)| {
            map.insert(key.clone(), value.clone());
            map
        }),
        consuming(BATCH, make, |(mut map, key, value)| {
            map.insert(key, value);
            map
        }),
    )]
}

/// A key that the caller keeps.
fn entry() -> Vec<Pair> {
    fn by_entry((mut map, keys): (HashMap<String, usize>, Vec<String>)) -> HashMap<String, usize> {
        for key in &keys {
            *map.entry(key.clone()).or_insert(0) += 1;
        }
        map
    }
    fn by_look_up((mut map, keys): (HashMap<String, usize>, Vec<String>)) -> HashMap<String, usize> {
        for key in &keys {
            if let Some(count) = map.get_mut(key) {
                *count += 1;
            } else {
                map.insert(key.clone(), 1);
            }
        }
        map
    }
    fn by_move((mut map, keys): (HashMap<String, usize>, Vec<String>)) -> HashMap<String, usize> {
        for key in keys {
            *map.entry(key).or_insert(0) += 1;
        }
        map
    }
    let known = || (ids(100).into_iter().map(|id| (id, 0)).collect(), ids(100));
    let unknown = || (HashMap::with_capacity(100), ids(100));
    vec![
        pair(
            "map-insert-clones",
            "entry of 100 keys all present; against get_mut first",
            consuming(16, known, by_entry),
            consuming(16, known, by_look_up),
        ),
        pair(
            "map-insert-clones",
            "entry of 100 keys all absent; against get_mut first",
            consuming(16, unknown, by_entry),
            consuming(16, unknown, by_look_up),
        ),
        pair(
            "map-insert-clones",
            "entry of 100 keys all absent; against moved keys",
            consuming(16, unknown, by_entry),
            consuming(16, unknown, by_move),
        ),
    ]
}

fn field_by_field() -> Vec<Pair> {
    #[inline(never)]
    fn length<T: AsRef<str>>(fields: &[T; 5]) -> usize {
        fields.iter().map(|field| field.as_ref().len()).sum()
    }

    fn cloned(settings: &Settings) -> [String; 5] {
        [
            settings.host.clone(),
            settings.path.clone(),
            settings.user.clone(),
            settings.token.clone(),
            settings.region.clone(),
        ]
    }

    vec![
        pair(
            "field-by-field",
            "five String fields; against moved fields",
            consuming(BATCH, Settings::new, |settings| cloned(&settings)),
            consuming(BATCH, Settings::new, |Settings { host, path, user, token, region }| {
                [host, path, user, token, region]
            }),
        ),
        pair(
            "field-by-field",
            "five String fields; against borrowed fields",
            using(Settings::new, |settings| length(&cloned(settings))),
            using(Settings::new, |Settings { host, path, user, token, region }| {
                length::<&str>(&[host, path, user, token, region])
            }),
        ),
    ]
}
