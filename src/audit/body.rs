//! One body: what its sites clone, and what rules find there while the types of the body are at hand.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};

use crate::crate_map::{CrateId, Index};
use crate::dataflow::{Flow, SiteFlow};
use crate::model::{About, Finding, Hazard, Limit, Purpose, Read, Scope, SiteUse};
use crate::rules::{self, BodyView, Found, Rules, SiteFacts, SiteView};
use crate::syntax::RawSite;
use crate::syntax::hir::Body;
use crate::types::{BodyTypes, Inference, Inferred, Wanted};

/// What is known of a site.
#[derive(Clone, Debug)]
pub(crate) struct SiteResult {
    pub(crate) inferred: Inferred,
    pub(crate) opinion: Opinion,
    /// What there was too much of in the body.
    pub(crate) limit: Option<Limit>,
}

/// What is thought of a site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Opinion {
    /// What rules found.
    pub(crate) found: Vec<Found>,
    /// What it is for, where that justifies it.
    pub(crate) purpose: Option<Purpose>,
    /// Loops it runs again and again in, closures that may run often among them.
    pub(crate) loops: u8,
    /// Whether it runs once while the program does.
    pub(crate) runs_once: bool,
    /// What becomes of the clone.
    pub(crate) site_use: SiteUse,
    /// What the code around it is about.
    pub(crate) about: About,
    /// Where the variable is looked at that it is bound to; asked for only by `prove`.
    pub(crate) reads: Option<Box<[Read]>>,
    /// The hazards of how it is used; found only for `prove`.
    pub(crate) hazards: BTreeSet<Hazard>,
}

impl From<Inferred> for SiteResult {
    fn from(inferred: Inferred) -> Self {
        Self { inferred, opinion: Opinion::default(), limit: None }
    }
}

/// What all bodies of a file are looked at with.
pub(super) struct BodyCx<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) rules: &'a Rules,
    pub(super) krate: CrateId,
    /// What the file is compiled for.
    pub(super) scope: Scope,
    /// Whether its crate is a binary.
    pub(super) is_binary: bool,
    /// The sites of the file.
    pub(super) raw: &'a [RawSite],
    pub(super) wanted: &'a Wanted<'a>,
}

impl BodyCx<'_> {
    /// Infers a body and checks it; adds what it finds by the byte of the sites' names.
    pub(super) fn check(&self, inference: &Inference<'_>, body: &Body, results: &mut HashMap<u32, SiteResult>) {
        let result = inference.body(self.krate, body, self.wanted);
        let opinions = self.opinions(body, &result.sites, &inference.types(self.krate, body, &result));
        let limit = result.limit.or(opinions.is_none().then_some(Limit::DataFlow));
        let opinions = opinions.unwrap_or_default();
        let site = |inferred| SiteResult { inferred, opinion: Opinion::default(), limit };
        results.extend(result.sites.into_iter().map(|inferred| (inferred.name, site(inferred))));
        for (name, opinion) in opinions {
            if let Some(result) = results.get_mut(&name) {
                result.opinion = opinion;
            }
        }
    }

    /// What is thought of the sites, by the bytes of their names; `None` where that would take too long.
    fn opinions(&self, body: &Body, inferred: &[Inferred], types: &BodyTypes<'_>) -> Option<Vec<(u32, Opinion)>> {
        let inferred: HashMap<u32, &Inferred> = inferred.iter().map(|inferred| (inferred.name, inferred)).collect();
        // Most bodies hold conversions such as `"text".to_string()` only, which are no sites.
        let is_site = |name: u32| {
            let raw = &self.raw[self.raw.binary_search_by_key(&name, |raw| raw.name_byte).ok()?];
            let inferred = inferred.get(&name)?;
            inferred.is_site(raw.spelling).then_some((raw, &inferred.known))
        };
        if !body.sites.iter().any(|site| is_site(site.name).is_some()) {
            return Some(Vec::new());
        }
        let flow = Flow::new(body, types);
        let facts = |site: &'_ SiteFlow| is_site(site.site.name).map(|(raw, known)| (raw, known.class, known.cost));
        let sites: Vec<SiteFacts<'_>> = flow
            .sites
            .iter()
            .filter_map(|flow| {
                let (raw, class, cost) = facts(flow)?;
                Some(SiteFacts { flow, raw, scope: raw.scope_in(self.scope), class, cost })
            })
            .collect();
        let (function, container) = self.index.container(self.krate, body);
        let is_method = body.of_impl.is_some() || body.of_trait.is_some();
        let is_main = self.is_binary
            && !is_method
            && function.is_some_and(|function| self.index.crate_of(self.krate).is_main(function));
        let view = BodyView {
            code: body,
            function,
            container,
            is_main,
            flow: &flow,
            types,
            sites,
            by_expr: OnceCell::new(),
            sure: RefCell::default(),
        };
        let opinion = |site: SiteView<'_>| Opinion {
            found: Vec::new(),
            purpose: rules::purpose(&site),
            loops: rules::loops(&site),
            runs_once: rules::runs_once(&site),
            site_use: site.site_use(),
            about: site.about(),
            reads: if self.wanted.hazards { site.reads() } else { None },
            hazards: if self.wanted.hazards { rules::hazards(&site) } else { BTreeSet::new() },
        };
        let mut opinions: Vec<(u32, Opinion)> =
            view.views().map(|site| (site.site.flow.site.name, opinion(site))).collect();
        for (at, found) in self.rules.in_body(&view) {
            opinions[at].1.found.push(found);
        }
        // Answers that were cut off may be wrong.
        (!flow.is_spent()).then_some(opinions)
    }
}

/// A finding that nothing suppresses yet.
pub(super) fn finding((rule, level, hit): Found) -> Finding {
    Finding { rule: rule.id, level, message: hit.message, rewrite: hit.rewrite, suppressed: None }
}
