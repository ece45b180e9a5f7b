//! Answers about settled types, each found once: many expressions have the same type.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::crate_map::CrateId;
use crate::model::TypeFacts;

use super::ty::{Bounded, Ty};

/// What was asked of types before.
#[derive(Default)]
pub(super) struct Answers {
    pub(super) facts: RefCell<FxHashMap<Ty, TypeFacts>>,
    pub(super) releases: RefCell<FxHashMap<Ty, bool>>,
    pub(super) is_iterator: RefCell<FxHashMap<Ty, bool>>,
}

/// The answers for the bodies of one thread.
#[derive(Default)]
pub(super) struct SharedAnswers(RefCell<FxHashMap<CrateId, Rc<Answers>>>);

impl SharedAnswers {
    /// Those that hold in all bodies of a crate.
    pub(super) fn of(&self, krate: CrateId) -> Rc<Answers> {
        Rc::clone(self.0.borrow_mut().entry(krate).or_default())
    }
}

/// The answers for one body.
pub(super) struct BodyAnswers {
    /// About types that mean the same in all bodies of the crate; none where the body's own bounds speak of such types.
    shared: Option<Rc<Answers>>,
    own: Answers,
}

impl BodyAnswers {
    pub(super) fn new(shared: &SharedAnswers, krate: CrateId, bounds: &[Bounded]) -> Self {
        let is_shared = bounds.iter().all(|bound| !is_closed(&bound.ty));
        Self { shared: is_shared.then(|| shared.of(krate)), own: Answers::default() }
    }

    /// The answer to a question about a type.
    pub(super) fn once<T: Clone>(
        &self,
        ty: &Ty,
        question: impl Fn(&Answers) -> &RefCell<FxHashMap<Ty, T>>,
        find: impl FnOnce() -> T,
    ) -> T {
        let answers = self.shared.as_deref().filter(|_| is_closed(ty)).unwrap_or(&self.own);
        let known = question(answers);
        if let Some(answer) = known.borrow().get(ty) {
            return answer.clone();
        }
        let answer = find();
        known.borrow_mut().insert(ty.clone(), answer.clone());
        answer
    }
}

/// Whether a type means the same in all bodies: it names none of their parameters, closures or variables.
fn is_closed(ty: &Ty) -> bool {
    !ty.any(&mut |part| matches!(part, Ty::Param(_) | Ty::Var(_) | Ty::Projection(_) | Ty::Closure(..)))
}
