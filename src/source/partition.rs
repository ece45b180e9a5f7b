//! Parts of a workspace that are audited apart.

use std::fmt;
use std::str::FromStr;

use super::content_hash::ContentHash;

/// One of several parts into which packages fall by their names alone: whichever packages there are besides, a package is in
/// the same part, on every machine and in every version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Partition {
    /// From 1.
    number: u32,
    of: u32,
}

impl Partition {
    /// Whether a package is in the part: by the first eight bytes, lowest first, of the BLAKE3 hash of its name.
    pub(crate) fn takes(self, package: &str) -> bool {
        let mut first = [0; 8];
        first.copy_from_slice(&ContentHash::of(package.as_bytes()).bytes()[..8]);
        u64::from_le_bytes(first) % u64::from(self.of) == u64::from(self.number - 1)
    }
}

impl FromStr for Partition {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match numbers {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Self { number, of }),
            _ => Err("give K/N with 1 ≤ K ≤ N, such as 3/20".to_owned()),
        }
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_is_in_one_part_which_its_name_alone_decides() {
        for of in [1, 3, 20] {
            for name in ["serde", "tokio", "a", "kit", ""] {
                let parts = (1..=of).filter(|number| Partition { number: *number, of }.takes(name));
                assert_eq!(parts.count(), 1, "{name} of {of}");
            }
        }
        // Worked out with the package `blake3` of Python.
        let part = |name: &str, of: u32| (1..=of).find(|number| Partition { number: *number, of }.takes(name));
        assert_eq!([part("serde", 20), part("tokio", 20), part("serde", 3)], [Some(12), Some(18), Some(2)]);
    }

    #[test]
    fn only_parts_that_there_are_can_be_named() {
        assert_eq!("3/20".parse::<Partition>().map(|part| part.to_string()), Ok("3/20".to_owned()));
        for text in ["0/3", "4/3", "1/0", "1", "1/", "/3", "-1/3", "1/3/5", "a/b"] {
            assert!(text.parse::<Partition>().is_err(), "{text}");
        }
    }
}
