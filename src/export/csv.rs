//! Exports the table of cards, with a row for each card.

use crate::anki::{Card, Content, Field, Note, Section};
use crate::export::delimited::Delimited;
use crate::export::exporter::{Exporter, Format, Made, Resources, Summary, file_name};
use crate::export::{ExportError, plain};
use crate::ledger::Ledger;

/// The names of the columns.
pub(super) const HEADER: [&str; 11] = [
    "headword",
    "card",
    "question",
    "answer",
    "extra",
    "part_of_speech",
    "level",
    "register",
    "kind",
    "tags",
    "guid",
];

pub(super) const FORMAT: Format = Format {
    name: "csv",
    about: "the table of cards, for people",
    files: |id| vec![file_name(id, "csv", "csv")],
    needs_written: false,
    begin: |resources| Ok(Box::new(Table::begin(resources)?)),
};

/// Writes the table.
struct Table {
    file: Delimited,
}

impl Table {
    fn begin(resources: &Resources<'_>) -> Result<Table, ExportError> {
        let name = file_name(&resources.deck.id, "csv", "csv");
        let mut file = Delimited::begin(resources, &name)?;
        file.row(HEADER)?;
        Ok(Table { file })
    }
}

impl Exporter for Table {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        for row in rows(made) {
            self.file.row(row.iter().map(String::as_str))?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        self.file.finish()?;
        Ok(Summary::default())
    }
}

/// Returns the rows of an entry.
pub(super) fn rows<'m>(made: &'m Made<'_, '_>) -> impl Iterator<Item = [String; 11]> + 'm {
    let compiled = made.compiled;
    let mut whole_entry = Some(&compiled.sections);
    let cards = compiled.notes.iter().flat_map(|note| note.cards.iter().map(move |it| (note, it)));
    cards.map(move |(note, card)| {
        let extra = match whole_entry.take() {
            Some(sections) => extra_with(sections, &note.extra),
            None => extra(note.extra.iter()),
        };
        cells(note, card, &extra)
    })
}

fn cells(note: &Note<'_>, card: &Card<'_>, extra: &str) -> [String; 11] {
    [
        note.headword.to_owned(),
        card.name.to_string(),
        question(note, card),
        joined(&card.answer),
        extra.to_owned(),
        note.part_of_speech.to_owned(),
        note.level.to_owned(),
        note.register.to_owned(),
        note.kind.name().to_owned(),
        note.tags.join(" "),
        note.guid.clone(),
    ]
}

/// Returns the question, with the dialect in front if the card names one.
fn question(note: &Note<'_>, card: &Card<'_>) -> String {
    let question = joined(&card.question);
    let dialect = plain::lines(note.field(Field::Dialect)).concat();
    if dialect.is_empty() { question } else { format!("[{dialect}] {question}") }
}

fn joined(contents: &[Content<'_>]) -> String {
    contents.iter().flat_map(plain::lines).collect::<Vec<_>>().join("\n")
}

/// Returns the sections of the entry, followed by those of the note alone.
fn extra_with(sections: &[Section<'_>], own: &[Section<'_>]) -> String {
    let is_new = |it: &&Section<'_>| sections.iter().all(|other| other.label != it.label);
    extra(sections.iter().chain(own.iter().filter(is_new)))
}

/// Returns the sections as lines, each with its label and content.
fn extra<'s, 'e: 's>(sections: impl Iterator<Item = &'s Section<'e>>) -> String {
    let line = |it: &Section<'_>| {
        let parts = plain::lines(&it.content).join(" · ").replace('\n', " ");
        format!("{}: {parts}", it.label)
    };
    sections.map(line).collect::<Vec<_>>().join("\n")
}
