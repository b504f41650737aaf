//! `cut-at-hash`: ` #` seems to have cut a text.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span, shortened};
use crate::model::Str;

pub(crate) static RULE: Rule = Rule {
    code: "cut-at-hash",
    severity: Severity::Warning,
    meaning: "In YAML a space and `#` begin a comment, so the text ends before them. Here the \
              comment seems to be part of the text, because it has no space after the `#`.",
    fix: "Put the text in quotes. If it is a comment, write a space after the `#`.",
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
      - definition: see note #5
"#,
        )],
        corrected: &[("definition: see note #5", "definition: 'see note #5'")],
        output: r#"warning[cut-at-hash]: ` #` ends the text: `#5` is a comment
 --> cues.yaml:7:30
  |
7 |       - definition: see note #5
  |                              ^^
  |
  = help: put the text in quotes: 'see note #5'
"#,
    },
};

/// Reports a comment that follows the plain text `text` of `source` and seems to belong to it.
pub(crate) fn check(text: &str, source: &Str, place: Span, diagnostics: &mut Diagnostics) {
    let Some(after) = source.after(text) else { return };
    let Some(comment) = after.strip_prefix(" #") else { return };
    let comment = comment.lines().next().unwrap_or("").trim_end();
    if !comment.starts_with(char::is_alphanumeric) {
        return;
    }
    let start = place.end as usize + 1;
    let place = Span::new(place.file, start..start + 1 + comment.len());
    let message = format!("` #` ends the text: `#{}` is a comment", shortened(comment));
    let whole = format!("{text} #{comment}");
    let help = match whole.chars().count() {
        0..=60 => format!("put the text in quotes: '{}'", whole.replace('\'', "''")),
        _ => "put the text in quotes: '…'".to_owned(),
    };
    diagnostics.push(Diagnostic::new(&RULE, place, message).help(help));
}
