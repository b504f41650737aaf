//! The words of a text in a language other than English.

use std::ops::Range;

use super::fold::{fold_char, is_apostrophe, is_hyphen};
use super::letters::{is_inside_word, push_letters};

/// A word of a text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) letters: String,
    /// Its letters with their marks.
    pub(super) marked: String,
    /// Whether its first letter is a capital.
    pub(super) capital: bool,
    /// Whether it begins a sentence, so that its capital says nothing.
    pub(super) first: bool,
    /// The number of the clause it is in.
    pub(super) clause: usize,
}

/// Returns the words of a text, without the apostrophes between them; `hyphens` says whether
/// hyphens join words.
pub(super) fn tokens(text: &str, hyphens: bool) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut inside = false;
    let (mut first, mut clause) = (true, 0);
    for (place, c) in text.char_indices() {
        let end = place + c.len_utf8();
        let next = || text.get(end..).and_then(|it| it.chars().next());
        let joins = hyphens && inside && is_hyphen(c) && next().is_some_and(is_inside_word);
        if !is_inside_word(c) && !joins {
            inside = false;
            // "am 13. November"
            let ordinal = c == '.' && text.get(..place).is_some_and(|it| it.ends_with(is_digit));
            match c {
                '.' if ordinal => {}
                '.' | '!' | '?' | '…' | ':' | ';' | '"' | '„' | '“' | '«' | '»' | '(' | '¿'
                | '¡' | '\n' | '—' | '–' => {
                    first = true;
                    clause += usize::from(matches!(c, '.' | '!' | '?' | '…' | ';' | ':' | '\n'));
                }
                _ => first &= !c.is_whitespace() || tokens.is_empty() || first,
            }
            continue;
        }
        if !inside {
            let range = place..end;
            let capital = c.is_uppercase();
            tokens.push(Token {
                range,
                letters: String::new(),
                marked: String::new(),
                capital,
                first,
                clause,
            });
            inside = true;
            first = false;
        }
        if let Some(token) = tokens.last_mut() {
            token.range.end = end;
            push_letters(c, &mut token.letters);
            fold_char(c, |folded| token.marked.push(folded));
        }
    }
    tokens
}

/// Returns the end of the apostrophe at `at`, if there is one.
pub(super) fn apostrophe_end(text: &str, at: usize) -> Option<usize> {
    let c = text.get(at..)?.chars().next().filter(|&c| is_apostrophe(c))?;
    Some(at + c.len_utf8())
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}
