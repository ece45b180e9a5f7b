//! How much a clone weighs: what "hottest" means, and what comes first.

use super::{Cost, Scope};

/// Loops from which on another one makes no difference.
const DEEPEST: u8 = 2;

/// Points of a clone, from 0 to 512: its [cost](Cost::weight) (8 for a deep copy, 4 for one allocation, 2 if that
/// depends or is not known, 1 for a count, 0 for `Copy`), times 4 for each of up to two loops, times 4 in production code.
///
/// `loops` are those in which the clone runs again and again, closures of iterator adaptors among them: neither loops that it
/// leaves, nor any around an error path or around a closure in a variable. `runs_once` takes the factor of production code
/// away: in `main`, in no loop, it runs once while the program does.
///
/// Points order what to look at first; they measure nothing. The factors say only that a clone in a loop outweighs
/// most that run once, and that code that users run outweighs a test, or what runs at the start.
pub fn impact(cost: Cost, loops: u8, scope: Scope, runs_once: bool) -> u32 {
    let weight = u32::try_from(cost.weight()).unwrap_or(u32::MAX);
    let scope = if scope == Scope::Production && !runs_once { 4 } else { 1 };
    weight * 4_u32.pow(u32::from(loops.min(DEEPEST))) * scope
}

/// Calls in a run from which on a clone weighs as one in a loop, and as one in two.
const OFTEN: [u64; 2] = [100, 10_000];

/// Points of a clone of which it is known how often it ran: as [`impact`], but for the loops, instead of which calls count
/// from 100 and from 10,000 on.
pub fn impact_measured(cost: Cost, calls: u64, scope: Scope) -> u32 {
    let loops = OFTEN.iter().filter(|often| calls >= **often).count();
    impact(cost, u8::try_from(loops).unwrap_or(DEEPEST), scope, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cost_loops_and_scope_multiply() {
        assert_eq!(impact(Cost::Deep, 0, Scope::Production, false), 32);
        assert_eq!(impact(Cost::Deep, 2, Scope::Production, false), 512);
        assert_eq!(impact(Cost::Deep, 7, Scope::Production, false), 512);
        assert_eq!(impact(Cost::Alias, 1, Scope::Test, false), 4);
        assert_eq!(impact(Cost::Free, 2, Scope::Production, false), 0);
        assert_eq!(impact(Cost::Deep, 0, Scope::Production, true), 8);
        assert_eq!(impact(Cost::Deep, 0, Scope::Test, true), 8);
    }
}
