//! Removes the characters that control a terminal from texts for it.
//!
//! Sources, ledgers, tables and names of files may come from others. A control character in them
//! could move the cursor, change colours or the window's title, and an override of the direction of
//! writing could make a line look like another one.

use std::borrow::Cow;

/// The replacement for a character that is not shown.
const REPLACEMENT: char = '\u{FFFD}';

/// Returns whether a character controls a terminal or changes how the text around it is displayed.
///
/// These are the control characters C0, DEL and C1, the embeddings, overrides and isolates of
/// bidirectional text, and the separators of lines and paragraphs, at which some programs begin a
/// new line. Marks such as U+200F belong to ordinary Arabic and Hebrew, and stay.
pub(crate) fn is_unsafe(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Returns a text in which every unsafe character but line breaks and tabs is replaced.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    replaced(text, |it| is_unsafe(it) && !matches!(it, '\n' | '\t'))
}

/// Returns a text that is one line, such as a name, with every unsafe character replaced.
pub(crate) fn clean_line(text: &str) -> Cow<'_, str> {
    replaced(text, is_unsafe)
}

/// Returns a text as [`clean`] does, but with the colours that it was given on purpose.
///
/// Only for messages of the argument parser, which mix colours with the user's arguments.
pub(crate) fn clean_styled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('\u{1B}');
    out.push_str(&clean(parts.next().unwrap_or_default()));
    for part in parts {
        let is_parameter = |it: char| it.is_ascii_digit() || it == ';';
        let ends = part.strip_prefix('[').map(|it| it.trim_start_matches(is_parameter));
        let is_colour = ends.is_some_and(|it| it.starts_with('m'));
        out.push(if is_colour { '\u{1B}' } else { REPLACEMENT });
        out.push_str(&clean(part));
    }
    out
}

fn replaced(text: &str, is_replaced: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_replaced) {
        return Cow::Borrowed(text);
    }
    let letters = text.chars();
    Cow::Owned(letters.map(|it| if is_replaced(it) { REPLACEMENT } else { it }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_replaced_and_all_else_stays() {
        let text = "a\u{0}\u{7}\u{1B}[31m\r\u{7F}\u{85}\u{9B}2J\u{202E}\u{2066}\u{2028}z";
        let shown = "a���[31m����2J���z";
        assert_eq!(clean(text), shown);
        assert_eq!(clean_line(text), shown);
        let text = "日本\tعربي\u{200F} é 😀\u{200D}\n";
        assert!(matches!(clean(text), Cow::Borrowed(it) if it == text));
        assert_eq!(clean_line("a\nb\tc"), "a�b�c");
    }

    #[test]
    fn of_sequences_only_colours_stay() {
        let text = "\u{1B}[1;31merror\u{1B}[0m: `\u{1B}[2J\u{1B}]0;x\u{7}\u{9B}`";
        assert_eq!(clean_styled(text), "\u{1B}[1;31merror\u{1B}[0m: `�[2J�]0;x��`");
    }
}
