//! Exports worksheets: exercises for a lesson on up to ten entries each, with the answer key on
//! separate pages.
//!
//! Entries are distributed evenly over the worksheets, and what a worksheet asks depends on the
//! number of its entries, so all exercises are kept until the end.

mod choose;
mod exercises;
mod gather;

use std::io::Write;

use choose::ExerciseSheet;
use gather::{Practice, gather};

use crate::export::ExportError;
use crate::export::exporter::{Exporter, Format, Made, Resources, Skipped, Summary, file_name};
use crate::export::print::{credits, document, escaped, short_name};
use crate::ledger::Ledger;

const NAME: &str = "worksheet";

pub(in crate::export) const FORMAT: Format = Format {
    name: NAME,
    about: "exercises to print for a class, with their key",
    files: |id| vec![file_name(id, NAME, "html")],
    needs_written: false,
    begin: |resources| {
        Ok(Box::new(Worksheet { resources, entries: Vec::new(), skipped: Vec::new() }))
    },
};

/// The maximum number of entries of a worksheet, which take a lesson.
const MOST_ENTRIES: usize = 10;

/// Collects the exercises.
struct Worksheet<'d> {
    resources: &'d Resources<'d>,
    entries: Vec<Practice>,
    skipped: Vec<Skipped>,
}

impl Exporter for Worksheet<'_> {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        let practice = gather(made, self.resources.deck, &mut self.skipped);
        if practice.is_empty() {
            self.skipped.push(Skipped {
                format: NAME,
                entry: made.entry.id.to_string(),
                item: String::new(),
                reason: "an entry without anything to practise on paper".to_owned(),
            });
        } else {
            self.entries.push(practice);
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        let deck = self.resources.deck;
        let sheets = self.sheets();
        if sheets.is_empty() {
            self.skipped.push(Skipped {
                format: NAME,
                entry: String::new(),
                item: String::new(),
                reason: "there is nothing to practise in this deck".to_owned(),
            });
            return Ok(Summary { skipped: self.skipped, ..Summary::default() });
        }
        let body = self.body(&sheets);
        let style = format!(
            "@page {{ size: {}; }}\n{}",
            self.resources.options.paper.css(),
            include_str!("style.css")
        );
        let mut out = self.resources.sink.create(&file_name(&deck.id, NAME, "html"))?;
        out.write_all(document(deck, "worksheet", &style, &body).as_bytes())?;
        out.flush()?;
        Ok(Summary { skipped: self.skipped, ..Summary::default() })
    }
}

impl Worksheet<'_> {
    /// Returns the worksheets that have exercises.
    fn sheets(&mut self) -> Vec<ExerciseSheet> {
        let id = &self.resources.deck.id;
        spread(std::mem::take(&mut self.entries))
            .into_iter()
            .enumerate()
            .map(|(at, group)| ExerciseSheet::new(group, &format!("{id}\n{at}"), &mut self.skipped))
            .filter(|it| !it.is_empty())
            .collect()
    }

    fn body(&self, sheets: &[ExerciseSheet]) -> String {
        let deck = self.resources.deck;
        let title = escaped(short_name(deck));
        let credits = escaped(&credits(deck));
        let (mut tasks, mut keys) = (String::new(), String::new());
        for (at, sheet) in sheets.iter().enumerate() {
            let name = if sheets.len() == 1 {
                "Worksheet".to_owned()
            } else {
                format!("Worksheet {}", at + 1)
            };
            let (exercises, key) = exercises::write(sheet, &deck.language);
            tasks.push_str(&format!(
                "<section class=\"sheet\" aria-label=\"{name}\">\n<header class=\"top\"><h1>{title}</h1><p class=\"which\">{name}</p>\
                 <p class=\"pupil\"><span class=\"name\">Name</span> <span class=\"date\">Date</span></p></header>\n\
                 {exercises}<p class=\"credits\">{credits}</p>\n</section>\n"
            ));
            keys.push_str(&format!(
                "<section class=\"key-of\">\n<h2>{name}</h2>\n{key}</section>\n"
            ));
        }
        format!(
            "{}<main>\n{tasks}<section class=\"key\" aria-label=\"Answer key\">\n<h1>{title}: answer key</h1>\n{keys}</section>\n</main>\n",
            self.hint(sheets.len())
        )
    }

    /// Returns the instructions for printing, which are themselves not printed.
    fn hint(&self, sheets: usize) -> String {
        let noun = if sheets == 1 { "worksheet" } else { "worksheets" };
        format!(
            "<header class=\"hint\">\n<p class=\"about\">{}: {sheets} {noun}</p>\n<p>Print on {} at 100&nbsp;%. \
             The last pages are the answer key: keep them, or print the pages before them only.</p>\n</header>\n",
            escaped(short_name(self.resources.deck)),
            self.resources.options.paper.name(),
        )
    }
}

/// Returns the record of an item that is on no worksheet.
fn left_out(key: &str, reason: &str) -> Skipped {
    let (entry, item) = key.split_once('\n').unwrap_or((key, ""));
    Skipped {
        format: NAME,
        entry: entry.to_owned(),
        item: item.to_owned(),
        reason: reason.to_owned(),
    }
}

/// Divides entries into groups of nearly equal size, in order, with at most [`MOST_ENTRIES`] each.
fn spread(entries: Vec<Practice>) -> Vec<Vec<Practice>> {
    let total = entries.len();
    let count = total.div_ceil(MOST_ENTRIES).max(1);
    let mut rest = entries.into_iter();
    (0..count)
        .map(|it| rest.by_ref().take(total / count + usize::from(it < total % count)).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_spread_evenly() {
        let sizes = |count: usize| -> Vec<usize> {
            let entries = (0..count).map(|_| Practice::default()).collect();
            spread(entries).iter().map(Vec::len).collect()
        };
        assert_eq!(sizes(10), [10]);
        assert_eq!(sizes(11), [6, 5]);
        assert_eq!(sizes(23), [8, 8, 7]);
        assert_eq!(sizes(0), [0]);
    }
}
