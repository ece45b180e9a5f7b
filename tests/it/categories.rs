//! Categories of whole workspaces: what types, calls and imports say, and which rows tables show.

use serde_json::Value;

use crate::support;

/// A package with a driver, a client of a broker and the code, whose lines end with their sites' categories.
fn workspace(configuration: &str, code: &[(&str, &str)]) -> tempfile::TempDir {
    let package = |name: &str, dependencies: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n{dependencies}")
    };
    let path = |name: &str| format!("{name} = {{ path = \"../{name}\" }}\n");
    let app = package("app", &(path("sqlx") + &path("lapin")));
    let (sqlx, lapin) = (package("sqlx", ""), package("lapin", ""));
    let mut files = vec![
        ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"sqlx\", \"lapin\"]\nresolver = \"2\"\n"),
        ("app/Cargo.toml", &app),
        ("sqlx/Cargo.toml", &sqlx),
        ("lapin/Cargo.toml", &lapin),
        ("sqlx/src/lib.rs", SQLX),
        ("lapin/src/lib.rs", "pub struct Channel;\nimpl Channel {\n    pub fn publish(&self, queue: String) {}\n}\n"),
    ];
    if !configuration.is_empty() {
        files.push(("clone-audit.toml", configuration));
    }
    files.extend(code);
    support::tree(&files)
}

const SQLX: &str = "\
#[derive(Clone)]
pub struct Pool(std::sync::Arc<u8>);
pub struct Query;
pub fn query(text: &str) -> Query { Query }
impl Query {
    pub fn bind<T>(self, value: T) -> Self { self }
    pub fn run(self, pool: &Pool) {}
}
";

/// What stands behind `//~`, and what the list says: category by file and line.
fn wanted_and_found(folder: &std::path::Path, code: &[(&str, &str)]) -> [Vec<String>; 2] {
    let mut wanted = Vec::new();
    for (path, text) in code {
        for (line, text) in (1..).zip(text.lines()) {
            let marker = text.split_once("//~ ").map(|(_, category)| format!("{path}:{line} {category}"));
            wanted.extend(marker);
        }
    }
    let list = support::json(folder, &["list"]);
    let of_site = |site: &Value| {
        let (path, category) = (site["path"].as_str().unwrap(), site["category"].as_str().unwrap());
        (path.starts_with("app/")).then(|| format!("{path}:{} {category}", site["name_line"]))
    };
    let found = list["sites"].as_array().unwrap().iter().filter_map(of_site).collect();
    [wanted, found]
}

const CODE: &[(&str, &str)] = &[
    (
        "app/src/config.rs",
        "\
#[derive(Clone)]
pub struct Database {
    pub url: String,
}
pub fn url(database: &Database) -> String {
    database.url.clone() //~ Configuration
}
",
    ),
    (
        "app/src/db.rs",
        "\
use sqlx::query;
pub fn all(names: &[String]) -> Vec<String> {
    names.to_vec().clone() //~ Database operations
}
",
    ),
    (
        "app/src/job_queue.rs",
        "\
use std::collections::VecDeque;
pub struct JobQueue {
    jobs: VecDeque<String>,
}
impl JobQueue {
    pub fn push(&mut self, job: &String) {
        self.jobs.push_back(job.clone()); //~ String operations
    }
    pub fn jobs(&self) -> VecDeque<String> {
        self.jobs.clone() //~ Collections
    }
}
",
    ),
    (
        "app/src/lib.rs",
        "\
mod config;
mod db;
mod job_queue;
mod settings;
use std::sync::Arc;

#[derive(Clone)]
pub struct AppConfig {
    pub name: String,
}
#[derive(Clone)]
pub struct Row(String);
pub struct App {
    config: Arc<AppConfig>,
    pool: sqlx::Pool,
    channel: lapin::Channel,
}
impl App {
    pub fn pool(&self) -> sqlx::Pool {
        self.pool.clone() //~ Database operations
    }
    pub fn find(&self, name: &String) {
        sqlx::query(\"select\").bind(name.clone()).run(&self.pool); //~ Database operations
    }
    pub fn announce(&self, queue: &String) {
        self.channel.publish(queue.clone()); //~ Message queue
    }
    pub fn name(&self) -> String {
        self.config.name.clone() //~ Configuration
    }
    pub fn config(&self) -> Arc<AppConfig> {
        Arc::clone(&self.config) //~ Configuration
    }
    pub fn renamed(name: &String) -> AppConfig {
        AppConfig { name: name.clone() } //~ Configuration
    }
}
pub fn share(row: &Arc<Row>, text: &String, pool: sqlx::Pool) -> (Arc<Row>, Row, String) {
    let kept = keep(pool, text.clone()); //~ String operations
    let owned = (**row).clone(); //~ Workspace structs
    (row.clone(), owned, kept) //~ Arc cloning
}
fn keep(pool: sqlx::Pool, text: String) -> String {
    text
}
pub fn twice<T: Clone>(value: &T) -> T {
    value.clone() //~ Generic values
}
pub fn sender(sender: &std::sync::mpsc::Sender<AppConfig>) -> std::sync::mpsc::Sender<AppConfig> {
    sender.clone() //~ Cheap handles
}
",
    ),
    (
        "app/src/settings.rs",
        "\
#[derive(Clone)]
pub struct SettingsPage {
    title: String,
}
pub fn title(page: &SettingsPage) -> (String, SettingsPage) {
    (page.title.clone(), copy(page)) //~ String operations
}
fn copy(page: &SettingsPage) -> SettingsPage {
    page.clone() //~ Workspace structs
}
",
    ),
];

#[test]
fn types_calls_and_imports_say_what_code_is_about() {
    let folder = workspace("", CODE);
    let [wanted, found] = wanted_and_found(folder.path(), CODE);
    assert_eq!(found, wanted);
}

/// By their words alone, the queue in memory and the page about settings have a category of their own.
#[test]
fn the_seed_preset_goes_by_words() {
    let folder = workspace("preset = \"seed\"\n", CODE);
    let [_, found] = wanted_and_found(folder.path(), CODE);
    let of = |file: &str| -> Vec<&str> {
        let sites = found.iter().filter(|site| site.starts_with(file));
        sites.map(|site| site.split_once(' ').unwrap().1).collect()
    };
    assert_eq!(of("app/src/config.rs"), ["Configuration"]);
    assert_eq!(of("app/src/db.rs"), ["Database operations"]);
    assert_eq!(of("app/src/job_queue.rs"), ["Message queue", "Message queue"]);
    assert_eq!(of("app/src/settings.rs"), ["Configuration", "Configuration"]);
}

#[test]
fn tables_show_categories_with_clones_or_something_to_reach() {
    let code = [("app/src/lib.rs", "pub fn f(text: &String) -> String {\n    text.clone()\n}\n")];
    let limits = "[[category]]\nname = \"Collections\"\ntarget = 2\n[[category]]\nname = \"Copy types\"\nlimit = 3\n";
    let folder = workspace(limits, &code);
    let shown = |args: &[&str]| {
        let (code, out, err) = support::run(folder.path(), args);
        assert_eq!(code, 0, "{err}");
        ["Test code", "Arc cloning", "String operations", "Collections", "Copy types", "Other"]
            .map(|name| out.contains(&format!(" {name} ")))
    };
    let expected = [false, false, true, true, true, false];
    assert_eq!(shown(&["report"]), expected);
    assert_eq!(shown(&["report", "--format", "markdown"]), expected);
    let report = support::json(folder.path(), &["report"]);
    assert_eq!(report["by_category"].as_array().unwrap().len(), 13);
}
