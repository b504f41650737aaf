//! `placeholder-text`: a text of the template is left in a deck that is to be released.

use crate::check::template::{placeholder_in, texts_of_deck, texts_of_entry};
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::source::{self, Text};

pub(crate) static RULE: Rule = Rule {
    code: "placeholder-text",
    severity: Severity::Error,
    meaning: "A text that `lexideck init` or `lexideck new` wrote as a placeholder is still in \
              the deck. A release would give it to learners, so `lexideck release` refuses it; \
              `check` and `build` accept it.",
    fix: "Write your own text, or remove the key or the entry.",
    example: Example {
        command: "release deck",
        files: &[ExampleFile::text(
            "deck/deck.yaml",
            r#"deck: { id: film-words, name: Film words }
entries:
  - headword: premiere
    senses:
      - definition: its meaning, said in simpler words and without using it
        examples: [The whole cast came to the premiere.]
"#,
        )],
        corrected: &[(
            "its meaning, said in simpler words and without using it",
            "The first public showing of a film or play.",
        )],
        output: r#"error[placeholder-text]: `its meaning, said in simpler words and without using it` is a text of the template
 --> deck/deck.yaml:5:21
  |
5 |       - definition: its meaning, said in simpler words and without using it
  |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write your own text, or remove the key or the entry
"#,
    },
};

/// Reports the placeholders in an entry.
pub(crate) fn check(entry: &source::Entry, diagnostics: &mut Diagnostics) {
    texts_of_entry(entry).into_iter().for_each(|it| check_text(it, diagnostics));
}

/// Reports the placeholders in the description of a deck.
pub(crate) fn check_deck(deck: &source::Deck, diagnostics: &mut Diagnostics) {
    texts_of_deck(deck).for_each(|it| check_text(it, diagnostics));
}

fn check_text(text: &Text, diagnostics: &mut Diagnostics) {
    let Some(placeholder) = placeholder_in(&text.value) else { return };
    let message = format!("`{placeholder}` is a text of the template");
    diagnostics.push(
        Diagnostic::new(&RULE, text.span, message)
            .help("write your own text, or remove the key or the entry"),
    );
}
