//! Several workspaces in one audit: paths and packages stand behind the workspace's name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::{Result, bail};

use crate::model::{Audit, TypeOrigin, TypeRow};

use super::part::{About, Audited, Part};
use super::{join, settle};

/// Whether a workspace may be called so: the name is the first part of paths.
///
/// # Errors
/// It may not.
pub(crate) fn checked(name: &str) -> Result<&str> {
    if name.is_empty() || name == "." || name == ".." || name.contains(['/', '\\', '=']) {
        bail!("{name:?} cannot be the name of a workspace; give it one without `/`, `\\` and `=`");
    }
    Ok(name)
}

/// One audit of several workspaces.
pub(super) fn together(parts: Vec<Part>) -> (Vec<About>, Audit, Vec<TypeRow>) {
    let (mut workspaces, mut audit, mut types) = (Vec::new(), Audit::default(), Vec::new());
    audit.all_packages = parts.iter().all(|part| part.audit.all_packages);
    for mut part in parts {
        let name = part.about.name.clone();
        let behind = |text: &str| format!("{name}/{text}");
        rename(&mut part.audit, &mut part.types, &behind);
        join::add(&mut audit, part.audit, types.len());
        types.append(&mut part.types);
        workspaces.push(part.about);
    }
    audit.packages.sort_by(|a, b| a.name.cmp(&b.name));
    // Types of dependencies and of the standard library are the same ones everywhere.
    settle::unify(&mut audit, &mut types);
    (workspaces, audit, types)
}

/// The workspaces of a document, each with paths and packages of its own.
///
/// # Errors
/// Something stands behind the name of no workspace.
pub(super) fn apart(audited: Audited, origin: &str) -> Result<Vec<Part>> {
    let Audited { mut workspaces, audit, types } = audited;
    for about in &workspaces {
        checked(&about.name)?;
    }
    if workspaces.len() == 1 {
        let about = workspaces.remove(0);
        return Ok(vec![part(about, audit, types, origin)]);
    }
    let mut parts: BTreeMap<String, Audit> = BTreeMap::new();
    for about in &workspaces {
        if parts.insert(about.name.clone(), Audit::default()).is_some() {
            bail!("it has two workspaces {:?}", about.name);
        }
    }
    distribute(audit, &mut parts)?;
    let mut apart = Vec::new();
    for about in workspaces {
        let mut audit = parts.remove(&about.name).unwrap_or_default();
        let start = format!("{}/", about.name);
        let cloned: BTreeSet<u32> = audit.sites.iter().filter_map(|site| Some(site.cloned.adt?.at)).collect();
        let is_own = |row: &TypeRow| row.origin == TypeOrigin::Workspace && row.package.starts_with(&start);
        let mut own: Vec<TypeRow> =
            types.iter().filter(|row| is_own(row) || cloned.contains(&row.adt.at)).cloned().collect();
        settle::number_types(&mut audit, &mut own);
        rename(&mut audit, &mut own, &|text| text.strip_prefix(&start).unwrap_or(text).to_owned());
        apart.push(part(about, audit, own, origin));
    }
    Ok(apart)
}

fn part(about: About, audit: Audit, types: Vec<TypeRow>, origin: &str) -> Part {
    let origins = audit.packages.iter().map(|package| (Arc::clone(&package.name), origin.to_owned())).collect();
    Part { about, audit, types, origins, origin: origin.to_owned() }
}

/// Gives each workspace what stands behind its name.
fn distribute(audit: Audit, parts: &mut BTreeMap<String, Audit>) -> Result<()> {
    macro_rules! each {
        ($($field:ident by $($name:ident).+;)+) => {
            $(for one in audit.$field {
                let workspace = one.$($name).+.split('/').next().unwrap_or_default();
                let Some(part) = parts.get_mut(workspace) else {
                    bail!("{:?} stands behind the name of no workspace", one.$($name).+);
                };
                part.$field.push(one);
            })+
        };
    }
    each! {
        sites by location.path;
        candidates by path;
        mentions by path;
        files by path;
        packages by name;
        skipped by path;
        degraded by path;
        unfinished by path;
        left_out by path;
        compiled_left_out by path;
        orphans by path;
        problems by path;
    }
    Ok(())
}

/// Changes all names of packages and all paths.
fn rename(audit: &mut Audit, types: &mut [TypeRow], change: &dyn Fn(&str) -> String) {
    let shared = |text: &mut Arc<str>| *text = Arc::from(change(text));
    let owned = |text: &mut String| *text = change(text);
    let Audit { sites, candidates, mentions, files, packages, type_findings, problems, .. } = audit;
    for site in sites {
        shared(&mut site.location.path);
        shared(&mut site.package);
    }
    for candidate in candidates {
        shared(&mut candidate.path);
        shared(&mut candidate.package);
    }
    for mention in mentions {
        owned(&mut mention.path);
        owned(&mut mention.package);
    }
    for file in files {
        shared(&mut file.path);
        shared(&mut file.package);
    }
    for package in packages {
        shared(&mut package.name);
    }
    for found in type_findings {
        shared(&mut found.path);
        shared(&mut found.package);
    }
    for problem in problems {
        shared(&mut problem.path);
    }
    for left in [&mut audit.skipped, &mut audit.degraded, &mut audit.left_out, &mut audit.compiled_left_out] {
        for file in left {
            owned(&mut file.path);
        }
    }
    for code in &mut audit.unfinished {
        owned(&mut code.path);
    }
    for orphan in &mut audit.orphans {
        owned(&mut orphan.path);
    }
    for row in types.iter_mut().filter(|row| row.origin == TypeOrigin::Workspace) {
        shared(&mut row.package);
        shared(&mut row.library);
        row.path.iter_mut().for_each(shared);
    }
}
