//! Reads and writes the ledger, a file next to the deck that is written only if it changes.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::ledger::Ledger;

use crate::disk::{OutputFolder, named};

/// Writes a ledger into a temporary file beside its target, which it replaces together with the
/// files of `output`. If the target is a symbolic link, the file that it points to is replaced.
pub(crate) fn stage_ledger(path: &Path, ledger: &Ledger, output: &OutputFolder) -> io::Result<()> {
    let at = |error: io::Error| named(path, &error);
    let target = if path.is_symlink() { path.canonicalize().map_err(at)? } else { path.to_owned() };
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty());
    let name = target.file_name().and_then(|it| it.to_str()).ok_or(io::ErrorKind::InvalidInput);
    let file = output.create_beside(folder.unwrap_or(Path::new(".")), name?)?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    ledger.each_line(&mut |line| out.write_all(line.as_bytes())).map_err(at)?;
    out.flush().map_err(at)
}

/// Writes a ledger and nothing else. It takes the place of the `former` one, if there is one.
pub(crate) fn write_ledger(
    path: &Path,
    former: Option<&PathBuf>,
    ledger: &Ledger,
) -> io::Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let output = OutputFolder::new(folder.unwrap_or(Path::new(".")))?;
    stage_ledger(path, ledger, &output)?;
    former.into_iter().for_each(|it| output.remove(it.clone()));
    output.finish().map(drop)
}

/// Returns whether the bytes of a file are those of the ledger, ignoring CRLF line endings, which
/// Git on Windows may have introduced.
pub(crate) fn is_as_written(bytes: &[u8], ledger: &Ledger) -> bool {
    let text = String::from_utf8_lossy(bytes);
    if text.contains("\r\n") {
        ledger.is_written_as(&text.replace("\r\n", "\n"))
    } else {
        ledger.is_written_as(&text)
    }
}
