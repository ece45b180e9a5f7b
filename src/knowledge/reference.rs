//! How many clones published packages have, to measure others by. The table is read when it is asked for, and only then.

/// `name,version,lines of production code,explicit clones in it,deep ones` by `scripts/reference.py`; a line that starts
/// with `#` is a comment. In the order of names.
const TABLE: &str = include_str!("reference.csv");

/// Packages with fewer lines of production code are not in the table: one clone more or less changes their density by 5
/// per 1,000 lines and more.
pub(crate) const MIN_LINES: usize = 200;

/// The figures of one package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Published {
    /// Lines of its files of production code.
    pub lines: usize,
    /// Explicit clones in production code.
    pub clones: usize,
    /// Those of them whose cost is `deep`.
    pub deep: usize,
}

/// The packages of the reference set.
pub(crate) fn packages() -> impl Iterator<Item = Published> {
    rows().filter_map(|row| {
        let mut figures = row.split(',').skip(2).map_while(|figure| figure.parse().ok());
        Some(Published { lines: figures.next()?, clones: figures.next()?, deep: figures.next()? })
    })
}

fn rows() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_sound() {
        let packages: Vec<Published> = packages().collect();
        assert_eq!(packages.len(), rows().count(), "a row cannot be read");
        assert!(packages.len() >= 1000, "{}", packages.len());
        for (row, package) in rows().zip(packages) {
            let fields: Vec<&str> = row.split(',').collect();
            assert!(fields.len() == 5 && fields.iter().all(|field| !field.is_empty()), "{row}");
            assert!(fields[1].starts_with(|c: char| c.is_ascii_digit()), "{row}");
            assert!(package.lines >= MIN_LINES && package.deep <= package.clones, "{row}");
        }
    }

    #[test]
    fn names_are_sorted_and_unique() {
        let names: Vec<&str> = rows().filter_map(|row| row.split(',').next()).collect();
        assert!(names.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn the_table_is_small() {
        assert!(TABLE.len() <= 100 * 1024, "{} bytes", TABLE.len());
    }
}
