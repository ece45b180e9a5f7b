//! What profiled processes have written.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::model::{Instance, MeasuredCost, ProfileTotals};

use super::format::{COUNTER_WORDS, COUNTERS, HEADER_WORDS, INSTANCE, MAGIC, SLOTS, THREAD};

/// What the processes of one run have counted together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Counted {
    pub(super) processes: usize,
    pub(super) threads: usize,
    pub(super) totals: ProfileTotals,
    /// Thousandths of nanoseconds that are measured of nothing at all: the most that a process found.
    pub(super) clock: u64,
    /// Whether some process could not write all.
    pub(super) is_incomplete: bool,
    /// Processes without an allocator that counts.
    pub(super) without_allocations: usize,
    /// By the number of the site, and the name and size of the type.
    pub(super) sites: BTreeMap<u64, BTreeMap<(String, u64), Instance>>,
}

/// What is known of a process, by the slots that it has given out.
#[derive(Debug, Default)]
struct Process {
    /// The site's number, the type, and its size.
    instances: BTreeMap<u64, (u64, String, u64)>,
    costs: BTreeMap<u64, MeasuredCost>,
}

/// Reads the files of a folder.
///
/// # Errors
/// One cannot be read.
pub(super) fn read(folder: &Path) -> Result<Counted> {
    let mut counted = Counted::default();
    let context = || format!("cannot read {}", folder.display());
    for entry in std::fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if counted.add(&bytes).is_none() {
            counted.is_incomplete = true;
        }
    }
    Ok(counted)
}

impl Counted {
    /// Adds what a process has written. `None`: not all of it makes sense, as when it was killed at its very beginning. What does
    /// counts all the same.
    fn add(&mut self, bytes: &[u8]) -> Option<()> {
        let words = bytes.chunks_exact(8).map(|word| u64::from_ne_bytes(word.try_into().unwrap_or_default()));
        let words: Vec<u64> = words.collect();
        let &[magic, used, lost, clock, ..] = &words[..] else { return None };
        if magic != MAGIC {
            return None;
        }
        self.processes += 1;
        self.is_incomplete |= lost != 0;
        self.clock = self.clock.max(clock);
        let allocations = self.totals.allocations;
        let mut process = Process::default();
        let end = usize::try_from(used / 8).unwrap_or(usize::MAX).min(words.len());
        let mut rest = words.get(HEADER_WORDS..end)?;
        let mut makes_sense = used / 8 == end as u64;
        while let [kind, length, ..] = *rest {
            let taken = usize::try_from(length).ok().filter(|length| (2..=rest.len()).contains(length));
            let Some((record, behind)) = taken.map(|length| rest.split_at(length)) else {
                makes_sense = false;
                break;
            };
            rest = behind;
            let is_known = match kind {
                THREAD => self.add_thread(&record[2..]),
                INSTANCE => instance(&record[2..]).map(|(slot, instance)| {
                    process.instances.insert(slot, instance);
                }),
                COUNTERS => add_counters(&record[2..], &mut process.costs),
                _ => Some(()),
            };
            makes_sense &= is_known.is_some();
        }
        self.without_allocations += usize::from(self.totals.allocations == allocations);
        for (slot, cost) in process.costs {
            let Some((number, ty, size)) = process.instances.get(&slot) else {
                makes_sense = false;
                continue;
            };
            let of_site = self.sites.entry(*number).or_default();
            let new = || Instance { ty: ty.clone(), size: *size, cost: MeasuredCost::default() };
            of_site.entry((ty.clone(), *size)).or_insert_with(new).cost.add(&cost);
        }
        makes_sense.then_some(())
    }

    fn add_thread(&mut self, record: &[u64]) -> Option<()> {
        let &[allocations, bytes, cloned, cloned_allocations, cloned_bytes, cloned_nanoseconds, ..] = record else {
            return None;
        };
        self.threads += 1;
        self.totals.add(&ProfileTotals {
            allocations,
            bytes,
            cloned,
            cloned_allocations,
            cloned_bytes,
            cloned_nanoseconds,
        });
        Some(())
    }
}

/// The slot of an instance; its site, type and size.
fn instance(record: &[u64]) -> Option<(u64, (u64, String, u64))> {
    let &[number, slot, size, length, ref name @ ..] = record else { return None };
    let bytes: Vec<u8> = name.iter().flat_map(|word| word.to_ne_bytes()).collect();
    let name = bytes.get(..usize::try_from(length).ok()?)?;
    Some((slot, (number, String::from_utf8_lossy(name).into_owned(), size)))
}

fn add_counters(record: &[u64], costs: &mut BTreeMap<u64, MeasuredCost>) -> Option<()> {
    let (first, counters) = record.split_first()?;
    for (slot, counter) in (0..SLOTS as u64).zip(counters.chunks_exact(COUNTER_WORDS)) {
        let &[calls, allocations, bytes, first_timed, first_nanoseconds, later_timed, later_nanoseconds, outermost, _] =
            counter
        else {
            return None;
        };
        if calls > 0 {
            let later = outermost.saturating_sub(first_timed);
            let nanoseconds = if later_timed > 0 {
                scaled(later_nanoseconds, later, later_timed)
            } else {
                scaled(first_nanoseconds, later, first_timed)
            };
            let nanoseconds = first_nanoseconds.saturating_add(nanoseconds);
            let timed = first_timed + later_timed;
            costs.entry(first + slot).or_default().add(&MeasuredCost { calls, allocations, bytes, nanoseconds, timed });
        }
    }
    Some(())
}

/// What so many calls take of which some are measured.
fn scaled(nanoseconds: u64, calls: u64, measured: u64) -> u64 {
    let all = u128::from(nanoseconds) * u128::from(calls) / u128::from(measured.max(1));
    u64::try_from(all).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of these records, each with its kind.
    fn file(records: &[(u64, Vec<u64>)]) -> Vec<u8> {
        let records =
            records.iter().flat_map(|(kind, words)| [vec![*kind, words.len() as u64 + 2], words.clone()].concat());
        let records: Vec<u64> = records.collect();
        let used = ((HEADER_WORDS + records.len()) * 8) as u64;
        // What is not used yet is zero.
        [vec![MAGIC, used, 0, 21_500], records, vec![0; 9]]
            .concat()
            .iter()
            .flat_map(|word| word.to_ne_bytes())
            .collect()
    }

    fn counters(first: u64, of: &[(usize, [u64; COUNTER_WORDS])]) -> (u64, Vec<u64>) {
        let mut words = vec![0; 1 + SLOTS * COUNTER_WORDS];
        words[0] = first;
        for (slot, counter) in of {
            words[1 + slot * COUNTER_WORDS..][..COUNTER_WORDS].copy_from_slice(counter);
        }
        (COUNTERS, words)
    }

    #[test]
    fn counters_of_all_threads_and_processes_are_added_up_by_site_and_type() {
        let name = u64::from_ne_bytes(*b"u8\0\0\0\0\0\0");
        // The slots of a process are its own.
        let one = file(&[
            (THREAD, vec![10, 1000, 3, 2, 200, 7]),
            (INSTANCE, vec![77, 65, 1, 2, name]),
            counters(64, &[(1, [3, 2, 200, 2, 30, 0, 0, 3, 0])]),
            (THREAD, vec![1, 5, 1, 1, 5, 0]),
            counters(64, &[(1, [200, 0, 0, 32, 320, 4, 80, 100, 1])]),
        ]);
        let other = file(&[(INSTANCE, vec![77, 0, 1, 2, name]), counters(0, &[(0, [1, 0, 0, 1, 9, 0, 0, 1, 0])])]);
        let mut counted = Counted::default();
        assert_eq!((counted.add(&one), counted.add(&other)), (Some(()), Some(())));
        assert_eq!((counted.processes, counted.threads, counted.clock), (2, 2, 21_500));
        // The second one has no thread that allocates.
        assert_eq!(counted.without_allocations, 1);
        let totals = ProfileTotals {
            allocations: 11,
            bytes: 1005,
            cloned: 4,
            cloned_allocations: 3,
            cloned_bytes: 205,
            cloned_nanoseconds: 7,
        };
        assert_eq!(counted.totals, totals);
        // 30 ns of 2 calls, so 45 of 3; 320 ns of 32 and 20 ns each of 68 others, within which there are 100 more; 9 ns.
        let cost =
            MeasuredCost { calls: 204, allocations: 2, bytes: 200, nanoseconds: 45 + 320 + 68 * 20 + 9, timed: 39 };
        let instance = Instance { ty: "u8".to_owned(), size: 1, cost };
        assert_eq!(counted.sites, [(77, [(("u8".to_owned(), 1), instance)].into())].into());
    }

    #[test]
    fn what_makes_no_sense_is_said_and_ends_nothing() {
        let good = file(&[(THREAD, vec![1, 2, 3, 4, 5, 6])]);
        let mut other = good.clone();
        other[0] ^= 1;
        let mut long = good.clone();
        long[8..16].copy_from_slice(&u64::MAX.to_ne_bytes());
        let mut record = good.clone();
        record[40..48].copy_from_slice(&u64::MAX.to_ne_bytes());
        let unknown = file(&[counters(0, &[(0, [1; COUNTER_WORDS])])]);
        let endless = file(&[]).into_iter().take(32).chain([0; 16]).collect::<Vec<u8>>();
        let mut endless_used = endless;
        endless_used[8..16].copy_from_slice(&48_u64.to_ne_bytes());
        let mut both = Counted::default();
        assert_eq!(both.add(&[good.clone(), vec![0; 0]].concat()), Some(()));
        assert_eq!((both.add(&record), both.totals.allocations), (None, 1), "what is in order counts");
        for bytes in [&[][..], &good[..20], &other, &long, &record, &unknown, &endless_used] {
            assert_eq!(Counted::default().add(bytes), None);
        }
    }
}
