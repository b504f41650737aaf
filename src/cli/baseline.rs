//! What learners have: `--against`, a package or a ledger.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use lexideck::diag::{Diagnostics, Files};
use lexideck::forecast::Baseline;
use lexideck::ledger::{LEDGER_START, parse};
use lexideck::package;

use crate::cli::output::ScratchFile;

/// Opens what `--against` names.
///
/// # Errors
/// Words on what cannot be read.
#[expect(clippy::disallowed_methods, reason = "an old release is read from the disk")]
pub(crate) fn open(path: &Path) -> Result<Baseline<'static>, String> {
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let mut file = File::open(path).map_err(|it| named(&it))?;
    let mut start = [0; LEDGER_START.len()];
    let is_ledger = file.read_exact(&mut start).is_ok() && start == *LEDGER_START.as_bytes();
    file.seek(SeekFrom::Start(0)).map_err(|it| named(&it))?;
    if !is_ledger {
        let scratch = ScratchFile::temporary().map_err(|it| named(&it))?;
        return package::read(file, &scratch).map(Baseline::Package).map_err(|it| named(&it));
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(|it| named(&it))?;
    let mut acc = Diagnostics::default();
    let ledger = parse(Files::default().add(""), &text, &mut acc);
    let fault = || acc.iter().next().map_or("it is damaged", |it| &it.message);
    ledger.map(|it| Baseline::Ledger(Cow::Owned(it))).ok_or_else(|| named(&fault()))
}
