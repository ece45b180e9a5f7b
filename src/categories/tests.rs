use std::sync::LazyLock;

use super::*;
use crate::model::About;

static NOWHERE: LazyLock<Home> = LazyLock::new(Home::default);
static NOTHING: LazyLock<About> = LazyLock::new(About::default);

fn categories(text: &str) -> Result<Categories> {
    Categories::new(&Config::parse(text)?)
}

fn place<'a>(path: &'a str, item: &'a str) -> Subject<'a> {
    Subject {
        scope: Scope::Production,
        class: TypeClass::Unknown,
        path,
        item,
        ty: None,
        imports: &[],
        about: &NOTHING,
        home: &NOWHERE,
    }
}

fn of_class(class: TypeClass) -> Subject<'static> {
    Subject { class, ..place("src/a.rs", "a::f") }
}

fn name(categories: &Categories, place: &Subject<'_>) -> String {
    categories.of(place).name.to_string()
}

#[test]
fn every_class_has_a_category_and_only_what_is_unknown_is_other() {
    let plain = categories("").expect("default");
    for (class, expected) in [
        (TypeClass::Arc, "Arc cloning"),
        (TypeClass::Handle, "Cheap handles"),
        (TypeClass::String, "String operations"),
        (TypeClass::Collection, "Collections"),
        (TypeClass::Copy, "Copy types"),
        (TypeClass::Struct, "Workspace structs"),
        (TypeClass::External, "Dependency types"),
        (TypeClass::Generic, "Generic values"),
        (TypeClass::Function, "Generic values"),
        (TypeClass::Unknown, "Other"),
    ] {
        assert_eq!(name(&plain, &of_class(class)), expected);
    }
    assert_eq!(name(&plain, &Subject { scope: Scope::Test, ..of_class(TypeClass::Arc) }), "Test code");
}

/// A clone as categories see it: the item, the class, the imports of its file, the types that it is of, and the crates
/// in the calls around it. The package depends on what is imported.
struct Seen<'a>(&'a str, TypeClass, &'a [&'a str], &'a [&'a str], &'a [&'a str]);

impl Seen<'_> {
    fn category(&self, categories: &Categories) -> String {
        let Self(item, class, imports, cloned, crates) = self;
        let crates = owned(crates).into_iter().collect();
        let about = About { cloned: owned(cloned), crates, ..About::default() };
        let (home, imports) = (Home::of(imports), owned(imports));
        let seen = Subject { class: *class, imports: &imports, about: &about, home: &home, ..place("src/a.rs", item) };
        name(categories, &seen)
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn words_that_only_look_like_it_decide_nothing() {
    use TypeClass::{Arc, Generic, Handle, String, Struct, Unknown};
    let plain = categories("").expect("default");
    for (seen, expected) in [
        // A queue of jobs and an SPSC queue, both in memory.
        (
            Seen("app::job_queue::JobQueue::push", String, &["tokio"], &["app::job_queue::Job"], &[]),
            "String operations",
        ),
        (Seen("dsp::spsc::queue::Producer::new", Arc, &[], &["dsp::spsc::queue::Queue"], &[]), "Arc cloning"),
        // The database of salsa is a cache of the compiler.
        (Seen("hir::db::<Module as HasSource>::source", Generic, &["salsa"], &[], &["salsa"]), "Generic values"),
        (Seen("ide::db::f", Struct, &["ide_db"], &["ide_db::RootDatabase"], &["ide_db"]), "Workspace structs"),
        // A repository of git.
        (
            Seen("jj_lib::repository::Repository::open", Struct, &["gix"], &["gix::Repository"], &["gix"]),
            "Workspace structs",
        ),
        // A page about settings, a view of them, and what can go wrong with them.
        (Seen("app::pages::settings::f", String, &["leptos", "serde"], &[], &["leptos"]), "String operations"),
        (Seen("app::pages::f", Struct, &["leptos"], &["app::pages::SettingsPage"], &[]), "Workspace structs"),
        (Seen("app::f", Struct, &[], &["app::ConfigError"], &[]), "Workspace structs"),
        (Seen("app::config::f", String, &[], &[], &[]), "String operations"),
        // A client in a module of such a name.
        (Seen("app::config::f", Handle, &["serde"], &["reqwest::Client"], &[]), "Cheap handles"),
        // What all of a crate is called says nothing of one place in it.
        (Seen("vector_config::schema::f", String, &["serde"], &[], &[]), "String operations"),
        // A trait's impl for settings builds something else, and so does one for a type that is made from settings.
        (Seen("app::<Sink as From<other::AppConfig>>::from", String, &[], &[], &[]), "String operations"),
        (Seen("app::<HttpConfig as Sink>::build", String, &[], &[], &[]), "String operations"),
        // An import alone says nothing of one function.
        (Seen("app::monitor::alert", String, &["diesel"], &[], &["reqwest"]), "String operations"),
        // A shared pointer that is handed to a call beside a pool.
        (Seen("app::run", Arc, &["sqlx"], &["app::Environment"], &["sqlx_core"]), "Arc cloning"),
        // A client that calls its own functions.
        (Seen("rumqttc::tls::f", String, &[], &[], &["rumqttc"]), "String operations"),
        // A module of the file's own that is named like a driver: the package does not depend on that.
        (Seen("app::db::f", Unknown, &[], &["app::redis::Key"], &["app"]), "Other"),
    ] {
        assert_eq!(seen.category(&plain), expected, "{}", seen.0);
    }
}

#[test]
fn types_calls_and_imports_that_agree_decide() {
    use TypeClass::{Arc, Collection, External, Handle, String, Struct};
    let plain = categories("").expect("default");
    let database = [
        // The pool itself, wherever it is.
        Seen("app::main", Handle, &[], &["sqlx_core::pool::Pool", "sqlx_postgres::database::Postgres"], &[]),
        Seen("app::main", Arc, &[], &["rusqlite::Connection"], &[]),
        // An argument of a query.
        Seen("app::users::Users::find", String, &["sqlx"], &["app::users::User"], &["sqlx_core"]),
        Seen("app::jobs::enqueue", External, &["diesel"], &["serde_json::Value"], &["diesel", "serde_json"]),
        // The name of a module or of the type, and an import that agrees.
        Seen("app::db::Rows::all", Collection, &["sqlx"], &[], &[]),
        Seen("app::<PgRepository as Repository>::save", String, &["diesel_async"], &[], &[]),
    ];
    let queue = [
        Seen("app::f", Struct, &[], &["rdkafka::producer::FutureProducer"], &[]),
        Seen("app::message_queue::RabbitQueue::publish", String, &["lapin"], &[], &[]),
        Seen("app::events::send", String, &[], &[], &["async_nats"]),
    ];
    let configuration = [
        Seen("app::f", Arc, &[], &["app::AppConfig"], &[]),
        Seen("app::f", Struct, &[], &["app::Settings"], &[]),
        // A field of settings is read, or one is set.
        Seen("app::server::run", String, &[], &["app::server::ServerConfig"], &[]),
        // Methods of settings.
        Seen("app::Config::load", String, &[], &[], &[]),
        Seen("app::ConfigBuilder::build", Collection, &[], &[], &[]),
        // A module of that name which reads them, or which declares what is cloned.
        Seen("app::config::merge", String, &["toml"], &[], &[]),
        Seen("app::config::merge", External, &["toml"], &["toml::Value"], &[]),
        Seen("app::config::apply", String, &[], &["app::config::Rule"], &[]),
    ];
    for (expected, all) in
        [("Database operations", &database[..]), ("Message queue", &queue), ("Configuration", &configuration)]
    {
        for seen in all {
            assert_eq!(seen.category(&plain), expected, "{} {:?}", seen.0, seen.3);
        }
    }
}

#[test]
fn what_is_shared_is_about_nothing_but_itself() {
    let plain = categories("").expect("default");
    let about = About { around: owned(&["app::AppConfig", "sqlx_core::pool::Pool"]), ..About::default() };
    for (class, expected) in [
        (TypeClass::Arc, "Arc cloning"),
        (TypeClass::Handle, "Cheap handles"),
        (TypeClass::Struct, "Database operations"),
    ] {
        assert_eq!(name(&plain, &Subject { about: &about, ..of_class(class) }), expected);
    }
}

#[test]
fn the_name_of_a_call_decides_where_the_file_imports_a_driver() {
    let plain = categories("").expect("default");
    let about = About { calls: ["eq_any"].into(), ..About::default() };
    let (home, imports) = (Home::of(&["diesel"]), owned(&["diesel"]));
    let called = Subject { about: &about, ..of_class(TypeClass::String) };
    assert_eq!(name(&plain, &called), "String operations");
    assert_eq!(name(&plain, &Subject { imports: &imports, home: &home, ..called }), "Database operations");
}

#[test]
fn a_renamed_dependency_is_the_package_that_it_is() {
    let home = Home::renamed("db", "sqlx");
    let imports = ["db".to_owned()];
    let seen = Subject { imports: &imports, home: &home, ..place("src/database.rs", "app::database::f") };
    assert_eq!(name(&categories("").expect("default"), &seen), "Database operations");
}

#[test]
fn in_the_seed_preset_the_first_category_that_has_a_word_takes_a_site() {
    let seed = categories("preset = \"seed\"").expect("valid");
    let lapin = ["lapin".to_owned()];
    for (place, expected) in [
        (Subject { scope: Scope::Test, ..place("crates/db/tests/sqlx.rs", "t::f") }, "Test code"),
        (place("crates/x/src/postgres_task_repository.rs", "x::f"), "Database operations"),
        (place("src/a.rs", "a::<PgRepository as Store>::get"), "Database operations"),
        (Subject { imports: &lapin, ..place("src/a.rs", "a::f") }, "Message queue"),
        (place("crates/config/src/lib.rs", "config::f"), "Configuration"),
        (Subject { ty: Some("Arc<AppConfig>"), ..of_class(TypeClass::Arc) }, "Configuration"),
        (of_class(TypeClass::Arc), "Arc cloning"),
        (of_class(TypeClass::String), "String operations"),
        (of_class(TypeClass::Collection), "Collections"),
        (of_class(TypeClass::Copy), "Copy types"),
        (of_class(TypeClass::Handle), "Other"),
        (of_class(TypeClass::Struct), "Other"),
        // Words, not parts of words, and not the function's own name.
        (place("src/reconfigurable.rs", "a::load_config"), "Other"),
    ] {
        assert_eq!(name(&seed, &place), expected, "{place:?}");
    }
    let names: Vec<&str> = seed.iter().map(|category| &*category.name).collect();
    assert_eq!(
        names,
        [
            "Test code",
            "Database operations",
            "Message queue",
            "Configuration",
            "Arc cloning",
            "String operations",
            "Collections",
            "Copy types",
            "Other"
        ]
    );
}

#[test]
fn configuration_redefines_adds_and_reorders() {
    let text = "category-order = [\"Arc cloning\"]\n\
         [[category]]\nname = \"Auth\"\npaths = [\"crates/auth/**\"]\nnames = [\"JWT\"]\n\
         [[category]]\nname = \"Database operations\"\nnames = [\"ledger\"]\naccepted = true\nlimit = 3\n";
    for preset in ["", "preset = \"seed\"\n"] {
        let changed = categories(&format!("{preset}{text}")).expect("valid");
        assert_eq!(name(&changed, &place("crates/auth/src/a.rs", "a::f")), "Auth");
        assert_eq!(name(&changed, &place("src/jwt_keys.rs", "a::f")), "Auth");
        // What a configuration names decides alone.
        assert_eq!(name(&changed, &place("src/ledger.rs", "a::f")), "Database operations");
        assert_eq!(name(&changed, &place("src/sqlx.rs", "a::f")), "Other");
        let pool = About { cloned: owned(&["sqlx_core::pool::Pool"]), ..About::default() };
        assert_eq!(name(&changed, &Subject { about: &pool, ..place("src/a.rs", "a::f") }), "Other");
        let in_auth = Subject { class: TypeClass::Arc, ..place("crates/auth/src/a.rs", "a::f") };
        assert_eq!(name(&changed, &in_auth), "Arc cloning");
        let database = changed.find("database OPERATIONS").expect("built in");
        assert_eq!((database.accepted, database.limit), (true, Some(3)));
    }
}

#[test]
fn a_category_that_only_gets_a_limit_takes_what_it_took() {
    let limited = categories("[[category]]\nname = \"Configuration\"\nlimit = 3\n").expect("valid");
    let seen = Seen("app::f", TypeClass::Struct, &[], &["app::Settings"], &[]);
    assert_eq!(seen.category(&limited), "Configuration");
}

#[test]
fn impossible_categories_are_errors_that_name_them() {
    for (text, part) in [
        ("preset = \"seeds\"", "unknown variant `seeds`, expected `default` or `seed`"),
        ("[[category]]\nname = \"Empty\"", "Empty"),
        ("[[category]]\npaths = [\"**\"]", "no `name`"),
        ("[[category]]\nname = \"X\"\npaths = [\"a{\"]", "a{"),
        ("category-order = [\"Nope\"]", "Nope"),
        ("preset = \"seed\"\ncategory-order = [\"Cheap handles\"]", "Cheap handles"),
        ("[[category]]\nname = \"X\"\npaths = [\"a\"]\n[[category]]\nname = \"X\"\npaths = [\"b\"]", "twice"),
    ] {
        let error = format!("{:#}", categories(text).expect_err(text));
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn the_last_category_takes_everything_whatever_the_order() {
    let list = categories("category-order = [\"Other\", \"Collections\"]").expect("valid");
    assert_eq!(list.iter().last().map(|category| category.name.to_string()).as_deref(), Some(OTHER));
}
