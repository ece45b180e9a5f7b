//! What a clone of twelve types takes. `scripts/profile.py times` runs this as it is, and profiled: both must say the same.
//!
//! The clones of a type are all at one place, and kept until the clock has stopped, so that no drop is timed.

use std::collections::{BTreeMap, HashMap};
use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// Clones of a type between two looks at the clock.
const CALLS: usize = 2_000;
/// How often that is repeated. The mean counts, as in a profile.
const REPEATED: usize = 101;

#[derive(Clone)]
struct Task {
    #[allow(dead_code)] // Only cloned.
    id: u64,
    #[allow(dead_code)]
    name: String,
    #[allow(dead_code)]
    tags: Vec<String>,
}

fn measure<T>(name: &str, clone: impl Fn() -> T) {
    let times: Vec<f64> = (0..REPEATED)
        .map(|_| {
            let mut kept = Vec::with_capacity(CALLS);
            let started = Instant::now();
            for _ in 0..CALLS {
                kept.push(black_box(clone()));
            }
            started.elapsed().as_nanos() as f64 / CALLS as f64
        })
        .collect();
    println!("{name}\t{:.2}", times.iter().sum::<f64>() / REPEATED as f64);
}

fn main() {
    let task = Task { id: 1, name: "a task".repeat(4), tags: vec!["a".repeat(12), "b".repeat(12)] };
    let short = "0123456789".to_owned();
    let long = "x".repeat(4096);
    let bytes = vec![7_u8; 1 << 16];
    let strings: Vec<String> = (0..100).map(|at| format!("string {at}")).collect();
    let tree: BTreeMap<u32, String> = (0..100).map(|at| (at, format!("value {at}"))).collect();
    let map: HashMap<u32, u32> = (0..1000).map(|at| (at, at)).collect();
    let path = PathBuf::from("/some/folder/with/a/file.txt");
    let boxed: Box<[u64]> = vec![1; 256].into();
    let nested = vec![vec![1_u32; 16]; 64];
    let some = Some("an option of a string".to_owned());
    let shared = Arc::new(vec![task.clone(); 3]);
    measure("Arc<Vec<Task>>", || shared.clone());
    measure("String of 10", || short.clone());
    measure("String of 4096", || long.clone());
    measure("Option<String>", || some.clone());
    measure("PathBuf", || path.clone());
    measure("Task", || task.clone());
    measure("Box<[u64]>", || boxed.clone());
    measure("Vec<u8> of 64 KiB", || bytes.clone());
    measure("Vec<Vec<u32>>", || nested.clone());
    measure("Vec<String>", || strings.clone());
    measure("BTreeMap<u32, String>", || tree.clone());
    measure("HashMap<u32, u32>", || map.clone());
}
