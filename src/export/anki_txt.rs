//! Exports all notes as Anki's text files, one for each note type.
//!
//! They are for collections that have the note types, from a package of any Lexideck deck. Tested
//! with Anki 26.9.3 and 2.1.66:
//!
//! - The note type has its own column. Anki refuses rows with an unknown note type in a column, but
//!   ignores an unknown one in the header, and imports the texts into the note type that was used
//!   last.
//! - With such a column, fields are matched by position, so all of the author's are written in
//!   order; the spare fields come last and keep their content.
//! - The deck has its own column too: 2.1.66 creates a new deck from a column, but not from the
//!   header.
//! - A note with a known GUID is updated, and a new note gets the GUID.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::anki::Kind;
use crate::export::exporter::{Exporter, Format, Made, Resources, Skipped, Summary};
use crate::export::questions::skipped;
use crate::export::update::{TextFile, rows};
use crate::export::{ExportError, Stored};
use crate::ledger::Ledger;

const NAME: &str = "anki-txt";

pub(super) const FORMAT: Format = Format {
    name: NAME,
    about: "all notes as Anki text files, one for each note type",
    files: |id| Kind::ALL.map(|it| name(id, it)).into(),
    needs_written: false,
    begin: |resources| {
        Ok(Box::new(Texts { resources, files: BTreeMap::new(), skipped: Vec::new() }))
    },
};

fn name(id: &str, kind: Kind) -> String {
    format!("{id}.{NAME}.{}.txt", kind.name())
}

/// Writes a file for each note type that has notes.
struct Texts<'d> {
    resources: &'d Resources<'d>,
    files: BTreeMap<Kind, TextFile>,
    skipped: Vec<Skipped>,
}

impl Texts<'_> {
    fn row(&mut self, it: &Stored<'_, '_>) -> io::Result<()> {
        let kind = it.note.kind;
        if !self.files.contains_key(&kind) {
            let rows = self.begin(kind)?;
            self.files.insert(kind, rows);
        }
        let Some(file) = self.files.get_mut(&kind) else { return Ok(()) };
        let notetype = kind.notetype();
        let (id, tags) = (notetype.id.to_string(), it.tags.trim());
        let special = [it.note.guid.as_str(), &id, &self.resources.deck.name, tags];
        let fields = notetype.fields.iter().zip(it.fields());
        let authors = fields.filter(|it| it.0.is_authors()).map(|it| it.1);
        Ok(file.write_record(special.into_iter().chain(authors))?)
    }

    fn begin(&self, kind: Kind) -> io::Result<TextFile> {
        let deck = self.resources.deck;
        let fields = kind.notetype().fields.iter().filter(|it| it.is_authors());
        let columns = ["GUID", "Notetype", "Deck", "Tags"].into_iter();
        let columns: Vec<_> = columns.chain(fields.map(|it| it.name())).collect();
        let mut out = self.resources.sink.create(&name(&deck.id, kind))?;
        write!(
            out,
            "#separator:tab\n#html:true\n#columns:{}\n#guid column:1\n#notetype column:2\n\
             #deck column:3\n#tags column:4\n#if matches:update current\n#match scope:notetype\n",
            columns.join("\t"),
        )?;
        Ok(rows(out))
    }
}

impl Exporter for Texts<'_> {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        for it in made.notes {
            self.row(it)?;
            if !it.media().is_empty() {
                let reason = "its recordings are only in the package; its texts are included";
                self.skipped.push(skipped(NAME, it.note.entry, &it.note.slot, reason));
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        for mut file in self.files.into_values() {
            file.flush()?;
        }
        Ok(Summary { skipped: self.skipped, ..Summary::default() })
    }
}
