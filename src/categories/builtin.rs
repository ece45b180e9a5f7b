//! The built-in categories: one entry each, in the order in which they are tried.

use crate::model::{Scope, TypeClass};

/// Name of the category that takes what no other does.
pub(crate) const OTHER: &str = "Other";

/// A category as the tool ships it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// What it takes, in one sentence: the text of `explain`.
    pub about: &'static str,
    /// Words of module paths, file paths, types and imported crates, in lower case.
    pub names: &'static [&'static str],
    /// Type classes.
    pub classes: &'static [TypeClass],
    /// Scopes.
    pub scopes: &'static [Scope],
    /// Whether its clones are fine unless configuration says otherwise.
    pub accepted: bool,
}

/// All of them.
pub(crate) const BUILTIN: &[Builtin] = &[
    Builtin {
        name: "Test code",
        about: "Clones in tests, benches and examples: they cost no production time, and are accepted unless configured otherwise.",
        names: &[],
        classes: &[],
        scopes: &[Scope::Test, Scope::Bench, Scope::Example],
        accepted: true,
    },
    Builtin {
        name: "Database operations",
        about: "Clones in code that talks to a database: in modules, files and types with such a name, or in files that import a driver.",
        names: &[
            "sqlx",
            "diesel",
            "sea_orm",
            "rusqlite",
            "postgres",
            "postgresql",
            "mysql",
            "sqlite",
            "mongodb",
            "redis",
            "rocksdb",
            "sled",
            "scylla",
            "cassandra",
            "surrealdb",
            "deadpool",
            "bb8",
            "database",
            "db",
            "repository",
            "repositories",
            "migration",
            "migrations",
        ],
        classes: &[],
        scopes: &[],
        accepted: false,
    },
    Builtin {
        name: "Message queue",
        about: "Clones in code that sends or receives messages through a broker: in modules, files and types with such a name, or in files that import a client.",
        names: &[
            "queue",
            "queues",
            "broker",
            "kafka",
            "rdkafka",
            "lapin",
            "amqp",
            "rabbitmq",
            "nats",
            "pulsar",
            "mqtt",
            "rumqttc",
            "pubsub",
            "zeromq",
            "zmq",
            "sqs",
            "messaging",
        ],
        classes: &[],
        scopes: &[],
        accepted: false,
    },
    Builtin {
        name: "Configuration",
        about: "Clones of settings, and clones in code that reads them.",
        names: &["config", "configs", "configuration", "settings", "figment", "dotenv", "dotenvy"],
        classes: &[],
        scopes: &[],
        accepted: false,
    },
    Builtin {
        name: "Arc cloning",
        about: "Clones of Arc, Rc and Weak: they increment a reference count and copy nothing.",
        names: &[],
        classes: &[TypeClass::Arc],
        scopes: &[],
        accepted: false,
    },
    Builtin {
        name: "String operations",
        about: "Clones of String, PathBuf, OsString and the like: each allocates and copies the text.",
        names: &[],
        classes: &[TypeClass::String],
        scopes: &[],
        accepted: false,
    },
    Builtin {
        name: "Collections",
        about: "Clones of vectors, maps, sets and queues: each element is cloned as well.",
        names: &[],
        classes: &[TypeClass::Collection],
        scopes: &[],
        accepted: false,
    },
    Builtin {
        name: "Copy types",
        about: "Clones of types that are Copy: free, but noise for the reader.",
        names: &[],
        classes: &[TypeClass::Copy],
        scopes: &[],
        accepted: false,
    },
    Builtin {
        name: OTHER,
        about: "Clones that are in no other category.",
        names: &[],
        classes: &[],
        scopes: &[],
        accepted: false,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_is_sound() {
        for (at, entry) in BUILTIN.iter().enumerate() {
            assert!(BUILTIN[..at].iter().all(|earlier| earlier.name != entry.name), "{} stands twice", entry.name);
            assert!(entry.about.ends_with('.'), "{}", entry.name);
            assert!(entry.names.iter().all(|name| *name == name.to_lowercase()), "{}", entry.name);
            let takes_all = entry.names.is_empty() && entry.classes.is_empty() && entry.scopes.is_empty();
            assert_eq!(takes_all, at + 1 == BUILTIN.len(), "only the last category takes everything: {}", entry.name);
        }
        assert_eq!(BUILTIN.last().map(|entry| entry.name), Some(OTHER));
    }
}
