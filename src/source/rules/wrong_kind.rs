//! `wrong-kind`: a value has a different form from the one that its key needs.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};
use crate::source::node::{Node, Value};

/// A value is of another kind than its key takes.
pub(crate) static RULE: Rule = Rule {
    code: "wrong-kind",
    severity: Severity::Error,
    meaning: "The value has a different form from the one that its key needs: a text, a list, \
              a mapping, a number, or true or false.",
    fix: "Write the value in the form that the message names.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses: [a signal to begin]
"#,
        )],
        corrected: &[(
            r#"    senses: [a signal to begin]
"#,
            r#"    senses:
      - definition: a signal to begin
"#,
        )],
        output: r#"error[wrong-kind]: a sense must be a mapping with keys, not a text
 --> cues.yaml:6:14
  |
6 |     senses: [a signal to begin]
  |              ^^^^^^^^^^^^^^^^^
  |
  = help: write it as keys with values, each on its own line
"#,
    },
};

/// Reports a file that is not a mapping.
pub(crate) fn of_file(place: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(&RULE, place, "a source file must be a mapping")
            .help("start it with `deck:` or `entries:`"),
    );
}

/// Reports a value of `what` that is neither true nor false.
pub(crate) fn of_truth(what: &str, place: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(&RULE, place, format!("`{what}` must be true or false"))
            .help("write `true` or `false`"),
    );
}

/// Reports a value that is not a limit for the number of cards of a kind.
pub(crate) fn of_limit(kind: &str, place: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(&RULE, place, format!("`{kind}` must be true, false or a number"))
            .help("`true` makes all possible cards; a number is the maximum for each entry"),
    );
}

/// Reports a rank that is not a whole number from 1.
pub(crate) fn of_rank(key: &str, place: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(&RULE, place, format!("`{key}` must be a whole number from 1"))
            .help("write the rank in digits only: `212`; put anything else into `notes`"),
    );
}

/// Reports that `node`, the value of `what`, is not of the `needed` kind.
pub(crate) fn of_value(node: &Node<'_>, what: &str, needed: &str, diagnostics: &mut Diagnostics) {
    let (found, hint) = match &node.resolve().value {
        Value::Scalar { .. } => ("a text", None),
        Value::Sequence { flow, .. } => ("a list", flow.then_some("a text that begins with `[`")),
        Value::Mapping { flow, .. } => ("a mapping", flow.then_some("a text that begins with `{`")),
        Value::Shared(_) => ("an alias", None),
    };
    let help = match (hint, needed) {
        (Some(hint), "a text") => format!("{hint} needs quotes"),
        (None, "a text") if found == "a mapping" => {
            "a text that contains `: ` needs quotes; a text of several lines begins with `|` or `>-`"
                .to_owned()
        }
        _ if needed.starts_with("a mapping") => {
            "write it as keys with values, each on its own line".to_owned()
        }
        _ if needed == "a text" => "write it as one text".to_owned(),
        _ => "write one text, or a list in brackets: `[one, two]`".to_owned(),
    };
    let message = format!("{what} must be {needed}, not {found}");
    diagnostics.push(Diagnostic::new(&RULE, first_line(node), message).help(help));
}

/// Returns the place of the first value of a list or mapping, which is clearer to show than the
/// whole.
fn first_line(node: &Node<'_>) -> Span {
    match &node.resolve().value {
        Value::Sequence { items, flow: false } => items.first().map_or(node.span, first_line),
        Value::Mapping { pairs, flow: false } => pairs.first().map_or(node.span, |it| it.0.span),
        _ => node.span,
    }
}
