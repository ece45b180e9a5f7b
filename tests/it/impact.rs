//! How much a clone weighs: the loops it runs again and again in, and what runs once.

use crate::support::{self, MANIFEST};

/// What the cases use. `Text` is what they clone.
const DECLARATIONS: &str = "\
pub type Text = String;
#[derive(Debug)] pub struct Error(pub Text);
pub fn ask(text: &Text) -> Result<Text, Error> { Err(Error(text.to_owned())) }
pub fn take(text: Text) -> Result<Text, Error> { Ok(text) }
pub fn find(text: &Text) -> Option<&Text> { Some(text) }
pub fn stop(text: Text) -> ! { panic!(\"{text}\") }
pub fn told(text: Text) -> impl Fn(Error) -> Error { move |_| Error(text.to_uppercase()) }
pub fn run(work: impl FnOnce() -> Text) -> Text { work() }
";

/// Code of functions, and the loops of each clone in it.
fn check(cases: &[(&str, &[u64])]) {
    let function = |(at, (code, _)): (usize, &(&str, &[u64]))| {
        format!("fn f{at}(x: &Text, all: &[Text], many: &[Vec<Text>]) -> Result<(), Error> {{ {code} Ok(()) }}\n")
    };
    let functions: String = cases.iter().enumerate().map(function).collect();
    let tree =
        support::tree(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &format!("{DECLARATIONS}// Cases:\n{functions}"))]);
    let list = support::json(tree.path(), &["list"]);
    let sites = list["sites"].as_array().unwrap();
    for (at, (code, expected)) in cases.iter().enumerate() {
        let item = format!("demo::f{at}");
        let own = sites.iter().filter(|site| site["item"] == item.as_str());
        let found: Vec<u64> = own.map(|site| site["loops"].as_u64().unwrap()).collect();
        assert_eq!(found, *expected, "{code}");
    }
}

#[test]
fn what_goes_round_counts() {
    check(&[
        ("for one in all { let _ = take(one.clone())?; }", &[1]),
        ("for some in many { for one in some { drop(one.clone()); } drop(x.clone()); }", &[2, 1]),
        ("while ask(x).is_ok() { drop(x.clone()); if all.is_empty() { break; } }", &[1]),
        ("loop { if find(x).is_none() { return Ok(()); } drop(x.clone()); }", &[1]),
        ("for one in all { if one.is_empty() { drop(x.clone()); continue; } drop(one.clone()); }", &[1, 1]),
        ("drop(all.iter().map(|one| one.clone()).count());", &[1]),
        ("for one in all { drop(run(|| one.clone())); drop(find(one).map(|_| x.clone())); }", &[1, 1]),
    ]);
}

#[test]
fn a_loop_that_is_left_does_not_count() {
    check(&[
        ("for one in all { if one == x { drop(one.clone()); return Ok(()); } }", &[0]),
        ("for some in many { for one in some { if one == x { drop(one.clone()); return Ok(()); } } }", &[0]),
        ("for some in many { for one in some { if one == x { drop(one.clone()); break; } } }", &[1]),
        ("'a: for some in many { for one in some { if one == x { drop(one.clone()); break 'a; } } }", &[0]),
        ("'a: for some in many { for one in some { if one == x { drop(one.clone()); continue 'a; } } }", &[1]),
        // The inner loop comes back, the outer one never.
        ("for some in many { for one in some { drop(one.clone()); } return Ok(()); }", &[1]),
        ("let found = loop { match find(x) { Some(one) => break one.clone(), None => {} } }; drop(found);", &[0]),
        ("for one in all { let Some(_) = find(one) else { drop(one.clone()); return Ok(()); }; }", &[0]),
        // `return` leaves the closure, not the loop around the closure's call.
        ("for one in all { drop(run(|| { if one == x { return x.clone(); } Text::new() })); }", &[1]),
        ("for one in all { let _ = async move { if one == x { drop(one.clone()); return; } }; }", &[1]),
    ]);
}

#[test]
fn what_fails_for_good_leaves_all_loops() {
    check(&[
        ("for one in all { if one == x { panic!(\"{}\", one.clone()); } }", &[0]),
        ("for one in all { if one == x { let told = one.clone(); unreachable!(\"{told}\"); } }", &[0]),
        ("for one in all { if one == x { stop(one.clone()); } }", &[0]),
        ("for one in all { if one == x { std::process::exit(run(|| one.clone()).len() as i32); } }", &[0]),
        ("for one in all { if one == x { return Err(Error(one.clone())); } }", &[0]),
        ("for one in all { if one == x { Err(Error(one.clone()))?; } }", &[0]),
        ("for one in all { let _ = match find(one) { Some(one) => Ok(one), None => Err(Error(x.clone())) }?; }", &[0]),
        ("let _ = all.iter().map(|one| if one == x { Err(Error(x.clone())) } else { Ok(()) }).count();", &[0]),
        ("let _ = all.iter().map(|one| { if one == x { return Err(x.clone()); } Ok(()) }).count();", &[0]),
        // What the assertion checks is evaluated each time, what it says is not.
        ("for one in all { assert!(take(one.clone()).is_ok(), \"{}\", x.clone()); }", &[1, 0]),
        ("for one in all { assert_eq!(one.clone(), *x, \"{}\", x.clone()); drop(x.clone()); }", &[1, 0, 1]),
        // It is a value like any other where nothing leaves with it.
        ("let mut told = Vec::new(); for one in all { told.push(Err::<(), _>(one.clone())); }", &[1]),
        ("let _ = all.iter().map(|one| Err::<(), _>(one.clone())).count();", &[1]),
    ]);
}

#[test]
fn closures_for_errors_are_cold() {
    check(&[
        ("for one in all { ask(one).map_err(|_| Error(one.clone()))?; }", &[0]),
        ("for some in many { for one in some { ask(one).map_err(|_| Error(one.clone()))?; } }", &[0]),
        ("for one in all { find(one).ok_or_else(|| Error(one.clone()))?; }", &[0]),
        ("for one in all { drop(ask(one).unwrap_or_else(|_| one.clone())); }", &[0]),
        ("for one in all { drop(ask(one).or_else(|_| take(one.clone()))); }", &[0]),
        ("for one in all { drop(ask(one).map_or_else(|_| x.clone(), |_| one.clone())); }", &[0, 1]),
        ("drop(all.iter().map(|one| ask(one).map_err(|_| Error(x.clone()))).count());", &[0]),
        // A loop of its own runs again and again whenever the closure does.
        (
            "for one in all { ask(one).map_err(|_| { for one in all { drop(one.clone()); } Error(x.clone()) })?; }",
            &[1, 0],
        ),
        // What is missing is no error: for most elements it may be so.
        ("for one in all { drop(find(one).cloned().unwrap_or_else(|| x.clone())); }", &[1, 1]),
        // These are evaluated whether they are needed or not.
        ("for one in all { drop(ask(one).unwrap_or(x.clone())); find(one).ok_or(Error(x.clone()))?; }", &[1, 1]),
        ("for one in all { ask(one).map_err(told(x.clone()))?; }", &[1]),
    ]);
}

#[test]
fn error_paths_do_not_count() {
    check(&[
        ("for one in all { match ask(one) { Ok(_) => drop(one.clone()), Err(_) => drop(x.clone()) } }", &[1, 0]),
        ("for one in all { if let Err(error) = ask(one) { drop(error.0.clone()); } drop(x.clone()); }", &[0, 1]),
        ("for one in all { if let Ok(_) = ask(one) { drop(one.clone()); } else { drop(x.clone()); } }", &[1, 0]),
        ("for one in all { let Ok(_) = ask(one) else { drop(x.clone()); continue; }; drop(one.clone()); }", &[0, 1]),
        ("for one in all { match find(one) { Some(_) => {} None => drop(x.clone()) } }", &[1]),
        ("for one in all { let Some(_) = find(one) else { drop(x.clone()); continue; }; }", &[1]),
        // The loop stands on the error path itself.
        ("if let Err(_) = ask(x) { for one in all { drop(one.clone()); } }", &[1]),
        // `Err` says where it would be.
        ("for one in all { match all.binary_search(one) { Ok(_) => {} Err(_) => drop(one.clone()) } }", &[1]),
    ]);
}

#[test]
fn a_loop_that_only_tries_again_does_not_count() {
    check(&[
        ("let mut last; loop { match ask(x) { Ok(_) => return Ok(()), Err(e) => { last = e.0.clone(); } } }", &[0]),
        ("for _ in 0..3 { match take(x.clone()) { Ok(_) => return Ok(()), Err(_) => continue } }", &[0]),
        (
            "for _ in 0..3 { match take(x.clone()) { Ok(_) => break, Err(e) if e.0.is_empty() => {} Err(e) => return Err(e) } }",
            &[0],
        ),
        ("for _ in 0..3 { if let Ok(_) = take(x.clone()) { return Ok(()); } }", &[0]),
        ("while let Err(_) = take(x.clone()) {}", &[0]),
        ("for some in many { for _ in 0..3 { if let Ok(_) = take(x.clone()) { break; } } drop(some.len()); }", &[1]),
        // It goes on after success, too.
        ("for _ in 0..3 { match take(x.clone()) { Ok(_) => {} Err(e) => return Err(e) } }", &[1]),
        ("while let Ok(_) = take(x.clone()) {}", &[1]),
    ]);
}

#[test]
fn a_closure_in_a_variable_is_in_no_loop() {
    check(&[
        ("for one in all { let copy = || one.clone(); drop(copy()); }", &[0]),
        ("for one in all { let copy = |n: u8| (0..n).map(|_| one.clone()).count(); drop(copy(3)); }", &[1]),
        ("for one in all { let copy = run(|| one.clone()); drop(copy); }", &[1]),
    ]);
}

/// Of each clone in a package with these files, its path, line and points.
fn impacts(files: &[(&str, &str)]) -> Vec<String> {
    let tree = support::tree(&[&[("Cargo.toml", MANIFEST)], files].concat());
    let list = support::json(tree.path(), &["list"]);
    let row =
        |site: &serde_json::Value| format!("{}:{} {}", site["path"].as_str().unwrap(), site["line"], site["impact"]);
    list["sites"].as_array().unwrap().iter().map(row).collect()
}

/// A string weighs 4, and 16 in production code.
#[test]
fn what_main_runs_once_has_no_factor_of_production() {
    let code = "\
fn main() {
    let name = String::from(\"a\");
    drop(name.clone());
    for _ in 0..3 { drop(name.clone()); }
    let mut all = Vec::new();
    all.resize_with(3, || name.clone());
    let own = name.clone(); std::thread::spawn(move || drop(own.clone()));
    start(&name);
}
fn start(name: &String) { drop(name.clone()); }
mod inner { pub fn main(name: &String) { drop(name.clone()); } }
struct S;
impl S { fn main(name: &String) { drop(name.clone()); } }
";
    let expected = ["3 4", "4 64", "6 16", "7 4", "7 4", "10 16", "11 16", "13 16"];
    assert_eq!(impacts(&[("src/main.rs", code)]), expected.map(|row| format!("src/main.rs:{row}")));
}

#[test]
fn only_the_main_of_a_binary_is_a_start() {
    let plain = "pub fn main() { let name = String::new(); drop(name.clone()); drop(name); }\n";
    let runtime = "#[tokio::main]\nasync fn main() { let name = String::new(); drop(name.clone()); drop(name); }\n";
    let found = impacts(&[
        ("examples/e.rs", plain),
        ("src/bin/b.rs", runtime),
        ("src/bin/c/main.rs", "mod d;\nfn main() { d::main(); }\n"),
        ("src/bin/c/d.rs", plain),
        ("src/lib.rs", plain),
    ]);
    assert_eq!(found, ["examples/e.rs:1 4", "src/bin/b.rs:2 4", "src/bin/c/d.rs:1 16", "src/lib.rs:1 16"]);
}
