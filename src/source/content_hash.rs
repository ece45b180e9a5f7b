//! What stands for content where it need not be kept: a cryptographic hash. Two contents with one hash cannot be constructed.

/// The BLAKE3 hash of some content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ContentHash([u8; ContentHash::SIZE]);

impl ContentHash {
    /// Bytes of a hash.
    pub(crate) const SIZE: usize = 32;

    /// Hashes bytes.
    pub(crate) fn of(content: &[u8]) -> Self {
        Self(blake3::hash(content).into())
    }

    /// The hash as it was [written down](Self::bytes).
    pub(crate) fn from_bytes(bytes: [u8; Self::SIZE]) -> Self {
        Self(bytes)
    }

    /// The hash, to be written down.
    pub(crate) fn bytes(&self) -> &[u8; Self::SIZE] {
        &self.0
    }
}

/// Hashes content that comes in pieces.
#[derive(Debug, Default)]
pub(crate) struct ContentHasher(blake3::Hasher);

impl ContentHasher {
    /// Adds a piece.
    pub(crate) fn add(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The hash of all pieces, one behind the other.
    pub(crate) fn hash(&self) -> ContentHash {
        ContentHash(self.0.finalize().into())
    }
}
