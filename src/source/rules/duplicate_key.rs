//! `duplicate-key`: a key occurs twice in one mapping.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span, shortened};

/// A mapping has one key twice.
pub(crate) static RULE: Rule = Rule {
    code: "duplicate-key",
    severity: Severity::Error,
    meaning: "A key may occur only once in a mapping. If it occurs twice, one of the two \
              values would be lost.",
    fix: "Combine the two values, usually into one list.",
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
        output: r#"error[duplicate-key]: `synonyms` occurs twice in an entry
  --> cues.yaml:10:5
   |
 8 |     synonyms: signal
   |     -------- first used here
 9 |     antonyms: silence
10 |     synonyms: sign
   |     ^^^^^^^^
   |
   = help: combine the two, or remove one: otherwise one of the values would be lost
"#,
    },
};

/// Reports a key at the top level of a file.
pub(crate) fn in_file(key: &str, place: Span, first: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(&RULE, place, format!("`{key}` occurs twice"))
            .related(first, "first used here")
            .help("combine the two"),
    );
}

/// Reports a key of `owner`.
pub(crate) fn in_mapping(
    key: &str,
    owner: &str,
    place: Span,
    first: Span,
    diagnostics: &mut Diagnostics,
) {
    let message = format!("`{}` occurs twice in {owner}", shortened(key));
    diagnostics.push(
        Diagnostic::new(&RULE, place, message)
            .related(first, "first used here")
            .help("combine the two, or remove one: otherwise one of the values would be lost"),
    );
}
