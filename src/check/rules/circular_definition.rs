//! `circular-definition`: a definition uses its own headword.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::model::Text;
use crate::model::inflection::Finder;
use crate::source;

pub(crate) static RULE: Rule = Rule {
    code: "circular-definition",
    severity: Severity::Warning,
    meaning: "The definition contains the word that it defines. It explains nothing to a \
              learner who does not know the word, and gives away the answer on the card that \
              asks for it.",
    fix: "Use other words in the definition.",
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
      - definition: what somebody cues an actor with
"#,
        )],
        corrected: &[(
            "definition: what somebody cues an actor with",
            "definition: what an actor waits for",
        )],
        output: r#"warning[circular-definition]: the definition uses its headword: `cues`
 --> cues.yaml:7:35
  |
7 |       - definition: what somebody cues an actor with
  |                                   ^^^^
  |
  = help: use other words: the card that asks for the headword would show it
"#,
    },
};

/// Reports a definition that contains the headword, in any of its forms.
pub(crate) fn check(
    definition: &Text,
    written: &source::Text,
    finder: &Finder,
    diagnostics: &mut Diagnostics,
) {
    let plain = definition.letters();
    let found = finder.find(&plain);
    let Some(range) = found.first().and_then(|it| it.first()) else { return };
    let word = plain.get(range.clone()).unwrap_or("");
    // The place is exact only if the text has no marks.
    let place = if *plain == *written.value { written.part(range.clone()) } else { written.span };
    diagnostics.push(
        Diagnostic::new(&RULE, place, format!("the definition uses its headword: `{word}`"))
            .help("use other words: the card that asks for the headword would show it"),
    );
}
