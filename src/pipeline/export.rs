//! A checked deck written in several formats at once.

use std::collections::BTreeMap;

use crate::export::{ExportError, Format, Made, Resources, Summary};
use crate::ledger::{Released, TakenIds};
use crate::pipeline::{CheckedDeck, release_deck};

/// The result of an export.
#[derive(Debug)]
pub(crate) struct Exported {
    /// The ledger of this release, and what changed.
    pub released: Released,
    /// What each format reports, in the order of the formats.
    pub summaries: Vec<Summary>,
}

/// Compiles a checked deck, and writes it in these formats. `visit` is called for each entry before
/// it is written.
///
/// `stored`, `clock` and `ids` are those of [`release_deck`].
///
/// # Errors
/// Returns the first error of an exporter.
pub(crate) fn export_deck(
    checked: &CheckedDeck,
    stored: &BTreeMap<String, String>,
    formats: &[&Format],
    resources: &Resources<'_>,
    clock: &mut (dyn FnMut() -> i64 + Send),
    ids: &mut TakenIds,
    visit: &mut (dyn FnMut(&Made<'_, '_>) + Send),
) -> Result<Exported, ExportError> {
    let needs_written = formats.iter().any(|it| it.needs_written);
    let begun: Result<Vec<_>, ExportError> =
        formats.iter().map(|it| (it.begin)(resources)).collect();
    let mut exporters = begun?;
    let released = release_deck(checked, stored, needs_written, clock, ids, &mut |made| {
        visit(made);
        exporters.iter_mut().try_for_each(|it| it.add(made))
    })?;
    let ended = exporters.into_iter().map(|it| it.finish(&released.ledger));
    let summaries = ended.collect::<Result<_, _>>()?;
    Ok(Exported { released, summaries })
}
