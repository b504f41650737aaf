//! The contents of a cell: a text, or a list of texts.

use unicode_normalization::UnicodeNormalization;

/// The indentation of every line of an item but its first. Items are trimmed, so no item begins
/// with it.
const INDENT: &str = "  ";

/// Normalizes a cell like a text of a source: LF line breaks, trimmed, Unicode form NFC.
pub(crate) fn clean(cell: &str) -> String {
    let lines = cell.replace("\r\n", "\n").replace('\r', "\n");
    lines.trim().nfc().collect()
}

/// Returns a list as one cell, with an item per line. Further lines of an item are indented by two
/// spaces.
pub(crate) fn joined<'i>(items: impl IntoIterator<Item = &'i str>) -> String {
    let items = items.into_iter().filter(|it| !it.is_empty());
    let item = |it: &str| it.replace('\n', &format!("\n{INDENT}"));
    items.map(item).collect::<Vec<_>>().join("\n")
}

/// Returns the items of a list in one cell, ignoring empty lines.
pub(crate) fn items(cell: &str) -> Vec<String> {
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
