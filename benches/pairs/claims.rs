//! What plans and summaries of other projects claim, measured here. benches/README.md gives the verdicts.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use super::data::{Node, digest, id};
use super::{Pair, Way, contending, pair, using};

pub(super) fn pairs() -> Vec<Pair> {
    let early = [early_release::<10>(), early_release::<100>(), early_release::<1000>(), reads_only(), waiting()];
    let others = [peers::<10>(), peers::<100>(), peers::<1000>(), status(), try_lock(), clone_cost()];
    early.into_iter().chain(others).flatten().collect()
}

type Nodes = HashMap<String, Node>;

fn nodes<const SIZE: usize>() -> Nodes {
    (0..SIZE).map(|at| (id(at), Node::new(at))).collect()
}

/// A list of nodes behind either lock.
trait Shared: Sync + 'static {
    type Read<'a>: std::ops::Deref<Target = Nodes>;
    type Write<'a>: std::ops::DerefMut<Target = Nodes>;

    fn new(nodes: Nodes) -> Self;
    fn read(&self) -> Self::Read<'_>;
    fn write(&self) -> Self::Write<'_>;
}

impl Shared for Mutex<Nodes> {
    type Read<'a> = MutexGuard<'a, Nodes>;
    type Write<'a> = MutexGuard<'a, Nodes>;

    fn new(nodes: Nodes) -> Self {
        Self::new(nodes)
    }
    fn read(&self) -> Self::Read<'_> {
        self.lock().unwrap_or_else(PoisonError::into_inner)
    }
    fn write(&self) -> Self::Write<'_> {
        self.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared for RwLock<Nodes> {
    type Read<'a> = RwLockReadGuard<'a, Nodes>;
    type Write<'a> = RwLockWriteGuard<'a, Nodes>;

    fn new(nodes: Nodes) -> Self {
        Self::new(nodes)
    }
    fn read(&self) -> Self::Read<'_> {
        Self::read(self).unwrap_or_else(PoisonError::into_inner)
    }
    fn write(&self) -> Self::Write<'_> {
        Self::write(self).unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is done with the whole list. The result does not depend on its order.
trait Work: Copy + Sync + 'static {
    fn work<'a>(self, nodes: impl Iterator<Item = &'a Node>) -> u64;
}

impl<F: Fn(&Node) -> u64 + Copy + Sync + 'static> Work for F {
    fn work<'a>(self, nodes: impl Iterator<Item = &'a Node>) -> u64 {
        nodes.fold(0, |sum, node| sum.wrapping_add(self(node)))
    }
}

/// Waits as for an answer from afar, once for the list.
#[derive(Clone, Copy)]
struct Wait;

impl Work for Wait {
    fn work<'a>(self, nodes: impl Iterator<Item = &'a Node>) -> u64 {
        std::thread::sleep(Duration::from_micros(200));
        nodes.map(|node| u64::from(node.connected)).sum()
    }
}

fn connected(node: &Node) -> u64 {
    u64::from(node.connected)
}

fn digested(node: &Node) -> u64 {
    digest(&node.address)
}

fn held<L: Shared>(nodes: &L, work: impl Work) -> u64 {
    let nodes = nodes.read();
    work.work(nodes.values())
}

fn cloned<L: Shared>(nodes: &L, work: impl Work) -> u64 {
    let nodes: Vec<Node> = nodes.read().values().cloned().collect();
    work.work(nodes.iter())
}

fn update<L: Shared>(nodes: &L) {
    if let Some(node) = nodes.write().values_mut().next() {
        node.load += 1;
    }
}

/// Threads of which each works on the list under the lock, then updates a node.
fn holding<L: Shared, const SIZE: usize>(threads: u32, work: impl Work) -> Way<u64> {
    contending(
        threads,
        || L::new(nodes::<SIZE>()),
        move |nodes| {
            let result = held(nodes, work);
            update(nodes);
            result
        },
    )
}

/// Threads of which each clones the list, releases the lock, works, then updates a node.
fn releasing<L: Shared, const SIZE: usize>(threads: u32, work: impl Work) -> Way<u64> {
    contending(
        threads,
        || L::new(nodes::<SIZE>()),
        move |nodes| {
            let result = cloned(nodes, work);
            update(nodes);
            result
        },
    )
}

const TWO: u32 = 2;

const EARLY: &str = "claim-early-release";

fn early_release<const SIZE: usize>() -> Vec<Pair> {
    fn both<const SIZE: usize>(work: impl Work, name: &str) -> [Pair; 2] {
        [
            pair(
                EARLY,
                format!("{SIZE} nodes; {name}; Mutex held against RwLock and clone"),
                holding::<Mutex<Nodes>, SIZE>(TWO, work),
                releasing::<RwLock<Nodes>, SIZE>(TWO, work),
            ),
            pair(
                EARLY,
                format!("{SIZE} nodes; {name}; RwLock held against RwLock and clone"),
                holding::<RwLock<Nodes>, SIZE>(TWO, work),
                releasing::<RwLock<Nodes>, SIZE>(TWO, work),
            ),
        ]
    }
    both::<SIZE>(connected, "a flag counted").into_iter().chain(both::<SIZE>(digested, "1 us of work a node")).collect()
}

fn reads_only() -> Vec<Pair> {
    let make = || RwLock::new(nodes::<100>());
    vec![
        pair(
            EARLY,
            "100 nodes; a flag counted; no updates; RwLock held against RwLock and clone",
            contending(TWO, make, |nodes| held(nodes, connected)),
            contending(TWO, make, |nodes| cloned(nodes, connected)),
        ),
        pair(
            EARLY,
            "100 nodes; 1 us of work a node; no updates; RwLock held against RwLock and clone",
            contending(TWO, make, |nodes| held(nodes, digested)),
            contending(TWO, make, |nodes| cloned(nodes, digested)),
        ),
    ]
}

fn waiting() -> Vec<Pair> {
    vec![
        pair(
            EARLY,
            "100 nodes; a wait of 200 us; Mutex held against RwLock and clone",
            holding::<Mutex<Nodes>, 100>(TWO, Wait),
            releasing::<RwLock<Nodes>, 100>(TWO, Wait),
        ),
        pair(
            EARLY,
            "100 nodes; a wait of 200 us; RwLock held against RwLock and clone",
            holding::<RwLock<Nodes>, 100>(TWO, Wait),
            releasing::<RwLock<Nodes>, 100>(TWO, Wait),
        ),
        pair(
            EARLY,
            "100 nodes; a wait of 200 us; 8 threads; Mutex held against RwLock and clone",
            holding::<Mutex<Nodes>, 100>(8, Wait),
            releasing::<RwLock<Nodes>, 100>(8, Wait),
        ),
    ]
}

/// One peer is asked for, by name.
fn peers<const SIZE: usize>() -> Vec<Pair> {
    fn make<const SIZE: usize>() -> (RwLock<Nodes>, String) {
        (RwLock::new(nodes::<SIZE>()), id(SIZE / 2))
    }
    fn all(peers: &RwLock<Nodes>) -> Vec<Node> {
        Shared::read(peers).values().cloned().collect()
    }
    vec![
        pair(
            "claim-peer-lookup",
            format!("address of one of {SIZE} peers; all cloned and searched against looked up"),
            using(make::<SIZE>, |(peers, name)| {
                all(peers).into_iter().find(|peer| peer.id == *name).map(|peer| peer.address)
            }),
            using(make::<SIZE>, |(peers, name)| Shared::read(peers).get(name).map(|peer| peer.address.clone())),
        ),
        pair(
            "claim-peer-lookup",
            format!("address of one of {SIZE} peers; searched without a clone against looked up"),
            using(make::<SIZE>, |(peers, name)| {
                Shared::read(peers).values().find(|peer| peer.id == *name).map(|peer| peer.address.clone())
            }),
            using(make::<SIZE>, |(peers, name)| Shared::read(peers).get(name).map(|peer| peer.address.clone())),
        ),
        pair(
            "claim-peer-lookup",
            format!("count of {SIZE} peers; all cloned against asked for"),
            using(make::<SIZE>, |(peers, _)| all(peers).len()),
            using(make::<SIZE>, |(peers, _)| Shared::read(peers).len()),
        ),
    ]
}

#[derive(Clone)]
struct Status {
    is_leader: bool,
    node: u64,
    leader: Option<u64>,
    term: u64,
    #[expect(dead_code, reason = "that it is copied for nothing is the point")]
    state: String,
}

#[derive(Clone, Copy)]
struct StatusView {
    is_leader: bool,
    node: u64,
    leader: Option<u64>,
    term: u64,
}

fn status_of_follower() -> RwLock<Status> {
    RwLock::new(Status { is_leader: false, node: 3, leader: Some(1), term: 12, state: "follower".to_owned() })
}

fn status() -> Vec<Pair> {
    #[inline(never)]
    fn full(status: &RwLock<Status>) -> Status {
        status.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
    #[inline(never)]
    fn view(status: &RwLock<Status>) -> StatusView {
        let status = status.read().unwrap_or_else(PoisonError::into_inner);
        StatusView { is_leader: status.is_leader, node: status.node, leader: status.leader, term: status.term }
    }
    vec![
        pair(
            "claim-status-view",
            "status with a String of 8 bytes cloned; against a Copy view",
            using(status_of_follower, |status| {
                let Status { is_leader, node, leader, term, .. } = full(status);
                (is_leader, node, leader, term)
            }),
            using(status_of_follower, |status| {
                let StatusView { is_leader, node, leader, term } = view(status);
                (is_leader, node, leader, term)
            }),
        ),
        pair(
            "claim-status-view",
            "the same by two threads at once",
            contending(TWO, status_of_follower, |status| full(status).term),
            contending(TWO, status_of_follower, |status| view(status).term),
        ),
    ]
}

/// A lock that nobody holds.
fn try_lock() -> Vec<Pair> {
    vec![pair(
        "claim-try-lock",
        "RwLock of the standard library that is free; read against try_read",
        using(status_of_follower, |status| status.read().ok().map(|status| status.term)),
        using(status_of_follower, |status| status.try_read().ok().map(|status| status.term)),
    )]
}

/// What one clone costs, whole: made, read and dropped.
fn clone_cost() -> Vec<Pair> {
    #[inline(never)]
    fn load(node: &Node) -> u64 {
        node.load + node.region.len() as u64 + node.version.len() as u64
    }
    vec![pair(
        "claim-clone-cost",
        "node of 256 bytes in five pieces cloned; against Arc",
        using(|| Node::new(1), |node| load(&node.clone())),
        using(|| Arc::new(Node::new(1)), |node| load(&Arc::clone(node))),
    )]
}
