//! Reads any text as a ledger. What is read must be written so that it is read again as the same.

#![no_main]

use lexideck::internal::diag::{Diagnostics, Files};
use lexideck::internal::ledger::{Ledger, parse};
use libfuzzer_sys::fuzz_target;

fn read(text: &str) -> Option<Ledger> {
    parse(Files::default().add("deck.lock"), text, &mut Diagnostics::default())
}

fuzz_target!(|text: &str| {
    let Some(ledger) = read(text) else { return };
    let written = ledger.to_string();
    assert!(ledger.is_written_as(&written));
    assert_eq!(read(&written).as_ref(), Some(&ledger));
});
