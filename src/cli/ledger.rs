//! Keeping the ledger: a file beside the deck, written only when it changes.

use std::io::{self, Write};
use std::path::Path;

use lexideck::ledger::Ledger;

use crate::cli::output::Output;

/// Writes a ledger beside its file, to be put in its place as a whole. A link leads to where it
/// points.
pub(crate) fn stage(path: &Path, ledger: &Ledger) -> io::Result<Output> {
    let target = if path.is_symlink() { path.canonicalize()? } else { path.to_owned() };
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty());
    let name = target.file_name().and_then(|it| it.to_str()).ok_or(io::ErrorKind::InvalidInput)?;
    let output = Output::new(folder.unwrap_or(Path::new(".")))?;
    output.create(name)?.write_all(ledger.to_string().as_bytes())?;
    Ok(output)
}
