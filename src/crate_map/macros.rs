//! What a macro call in code means.

use crate::knowledge::stubs::STANDARD_NAMES;
use crate::syntax::hir::{Path, Segment, Symbol};

use super::{Index, ModuleId, Origin, expand};

impl Index<'_> {
    /// The rules of the macro that a path means in code of a module, and an identifier to stand for its `$crate` if that
    /// is another crate.
    pub(crate) fn macro_rules(&self, module: ModuleId, path: &Path) -> Option<(&str, Option<String>)> {
        let found = expand::find_in_code(module, path, self)?;
        let dollar_crate = (found.krate != module.krate).then(|| expand::dollar_crate(found.krate));
        Some((&found.definition.rules, dollar_crate))
    }

    /// The name under which another crate declares what code of a module calls so by an import.
    pub(crate) fn renamed_from(&self, module: ModuleId, name: Symbol) -> Option<Symbol> {
        let krate = self.krate(module.krate)?;
        let mut around =
            std::iter::successors(Some(module.at), |&at| krate.modules.get(at as usize).and_then(|data| data.parent));
        let import = around.find_map(|at| krate.imported(at, name).first())?;
        let segments = &krate.imports[*import as usize].path.segments;
        let (first, last) = (segments.iter().find(|segment| !segment.name.as_str().is_empty())?, segments.last()?);
        let is_elsewhere = STANDARD_NAMES.contains(&first.name.as_str()) || krate.externs.contains_key(&first.name);
        (is_elsewhere && last.name != name).then_some(last.name)
    }

    /// Whether a macro of this name in code of a module is one of the workspace's own, and none that hands on to another
    /// crate's of that name, as wrappers of `log::info!` do.
    pub(crate) fn is_own_macro(&self, module: ModuleId, name: Symbol) -> bool {
        let path = Path { segments: Box::new([Segment { name, args: None }]) };
        let Some(found) = expand::find_in_code(module, &path, self) else { return false };
        let wrapped = format!("::{name}!");
        let rules = &found.definition.rules;
        let hands_on = rules.match_indices(&wrapped).any(|(at, _)| !rules[..at].ends_with("$crate"));
        matches!(self.origin(found.krate), Origin::Member(_)) && !hands_on
    }
}
