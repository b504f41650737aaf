//! `similar-from`: the `from` of a distinction resembles an entry but names none.

use crate::check::names::Indexed;
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, shortened};
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "similar-from",
    severity: Severity::Warning,
    meaning: "`from` may name a word outside the deck, but this one looks like a misspelled \
              entry.",
    fix: "Correct the spelling if you mean the entry.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
  - headword: signal
    senses:
      - definition: a sign that tells somebody to act
    distinctions:
      - from: cues
        difference: A cue tells an actor to begin.
"#,
        )],
        corrected: &[("from: cues", "from: cue")],
        output: r#"warning[similar-from]: no entry is named `cues`
  --> cues.yaml:12:15
   |
 5 |   - headword: cue
   |               --- this entry is similar
...
12 |       - from: cues
   |               ^^^^
   |
   = help: did you mean `cue`? If not, the word is treated as one outside the deck
"#,
    },
};

/// The maximum length of a word that is looked up with all its variants; longer words would take
/// more time than the rest of a check.
const MOST_LETTERS: usize = 30;

/// Reports a word outside the deck that is one letter different from an entry.
///
/// `find` returns the entry with a headword in lower case.
pub(crate) fn check<'i>(
    from: &Text,
    find: impl Fn(&str) -> Option<Indexed<'i>>,
    diagnostics: &mut Diagnostics,
) {
    let Some(near) = similar(&from.value.to_lowercase(), find) else { return };
    let message = format!("no entry is named `{}`", shortened(&from.value));
    diagnostics.push(
        Diagnostic::new(&RULE, from.span, message)
            .related(near.span, "this entry is similar")
            .help(format!(
                "did you mean `{}`? If not, the word is treated as one outside the deck",
                near.headword
            )),
    );
}

/// Returns an entry whose headword differs only in case, or in one letter that is added, left out,
/// changed or swapped.
fn similar<'i>(word: &str, find: impl Fn(&str) -> Option<Indexed<'i>>) -> Option<Indexed<'i>> {
    if let Some(found) = find(word) {
        return Some(found);
    }
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 || letters.len() > MOST_LETTERS {
        return None;
    }
    one_letter_away(&letters).find_map(|it| find(&it))
}

fn one_letter_away(letters: &[char]) -> impl Iterator<Item = String> + '_ {
    let alphabet = || ('a'..='z').chain([' ', '-', '\'']);
    let dropped = (0..letters.len()).map(|at| with(letters, at, 1, &[]));
    let swapped =
        (1..letters.len()).map(|at| with(letters, at - 1, 2, &[letters[at], letters[at - 1]]));
    let changed = (0..letters.len())
        .flat_map(move |at| alphabet().map(move |it| with(letters, at, 1, &[it])));
    let added = (0..=letters.len())
        .flat_map(move |at| alphabet().map(move |it| with(letters, at, 0, &[it])));
    dropped.chain(swapped).chain(changed).chain(added)
}

fn with(letters: &[char], at: usize, instead_of: usize, these: &[char]) -> String {
    letters[..at].iter().chain(these).chain(&letters[at + instead_of..]).collect()
}
