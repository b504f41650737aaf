//! What stands in one cell: a text, or a list of them.

use unicode_normalization::UnicodeNormalization;

/// Begins every line of an item but its first; items are trimmed, so none begins like that itself.
const INDENT: &str = "  ";

/// A cell as a source would have it: line breaks are LF, ends are trimmed, the form is NFC.
pub fn clean(cell: &str) -> String {
    let lines = cell.replace("\r\n", "\n").replace('\r', "\n");
    lines.trim().nfc().collect()
}

/// A list in one cell: an item a line. Further lines of an item are indented by two blanks.
pub fn joined<'i>(items: impl IntoIterator<Item = &'i str>) -> String {
    let items = items.into_iter().filter(|it| !it.is_empty());
    let item = |it: &str| it.replace('\n', &format!("\n{INDENT}"));
    items.map(item).collect::<Vec<_>>().join("\n")
}

/// The items of a list in one cell; lines without a letter are passed over.
pub fn items(cell: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in clean(cell).split('\n') {
        match (line.strip_prefix(INDENT), found.last_mut()) {
            (Some(rest), Some(item)) => {
                item.push('\n');
                item.push_str(rest);
            }
            _ if line.trim().is_empty() => {}
            _ => found.push(line.to_owned()),
        }
    }
    found.iter().map(|it| it.trim().to_owned()).collect()
}
