//! What the tests and benchmarks of this package use of the private modules. It is no part of the
//! interface, and changes with any release.

/// Notes, cards and note types.
pub mod anki {
    pub use crate::anki::{
        Compiled, Compiler, Field, Kind, MODIFIED, Offer, Plan, Planner, SORT_FIELD, Template, guid,
    };
}

/// Checks and rules.
pub mod check {
    pub use crate::check::{Context, Index, Pairs, deck, entry, schema};

    /// The table of rules.
    pub mod rules {
        pub use crate::check::rules::{all, find, handbook};
    }
}

/// Diagnostics.
pub mod diag {
    pub use crate::diag::{Diagnostic, Diagnostics, FileId, Files, Rule, Severity};
}

/// Exporters.
pub mod export {
    pub use crate::export::{
        Format, Made, Media, Options, Package, Rendered, Resources, Scratch, Sink, Stored, Update,
    };
}

/// Tables that were sent back.
pub mod import {
    pub use crate::import::read;
}

/// The ledger.
pub mod ledger {
    pub use crate::ledger::{Follower, Had, Identities, Ledger, Names, TakenIds, parse};
}

/// The vocabulary.
pub mod model {
    pub use crate::model::{Deck, Entry, Language, PartOfSpeech, Profile};

    /// Headwords in running text.
    pub mod inflection {
        pub use crate::model::inflection::Finder;
    }
}

/// Packages that are read.
pub mod package {
    pub use crate::package::{OldNote, OldNotetype, OldPackage, Part, read};
}

/// A deck through all steps.
pub mod pipeline {
    pub use crate::pipeline::{
        CheckOptions, DeckFiles, ReadDeck, Sources, check_deck, compile_deck, release_deck,
        with_threads,
    };
}

/// The vocabulary as tables.
pub mod sheets {
    pub use crate::sheets::{
        Role, Sheet, SheetField, SheetRow, column_table, guarded, rows, table, unguarded,
    };
}

/// Sources as they are written.
pub mod source {
    pub use crate::source::{Entry, Written, decode, key_tables, read_deck, read_entries};
}
