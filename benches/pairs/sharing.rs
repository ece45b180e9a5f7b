//! Clones of what could be shared.

// clone-audit: allow-file(field-by-field, clone-in-loop) — the clones are what is measured

use std::hint::black_box;
use std::sync::Arc;

use super::data::{Settings, id, ids, numbers};
use super::{Pair, consuming, contending, pair, using};

pub(super) fn pairs() -> Vec<Pair> {
    [before_spawn(), broadcast(), through_arc(), large_value(), string_id()].into_iter().flatten().collect()
}

type Task = Box<dyn FnOnce() -> usize + Send>;

fn run_all(tasks: Vec<Task>) -> usize {
    tasks.into_iter().map(|task| task()).sum()
}

/// Five values for each of eight tasks, which are boxed and run but on no thread: what spawning costs is no part of it.
fn before_spawn() -> Vec<Pair> {
    fn strings(settings: &Settings) -> Task {
        let host = settings.host.clone();
        let path = settings.path.clone();
        let user = settings.user.clone();
        let token = settings.token.clone();
        let region = settings.region.clone();
        Box::new(move || host.len() + path.len() + user.len() + token.len() + region.len())
    }
    fn five_arcs([host, path, user, token, region]: &[Arc<str>; 5]) -> Task {
        let host = Arc::clone(host);
        let path = Arc::clone(path);
        let user = Arc::clone(user);
        let token = Arc::clone(token);
        let region = Arc::clone(region);
        Box::new(move || host.len() + path.len() + user.len() + token.len() + region.len())
    }
    fn one_arc(context: &Arc<Settings>) -> Task {
        let context = Arc::clone(context);
        Box::new(move || context.length())
    }
    let arcs = || [1, 2, 3, 4, 5].map(|number| Arc::from(id(number)));
    let context = || Arc::new(Settings::new());
    vec![
        pair(
            "clones-before-spawn",
            "five String for each of 8 tasks; against one Arc",
            using(Settings::new, |settings| run_all((0..8).map(|_| strings(settings)).collect())),
            using(context, |context| run_all((0..8).map(|_| one_arc(context)).collect())),
        ),
        pair(
            "clones-before-spawn",
            "five Arc for each of 8 tasks; against one Arc",
            using(arcs, |arcs| run_all((0..8).map(|_| five_arcs(arcs)).collect())),
            using(context, |context| run_all((0..8).map(|_| one_arc(context)).collect())),
        ),
    ]
}

/// Each receiver reads one byte and drops what it got. The payload comes as a Vec in both: wrapping it is measured, too.
fn broadcast() -> Vec<Pair> {
    #[inline(never)]
    fn receive<T: AsRef<Vec<u8>>>(messages: Vec<T>) -> u64 {
        messages.into_iter().map(|message| u64::from(message.as_ref()[7])).sum()
    }
    fn by_clone(payload: Vec<u8>) -> u64 {
        let mut messages = Vec::with_capacity(16);
        for _ in 1..16 {
            messages.push(payload.clone());
        }
        messages.push(payload);
        receive(messages)
    }
    fn by_arc(payload: Vec<u8>) -> u64 {
        let payload = Arc::new(payload);
        let mut messages = Vec::with_capacity(16);
        for _ in 1..16 {
            messages.push(Arc::clone(&payload));
        }
        messages.push(payload);
        receive(messages)
    }
    vec![
        pair(
            "broadcast-clone",
            "64 KiB to 16 receivers",
            consuming(4, || vec![3; 64 << 10], by_clone),
            consuming(4, || vec![3; 64 << 10], by_arc),
        ),
        pair(
            "broadcast-clone",
            "64 bytes to 16 receivers",
            consuming(128, || vec![3; 64], by_clone),
            consuming(128, || vec![3; 64], by_arc),
        ),
    ]
}

#[derive(Clone)]
struct Catalogue {
    names: Vec<String>,
    numbers: Vec<u64>,
}

fn catalogue() -> Arc<Catalogue> {
    Arc::new(Catalogue { names: ids(100), numbers: numbers(100) })
}

#[inline(never)]
fn size<T: AsRef<Catalogue>>(catalogue: T) -> usize {
    let catalogue = catalogue.as_ref();
    catalogue.names.len() + catalogue.numbers.len()
}

impl AsRef<Self> for Catalogue {
    fn as_ref(&self) -> &Self {
        self
    }
}

fn through_arc() -> Vec<Pair> {
    vec![pair(
        "deep-through-arc",
        "struct of 100 String and 100 u64 cloned out of its Arc; against Arc::clone",
        using(catalogue, |shared| size((**shared).clone())),
        using(catalogue, |shared| size(Arc::clone(shared))),
    )]
}

#[derive(Clone)]
struct Frame {
    pixels: [u8; 4096],
}

/// Handed by value to who keeps it for a while and reads a little.
fn large_value() -> Vec<Pair> {
    #[inline(never)]
    fn middle(frame: &Frame) -> u8 {
        frame.pixels[2048]
    }
    #[inline(never)]
    fn first(weights: &[f32]) -> u32 {
        weights[1000].to_bits()
    }
    let boxed = || Box::new(Frame { pixels: [3; 4096] });
    let shared = || Arc::new(Frame { pixels: [3; 4096] });
    vec![
        pair(
            "large-value-clone",
            "boxed struct of 4 KiB; against Arc",
            using(boxed, |frame| middle(&frame.clone())),
            using(shared, |frame| middle(&Arc::clone(frame))),
        ),
        pair(
            "large-value-clone",
            "weights of 4 MB; against Arc",
            using(|| vec![0.5_f32; 1_000_000], |weights| first(&weights.clone())),
            using(|| Arc::new(vec![0.5_f32; 1_000_000]), |weights| first(&Arc::clone(weights))),
        ),
    ]
}

/// A newtype of an id.
struct Id<T>(T);

impl<T: AsRef<str>, U: AsRef<str>> PartialEq<Id<U>> for Id<T> {
    fn eq(&self, other: &Id<U>) -> bool {
        self.0.as_ref() == other.0.as_ref()
    }
}

fn string_id() -> Vec<Pair> {
    fn shared_id() -> Arc<str> {
        Arc::from(id(1))
    }
    fn thousand<T: Clone>(id: &T) -> usize {
        let ids: Vec<T> = (0..1000).map(|_| id.clone()).collect();
        black_box(ids).len()
    }
    fn once<T: Clone + AsRef<str>>(id: &T) -> usize {
        black_box(id.clone()).as_ref().len()
    }
    vec![
        pair(
            "string-id-newtype",
            "id of 36 bytes cloned 1000 times; String against Arc<str>",
            using(|| id(1), |id| thousand(id)),
            using(shared_id, |id| thousand(id)),
        ),
        pair(
            "string-id-newtype",
            "id cloned 1000 times; String against [u8; 16] that is Copy",
            using(|| id(1), |id| thousand(id)),
            using(|| [1_u8; 16], |id| thousand(id)),
        ),
        pair(
            "string-id-newtype",
            "id of 36 bytes made of a String and never cloned; String against Arc<str>",
            consuming(128, || id(1), Id),
            consuming(128, || id(1), |id| Id(Arc::<str>::from(id))),
        ),
        pair(
            "string-id-newtype",
            "one id cloned by two threads at once; String against Arc<str>",
            contending(2, || id(1), once),
            contending(2, shared_id, once),
        ),
    ]
}
