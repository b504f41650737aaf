//! Exports update files: Anki text files that change only the changed notes, and in these only the
//! author's fields.
//!
//! Importing a package replaces a note as a whole, including its tags. A text file with GUIDs
//! replaces only the fields for which it has columns: the learner's tags, decks and own fields
//! stay, and it does not matter whether the learner has changed the note type. Tested with Anki
//! 26.9.3 and 2.1.66:
//!
//! - `#notetype` with an id finds a note type that the learner has renamed.
//! - The key field comes first: the column of a field that was renamed is imported into the first
//!   field, which then gets its own value.
//! - `#tags column` with a number beyond the last column prevents Anki from importing an unknown
//!   column as tags.
//! - Quoted cells are imported byte for byte.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::anki::{Field, Kind};
use crate::export::exporter::{
    Exporter, Format, Made, Resources, Sink, Skipped, Summary, Update, file_name,
};
use crate::export::{ExportError, Stored};
use crate::ledger::{Ledger, Reason};
use crate::model::Deck;

/// A column number that is larger than the number of fields of any note type.
const NO_COLUMN: usize = 99;

pub(super) const FORMAT: Format = Format {
    name: "update",
    about: "Anki text files that change the changed notes only",
    files: |id| {
        Kind::ALL.map(|it| update_name(id, it)).into_iter().chain([retired_name(id)]).collect()
    },
    needs_written: false,
    begin: |resources| {
        let retired = Box::new(Retired { deck: resources.deck, sink: resources.sink });
        Ok(Box::new(UpdateFiles {
            resources,
            files: BTreeMap::new(),
            left: Vec::new(),
            missing: Vec::new(),
            retired,
        }))
    },
};

pub(super) const RETIRED: Format = Format {
    name: "retired",
    about: "an Anki text file that tags notes which are no longer part of the deck",
    files: |id| vec![retired_name(id)],
    needs_written: false,
    begin: |resources| Ok(Box::new(Retired { deck: resources.deck, sink: resources.sink })),
};

fn update_name(id: &str, kind: Kind) -> String {
    format!("{id}.update.{}.txt", kind.name())
}

fn retired_name(id: &str) -> String {
    file_name(id, "retired", "txt")
}

/// The writer of an Anki text file.
pub(super) type TextFile = csv::Writer<Box<dyn Write + Send>>;

/// Writes a file for each note type that has changed notes.
struct UpdateFiles<'d> {
    resources: &'d Resources<'d>,
    files: BTreeMap<Kind, TextFile>,
    left: Vec<Skipped>,
    /// Lines about cards that notes no longer have.
    missing: Vec<(Kind, String)>,
    retired: Box<Retired<'d>>,
}

impl UpdateFiles<'_> {
    fn row(&mut self, it: &Stored<'_, '_>) -> io::Result<()> {
        let kind = it.note.kind;
        if !self.files.contains_key(&kind) {
            let deck = self.resources.deck;
            let out = self.resources.sink.create(&update_name(&deck.id, kind))?;
            self.files.insert(kind, begin(deck, kind, out)?);
        }
        let Some(file) = self.files.get_mut(&kind) else { return Ok(()) };
        let fields = kind.notetype().fields.iter().zip(it.fields());
        for (field, html) in fields.filter(|it| it.0.is_authors()) {
            file.write_field(html)?;
            if *field == Field::Key {
                file.write_field(&it.note.guid)?;
            }
        }
        file.write_record(None::<&[u8]>)?;
        let missing = it.missing.iter().filter(|it| it.was_released);
        self.missing
            .extend(missing.map(|it| (kind, comment(it.reason, [&it.entry, &it.slot, &it.text]))));
        Ok(())
    }
}

impl Exporter for UpdateFiles<'_> {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        for it in made.notes {
            match (self.resources.update)(it) {
                Update::PackageOnly => self.left.push(Skipped {
                    format: FORMAT.name,
                    entry: it.note.entry.to_owned(),
                    item: it.note.slot.clone(),
                    reason:
                        "it has media that not every release had, and only the package contains them"
                            .to_owned(),
                }),
                Update::Back => self.left.push(Skipped {
                    format: FORMAT.name,
                    entry: it.note.entry.to_owned(),
                    item: it.note.slot.clone(),
                    reason: "it is back, and only the package removes the tag of retired notes"
                        .to_owned(),
                }),
                Update::File => self.row(it)?,
                Update::None => {}
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>, ledger: &Ledger) -> Result<Summary, ExportError> {
        for (kind, file) in self.files {
            let mut out = file.into_inner().map_err(|error| error.into_error())?;
            for (_, line) in self.missing.iter().filter(|it| it.0 == kind) {
                out.write_all(line.as_bytes())?;
            }
            out.flush()?;
        }
        self.retired.finish(ledger)?;
        Ok(Summary { skipped: self.left, ..Summary::default() })
    }
}

fn begin(deck: &Deck, kind: Kind, mut out: Box<dyn Write + Send>) -> io::Result<TextFile> {
    let mut columns = Vec::new();
    for field in kind.notetype().fields.iter().filter(|it| it.is_authors()) {
        columns.push(field.name());
        if *field == Field::Key {
            columns.push("GUID");
        }
    }
    debug_assert!(columns.len() < NO_COLUMN);
    write!(
        out,
        "#separator:tab\n#html:true\n#notetype:{}\n#deck:{}\n#if matches:update current\n\
         #columns:{}\n#guid column:2\n#tags column:{NO_COLUMN}\n\
         # Changed texts of {}. In Anki: File > Import, choose this file, press Import.\n",
        kind.notetype().id,
        deck.name,
        columns.join("\t"),
        deck.id,
    )?;
    Ok(rows(out))
}

/// Creates a writer of tab-separated rows with quoted cells.
pub(super) fn rows(out: Box<dyn Write + Send>) -> TextFile {
    csv::WriterBuilder::new()
        .delimiter(b'\t')
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::Any(b'\n'))
        .flexible(true)
        .from_writer(out)
}

/// Returns a line that Anki passes over: why a note or a card is no longer made.
fn comment(reason: Reason, [entry, slot, text]: [&str; 3]) -> String {
    let line = format!("# {}: {entry} {slot}: {text}", reason.name());
    line.replace(|it: char| it.is_control(), " ") + "\n"
}

/// Returns the tag for retired notes of a deck.
pub(crate) fn retired_tag(deck: &Deck) -> String {
    format!("lexideck::retired::{}", deck.id)
}

/// Writes a text file that adds a tag to notes that are no longer part of the deck. There is no
/// file if all notes are.
///
/// Anki adds the tag only to notes that the file changes, so the file also changes the key field,
/// which no card displays. A learner who never had one of the notes gets an empty note with that
/// tag.
struct Retired<'d> {
    deck: &'d Deck,
    sink: &'d dyn Sink,
}

impl Exporter for Retired<'_> {
    fn add(&mut self, _: &Made<'_, '_>) -> Result<(), ExportError> {
        Ok(())
    }

    fn finish(self: Box<Self>, ledger: &Ledger) -> Result<Summary, ExportError> {
        if ledger.retired().next().is_none() {
            return Ok(Summary::default());
        }
        let deck = self.deck;
        let mut out = self.sink.create(&retired_name(&deck.id))?;
        write!(
            out,
            "#separator:tab\n#html:true\n#deck:{}\n#if matches:update current\n\
             #columns:GUID\tNotetype\tKey\n#guid column:1\n#notetype column:2\n#tags:{}\n\
             # Tags notes that are no longer part of {}. Only for those who had an earlier release: in Anki, File > Import, choose this file, press Import.\n",
            deck.name,
            retired_tag(deck),
            deck.id,
        )?;
        for row in ledger.retired() {
            let reason = row.reason.unwrap_or(Reason::Removed);
            out.write_all(comment(reason, [row.entry(), row.slot(), row.text()]).as_bytes())?;
        }
        let mut rows = rows(out);
        for row in ledger.retired() {
            let Some(kind) = Kind::from_name(row.kind()) else { continue };
            let (notetype, key) =
                (kind.notetype().id.to_string(), format!("retired/{}", row.guid()));
            rows.write_record([row.guid(), &notetype, &key]).map_err(io::Error::from)?;
        }
        rows.flush()?;
        Ok(Summary::default())
    }
}
