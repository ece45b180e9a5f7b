//! Proofs made by hand, for the tests of the formats.

use std::sync::Arc;

use crate::model::{
    Assessment, Clippy, Cloned, Configuration, Cost, Evidence, Hazard, Judged, Location, PROOF_SCHEMA, Proof,
    Removable, Rewrite, Scope, Site, SiteContext, Skipped, Spelling, Superfluous, TypeClass,
};

/// Sites of [`full`].
pub(in crate::output) const SITES: usize = 10;

/// One without any site.
pub(in crate::output) fn empty() -> Proof {
    Proof {
        schema: PROOF_SCHEMA,
        configuration: Configuration {
            rustc: "rustc 1.95.0 (59807616e 2026-04-14)".to_owned(),
            target: "x86_64-unknown-linux-gnu".to_owned(),
            features: "default".to_owned(),
            targets: 1,
            left_out: Vec::new(),
        },
        evidence: Evidence::Compiles,
        sites_tried: 0,
        removable: Vec::new(),
        needed: Vec::new(),
        not_tried: Vec::new(),
        rounds: 0,
        loop_seconds: 0.0,
        seconds: 0.0,
        is_complete: true,
        superfluous: Vec::new(),
        tests: None,
        clippy: None,
    }
}

/// One with something in every list.
pub(in crate::output) fn full() -> Proof {
    let needed = [
        ("a.clone()", "E0382: borrow of moved value: `a`"),
        ("b.clone()", "E0382: use of moved value: `b`"),
        ("c.clone()", "E0382: borrow of moved value: `c`"),
        ("d.clone()", "lifetime may not live long enough"),
    ];
    let not_tried = "in the body of a `macro_rules!`: its types are those of its callers";
    let long = "self.configuration.database.connections.primary.connection_string.clone()";
    Proof {
        configuration: Configuration {
            targets: 14,
            left_out: vec![Skipped {
                path: "crates/infrastructure/benches/throughput.rs".to_owned(),
                reason: "does not compile on this toolchain: E0554: `#![feature]` may not be used on the stable release channel".to_owned(),
            }],
            ..empty().configuration
        },
        sites_tried: 8,
        removable: vec![
            removable(10, "self.pool.clone()", "self.pool", Rewrite::Move, &[]),
            removable(20, long, long.trim_end_matches(".clone()"), Rewrite::Iterate, &[]),
            removable(30, "shared.clone()", "shared", Rewrite::Move, &[Hazard::Counted, Hazard::Generic]),
            removable(40, "guard.name.clone().len()", "guard.name.len()", Rewrite::Borrow, &[Hazard::Guard]),
        ],
        needed: needed.iter().zip(50..).map(|((expression, reason), line)| judged(line, expression, reason)).collect(),
        not_tried: vec![judged(60, "$x.clone()", not_tried), judged(61, "$y.clone()", not_tried)],
        rounds: 7,
        loop_seconds: 0.0,
        seconds: 83.4,
        is_complete: false,
        superfluous: vec![Superfluous {
            path: "src/db/manager.rs".to_owned(),
            line: 9,
            column: 13,
            message: "variable does not need to be mutable".to_owned(),
        }],
        clippy: Some(Clippy {
            reported: 2,
            both: 1,
            only_proof: 3,
            only_clippy: vec![judged(50, "a.clone()", "redundant_clone")],
            elsewhere: 5,
        }),
        ..empty()
    }
}

fn removable(line: u32, expression: &str, replacement: &str, rewrite: Rewrite, hazard: &[Hazard]) -> Removable {
    Removable {
        site: site(line, expression),
        rewrite,
        replacement: replacement.to_owned(),
        hazards: hazard.to_vec(),
        edits: Vec::new(),
    }
}

fn judged(line: u32, expression: &str, reason: &str) -> Judged {
    Judged::new(site(line, expression), reason.to_owned())
}

pub(in crate::output) fn site(line: u32, expression: &str) -> Site {
    Site {
        location: Location {
            path: Arc::from("src/db/manager.rs"),
            line,
            column: 9,
            end_line: line,
            end_column: 20,
            name_line: line,
            name_column: 14,
            bytes: 0..0,
        },
        spelling: Spelling::Method,
        expression: expression.to_owned(),
        item: "demo::db::Manager::open".to_owned(),
        package: Arc::from("demo"),
        scope: Scope::Production,
        cloned: Cloned {
            ty: Some("String".to_owned()),
            adt: None,
            class: TypeClass::String,
            cost: Cost::Heap,
            type_source: None,
        },
        category: Arc::from("Database operations"),
        usage: SiteContext::default(),
        verdict: Assessment::default(),
        fingerprint: String::new(),
        in_macro: false,
        receiver: String::new(),
        grep_line: true,
        anchor: None,
        function: None,
        in_definition: false,
    }
}
