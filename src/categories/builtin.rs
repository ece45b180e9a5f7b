//! The built-in categories: one entry each, in the order in which they are tried.

use super::signs::Signs;
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
    /// Words of module paths, file paths, types and imported crates, in lower case; any of them decides.
    pub names: &'static [&'static str],
    /// What tells its code, where words alone say too little.
    pub signs: Signs,
    /// Type classes.
    pub classes: &'static [TypeClass],
    /// Scopes.
    pub scopes: &'static [Scope],
    /// Whether its clones are fine unless configuration says otherwise.
    pub accepted: bool,
}

impl Builtin {
    /// One that goes by the class of what is cloned alone.
    const fn of_classes(name: &'static str, about: &'static str, classes: &'static [TypeClass]) -> Self {
        Self { name, about, names: &[], signs: Signs::NONE, classes, scopes: &[], accepted: false }
    }
}

/// Of both presets.
pub(super) const TEST_CODE: Builtin = Builtin {
    name: "Test code",
    about: "Clones in tests, benches and examples: they cost no production time, and are accepted unless configured otherwise.",
    names: &[],
    signs: Signs::NONE,
    classes: &[],
    scopes: &[Scope::Test, Scope::Bench, Scope::Example],
    accepted: true,
};
pub(super) const ARC: Builtin = Builtin::of_classes(
    "Arc cloning",
    "Clones of Arc, Rc and Weak: they increment a reference count and copy nothing.",
    &[TypeClass::Arc],
);
pub(super) const STRINGS: Builtin = Builtin::of_classes(
    "String operations",
    "Clones of String, PathBuf, OsString and the like: each allocates and copies the text.",
    &[TypeClass::String],
);
pub(super) const COLLECTIONS: Builtin = Builtin::of_classes(
    "Collections",
    "Clones of vectors, maps, sets and queues: each element is cloned as well.",
    &[TypeClass::Collection],
);
pub(super) const COPY: Builtin = Builtin::of_classes(
    "Copy types",
    "Clones of types that are Copy: free, but noise for the reader.",
    &[TypeClass::Copy],
);

/// Databases: their drivers, mappers and pools; key-value stores and search engines among them.
const DATABASE: Signs = Signs {
    crates: &[
        "arangors",
        "aws_sdk_dynamodb",
        "bb8_diesel",
        "bb8_postgres",
        "bb8_redis",
        "cassandra_cpp",
        "cdrs_tokio",
        "charybdis",
        "clickhouse",
        "clickhouse_rs",
        "couch_rs",
        "couchbase",
        "deadpool_diesel",
        "deadpool_postgres",
        "deadpool_redis",
        "deadpool_sqlite",
        "diesel",
        "diesel_async",
        "duckdb",
        "elasticsearch",
        "fjall",
        "fred",
        "heed",
        "heed_types",
        "influxdb",
        "lancedb",
        "libsql",
        "limbo",
        "lmdb",
        "mongodb",
        "mysql",
        "mysql_async",
        "mysql_common",
        "neo4rs",
        "odbc_api",
        "opensearch",
        "oracle",
        "postgres",
        "postgres_types",
        "qdrant_client",
        "r2d2_mysql",
        "r2d2_postgres",
        "r2d2_sqlite",
        "rbatis",
        "rbdc",
        "redb",
        "redis",
        "redis_async",
        "rocksdb",
        "rusqlite",
        "rust_rocksdb",
        "rustorm",
        "scylla",
        "sea_orm",
        "sea_orm_migration",
        "sea_query",
        "sled",
        "sqlite",
        "sqlx",
        "sqlx_core",
        "sqlx_mysql",
        "sqlx_postgres",
        "sqlx_sqlite",
        "surrealdb",
        "surrealdb_core",
        "tiberius",
        "tikv_client",
        "tokio_postgres",
        "turso",
        "welds",
    ],
    calls: &[
        "Set",
        "bind",
        "eq",
        "eq_any",
        "ilike",
        "insert_into",
        "like",
        "ne_any",
        "on_conflict",
        "or_filter",
        "push_bind",
        "values",
    ],
    types: &[],
    except: &[],
    words: &[
        "cassandra",
        "database",
        "databases",
        "db",
        "diesel",
        "migration",
        "migrations",
        "mongo",
        "mongodb",
        "mysql",
        "postgres",
        "postgresql",
        "redis",
        "repositories",
        "repository",
        "rocksdb",
        "scylla",
        "sql",
        "sqlite",
        "sqlx",
    ],
    with: &[],
    classes: &[],
};

/// Brokers of messages between processes.
const QUEUE: Signs = Signs {
    crates: &[
        "amiquip",
        "amqprs",
        "async_nats",
        "aws_sdk_sns",
        "aws_sdk_sqs",
        "azservicebus",
        "celery",
        "deadpool_lapin",
        "fe2o3_amqp",
        "google_cloud_pubsub",
        "iggy",
        "kafka",
        "kafka_protocol",
        "lapin",
        "mosquitto_client",
        "mqtt5",
        "mqttbytes",
        "nats",
        "ntex_mqtt",
        "omniqueue",
        "paho_mqtt",
        "pulsar",
        "rabbitmq_stream_client",
        "rdkafka",
        "rskafka",
        "rumqttc",
        "rumqttd",
        "samsa",
        "zeromq",
        "zmq",
    ],
    calls: &[],
    types: &[],
    except: &[],
    words: &[
        "amqp",
        "broker",
        "kafka",
        "messaging",
        "mqtt",
        "nats",
        "pubsub",
        "pulsar",
        "queue",
        "queues",
        "rabbitmq",
        "sqs",
        "zeromq",
        "zmq",
    ],
    with: &[],
    classes: &[],
};

/// Settings.
const CONFIGURATION: Signs = Signs {
    crates: &[],
    calls: &[],
    types: &["config", "configs", "configuration", "configurations", "settings"],
    except: &[
        "button",
        "component",
        "dialog",
        "err",
        "error",
        "errors",
        "form",
        "menu",
        "modal",
        "page",
        "panel",
        "props",
        "screen",
        "tab",
        "tabs",
        "view",
        "widget",
        "window",
    ],
    words: &["config", "configs", "configuration"],
    with: &[
        "clap",
        "config",
        "confy",
        "dotenv",
        "dotenvy",
        "envconfig",
        "envy",
        "figment",
        "schemars",
        "serde",
        "serde_json",
        "serde_yaml",
        "toml",
        "toml_edit",
    ],
    classes: &[TypeClass::String, TypeClass::Collection, TypeClass::Unknown],
};

/// All of them.
pub(crate) const BUILTIN: &[Builtin] = &[
    TEST_CODE,
    Builtin {
        name: "Database operations",
        about: "Clones in code that talks to a database: a driver declares the type that is cloned, read or built, or takes part in the calls around the clone; or the module has such a name, and its file imports a driver.",
        names: &[],
        signs: DATABASE,
        classes: &[],
        scopes: &[],
        accepted: false,
    },
    Builtin {
        name: "Message queue",
        about: "Clones in code that sends or receives messages through a broker: a client of one declares the type that is cloned, read or built, or takes part in the calls around the clone; or the module has such a name, and its file imports a client. A queue in memory is none.",
        names: &[],
        signs: QUEUE,
        classes: &[],
        scopes: &[],
        accepted: false,
    },
    Builtin {
        name: "Configuration",
        about: "Clones of settings, and in code that reads or builds them: the type that is cloned, read or built, or whose own method it is, has such a name; or the module has, and its file imports what reads settings, or it declares the type.",
        names: &[],
        signs: CONFIGURATION,
        classes: &[],
        scopes: &[],
        accepted: false,
    },
    ARC,
    Builtin::of_classes(
        "Cheap handles",
        "Clones of what libraries share behind a reference count: channel senders, Bytes, pools, HTTP clients.",
        &[TypeClass::Handle],
    ),
    STRINGS,
    COLLECTIONS,
    COPY,
    Builtin::of_classes(
        "Workspace structs",
        "Clones of structs and enums that the workspace declares: each field is cloned as well.",
        &[TypeClass::Struct],
    ),
    Builtin::of_classes(
        "Dependency types",
        "Clones of types that a dependency declares, cheap handles aside.",
        &[TypeClass::External],
    ),
    Builtin::of_classes(
        "Generic values",
        "Clones of type parameters, associated types, closures and functions: what one costs, the caller decides.",
        &[TypeClass::Generic, TypeClass::Function],
    ),
    Builtin {
        name: OTHER,
        about: "Clones that are in no other category: their types are unknown.",
        names: &[],
        signs: Signs::NONE,
        classes: &[],
        scopes: &[],
        accepted: false,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::categories::SEED;

    #[test]
    fn the_registries_are_sound() {
        for list in [BUILTIN, SEED] {
            for (at, entry) in list.iter().enumerate() {
                assert!(list[..at].iter().all(|earlier| earlier.name != entry.name), "{} stands twice", entry.name);
                assert!(entry.about.ends_with('.'), "{}", entry.name);
                let signs = &entry.signs;
                for words in [entry.names, signs.crates, signs.types, signs.except, signs.words, signs.with] {
                    assert!(words.iter().all(|name| *name == name.to_lowercase()), "{}", entry.name);
                }
                for words in [signs.crates, signs.calls, signs.types, signs.except, signs.words, signs.with] {
                    assert!(words.is_sorted_by(|a, b| a < b), "{} {words:?}", entry.name);
                }
                let of_place = entry.names.is_empty() && entry.signs.is_none();
                let takes_all = of_place && entry.classes.is_empty() && entry.scopes.is_empty();
                assert_eq!(takes_all, at + 1 == list.len(), "only the last category takes everything: {}", entry.name);
            }
            assert_eq!(list.last().map(|entry| entry.name), Some(OTHER));
        }
    }
}
