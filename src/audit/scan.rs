//! One file's task: read, scanned, and what the module tree needs of it.

use crate::source::{SourceFile, SourceTree};
use crate::syntax::{self, FileFacts, InlineModule};
use crate::workspace::FileView;

/// What one file's task hands on.
pub(super) struct Scan {
    pub(super) view: FileView,
    pub(super) facts: FileFacts,
}

/// Reads and scans a file.
pub(super) fn scan(sources: &dyn SourceTree, file: &SourceFile) -> Result<Scan, String> {
    let bytes = sources.read(&file.path).map_err(|error| format!("cannot be read: {error}"))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| format!("is not UTF-8: invalid byte at offset {}", error.utf8_error().valid_up_to()))?;
    // The parser is a library: should it ever panic on somebody's file, that file is skipped and the run goes on.
    let facts = std::panic::catch_unwind(|| syntax::scan(&text))
        .unwrap_or_else(|_| Err("the parser panicked".to_owned()))
        .map_err(|reason| format!("does not lex: {reason}"))?;
    Ok(Scan { view: view(&facts), facts })
}

/// What the module tree needs of a scan, taken out of it.
pub(super) fn take_view(scan: &mut Result<Scan, String>) -> FileView {
    scan.as_mut().map_or_else(|_| FileView::default(), |scan| std::mem::take(&mut scan.view))
}

fn view(facts: &FileFacts) -> FileView {
    let inside = |modules: &[InlineModule]| {
        modules.iter().map(|inline| (inline.name.clone(), inline.path.clone())).collect::<Vec<_>>()
    };
    let mut view = FileView::default();
    for module in &facts.modules {
        view.module(&module.name, &module.paths, module.default_path, &inside(&module.inside), module.scope);
    }
    for include in &facts.includes {
        view.include(&include.path, &inside(&include.inside), include.scope);
    }
    view
}
