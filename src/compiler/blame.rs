//! Which candidates an error is due to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::model::Site;

use super::candidates::function_of;
use super::message::{Message, MessageSpan, Role};
use super::splice::Spliced;

/// Who is to blame for an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Blame {
    /// The candidates, by their numbers.
    pub(super) owners: BTreeSet<usize>,
    /// Whether the error is theirs whatever becomes of the others; otherwise they are named by association.
    pub(super) is_certain: bool,
}

/// A candidate as errors see it.
#[derive(Clone, Debug)]
pub(super) struct Suspect {
    pub(super) file: String,
    /// The places that it changes, in the original file.
    pub(super) places: Vec<Range<usize>>,
    /// The function around it, in the original file.
    pub(super) function: Range<usize>,
    /// What is cloned, as text.
    pub(super) receiver: String,
}

impl Suspect {
    /// A site that changes these places of its file.
    pub(super) fn new(site: &Site, places: Vec<Range<usize>>) -> Self {
        let (file, receiver) = (site.location.path.to_string(), site.receiver.clone());
        Self { file, places, function: function_of(site), receiver }
    }
}

/// What is compiled: the changed files, and who changed them.
#[derive(Debug, Default)]
pub(super) struct Scene {
    pub(super) files: BTreeMap<String, Spliced>,
    pub(super) suspects: BTreeMap<usize, Suspect>,
    /// Whether the files carry marks around what is tried. What remains in the end leaves none, and is found by the bytes
    /// that it stands for.
    pub(super) is_marked: bool,
}

/// Labels of moves. The clone that they point at could only be spared if nothing used its receiver later.
const MOVES: &[&str] = &["moved here", "moved due to", "moved into", "moved in previous"];

impl Scene {
    /// Finds out who is to blame: those at the places of the message, else those whose code lies within them, else all in
    /// the same function, else all in the same file. `None` where no suspect has to do with any of the message's files.
    pub(super) fn blame(&self, message: &Message) -> Option<Blame> {
        let movers = self.movers(message);
        if !movers.is_empty() {
            return Some(Blame { owners: movers, is_certain: true });
        }
        if let Some(owners) = self.needless_mut(message) {
            return Some(Blame { owners, is_certain: true });
        }
        let named: BTreeSet<usize> = message.places.iter().filter_map(|place| self.around(place)).collect();
        for role in [Role::Primary, Role::Secondary, Role::Note] {
            for is_call in [false, true] {
                let of_role = |place: &&MessageSpan| place.role == role && place.is_call == is_call;
                let owners: BTreeSet<usize> =
                    message.places.iter().filter(of_role).filter_map(|place| self.around(place)).collect();
                if !owners.is_empty() {
                    let is_certain = owners.len() == 1 && named.len() == 1;
                    return Some(Blame { owners, is_certain });
                }
            }
        }
        let within: BTreeSet<usize> = message
            .places
            .iter()
            .filter(|place| place.role != Role::Note)
            .flat_map(|place| self.within(place))
            .collect();
        let mut wider = std::iter::once(within).chain(message.places.iter().map(|place| self.in_function(place)));
        let wide = wider.find(|owners| !owners.is_empty()).or_else(|| {
            message.places.iter().map(|place| self.in_file(place)).find(|owners: &BTreeSet<usize>| !owners.is_empty())
        });
        wide.map(|owners| Blame { is_certain: owners.len() == 1, owners })
    }

    /// Those that moved what is used again later.
    fn movers(&self, message: &Message) -> BTreeSet<usize> {
        if !matches!(message.code.as_deref(), Some("E0382" | "E0505" | "E0525")) {
            return BTreeSet::new();
        }
        let is_move = |place: &&MessageSpan| MOVES.iter().any(|words| place.label.contains(words));
        message.places.iter().filter(is_move).filter_map(|place| self.around(place)).collect()
    }

    /// `mut` that is needless once a variable is moved rather than cloned: an error where the crate denies it.
    fn needless_mut(&self, message: &Message) -> Option<BTreeSet<usize>> {
        let place = message.places.first().filter(|_| message.code.as_deref() == Some("unused_mut"))?;
        let text = self.files.get(&place.file)?.text.get(place.bytes.clone())?;
        let name = text.strip_prefix("mut ")?.trim();
        let in_function = self.in_function(place);
        let of_name: BTreeSet<usize> = in_function
            .into_iter()
            .filter(|owner| self.suspects.get(owner).is_some_and(|suspect| suspect.receiver == name))
            .collect();
        (!of_name.is_empty()).then_some(of_name)
    }

    /// The candidate in whose code a place lies.
    fn around(&self, place: &MessageSpan) -> Option<usize> {
        let spliced = self.files.get(&place.file)?;
        if self.is_marked {
            return spliced.around(&place.bytes);
        }
        let bytes = original(spliced, &place.bytes);
        let of_file = self.suspects.iter().filter(|(_, suspect)| suspect.file == place.file);
        let places = of_file.flat_map(|(owner, suspect)| suspect.places.iter().map(move |place| (*owner, place)));
        let holding = places.filter(|(_, place)| place.start <= bytes.start && bytes.end <= place.end);
        holding.min_by_key(|(_, place)| place.len()).map(|(owner, _)| owner)
    }

    /// The candidates whose code lies within a place.
    fn within(&self, place: &MessageSpan) -> BTreeSet<usize> {
        let Some(spliced) = self.files.get(&place.file) else { return BTreeSet::new() };
        if self.is_marked {
            return spliced.within(&place.bytes).collect();
        }
        let bytes = original(spliced, &place.bytes);
        let is_within = |place: &Range<usize>| bytes.start <= place.start && place.end <= bytes.end;
        self.those(place, |suspect| suspect.places.iter().any(is_within))
    }

    fn in_function(&self, place: &MessageSpan) -> BTreeSet<usize> {
        let Some(spliced) = self.files.get(&place.file) else { return BTreeSet::new() };
        let at = spliced.original(place.bytes.start);
        self.those(place, |suspect| suspect.function.contains(&at))
    }

    fn in_file(&self, place: &MessageSpan) -> BTreeSet<usize> {
        self.those(place, |_| true)
    }

    fn those(&self, place: &MessageSpan, is_meant: impl Fn(&Suspect) -> bool) -> BTreeSet<usize> {
        let of_file = self.suspects.iter().filter(|(_, suspect)| suspect.file == place.file);
        of_file.filter(|(_, suspect)| is_meant(suspect)).map(|(owner, _)| *owner).collect()
    }
}

fn original(spliced: &Spliced, bytes: &Range<usize>) -> Range<usize> {
    let start = spliced.original(bytes.start);
    start..spliced.original(bytes.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::super::splice::{Insert, Piece};
    use super::*;

    /// Two candidates in `fn f() { a; b }`, the first one's code in brackets.
    fn scene() -> Scene {
        let source = "fn f() { a; b }";
        let insert = |owner, at: usize| Insert {
            owner,
            bytes: at..at + 1,
            pieces: vec![Piece::text("["), Piece::Source(at..at + 1), Piece::text("]")],
        };
        let place = |at: usize| at..at + 1;
        let suspect = |at: usize, receiver: &str| Suspect {
            file: "f.rs".to_owned(),
            places: vec![place(at)],
            function: 0..source.len(),
            receiver: receiver.to_owned(),
        };
        let (a, b) = (insert(0, 9), insert(1, 12));
        Scene {
            files: BTreeMap::from([("f.rs".to_owned(), Spliced::new(source, &[&a, &b]))]),
            suspects: BTreeMap::from([(0, suspect(9, "a")), (1, suspect(12, "b"))]),
            is_marked: true,
        }
    }

    fn message(code: &str, places: &[(Role, Range<usize>, &str)]) -> Message {
        let place = |(role, bytes, label): &(Role, Range<usize>, &str)| MessageSpan {
            role: *role,
            file: "f.rs".to_owned(),
            bytes: bytes.clone(),
            label: (*label).to_owned(),
            is_call: false,
        };
        Message {
            is_error: true,
            code: Some(code.to_owned()),
            text: String::new(),
            rendered: String::new(),
            places: places.iter().map(place).collect(),
        }
    }

    fn blame(code: &str, places: &[(Role, Range<usize>, &str)]) -> Option<(Vec<usize>, bool)> {
        let blame = scene().blame(&message(code, places))?;
        Some((blame.owners.into_iter().collect(), blame.is_certain))
    }

    #[test]
    fn who_moved_is_to_blame_and_not_who_used_it_later() {
        // fn f() { [a]; [b] }
        let places =
            [(Role::Primary, 15..16, "value used here after move"), (Role::Secondary, 10..11, "value moved here")];
        assert_eq!(blame("E0382", &places), Some((vec![0], true)));
    }

    #[test]
    fn the_primary_place_decides_and_others_make_it_doubtful() {
        assert_eq!(blame("E0507", &[(Role::Primary, 10..11, "")]), Some((vec![0], true)));
        let places = [(Role::Primary, 10..11, ""), (Role::Secondary, 15..16, "borrow later used here")];
        assert_eq!(blame("E0597", &places), Some((vec![0], false)));
    }

    #[test]
    fn what_names_nobody_is_due_to_those_within_or_in_the_function_or_file() {
        assert_eq!(blame("E0277", &[(Role::Primary, 9..13, "")]), Some((vec![0], true)));
        assert_eq!(blame("E0277", &[(Role::Primary, 3..4, "")]), Some((vec![0, 1], false)));
        let mut elsewhere = message("E0277", &[(Role::Primary, 0..1, "")]);
        elsewhere.places[0].file = "g.rs".to_owned();
        assert_eq!(scene().blame(&elsewhere), None);
    }
}
