use super::*;
use crate::syntax::{ScanOptions, scan};

fn suppressions(text: &str) -> Vec<Suppression> {
    scan(text, ScanOptions::default()).expect("it lexes").suppressions
}

/// The lines that the one suppression of a text covers.
fn covered(text: &str) -> RangeInclusive<u32> {
    let [suppression] = &suppressions(text)[..] else { panic!("one directive: {text}") };
    assert_eq!(suppression.problem, None, "{text}");
    suppression.lines.clone().expect("it covers something")
}

fn rules(suppression: &Suppression) -> Vec<&str> {
    match &suppression.kind {
        SuppressionKind::Allow { rules } => rules.iter().map(String::as_str).collect(),
        SuppressionKind::Rationale => panic!("it allows nothing"),
    }
}

/// `$` stands for the suppression.
fn with_directive(text: &str) -> String {
    text.replace('$', "// clone-audit: allow(a) — why")
}

#[test]
fn every_separator_may_stand_before_the_reason_with_or_without_blanks() {
    for (written, reason) in [
        ("(a) — why", "why"),
        ("(a) – why", "why"),
        ("(a) -- why", "why"),
        ("(a) - why", "why"),
        ("(a): why", "why"),
        ("(a)—why", "why"),
        (" ( a ,) :  well-known - (see b) ", "well-known - (see b)"),
    ] {
        let [suppression] = &suppressions(&format!("//clone-audit:allow{written}\nf!();"))[..] else {
            panic!("{written}")
        };
        assert_eq!((suppression.reason.as_str(), &suppression.problem), (reason, &None), "{written}");
        assert_eq!(rules(suppression), ["a"], "{written}");
    }
    let [suppression] = &suppressions("fn f() {} // clone-audit: allow(rule-a, b2) - r")[..] else { panic!() };
    assert_eq!(rules(suppression), ["rule-a", "b2"]);
}

#[test]
fn what_is_malformed_covers_nothing_and_says_what_to_write() {
    for (written, problem) in [
        ("clone-audit: allow(a)", "the reason is missing"),
        ("clone-audit: allow(a) —", "the reason is missing"),
        ("clone-audit: allow(a) -----", "the reason is missing"),
        ("clone-audit: allow(a) because", "missing before the reason"),
        ("clone-audit: allow() — why", "no rule is named"),
        ("clone-audit: allow(a,,b) — why", "missing between commas"),
        ("clone-audit: allow(Rule A) — why", "`Rule A` is not a rule name"),
        ("clone-audit: allow — why", "needs rules in parentheses"),
        ("clone-audit: allow(a — why", "not closed"),
        ("clone-audit: allow(a — why (or not)", "not closed"),
        ("clone-audit: deny(a) — why", "unknown `deny`"),
        ("clone-audit:", "incomplete"),
        ("clone-audit: allow-file(a)", "write `// clone-audit: allow-file(rule) — reason`"),
        ("clone:", "write `// clone: reason`"),
        ("clone: ---", "the reason is missing"),
    ] {
        let found = suppressions(&format!("fn f() {{\n    // {written}\n    g();\n}}"));
        let [suppression] = &found[..] else { panic!("{written}") };
        let rustc_types = suppression.problem.as_deref().expect(written);
        assert!(rustc_types.contains(problem) && rustc_types.contains("; write `// clone"), "{written}: {rustc_types}");
        assert_eq!((suppression.line, suppression.column, &suppression.lines), (2, 8, &None), "{written}");
        assert!(!suppression.covers(3));
    }
}

#[test]
fn documentation_strings_prose_and_paths_are_no_directives() {
    for text in [
        "/// clone-audit: allow(a) — why\nfn f() {}",
        "//! clone: why",
        "//// clone: why\nfn f() {}",
        "/** clone: why */ fn f() {}",
        "/*! clone: why */",
        "const S: &str = \"// clone: why\";",
        "const S: &str = r#\"\n// clone-audit: allow(a) — why\n\"#;",
        "// see clone-audit: allow(a) — why",
        "// clone::from(x) is slow",
        "// clone-audit allows much",
        "struct S { clone: u8 }",
        "/**/ /***/ //\nfn f() {}",
    ] {
        assert_eq!(suppressions(text), [], "{text}");
    }
}

#[test]
fn positions_are_those_of_the_file() {
    for (text, line, column, lines) in [
        ("\u{feff}// clone: why\nfn f() {\n}", 1, 4, 2..=3),
        ("#!/usr/bin/env x\n// clone: why\nfn f() {\n}", 2, 4, 3..=4),
        ("\r\n//  clone: why\r\n\r\nfn f() {\r\n}\r\n", 2, 5, 4..=5),
        ("const Ä: A = f(\n    \"ä\", // clone: why\n);", 2, 13, 2..=2),
        ("/*\n   clone: why\n   and more */\nfn f() {\n}", 2, 4, 4..=5),
    ] {
        let [suppression] = &suppressions(text)[..] else { panic!("{text:?}") };
        assert_eq!((suppression.line, suppression.column), (line, column), "{text:?}");
        assert_eq!((suppression.lines.as_ref(), suppression.reason.as_str()), (Some(&lines), "why"), "{text:?}");
    }
}

#[test]
fn above_code_it_covers_what_starts_there_to_its_end() {
    for (what, text, lines) in [
        ("function", "$\nfn f() {\n    g();\n}\nfn h() {}", 2..=4),
        ("past attributes and documentation", "$\n// more\n\n/// F\n#[inline]\n#[a]\nfn f() {\n}\n", 5..=8),
        ("among attributes", "#[a]\n$\n#[b]\npub\nfn f() {\n}\n", 3..=6),
        ("below attributes", "#[a]\n#[b]\n$\nfn f() {\n}\n", 4..=5),
        ("impl", "$\nimpl A {\n    fn f() {}\n}\n", 2..=4),
        ("method", "impl A {\n    $\n    fn f() {\n    }\n    fn g() {}\n}", 3..=4),
        ("method of a trait", "trait A {\n    $\n    fn f() {\n    }\n    fn g() {}\n}", 3..=4),
        ("module", "$\nmod m {\n    mod n;\n}\n", 2..=4),
        ("within a module", "mod m {\n    $\n    fn f() {\n    }\n}\n", 3..=4),
        ("constant", "$\nconst A: B =\n    f();\n", 2..=3),
        ("field", "struct S {\n    $\n    a: A<\n        B,\n    >,\n    c: C,\n}", 3..=5),
        ("variant", "enum E {\n    $\n    A {\n        b: B,\n    },\n    C,\n}", 3..=5),
        ("parameter", "fn f(\n    $\n    a: A<\n        B,\n    >,\n    c: C,\n) {}", 3..=5),
        ("statement", "fn f() {\n    $\n    let a = g(\n        b,\n    );\n    h();\n}", 3..=5),
        ("statement with attribute", "fn f() {\n    $\n    #[cfg(x)]\n    g(\n        b,\n    );\n    h();\n}", 3..=6),
        ("first of two statements", "fn f() {\n    $\n    a(); b(\n    );\n}", 3..=3),
        ("last expression", "fn f() {\n    $\n    S {\n        a,\n    }\n}", 3..=5),
        (
            "arm",
            "fn f() {\n    match a {\n        $\n        A => {\n            b();\n        }\n        C => {}\n    }\n}",
            4..=6,
        ),
        ("literal's field", "fn f() {\n    S {\n        $\n        a: g(\n        ),\n        b,\n    }\n}", 4..=5),
        ("argument", "fn f() {\n    g(\n        $\n        a(\n        ),\n        b,\n    );\n}", 4..=5),
        (
            "method in a chain",
            "fn f() {\n    a\n        .b()\n        $\n        .c(|d| {\n            e\n        })\n        .g()\n}",
            5..=7,
        ),
        ("operand", "fn f() {\n    a\n        $\n        && b(\n        )\n        && c\n}", 4..=5),
        ("closing bracket", "fn f() {\n    a();\n    $\n}", 4..=4),
        ("nested function", "fn f() {\n    $\n    fn g() {\n    }\n}", 3..=4),
        ("macro's item", "m! {\n    $\n    fn f() {\n        a.clone()\n    }\n}", 3..=5),
        (
            "macro's argument",
            "fn f() {\n    vec![\n        a,\n        $\n        b.clone(\n        ),\n        c,\n    ];\n}",
            5..=6,
        ),
        (
            "macro's statement",
            "fn f() {\n    m! {\n        let a: u8 = 1;\n        $\n        b(\n        );\n        c.clone();\n    }\n}",
            5..=6,
        ),
        ("bare tokens", "fn f() {\n    m! {\n        => =>\n        $\n        b.clone(\n        );\n    }\n}", 5..=6),
    ] {
        assert_eq!(covered(&with_directive(text)), lines, "{what}:\n{text}");
    }
}

#[test]
fn an_item_that_does_not_parse_is_covered_in_its_first_line() {
    let text = with_directive("$\nfn f(a b) {\n    c.clone();\n}\n");
    assert!(scan(&text, ScanOptions::default()).expect("it lexes").parse_error.is_some());
    assert_eq!(covered(&text), 2..=2);
}

#[test]
fn behind_code_it_covers_the_statement_and_the_expressions_that_start_or_end_there() {
    for (what, text, lines) in [
        ("one line", "fn f() {\n    a(); $\n    b();\n}", 2..=2),
        ("and no more with a second comment", "fn f() {\n    a(); $\n         // more\n    b();\n}", 2..=2),
        ("its start", "fn f() {\n    let a = b( $\n        c,\n    );\n    d();\n}", 2..=4),
        ("its end", "fn f() {\n    let a = b(\n        c,\n    ); $\n    d();\n}", 2..=4),
        ("its end without semicolon", "fn f() {\n    b(\n        c,\n    ) $\n}", 2..=4),
        ("a block", "fn f() {\n    for a in b { $\n        c();\n    }\n}", 2..=4),
        ("else", "fn f() {\n    if a {\n        b();\n    } else { $\n        c();\n    }\n}", 4..=6),
        ("one argument", "fn f() {\n    a(\n        b, $\n        c,\n    );\n}", 3..=3),
        ("an argument's end", "fn f() {\n    a(\n        b,\n        c(\n        ), $\n    );\n}", 4..=5),
        ("one field", "struct S {\n    a: A, $\n    b: B,\n}", 2..=2),
        ("not all of a function", "fn f() { $\n    a();\n}", 1..=1),
        ("not all of a nested function", "fn f() {\n    fn g() { $\n        a();\n    }\n}", 2..=2),
        ("not all of a type", "impl A { $\n    fn f() {}\n} ", 1..=1),
        ("a closing bracket", "fn f() {\n    a();\n} $", 3..=3),
        ("one method of a chain", "fn f() {\n    a\n        .b(\n        )\n        .c() $\n        .d()\n}", 5..=5),
        (
            "a method with its closure",
            "fn f() {\n    a\n        .b()\n        .c(|d| { $\n            e\n        })\n        .d()\n}",
            4..=6,
        ),
        ("the last method", "fn f() {\n    a\n        .b()\n        .c() $\n}", 2..=4),
        ("one operand", "fn f() {\n    let x = a\n        && b $\n        && c;\n}", 3..=3),
        ("a macro", "fn f() {\n    m!(\n        a,\n    ); $\n}", 2..=4),
    ] {
        assert_eq!(covered(&with_directive(text)), lines, "{what}:\n{text}");
    }
}

#[test]
fn a_block_comment_is_above_or_beside_code_on_either_side() {
    for (text, lines) in [
        ("fn f() {\n    a(/* clone: why */ b);\n}", 2..=2),
        ("fn f() {\n    /* clone: why */ a(\n    );\n}", 2..=3),
        ("fn f() {\n    /* clone: why\n    more */ a(\n    );\n}", 3..=4),
        ("fn f() {\n    a(); /* clone: why */\n    b();\n}", 2..=2),
        ("/* a */ /* clone: why */ // b\nfn f() {\n}", 2..=3),
    ] {
        assert_eq!(covered(text), lines, "{text}");
    }
    assert_eq!(suppressions("/* clone-audit: allow(a) — why */\nfn f() {}")[0].reason, "why");
}

#[test]
fn several_directives_above_the_same_code_all_cover_it() {
    let found = suppressions("// clone: one\n// clone-audit: allow(a) — two\n// and three\nfn f() {\n}\n");
    let seen: Vec<_> =
        found.iter().map(|suppression| (suppression.reason.as_str(), suppression.lines.clone())).collect();
    assert_eq!(seen, [("one", Some(4..=5)), ("two", Some(4..=5))]);
}

#[test]
fn a_file_is_covered_from_a_line_of_its_own() {
    let own = suppressions("fn f() {}\n// clone-audit: allow-file(a) — why\n\nfn g() {}\n");
    assert_eq!((own[0].lines.as_ref(), &own[0].problem), (Some(&(1..=4)), &None));
    assert_eq!(suppressions("// clone-audit: allow-file(a) — why")[0].lines, Some(1..=1));
    let beside = suppressions("fn f() {} // clone-audit: allow-file(a) — why\n");
    assert_eq!(beside[0].lines, None);
    assert!(beside[0].problem.as_deref().is_some_and(|problem| problem.contains("a line of its own")));
}

#[test]
fn with_no_code_below_it_allows_nothing() {
    let found = suppressions("fn f() {}\n// clone: why\n// clone-audit: allow(a) — why\n");
    assert_eq!(found.iter().map(|suppression| suppression.lines.is_none()).collect::<Vec<_>>(), [true, true]);
    assert_eq!(found[0].problem, None);
    assert!(found[1].problem.as_deref().is_some_and(|problem| problem.contains("no code follows")));
}

/// Bodies without clones go from files as long as this before they are lexed.
#[test]
fn lines_are_right_where_bodies_are_blanked() {
    let filler = "fn g() {\n    let a = 1;\n}\n".repeat(400);
    let text = format!(
        "{filler}// clone: one\nfn f() {{\n    a();\n}}\nfn h() {{\n    // clone: two\n    let b = c(\n        d,\n    );\n}}\n"
    );
    assert!(text.len() > 8 * 1024);
    let lines: Vec<_> = suppressions(&text).into_iter().map(|suppression| suppression.lines).collect();
    assert_eq!(lines, [Some(1202..=1204), Some(1207..=1209)]);
}

#[test]
fn directives_change_nothing_about_sites() {
    let plain = "fn f() {\n    \n    m!(a.clone(), b);\n}\n";
    let marked = "fn f() {\n    // clone: why\n    m!(a.clone(), b);\n}\n";
    let (plain, marked) = (
        scan(plain, ScanOptions::default()).expect("it lexes"),
        scan(marked, ScanOptions::default()).expect("it lexes"),
    );
    let seen = |facts: &crate::syntax::FileFacts| -> Vec<_> {
        facts.sites.iter().map(|site| (site.span.name, site.function.as_ref().map(|(_, hash)| *hash))).collect()
    };
    assert_eq!(seen(&plain), [((3, 10), seen(&plain)[0].1)]);
    assert_eq!(seen(&plain), seen(&marked));
}
