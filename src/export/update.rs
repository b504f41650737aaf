//! Update files: Anki text files that change the changed notes only, and in them the author's
//! fields only.
//!
//! An import of a package replaces a note as a whole, tags and all. A text file with GUIDs replaces
//! the fields that it has columns for: the learner's tags, decks and own fields stay, and a note
//! type that they have changed does not matter. Tried with Anki 26.9.3 and 2.1.66:
//!
//! - `#notetype` by id finds a type that the learner has renamed;
//! - the key comes first: a column whose field was renamed falls to the first field, which is it;
//! - `#tags column` beyond the last keeps Anki from taking a column that it does not know for tags;
//! - cells in quotes come back byte for byte.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::anki::{Field, Kind};
use crate::export::Stored;
use crate::model::Deck;

/// More than any note type has fields.
const NO_COLUMN: usize = 99;

/// Writes a file for each note type that has changed notes.
pub struct Update<'d, W: Write> {
    deck: &'d Deck,
    files: BTreeMap<Kind, csv::Writer<W>>,
}

impl<'d, W: Write> Update<'d, W> {
    /// Begins update files of a deck; none is there before a note is added.
    pub fn new(deck: &'d Deck) -> Update<'d, W> {
        Update { deck, files: BTreeMap::new() }
    }

    /// Adds a note; `open` begins the file of a kind.
    ///
    /// # Errors
    /// What `open` says, or what the file cannot take.
    pub fn add(
        &mut self,
        it: &Stored<'_, '_>,
        open: &mut dyn FnMut(Kind) -> io::Result<W>,
    ) -> io::Result<()> {
        let kind = it.note.kind;
        if !self.files.contains_key(&kind) {
            self.files.insert(kind, begin(self.deck, kind, open(kind)?)?);
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
        Ok(())
    }

    /// Ends the files.
    ///
    /// # Errors
    /// What a file cannot take.
    pub fn finish(self) -> io::Result<Vec<W>> {
        self.files.into_values().map(end).collect()
    }
}

fn begin<W: Write>(deck: &Deck, kind: Kind, mut out: W) -> io::Result<csv::Writer<W>> {
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

fn rows<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new()
        .delimiter(b'\t')
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::Any(b'\n'))
        .flexible(true)
        .from_writer(out)
}

fn end<W: Write>(rows: csv::Writer<W>) -> io::Result<W> {
    rows.into_inner().map_err(|it| io::Error::other(it.to_string()))
}

/// The tag that a deck's retired notes get.
pub fn retired_tag(deck: &Deck) -> String {
    format!("lexideck::retired::{}", deck.id)
}

/// Writes a text file that adds a tag to notes that are no longer part of the deck, by their GUIDs
/// and kinds.
///
/// Anki adds the tag only to notes that the file changes, so the key, which no card shows, changes
/// with it. A learner who never had one of the notes gets an empty one with that tag.
///
/// # Errors
/// What `out` cannot take.
pub fn retired<'n, W: Write>(
    deck: &Deck,
    notes: impl IntoIterator<Item = (&'n str, Kind)>,
    mut out: W,
) -> io::Result<W> {
    write!(
        out,
        "#separator:tab\n#html:true\n#deck:{}\n#if matches:update current\n\
         #columns:GUID\tNotetype\tKey\n#guid column:1\n#notetype column:2\n#tags:{}\n\
         # Tags notes that are no longer part of {}. In Anki: File > Import, choose this file, press Import.\n",
        deck.name,
        retired_tag(deck),
        deck.id,
    )?;
    let mut rows = rows(out);
    for (guid, kind) in notes {
        let notetype = kind.notetype().id.to_string();
        rows.write_record([guid, &notetype, &format!("retired/{guid}")])?;
    }
    end(rows)
}
