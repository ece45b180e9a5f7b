//! The pairs that are measured: what is compared does the same, and what was measured is what stands there.

#[path = "../../benches/pairs/mod.rs"]
mod pairs;

#[test]
fn both_ways_of_a_pair_give_the_same_result() {
    for pair in pairs::of(None) {
        assert!((pair.agree)(), "{} {}", pair.rule, pair.case);
    }
}

#[test]
fn the_results_are_those_of_the_pairs() {
    let results = include_str!("../../benches/results.csv");
    let measured: Vec<String> =
        results.lines().skip(1).map(|row| row.splitn(3, ',').take(2).collect::<Vec<_>>().join(",")).collect();
    let pairs: Vec<String> = pairs::of(None).iter().map(|pair| format!("{},{}", pair.rule, pair.case)).collect();
    assert_eq!(measured, pairs);
}
