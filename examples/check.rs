//! Checks a deck that is a text in memory, and prints what is wrong with it.
//!
//! ```sh
//! cargo run --example check
//! ```

use std::collections::BTreeSet;
use std::io;

use lexideck::diag::{Diagnostics, FileId, Files};
use lexideck::pipeline::{DeckFiles, Sources, Wishes, check_deck};

const DECK: &str = "\
deck: { id: film-words, name: Film words }
entries:
  - headword: premiere
    levle: B2
    senses: [{ definition: the first public showing of a film }]
";

/// A deck that is one text.
struct Text(&'static str);

impl Sources for Text {
    fn read(&self, _: FileId) -> io::Result<Vec<u8>> {
        Ok(self.0.as_bytes().to_vec())
    }
}

/// Returns a line for each problem of the deck.
fn problems(deck: &'static str) -> io::Result<Vec<String>> {
    let file = Files::default().add("film-words.yaml");
    let files =
        DeckFiles { description: file, files: vec![file], media: BTreeSet::new(), ledger: None };
    let mut found = Diagnostics::default();
    check_deck(&files, &Text(deck), &Wishes::default(), &mut found, &mut |_| {})?;
    let line = |it: &lexideck::diag::Diagnostic| {
        let help = it.help.as_deref().unwrap_or_default();
        format!("{}: {} ({help})", it.rule.code, it.message)
    };
    Ok(found.iter().map(line).collect())
}

#[expect(clippy::print_stdout, reason = "an example shows what it found")]
fn main() -> io::Result<()> {
    for line in problems(DECK)? {
        println!("{line}");
    }
    Ok(())
}

#[test]
fn it_names_the_key_that_was_meant() -> io::Result<()> {
    let expected = "unknown-key: an entry has no key `levle` (did you mean `level`?)";
    assert_eq!(problems(DECK)?, [expected]);
    assert!(
        problems("deck: {id: a, name: A}\nentries: [{headword: b, senses: {definition: c}}]")?
            .is_empty()
    );
    Ok(())
}
