//! `duplicate-key`: a key stands twice in one mapping.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span, shortened};

/// A key stands twice in one mapping.
pub static RULE: Rule = Rule {
    code: "duplicate-key",
    severity: Severity::Error,
    meaning: "A key may stand only once in a mapping; of two values one would be lost.",
    fix: "Join the two, most often into one list.",
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
    synonyms: signal
    antonyms: silence
    synonyms: sign
"#,
        )],
        corrected: &[(
            r#"    synonyms: signal
    antonyms: silence
    synonyms: sign
"#,
            r#"    synonyms: [signal, sign]
    antonyms: silence
"#,
        )],
        output: r#"error[duplicate-key]: `synonyms` stands twice in an entry
  --> cues.yaml:10:5
   |
 8 |     synonyms: signal
   |     -------- here first
 9 |     antonyms: silence
10 |     synonyms: sign
   |     ^^^^^^^^
   |
   = help: join the two, or remove one: of two values one would be lost
"#,
    },
};

/// Reports a key at the top of a file.
pub(crate) fn in_file(key: &str, place: Span, first: Span, acc: &mut Diagnostics) {
    acc.push(
        Diagnostic::new(&RULE, place, format!("`{key}` stands twice"))
            .related(first, "here first")
            .help("join the two"),
    );
}

/// Reports a key of `owner`.
pub(crate) fn in_mapping(key: &str, owner: &str, place: Span, first: Span, acc: &mut Diagnostics) {
    let message = format!("`{}` stands twice in {owner}", shortened(key));
    acc.push(
        Diagnostic::new(&RULE, place, message)
            .related(first, "here first")
            .help("join the two, or remove one: of two values one would be lost"),
    );
}
