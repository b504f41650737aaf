//! Exports questions as GIFT, Moodle's text format, which many other platforms read
//! (question/format/gift/format.php).
//!
//! Texts are HTML; the special characters of the format are escaped, and texts contain no line
//! breaks.

use std::io::Write;

use crate::export::ExportError;
use crate::export::exporter::{Exporter, Format, Made, Resources, Skipped, Summary, file_name};
use crate::export::questions::{self, Asked, BARE, GapQuestion, NO_SHARE, What, shares};
use crate::export::web;
use crate::ledger::Ledger;
use crate::model::{Deck, Quiz, Text};

const NAME: &str = "gift";

pub(super) const FORMAT: Format = Format {
    name: NAME,
    about: "questions as GIFT, for Moodle and many other platforms",
    files: |id| vec![file_name(id, NAME, "txt")],
    needs_written: false,
    begin: |resources| Ok(Box::new(Gift::begin(resources)?)),
};

/// Writes the list of questions.
struct Gift<'d> {
    deck: &'d Deck,
    out: Box<dyn Write + Send>,
    skipped: Vec<Skipped>,
}

impl<'d> Gift<'d> {
    fn begin(resources: &Resources<'d>) -> Result<Gift<'d>, ExportError> {
        let deck = resources.deck;
        let mut out = resources.sink.create(&file_name(&deck.id, NAME, "txt"))?;
        // In a category Moodle removes backslashes and decodes nothing else.
        let category = questions::moodle_category(deck).replace('\\', "\\\\");
        write!(out, "$CATEGORY: {category}\n\n")?;
        Ok(Gift { deck, out, skipped: Vec::new() })
    }

    fn add_one(&mut self, asked: &Asked<'_>) -> std::io::Result<()> {
        let parts = match &asked.what {
            What::Choice(quiz) => choice(quiz),
            What::Gap(gap) if gap.is_bare() => Err(BARE.to_owned()),
            What::Gap(gap) => short_answer(gap),
        };
        match parts {
            Ok((question, answers, feedback)) => {
                let (name, comment) = (asked.name(), comment(asked, self.deck));
                let feedback = match feedback.is_empty() {
                    true => String::new(),
                    false => format!("\t####[html]{}\n", escaped(&feedback)),
                };
                write!(
                    self.out,
                    "{comment}\n::{}::[html]{} {{\n{answers}{feedback}}}\n\n",
                    escaped(&name),
                    escaped(&question),
                )?;
            }
            Err(reason) => self.skipped.push(asked.skipped(NAME, reason)),
        }
        Ok(())
    }
}

impl Exporter for Gift<'_> {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        for asked in questions::of(made.entry) {
            self.add_one(&asked)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        self.out.flush()?;
        Ok(Summary { skipped: self.skipped, ..Summary::default() })
    }
}

/// Escapes the special characters of the format with a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '~' | '=' | '#' | '{' | '}' | ':') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// Returns a comment from which Moodle reads the id number and the tags.
fn comment(asked: &Asked<'_>, deck: &Deck) -> String {
    let part = |label: &str, it: &str| format!(" [{label}:{}]", it.replace(']', "\\]"));
    let tags = asked.tags(deck);
    // These characters would end a tag early.
    let tags = tags.iter().filter(|it| !it.contains(['<', '>', '`', '[', ']']));
    let tags: String = tags.map(|it| part("tag", it)).collect();
    let id = asked.id_number().map_or(String::new(), |it| part("id", &it));
    format!("//{id}{tags}")
}

/// The question, the lines of the answers, and the general feedback.
type Parts = (String, String, String);

fn choice(quiz: &Quiz) -> Result<Parts, String> {
    let (share, loss) = shares(quiz).ok_or_else(|| NO_SHARE.to_owned())?;
    let mut answers = String::new();
    for it in &quiz.choices {
        let mark = match (it.is_right, share, loss.as_str()) {
            (true, "100", _) => "=".to_owned(),
            (true, share, _) => format!("~%{share}%"),
            (false, _, "0") => "~".to_owned(),
            (false, _, loss) => format!("~%{loss}%"),
        };
        let feedback = it.feedback.as_ref().map(|it| format!("#{}", html(it)));
        answers.push_str(&format!("\t{mark}{}{}\n", html(&it.text), feedback.unwrap_or_default()));
    }
    let why = quiz.why.as_ref().map_or(String::new(), web::filled);
    Ok((web::filled(&quiz.question), answers, why))
}

/// Returns HTML with an explicit format: without it, a text that begins with `[plain]` would lose
/// that word.
fn html(text: &Text) -> String {
    format!("[html]{}", escaped(&web::filled(text)))
}

fn short_answer(gap: &GapQuestion<'_>) -> Result<Parts, String> {
    let Some(answers) = gap.answers() else {
        return Err("its gap is in several pieces, for which GIFT has no question type".to_owned());
    };
    let mut lines = String::new();
    for it in answers {
        if let Some(sign) = ["->", "&&"].into_iter().find(|sign| it.contains(sign)) {
            return Err(format!("an answer contains `{sign}`, which has a meaning in GIFT"));
        }
        // An answer is plain text. Its share of the mark keeps `T` from being read as true, and an
        // explicit format keeps `[html]` from being read as one.
        let format = if it.starts_with('[') { "[plain]" } else { "" };
        let letters = escaped(&it.replace('*', "\\*"));
        lines.push_str(&format!("\t=%100%{format}{letters}\n"));
    }
    Ok((gap.question(&questions::line), lines, gap.feedback()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn all_special_characters_are_escaped(letters in "([a-z~=#{}:\\\\]|\\PC)*") {
            let written = escaped(&letters);
            let mut read = String::new();
            let mut rest = written.chars();
            while let Some(letter) = rest.next() {
                let is_bare = "~=#{}:".contains(letter);
                prop_assert!(!is_bare);
                read.extend(if letter == '\\' { rest.next() } else { Some(letter) });
            }
            prop_assert_eq!(read, letters);
        }
    }
}
