//! What `prove` means, its hazards and its rewrites.

use crate::model::{Hazard, Rewrite};

/// The name that [`prove`] explains.
pub(super) const PROVE: &str = "prove";

/// Why the program may behave differently all the same, what to look at, and where it would show.
const HAZARDS: &[(Hazard, &str, &str, &str)] = &[
    (
        Hazard::Counted,
        "An Arc, Rc or Weak, or a type that contains one. Without the clone the count is one lower, and the
shared value may be dropped earlier.",
        "strong_count, try_unwrap, get_mut, make_mut and into_inner on the same value; Weak references that
are upgraded; a Drop of the shared value.",
        "consume(first.clone()); Arc::get_mut(&mut second)          // None as long as first lives",
    ),
    (
        Hazard::Handle,
        "A handle, such as a channel's sender, a pool or a cancellation guard. The other side notices when the
last handle is dropped, and may end earlier without the clone.",
        "loops that end when the channel closes, shutdown on drop, limits on the number of handles.",
        "worker(tx.clone()); for message in rx { … }                // never ends while tx lives",
    ),
    (
        Hazard::Drop,
        "A type with a Drop impl, or one that contains such a type. Drop runs once less, and a moved value is
dropped where it was moved to.",
        "what Drop does: closes, unlocks, deletes, flushes, reports.",
        "send(file.clone()); work();                                // the clone keeps file open during work",
    ),
    (
        Hazard::WrittenClone,
        "A type with a hand-written Clone impl. It may do more than copy: count, register, reset a cache,
generate a new id.",
        "the Clone impl.",
        "impl Clone for Job { fn clone(&self) -> Self { Self { id: next_id(), ..copy(self) } } }",
    ),
    (
        Hazard::Interior,
        "A type with a Cell, RefCell, Mutex or atomic in it. A clone is a snapshot; a borrowed or moved value
shows later changes.",
        "changes of the original between the clone and its use.",
        "let before = &state.clone(); state.set(2); before.get()    // 2 without the clone",
    ),
    (
        Hazard::Guard,
        "Cloned through the guard of a lock or a RefCell, and bound by a `let`. A borrow in place of the clone
keeps the guard to the end of the block, where the clone ends it with the statement.",
        "a second lock() or borrow_mut(), an .await, or slow work further down in the block.",
        "let name = &state.lock().unwrap().name.clone();            // with the clone, unlocked after this line",
    ),
    (
        Hazard::Address,
        "The function takes addresses (raw pointers, as_ptr, ptr::eq, {:p}) or asks for a capacity. A clone has
its own, and a raw pointer borrows nothing: the compiler does not see what it leads to.",
        "what the pointers lead to, and whether it must stay as it is or where it is.",
        "let p = v.as_mut_ptr(); let old = v.clone(); *p = 9",
    ),
    (
        Hazard::Cfg,
        "The value is used behind a #[cfg] that may not hold in the build that was tried. Other builds may not
compile without the clone.",
        "`prove` and `fix` with the features, the profile or the target in which the #[cfg] holds.",
        "save(name.clone()); #[cfg(not(debug_assertions))] log(&name);",
    ),
    (
        Hazard::Text,
        "A macro shows the text of its argument: stringify!, dbg!, or one that calls stringify!.",
        "whether somebody reads that text.",
        "dbg!(name.clone());                                        // prints `name.clone() = …`",
    ),
    (
        Hazard::Generic,
        "A type parameter, an associated type, a dyn or an impl Trait. The caller decides which type it is, so
any other hazard may apply.",
        "the types that callers use, and their Clone and Drop impls.",
        "fn keep<T: Clone>(value: T) -> T { value.clone() }",
    ),
    (
        Hazard::Unknown,
        "A type of which too little is known: its declaration was not found, or a macro generates it.",
        "its declaration: does it count references, implement Drop or Clone by hand, contain a Cell or a lock?",
        "let next = generated_by_a_macro.clone();",
    ),
];

/// What a rewrite changes, before and after, and where it is tried.
const REWRITES: &[(Rewrite, &str, &str, &str)] = &[
    (
        Rewrite::Move,
        "Uses the value itself instead of its copy. Compiles if nothing uses the value afterwards.",
        "let name = user.name.clone();",
        "let name = user.name;",
    ),
    (
        Rewrite::Deref,
        "Copies a Copy type out of a reference.",
        "ids.iter().map(|id| id.clone())",
        "ids.iter().map(|id| *id)",
    ),
    (
        Rewrite::Borrow,
        "Borrows where the code around the clone only reads it: a method's receiver, the operand of &, of a
comparison or of format!.",
        "name.clone().len()      &name.clone()      name.clone() == other",
        "name.len()              &name              name == other",
    ),
    (
        Rewrite::AsRef,
        "Uses an Option or Result of a reference instead of a copy.",
        "name.clone().map(|name| name.len())",
        "name.as_ref().map(|name| name.len())",
    ),
    (
        Rewrite::AsDeref,
        "The same with a reference to what the value derefs to, such as the str of a String.",
        "title.clone().map_or(0, |title| count(&title))",
        "title.as_deref().map_or(0, |title| count(&title))",
    ),
    (
        Rewrite::Iterate,
        "Iterates over references, and likewise for match.",
        "for job in self.jobs.clone() { … }      match state.clone() { … }",
        "for job in &self.jobs { … }             match &state { … }",
    ),
    (
        Rewrite::LetBorrow,
        "Lets a variable that is only read borrow what it would copy.",
        "let title = self.title.clone(); show(&title, title.len())",
        "let title = &self.title; show(title, title.len())",
    ),
];

const MEANING: &str = "\
prove: which clones can be removed

Removes clones in a copy of the workspace, compiles it, and puts back those that the compiler objects to,
until the rest compiles.

What a proof means
  The compiler accepts the program without all of the removable clones together, in one configuration: these
  targets, these features, this target triple, this toolchain. The output states the configuration.

What it does not mean
  - Other features, targets, toolchains and cfgs, and doctests were not compiled.
  - Drop order may change, and when memory is freed: a moved value is dropped by its new owner.
  - Side effects of a hand-written Clone no longer happen.
  - Capacity and address of buffers may change: a clone has its own buffer, often with less capacity. Seen
    only where the function itself asks for them (`address`).
  - Whether the program is faster was not measured.
  Where one of these is detected, the clone has a hazard, and `fix` keeps it unless told otherwise with
  `--allow HAZARD`.

How it works
  Each clone is replaced by one of the rewrites below that fit its place. With `move` the value is moved out,
  so that a later use of it is an error. In a branch that never runs, the type of the replacement is unified
  with that of the original, so that type inference cannot choose another one.
  `let-borrow` is tried last: while it is, each use of the variable is a place behind a shared reference, so
  that whatever changes or moves it is an error.
  A compiler error puts back the clones that it points at, or tries their next rewrite. One error may put back
  several clones of which only one is needed, so once the rest compiles, these are tried again.
  Clones in macro bodies, in code that this configuration does not compile, and those that a budget
  (`--rounds`, `--time`) did not reach are `not tried`, each with the reason. `--test` runs the tests without
  the clones. If some fail that pass with all clones, the removals that cause it are found by bisection, in
  about log2(N) runs each of N removals, and put back. `fix` then asks again in the functions that it changes,
  since a removal may be what another one waits for, until nothing more goes.
";

const EXAMPLE: &str = "\
Example
  before  fn register(users: &mut Vec<User>, name: String, tags: Vec<String>) -> usize {
              let user = User { name: name.clone(), tags: tags.clone() };
              let count = tags.clone().len();
              users.push(user.clone());
              count
          }
  after   fn register(users: &mut Vec<User>, name: String, tags: Vec<String>) -> usize {
              let user = User { name, tags: tags.clone() };
              let count = tags.len();
              users.push(user);
              count
          }
  Three of the four clones can be removed, all by `move`, as nothing uses the values afterwards. The other is
  needed because `tags` is used again: E0382: use of moved value: `tags`.
";

/// What a proof means, if that is asked for.
pub(super) fn prove(name: &str) -> Option<String> {
    if !name.eq_ignore_ascii_case(PROVE) {
        return None;
    }
    let width = Rewrite::ALL.iter().map(|rewrite| rewrite.name().len()).max().unwrap_or(0);
    let mut text = format!("{MEANING}\nRewrites, before → after\n");
    for (rewrite, _, before, after) in REWRITES {
        text += &format!("  {rewrite:<width$}  {before}\n  {:<width$}  {after}\n", "→");
    }
    text +=
        &format!("\nHazards\n  {}\n", Hazard::ALL.iter().map(|hazard| hazard.name()).collect::<Vec<_>>().join(", "));
    Some(format!("{text}\n{EXAMPLE}\nRun `cargo clone-audit explain NAME` for more on a rewrite or a hazard.\n"))
}

/// What a hazard means.
pub(super) fn hazard(name: &str) -> Option<String> {
    let (hazard, about, look, example) =
        HAZARDS.iter().find(|(hazard, ..)| hazard.name().eq_ignore_ascii_case(name))?;
    Some(format!(
        "{hazard}: a hazard that `prove` reports\n\n{about}\n\nCheck: {look}\n\nExample\n  {example}\n\n\
         To remove such clones as well: `cargo clone-audit fix --allow {hazard}`.\n"
    ))
}

/// What a rewrite does.
pub(super) fn rewrite(name: &str) -> Option<String> {
    let (rewrite, about, before, after) =
        REWRITES.iter().find(|(rewrite, ..)| rewrite.name().eq_ignore_ascii_case(name))?;
    Some(format!("{rewrite}: a rewrite that `prove` tries\n\n{about}\n\n  before  {before}\n  after   {after}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_caution_and_form_has_its_entry_in_order() {
        assert_eq!(HAZARDS.iter().map(|(hazard, ..)| *hazard).collect::<Vec<_>>(), Hazard::ALL);
        assert_eq!(REWRITES.iter().map(|(rewrite, ..)| *rewrite).collect::<Vec<_>>(), Rewrite::ALL);
    }

    #[test]
    fn texts_fit_a_terminal_and_promise_nothing() {
        let names =
            Hazard::ALL.iter().map(|hazard| hazard.name()).chain(Rewrite::ALL.iter().map(|rewrite| rewrite.name()));
        for name in names.chain([PROVE]) {
            for text in [prove(name), hazard(name), rewrite(name)].into_iter().flatten() {
                assert!(text.lines().all(|line| line.chars().count() <= 110), "{text}");
                assert!(!text.contains("safe"), "{text}");
            }
        }
    }
}
