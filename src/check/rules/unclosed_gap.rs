//! `unclosed-gap`: a brace opens or closes no complete gap.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::model::StrayBrace;
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "unclosed-gap",
    severity: Severity::Warning,
    meaning: "A brace opens a gap that is not closed, closes a gap that was not opened, or \
              encloses nothing. It is shown as typed.",
    fix: "Close the gap, or write `\\{` for a brace.",
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
    patterns: ['{cue somebody', 'a } {cue}', 'miss a {} {cue}']
"#,
        )],
        corrected: &[(
            "patterns: ['{cue somebody', 'a } {cue}', 'miss a {} {cue}']",
            "patterns: ['{cue} somebody', 'a {cue}', 'miss a {cue}']",
        )],
        output: r#"warning[unclosed-gap]: this gap is not closed
 --> cues.yaml:8:17
  |
8 |     patterns: ['{cue somebody', 'a } {cue}', 'miss a {} {cue}']
  |                 ^^^^^^^^^^^^^
  |
  = help: write a gap as `{answer}` or `{one|other}`, and a brace as `\{`

warning[unclosed-gap]: this brace closes no gap
 --> cues.yaml:8:36
  |
8 |     patterns: ['{cue somebody', 'a } {cue}', 'miss a {} {cue}']
  |                                    ^
  |
  = help: write a gap as `{answer}` or `{one|other}`, and a brace as `\{`

warning[unclosed-gap]: this gap has an empty answer
 --> cues.yaml:8:54
  |
8 |     patterns: ['{cue somebody', 'a } {cue}', 'miss a {} {cue}']
  |                                                      ^^
  |
  = help: write a gap as `{answer}` or `{one|other}`, and a brace as `\{`
"#,
    },
};

/// Reports each brace that is not part of a gap.
pub(crate) fn check(stray: &[StrayBrace], written: &Text, diagnostics: &mut Diagnostics) {
    for StrayBrace(range) in stray {
        let braces = written.value.get(range.clone()).unwrap_or("");
        let message = match braces.chars().next() {
            Some('}') => "this brace closes no gap",
            _ if braces.ends_with('}') => "this gap has an empty answer",
            _ => "this gap is not closed",
        };
        diagnostics.push(
            Diagnostic::new(&RULE, written.part(range.clone()), message)
                .help("write a gap as `{answer}` or `{one|other}`, and a brace as `\\{`"),
        );
    }
}
