//! Which lines of a file are not those of a commit.

use std::collections::BTreeSet;

use super::Git;

impl Git {
    /// The lines, from 1 on, of a file of this folder's work tree that a commit does not have there. `None` if git does not say.
    pub(crate) fn changed_lines(&self, commit: &str, path: &str) -> Option<BTreeSet<u32>> {
        let path = format!(":(literal){path}");
        let plain = ["--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames"];
        let answer = self.output(&[&["diff"], &plain[..], &[commit, "--", &path]].concat())?;
        Some(lines_of_hunks(&String::from_utf8_lossy(&answer)))
    }
}

/// Reads the heads of hunks: `@@ -7,0 +8,2 @@ …`, where a count of one is left out.
fn lines_of_hunks(diff: &str) -> BTreeSet<u32> {
    let hunks = diff.lines().filter_map(|line| line.strip_prefix("@@ -")?.split_once(" +")?.1.split(' ').next());
    let lines = hunks.filter_map(|place| {
        let (start, count) = place.split_once(',').unwrap_or((place, "1"));
        let (start, count): (u32, u32) = (start.parse().ok()?, count.parse().ok()?);
        Some(start..start.saturating_add(count))
    });
    lines.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_say_which_lines_are_new() {
        let diff =
            "--- a/x\n+++ b/x\n@@ -1,0 +2,2 @@ fn f\n+a\n+@@ -9 +9 @@\n@@ -4,3 +6,0 @@\n-b\n@@ -8 +7 @@\n-c\n+d\n";
        assert_eq!(lines_of_hunks(diff), BTreeSet::from([2, 3, 7]));
    }
}
