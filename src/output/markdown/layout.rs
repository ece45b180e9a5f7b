//! Tables, code and foreign prose in Markdown.

/// A table; the first column is text, the others numbers or short words.
pub(super) fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    let mut text = format!("| {} |\n|", header.join(" | "));
    text += &header.iter().enumerate().map(|(at, _)| if at == 0 { "---|" } else { "---:|" }).collect::<String>();
    text.push('\n');
    for row in rows {
        text += &format!("| {} |\n", row.iter().map(|field| cell(field)).collect::<Vec<_>>().join(" | "));
    }
    text
}

/// A code span: more backticks around a text than it has in a row, so that it cannot end the span.
pub(super) fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let (fence, blank) = ("`".repeat(longest + 1), if longest > 0 { " " } else { "" });
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// A foreign sentence, in which single backticks are around code, without links, images or HTML.
pub(super) fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // Backticks that do not pair up, or come in rows, are none of ours.
    let is_paired = parts.len() % 2 == 1 && !text.contains("``");
    let mut shown = String::with_capacity(text.len());
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            shown += if is_paired { "`" } else { "\\`" };
        }
        if is_paired && at % 2 == 1 {
            shown += part;
            continue;
        }
        for char in part.chars() {
            if matches!(char, '\\' | '<' | '[') {
                shown.push('\\');
            }
            shown.push(char);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_ends_where_it_ends() {
        assert_eq!(code("x.clone()"), "`x.clone()`");
        assert_eq!(code("f(\"`\")"), "`` f(\"`\") ``");
        assert_eq!(code("a``b`"), "``` a``b` ```");
    }

    #[test]
    fn foreign_prose_has_code_and_no_links() {
        assert_eq!(prose("`x[0]` is not used: move it"), "`x[0]` is not used: move it");
        assert_eq!(prose("see [this](http://x) <b>"), "see \\[this](http://x) \\<b>");
        assert_eq!(prose("\\[a](b)"), "\\\\\\[a](b)");
        assert_eq!(prose("an `open [x](y)"), "an \\`open \\[x](y)");
        assert_eq!(prose("a `` b ` c"), "a \\`\\` b \\` c");
    }

    #[test]
    fn no_cell_ends_a_row() {
        let text = table(&["A"], [vec![code("a|b")]]);
        assert_eq!(text, "| A |\n|---|\n| `a\\|b` |\n");
    }
}
