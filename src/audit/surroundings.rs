//! All that the bodies of a file can see besides the file itself, as one hash: where it is the same in another state of the
//! workspace, so is what its sites are found to be.
//!
//! A body sees what the files of its target declare, and of the targets that its paths lead to in turn; libraries; what the
//! workspace implements for references; which packages there are, with what features and dependencies; and the numbers of all
//! of these, which results hold.

use std::collections::BTreeSet;

use crate::crate_map::{Generated, Index, Libraries, Shared};
use crate::source::{ContentHash, Dependencies, Dependency, Workspace};
use crate::syntax::hir::Names;

use super::memo::InSurroundings;
use super::place::{File, Files};

/// What decides about the surroundings of a workspace's targets.
#[derive(Debug)]
pub(super) struct Surroundings {
    /// What all have in common.
    common: String,
    /// Beside the targets: what those declare that each leads to, itself among them. `None` where that is not known.
    of_targets: Vec<Option<ContentHash>>,
}

impl Surroundings {
    /// Those of the targets of a state, and what it knows of libraries begins.
    pub(super) fn of(
        workspace: &Workspace,
        files: &Files,
        (shared, generated): (&[Shared], &BTreeSet<Generated>),
        dependencies: &Dependencies,
        (libraries, names): (&Libraries, &Names),
    ) -> Self {
        let lock = workspace.root.join("Cargo.lock");
        let lock = (workspace.sources.is_file(&lock), workspace.sources.content_id(&lock));
        let numbering = format!("{:?} {lock:?}", workspace.packages);
        let numbering = ContentHash::of(numbering.as_bytes());
        let changes = libraries.begin(numbering, names);
        let declared = declared(workspace, files, shared);
        let of_targets = reached(workspace, dependencies).into_iter().map(|reached| {
            changes?;
            let parts: Option<Vec<_>> =
                reached.iter().map(|target| Some((*target, declared[*target].as_ref()?))).collect();
            Some(ContentHash::of(format!("{:?}", parts?).as_bytes()))
        });
        Self { common: format!("{numbering:?} {changes:?} {shared:?} {generated:?}"), of_targets: of_targets.collect() }
    }

    /// Adds what is known when all is indexed.
    pub(super) fn add_index(&mut self, index: &Index<'_>) {
        self.common += &format!("{:?}", index.functions_implemented_for_references());
    }

    /// A file in its surroundings; `None` where these are not known.
    pub(super) fn around(&self, file: &File) -> Option<InSurroundings> {
        let seen = file.seen.as_ref()?;
        let target = file.placement.target?;
        let around = (&self.common, self.of_targets.get(target)?.as_ref()?, (&file.source.shown, &file.placement));
        Some((seen.content.clone(), *ContentHash::of(format!("{around:?}").as_bytes()).bytes()))
    }
}

/// Beside the targets: what their files declare, in the order in which they are taken in. `None` where one is not known by its
/// content.
fn declared(workspace: &Workspace, files: &Files, shared: &[Shared]) -> Vec<Option<String>> {
    use std::fmt::Write as _;
    let mut all: Vec<Option<String>> = workspace.targets().map(|_| Some(String::new())).collect();
    for (number, file) in files.all.iter().enumerate() {
        let also = shared.iter().filter(|shared| shared.file == number).map(|shared| shared.target);
        for target in file.placement.target.into_iter().chain(also) {
            let Some(declared) = all.get_mut(target) else { continue };
            // Of a file that cannot be looked at, nothing is declared.
            let part = file.facts.is_ok().then(|| file.seen.as_ref().map(|seen| seen.declared));
            if part == Some(None) {
                *declared = None;
            } else if let Some(text) = declared {
                // Writing to a text does not fail.
                let _ = writeln!(text, "{} {:?} {part:?}", file.source.shown, file.placement);
            }
        }
    }
    all
}

/// Beside the targets: those that its paths lead to, directly or through others.
fn reached(workspace: &Workspace, dependencies: &Dependencies) -> Vec<BTreeSet<usize>> {
    let targets: Vec<usize> = workspace.targets().map(|(package, _)| package).collect();
    let library = |package: usize| {
        let is_its_library = |(at, target): (usize, bool)| (at == package && target).then_some(());
        workspace.targets().position(|(at, target)| is_its_library((at, target.is_library)).is_some())
    };
    let libraries: Vec<Option<usize>> = (0..workspace.packages.len()).map(library).collect();
    let all = targets.iter().enumerate().map(|(target, package)| {
        let mut reached = BTreeSet::from([target]);
        let mut packages = vec![*package];
        let mut seen = BTreeSet::from([*package]);
        while let Some(package) = packages.pop() {
            for (_, dependency) in dependencies.of_member(package) {
                let Dependency::Member(member) = dependency else { continue };
                reached.extend(libraries[*member]);
                if seen.insert(*member) {
                    packages.push(*member);
                }
            }
        }
        reached
    });
    all.collect()
}
