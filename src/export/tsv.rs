//! Exports words and meanings to paste into Quizlet and similar programs: a line for each word,
//! which is followed by a tab and the meaning. There is no quoting, so a line break in a text
//! becomes ` · `, and a tab becomes a space.
//!
//! Entries with the same headword become one line, so the lines are kept in memory until the last
//! entry is known.

use std::collections::BTreeMap;
use std::io::Write;

use crate::export::ExportError;
use crate::export::exporter::{Exporter, Format, Made, Skipped, Summary, file_name};
use crate::export::plain;
use crate::export::questions::{on_one_line, skipped};
use crate::ledger::Ledger;
use crate::model::{Entry, PartOfSpeech, Sense, slot};

const NAME: &str = "tsv";

pub(super) const FORMAT: Format = Format {
    name: NAME,
    about: "words and meanings to paste into Quizlet",
    files: |id| vec![file_name(id, NAME, "tsv")],
    needs_written: false,
    begin: |resources| {
        let out = resources.sink.create(&file_name(&resources.deck.id, NAME, "tsv"))?;
        Ok(Box::new(Terms { out, terms: Vec::new(), places: BTreeMap::new(), skipped: Vec::new() }))
    },
};

/// Collects the words.
struct Terms {
    out: Box<dyn Write + Send>,
    terms: Vec<Term>,
    /// The index of each word in `terms`, by the lower-cased word.
    places: BTreeMap<String, usize>,
    skipped: Vec<Skipped>,
}

/// A word with all its meanings. If each sense had its own line, Quizlet's tests would accept only
/// one of several right meanings.
struct Term {
    word: String,
    /// The part of speech of the first entry. A meaning names its own if that is different.
    part_of_speech: Option<PartOfSpeech>,
    meanings: Vec<String>,
}

impl Exporter for Terms {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        let entry = made.entry;
        if entry.senses.is_empty() && entry.summary.is_none() {
            let slot = slot::definition(1, None);
            self.skipped.push(skipped(NAME, &entry.id, &slot, "it has no definition"));
            return Ok(());
        }
        let word = on_one_line(&entry.headword);
        let place = *self.places.entry(word.to_lowercase()).or_insert(self.terms.len());
        match self.terms.get_mut(place) {
            Some(term) => term.meanings.extend(meanings(entry, term.part_of_speech.as_ref())),
            None => {
                let part_of_speech = entry.part_of_speech.clone();
                let meanings = meanings(entry, part_of_speech.as_ref());
                self.terms.push(Term { word, part_of_speech, meanings });
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        for it in &self.terms {
            let meaning = match it.meanings.as_slice() {
                [only] => only.clone(),
                several => numbered(several),
            };
            writeln!(self.out, "{}\t{}", it.word, on_one_line(&meaning))?;
        }
        self.out.flush()?;
        Ok(Summary { skipped: self.skipped, ..Summary::default() })
    }
}

fn numbered(meanings: &[String]) -> String {
    let all = (1..).zip(meanings).map(|(number, it)| format!("{number}. {it}"));
    all.collect::<Vec<_>>().join(" · ")
}

/// Returns the senses of `entry`, or its summary if it has none.
fn meanings(entry: &Entry, usual: Option<&PartOfSpeech>) -> Vec<String> {
    if entry.senses.is_empty() {
        let label = label(entry.part_of_speech.as_ref(), usual);
        return entry.summary.iter().map(|it| format!("{label}{}", plain::filled(it))).collect();
    }
    entry.senses.iter().map(|it| sense(it, entry, usual)).collect()
}

fn sense(it: &Sense, entry: &Entry, usual: Option<&PartOfSpeech>) -> String {
    let label = label(it.part_of_speech.as_ref().or(entry.part_of_speech.as_ref()), usual);
    format!("{label}{}", plain::meaning(it))
}

/// Returns a part of speech as a label, unless it is the usual one of the word.
fn label(own: Option<&PartOfSpeech>, usual: Option<&PartOfSpeech>) -> String {
    own.filter(|own| Some(*own) != usual).map_or(String::new(), |it| format!("({}) ", it.name()))
}
