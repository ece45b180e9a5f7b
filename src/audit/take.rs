//! A file's sites, put together from what is known of them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::categories::{Categories, Place};
use crate::model::{
    Audit, Candidate, Caution, Degraded, FileFigures, Fingerprint, Mention, Purpose, Site, Spelling, impact,
};
use crate::rules::Rules;
use crate::source::SourceFile;
use crate::syntax::{FileFacts, RawSite};
use crate::types::Known;
use crate::workspace::Placement;

use super::judge::{Judged, finding};
use super::suppress::Directives;
use super::{Options, reported};

/// What is known of a file.
pub(super) struct Taking<'a> {
    pub(super) file: &'a SourceFile,
    pub(super) package: &'a Arc<str>,
    pub(super) placement: &'a Placement,
    pub(super) rules: &'a Rules,
    pub(super) categories: &'a Categories,
}

impl Taking<'_> {
    /// Takes in what a scan found.
    pub(super) fn take(
        &self,
        audit: &mut Audit,
        facts: FileFacts,
        mut judged: HashMap<u32, Judged>,
        mut directives: Directives,
        options: &Options<'_>,
    ) {
        let Self { file, package, placement, .. } = *self;
        audit.items.insert(Fingerprint::of(&[package, &placement.module]));
        audit.items.extend(facts.items.iter().map(|local| Fingerprint::of(&[package, &self.item(local)])));
        for raw in facts.sites {
            let judged = judged.remove(&raw.name_byte);
            let is_owned = judged.as_ref().is_some_and(|judged| judged.inferred.is_owned);
            if raw.spelling != Spelling::Implicit || is_owned {
                let site = self.site(raw, judged, &facts.import_roots, &mut directives, options);
                audit.sites.push(site);
            } else {
                audit.candidates.push(Candidate {
                    package: Arc::clone(package),
                    item: self.item(&raw.item),
                    name_line: raw.span.name.0,
                    receiver: raw.receiver,
                    path: Arc::clone(&file.shown),
                });
            }
        }
        if !options.only_places {
            audit.problems.extend(directives.problems(file, self.rules));
        }
        audit.mentions.extend(facts.mentions.into_iter().map(|text| Mention {
            package: package.to_string(),
            path: file.shown.to_string(),
            text,
        }));
        if let Some(reason) = facts.parse_error {
            audit.degraded.push(Degraded { path: file.shown.to_string(), reason });
        }
        audit.files.push(FileFigures {
            path: Arc::clone(&file.shown),
            package: Arc::clone(package),
            lines: facts.lines,
            grep_lines: facts.grep_lines,
            reached: placement.reached,
        });
    }

    /// The path of an item, from its path within the file.
    fn item(&self, local: &str) -> String {
        let module = &self.placement.module;
        if local.is_empty() { module.to_owned() } else { format!("{module}::{local}") }
    }

    fn site(
        &self,
        raw: RawSite,
        judged: Option<Judged>,
        imports: &[String],
        directives: &mut Directives,
        options: &Options<'_>,
    ) -> Site {
        let unknown = if options.with_cautions { vec![Caution::Unknown] } else { Vec::new() };
        let (known, head, type_source, cautions, opinion) = match judged {
            Some(Judged { inferred, opinion }) => {
                (inferred.known, inferred.head, inferred.source, inferred.cautions, opinion)
            }
            None => (Known::NOTHING, None, None, unknown, super::judge::Opinion::default()),
        };
        let lines = [raw.span.start.0, raw.span.name.0];
        let mut site = self.plain(raw, known, imports);
        (site.head, site.type_source, site.cautions) = (head, type_source, cautions);
        site.loops = opinion.loops;
        site.impact = impact(site.cost, site.loops, site.scope);
        let is_documented = directives.is_documented(&lines);
        let found = opinion.found.into_iter().chain(self.rules.at_site(&site, is_documented));
        site.findings = found.map(finding).collect();
        directives.suppress(&lines, &mut site.findings);
        site.rules = reported(&site.findings);
        let is_allowed = site.rules.is_empty() && !site.findings.is_empty();
        site.purpose = if is_documented || is_allowed { Some(Purpose::Documented) } else { opinion.purpose };
        site
    }

    /// A site before anything is thought of it.
    fn plain(&self, raw: RawSite, known: Known, imports: &[String]) -> Site {
        let Self { file, package, placement, categories, .. } = *self;
        let item = self.item(&raw.item);
        let scope = raw.scope.unwrap_or(placement.scope).max(placement.scope);
        let class = known.class;
        let category =
            categories.of(&Place { scope, class, path: &file.shown, item: &item, ty: known.text.as_deref(), imports });
        Site {
            path: Arc::clone(&file.shown),
            line: raw.span.start.0,
            column: raw.span.start.1,
            end_line: raw.span.end.0,
            end_column: raw.span.end.1,
            name_line: raw.span.name.0,
            name_column: raw.span.name.1,
            spelling: raw.spelling,
            expression: raw.expression,
            fingerprint: Fingerprint::of(&[package, &item, &raw.receiver]).to_string(),
            item,
            package: Arc::clone(package),
            scope,
            type_source: None,
            ty: known.text,
            head: None,
            class,
            cost: known.cost,
            category: Arc::clone(&category.name),
            contexts: raw.contexts,
            loops: 0,
            impact: 0,
            purpose: None,
            rules: Vec::new(),
            findings: Vec::new(),
            proof: None,
            in_macro: raw.in_macro,
            receiver: raw.receiver,
            grep_line: raw.grep_line,
            bytes: raw.span.bytes,
            anatomy: raw.anatomy,
            function: raw.function,
            in_definition: raw.in_definition,
            cautions: Vec::new(),
        }
    }
}
