//! A site by its file and place.

use std::sync::Arc;

use crate::categories::{Categories, Home, Subject};
use crate::crate_map::Placement;
use crate::model::{About, Assessment, Cloned, Fingerprint, Location, Site, SiteContext};
use crate::source::{SourceFile, Workspace};
use crate::syntax::RawSite;
use crate::types::Known;

/// What the place of a file says of its sites.
pub(super) struct FileCx<'a> {
    pub(super) file: SourceFile,
    pub(super) package: Arc<str>,
    pub(super) placement: Placement,
    categories: &'a Categories,
    home: Home,
}

impl<'a> FileCx<'a> {
    pub(super) fn new(
        workspace: &Workspace,
        file: SourceFile,
        placement: Placement,
        categories: &'a Categories,
    ) -> Self {
        let package = Arc::clone(&workspace.packages[file.package].name);
        let home = Home::new(&workspace.packages[file.package]);
        Self { file, package, placement, categories, home }
    }

    /// The path of an item, from its path within the file.
    pub(super) fn item(&self, local: &str) -> String {
        let module = &self.placement.module;
        if local.is_empty() { module.to_owned() } else { format!("{module}::{local}") }
    }

    /// A site of which no more is known.
    pub(super) fn site(&self, raw: RawSite, known: Known, imports: &[String], about: &About) -> Site {
        let Self { file, package, placement, categories, home } = self;
        let item = self.item(&raw.item);
        let scope = raw.scope_in(placement.scope);
        let class = known.class;
        let category = categories.of(&Subject {
            scope,
            class,
            path: &file.shown,
            item: &item,
            ty: known.text.as_deref(),
            imports,
            about,
            home,
        });
        Site {
            location: Location {
                path: Arc::clone(&file.shown),
                line: raw.span.start.0,
                column: raw.span.start.1,
                end_line: raw.span.end.0,
                end_column: raw.span.end.1,
                name_line: raw.span.name.0,
                name_column: raw.span.name.1,
                bytes: raw.span.bytes,
            },
            spelling: raw.spelling,
            expression: raw.expression,
            fingerprint: Fingerprint::of(&[package, &item, &raw.receiver]).to_string(),
            item,
            package: Arc::clone(package),
            scope,
            cloned: Cloned { ty: known.text, adt: None, class, cost: known.cost, type_source: None },
            category: Arc::clone(&category.name),
            usage: SiteContext { contexts: raw.contexts, ..SiteContext::default() },
            verdict: Assessment::default(),
            in_macro: raw.in_macro,
            receiver: raw.receiver,
            grep_line: raw.grep_line,
            anchor: raw.anchor,
            function: raw.function,
            in_definition: raw.in_definition,
        }
    }
}
