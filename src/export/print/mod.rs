//! Exports pages to print: self-contained HTML for any browser and printer.
//!
//! The pages use no scripts and nothing from the network, and colours carry no meaning. They use
//! the fonts of the machine, so what must fit is measured with the widest of these (`measure.rs`).

mod cards;
mod measure;
mod pieces;
mod shuffle;
mod worksheet;

pub(super) use cards::FORMAT as CARDS;
pub(super) use worksheet::FORMAT as WORKSHEET;

use crate::export::options::Paper;
use crate::model::Deck;

impl Paper {
    /// Returns its name in style sheets (CSS Paged Media, `size`).
    fn css(self) -> &'static str {
        match self {
            Paper::A4 => "A4",
            Paper::Letter => "letter",
        }
    }

    /// Returns its name for the user.
    fn name(self) -> &'static str {
        match self {
            Paper::A4 => "A4",
            Paper::Letter => "US Letter",
        }
    }

    /// Returns its width and height in micrometres.
    fn size(self) -> (u64, u64) {
        match self {
            Paper::A4 => (210_000, 297_000),
            Paper::Letter => (215_900, 279_400),
        }
    }
}

/// Returns a document with this body. `style` is added to the style sheet of all documents.
fn document(deck: &Deck, kind: &str, style: &str, body: &str) -> String {
    let title = escaped(&format!("{} – {kind}", short_name(deck)).replace('\n', " "));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{}{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        include_str!("common.css"),
    )
}

/// Returns the last part of the deck's name; the rest only says where the deck is in Anki.
fn short_name(deck: &Deck) -> &str {
    let last = deck.name.rsplit("::").next().unwrap_or("").trim();
    if last.is_empty() { &deck.name } else { last }
}

/// Returns the author and the licence of the deck.
fn credits(deck: &Deck) -> String {
    let parts = [deck.author.as_deref(), deck.license.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Escapes text for elements and attribute values; a browser interprets no other characters.
fn escaped(letters: &str) -> String {
    let mut out = String::with_capacity(letters.len());
    for letter in letters.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_browser_interprets_is_escaped() {
        let letters = "a < b > \"c\" & \\(x\\) {{d}} ::\n[sound:e]";
        let html = "a &lt; b &gt; &quot;c&quot; &amp; \\(x\\) {{d}} ::<br>[sound:e]";
        assert_eq!(escaped(letters), html);
    }
}
