//! What the compiler said of the types at sites, as plain data that can be kept in a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The types of one site, as rustc prints them in its messages: with trimmed paths, and nothing shortened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteTypes {
    /// What is cloned.
    pub cloned: String,
    /// What the receiver is before anything is dereferenced, where that was asked for.
    pub receiver: Option<String>,
}

/// What the compiler said, by the path of the file (as in `Site::location`) and the line and column of
/// the site's name. As JSON it is a list of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Row>", into = "Vec<Row>")]
pub struct RustcTypes {
    files: BTreeMap<String, BTreeMap<(u32, u32), SiteTypes>>,
}

#[derive(Serialize, Deserialize)]
struct Row {
    path: String,
    name_line: u32,
    name_column: u32,
    #[serde(flatten)]
    types: SiteTypes,
}

impl RustcTypes {
    /// Keeps the types of the site whose name stands there, in place of what was known of it.
    pub fn insert(&mut self, path: &str, (name_line, name_column): (u32, u32), types: SiteTypes) {
        self.files.entry(path.to_owned()).or_default().insert((name_line, name_column), types);
    }

    /// The types of the site whose name stands there.
    pub fn get(&self, path: &str, name: (u32, u32)) -> Option<&SiteTypes> {
        self.files.get(path)?.get(&name)
    }

    /// Of how many sites something is known.
    pub fn len(&self) -> usize {
        self.files.values().map(BTreeMap::len).sum()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All, in the order of path and position.
    pub fn iter(&self) -> impl Iterator<Item = (&str, (u32, u32), &SiteTypes)> {
        self.files.iter().flat_map(|(path, places)| places.iter().map(|(place, types)| (path.as_str(), *place, types)))
    }
}

impl From<Vec<Row>> for RustcTypes {
    fn from(rows: Vec<Row>) -> Self {
        let mut rustc_types = Self::default();
        for row in rows {
            rustc_types.files.entry(row.path).or_default().insert((row.name_line, row.name_column), row.types);
        }
        rustc_types
    }
}

impl From<RustcTypes> for Vec<Row> {
    fn from(rustc_types: RustcTypes) -> Self {
        let rows = rustc_types.files.into_iter().flat_map(|(path, places)| {
            places.into_iter().map(move |((name_line, name_column), types)| Row {
                path: path.clone(),
                name_line,
                name_column,
                types,
            })
        });
        rows.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_json() {
        let mut rustc_types = RustcTypes::default();
        assert!(rustc_types.is_empty());
        rustc_types.insert("src/lib.rs", (3, 14), SiteTypes { cloned: "Arc<str>".to_owned(), receiver: None });
        rustc_types.insert("src/a.rs", (1, 2), SiteTypes { cloned: "T".to_owned(), receiver: Some("&T".to_owned()) });
        let json = serde_json::to_string(&rustc_types).expect("plain data");
        assert_eq!(
            json,
            r#"[{"path":"src/a.rs","name_line":1,"name_column":2,"cloned":"T","receiver":"&T"},{"path":"src/lib.rs","name_line":3,"name_column":14,"cloned":"Arc<str>","receiver":null}]"#
        );
        assert_eq!(serde_json::from_str::<RustcTypes>(&json).expect("what was written"), rustc_types);
        assert_eq!(rustc_types.len(), 2);
        assert_eq!(rustc_types.iter().next().map(|(path, place, _)| (path, place)), Some(("src/a.rs", (1, 2))));
        assert_eq!(rustc_types.get("src/lib.rs", (3, 14)).map(|types| types.cloned.as_str()), Some("Arc<str>"));
        assert_eq!(rustc_types.get("src/lib.rs", (3, 15)), None);
    }
}
