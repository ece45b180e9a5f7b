//! Who wrote a line.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::model::Commit;

use super::Git;

/// Begins the hash of what is not committed.
const NOT_COMMITTED: &str = "0000000";

/// Digits of a hash that are shown.
const SHORT: usize = 9;

impl Git {
    /// The commits that lines of files in the work tree come from, beside them: a path from this folder and a number, from 1
    /// on. `None` where the line is not committed, or git does not say.
    pub(crate) fn blame(&self, lines: &[(&str, u32)]) -> Vec<Option<Commit>> {
        let mut of_files: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (path, line) in lines {
            of_files.entry(path).or_default().push(*line);
        }
        let found: HashMap<&str, HashMap<u32, Commit>> =
            of_files.into_par_iter().map(|(path, lines)| (path, self.blame_file(path, &lines))).collect();
        lines.iter().map(|(path, line)| found.get(path)?.get(line).cloned()).collect()
    }

    fn blame_file(&self, path: &str, lines: &[u32]) -> HashMap<u32, Commit> {
        let ranges: Vec<String> = lines.iter().map(|line| format!("-L{line},{line}")).collect();
        let mut arguments = vec!["blame", "--porcelain"];
        arguments.extend(ranges.iter().map(String::as_str));
        arguments.extend(["--", path]);
        let answer = self.output(&arguments).unwrap_or_default();
        commits_of_lines(&String::from_utf8_lossy(&answer))
    }
}

/// Reads the answer: of each line `hash before now …`, what is known of the commit if it comes for the first time, and the line
/// itself behind a tab.
fn commits_of_lines(answer: &str) -> HashMap<u32, Commit> {
    let mut commits: HashMap<&str, Commit> = HashMap::new();
    let mut of_lines = Vec::new();
    let mut current = "";
    for line in answer.lines().filter(|line| !line.starts_with('\t')) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        if is_hash(word) {
            current = word;
            let number = rest.split(' ').nth(1).and_then(|number| number.parse().ok());
            of_lines.extend(number.map(|number: u32| (number, word)));
            let id = word.get(..SHORT).unwrap_or(word).to_owned();
            commits.entry(word).or_insert(Commit { id, author: String::new(), subject: String::new() });
        } else if let Some(commit) = commits.get_mut(current) {
            match word {
                "author" => rest.clone_into(&mut commit.author),
                "summary" => rest.clone_into(&mut commit.subject),
                _ => {}
            }
        }
    }
    let committed = of_lines.into_iter().filter(|(_, id)| !id.starts_with(NOT_COMMITTED));
    committed.filter_map(|(line, id)| Some((line, commits.get(id)?.clone()))).collect()
}

fn is_hash(word: &str) -> bool {
    word.len() >= 40 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_has_the_commit_that_it_comes_from() {
        let [a, b, none] = ["a", "b", "0"].map(|digit| digit.repeat(40));
        let answer = format!(
            "{a} 3 7 1\nauthor Ada\nsummary One\nfilename x.rs\n\tx.clone()\n{b} 1 9 1\nauthor Bo\nsummary Two\n\tauthor \
             z\n{a} 5 8 1\n\tz\n{none} 1 1 1\nauthor Not Committed Yet\n\tq\n"
        );
        let found = commits_of_lines(&answer);
        let commit = |id: &str, author: &str, subject: &str| Commit {
            id: id.repeat(SHORT),
            author: author.to_owned(),
            subject: subject.to_owned(),
        };
        assert_eq!(found.get(&7), Some(&commit("a", "Ada", "One")));
        assert_eq!(found.get(&8), Some(&commit("a", "Ada", "One")));
        assert_eq!(found.get(&9), Some(&commit("b", "Bo", "Two")));
        assert_eq!(found.len(), 3);
    }
}
