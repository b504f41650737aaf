//! Estimates the space that text takes, without access to fonts.
//!
//! Widths are those of DejaVu Sans 2.37, the widest of the fonts that browsers use as the default
//! sans-serif font; in all others the same text is narrower. Characters of unknown scripts count as
//! the widest.

/// Returns the number of lines that `text` takes, given the `width` of a line in thousandths of an
/// em.
pub(super) fn lines(text: &str, width: u64, is_bold: bool) -> u64 {
    text.split('\n').map(|it| paragraph(it, width, is_bold)).sum()
}

/// Returns the width of the longest word, in thousandths of an em.
pub(super) fn longest_word(text: &str, is_bold: bool) -> u64 {
    text.split_whitespace().map(|it| word(it, is_bold)).max().unwrap_or(0)
}

fn paragraph(text: &str, width: u64, is_bold: bool) -> u64 {
    let space = letter(' ', is_bold);
    let (mut count, mut filled) = (1, 0);
    for it in text.split_whitespace() {
        let needed = word(it, is_bold);
        let gap = if filled > 0 { space } else { 0 };
        if filled + gap + needed <= width {
            filled += gap + needed;
            continue;
        }
        if filled > 0 {
            count += 1;
        }
        // A word that is wider than a line is broken, and each of its lines may have room for one
        // letter less.
        let usable = width.saturating_sub(WIDEST).max(WIDEST);
        count += needed.saturating_sub(width).div_ceil(usable);
        filled = if needed > width { needed.saturating_sub(width) % usable } else { needed };
    }
    count
}

fn word(it: &str, is_bold: bool) -> u64 {
    it.chars().map(|it| letter(it, is_bold)).sum()
}

/// The width, in thousandths of an em, that most letters of other scripts do not exceed.
const WIDEST: u64 = 1400;

fn letter(it: char, is_bold: bool) -> u64 {
    let width = match it {
        // Combining marks, and characters without a width.
        '\u{300}'..='\u{36F}'
        | '\u{591}'..='\u{5BD}'
        | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}' => 0,
        'i' | 'j' | 'l' | '\'' | '’' | '‘' => 285,
        ' ' | '.' | ',' | ':' | ';' | '|' | '/' | '\\' | 'I' | '!' => 345,
        'f' | 't' | 'r' | '-' | '(' | ')' | '[' | ']' | 'ˈ' | 'ˌ' | 'ː' => 415,
        's' | 'c' | 'z' | '_' | '"' | '“' | '”' | '–' | 'J' | '?' => 550,
        'a'..='z' => match it {
            'm' => 980,
            'w' => 820,
            'a' | 'e' | 'o' | 'k' | 'v' | 'x' | 'y' => 616,
            _ => 640,
        },
        '0'..='9' | '{' | '}' | '$' | '*' => 640,
        'A'..='Z' => match it {
            'M' | 'W' | 'Q' | 'O' | 'G' => 990,
            _ => 775,
        },
        '\0'..='\u{7F}' | '—' | '…' | '→' | '–'..='›' => 1000,
        '\u{80}'..='\u{24F}' => 800,
        '\u{250}'..='\u{2FF}' | '\u{590}'..='\u{7FF}' => 720,
        '\u{370}'..='\u{58F}' | '\u{900}'..='\u{1FFF}' => 1000,
        // The widest ligature, a whole sentence in one character.
        '\u{FDFD}' => 12_000,
        _ => WIDEST,
    };
    if is_bold { width * 113 / 100 } else { width }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_where_they_fit() {
        // Four letters of 640 with three spaces of 345 between them.
        assert_eq!(lines("n n n n", 4 * 640 + 3 * 345, false), 1);
        assert_eq!(lines("n n n n", 4 * 640 + 3 * 345 - 1, false), 2);
        assert_eq!(lines("n\nn", 10_000, false), 2);
        assert_eq!(lines("", 10_000, false), 1);
    }

    #[test]
    fn a_word_wider_than_a_line_is_broken() {
        let word = "n".repeat(100);
        let count = lines(&word, 10_000, false);
        assert!((7..=9).contains(&count), "{count}");
        assert_eq!(lines(&format!("a {word}"), 10_000, false), count + 1);
        assert_eq!(longest_word("n nn", false), 1280);
    }

    #[test]
    fn any_text_and_any_width_can_be_measured() {
        for text in ["\u{FDFD}", "👩‍👩‍👧‍👦", "ｗｗｗ", "e\u{301}\u{302}"] {
            assert!(lines(text, 1, true) >= 1);
        }
    }
}
