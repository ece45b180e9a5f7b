//! What is thought of a site: what rules find, what the clone is for, how often it runs.

use std::collections::HashMap;

use crate::model::{Finding, Purpose, Spelling};
use crate::rules::{self, BodyView, Found, Rules, SiteFacts};
use crate::syntax::RawSite;
use crate::syntax::flow::{Flow, SiteFlow, Types};
use crate::syntax::hir::{Body, Function, Impl};
use crate::types::Inferred;

/// What is known of a site.
#[derive(Clone)]
pub(super) struct Judged {
    pub(super) inferred: Inferred,
    pub(super) opinion: Opinion,
}

/// What is thought of a site.
#[derive(Clone, Default)]
pub(super) struct Opinion {
    /// What rules found.
    pub(super) found: Vec<Found>,
    /// What it is for, where that justifies it.
    pub(super) purpose: Option<Purpose>,
    /// Loops around it, closures that may run often among them.
    pub(super) loops: u8,
}

impl From<Inferred> for Judged {
    fn from(inferred: Inferred) -> Self {
        Self { inferred, opinion: Opinion::default() }
    }
}

/// What is thought of the sites of a body, by the byte of their names.
pub(super) fn judge(
    rules: &Rules,
    body: &Body,
    (function, container): (Option<&Function>, Option<&Impl>),
    sites: &[RawSite],
    inferred: &[Inferred],
    types: &dyn Types,
) -> Vec<(u32, Opinion)> {
    let inferred: HashMap<u32, &Inferred> = inferred.iter().map(|inferred| (inferred.name, inferred)).collect();
    // Most bodies hold conversions such as `"text".to_string()` only, which are no sites.
    let is_site = |name: u32| {
        let raw = &sites[sites.binary_search_by_key(&name, |raw| raw.name_byte).ok()?];
        let inferred = inferred.get(&name)?;
        (raw.spelling != Spelling::Implicit || inferred.is_owned).then_some((raw, &inferred.known))
    };
    if !body.sites.iter().any(|site| is_site(site.name).is_some()) {
        return Vec::new();
    }
    let flow = Flow::new(body, types);
    let facts = |site: &'_ SiteFlow| is_site(site.site.name).map(|(raw, known)| (raw, known.class, known.cost));
    let sites: Vec<SiteFacts<'_>> = flow
        .sites
        .iter()
        .filter_map(|flow| facts(flow).map(|(raw, class, cost)| SiteFacts { flow, raw, class, cost }))
        .collect();
    let view = BodyView { code: body, function, container, flow: &flow, types, sites };
    let opinion = |site| Opinion { found: Vec::new(), purpose: rules::purpose(&site), loops: rules::loops(&site) };
    let mut opinions: Vec<(u32, Opinion)> =
        view.views().map(|site| (site.site.flow.site.name, opinion(site))).collect();
    for (at, found) in rules.in_body(&view) {
        opinions[at].1.found.push(found);
    }
    opinions
}

/// A finding that nothing suppresses yet.
pub(super) fn finding((rule, level, hit): Found) -> Finding {
    Finding { rule: rule.id, level, message: hit.message, form: hit.form, suppressed: None }
}
