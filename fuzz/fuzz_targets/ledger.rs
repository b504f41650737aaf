//! Reads any text as a ledger. What is read must be written so that it is read again as the same.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| lexideck_fuzz::ledger(text));
