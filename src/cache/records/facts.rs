//! What a file says of its sites and modules.

use crate::model::{Suppression, SuppressionKind};
use crate::syntax::hir::ItemTree;
use crate::syntax::{FileFacts, IncludeBase, IncludeDecl, InlineModule, ModuleDecl, ModuleFile, RawSite, SiteSpan};

use super::super::codec::{Stored, choice, record};

record! {
    RawSite {
        name_byte, span, spelling, name, expression, receiver, item, scope, contexts, in_macro, in_definition, anchor,
        function, is_in_one_piece, grep_line,
    }
    SiteSpan { bytes, start, end, name }
    ModuleDecl { name, files, inside, scope, is_sure }
    ModuleFile { path, scope }
    InlineModule { name, path }
    IncludeDecl { path, base, inside, scope, is_sure }
    Suppression { line, column, kind, reason, lines, problem }
}

choice! {
    IncludeBase { 0 = File, 1 = Package, 2 = PackageModules, 3 = OutDir }
    SuppressionKind { 0 = Allow { rules }, 1 = Rationale }
}

/// Writes down what a file means to other files: if that is the same, no body of theirs can see a difference.
pub(in crate::cache) fn put_declared(facts: &FileFacts, to: &mut Vec<u8>) {
    facts.tree.put(to);
    facts.modules.put(to);
    facts.includes.put(to);
}

/// Writes down all else but the names and the bodies.
pub(in crate::cache) fn put_rest(facts: &FileFacts, to: &mut Vec<u8>) {
    let FileFacts {
        tree,
        modules: _,
        includes: _,
        sites,
        items,
        mentions,
        import_roots,
        suppressions,
        // These come first: they are asked for without the rest.
        names: _,
        lines,
        grep_lines,
        parse_error,
    } = facts;
    for adt in &tree.adts {
        adt.line.put(to);
    }
    sites.put(to);
    items.put(to);
    mentions.put(to);
    import_roots.put(to);
    suppressions.put(to);
    lines.put(to);
    grep_lines.put(to);
    parse_error.put(to);
}

/// Takes what the two have written, in this order.
pub(in crate::cache) fn take(from: &mut &[u8]) -> Option<FileFacts> {
    let mut tree = ItemTree::take(from)?;
    let (modules, includes) = (Stored::take(from)?, Stored::take(from)?);
    for adt in &mut tree.adts {
        adt.line = Stored::take(from)?;
    }
    Some(FileFacts {
        tree,
        modules,
        includes,
        sites: Stored::take(from)?,
        items: Stored::take(from)?,
        mentions: Stored::take(from)?,
        import_roots: Stored::take(from)?,
        suppressions: Stored::take(from)?,
        names: Vec::new(),
        lines: Stored::take(from)?,
        grep_lines: Stored::take(from)?,
        parse_error: Stored::take(from)?,
    })
}
