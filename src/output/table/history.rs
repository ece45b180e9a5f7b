//! Figures over commits.

use comfy_table::Cell;

use crate::model::{History, Point, Scope};
use crate::output::format::Style;
use crate::output::words::{growth, short_hash};

use super::layout::{bold, columns_that_fit, delta, grid, indented, number, section};

/// Rows of the table unless `--top` says otherwise.
const TOP_POINTS: usize = 30;

/// Changes that are told.
const TOP_CHANGES: usize = 5;

/// Lines of the chart.
const CHART_HEIGHT: usize = 8;

/// Widest scale beside the chart.
const SCALE: usize = 8;

/// Parts of a line of the chart, from none to all.
const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

pub(super) fn render(history: &History, style: Style) -> String {
    let (Some(first), Some(last)) = (history.points.first(), history.points.last()) else {
        return "no commit could be audited\n".to_owned();
    };
    let (before, after) = (first.totals.explicit, last.totals.explicit);
    let headline = bold(&format!("{before} → {after} explicit clones"), style);
    let mut text = format!("{headline} ({}), {} to {}\n", growth(before, after), first.date, last.date);
    let of_production: Vec<usize> = history.points.iter().map(|point| point.of_scope(Scope::Production)).collect();
    let all: Vec<usize> = history.points.iter().map(|point| point.totals.explicit).collect();
    let chart = chart(&all, &of_production, usize::from(style.width));
    text += &section("Explicit clones (█ production, ░ others)", &chart, style);
    text += &section("Commits", &table(&history.points, style), style);
    text + &largest_changes(&history.points, style)
}

/// The newest commits, of which each has what has changed since the one before it in the whole history.
fn table(points: &[Point], style: Style) -> String {
    const TITLES: [&str; 8] = ["Clones", "Change", "Production", "Added", "Removed", "Respelled", "Moved", "Grep"];
    let rows = style.rows(TOP_POINTS).min(points.len());
    let columns = columns_that_fit(&TITLES, 26, style);
    let from = points.len() - rows;
    let cells = points.iter().enumerate().skip(from).rev().map(|(at, point)| {
        let before = at.checked_sub(1).map(|before| points[before].totals.explicit);
        let change =
            before.map_or_else(|| Cell::new("–"), |before| delta(signed_difference(point.totals.explicit, before)));
        let name = point.tag.clone().unwrap_or_else(|| short_hash(&point.revision).to_owned());
        let mut cells = vec![Cell::new(format!("{}  {name}", point.date)), number(point.totals.explicit), change];
        let counts = [point.of_scope(Scope::Production), point.added, point.removed, point.respelled, point.moved];
        cells.extend(counts.map(number));
        cells.push(number(point.totals.grep_lines));
        cells.truncate(columns + 1);
        cells
    });
    let header: Vec<&str> = std::iter::once("Date").chain(TITLES).take(columns + 1).collect();
    let more =
        if from > 0 { format!(" … and {from} before; --top {} shows all\n", points.len()) } else { String::new() };
    grid(&header, cells.collect(), style) + &more
}

fn signed_difference(now: usize, then: usize) -> i64 {
    i64::try_from(now).unwrap_or(i64::MAX) - i64::try_from(then).unwrap_or(i64::MAX)
}

/// The commits that changed most, each with its story.
fn largest_changes(points: &[Point], style: Style) -> String {
    let mut changes: Vec<(&Point, &Point)> = points.windows(2).map(|pair| (&pair[0], &pair[1])).collect();
    let weight = |point: &Point| point.added + point.removed + point.respelled;
    changes.retain(|(_, point)| weight(point) > 0);
    changes.sort_by_key(|(_, point)| std::cmp::Reverse(weight(point)));
    let told = changes.iter().take(TOP_CHANGES).map(|(before, point)| {
        let name = point.tag.as_deref().unwrap_or(short_hash(&point.revision));
        let title = format!("{name} {}", point.subject);
        let by = format!("{}, {}: {}", point.date, point.author, point.story(before));
        indented(&title, 1, style) + &indented(&by, 4, style)
    });
    let told: String = told.collect();
    if told.is_empty() { String::new() } else { section("Largest changes", &told, style) }
}

/// Bars from left to right, with the highest and the lowest figure at the side. Neighbours share a bar where there are more of
/// them than columns. The scale begins at 0, so that a small change looks small.
fn chart(all: &[usize], lower: &[usize], width: usize) -> String {
    let room = width.saturating_sub(SCALE + 3).max(10);
    let bars = all.len().min(room);
    let most = all.iter().copied().max().unwrap_or(0).max(1);
    // The last figure of those that share a bar.
    let at = |bar: usize| ((bar + 1) * all.len() / bars).saturating_sub(1);
    let mut text = String::new();
    for line in (0..CHART_HEIGHT).rev() {
        let scale = match line {
            line if line + 1 == CHART_HEIGHT => most.to_string(),
            0 => "0".to_owned(),
            _ => String::new(),
        };
        let cells: String = (0..bars)
            .map(|bar| {
                let eighths = |figure: usize| (figure * CHART_HEIGHT * 8 / most).saturating_sub(line * 8).min(8);
                let (full, part) = (eighths(all[at(bar)]), eighths(lower[at(bar)]));
                if part == 0 && full > 0 { if full >= 4 { '░' } else { ' ' } } else { BLOCKS[part] }
            })
            .collect();
        text += &format!(" {scale:>SCALE$} {}\n", cells.trim_end());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_high_as_their_figures() {
        let chart = chart(&[8, 4, 2, 0], &[8, 0, 2, 0], 40);
        let lines: Vec<&str> = chart.lines().collect();
        assert_eq!(lines.len(), CHART_HEIGHT);
        // 8 of 8 lines, half of them for others, a quarter, nothing.
        assert_eq!(lines[0], "        8 █");
        assert_eq!(lines[3], "          █");
        assert_eq!(lines[4], "          █░");
        assert_eq!(lines[6], "          █░█");
        assert_eq!(lines[7], "        0 █░█");
    }

    #[test]
    fn more_figures_than_columns_share_bars() {
        let figures: Vec<usize> = (0..1000).collect();
        let chart = chart(&figures, &figures, 40);
        assert!(chart.lines().all(|line| line.chars().count() <= 40), "{chart}");
        assert!(chart.lines().next().is_some_and(|line| line.ends_with('█')), "the newest is the highest\n{chart}");
    }
}
