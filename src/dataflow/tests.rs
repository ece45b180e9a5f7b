//! What happens after a site, on all ways that code may take.

use crate::types::tests::Crates;

use crate::model::{BindingMode, ExprUse};

use super::{Flow, Later, SiteFlow, ValueUse, expr_use};

/// `view` and what starts with `r` may borrow, `lock` makes a guard, `once` calls its closure at most once.
const DECLARATIONS: &str = "use std::sync::MutexGuard;
    #[derive(Clone)] struct X;
    struct S { a: X, b: X }
    impl S { fn each(&self, f: impl FnMut()) {} fn once(&self, f: impl FnOnce()) {} }
    struct R<'a>(&'a X);
    impl<'a> R<'a> { fn change_to(&mut self, x: &'a X) {} fn push(&mut self, x: &'a X) {} }
    impl<'a> R<'a> { fn pop(&mut self) -> Option<&'a X> { None } }
    fn new<'a>() -> R<'a> { loop {} }
    impl S { fn spawn(&self, f: impl Fn()) {} }
    fn spawn_all<F: FnMut()>(f: F) {}
    fn lent() -> R<'static> { loop {} }
    fn ok<T, E, F: FnOnce() -> E>(t: T, f: F) -> T { t }
    fn kept<T, F: Fn() -> X>(t: T, f: F) -> (T, F) { (t, f) }
    fn spawn_one(f: impl FnOnce()) {}
    fn make() -> X { X }
    fn view(x: &X) -> &X { x }
    fn size(x: &X) -> usize { 0 }
    fn lock(x: &X) -> MutexGuard<'_, X> { loop {} }
    fn hidden(x: &X) -> impl Iterator<Item = u8> + '_ { [1].into_iter().filter(|_| true) }
    fn known(x: &X) -> std::slice::Iter<'_, u8> { loop {} }";

/// Code of functions, and of each clone of a variable in it, whether the variable may be used later.
fn check(cases: &[(&str, &[bool])]) {
    let function =
        |(at, (code, _)): (usize, &(&str, &[bool]))| format!("fn f{at}(x: X, y: X, c: bool, s: S) {{ {code} }}\n");
    let functions: String = cases.iter().enumerate().map(function).collect();
    let mut cases = cases.iter();
    Crates(&[("a", &format!("{DECLARATIONS} {functions}"))]).bodies(|body, types| {
        let flow = Flow::new(body, types);
        let is_used = |site: &SiteFlow| {
            let place = site.place.as_ref().expect("a variable is cloned");
            matches!(flow.later(site, place), Later::Used(_))
        };
        let found: Vec<bool> = flow.sites.iter().map(is_used).collect();
        let (code, expected) = cases.next().expect("each function is a body");
        assert_eq!(found, *expected, "{code}");
    });
    assert_eq!(cases.next(), None);
}

/// Each variable may hold a borrow of all before it.
#[test]
fn values_that_take_too_many_steps_to_follow() {
    for (count, is_spent) in [(20, false), (400, true)] {
        let holders: String = (0..count).map(|at| format!("let b{} = view(&b{at});", at + 1)).collect();
        let uses: String = (0..count).map(|at| format!("kept(x.clone(), || b{at}.clone());")).collect();
        let code = format!("{DECLARATIONS} fn f(x: X) {{ let b0 = make(); {holders} {uses} }}");
        Crates(&[("a", &code)]).bodies(|body, types| {
            let flow = Flow::new(body, types);
            for site in &flow.sites {
                if let Some(place) = &site.place {
                    flow.later(site, place);
                }
            }
            assert_eq!((flow.sites.len(), flow.is_spent()), (2 * count, is_spent));
        });
    }
}

#[test]
fn statements_run_in_their_order() {
    check(&[
        ("look(&x); keep(x.clone());", &[false]),
        ("keep(x.clone()); look(&x);", &[true]),
        ("keep(x.clone(), x.clone());", &[true, false]),
        ("keep(x.clone()); x = make(); look(&x);", &[false]),
        ("keep(x.clone()); let x = make(); look(&x);", &[false]),
        ("keep(x.clone()); println!(\"{x}\");", &[true]),
    ]);
}

#[test]
fn ways_part_and_meet() {
    check(&[
        ("if c { keep(x.clone()) } else { keep(x) }", &[false]),
        ("if c { keep(x.clone()) } look(&x);", &[true]),
        ("if c { keep(x.clone()); return; } look(&x);", &[false]),
        ("match c { true => keep(x.clone()), false => keep(x) }", &[false]),
        ("match c { true if test(x.clone()) => {} _ => look(&x) }", &[true]),
        ("let Some(z) = y else { keep(x.clone()); return; }; look(&x);", &[false]),
    ]);
}

/// A closure within another borrows for that one as well.
#[test]
fn captures_are_those_of_all_closures_around() {
    check(&[
        ("let f = || once(|| x.clone()); let z = x.clone(); f();", &[true, true]),
        ("let f = |m: Option<X>| m.unwrap_or_else(|| x.clone()); keep(x.clone()); f(None);", &[true, true]),
        ("s.map(|i| i.unwrap_or_else(|| x.clone())).chain(once(x.clone())).collect();", &[true, true]),
        (
            "let f = async { keep(async { x.clone() }.await) }; let g = async { keep(x.clone()) }; join(f, g).await;",
            &[true, true],
        ),
        ("let f = async { keep(async { x.clone() }.await) }; f.await;", &[false]),
    ]);
}

/// What a closure or future owns it owns from where it is written: what borrows it may not be read within.
#[test]
fn what_is_captured_is_not_borrowed_before() {
    check(&[
        ("let r = view(&x); s.once(|| keep(size(r), x.clone()));", &[true]),
        ("let r = view(&x); async { look(r); wait().await; keep(x.clone()) }.await;", &[true]),
        ("let r = view(&x); look(r); s.once(|| keep(x.clone()));", &[false]),
        ("let r = view(&y); s.once(|| keep(size(r), x.clone()));", &[false]),
        ("s.once(|| { look(&x); keep(x.clone()) });", &[false]),
    ]);
}

#[test]
fn what_a_closure_assigns_it_uses() {
    check(&[
        ("s.once(|| { x = change(x.clone()); }); look(&x);", &[true]),
        ("async { x = change(x.clone()); }.await; look(&x);", &[true]),
        ("keep(x.clone()); s.once(|| x = make());", &[true]),
        ("s.once(|| keep(x.clone())); x = make(); look(&x);", &[false]),
    ]);
}

/// A variable that is a reference may be given another one.
#[test]
fn references_are_replaced() {
    check(&[
        ("let mut r = &y; if c { r = &x; } keep(x.clone()); look(r);", &[true]),
        ("let mut r = &y; let mut q = &y; (r, q) = (&x, &y); keep(x.clone()); look(r);", &[true]),
        ("let mut r = &y; let p = &mut r; *p = &x; keep(x.clone()); look(r);", &[true]),
        ("let mut r = &y; swap(&mut r, &x); keep(x.clone()); look(r);", &[true]),
        ("let mut r = &x; r = &y; keep(x.clone());", &[false]),
        ("let r: &X; if c { r = view(&x); } else { r = &y } keep(x.clone()); look(r);", &[true]),
    ]);
}

/// The guard of a lock goes at the end of the statement.
#[test]
fn temporaries_live_to_the_end_of_their_statement() {
    check(&[
        ("keep(lock(&x).size(), x.clone());", &[true]),
        ("lock(&x).size(); keep(x.clone());", &[false]),
        ("let n = size(&lock(&x)); keep(x.clone(), n);", &[false]),
        ("let z = Pair { n: lock(&x).size(), x: x.clone() };", &[true]),
        ("lock(&x).is_empty().then(|| x.clone())", &[true]),
        ("if lock(&x).is_empty() { keep(x.clone()) }", &[false]),
        ("while lock(&x).is_empty() { keep(x.clone()); break; }", &[false]),
        ("if let Some(_) = lock(&x).pop() { keep(x.clone()) }", &[true]),
        ("if let Some(_) = lock(&x).pop() { return x.clone(); }", &[true]),
        ("match lock(&x).pop() { Some(_) => x.clone(), None => make() }", &[true]),
        ("for _ in 0..lock(&x).size() { return x.clone(); }", &[true]),
        ("let g = &lock(&x); keep(x.clone());", &[true]),
        ("size(view(&x)); keep(size(view(&x)), x.clone());", &[false]),
        ("c && lock(&x).is_empty(); keep(x.clone());", &[false]),
        ("(c && lock(&x).is_empty()).then(|| x.clone());", &[false]),
    ]);
}

#[test]
fn nothing_is_moved_in_the_guard_of_an_arm() {
    check(&[
        ("match s { S { a, .. } if test(a.clone()) => 1, _ => 2 }", &[true]),
        ("match 1 { 1 | 2 if test(x.clone()) => 1, _ => 2 }", &[true]),
        ("match s { S { a, .. } => keep(a.clone()) }", &[false]),
    ]);
}

/// What the closure of a scope owns, its threads cannot borrow.
#[test]
fn the_closure_of_a_scope_owns_nothing_of_its_threads() {
    check(&[
        ("std::thread::scope(|t| { t.spawn(|| keep(x.clone())); t.spawn(|| keep(x.clone())); });", &[true, true]),
        ("std::thread::scope(|t| { t.spawn(|| size(&x)); keep(x.clone()); });", &[true]),
    ]);
}

/// A future may be dropped where it waits, so that code behind an `async` block is reached although the block never ends.
/// Without waiting it does end nowhere.
#[test]
fn async_blocks_may_be_cancelled() {
    check(&[
        ("let t = async { keep(x.clone()); loop { wait().await; } }; look(&x);", &[true]),
        ("let t = async { loop { keep(x.clone()).await; } }; select(t); look(&x);", &[true]),
        ("let t = async { wait().await; keep(x.clone()); return; }; look(&y);", &[false]),
        ("let t = async { loop { let x = make(); wait().await; keep(x.clone()); } }; look(&x);", &[false]),
    ]);
}

#[test]
fn loops_come_back() {
    check(&[
        ("loop { keep(x.clone()); }", &[true]),
        ("loop { keep(x.clone()); break; }", &[false]),
        ("loop { keep(x.clone()); if c { continue; } break; }", &[true]),
        ("while c { let x = make(); keep(x.clone()); }", &[false]),
        ("for z in s { keep(z.clone()); }", &[false]),
        ("'a: loop { loop { keep(x.clone()); break 'a; } }", &[false]),
        ("'a: loop { loop { keep(x.clone()); continue 'a; } }", &[true]),
        ("for z in s { keep(x.clone()); x = make(); }", &[false]),
    ]);
}

#[test]
fn closures_run_often_unless_they_are_known_to_run_once() {
    check(&[
        ("s.each(|| keep(x.clone()));", &[true]),
        ("s.once(|| keep(x.clone()));", &[false]),
        ("s.once(|| keep(x.clone())); look(&x);", &[true]),
        ("spawn(move || keep(x.clone()));", &[false]),
        ("s.each(|| { let z = make(); keep(z.clone()); });", &[false]),
        // The name decides only where nothing is known of the function.
        ("spawn_all(move || keep(x.clone()));", &[true]),
        ("spawn_one(move || keep(x.clone()));", &[false]),
        ("s.spawn(move || keep(x.clone()));", &[true]),
    ]);
}

/// What a closure clones it has captured, unless it is a copy that it was given before.
#[test]
fn closures_borrow_what_they_clone() {
    check(&[
        ("let f = || keep(x.clone()); keep(x.clone()); f();", &[true, true]),
        ("let f = || { let x = x.clone(); async move { look(&x) } }; keep(x.clone()); f();", &[true, true]),
        ("let f = || keep(x.clone()); f(); keep(x.clone());", &[true, false]),
        ("let n = [1].iter().map(|_| x.clone()).chain(once(x.clone())).count();", &[true, true]),
        ("let n = [1].iter().map(|_| x.clone()).count(); keep(x.clone(), n);", &[true, false]),
        // Of two futures the later one would move what the earlier one borrows. One alone can own it.
        ("let t = async { keep(x.clone()) }; let u = async { keep(x.clone()) }; join(t, u);", &[true, true]),
        ("let t = async { keep(x.clone()) }; t.await;", &[false]),
        ("let t = async { look(&y); keep(x.clone(), x.clone()) }; let u = pin(t); u.await;", &[true, false]),
        ("let t = async { keep(x.clone()) }; keep(x.clone()); t.await;", &[true, true]),
        // What a call cannot return is gone with it; so is a future that was waited for.
        ("let r = ok(lent(), || x.clone()); keep(x.clone()); look(r);", &[true, false]),
        ("let r = kept(lent(), || x.clone()); keep(x.clone()); look(r);", &[true, true]),
        ("let r = unknown(|| x.clone()); keep(x.clone()); look(r);", &[true, true]),
        ("let r = unknown(async { keep(x.clone()) }).await; keep(x.clone()); look(r);", &[true, false]),
        ("let r = unknown(async { keep(x.clone()) }); keep(x.clone()); look(r);", &[true, true]),
    ]);
}

#[test]
fn what_follows_a_future_does_not_wait_for_it() {
    check(&[
        ("spawn(async { keep(x.clone()); });", &[false]),
        ("let z = x.clone(); spawn(async move { loop { look(&z); } }); look(&x);", &[true]),
        ("let z = async { keep(x.clone()) }; look(&x); z.await;", &[true]),
    ]);
}

#[test]
fn macros_may_leave_arguments_out() {
    check(&[
        ("loop { choose!(c, return); keep(x.clone()); }", &[true]),
        ("loop { select! { z = y => { return; }, () = s => {} } keep(x.clone()); }", &[true]),
        ("return; keep(x.clone());", &[true]),
    ]);
}

#[test]
fn borrows_are_followed_by_place() {
    check(&[
        ("let r = view(&x); keep(x.clone()); look(r);", &[true]),
        ("let n = size(&x); keep(x.clone()); look(n);", &[false]),
        ("let r = view(&s.a); keep(s.b.clone()); look(r);", &[false]),
        ("let r = view(&s.a); keep(s.a.clone()); look(r);", &[true]),
        ("let r = view(&s.a); keep(s.clone()); look(r);", &[true]),
        ("let mut r = new(); r.change_to(&x); keep(x.clone()); look(&r);", &[true]),
        ("let r = view(&x); let r2 = view(&r); keep(x.clone()); look(r2);", &[true]),
    ]);
}

#[test]
fn what_borrows_a_variable_is_gone_with_it() {
    check(&[
        ("let r = { let z = make(); look(&z); keep(z.clone()); view(&y) }; look(r);", &[false]),
        (
            "let mut all = new(); while c { let r = all.pop(); let z = make(); all.push(&z); keep(z.clone()); }",
            &[false],
        ),
    ]);
}

#[test]
fn guards_use_what_they_borrow_when_they_go() {
    check(&[
        ("let guard = lock(&x); keep(x.clone());", &[true]),
        ("{ let guard = lock(&x); } keep(x.clone());", &[false]),
    ]);
}

#[test]
fn what_a_jump_leaves_goes_there() {
    check(&[
        // `hidden` may return what has a `Drop`, which still sees `x` when the loop ends.
        ("for n in hidden(&x) { keep(x.clone()); break; }", &[true]),
        ("for n in known(&x) { keep(x.clone()); break; }", &[false]),
        ("for n in hidden(&x) { keep(x.clone()); return; }", &[true]),
        ("'a: loop { for n in hidden(&x) { keep(x.clone()); break 'a; } }", &[true]),
        ("'a: loop { for n in hidden(&y) { keep(x.clone()); break 'a; } }", &[false]),
        ("for n in hidden(&x) {} keep(x.clone());", &[false]),
        ("if c { let guard = lock(&x); keep(x.clone()); return; }", &[true]),
        ("loop { let guard = lock(&x); keep(x.clone()); break; }", &[true]),
        ("loop { { let guard = lock(&x); } keep(x.clone()); break; }", &[false]),
        ("s.once(|| { let guard = lock(&y); keep(x.clone()); return; });", &[false]),
        ("let guard = lock(&x); s.once(|| { return; }); keep(y.clone());", &[false]),
    ]);
}

/// How a use is written in the fixture.
fn described(used: &ValueUse) -> String {
    let how = match used.how {
        ExprUse::Consumed => "consumed",
        ExprUse::Borrowed => "borrowed",
        ExprUse::BorrowedMut => "borrowed-mut",
        ExprUse::Assigned => "assigned",
        ExprUse::Matched(BindingMode::Move) => "matched",
        ExprUse::Matched(BindingMode::Ref) => "matched-ref",
        ExprUse::Matched(BindingMode::RefMut) => "matched-ref-mut",
        ExprUse::Formatted => "formatted",
        ExprUse::Compared => "compared",
        ExprUse::Iterated => "iterated",
        ExprUse::Dropped => "dropped",
        ExprUse::Unknown => "unknown",
    };
    format!("{how}{}", if used.through.is_some() { " part" } else { "" })
}

#[test]
fn each_clone_of_the_fixture_is_used_as_its_marker_says() {
    let file = include_str!("../../fixtures/uses/uses.rs");
    let marker = |(line, text): (usize, &str)| Some((line, text.split_once(" //~ ")?.1.to_owned()));
    let expected: Vec<(usize, String)> = file.lines().enumerate().filter_map(marker).collect();
    let mut found = Vec::new();
    Crates(&[("a", file)]).bodies(|body, types| {
        let flow = Flow::new(body, types);
        for site in &body.sites {
            let line = file[..site.name as usize].matches('\n').count();
            found.push((line, described(&expr_use(body, &flow, types, site.expr))));
        }
    });
    found.sort();
    for ((line, expected), (at, found)) in expected.iter().zip(&found) {
        assert_eq!((line + 1, expected), (at + 1, found));
    }
    assert_eq!(found.len(), expected.len());
    assert!(found.len() > 60);
}
