//! The crates that are linked to a profiled program: written out and compiled by the compiler of the workspace.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::model::Quoted;

/// The crate that counts.
pub(super) const PROBE: &str = "clone_audit_probe";
/// The crate that brings its allocator.
pub(super) const ALLOCATOR: &str = "clone_audit_alloc";

/// Their files. They are no part of this program.
const FILES: &[(&str, &str)] = &[
    ("allocator.rs", include_str!("runtime/allocator.rs")),
    ("clock.rs", include_str!("runtime/clock.rs")),
    ("file.rs", include_str!("runtime/file.rs")),
    ("format.rs", include_str!("format.rs")),
    ("heap.rs", include_str!("runtime/heap.rs")),
    ("probe.rs", include_str!("runtime/probe.rs")),
    ("site.rs", include_str!("runtime/site.rs")),
    ("thread.rs", include_str!("runtime/thread.rs")),
];

/// The compiled crates.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    folder: PathBuf,
}

impl Probe {
    /// Compiles them into a folder, as the compiler does that is asked from `workspace`. Where that has been done, and
    /// compiler and sources are the same, nothing is done. Otherwise what was `built` with others goes: Cargo does not know
    /// that it depends on them.
    ///
    /// # Errors
    /// The folder cannot be written to, the compiler cannot be run, or it is too old.
    pub(super) fn compile(
        folder: &Path,
        built: &Path,
        workspace: &Path,
        compiler: &str,
        target: Option<&str>,
    ) -> Result<Self> {
        let folder = folder.to_owned();
        let context = || format!("cannot write to {}", folder.display());
        fs::create_dir_all(&folder).with_context(context)?;
        let mut parts = vec![compiler, target.unwrap_or_default()];
        parts.extend(FILES.iter().map(|(_, text)| *text));
        let stamp = crate::model::Fingerprint::of(&parts).to_string();
        let stamp_path = folder.join("stamp");
        if fs::read_to_string(&stamp_path).is_ok_and(|known| known == stamp) {
            return Ok(Self { folder });
        }
        // Whatever ends this early, the next run does all of it again.
        let _ = fs::remove_file(&stamp_path);
        if built.exists() {
            fs::remove_dir_all(built).with_context(|| format!("cannot remove {}", built.display()))?;
        }
        for (name, text) in FILES {
            fs::write(folder.join(name), text).with_context(context)?;
        }
        let probe = Self { folder };
        probe.rustc(workspace, PROBE, "probe.rs", target)?;
        probe.rustc(workspace, ALLOCATOR, "allocator.rs", target)?;
        fs::write(&stamp_path, stamp).with_context(|| format!("cannot write {}", stamp_path.display()))?;
        Ok(probe)
    }

    fn rustc(&self, workspace: &Path, name: &str, file: &str, target: Option<&str>) -> Result<()> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let mut command = Command::new(&rustc);
        command.current_dir(workspace).args([
            "--crate-name",
            name,
            "--crate-type=rlib",
            "--edition=2021",
            "--cap-lints=allow",
        ]);
        command.args(["-C", "opt-level=3", "-C", "debuginfo=0"]).arg("--out-dir").arg(&self.folder);
        command.arg("-L").arg(self.search_path()).arg(self.folder.join(file));
        if let Some(target) = target {
            command.arg("--target").arg(target);
        }
        if name == ALLOCATOR {
            command.arg("--extern").arg(self.extern_of(PROBE));
        }
        let output = command.output().with_context(|| format!("cannot run {}", rustc.display()))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(anyhow::Error::new(Quoted::below(&said))
            .context("the compiler cannot compile what counts the clones; Rust 1.66 or newer is needed"))
    }

    /// Puts them into a folder in which every crate looks for what its dependencies need.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub(super) fn link_from(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        for name in [PROBE, ALLOCATOR] {
            let file = format!("lib{name}.rlib");
            let to = folder.join(&file);
            if !to.is_file() {
                fs::copy(self.folder.join(&file), &to).with_context(|| format!("cannot write {}", to.display()))?;
            }
        }
        Ok(())
    }

    fn search_path(&self) -> String {
        format!("dependency={}", self.folder.display())
    }

    fn extern_of(&self, name: &str) -> String {
        format!("{name}={}", self.folder.join(format!("lib{name}.rlib")).display())
    }

    /// Flags of rustc and rustdoc by which a crate can name both.
    pub(super) fn flags(&self) -> Vec<String> {
        let (probe, allocator) = (self.extern_of(PROBE), self.extern_of(ALLOCATOR));
        ["--extern", &probe, "--extern", &allocator, "-L", &self.search_path()].map(str::to_owned).to_vec()
    }
}
