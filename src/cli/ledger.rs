//! Keeping the ledger: a file beside the deck, written only when it changes.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use lexideck::ledger::Ledger;

use crate::cli::output::Output;

/// Writes a ledger to its file, whole or not at all. A link leads to where it points.
pub(crate) fn write(path: &Path, ledger: &Ledger) -> io::Result<()> {
    let target = if path.is_symlink() { path.canonicalize()? } else { path.to_owned() };
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty());
    let name = target.file_name().and_then(|it| it.to_str()).ok_or(io::ErrorKind::InvalidInput)?;
    let output = Output::new(folder.unwrap_or(Path::new(".")))?;
    let mut file = output.create(name)?;
    file.write_all(ledger.to_string().as_bytes())?;
    output.finish().map(drop)
}

/// Its name in what is said of it.
pub(crate) fn name(path: Option<&PathBuf>) -> String {
    path.map_or_else(|| "the ledger".to_owned(), |it| it.display().to_string())
}
