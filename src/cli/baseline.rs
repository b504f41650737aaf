//! Opens what learners have, the package or ledger given with `--against`.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use crate::diag::{Diagnostics, Files, Place};
use crate::forecast::Baseline;
use crate::ledger::parse;
use crate::package;
use crate::package::OldPackage;
use crate::source;

use crate::cli::Status;
use crate::cli::job::DeckJob;
use crate::disk::ScratchFile;

/// Opens the baseline of the only deck of a run, if `--against` is given.
///
/// # Errors
/// Returns the exit status and a message if the file cannot be read, if there are several decks, or
/// if the ledger belongs to another deck.
pub(crate) fn for_decks(
    path: Option<&Path>,
    decks: &[DeckJob],
) -> Result<Option<Baseline<'static>>, (Status, String)> {
    let Some(path) = path else { return Ok(None) };
    if decks.len() > 1 {
        let what = "--against is about a single deck; name the one that is meant";
        return Err((Status::Usage, what.to_owned()));
    }
    let baseline = open(path).map_err(|it| (Status::Io, it))?;
    let deck = decks.first().and_then(|it| it.checked.as_ref()).map(|it| &it.deck);
    if let (Some(uid), Some(deck)) = (baseline.uid(), deck)
        && uid != deck.uid
    {
        let what =
            format!("{} is the ledger of another deck, whose uid is `{uid}`", path.display());
        return Err((Status::Io, what));
    }
    Ok(Some(baseline))
}

/// Opens a package or a ledger.
///
/// # Errors
/// Returns a message with the path if the file is neither or cannot be read.
#[expect(clippy::disallowed_methods, reason = "an old release is read from the disk")]
fn open(path: &Path) -> Result<Baseline<'static>, String> {
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let mut file = File::open(path).map_err(|it| named(&it))?;
    let mut start = [0; 2];
    let is_zip = file.read_exact(&mut start).is_ok() && start == *b"PK";
    file.seek(SeekFrom::Start(0)).map_err(|it| named(&it))?;
    if is_zip || path.extension().is_some_and(|it| it == "apkg" || it == "colpkg") {
        return read_package(file, path).map(Baseline::Package);
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|it| named(&it))?;
    let mut diagnostics = Diagnostics::default();
    let id = Files::default().add("");
    let text = source::decode(id, bytes, &mut diagnostics);
    let ledger = text.as_ref().and_then(|it| parse(id, it, &mut diagnostics));
    ledger.map(|it| Baseline::Ledger(Cow::Owned(it))).ok_or_else(|| {
        let first = diagnostics.iter().next();
        let message =
            first.map_or("it is neither a ledger nor a package", |it| it.message.as_str());
        let line = match (first.map(|it| it.place), &text) {
            (Some(Place::Span(span)), Some(text)) => {
                let before = text.get(..span.start as usize).unwrap_or("");
                format!("line {}: ", before.matches('\n').count() + 1)
            }
            _ => String::new(),
        };
        named(&format!("{line}{message}"))
    })
}

/// Opens a package.
///
/// # Errors
/// Returns a message with the path if the file cannot be read.
#[expect(clippy::disallowed_methods, reason = "an old package is read from the disk")]
pub(crate) fn open_package(path: &Path) -> Result<OldPackage, String> {
    let file = File::open(path).map_err(|it| format!("{}: {it}", path.display()))?;
    read_package(file, path)
}

/// Reads a package; `path` names it in messages.
///
/// # Errors
/// Returns a message with the path if it cannot be read.
pub(crate) fn read_package(file: impl Read + Seek, path: &Path) -> Result<OldPackage, String> {
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let scratch = ScratchFile::temporary().map_err(|it| named(&it))?;
    package::read(file, &scratch).map_err(|it| named(&it))
}
