//! Estimates how high a row must be for its texts.
//!
//! If a file does not say, Excel computes the height itself, but LibreOffice does not for files
//! that name Excel as their program, as those of the library do. The estimate is rather too high.

/// The height of a line, in points.
const LINE: f64 = 15.0;
/// The maximum height of a row in Excel, in points.
const MOST: f64 = 409.0;

/// Returns the height of a row with these texts in columns of these widths, in points.
pub(super) fn height<'t>(cells: impl Iterator<Item = (&'t str, u16)>) -> f64 {
    let lines = cells.map(|(text, width)| lines(text, width)).max().unwrap_or(1);
    (LINE * f64::from(u16::try_from(lines.max(1)).unwrap_or(u16::MAX))).min(MOST)
}

/// Returns the number of lines that a text takes.
fn lines(text: &str, width: u16) -> usize {
    let width = usize::from(width.max(1));
    text.split('\n').map(|line| letters(line).div_ceil(width).max(1)).sum()
}

/// Returns the width of a text in characters; East Asian characters and emoji count as two.
fn letters(line: &str) -> usize {
    line.chars()
        .map(|it| if it >= '\u{1100}' && !('\u{1E00}'..='\u{23FF}').contains(&it) { 2 } else { 1 })
        .sum()
}
