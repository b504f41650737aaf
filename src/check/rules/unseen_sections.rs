//! `unseen-sections`: an entry without a sense has sections that no card shows.
//!
//! Sections are on the back of a definition, which an entry without a sense does not have.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::source::Entry;
use crate::source::shape::ENTRY;

pub(crate) static RULE: Rule = Rule {
    code: "unseen-sections",
    severity: Severity::Warning,
    meaning: "Summaries, synonyms, contexts and similar sections appear on the back of a \
              definition. An entry without a sense has no definition, so no card shows them.",
    fix: "Add a sense, or move what matters to a question.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    summary: A signal to begin.
    synonyms: [signal]
    questions:
      - question: Can it be a verb?
        answer: 'Yes: *to cue* somebody.'
"#,
        )],
        corrected: &[(
            r#"    questions:
"#,
            r#"    senses:
      - definition: a signal to begin
    questions:
"#,
        )],
        output: r#"warning[unseen-sections]: no card of this entry shows its `summary`, `synonyms`
 --> cues.yaml:5:15
  |
5 |   - headword: cue
  |               ^^^
  |
  = help: add a sense: they appear on the back of its definition
"#,
    },
};

/// Reports the sections of an entry that no card shows.
pub(crate) fn check(entry: &Entry, diagnostics: &mut Diagnostics) {
    let Some(headword) = entry.headword.as_ref().filter(|_| entry.senses.is_empty()) else {
        return;
    };
    let sections = ENTRY.keys.iter().filter(|it| it.section.is_some());
    let unseen: Vec<_> = sections
        .filter(|it| !entry.section(it.name).is_empty())
        .map(|it| format!("`{}`", it.name))
        .collect();
    if unseen.is_empty() || !entry.has_matter {
        return;
    }
    let message = format!("no card of this entry shows its {}", unseen.join(", "));
    diagnostics.push(
        Diagnostic::new(&RULE, headword.span, message)
            .help("add a sense: they appear on the back of its definition"),
    );
}
