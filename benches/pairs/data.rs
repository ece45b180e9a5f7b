//! What the pairs work on.

use std::hash::{DefaultHasher, Hash, Hasher};

/// As long as a UUID: 36 bytes.
pub(super) fn id(number: usize) -> String {
    format!("{number:08x}-0000-4000-8000-{number:012x}")
}

pub(super) fn ids(count: usize) -> Vec<String> {
    (0..count).map(id).collect()
}

/// Some kilobytes of text, such as a session description.
pub(super) fn text(bytes: usize) -> String {
    "v=0 o=- s=call t=0 0 m=audio 9 RTP/AVP 0; ".chars().cycle().take(bytes).collect()
}

pub(super) fn numbers(count: u64) -> Vec<u64> {
    (0..count).collect()
}

/// About a microsecond of work on a text.
pub(super) fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for _ in 0..100 {
        text.hash(&mut hasher);
    }
    hasher.finish()
}

/// Five texts that a program's tasks need together.
pub(super) struct Settings {
    pub(super) host: String,
    pub(super) path: String,
    pub(super) user: String,
    pub(super) token: String,
    pub(super) region: String,
}

impl Settings {
    pub(super) fn new() -> Self {
        Self { host: id(1), path: id(2), user: id(3), token: id(4), region: id(5) }
    }

    pub(super) fn length(&self) -> usize {
        self.host.len() + self.path.len() + self.user.len() + self.token.len() + self.region.len()
    }
}

/// A machine of a cluster: 112 bytes and four texts of 36, 256 bytes in all.
#[derive(Clone)]
pub(super) struct Node {
    pub(super) id: String,
    pub(super) address: String,
    pub(super) region: String,
    pub(super) version: String,
    pub(super) load: u64,
    pub(super) connected: bool,
}

impl Node {
    pub(super) fn new(number: usize) -> Self {
        let [id, address, region, version] = [id(number), id(number + 1), id(number + 2), id(number + 3)];
        Self { id, address, region, version, load: 1, connected: true }
    }
}
