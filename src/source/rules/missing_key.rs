//! `missing-key`: a required key is absent or empty.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};
use crate::source::{Text, start_of};

pub(crate) static RULE: Rule = Rule {
    code: "missing-key",
    severity: Severity::Error,
    meaning: "A required key is absent or has no value. An empty value counts as absent.",
    fix: "Add the key with a value.",
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
    questions:
      - question: Can it be a verb?
        answer:
"#,
        )],
        corrected: &[("answer:", "answer: 'Yes: *to cue* somebody.'")],
        output: r#"error[missing-key]: a question needs `answer`
 --> cues.yaml:9:9
  |
9 |       - question: Can it be a verb?
  |         ^
  |
  = help: add `answer: …`; a key without a value counts as absent
"#,
    },
};

/// Returns the text of a required key, or reports that it is missing.
pub(crate) fn required<'s>(
    value: Option<&'s Text>,
    key: &str,
    owner: &str,
    place: Span,
    diagnostics: &mut Diagnostics,
) -> Option<&'s Text> {
    if value.is_none() {
        report(key, owner, place, diagnostics);
    }
    value
}

/// Reports that `owner` has no `key`.
pub(crate) fn report(key: &str, owner: &str, place: Span, diagnostics: &mut Diagnostics) {
    let message = format!("{owner} needs `{key}`");
    diagnostics.push(
        Diagnostic::new(&RULE, start_of(place, 1), message)
            .help(format!("add `{key}: …`; a key without a value counts as absent")),
    );
}

/// Reports a sense that has neither a definition nor translations.
pub(crate) fn of_sense(place: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(&RULE, start_of(place, 1), "a sense needs `definition` or `translations`")
            .help("add `definition: …` or `translations: { en: … }`; a key without a value counts as absent"),
    );
}

/// Reports a phrase without a text.
pub(crate) fn of_phrase(owner: &str, place: Span, diagnostics: &mut Diagnostics) {
    let message = format!("{owner} needs `text`");
    diagnostics.push(Diagnostic::new(&RULE, place, message).help("add `text: …`"));
}

/// Reports a file in the folder of a deck that has no entries.
pub(crate) fn of_file(start: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(&RULE, start, "the file has no `entries:`")
            .help("add `entries:`, or move the file out of the deck's folder"),
    );
}
