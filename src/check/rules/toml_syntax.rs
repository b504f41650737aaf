//! `toml-syntax`: a `lexideck.toml` is not valid TOML. The command line finds and reports it.

use crate::diag::{Example, ExampleFile, Rule, Severity};

/// A `lexideck.toml` is not valid TOML.
pub(crate) static RULE: Rule = Rule {
    code: "toml-syntax",
    severity: Severity::Error,
    meaning: "A `lexideck.toml` is not valid TOML, so its options cannot be read, and none of its \
              decks is built.",
    fix: "Most often a text lacks its quotation marks, or a list its brackets: `out = \"dist\"`, `to \
          = [\"apkg\", \"xlsx\"]`. docs/configuration.md has an example.",
    example: Example {
        command: "check cues.yaml",
        files: &[
            ExampleFile::text(
                "cues.yaml",
                r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
"#,
            ),
            ExampleFile::text(
                "lexideck.toml",
                r#"[build]
out = dist
"#,
            ),
        ],
        corrected: &[("out = dist", "out = \"dist\"")],
        output: r#"error[toml-syntax]: string values must be quoted, expected literal string
 --> lexideck.toml:2:7
  |
2 | out = dist
  |       ^^^^
  |
  = help: write options as `key = "text"`, `key = true` or `key = ["a", "b"]`
"#,
    },
};
