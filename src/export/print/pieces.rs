//! Pieces of HTML that cards and worksheets share.

use crate::anki::Content;
use crate::export::print::shuffle::shuffle;
use crate::export::{html, plain};
use crate::model::{Choice, Language, Text};

/// The HTML of a content.
pub(super) fn html(content: &Content<'_>, language: &Language) -> String {
    let mut out = String::new();
    html::render(content, language, &mut out);
    out
}

/// The HTML of a text, its gaps filled.
pub(super) fn text(it: &Text, language: &Language) -> String {
    html(&Content::Text(it), language)
}

/// The letters of a content, for measuring.
pub(super) fn letters(content: &Content<'_>) -> String {
    plain::lines(content).join("\n")
}

/// The choices of a quiz item in the order that they are printed in: authors like to put the right
/// one first.
pub(super) fn shuffled<'e>(choices: &'e [Choice], seed: &str) -> Vec<&'e Choice> {
    let mut all: Vec<(usize, &Choice)> = choices.iter().enumerate().collect();
    shuffle(&mut all, seed, |it| it.0.to_string());
    all.into_iter().map(|it| it.1).collect()
}

/// Choices as a list with letters.
pub(super) fn choices(all: &[&Choice], language: &Language) -> String {
    let item = |it: &&Choice| format!("<li>{}</li>", text(&it.text, language));
    let items: String = all.iter().map(item).collect();
    let is_short = |it: &&Choice| plain::filled(&it.text).chars().count() <= MOST_LETTERS_OF_SHORT;
    let class = if all.iter().all(is_short) { "choices short" } else { "choices" };
    format!("<ol class=\"{class}\" type=\"A\">{items}</ol>")
}

/// Two choices of at most so many letters stand side by side on a worksheet.
const MOST_LETTERS_OF_SHORT: usize = 36;

/// The right ones among the choices, with the letters that they have.
pub(super) fn right_choices(all: &[&Choice], language: &Language) -> String {
    let right = all.iter().enumerate().filter(|it| it.1.is_right);
    let item = |(at, it): (usize, &&Choice)| {
        format!("<li value=\"{}\">{}</li>", at + 1, text(&it.text, language))
    };
    let items: String = right.map(item).collect();
    format!("<ol class=\"choices\" type=\"A\">{items}</ol>")
}

/// The same as letters, for measuring.
pub(super) fn choice_letters<'c>(all: impl Iterator<Item = &'c Choice>) -> String {
    all.map(|it| plain::filled(&it.text)).collect::<Vec<_>>().join("\n")
}

/// The letters of the right ones among the choices.
pub(super) fn right_letters(all: &[&Choice]) -> String {
    let right = all.iter().enumerate().filter(|it| it.1.is_right);
    right.map(|it| plain::letter(it.0)).collect::<Vec<_>>().join(", ")
}
