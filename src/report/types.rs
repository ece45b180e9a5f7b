//! The table of types.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::{
    AdtRef, Audit, CloneImpl, MeasuredCost, TYPES_SCHEMA, TypeClass, TypeFigures, TypeOrigin, TypeRow, TypeSorting,
    TypeTable, TypeTrait,
};

/// Makes the table of an audit that is already filtered.
///
/// Sites are counted where the cloned type itself is the row's. A type is listed if a site that remains clones it, or if
/// it is asked for.
pub(crate) fn type_table(
    audit: &Audit,
    mut rows: Vec<TypeRow>,
    is_asked_for: impl Fn(&TypeRow) -> bool,
    only: &[TypeTrait],
    sorting: TypeSorting,
) -> TypeTable {
    let mut counts: HashMap<AdtRef, Counts> = HashMap::new();
    for site in &audit.sites {
        if let Some(adt) = site.cloned.adt {
            let counts = counts.entry(adt).or_default();
            counts.sites += 1;
            counts.explicit += usize::from(site.spelling.is_explicit());
            counts.weight += site.cloned.cost.weight();
            if let Some(measure) = site.verdict.measured.as_deref().filter(|measure| !measure.is_stale) {
                counts.measured.get_or_insert_default().add(&measure.cost);
            }
        }
    }
    for row in &mut rows {
        let counts = counts.get(&row.adt).copied().unwrap_or_default();
        (row.sites, row.explicit, row.measured) = (counts.sites, counts.explicit, counts.measured);
    }
    rows.retain(|row| {
        (row.sites > 0 || is_asked_for(row)) && (only.is_empty() || only.iter().any(|what| row.is(*what)))
    });
    // Whatever decides, the rest of the order is that of names.
    rows.sort_by(|a, b| (&a.name, &a.item, &a.path, a.line).cmp(&(&b.name, &b.item, &b.path, b.line)));
    match sorting {
        TypeSorting::Sites => rows.sort_by_key(|row| Reverse(row.sites)),
        TypeSorting::Size => rows.sort_by_key(|row| Reverse(row.size)),
        TypeSorting::Cost => {
            rows.sort_by_key(|row| Reverse(counts.get(&row.adt).map_or(0, |counts| counts.weight)));
        }
        TypeSorting::Name => {}
    }
    TypeTable { schema: TYPES_SCHEMA, totals: figures(audit, &rows), types: rows }
}

/// What the sites of one type come to.
#[derive(Clone, Copy, Default)]
struct Counts {
    sites: usize,
    explicit: usize,
    weight: usize,
    measured: Option<MeasuredCost>,
}

fn figures(audit: &Audit, rows: &[TypeRow]) -> TypeFigures {
    let own = || rows.iter().filter(|row| row.origin == TypeOrigin::Workspace);
    let sites = rows.iter().map(|row| row.sites).sum();
    let unknown = audit.sites.iter().filter(|site| site.cloned.class == TypeClass::Unknown).count();
    let headless = audit.sites.iter().filter(|site| site.cloned.adt.is_none()).count();
    TypeFigures {
        types: rows.len(),
        declared: own().count(),
        derived: own().filter(|row| row.clone == CloneImpl::Derived).count(),
        written: own().filter(|row| row.clone == CloneImpl::Written).count(),
        copy: own().filter(|row| row.copy).count(),
        copy_candidates: own().filter(|row| row.copy_candidate).count(),
        newtypes_over_string: own().filter(|row| row.newtype_over_string).count(),
        heap: own().filter(|row| row.heap == Some(true)).count(),
        exact_sizes: rows.iter().filter(|row| row.size_exact).count(),
        sites,
        sites_of_no_declaration: headless.saturating_sub(unknown),
        sites_unknown: unknown,
    }
}
