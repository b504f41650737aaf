//! Words and meanings for Quizlet and the like, to be pasted: a line for each entry, the word, a tab,
//! the meaning. There is no quoting, so that a line break inside a text becomes ` · ` and a tab a
//! blank.

use std::io::Write;

use crate::export::ExportError;
use crate::export::format::{Exporter, Format, Made, Skipped, Summary, file_name};
use crate::export::plain;
use crate::export::questions::{on_one_line, skipped};
use crate::ledger::Ledger;
use crate::model::{Entry, Sense, slot};

const NAME: &str = "tsv";

pub(super) const FORMAT: Format = Format {
    name: NAME,
    about: "words and meanings to paste into Quizlet",
    files: |id| vec![file_name(id, NAME, "tsv")],
    begin: |resources| {
        let out = resources.sink.create(&file_name(&resources.deck.id, NAME, "tsv"))?;
        Ok(Box::new(Terms { out, skipped: Vec::new() }))
    },
};

/// A list of words in the making.
struct Terms {
    out: Box<dyn Write>,
    skipped: Vec<Skipped>,
}

impl Exporter for Terms {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        let entry = made.entry;
        match meaning(entry) {
            Some(meaning) => {
                writeln!(self.out, "{}\t{}", on_one_line(&entry.headword), on_one_line(&meaning))?;
            }
            None => {
                let slot = slot::definition(1, None);
                self.skipped.push(skipped(NAME, &entry.id, &slot, "it has no definition"));
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        self.out.flush()?;
        Ok(Summary { skipped: self.skipped, ..Summary::default() })
    }
}

/// All that the word means: a word with a line for each sense would have several right meanings in
/// Quizlet's tests, and only one of them would count.
fn meaning(entry: &Entry) -> Option<String> {
    match entry.senses.as_slice() {
        [] => entry.summary.as_ref().map(plain::filled),
        [only] => Some(sense(only, entry)),
        several => {
            let all = several.iter().enumerate();
            let numbered = all.map(|(at, it)| format!("{}. {}", at + 1, sense(it, entry)));
            Some(numbered.collect::<Vec<_>>().join(" · "))
        }
    }
}

fn sense(it: &Sense, entry: &Entry) -> String {
    let own = it.part_of_speech.as_ref().filter(|own| Some(*own) != entry.part_of_speech.as_ref());
    let part_of_speech = own.map_or(String::new(), |it| format!("({}) ", it.name()));
    let text = format!("{part_of_speech}{}", plain::filled(&it.definition));
    if it.translations.is_empty() {
        return text;
    }
    format!("{text} ({})", plain::translations(&it.translations))
}
