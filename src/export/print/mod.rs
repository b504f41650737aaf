//! What is printed: pages of HTML that carry all they need, for any browser and printer.
//!
//! There is no script in them and nothing from the network, and no meaning in colour. The fonts are
//! those of the machine, so what has to fit is measured for the widest of them (`measure.rs`).

mod cards;
mod measure;
mod pieces;
mod shuffle;
mod worksheet;

pub(super) use cards::FORMAT as CARDS;
pub(super) use worksheet::FORMAT as WORKSHEET;

use crate::model::Deck;

/// The paper that is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 millimetres, ISO 216.
    #[default]
    A4,
    /// 8.5 by 11 inches, US Letter.
    Letter,
}

/// The edge over which a printer turns a sheet before it prints the other side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flip {
    /// The left or right one: a page turns like that of a book.
    #[default]
    Long,
    /// The upper or lower one: a page turns like that of a wall calendar.
    Short,
}

impl Paper {
    /// Its name in style sheets (CSS Paged Media, `size`).
    fn css(self) -> &'static str {
        match self {
            Paper::A4 => "A4",
            Paper::Letter => "letter",
        }
    }

    /// Its name for people.
    fn name(self) -> &'static str {
        match self {
            Paper::A4 => "A4",
            Paper::Letter => "US Letter",
        }
    }

    /// Width and height in micrometres.
    fn size(self) -> (u64, u64) {
        match self {
            Paper::A4 => (210_000, 297_000),
            Paper::Letter => (215_900, 279_400),
        }
    }
}

/// A document with this content. `style` follows what every document has.
fn document(deck: &Deck, kind: &str, style: &str, body: &str) -> String {
    let title = escaped(&format!("{} – {kind}", short_name(deck)).replace('\n', " "));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{}{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        include_str!("common.css"),
    )
}

/// The last part of the deck's name: the rest says only where it stands in Anki.
fn short_name(deck: &Deck) -> &str {
    let last = deck.name.rsplit("::").next().unwrap_or("").trim();
    if last.is_empty() { &deck.name } else { last }
}

/// Who wrote the deck and what may be done with it.
fn credits(deck: &Deck) -> String {
    let parts = [deck.author.as_deref(), deck.license.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Letters that show as typed, in elements and in values of attributes; a browser acts on no others.
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
    fn only_what_a_browser_acts_on_is_written_otherwise() {
        let letters = "a < b > \"c\" & \\(x\\) {{d}} ::\n[sound:e]";
        let html = "a &lt; b &gt; &quot;c&quot; &amp; \\(x\\) {{d}} ::<br>[sound:e]";
        assert_eq!(escaped(letters), html);
    }
}
