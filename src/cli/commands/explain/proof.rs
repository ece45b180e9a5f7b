//! What `prove` means, its cautions and its forms.

use crate::model::{Caution, Form};

/// The name that [`prove`] explains.
pub(super) const PROVE: &str = "prove";

/// Why the program may behave differently all the same, what to look at, and where it would show.
const CAUTIONS: &[(Caution, &str, &str, &str)] = &[
    (
        Caution::Counted,
        "An Arc, Rc or Weak, or a type that holds one. Without the clone the count is one lower, and what is
shared may be dropped earlier.",
        "strong_count, try_unwrap, get_mut, make_mut and into_inner of the same value; a Weak that is
upgraded; a Drop of what is shared.",
        "consume(first.clone()); Arc::get_mut(&mut second)          // None as long as first lives",
    ),
    (
        Caution::Handle,
        "A handle, such as the sender of a channel, a pool or a cancellation guard. The other side sees when
the last one goes, and may end earlier without the clone.",
        "loops that end when the channel closes, shutdown by drop, limits on the number of handles.",
        "worker(tx.clone()); for message in rx { … }                // never ends while tx lives",
    ),
    (
        Caution::Drop,
        "A type with a Drop that somebody wrote, or one that holds such a type. It runs once less, and what is
moved is dropped where it was moved to.",
        "what the Drop does: closes, unlocks, deletes, flushes, reports.",
        "send(file.clone()); work();                                // the clone lets file live during work",
    ),
    (
        Caution::WrittenClone,
        "A type with a Clone that somebody wrote. It may do more than copy: count, register, reset a cache,
draw a new identifier.",
        "the impl Clone.",
        "impl Clone for Job { fn clone(&self) -> Self { Self { id: next_id(), ..copy(self) } } }",
    ),
    (
        Caution::Interior,
        "A type with a Cell, RefCell, Mutex or atomic in it. A clone is a snapshot; what is borrowed or moved
in its place shows later changes.",
        "changes of the original between the clone and its use.",
        "let before = &state.clone(); state.set(2); before.get()    // 2 without the clone",
    ),
    (
        Caution::Guard,
        "Cloned through the guard of a lock or a RefCell. What is borrowed in place of the clone holds the
guard as long as it is used.",
        "a second lock() or borrow_mut(), an .await, or slow work while the borrow lives.",
        "let name = &state.lock().unwrap().name.clone();            // with the clone, unlocked from here on",
    ),
    (
        Caution::Generic,
        "A type parameter, an associated type, or what stands behind dyn or impl. Which type it is, the caller
decides, so that any other caution may hold.",
        "the types that callers choose, and their Clone and Drop.",
        "fn keep<T: Clone>(value: T) -> T { value.clone() }",
    ),
    (
        Caution::Unknown,
        "A type of which too little is known to tell: its declaration was not found, or a macro wrote it.",
        "its declaration: does it count, does it have a Drop or a Clone of its own, a Cell or a lock?",
        "let next = generated_by_a_macro.clone();",
    ),
];

/// What a form changes, before and after, and where it is tried.
const FORMS: &[(Form, &str, &str, &str)] = &[
    (
        Form::Move,
        "The value itself instead of its copy. Compiles where nothing uses it afterwards.",
        "let name = user.name.clone();",
        "let name = user.name;",
    ),
    (
        Form::Deref,
        "The bits of a Copy type behind a reference.",
        "ids.iter().map(|id| id.clone())",
        "ids.iter().map(|id| *id)",
    ),
    (
        Form::Borrow,
        "No copy where the code around it only looks at it: the receiver of a method, behind a &, an operand
of a comparison or of format!.",
        "name.clone().len()      &name.clone()      name.clone() == other",
        "name.len()              &name              name == other",
    ),
    (
        Form::AsRef,
        "An Option or Result that holds a reference instead of a copy.",
        "name.clone().map(|name| name.len())",
        "name.as_ref().map(|name| name.len())",
    ),
    (
        Form::AsDeref,
        "The same with a reference to what the held value derefs to, such as the str of a String.",
        "title.clone().map_or(0, |title| count(&title))",
        "title.as_deref().map_or(0, |title| count(&title))",
    ),
    (
        Form::Iterate,
        "A loop over references, and a match likewise.",
        "for job in self.jobs.clone() { … }      match state.clone() { … }",
        "for job in &self.jobs { … }             match &state { … }",
    ),
];

const MEANING: &str = "\
prove: which clones can go

Removes clones in a copy of the workspace, compiles it, and puts back what the compiler objects to, until the
rest compiles.

What a proof means
  The compiler accepts the program without all the removable clones together, in one configuration: these
  targets, these features, this target triple, this toolchain. The output states it.

What it does not mean
  - Other features, targets, toolchains and cfgs, and doctests: they were not compiled.
  - Drop order, and when memory is freed: a moved value goes where its new owner goes.
  - Side effects of a Clone that somebody wrote: they happen no more.
  - Capacity and address of buffers: a clone has a buffer of its own, often with less capacity.
  - Performance: fewer copies are not measured to be faster.
  Where something of this kind is seen, the clone has a caution, and `fix` leaves it unless it is given
  `--allow CAUTION`.

How it is proven
  Each clone is replaced in the forms below that fit its place. With `move` the replacement is moved out as a
  value, so that a later use of it is an error. In a branch that never runs its type is unified with that of
  the original, so that type inference cannot settle on another.
  An error of the compiler puts back the clones that it names, or tries their next form. One error may cost
  several clones of which only one is needed: once the rest compiles, those are tried again (the win-back).
  Macro bodies, code that this configuration does not compile, and what a budget (`--rounds`, `--time`) leaves
  over is `not tried`, with the reason. `--test` runs the tests without the clones; if some
  fail, with them, too.
";

const EXAMPLE: &str = "\
An example
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
  Three of the four clones can go, all by `move`: nothing uses the values afterwards. The other is needed,
  because `tags` is used again: E0382: use of moved value: `tags`.
";

/// What a proof means, if that is asked for.
pub(super) fn prove(name: &str) -> Option<String> {
    if !name.eq_ignore_ascii_case(PROVE) {
        return None;
    }
    let width = Form::ALL.iter().map(|form| form.name().len()).max().unwrap_or(0);
    let mut text = format!("{MEANING}\nForms, with what stands there before → after\n");
    for (form, _, before, after) in FORMS {
        text += &format!("  {form:<width$}  {before}\n  {:<width$}  {after}\n", "→");
    }
    text += &format!(
        "\nCautions\n  {}\n",
        Caution::ALL.iter().map(|caution| caution.name()).collect::<Vec<_>>().join(", ")
    );
    Some(format!("{text}\n{EXAMPLE}\n`cargo clone-audit explain` with the name of a form or a caution says more.\n"))
}

/// What a caution means.
pub(super) fn caution(name: &str) -> Option<String> {
    let (caution, about, look, example) =
        CAUTIONS.iter().find(|(caution, ..)| caution.name().eq_ignore_ascii_case(name))?;
    Some(format!(
        "{caution}: a caution of `prove`\n\n{about}\n\nLook at: {look}\n\nExample\n  {example}\n\n\
         Such a clone goes only where that is asked for: `cargo clone-audit fix --allow {caution}`.\n"
    ))
}

/// What a form does.
pub(super) fn form(name: &str) -> Option<String> {
    let (form, about, before, after) = FORMS.iter().find(|(form, ..)| form.name().eq_ignore_ascii_case(name))?;
    Some(format!(
        "{form}: a form in which `prove` tries to do without a clone\n\n{about}\n\n  before  {before}\n  after   {after}\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_caution_and_form_has_its_entry_in_order() {
        assert_eq!(CAUTIONS.iter().map(|(caution, ..)| *caution).collect::<Vec<_>>(), Caution::ALL);
        assert_eq!(FORMS.iter().map(|(form, ..)| *form).collect::<Vec<_>>(), Form::ALL);
    }

    #[test]
    fn texts_fit_a_terminal_and_promise_nothing() {
        let names = Caution::ALL.iter().map(|caution| caution.name()).chain(Form::ALL.iter().map(|form| form.name()));
        for name in names.chain([PROVE]) {
            for text in [prove(name), caution(name), form(name)].into_iter().flatten() {
                assert!(text.lines().all(|line| line.chars().count() <= 110), "{text}");
                assert!(!text.contains("safe"), "{text}");
            }
        }
    }
}
