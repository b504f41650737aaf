//! The files of a deck in the making: each wanted format, fed entry by entry.

use std::fs::File;
use std::io::{self, BufWriter};

use lexideck::anki::Kind;
use lexideck::export::{Apkg, Csv, ExportError, Media, Package, Update, retired};
use lexideck::forecast::Baseline;
use lexideck::ledger::Ledger;
use lexideck::model::Deck;
use lexideck::pipeline::Made;

use crate::cli::formats::{Format, update_file_name};
use crate::cli::output::{Output, ScratchFile, buffered, flush};

type Buffered = BufWriter<File>;

/// The files of a deck in the making.
pub(crate) struct Exports<'d> {
    deck: &'d Deck,
    apkg: Option<(Apkg<'d>, Buffered)>,
    csv: Option<Csv<Buffered>>,
    /// What update files are relative to.
    update: Option<(Update<'d, Buffered>, &'d Baseline)>,
    tags_retired: bool,
}

/// What the files turned out to hold.
#[derive(Default)]
pub(crate) struct Written {
    pub(crate) media: usize,
    /// The rows of the update files.
    pub(crate) updates: usize,
    /// Changed notes whose new media only the package brings.
    pub(crate) left_to_package: usize,
}

impl<'d> Exports<'d> {
    pub(crate) fn begin(
        deck: &'d Deck,
        formats: &[Format],
        form: Package,
        baseline: &'d Baseline,
        scratch: Option<&'d ScratchFile>,
        output: &mut Output,
    ) -> Result<Exports<'d>, ExportError> {
        let wants = |format| formats.contains(&format);
        let mut create = |format: Format| output.create(&format.file_name(&deck.id)).map(buffered);
        let apkg = match scratch {
            Some(it) => Some((Apkg::new(it, deck, form)?, create(Format::Apkg)?)),
            None => None,
        };
        let csv = wants(Format::Csv).then(|| create(Format::Csv)).transpose()?;
        Ok(Exports {
            deck,
            apkg,
            csv: csv.map(Csv::new).transpose()?,
            update: wants(Format::Update).then(|| (Update::new(deck), baseline)),
            tags_retired: wants(Format::Update) || wants(Format::Retired),
        })
    }

    /// Adds an entry.
    pub(crate) fn add(
        &mut self,
        made: &Made<'_, '_>,
        output: &mut Output,
        written: &mut Written,
    ) -> Result<(), ExportError> {
        if let Some((apkg, _)) = &mut self.apkg {
            made.notes.iter().try_for_each(|it| apkg.add(it))?;
        }
        if let Some(csv) = &mut self.csv {
            csv.add(made.compiled)?;
        }
        if let Some((update, baseline)) = &mut self.update {
            let id = &self.deck.id;
            let mut open = |kind| output.create(&update_file_name(id, kind)).map(buffered);
            for note in made.notes {
                match baseline.differences(note) {
                    Some([true, _, true]) => written.left_to_package += 1,
                    Some([true, _, false]) => {
                        written.updates += 1;
                        update.add(note, &mut open)?;
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Ends all files. `ledger` says which notes are no longer part of the deck.
    pub(crate) fn finish(
        self,
        ledger: &Ledger,
        media: &dyn Media,
        output: &mut Output,
        written: &mut Written,
    ) -> Result<(), ExportError> {
        if let Some((apkg, mut file)) = self.apkg {
            written.media = apkg.finish(&mut file, media)?;
            flush(file)?;
        }
        self.csv.map(|it| it.finish().and_then(flush)).transpose()?;
        if let Some((update, _)) = self.update {
            update.finish()?.into_iter().try_for_each(flush)?;
        }
        if self.tags_retired {
            let name = Format::Retired.file_name(&self.deck.id);
            let gone =
                ledger.gone().filter_map(|it| Some((&*it.guid, Kind::from_name(it.kind())?)));
            let mut gone = gone.peekable();
            if gone.peek().is_some() {
                flush(retired(self.deck, gone, buffered(output.create(&name)?))?)?;
            }
        }
        Ok(())
    }
}

/// Removes update files of an earlier release, which would pass for some of this one.
pub(crate) fn remove_stale(deck: &Deck, formats: &[Format], output: &Output) -> io::Result<()> {
    let updates = formats.contains(&Format::Update);
    let retires = updates || formats.contains(&Format::Retired);
    let names = Kind::ALL.map(|it| update_file_name(&deck.id, it));
    let names = names.into_iter().filter(|_| updates);
    let retired = retires.then(|| Format::Retired.file_name(&deck.id));
    for name in names.chain(retired).filter(|it| !output.has(it)) {
        output.remove(&name)?;
    }
    Ok(())
}
