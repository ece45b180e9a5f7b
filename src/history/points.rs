//! Which commits of a history are looked at.

use crate::source::LoggedCommit;

/// Seconds of a week.
const WEEK: i64 = 7 * 24 * 3600;

/// From the first Monday after the beginning of 1970, a Thursday, to that beginning, in seconds.
const TO_MONDAY: i64 = 3 * 24 * 3600;

/// The last commit of each week, from Monday to Sunday in UTC. Of commits out of the order of their times, those that come later
/// in the history count. The first commit of a range is none of its weeks.
pub(crate) fn last_of_weeks(commits: Vec<LoggedCommit>, is_range: bool) -> Vec<LoggedCommit> {
    // The start of a range stays: the first change is counted from it.
    let mut commits = commits.into_iter();
    let start = if is_range { commits.next() } else { None };
    let week = |commit: &LoggedCommit| (commit.time + TO_MONDAY).div_euclid(WEEK);
    let mut last: Vec<LoggedCommit> = Vec::new();
    for commit in commits {
        match last.last_mut() {
            Some(before) if week(before) >= week(&commit) => *before = commit,
            _ => last.push(commit),
        }
    }
    start.into_iter().chain(last).collect()
}

/// At most so many, evenly spaced, the first and the last among them; 0 for all.
pub(crate) fn evenly_spaced(commits: Vec<LoggedCommit>, most: usize) -> Vec<LoggedCommit> {
    let all = commits.len();
    if most == 0 || all <= most {
        return commits;
    }
    let chosen: Vec<usize> = match most {
        1 => vec![all - 1],
        _ => (0..most).map(|step| step * (all - 1) / (most - 1)).collect(),
    };
    let is_chosen = |at: &usize| chosen.binary_search(at).is_ok();
    commits.into_iter().enumerate().filter(|(at, _)| is_chosen(at)).map(|(_, commit)| commit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commit(id: &str, time: i64) -> LoggedCommit {
        let text = String::new;
        LoggedCommit { id: id.to_owned(), time, date: text(), author: text(), subject: text(), tag: None, place: None }
    }

    fn ids(commits: &[LoggedCommit]) -> Vec<&str> {
        commits.iter().map(|commit| &*commit.id).collect()
    }

    #[test]
    fn the_first_and_the_last_are_chosen_and_as_many_as_are_asked_for() {
        for all in 1..40usize {
            for most in 1..40 {
                let commits = (0..all).map(|at| commit(&at.to_string(), 0)).collect();
                let chosen = evenly_spaced(commits, most);
                assert_eq!(chosen.len(), most.min(all), "{most} of {all}");
                assert_eq!(chosen.last().map(|commit| commit.id.clone()), Some((all - 1).to_string()));
                assert!(most == 1 || chosen[0].id == "0");
            }
        }
        let commits = (0..7).map(|at| commit(&at.to_string(), 0)).collect();
        assert_eq!(ids(&evenly_spaced(commits, 3)), ["0", "3", "6"]);
    }

    #[test]
    fn weeks_end_on_sundays() {
        // 1970-01-04 was a Sunday, its last second 345,599; the 5th a Monday.
        let commits = vec![commit("thu", 0), commit("sun", 345_599), commit("mon", 345_600), commit("late", 100)];
        assert_eq!(ids(&last_of_weeks(commits, false)), ["sun", "late"]);
        let commits = vec![commit("a", 345_599), commit("b", 345_600), commit("c", 345_600 + WEEK)];
        assert_eq!(ids(&last_of_weeks(commits.clone(), false)), ["a", "b", "c"]);
        let more = [vec![commit("start", 345_601)], commits].concat();
        assert_eq!(ids(&last_of_weeks(more, true)), ["start", "a", "b", "c"]);
    }
}
