//! Feeds changed texts to the program and looks for panics and for what does not end: source text, configurations, baselines
//! and kept audits. It runs for a few seconds within `cargo test`; by hand, for as long as one likes:
//!
//! ```sh
//! FUZZ_SECONDS=3600 FUZZ_SEEDS=$CARGO_HOME/registry/src cargo test --profile bench --test fuzz
//! ```
//!
//! Each round is numbered, and the same for the same number and the same seeds: `FUZZ_ROUND=17` starts there. What makes the
//! program panic is made smaller and kept in `target/tmp/fuzz`; the round at work is there as well, should the process be
//! killed. This is a process of its own, because it replaces the panic handler.

#![allow(clippy::unwrap_used, reason = "a panic with a line number is what a test wants")]
#![allow(clippy::print_stdout, reason = "this is a program: its output is what it has found")]

mod mutate;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use clone_audit::cli::{self, Host, Stream};
use clone_audit::{Categories, Config};
use mutate::{Random, mutated, smaller};

/// What has panicked since somebody looked: place and message.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// When the run that is at work was started, in milliseconds since the program was; 0 if none is.
static STARTED: AtomicU64 = AtomicU64::new(0);

/// Files of a round, as modules of one crate.
const FILES: usize = 300;

/// Configurations of a round.
const CONFIGURATIONS: usize = 100;

/// Baselines and kept audits of a round.
const DOCUMENTS: usize = 1;

/// What no run may take longer than. One of all files of a round takes a second or two.
const LONGEST: Duration = Duration::from_mins(2);

/// Seeds that are longer are cut: many small inputs find more than a few large ones.
const MOST_BYTES: usize = 4096;

/// How many files are seeds.
const MOST_SEEDS: usize = 10_000;

/// Commands that look at source text, one after the other.
const COMMANDS: &[&[&str]] = &[
    &["list", "--format", "json"],
    &["report"],
    &["types"],
    &["list", "--format", "sarif"],
    &["report", "--format", "html"],
    &["list"],
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        println!("fuzz: test");
        return ExitCode::SUCCESS;
    }
    // `cargo test NAME` asks every test program for tests of that name.
    let is_other = |argument: &String| !argument.starts_with('-') && !"fuzz".contains(argument.as_str());
    if arguments.iter().any(is_other) {
        return ExitCode::SUCCESS;
    }
    std::panic::set_hook(Box::new(|panic| {
        PANICS.lock().unwrap().push(panic.to_string());
    }));
    let seconds = number("FUZZ_SECONDS").unwrap_or(5);
    let begin = Instant::now();
    watch(begin);
    let mut fuzz = Fuzz::new(begin);
    let first = number("FUZZ_ROUND").unwrap_or(1);
    let mut round = first;
    // At least one, however slow the machine is.
    while round == first || begin.elapsed() < Duration::from_secs(seconds) {
        fuzz.round(round);
        round += 1;
    }
    let Counts { sources, configurations, documents } = fuzz.counts;
    println!(
        "fuzz: rounds {first} to {}: {sources} sources, {configurations} configurations, {documents} baselines and kept audits; \
         {} panics",
        round - 1,
        fuzz.found
    );
    if fuzz.found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{variable}={text} is no number")))
}

/// Ends the process if a run takes too long. What it was at work on is still there.
fn watch(begin: Instant) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let started = STARTED.load(Ordering::Relaxed);
            if started > 0 && begin.elapsed() > Duration::from_millis(started) + LONGEST {
                println!("fuzz: a run does not end; its files are in {}", folder().display());
                std::process::exit(1);
            }
        }
    });
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz")
}

#[derive(Default)]
struct Counts {
    sources: usize,
    configurations: usize,
    documents: usize,
}

struct Fuzz {
    begin: Instant,
    sources: Vec<String>,
    configurations: Vec<String>,
    counts: Counts,
    found: usize,
}

impl Fuzz {
    fn new(begin: Instant) -> Self {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        let seeds = std::env::var_os("FUZZ_SEEDS").map_or_else(|| own.join("fixtures"), PathBuf::from);
        let sources = texts(&seeds, "rs");
        assert!(!sources.is_empty(), "no sources in {}", seeds.display());
        let configurations = texts(own, "toml").into_iter().filter(|text| Config::parse(text).is_ok()).collect();
        for (path, text) in [
            ("Cargo.toml", "[package]\nname = \"fuzzed\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n"),
            ("src/lib.rs", ""),
        ] {
            write(&folder().join("work").join(path), text.as_bytes());
            write(&folder().join("small").join(path), text.as_bytes());
        }
        Self { begin, sources, configurations, counts: Counts::default(), found: 0 }
    }

    fn round(&mut self, round: u64) {
        let mut random = Random::new(round);
        self.try_sources(round, &mut random);
        self.try_configurations(round, &mut random);
        self.try_documents(round, &mut random);
    }

    fn try_sources(&mut self, round: u64, random: &mut Random) {
        let files: Vec<Vec<u8>> =
            (0..FILES).map(|_| mutated(random, &self.sources, mutate::RUST, MOST_BYTES)).collect();
        let command = COMMANDS[random.below(COMMANDS.len())];
        let work = folder().join("work");
        let panics = |files: &[&[u8]]| {
            std::fs::remove_dir_all(work.join("src")).unwrap();
            let declared: String = (0..files.len()).map(|at| format!("mod m{at};\n")).collect();
            write(&work.join("src/lib.rs"), declared.as_bytes());
            for (at, text) in files.iter().enumerate() {
                write(&work.join(format!("src/m{at}.rs")), text);
            }
            self.run(&work, &[command, &["--no-cache"]].concat())
        };
        let mut all: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
        let Some(panic) = panics(&all) else {
            self.counts.sources += FILES;
            return;
        };
        // Which of them? Often one alone does it.
        while all.len() > 1 {
            let (left, right) = all.split_at(all.len() / 2);
            let half = [left, right].into_iter().find(|half| panics(half).is_some());
            let Some(half) = half else { break };
            all = half.to_vec();
        }
        let mut least = all.concat();
        if let [only] = all[..] {
            least = only.to_vec();
            while let Some(text) = smaller(&least).into_iter().find(|text| panics(&[text]).is_some()) {
                least = text;
            }
        }
        self.counts.sources += FILES;
        self.report(round, &format!("`{}`", command.join(" ")), &panic, "rs", &least);
    }

    fn try_configurations(&mut self, round: u64, random: &mut Random) {
        for _ in 0..CONFIGURATIONS {
            let bytes = mutated(random, &self.configurations, mutate::DATA, MOST_BYTES);
            let text = String::from_utf8_lossy(&bytes);
            // A panic is noted by the handler; here it only must not end the process.
            let _ =
                std::panic::catch_unwind(|| Config::parse(&text).and_then(|config| Categories::new(&config)).is_ok());
            if let Some(panic) = noted() {
                self.report(round, "a configuration", &panic, "toml", text.as_bytes());
            }
            self.counts.configurations += 1;
        }
    }

    /// Baselines, kept audits and whole configurations, each beside a small package.
    fn try_documents(&mut self, round: u64, random: &mut Random) {
        let small = folder().join("small");
        let (baseline, kept) = (small.join("clone-baseline.json"), small.join("target/clone-audit/cache"));
        let code = "#[derive(Clone)]\npub struct S(String);\npub fn f(s: &S, t: &str) -> (S, String) {\n    (s.clone(), t.to_owned())\n}\n";
        write(&small.join("src/lib.rs"), code.as_bytes());
        for _ in 0..DOCUMENTS {
            let _ = std::fs::remove_file(small.join("clone-audit.toml"));
            let _ = std::fs::remove_file(&baseline);
            let _ = std::fs::remove_dir_all(&kept);
            self.run(&small, &["baseline", "save"]);
            let text = std::fs::read_to_string(&baseline).unwrap();
            let bytes = mutated(random, &[text], mutate::DATA, 1 << 20);
            write(&baseline, &bytes);
            let command = random.of(&[&["diff"][..], &["check"], &["baseline", "update"]]);
            if let Some(panic) = self.run(&small, command) {
                self.report(round, "a baseline", &panic, "json", &bytes);
            }
            let files = std::fs::read_dir(&kept).into_iter().flatten().map(|entry| entry.unwrap().path());
            let mut files: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
            files.sort();
            for file in files {
                let mut bytes = std::fs::read(&file).unwrap();
                for _ in 0..=random.below(3) {
                    let at = random.below(bytes.len());
                    match random.below(3) {
                        0 => bytes.truncate(at),
                        1 => bytes.insert(at, u8::MAX),
                        _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = byte.wrapping_add(1)),
                    }
                }
                write(&file, &bytes);
                if let Some(panic) = self.run(&small, &["list"]) {
                    self.report(round, "a kept audit", &panic, "bin", &bytes);
                }
            }
            let bytes = mutated(random, &self.configurations, mutate::DATA, MOST_BYTES);
            write(&small.join("clone-audit.toml"), &bytes);
            if let Some(panic) = self.run(&small, &["report"]) {
                self.report(round, "a configuration beside a package", &panic, "toml", &bytes);
            }
            self.counts.documents += 3;
        }
    }

    /// Runs a command; what has panicked.
    fn run(&self, folder: &Path, args: &[&str]) -> Option<String> {
        let nowhere = || Stream { to: Box::new(std::io::sink()), is_terminal: false };
        let host = Host {
            job_summary: None,
            folder: folder.to_owned(),
            out: nowhere(),
            err: nowhere(),
            width: 100,
            color: None,
            no_color: true,
            keeps_audits: true,
            owns_signals: false,
        };
        let args = ["cargo-clone-audit", "clone-audit"].iter().chain(args).map(Into::into);
        STARTED.store(u64::try_from(self.begin.elapsed().as_millis()).unwrap().max(1), Ordering::Relaxed);
        // The panic itself is noted by the handler.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| cli::run(args, host)));
        STARTED.store(0, Ordering::Relaxed);
        noted()
    }

    fn report(&mut self, round: u64, what: &str, panic: &str, extension: &str, input: &[u8]) {
        self.found += 1;
        let path = folder().join(format!("round-{round}-{}.{extension}", self.found));
        write(&path, input);
        println!("fuzz: round {round}: {what} panics: {panic}\n  {} bytes in {}", input.len(), path.display());
    }
}

/// The first panic since the last time.
fn noted() -> Option<String> {
    std::mem::take(&mut *PANICS.lock().unwrap()).into_iter().next()
}

/// The texts of files of an extension below a folder, in the order of their paths: of very many, every so-and-so-many-th.
fn texts(folder: &Path, extension: &str) -> Vec<String> {
    let mut paths = Vec::new();
    collect(folder, extension, &mut paths);
    let step = paths.len().div_ceil(MOST_SEEDS).max(1);
    paths.iter().step_by(step).filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

fn collect(folder: &Path, extension: &str, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut below: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    below.sort();
    for path in below.into_iter().filter(|path| !path.ends_with("target") && !path.ends_with(".git")) {
        if path.is_dir() {
            collect(&path, extension, paths);
        } else if path.extension().is_some_and(|found| found == extension) {
            paths.push(path);
        }
    }
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}
