//! Tests of the program from outside: its command line, its files, and what other programs read
//! from them.
//!
//! README.md in this folder lists the modules and says how to add a test.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test reads files, and says by panicking that it failed"
)]

mod adopt;
mod allow;
mod apkg;
mod asked;
mod card_numbers;
mod choice;
mod cli;
mod configuration;
mod console;
mod csv;
mod decks;
mod diagnostics;
mod discovery;
mod docs;
mod edges;
mod edges_moves;
mod edges_table;
mod edits;
mod format;
mod gaps;
mod identity;
mod identity_cases;
mod import;
mod import_forms;
mod import_list;
mod import_rows;
mod init;
mod keys;
mod layers;
mod ledger;
mod ledger_form;
mod links;
mod lints;
mod messages;
mod missing;
mod notation;
mod package;
mod pieces;
mod plan;
mod print;
mod published;
mod quiz_formats;
mod quiz_formats_limits;
mod random_edits;
mod real_anki;
mod release;
mod reproducible;
mod rules;
mod schema;
mod spreadsheets;
mod streams;
mod support;
mod terminal;
mod tools;
mod updates;
mod who_is_who;
mod workbook;
mod yaml_errors;
