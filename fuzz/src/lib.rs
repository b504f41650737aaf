//! What the fuzz targets check.

use lexideck::internal::diag::{Diagnostics, Files};
use lexideck::internal::ledger::{Ledger, parse};

/// Reads any text as a ledger, as it is and with the checksums of its lines as a build would write
/// them. What is read must be written so that it is read again as the same.
pub fn ledger(text: &str) {
    round_trip(text);
    round_trip(&sealed(text));
}

fn round_trip(text: &str) {
    let Some(ledger) = read(text) else { return };
    let written = ledger.to_string();
    assert!(ledger.is_written_as(&written));
    assert_eq!(read(&written).as_ref(), Some(&ledger));
}

fn read(text: &str) -> Option<Ledger> {
    parse(Files::default().add("deck.lock"), text, &mut Diagnostics::default())
}

fn sealed(ledger: &str) -> String {
    let line = |line: &str| match line.rsplit_once('.') {
        Some((content, _)) if line.contains('\t') && !line.starts_with("lexideck-ledger") => {
            format!("{content}.{:08x}\n", crc32fast::hash(content.as_bytes()))
        }
        _ => format!("{line}\n"),
    };
    ledger.lines().map(line).collect()
}
