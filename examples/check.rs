//! Checks a deck that is a text in memory, and prints what is wrong with it.
//!
//! ```sh
//! cargo run --example check
//! ```

use std::io;

use lexideck::{CheckOptions, Deck, MemoryDeck, Problem};

const DECK: &str = "\
deck: { id: film-words, name: Film words }
entries:
  - headword: premiere
    levle: B2
    senses: [{ definition: the first public showing of a film }]
";

/// Returns a line for each problem of the deck.
fn problems(deck: &str) -> io::Result<Vec<String>> {
    let source = MemoryDeck::new("film-words.yaml", deck);
    let line = |it: &Problem| match &it.help {
        Some(help) => format!("{it} ({help})"),
        None => it.to_string(),
    };
    Ok(match Deck::read(&source)?.check(&CheckOptions::default()) {
        Ok(valid) => valid.warnings().iter().map(line).collect(),
        Err(problems) => problems.iter().map(line).collect(),
    })
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
    let expected = "film-words.yaml:4:5: error[unknown-key]: an entry has no key `levle` (did you mean `level`?)";
    assert_eq!(problems(DECK)?, [expected]);
    let valid = "deck: {id: a, name: A}\nentries: [{headword: b, senses: {definition: c}}]";
    assert!(problems(valid)?.is_empty());
    Ok(())
}
