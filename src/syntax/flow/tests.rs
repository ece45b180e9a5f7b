//! What happens after a site, on all ways that code may take.

use crate::model::{Cost, TypeClass, TypeFacts};
use crate::syntax::hir::{Body, ExprId, Symbol};

use super::{Flow, Later, Taken, Typed, Types};

/// Types that know of method names only: `take_…` takes its receiver, `change_…` by `&mut`, and `once` calls its closure
/// at most once. Variables and results whose name starts with `r` may borrow, and those that start with `g` are guards.
struct Named<'b>(&'b Body);

impl Named<'_> {
    fn name(&self, of: Typed) -> &'static str {
        use crate::syntax::hir::{Expr, Pat};
        match of {
            Typed::Expr(expr) => match &self.0.exprs[expr as usize] {
                Expr::MethodCall { name, .. } => name.as_str(),
                Expr::Path(path) => path.segments.last().map_or("", |last| last.name.as_str()),
                Expr::Ref(..) => "r",
                _ => "",
            },
            Typed::Pat(pat) => match &self.0.pats[pat as usize] {
                Pat::Bind { name, .. } => name.as_str(),
                _ => "",
            },
        }
    }
}

impl Types for Named<'_> {
    fn taken(&self, call: ExprId) -> Taken {
        let name = self.name(Typed::Expr(call));
        match name.split('_').next() {
            Some("take" | "once") => Taken::Value,
            Some("change") => Taken::Unique,
            _ => Taken::Shared,
        }
    }

    fn calls_once(&self, call: ExprId, _argument: usize) -> bool {
        self.name(Typed::Expr(call)) == "once"
    }

    fn may_borrow(&self, of: Typed) -> bool {
        self.name(of).starts_with(['r', 'g'])
    }

    fn releases(&self, of: Typed) -> bool {
        self.name(of).starts_with('g')
    }

    fn owns_field(&self, _base: ExprId, _field: Symbol) -> bool {
        true
    }

    fn facts(&self, of: Typed) -> TypeFacts {
        TypeFacts {
            references: u8::from(self.name(of).starts_with('r')),
            is_unique: false,
            class: TypeClass::String,
            cost: Cost::Heap,
            name: None,
            in_std: true,
            arguments: std::rc::Rc::from([]),
            head: None,
            is_copy: false,
        }
    }

    fn size(&self, _of: Typed) -> u64 {
        24
    }

    fn collections(&self, _: Typed) -> usize {
        0
    }
}

/// Of each clone of a variable in a function's code, whether the variable may be used later.
fn later(code: &str) -> Vec<bool> {
    let facts = crate::syntax::scan(&format!("fn f(x: X, y: X, c: bool, s: S) {{ {code} }}")).expect("the code lexes");
    assert_eq!(facts.parse_error, None, "{code}");
    let body = facts.tree.bodies.first().expect("there is a body");
    let flow = Flow::new(body, &Named(body));
    let is_used = |site: &super::SiteFlow| {
        let place = site.place.as_ref().expect("a variable is cloned");
        matches!(flow.later(site, place), Later::Used(_))
    };
    flow.sites.iter().map(is_used).collect()
}

#[test]
fn statements_run_in_their_order() {
    assert_eq!(later("look(&x); keep(x.clone());"), [false]);
    assert_eq!(later("keep(x.clone()); look(&x);"), [true]);
    assert_eq!(later("keep(x.clone(), x.clone());"), [true, false]);
    assert_eq!(later("keep(x.clone()); x = make(); look(&x);"), [false]);
    assert_eq!(later("keep(x.clone()); let x = make(); look(&x);"), [false]);
    assert_eq!(later("keep(x.clone()); println!(\"{x}\");"), [true]);
}

#[test]
fn ways_part_and_meet() {
    assert_eq!(later("if c { keep(x.clone()) } else { keep(x) }"), [false]);
    assert_eq!(later("if c { keep(x.clone()) } look(&x);"), [true]);
    assert_eq!(later("if c { keep(x.clone()); return; } look(&x);"), [false]);
    assert_eq!(later("match c { true => keep(x.clone()), false => keep(x) }"), [false]);
    assert_eq!(later("match c { true if test(x.clone()) => {} _ => look(&x) }"), [true]);
    assert_eq!(later("let Some(z) = y else { keep(x.clone()); return; }; look(&x);"), [false]);
}

#[test]
fn loops_come_back() {
    assert_eq!(later("loop { keep(x.clone()); }"), [true]);
    assert_eq!(later("loop { keep(x.clone()); break; }"), [false]);
    assert_eq!(later("loop { keep(x.clone()); if c { continue; } break; }"), [true]);
    assert_eq!(later("while c { let x = make(); keep(x.clone()); }"), [false]);
    assert_eq!(later("for z in s { keep(z.clone()); }"), [false]);
    assert_eq!(later("'a: loop { loop { keep(x.clone()); break 'a; } }"), [false]);
    assert_eq!(later("'a: loop { loop { keep(x.clone()); continue 'a; } }"), [true]);
    assert_eq!(later("for z in s { keep(x.clone()); x = make(); }"), [false]);
}

#[test]
fn closures_run_often_unless_they_are_known_to_run_once() {
    assert_eq!(later("s.each(|| keep(x.clone()));"), [true]);
    assert_eq!(later("s.once(|| keep(x.clone()));"), [false]);
    assert_eq!(later("s.once(|| keep(x.clone())); look(&x);"), [true]);
    assert_eq!(later("spawn(move || keep(x.clone()));"), [false]);
    assert_eq!(later("s.each(|| { let z = make(); keep(z.clone()); });"), [false]);
}

#[test]
fn what_follows_a_future_does_not_wait_for_it() {
    assert_eq!(later("spawn(async { keep(x.clone()); });"), [false]);
    assert_eq!(later("let z = x.clone(); spawn(async move { loop { look(&z); } }); look(&x);"), [true]);
    assert_eq!(later("let z = async { keep(x.clone()) }; look(&x); z.await;"), [true]);
}

#[test]
fn macros_may_leave_arguments_out() {
    assert_eq!(later("loop { choose!(c, return); keep(x.clone()); }"), [true]);
    assert_eq!(later("loop { select! { z = y => { return; }, () = s => {} } keep(x.clone()); }"), [true]);
    assert_eq!(later("return; keep(x.clone());"), [true]);
}

#[test]
fn borrows_are_followed_by_place() {
    assert_eq!(later("let r = view(&x); keep(x.clone()); look(r);"), [true]);
    assert_eq!(later("let n = size(&x); keep(x.clone()); look(n);"), [false]);
    assert_eq!(later("let r = view(&s.a); keep(s.b.clone()); look(r);"), [false]);
    assert_eq!(later("let r = view(&s.a); keep(s.a.clone()); look(r);"), [true]);
    assert_eq!(later("let r = view(&s.a); keep(s.clone()); look(r);"), [true]);
    assert_eq!(later("let mut r = new(); r.change_to(&x); keep(x.clone()); look(&r);"), [true]);
    assert_eq!(later("let r = view(&x); let r2 = view(&r); keep(x.clone()); look(r2);"), [true]);
}

#[test]
fn what_borrows_a_variable_is_gone_with_it() {
    assert_eq!(later("let r = { let z = make(); look(&z); keep(z.clone()); y }; look(r);"), [false]);
    let stack = "while c { let r = all.change_pop(); let z = make(); all.change_push(&z); keep(z.clone()); }";
    assert_eq!(later(&format!("let mut rall = new(); {}", stack.replace("all", "rall"))), [false]);
}

#[test]
fn guards_use_what_they_borrow_when_they_go() {
    assert_eq!(later("let guard = lock(&x); keep(x.clone());"), [true]);
    assert_eq!(later("{ let guard = lock(&x); } keep(x.clone());"), [false]);
}
