//! GIFT, the text format of Moodle that many other platforms read (question/format/gift/format.php).
//!
//! Texts are HTML; the signs of the format are escaped, and no text holds a line break.

use std::io::Write;

use crate::export::ExportError;
use crate::export::format::{Exporter, Format, Made, Resources, Skipped, Summary, file_name};
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

/// A list of questions in the making.
struct Gift<'d> {
    deck: &'d Deck,
    out: Box<dyn Write + Send>,
    skipped: Vec<Skipped>,
}

impl<'d> Gift<'d> {
    fn begin(resources: &Resources<'d>) -> Result<Gift<'d>, ExportError> {
        let deck = resources.deck;
        let mut out = resources.sink.create(&file_name(&deck.id, NAME, "txt"))?;
        // Moodle takes backslashes out of a category, and nothing else.
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

/// The signs of the format, each with a backslash in front.
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

/// Moodle reads the id number and the tags from a comment.
fn comment(asked: &Asked<'_>, deck: &Deck) -> String {
    let part = |label: &str, it: &str| format!(" [{label}:{}]", it.replace(']', "\\]"));
    let tags = asked.tags(deck);
    // A tag with one of these would end early.
    let tags = tags.iter().filter(|it| !it.contains(['<', '>', '`', '[', ']']));
    let tags: String = tags.map(|it| part("tag", it)).collect();
    let id = asked.id_number().map_or(String::new(), |it| part("id", &it));
    format!("//{id}{tags}")
}

/// What is asked, the lines of the answers, and what to say to everyone who has answered.
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

/// HTML with its format in front: an answer that begins with `[plain]` would lose it.
fn html(text: &Text) -> String {
    format!("[html]{}", escaped(&web::filled(text)))
}

fn short_answer(gap: &GapQuestion<'_>) -> Result<Parts, String> {
    let Some(answers) = gap.answers() else {
        return Err("its gap is in several pieces, which GIFT has no question for".to_owned());
    };
    let mut lines = String::new();
    for it in answers {
        if let Some(sign) = ["->", "&&"].into_iter().find(|sign| it.contains(sign)) {
            return Err(format!("an answer holds `{sign}`, which GIFT reads as a sign of its own"));
        }
        // An answer is no HTML. Its share keeps `T` from being an answer of true or false, and a
        // format keeps `[html]` from being one.
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
        fn no_sign_of_the_format_is_left_bare(letters in "([a-z~=#{}:\\\\]|\\PC)*") {
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
