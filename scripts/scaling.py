#!/usr/bin/env python3
"""Whether the time of an audit grows in proportion to the code: generated sources at n, 2n, 4n and 8n.

Usage: scripts/scaling.py [--tool PATH] [--only KIND…] [--seconds 1.5] [--runs 3]

Each kind is code that repeats one thing: statements, arms of a match, modules, impls of a trait and so on, most with a clone in
each. n is doubled until 8n takes --seconds of CPU time or reaches the kind's bound. Prints the user time of one thread, less
that of an empty package, in seconds (the median of --runs), and the exponent of its growth by least squares: 1 is linear, 2
quadratic. Exit status 1 if an exponent is above 1.15.
"""
import argparse, json, math, os, pathlib, statistics, subprocess, sys, tempfile

STEEPEST = 1.15
MANIFEST = '[package]\nname = "scaled"\nversion = "0.0.0"\nedition = "2021"\n'
# Less than this is noise, and says nothing of growth.
LEAST_SECONDS = 0.1


def each(n, pattern, start=0):
    """The pattern for each number: % is the number, @ the number before."""
    return "".join(pattern.replace("%", str(i)).replace("@", str(i - 1)) for i in range(start, start + n))


def body(code, signature="f(a: &String)"):
    return f"pub fn {signature} {{ {code} }}\n"


def files_of(n):
    files = {f"src/m{i}.rs": "pub fn f(a: &String) -> String { a.clone() }\n" for i in range(n)}
    return {"src/lib.rs": each(n, "mod m%;\n"), **files}


def packages_of(n):
    files = {"Cargo.toml": "[workspace]\nmembers = ['p*']\nresolver = '2'\n"}
    for i in range(n):
        files[f"p{i}/Cargo.toml"] = MANIFEST.replace("scaled", f"p{i}")
        files[f"p{i}/src/lib.rs"] = "pub fn f(a: &String) -> String { a.clone() }\n"
    return files


# What is repeated: the code for n, and the largest n.
KINDS = {
    # ---- in one body ----
    "statements": (lambda n: body("drop(a.clone());\n" * n), 200_000),
    "let chain": (lambda n: body("let a = a.clone();\n" * n), 200_000),
    "let chain, names": (lambda n: body("let a0 = a; " + each(n, "let a% = a@.clone();\n", 1)), 200_000),
    "let chain, backwards": (lambda n: body("let a0 = Default::default(); " + each(n, "let a% = Clone::clone(&a@);\n", 1)
                                            + f"let b: String = a{n};"), 200_000),
    "let chain, moved": (lambda n: body("let a0 = a.clone(); " + each(n, "let a% = a@; drop(a%.clone());\n", 1)), 100_000),
    "let chain, owned": (lambda n: body(each(n, "let a% = a@; drop(a%.clone());\n", 1), "f(a0: String)"), 100_000),
    "variables, used last": (lambda n: body(each(n, "let a% = a.clone();\n") + each(n, "drop(a%);\n")), 100_000),
    "uses of one variable": (lambda n: body("let b = a.clone();" + "f(&b);\n" * n), 200_000),
    "clones of one variable": (lambda n: body("let mut b = a.clone();" + "g(b.clone()); b.push('a');\n" * n), 100_000),
    "assignments": (lambda n: body("let mut b = a.clone();" + "b = b.clone();\n" * n), 100_000),
    "method chain": (lambda n: body("drop(a" + ".clone()" * n + ");"), 2_000),
    "method chains": (lambda n: body(("drop(a" + ".clone()" * 20 + ");\n") * n), 20_000),
    "iterator chain": (lambda n: body("drop([a].into_iter()" + ".map(|b| b.clone())" * n + ");"), 1_000),
    "field chain": (lambda n: "pub struct S { s: Box<S>, a: String }\n" + body("drop(a" + ".s" * n + ".a.clone());", "f(a: &S)"), 2_000),
    "operators": (lambda n: body("drop(a.clone()" + " + &a.clone()" * n + ");"), 2_000),
    "arms": (lambda n: body("match b {" + each(n, "% => a.clone(),\n") + "_ => a.clone() };", "f(a: &String, b: usize)"), 200_000),
    "arms of strings": (lambda n: body("match b {" + each(n, "\"%\" => drop(a.clone()),\n") + "_ => {} };", "f(a: &String, b: &str)"), 200_000),
    "arms of an enum": (lambda n: "pub enum E {" + each(n, "V%(String),\n") + "}\n"
                        + body("match a {" + each(n, "E::V%(b) => b.clone(),\n") + "};", "f(a: &E)"), 100_000),
    "alternatives": (lambda n: body("match b { 0" + each(n, " | %", 1) + " => a.clone(), _ => a.clone() };", "f(a: &String, b: usize)"), 200_000),
    "ifs": (lambda n: body("if b { drop(a.clone()); }\n" * n, "f(a: &String, b: bool)"), 100_000),
    "loops": (lambda n: body("for _ in 0..2 { drop(a.clone()); }\n" * n), 100_000),
    "closures": (lambda n: body(each(n, "let c% = || a.clone();\n")), 100_000),
    "closures, called": (lambda n: body(each(n, "let c% = |b: &String| b.clone(); drop(c%(a));\n")), 50_000),
    "spawned": (lambda n: body("let b = a.clone(); std::thread::spawn(move || drop(b));\n" * n), 50_000),
    "blocks": (lambda n: body("{ let b = a.clone(); }\n" * n), 100_000),
    "nested blocks": (lambda n: body("{ let b = a.clone();" * n + "}" * n) * 50, 1_000),
    "nested calls": (lambda n: body("drop(" * n + "a.clone()" + ")" * n) * 50, 1_000),
    "nested closures": (lambda n: body("let c = || { let b = a.clone(); " * n + "};" * n) * 20, 500),
    "nested matches": (lambda n: body("match a.clone() { b => { " * n + "} }" * n) * 20, 500),
    "nested loops": (lambda n: body("for b in [a.clone()] { " * n + "}" * n) * 20, 500),
    "arguments": (lambda n: body("g(" + "a.clone(),\n" * n + ");"), 200_000),
    "items of vec!": (lambda n: body("let b = vec![" + "a.clone(),\n" * n + "];"), 200_000),
    "items of an array": (lambda n: body("let b = [" + "a.clone(),\n" * n + "];"), 200_000),
    "items of a tuple": (lambda n: body("let b = (" + "a.clone(),\n" * n + ");"), 100_000),
    "fields of a struct": (lambda n: "pub struct S {" + each(n, "a%: String,\n") + "}\n"
                           + body("let b = S {" + each(n, "a%: a.clone(),\n") + "};"), 50_000),
    "fields, read": (lambda n: "pub struct S {" + each(n, "a%: String,\n") + "}\n"
                     + body(each(n, "drop(a.a%.clone());\n"), "f(a: &S)"), 50_000),
    "items in a body": (lambda n: body(each(n, "fn g%(a: &String) -> String { a.clone() }\n")), 50_000),
    "calls of println!": (lambda n: body("println!(\"{}\", a.clone());\n" * n), 100_000),
    "questions": (lambda n: body("g(a.clone())?;\n" * n + "None", "f(a: &String) -> Option<()>"), 100_000),
    "awaits": (lambda n: body("g(a.clone()).await;\n" * n).replace("pub fn", "pub async fn"), 100_000),
    "indexes": (lambda n: body(each(n, "drop(a[%].clone());\n"), "f(a: &[String])"), 100_000),
    # ---- items ----
    "functions": (lambda n: each(n, "pub fn f%(a: &String) -> String { a.clone() }\n"), 100_000),
    "functions, calling": (lambda n: "pub fn f0(a: &String) -> String { a.clone() }\n"
                           + each(n, "pub fn f%(a: &String) -> String { f@(&a.clone()) }\n", 1), 100_000),
    "functions of one name": (lambda n: each(n, "#[cfg(feature = \"a%\")] pub fn f(a: &String) -> String { a.clone() }\n"), 50_000),
    "types": (lambda n: each(n, "#[derive(Clone)] pub struct T% { a: String }\nimpl T% { pub fn f(&self) -> T% { self.clone() } }\n"), 50_000),
    "types within types": (lambda n: "#[derive(Clone)] pub struct T0;\n" + each(n, "#[derive(Clone)] pub struct T%(T@);\n"
                           "pub fn f%(a: &T%) -> T% { a.clone() }\n", 1), 50_000),
    "types of one another": (lambda n: "#[derive(Clone)] pub struct T0;\n" + each(
        n, "#[derive(Clone)] pub struct T%(Vec<T@>, Option<Box<T@>>);\npub fn f%(a: &T%) -> T% { a.clone() }\n", 1), 20_000),
    "aliases": (lambda n: "pub type A0 = String;\n" + each(n, "pub type A% = A@;\n", 1) + body("drop(a.clone());", f"f(a: &A{n})"), 20_000),
    "constants": (lambda n: "pub const A0: usize = 1;\n" + each(n, "pub const A%: usize = A@;\n", 1)
                  + body("drop(a.clone());", f"f(a: &[String; A{n}])"), 50_000),
    "variants": (lambda n: "#[derive(Clone)] pub enum E {" + each(n, "V%(String),\n") + "}\n" + body("drop(a.clone());", "f(a: &E)"), 100_000),
    "fields": (lambda n: "#[derive(Clone)] pub struct S {" + each(n, "a%: String,\n") + "}\n" + body("drop(a.clone());", "f(a: &S)"), 100_000),
    "impls of one type": (lambda n: "pub struct S(String);\n" + each(n, "impl S { pub fn f%(&self) -> String { self.0.clone() } }\n"), 50_000),
    "methods of one impl": (lambda n: "pub struct S(String);\nimpl S {" + each(n, "pub fn f%(&self) -> String { self.f@() + &self.0.clone() }\n") + "}", 50_000),
    "impls of one trait": (lambda n: "pub trait T { fn g(&self) -> String; }\n" + each(
        n, "pub struct S%; impl T for S% { fn g(&self) -> String { String::new() } }\npub fn f%(a: &S%) -> String { a.g().clone() }\n"), 20_000),
    "traits of one type": (lambda n: "pub struct S;\n" + each(
        n, "pub trait T% { fn g%(&self) -> String; } impl T% for S { fn g%(&self) -> String { String::new() } }\n"
        "pub fn f%(a: &S) -> String { a.g%().clone() }\n"), 20_000),
    "impls of From": (lambda n: "pub struct S;\n" + each(
        n, "pub struct T%; impl From<T%> for S { fn from(_: T%) -> S { S } }\npub fn f%(a: T%, b: &String) -> S { drop(b.clone()); a.into() }\n"), 10_000),
    "blanket impls": (lambda n: each(n, "pub trait T% { fn g%(&self) -> String; } impl<T: Clone> T% for T { fn g%(&self) -> String { String::new() } }\n")
                      + body(each(n, "drop(a.g%().clone());\n")), 20_000),
    "traits above": (lambda n: "pub trait T0: Clone {}\n" + each(n, "pub trait T%: T@ {}\n", 1) + body("drop(a.clone());", f"f<A: T{n}>(a: &A)"), 20_000),
    "type parameters": (lambda n: body(each(n, "drop(a%.clone());\n"), "f<" + each(n, "A%: Clone,") + ">(" + each(n, "a%: A%,") + ")"), 20_000),
    "where clauses": (lambda n: body(each(n, "drop(a%.clone());\n"), "f<" + each(n, "A%,") + ">(" + each(n, "a%: A%,") + ") where "
                                     + each(n, "A%: Clone,")), 20_000),
    "generic functions": (lambda n: each(n, "pub fn f%<T: Clone + Into<String>, U>(a: &T, b: U) -> T where U: AsRef<T> { drop(b.as_ref().clone()); a.clone() }\n"), 50_000),
    "tests": (lambda n: "#[cfg(test)] mod tests {" + each(n, "#[test] fn f%() { let a = String::new(); assert_eq!(a.clone(), a); }\n") + "}", 50_000),
    # ---- modules and names ----
    "files": (files_of, 8_000),
    "packages": (packages_of, 800),
    "modules": (lambda n: each(n, "pub mod m% { pub fn f(a: &String) -> String { a.clone() } }\n"), 50_000),
    "nested modules": (lambda n: "pub mod m { pub fn f(a: &String) -> String { a.clone() } " * n + "}" * n, 1_000),
    "imports": (lambda n: "pub mod m {" + each(n, "pub struct S%;\n") + "}\n" + each(n, "use m::S%;\npub fn f%(a: &Vec<S%>) { drop(a.clone()); }\n"), 20_000),
    "imports of one list": (lambda n: "pub mod m {" + each(n, "pub struct S%;\n") + "}\nuse m::{" + each(n, "S%,\n") + "};\n"
                            + each(n, "pub fn f%(a: &Vec<S%>) { drop(a.clone()); }\n"), 20_000),
    "imports of imports": (lambda n: "pub mod m0 { pub struct S; }\n" + each(n, "pub mod m% { pub use super::m@::S; }\n", 1)
                           + body("drop(a.clone());", f"f(a: &Vec<m{n}::S>)"), 20_000),
    "globs": (lambda n: each(n, "pub mod m% { pub struct S%; }\nuse m%::*;\npub fn f%(a: &Vec<S%>) { drop(a.clone()); }\n"), 10_000),
    "globs of enums": (lambda n: each(n, "pub enum E% { V% }\nuse E%::*;\npub fn f%(a: &String) -> (E%, String) { (V%, a.clone()) }\n"), 10_000),
    "globs, there and back": (lambda n: each(n, "pub mod m% { use super::*; pub struct S%(T); }\nuse m%::*;\npub fn f%(a: &Vec<S%>) { drop(a.clone()); }\n")
                              + "pub struct T;\n", 10_000),
    "globs of globs": (lambda n: "pub mod m0 { pub struct S; }\n" + each(n, "pub mod m% { pub use super::m@::*; }\n", 1)
                       + body("drop(a.clone());", f"f(a: &Vec<m{n}::S>)"), 20_000),
    "globs of globs, backwards": (lambda n: each(n, "pub mod m% { pub use super::m@::*; }\n", 1).replace("m0::", "end::")
                                  + "pub mod end { pub struct S; }\n" + body("drop(a.clone());", f"f(a: &Vec<m{n}::S>)"), 20_000),
    "globs of one module": (lambda n: "pub mod m { pub struct S; }\n" + each(n, "pub mod m% { use super::m::*; pub fn f(a: &Vec<S>) { drop(a.clone()); } }\n"), 20_000),
    "globs of what is above": (lambda n: "pub struct S;\n" + each(n, "pub mod m% { use super::*; pub fn f(a: &Vec<S>) { drop(a.clone()); } }\n"), 20_000),
    "macros": (lambda n: each(n, "macro_rules! m% { ($a:expr) => { $a.clone() } }\npub fn f%(a: &String) -> String { m%!(a) }\n"), 20_000),
    "rules of a macro": (lambda n: "macro_rules! m {" + each(n, "(k%, $a:expr) => { $a.clone() };\n") + "}\n"
                         + body(each(n, "drop(m!(k%, a));\n")), 1_000),
    "macro calls": (lambda n: "macro_rules! m { ($a:expr) => { $a.clone() } }\n" + body("drop(m!(a));\n" * n), 50_000),
    "macro calls, items": (lambda n: "macro_rules! m { ($a:ident) => { pub fn $a(a: &String) -> String { a.clone() } } }\n" + each(n, "m!(f%);\n"), 50_000),
    "macro calls, impls": (lambda n: "macro_rules! m { ($a:ident) => { pub struct $a; impl Clone for $a { fn clone(&self) -> Self { $a } } } }\n"
                           + each(n, "m!(S%); pub fn f%(a: &S%) -> S% { a.clone() }\n"), 20_000),
    "repetitions of a macro": (lambda n: "macro_rules! m { ($($a:ident)*) => { $(pub fn $a(a: &String) -> String { a.clone() })* } }\nm! {"
                               + each(n, "f%\n") + "}", 50_000),
    "arguments of a macro": (lambda n: "macro_rules! m { ($($a:expr),*) => { $(drop($a);)* } }\n" + body("m!(" + "a.clone(), " * n + "a.clone());"), 50_000),
    "recursive macro": (lambda n: "macro_rules! m { () => {}; ($a:ident $($b:ident)*) => { pub fn $a(a: &String) -> String { a.clone() } m!($($b)*); } }\nm! {"
                        + each(n, "f%\n") + "}", 100),
    # ---- text ----
    "line comments": (lambda n: "// Says nothing of `a.clone()`.\n" * n + body("drop(a.clone());"), 2_000_000),
    "doc comments": (lambda n: "/// Says nothing of `a.clone()`.\n" * n + body("drop(a.clone());"), 1_000_000),
    "block comments": (lambda n: "/* Says /* nothing */ of */\n" * n + body("drop(a.clone());"), 1_000_000),
    "nested comments": (lambda n: "/*" * n + "*/" * n + body("drop(a.clone());"), 2_000_000),
    "suppressions": (lambda n: body("// clone-audit: allow(redundant-clone)\ndrop(a.clone());\n" * n), 50_000),
    "reasons": (lambda n: body("// The caller keeps its own.\ndrop(a.clone());\n" * n), 50_000),
    "table of numbers": (lambda n: "pub const A: &[u32] = &[" + each(n, "%, ") + "];\n" + body("drop(a.clone());"), 2_000_000),
    "table of strings": (lambda n: "pub const A: &[&str] = &[" + each(n, "\"clone %\", ") + "];\n" + body("drop(a.clone());"), 1_000_000),
    "table of pairs": (lambda n: "pub const A: &[(u32, &str)] = &[" + each(n, "(%, \"a%\"),\n") + "];\n" + body("drop(a.clone());"), 500_000),
    "table with clones": (lambda n: body("let b = [" + each(n, "(%, \"a%\", a.clone()),\n") + "];"), 50_000),
    "long string": (lambda n: body(f"let b = \"{'a.clone() ' * n}\".to_owned(); drop(a.clone());"), 2_000_000),
    "long line": (lambda n: body("drop(a.clone());" * n), 100_000),
    "wide line": (lambda n: body("drop(\"ä\"); drop(a.clone());" * n), 50_000),
    "attributes": (lambda n: each(n, "#[doc(alias = \"%\")]\n") + body("drop(a.clone());"), 200_000),
    "conditions": (lambda n: each(n, "#[cfg(any(feature = \"a%\", not(feature = \"a%\")))] pub fn f%(a: &String) -> String { a.clone() }\n"), 50_000),
    "empty lines": (lambda n: "\n" * n + body("drop(a.clone());"), 8_000_000),
}
# Sites to compare with those of a baseline. All of them count, whichever way they differ.
COMPARED = {
    "compared, same": (lambda n: (each(n, "pub fn f%(a: &String) -> String { a.clone() }\n"),) * 2, 50_000),
    "compared, renamed": (lambda n: (each(n, "pub fn f%(a: &String) -> String { a.clone() }\n"),
                                     each(n, "pub fn g%(a: &String) -> String { a.clone() }\n")), 20_000),
    "compared, respelled": (lambda n: (each(n, "pub fn f%(a: &String) -> String { a.clone() }\n"),
                                       each(n, "pub fn f%(a: &String) -> String { String::clone(a) }\n")), 20_000),
    "compared, one item": (lambda n: (body("drop(a.clone());\n" * n), body("drop(a.clone());\n" * (n + 1))), 50_000),
    "compared, one item of many": (lambda n: (body(each(n, "drop(a%.clone());\n")), body(each(n, "drop(b%.clone());\n"))), 20_000),
}


def write(folder, files):
    if isinstance(files, str):
        files = {"src/lib.rs": files}
    for name, text in {"Cargo.toml": MANIFEST, **files}.items():
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def seconds(command, folder):
    """User time, that of Cargo with it."""
    with tempfile.TemporaryFile() as stderr:
        child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=stderr,
                                 env={**os.environ, "RAYON_NUM_THREADS": "1", "CLONE_AUDIT_NO_CACHE": "1"})
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            stderr.seek(0)
            sys.exit(f"{' '.join(map(str, command))}: status {child.returncode}: {stderr.read().decode(errors='replace')[:2000]}")
        return usage.ru_utime


def measure(tool, kind, n, runs, nothing):
    """Seconds for n, less those of an empty package."""
    with tempfile.TemporaryDirectory() as folder:
        command = [tool, "clone-audit", "report", "--quiet"]
        if kind in COMPARED:
            before, after = COMPARED[kind][0](n)
            write(folder, before)
            seconds([tool, "clone-audit", "baseline", "save"], folder)
            write(folder, after)
            command = [tool, "clone-audit", "diff", "--quiet"]
        else:
            write(folder, KINDS[kind][0](n))
        if kind == "packages":
            nothing += seconds(["cargo", "metadata", "--no-deps", "--format-version", "1"], folder)
        return statistics.median(seconds(command, folder) for _ in range(runs)) - nothing


def exponent(points):
    """The slope of log time over log n."""
    logs = [(math.log(n), math.log(max(time, 1e-4))) for n, time in points]
    mean_x, mean_y = (sum(axis) / len(logs) for axis in zip(*logs))
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


def check(tool, kind):
    """Ends if the code is not what it is meant to be: a file that cannot be parsed is looked at in another way."""
    with tempfile.TemporaryDirectory() as folder:
        files = (COMPARED[kind][0](8)[0] if kind in COMPARED else KINDS[kind][0](8))
        write(folder, files)
        report = json.loads(subprocess.run([tool, "clone-audit", "report", "--format", "json"], cwd=folder, capture_output=True).stdout)
        if report["skipped"] or report["degraded"]:
            sys.exit(f"{kind}: {report['skipped'] or report['degraded']}")


def smallest(tool, kind, bound, wanted, nothing):
    """The n whose eightfold takes about as long as is wanted, or is the bound."""
    n = 8
    while 2 * n <= bound and measure(tool, kind, n, 1, nothing) < wanted:
        n = min(2 * n, bound)
    return max(n // 8, 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default="target/release/cargo-clone-audit")
    parser.add_argument("--only", nargs="+", metavar="KIND")
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    tool = pathlib.Path(arguments.tool).resolve()
    bounds = {kind: bound for kind, (_, bound) in (KINDS | COMPARED).items()}
    kinds = arguments.only or list(bounds)
    if unknown := [kind for kind in kinds if kind not in bounds]:
        sys.exit(f"no such kind: {', '.join(unknown)}; there are {', '.join(bounds)}")
    with tempfile.TemporaryDirectory() as folder:
        write(folder, "")
        nothing = statistics.median(seconds([tool, "clone-audit", "report", "--quiet"], folder) for _ in range(9))
    print(f"{'kind':26} {'n':>8} {'n':>7} {'2n':>7} {'4n':>7} {'8n':>7}  exponent")
    steep = []
    for kind in kinds:
        check(tool, kind)
        n = smallest(tool, kind, bounds[kind], arguments.seconds, nothing)
        points = [(n * times, measure(tool, kind, n * times, arguments.runs, nothing)) for times in (1, 2, 4, 8)]
        told = [point for point in points if point[1] >= LEAST_SECONDS]
        slope = exponent(told) if len(told) > 1 else 0
        if slope > STEEPEST:
            steep.append(kind)
        times = " ".join(f"{time:7.3f}" for _, time in points)
        print(f"{kind:26} {n:8} {times}  {slope:5.2f}{'  above' if slope > STEEPEST else ''}", flush=True)
    print(f"{len(kinds)} kinds, {len(steep)} above {STEEPEST}" + (f": {', '.join(steep)}" if steep else ""))
    sys.exit(bool(steep))


if __name__ == "__main__":
    main()
