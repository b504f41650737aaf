//! `cut-at-comma`: YAML seems to have cut a sentence at a comma.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, shortened};
use crate::source::node::{Node, Style, Value};

pub(crate) static RULE: Rule = Rule {
    code: "cut-at-comma",
    severity: Severity::Warning,
    meaning: "Inside `[…]` and `{…}`, YAML ends a text at a comma. Here it seems to have cut a \
              sentence in two.",
    fix: "Put the sentence in quotes, or put each item of the list on its own line.",
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
        examples: [The cue came, but she missed the cue.]
"#,
        )],
        corrected: &[(
            "examples: [The cue came, but she missed the cue.]",
            "examples: ['The cue came, but she missed the cue.']",
        )],
        output: r#"warning[cut-at-comma]: a comma ends the text before `but she missed the cue.`
 --> cues.yaml:8:34
  |
8 |         examples: [The cue came, but she missed the cue.]
  |                    ------------  ^^^^^^^^^^^^^^^^^^^^^^^
  |                    |
  |                    the same sentence?
  |
  = help: inside `[…]`, put a text that contains a comma in quotes
"#,
    },
};

/// Reports a list that seems to be a sentence: `[She waited, but it never came.]` is two texts in
/// YAML.
pub(crate) fn check(node: &Node<'_>, diagnostics: &mut Diagnostics) {
    let Value::Sequence { items, flow: true } = &node.resolve().value else { return };
    for pair in items.windows(2) {
        if let (Some(first), Some(second)) = (plain(&pair[0]), plain(&pair[1]))
            && first.starts_with(char::is_uppercase)
            && !first.ends_with(['.', '!', '?', '…', '"', '\'', '”', '’', ')', ':'])
            && second.starts_with(|it: char| it.is_lowercase() || it.is_ascii_digit())
        {
            let message = format!("a comma ends the text before `{}`", shortened(second));
            diagnostics.push(
                Diagnostic::new(&RULE, pair[1].span, message)
                    .related(pair[0].span, "the same sentence?")
                    .help("inside `[…]`, put a text that contains a comma in quotes"),
            );
        }
    }
}

fn plain<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.resolve().value {
        Value::Scalar { text, style: Style::Plain, .. } => Some(text),
        _ => None,
    }
}
