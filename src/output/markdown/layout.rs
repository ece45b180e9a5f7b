//! Tables in Markdown.

use crate::report::one_line;

/// A table; the first column is text, the others numbers or short words.
pub(super) fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let cell = |text: &str| one_line(text).replace('|', "\\|");
    let mut text = format!("| {} |\n|", header.join(" | "));
    text += &header.iter().enumerate().map(|(at, _)| if at == 0 { "---|" } else { "---:|" }).collect::<String>();
    text.push('\n');
    for row in rows {
        text += &format!("| {} |\n", row.iter().map(|field| cell(field)).collect::<Vec<_>>().join(" | "));
    }
    text
}
