//! How high a row has to be for its texts.
//!
//! Excel finds that out itself where a file is silent, but LibreOffice does not for files that name
//! Excel as their program, which the library's do. It is an estimate, and rather too high.

/// The height of a line in points.
const LINE: f64 = 15.0;
/// Excel's greatest height of a row, in points.
const MOST: f64 = 409.0;

/// The height in points of a row with these texts in columns of these widths.
pub(super) fn height<'t>(cells: impl Iterator<Item = (&'t str, u16)>) -> f64 {
    let lines = cells.map(|(text, width)| lines(text, width)).max().unwrap_or(1);
    (LINE * f64::from(u16::try_from(lines.max(1)).unwrap_or(u16::MAX))).min(MOST)
}

/// The number of lines that a text takes.
fn lines(text: &str, width: u16) -> usize {
    let width = usize::from(width.max(1));
    text.split('\n').map(|line| letters(line).div_ceil(width).max(1)).sum()
}

/// How many letters' room a text takes; those of East Asia and emoji take two.
fn letters(line: &str) -> usize {
    line.chars()
        .map(|it| if it >= '\u{1100}' && !('\u{1E00}'..='\u{23FF}').contains(&it) { 2 } else { 1 })
        .sum()
}
