#!/usr/bin/env python3
"""Sources made to hurt: hostile.py BINARY [--seconds S] [--mebibytes M] [CASE...]

Runs the binary over a package of each case and prints a line: exit status, seconds, peak memory, sites found, and what the
program says. A case fails that crashes, takes longer or more memory than it may, or loses sites. Cases are what nests
(`nest-…`) and what multiplies. A debug build takes several times as long: give it more seconds.
"""

import argparse
import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

LEVELS = 50_000


def in_body(before, after="", core="a.clone()"):
    return f"fn f(a: String) {{ g({before * LEVELS}{core}{after * LEVELS}); }}"


def in_type(before, after=""):
    return f"fn f(a: {before * LEVELS}u8{after * LEVELS}) {{ a.clone(); }}"


def in_pattern(before, after=""):
    return f"fn f(a: String) {{ match a.clone() {{ {before * LEVELS}_{after * LEVELS} => {{}} }} }}"


def items(before, after):
    return before * LEVELS + "fn f(a: String) { a.clone(); }" + after * LEVELS


def beside(code):
    return code + " fn f(a: String) { a.clone(); }"


def nests():
    """What nests, by name: the code, and how many sites it has."""
    prefixes = ["!", "-", "&", "&mut ", "*", "&raw const ", "return ", "break ", "yield ", "|b| ", "|b, c| ", "||", "| | ",
                "move || ", "async || ", "..", "b = ", "b += ", "#[c] ", "box ", "0 | |b, c| ", "b < |c, d| "]
    for prefix in prefixes:
        yield "nest-before " + prefix, in_body(prefix), 1
    for link in [".b", "?", ".await", "[0]", "()", " as u8", "..b", " = b", " && b", " << b", " < b", ".b::<C>()"]:
        yield "nest-behind " + link, in_body("", link), 1
    yield "nest-chain", in_body("", ".clone()", "a"), LEVELS
    yield "nest-sum", in_body("a.clone() + ", "", "b"), LEVELS
    yield "nest-index", in_body("", "[a.clone()]", "a"), LEVELS
    yield "nest-else-if", in_body("if b { a.clone(); } else ", "", "{}"), LEVELS
    yield "nest-else-if-let", in_body("if let Some(b) = c { a.clone(); } else ", "", "{}"), LEVELS
    for head in ["if ", "while ", "match ", "for b in ", "if let b = ", "for S {} in "]:
        yield "nest-head " + head, in_body(head, " {}"), 1
    pairs = ["()", "{}", "[]", "if b {}", "(1, )", "g()", "a.g()", "unsafe {}", "async {}", "loop {}", "while b {}", "const {}",
             "for b in c {}", "match b { _ => }", "match b { _ => {} }", "||{}", "S { b: }", "g(|b| )", "g(|b| { })", "b[]",
             "{ let b = ; }", "{ let Some(b) = c else { }; }", "vec![]", "m!()", "m!{}", "'b: {}", "[; 1]", "try {}",
             'format!("{}", )', "assert_eq!(1, )", "matches!(, b)", "select!{ b = => c }", "json!({ \"b\": })", "dbg!()"]
    for pair in pairs:
        at = next(at for at in range(len(pair) // 2, len(pair)) if pair[at] in ")]}=;,") if "=>" not in pair else pair.rindex("=> ") + 3
        yield "nest-in " + pair, in_body(pair[:at], pair[at:]), 1
    for before, after in [("&", ""), ("&'a mut ", ""), ("*const ", ""), ("Vec<", ">"), ("R<(), ", ">"), ("fn() -> ", ""),
                          ("impl Fn() -> ", ""), ("fn(", ")"), ("(u8, ", ")"), ("[", "]"), ("[", "; 1]"), ("dyn Fn() -> ", ""),
                          ("I<B = ", ">"), ("<", " as B>::C"), ("Box<dyn T<", ">>"), ("for<'b> fn() -> ", ""), ("m!(", ")"),
                          ("A<{", "}>"), ("", "::A"), ("impl A + ", "")]:
        yield f"nest-type {before}{after}", in_type(before, after), 1
    for before, after in [("&", ""), ("b @ ", ""), ("(", ")"), ("(b, ", ")"), ("Some(", ")"), ("S { b: ", "}"), ("[", "]"), ("", " | b")]:
        yield f"nest-pattern {before}{after}", in_pattern(before, after), 1
    for before, after in [("mod m {", "}"), ("fn f() {", "}"), ("m! {", "}"), ("cfg_if! { if #[cfg(b)] {", "} }"),
                          ("fn f() { impl S {", "} }"), ("fn f() { const A: u8 = {", "}; }")]:
        yield f"nest-items {before}", items(before, after), 1
    yield "nest-use", beside("use " + "b::{" * LEVELS + "c" + "}" * LEVELS + ";"), 1
    yield "nest-use-path", beside("use " + "b::" * LEVELS + "c;"), 1
    yield "nest-cfg", beside("#[cfg(" + "not(" * LEVELS + "b" + ")" * LEVELS + ")] struct S;"), 1
    yield "nest-cfg-attr", beside("#[" + "cfg_attr(b, " * LEVELS + "c" + ")" * LEVELS + "] struct S;"), 1
    yield "nest-attribute", beside("#[b = " + "-" * LEVELS + "1] struct S;"), 1
    yield "nest-type-in-string", beside('#[wasm_bindgen] extern "C" { #[wasm_bindgen(extends = "' + "&" * LEVELS + 'A")] type B; }'), 1
    yield "nest-rules", beside("macro_rules! m { (b) => {" + "(" * LEVELS + ")" * LEVELS + "} } m!(b);"), 1
    yield "nest-pattern-of-rules", beside("macro_rules! m { (" + "(" * LEVELS + ")" * LEVELS + ") => {} } m!(b);"), 1


def multiplied():
    """What multiplies, by name: the code, and how many sites it has."""
    n = 3000
    yield ("fields", "#[derive(Clone)] struct S { " + "".join(f"f{i}: String, " for i in range(n)) + "} fn f(s: &S) { "
           + "".join(f"g(s.f{i}.clone());" for i in range(n)) + "}", n)
    yield ("fields-cloned-whole", "#[derive(Clone)] struct S { " + "".join(f"f{i}: Vec<String>, " for i in range(n)) + "} fn f(s: &S) { "
           + "g(s.clone());" * n + "}", n)
    yield ("generic-fields", "".join(f"#[derive(Clone)] struct S{i}<T> {{ a: S{i + 1}<(T, T)>, b: S{i + 1}<Vec<T>> }} " for i in range(60))
           + "#[derive(Clone)] struct S60<T>(T); fn f(s: &S0<u8>) { s.clone(); }", 1)
    k = 24
    yield ("blanket-impls", "".join(f"trait T{i} {{ fn t{i}(&self) {{}} }} " for i in range(k))
           + "".join(f"impl<X: T{j}> T{i} for X {{}} " for i in range(k) for j in range(k))
           + "fn f(a: &String) { " + "".join(f"a.t{i}(); g(a.t{i}().clone());" for i in range(k)) + "}", k)
    yield ("impls-of-pairs", "trait T { fn t(self) -> Self; } struct P<A, B>(A, B); "
           + "".join(f"impl<A: T, B: T> T for P<P<A, S{i}>, B> {{ fn t(self) -> Self {{ self }} }} struct S{i}; " for i in range(40))
           + "fn f<A: T + Clone>(a: " + "P<" * 6 + "A" + ", A>" * 6 + ") { a.t().clone(); }", 1)
    yield ("supertraits", "".join(f"trait T{i}: {' + '.join(f'T{j}' for j in range(30) if j != i)} {{ fn t{i}(&self); }} " for i in range(30))
           + "trait N { fn n(&self); } fn f<X: T0>(a: X) { a.n().clone(); a.t3().clone(); }", 2)
    yield ("projections", "trait T { type A; type B; } struct P<X, Y>(X, Y); impl<X: T, Y: T> T for P<X, Y> { "
           "type A = P<<P<X, Y> as T>::B, <P<Y, X> as T>::B>; type B = P<<P<X, Y> as T>::A, <P<Y, X> as T>::A>; } "
           "fn f<X: T>(a: <P<X, X> as T>::A) { a.clone(); }", 1)
    yield ("closures", "fn f() { let a = String::new(); " + "".join(f"let g{i} = |x| {{ h(x, {'a' if i == 0 else f'g{i - 1}'}.clone()) }};" for i in range(2000)) + "}", 2000)
    yield ("closures-that-capture", "fn f(" + "".join(f"a{i}: String, " for i in range(500)) + ") { "
           + "".join("let g = || { " + "".join(f"h(a{i}.clone());" for i in range(500)) + "};" for _ in range(20)) + "}", 10_000)
    yield ("pending", "fn f() { " + "".join(f"let v{i} = Default::default(); " for i in range(n))
           + "".join(f"g(v{i}, v{i + 1}.clone());" for i in range(n - 1)) + "}", n - 1)
    yield ("pending-chains", "fn f() { " + "".join(f"let mut v{i} = Vec::new(); " for i in range(n))
           + "".join(f"v{i + 1}.push(v{i}.clone()); " for i in range(n - 1)) + "v0.push(1u8); }", n - 1)
    yield ("collects", "fn f(a: Vec<String>) { " + "".join(f"let v{i} = a.iter().map(|x| x.clone()).collect(); " for i in range(n)) + "}", n)
    yield ("loops", "fn f(a: String) { " + "loop { " * 100 + "g(a.clone()); " * n + "}" * 100 + " }", n)
    yield ("loops-with-breaks", "fn f(a: String, b: bool) { " + "loop { if b { break; } " * 100 + "g(a.clone()); " * n + "break; }" * 100 + " }", n)
    yield ("holders", "fn f(a: String) { " + "".join(f"let b{i + 1} = g(&b{i}); " for i in range(n)).replace("&b0", "&a")
           + "".join(f"h(a.clone(), &b{i + 1}); " for i in range(n)) + "}", n)
    yield ("uses-before", "fn f(" + "".join(f"a{i}: String, " for i in range(n)) + ") { " + "".join(f"g(&a{i}); " for i in range(n))
           + "".join(f"h(a{i}.clone()); " for i in range(n)) + "".join(f"g(&b{i}); " for i in range(n)) + "}", n)
    yield ("branches", "fn f(a: String, b: bool) { " + "if b { g(a.clone()); } else { g(&a); } " * n + "}", n)
    yield ("overwritten", "fn f(mut a: String, b: String) { " + "h(a.clone()); a = b.clone(); " * n + "}", 2 * n)
    yield ("matches", "fn f(a: E) { match a.clone() { " + "".join(f"E::A{i}(b) => g(b.clone()), " for i in range(n)) + "} } #[derive(Clone)] enum E { "
           + "".join(f"A{i}(String), " for i in range(n)) + "}", n + 1)
    yield ("shadowed", "fn f(a: String) { " + "let a = a.clone(); " * n + "}", n)
    yield ("names-in-a-macro", "fn f(a: String) { m!(" + "".join(f"b{i} " for i in range(200_000)) + "; a.clone()); }", 1)
    yield ("macros-in-macros", "fn f(a: String) { " + "m!(" * 100 + "a.clone(), " + "b + c, " * 50_000 + ")" * 100 + "; }", 1)
    yield ("brackets-that-do-not-parse", "m! { " + "(" * 120 + "a.clone() " + "b c ; " * 50_000 + ")" * 120 + " }", 1)
    yield ("rules-that-add-brackets", "macro_rules! m { ($e:expr, x $($r:tt)*) => { m!(" + "(" * 100 + "$e" + ")" * 100 + ", $($r)*) }; ($e:expr,) => { $e } } "
           "fn f(a: &String) { m!(a.clone(), " + "x " * 60 + "); }", 1)
    yield ("rules-that-grow", "macro_rules! m { ($($t:tt)*) => { m!($($t)* $($t)*); } } m!(a); fn f(a: &String) { m!(a.clone()); }", 1)
    yield ("rules-many-of-one-name", "".join(f"macro_rules! m {{ (b{i}) => {{ struct S{i}; }} }} " for i in range(n)) + "m!(b1);" * n
           + " fn f(a: &String) { a.clone(); }", 1)
    yield ("rules-with-many-arms", "macro_rules! m { " + "".join(f"(b{i}) => {{ struct S{i}; }}; " for i in range(n)) + "} "
           + "".join(f"m!(b{i}); " for i in range(n)) + "fn f(a: &String) { a.clone(); }", 1)
    yield ("impls-of-one-type", "struct S; " + "".join(f"impl S {{ fn m{i}(&self) -> String {{ g() }} }} " for i in range(n))
           + "fn f(s: S) { " + "".join(f"s.m{i}().clone(); " for i in range(n)) + "}", n)
    yield ("blanket-impls-of-one-trait", "trait T { fn t(&self) -> u8; } " + "".join(f"trait B{i} {{}} impl<X: B{i}> T for X {{ fn t(&self) -> u8 {{ 0 }} }} " for i in range(n))
           + "fn f(a: String) { " + "a.t().clone(); " * 200 + "}", 200)
    yield ("modules", "".join(f"pub mod m{i} {{ pub use super::m{(i + 1) % n}::*; }} " for i in range(n)) + "fn f(a: m0::A) { a.clone(); }", 1)
    yield ("imports", "".join(f"use m::a{i}; " for i in range(20_000)) + "fn f(a: String) { a.clone(); }", 1)
    yield ("aliases", "".join(f"type A{i} = A{i + 1}; " for i in range(n)) + f"type A{n} = String; fn f(a: A0) {{ a.clone(); }}", 1)
    yield ("alias-tree", "type A0 = (u8, u8); " + "".join(f"type A{i + 1} = (A{i}, A{i}); " for i in range(30)) + "fn f(a: &A30) { a.clone(); }", 1)
    yield ("alias-fields", "type A0<T> = (T, T); " + "".join(f"type A{i + 1}<T> = A{i}<(T, T)>; " for i in range(30))
           + "#[derive(Clone)] struct S(A30<u8>); fn f(a: &S) { a.clone(); a.0.clone(); }", 2)
    yield ("tuples", "fn f(a0: String) { " + "".join(f"let a{i + 1} = (a{i}.clone(), a{i}.clone()); " for i in range(40)) + "}", 80)
    yield ("boxes", "fn f(a0: String) { " + "".join(f"let a{i + 1} = Box::new(a{i}.clone()); " for i in range(n)) + "}", n)
    yield ("derefs", "".join(f"struct S{i}; impl std::ops::Deref for S{i} {{ type Target = S{i + 1}; fn deref(&self) -> &S{i + 1} {{ g() }} }} " for i in range(n))
           + f"struct S{n}; fn f(a: S0) {{ " + "a.b().clone(); " * 200 + "}", 200)
    yield ("where-clauses", "fn f<" + "".join(f"A{i}, " for i in range(n)) + ">(a: A0) where " + "".join(f"A{i}: Into<A{i + 1}>, " for i in range(n - 1))
           + "{ " + "a.into().clone(); " * 200 + "}", 200)
    yield ("const-arguments", "fn f(a: [u8; { " + "1 + " * 4000 + "1 }]) { a.clone(); }", 1)
    yield ("suppressions", "// clone-audit: allow(all)\n" * 20_000 + "fn f(a: String) { a.clone(); }", 1)
    yield ("comments-in-a-row", "fn f(a: String) { a" + "/* b */.clone()" * 3000 + "; }", 3000)
    yield ("one-line", "fn f(a: String) { " + "a.clone(); " * 20_000 + "}", 20_000)
    yield ("long-names", "fn f(a: String) { " + "".join(f"let {'b' * 5000}{i} = a.clone(); " for i in range(200)) + "}", 200)


def run(binary, code, seconds):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "src").mkdir()
        (root / "Cargo.toml").write_text('[package]\nname = "hostile"\nversion = "0.1.0"\nedition = "2021"\n')
        (root / "src/lib.rs").write_text(code)
        command = [binary, "clone-audit", "list", "--format", "json", "--manifest-path", root / "Cargo.toml", "-v"]
        start = time.monotonic()
        with open(root / "out", "wb") as out, open(root / "err", "wb") as err:
            child = subprocess.Popen(command, stdout=out, stderr=err)
            usage = None
            while usage is None:
                pid, status, spent = os.wait4(child.pid, 1)
                if pid:
                    code, usage = os.waitstatus_to_exitcode(status), spent
                elif time.monotonic() - start > seconds:
                    child.kill()
                    _, _, usage = os.wait4(child.pid, 0)
                    code = "too long"
                else:
                    time.sleep(0.01)
        try:
            sites = len(json.loads((root / "out").read_bytes())["sites"])
        except ValueError:
            sites = None
        said = (root / "err").read_text(errors="replace").strip().splitlines()
        said = [line for line in said if not line.startswith(("audited", "kept"))]
        return code, time.monotonic() - start, usage.ru_maxrss // 1024, sites, said[-1] if said else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("cases", nargs="*", help="parts of the names of cases")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--mebibytes", type=int, default=1024)
    arguments = parser.parse_args()
    failed = 0
    for name, code, expected in itertools.chain(nests(), multiplied()):
        if arguments.cases and not any(case in name for case in arguments.cases):
            continue
        status, seconds, memory, sites, said = run(arguments.binary, code, 4 * arguments.seconds)
        is_fine = (status, sites) == (0, expected) and seconds <= arguments.seconds and memory <= arguments.mebibytes
        failed += not is_fine
        print(f"{'ok ' if is_fine else 'BAD'} {name:40} {status} {seconds:6.2f} s {memory:5} MiB {sites} of {expected} sites  {said[:110]}", flush=True)
    print(f"{failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
