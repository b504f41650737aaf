//! HTML that cards and worksheets have in common.

use crate::anki::Content;
use crate::export::print::shuffle::shuffle;
use crate::export::{html, plain};
use crate::model::{Choice, Language, Text};

/// Returns the HTML of a content.
pub(super) fn html(content: &Content<'_>, language: &Language) -> String {
    let mut out = String::new();
    html::render(content, language, &mut out);
    out
}

/// Returns the HTML of a text with filled gaps.
pub(super) fn text(it: &Text, language: &Language) -> String {
    html(&Content::Text(it), language)
}

/// Returns the text of a content, for measuring.
pub(super) fn letters(content: &Content<'_>) -> String {
    plain::lines(content).join("\n")
}

/// Returns the choices of a quiz item in the order in which they are printed. They are shuffled, as
/// authors tend to write the right one first.
pub(super) fn shuffled<'e>(choices: &'e [Choice], seed: &str) -> Vec<&'e Choice> {
    let mut all: Vec<(usize, &Choice)> = choices.iter().enumerate().collect();
    shuffle(&mut all, seed, |it| it.0.to_string());
    all.into_iter().map(|it| it.1).collect()
}

/// Returns the choices as a list with letters.
pub(super) fn choices(all: &[&Choice], language: &Language) -> String {
    let item = |it: &&Choice| format!("<li>{}</li>", text(&it.text, language));
    let items: String = all.iter().map(item).collect();
    let is_short = |it: &&Choice| plain::filled(&it.text).chars().count() <= MOST_LETTERS_OF_SHORT;
    let class = if all.iter().all(is_short) { "choices short" } else { "choices" };
    format!("<ol class=\"{class}\" type=\"A\">{items}</ol>")
}

/// The maximum length, in characters, of choices that are printed in two columns on a worksheet.
const MOST_LETTERS_OF_SHORT: usize = 36;

/// Returns the right choices, with the letters that they have in the list.
pub(super) fn right_choices(all: &[&Choice], language: &Language) -> String {
    let right = all.iter().enumerate().filter(|it| it.1.is_right);
    let item = |(at, it): (usize, &&Choice)| {
        format!("<li value=\"{}\">{}</li>", at + 1, text(&it.text, language))
    };
    let items: String = right.map(item).collect();
    format!("<ol class=\"choices\" type=\"A\">{items}</ol>")
}

/// Returns the text of choices, for measuring.
pub(super) fn choice_letters<'c>(all: impl Iterator<Item = &'c Choice>) -> String {
    all.map(|it| plain::filled(&it.text)).collect::<Vec<_>>().join("\n")
}

/// Returns the letters of the right choices.
pub(super) fn right_letters(all: &[&Choice]) -> String {
    let right = all.iter().enumerate().filter(|it| it.1.is_right);
    right.map(|it| plain::letter(it.0)).collect::<Vec<_>>().join(", ")
}
