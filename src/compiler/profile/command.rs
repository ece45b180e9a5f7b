//! The command whose program is profiled.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// Options that choose targets, alone and with a value: without them, a command of Cargo has its own.
const TARGET_FLAGS: &[&str] = &["--lib", "--bins", "--tests", "--examples", "--benches", "--all-targets"];
const TARGETS_BY_NAME: &[&str] = &["--bin", "--test", "--example", "--bench"];
/// Other options that decide what is compiled, as Cargo's commands have them in common: alone, and with a value.
const FLAGS: &[&str] = &[
    "--release",
    "-r",
    "--all-features",
    "--no-default-features",
    "--workspace",
    "--all",
    "--locked",
    "--offline",
    "--frozen",
    "--ignore-rust-version",
];
const WITH_VALUE: &[&str] = &[
    "--features",
    "-F",
    "--package",
    "-p",
    "--exclude",
    "--target",
    "--profile",
    "--cargo-profile",
    "--config",
    "--jobs",
    "-j",
    "-Z",
];
/// Options with a value, which decides nothing of what is compiled.
const OTHERS_WITH_VALUE: &[&str] = &["--color", "--message-format", "--artifact-dir", "--lockfile-path"];

/// What runs the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Runner {
    /// Cargo, by one of its commands.
    Cargo {
        /// The command.
        kind: CargoCommand,
        /// What is behind it.
        arguments: Vec<String>,
    },
    /// Any program, when Cargo has built what these options say.
    Program {
        /// The program and its arguments.
        command: Vec<String>,
        /// Options of `cargo build`.
        options: Vec<String>,
    },
}

/// A command of Cargo that builds programs and runs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CargoCommand {
    Run,
    Test,
    Bench,
    Nextest,
}

impl CargoCommand {
    /// The words behind `cargo`.
    pub(super) const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Run => &["run"],
            Self::Test => &["test"],
            Self::Bench => &["bench"],
            Self::Nextest => &["nextest", "run"],
        }
    }
}

impl Runner {
    /// A Cargo command as it is typed, with or without `cargo` before it; `options` are added.
    ///
    /// # Errors
    /// Another command, or one that names another workspace.
    pub(crate) fn cargo(words: &[String], options: Vec<String>) -> Result<Self> {
        let words = words.strip_prefix(&["cargo".to_owned()][..]).unwrap_or(words);
        let names: Vec<&str> = words.iter().map(String::as_str).collect();
        let (kind, length) = match names[..] {
            ["run" | "r", ..] => (CargoCommand::Run, 1),
            ["test" | "t", ..] => (CargoCommand::Test, 1),
            ["bench", ..] => (CargoCommand::Bench, 1),
            ["nextest", "run" | "r", ..] => (CargoCommand::Nextest, 2),
            _ => bail!(
                "`{}` is none of the Cargo commands run, test, bench and nextest run; `profile --exec -- PROGRAM` runs any \
                 program after `cargo build`",
                words.join(" ")
            ),
        };
        let before_program = || words[length..].iter().take_while(|word| *word != "--");
        for other in ["--manifest-path", "--target-dir"] {
            if before_program().any(|word| word.split('=').next() == Some(other)) {
                bail!("{other} belongs before the `--`: cargo clone-audit profile --manifest-path PATH -- COMMAND");
            }
        }
        Ok(Self::Cargo { kind, arguments: options.into_iter().chain(words[length..].iter().cloned()).collect() })
    }

    /// As it is typed.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Cargo { kind, arguments } => {
                let words = kind.words().iter().copied().chain(arguments.iter().map(String::as_str));
                std::iter::once("cargo").chain(words).collect::<Vec<_>>().join(" ")
            }
            Self::Program { command, .. } => command.join(" "),
        }
    }

    /// What kind of targets is built, and with which options.
    fn compiled(&self) -> (CargoCommand, Vec<String>) {
        match self {
            Self::Cargo { kind, arguments } => (*kind, compile_options(*kind, arguments)),
            Self::Program { options, .. } => (CargoCommand::Run, options.clone()),
        }
    }

    /// Arguments of Cargo by which all is built that the command runs: one after the other, each with what the one before has
    /// left. The first goes on where something does not compile.
    pub(super) fn builds(&self) -> Vec<Vec<String>> {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let (kind, options) = self.compiled();
        let name = |option: &String| option.split('=').next().unwrap_or_default().to_owned();
        let chooses_targets = options.iter().map(name).any(|name| {
            let name = name.as_str();
            TARGET_FLAGS.contains(&name) || TARGETS_BY_NAME.contains(&name)
        });
        let mut first = owned(&["build", "--keep-going"]);
        let mut second = None;
        match kind {
            CargoCommand::Run => {}
            CargoCommand::Test | CargoCommand::Nextest => {
                first.extend((!chooses_targets).then(|| "--tests".to_owned()));
                second = Some(owned(&["test", "--no-run"]));
            }
            CargoCommand::Bench => {
                first.extend((!chooses_targets).then(|| "--benches".to_owned()));
                first.extend(value_of(&options, "--profile").is_none().then(|| "--profile=bench".to_owned()));
                second = Some(owned(&["bench", "--no-run"]));
            }
        }
        std::iter::once(first).chain(second).map(|words| [words.as_slice(), &options].concat()).collect()
    }

    /// The name of Cargo's profile, and the folder below the target folder that it builds into.
    pub(crate) fn profile(&self) -> (String, PathBuf) {
        let (kind, options) = self.compiled();
        let is_release = options.iter().any(|option| option == "--release" || option == "-r");
        let named = value_of(&options, "--profile");
        let profile = named.unwrap_or(match kind {
            _ if is_release => "release",
            CargoCommand::Bench => "bench",
            CargoCommand::Test | CargoCommand::Nextest => "test",
            CargoCommand::Run => "dev",
        });
        let folder = match profile {
            "dev" | "test" => "debug",
            "release" | "bench" => "release",
            other => other,
        };
        let triple = value_of(&options, "--target").map_or_else(PathBuf::new, PathBuf::from);
        (profile.to_owned(), triple.join(folder))
    }

    /// The target that it compiles for, where that is said.
    pub(crate) fn target(&self) -> Option<String> {
        let (_, options) = self.compiled();
        value_of(&options, "--target").map(str::to_owned)
    }
}

/// The value of an option.
fn value_of<'o>(options: &'o [String], name: &str) -> Option<&'o str> {
    let at = options.iter().position(|option| option.split('=').next() == Some(name))?;
    match options[at].split_once('=') {
        Some((_, value)) => Some(value),
        None => options.get(at + 1).map(String::as_str),
    }
}

/// Those of a command's arguments that decide what is compiled.
fn compile_options(kind: CargoCommand, arguments: &[String]) -> Vec<String> {
    let mut options = Vec::new();
    let mut rest = arguments.iter().take_while(|argument| *argument != "--");
    while let Some(argument) = rest.next() {
        let name = argument.split('=').next().unwrap_or(argument);
        // What is called a profile there are settings of its own.
        let is_other = kind == CargoCommand::Nextest && matches!(name, "--profile" | "-P" | "--config");
        let has_value = WITH_VALUE.contains(&name) || TARGETS_BY_NAME.contains(&name);
        let takes_value = has_value && !argument.contains('=');
        if is_other {
            if takes_value {
                rest.next();
            }
        } else if FLAGS.contains(&name) || TARGET_FLAGS.contains(&name) || has_value {
            let cargo_profile = argument.strip_prefix("--cargo-profile");
            options.push(cargo_profile.map_or_else(|| argument.clone(), |rest| format!("--profile{rest}")));
            options.extend(takes_value.then(|| rest.next().cloned()).flatten());
        } else if OTHERS_WITH_VALUE.contains(&name) {
            if !argument.contains('=') {
                rest.next();
            }
        } else if name.starts_with("-F") || name.starts_with("-p") || name.starts_with("-j") {
            // `-pname`
            options.push(argument.clone());
        } else if kind == CargoCommand::Run && !name.starts_with('-') {
            // What comes first without a dash is the program's.
            break;
        }
    }
    options
}

/// The program that a word names: where it is the path of something in the workspace's target folder, the program of that
/// name that was built here instead.
///
/// # Errors
/// None of that name was built.
pub(super) fn program(word: &str, folder: &Path, workspace_target: &Path, built: &[PathBuf]) -> Result<PathBuf> {
    let path = folder.join(word);
    if !path.starts_with(workspace_target) {
        return Ok(PathBuf::from(word));
    }
    match built.iter().find(|program| program.file_name() == path.file_name()) {
        Some(program) => Ok(program.clone()),
        None => bail!(
            "{word} is none of the programs that `cargo build` made, so its clones would not be counted; options such as \
             --release choose what it makes"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    fn builds(text: &str) -> Vec<String> {
        let runner = Runner::cargo(&words(text), Vec::new()).expect("a Cargo command");
        runner.builds().iter().map(|words| words.join(" ")).collect()
    }

    #[test]
    fn what_a_command_runs_is_built_with_the_same_options() {
        assert_eq!(builds("run --release -- --release -p x"), ["build --keep-going --release"]);
        assert_eq!(builds("cargo r -p demo --bin=tool input -p x"), ["build --keep-going -p demo --bin=tool"]);
        assert_eq!(
            builds("test --features a,b name"),
            ["build --keep-going --tests --features a,b", "test --no-run --features a,b"]
        );
        assert_eq!(builds("run --color always --release"), ["build --keep-going --release"]);
        // `--timings` has no value but behind `=`.
        assert_eq!(builds("run --timings --release"), ["build --keep-going --release"]);
        assert_eq!(builds("t --test it"), ["build --keep-going --test it", "test --no-run --test it"]);
        assert_eq!(builds("bench"), ["build --keep-going --benches --profile=bench", "bench --no-run"]);
        assert_eq!(
            builds("nextest run --profile ci --cargo-profile release -E all()"),
            ["build --keep-going --tests --profile release", "test --no-run --profile release"]
        );
    }

    #[test]
    fn what_cannot_be_run_is_refused_with_a_remedy() {
        for (text, remedy) in
            [("clippy", "--exec"), ("", "--exec"), ("run --manifest-path x/Cargo.toml", "before the `--`")]
        {
            let error = Runner::cargo(&words(text), Vec::new()).expect_err(text);
            assert!(error.to_string().contains(remedy), "{error}");
        }
        assert!(Runner::cargo(&words("run -- --manifest-path x"), Vec::new()).is_ok());
    }

    #[test]
    fn the_profile_and_its_folder_follow_from_the_command() {
        let of = |text: &str| {
            let (profile, folder) = Runner::cargo(&words(text), Vec::new()).expect("a Cargo command").profile();
            (profile, folder.display().to_string())
        };
        for (text, profile, folder) in [
            ("run", "dev", "debug"),
            ("run -r", "release", "release"),
            ("test", "test", "debug"),
            ("bench", "bench", "release"),
            ("run --profile=dist --target x86_64-unknown-linux-musl", "dist", "x86_64-unknown-linux-musl/dist"),
        ] {
            assert_eq!(of(text), (profile.to_owned(), folder.to_owned()), "{text}");
        }
    }
}
