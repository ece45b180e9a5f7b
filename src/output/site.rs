//! All that is known of one clone, in words.

use crate::model::{Profile, Site};

use crate::report::one_line;

use super::foreign::shown;
use super::profile::{each, measured, without_paths};
use super::words::thousands;

/// What an audit, the compiler and a profile say of a clone: labels and sentences, a line each.
pub(crate) fn explained(site: &Site, profile: Option<&Profile>) -> String {
    let site = shown(site);
    let mut lines = vec![
        ("item", site.item.clone()),
        ("type", type_of(&site)),
        ("place", format!("{} code, {}{}", site.scope, site.category, loops(&site))),
    ];
    lines.extend(site.verdict.purpose.map(|purpose| ("purpose", purpose.to_string())));
    lines.extend(site.verdict.reported().map(|finding| ("finding", format!("{}: {}", finding.rule, finding.message))));
    lines.extend(site.verdict.proof.as_ref().map(|proof| {
        let reason = proof.reason.as_deref().unwrap_or("the compiler does not say why");
        ("proof", if proof.removable { "compiles without it".to_owned() } else { format!("needed: {reason}") })
    }));
    if let Some(measure) = &site.verdict.measured {
        lines.push(("profile", measured(measure)));
        let of_site = profile.and_then(|profile| {
            let found = profile.sites.iter().find(|found| found.site.fingerprint == site.fingerprint)?;
            Some((profile, found))
        });
        for instance in of_site.iter().flat_map(|(_, found)| &found.instances).filter(|_| !measure.is_stale) {
            let each = profile.map_or_else(String::new, |profile| each(&instance.cost, profile));
            let (ty, calls) = (without_paths(&one_line(&instance.ty)), thousands(instance.cost.calls));
            lines.push(("", format!("{ty}, {} bytes: {calls} times, {each} each", instance.size)));
        }
    }
    let lines: String = lines.iter().map(|(label, text)| format!("  {label:<9} {text}\n")).collect();
    format!("{}: {}\n{lines}", site.location, site.expression)
}

fn type_of(site: &Site) -> String {
    let source = site.cloned.type_source.map_or_else(String::new, |source| format!(", known from {source}"));
    let ty = site.cloned.ty.as_deref().unwrap_or("not known");
    format!("{ty} ({}, {}{source})", site.cloned.class, site.cloned.cost)
}

fn loops(site: &Site) -> String {
    match site.usage.loops {
        0 => format!("; impact {}", site.verdict.impact),
        1 => format!(", in a loop; impact {}", site.verdict.impact),
        loops => format!(", in {loops} loops; impact {}", site.verdict.impact),
    }
}
