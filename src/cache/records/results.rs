//! What the sites of a file were found to be.

use crate::audit::{Opinion, SiteResult};
use crate::model::{About, Level};
use crate::rules::{self, Found, Hit};
use crate::types::{Inferred, Known};

use super::super::codec::{Stored, record};

record! {
    SiteResult { inferred, opinion, limit }
    Inferred { name, known, adt, names, is_owned, is_other, source, hazards }
    Known { text, class, cost }
    Opinion { found, purpose, loops, runs_once, site_use, about, reads, hazards }
    About { cloned, around, crates, calls }
    Hit { message, rewrite }
}

/// Rules by their names.
impl Stored for Found {
    fn put(&self, to: &mut Vec<u8>) {
        let (rule, level, hit) = self;
        rule.id.put(to);
        level.put(to);
        hit.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let rule = rules::rule(<&str>::take(from)?)?;
        Some((rule, Level::take(from)?, Hit::take(from)?))
    }
}
