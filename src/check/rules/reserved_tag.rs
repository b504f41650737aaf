//! `reserved-tag`: a tag has a meaning of its own in Anki.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "reserved-tag",
    severity: Severity::Error,
    meaning: "Anki itself sets the tags `marked` and `leech`: on notes that a learner has marked, and \
              on those that are forgotten again and again. It removes them from the notes of a \
              package, and a deck that sets them would disturb both.",
    fix: "Choose another tag.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
  tags: [stage, Marked]
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
"#,
        )],
        corrected: &[("tags: [stage, Marked]", "tags: [stage, important]")],
        output: r#"error[reserved-tag]: Anki sets the tag `Marked` itself
 --> cues.yaml:4:17
  |
4 |   tags: [stage, Marked]
  |                 ^^^^^^
  |
  = help: choose another tag
"#,
    },
};

/// The tags that Anki sets, in lower case: it does not distinguish upper and lower case.
const RESERVED: [&str; 2] = ["marked", "leech"];

/// Reports tags of a deck or an entry that Anki sets itself.
pub(crate) fn check(tags: &[Text], diagnostics: &mut Diagnostics) {
    for tag in tags {
        // Colons and quotes at the ends are left out of tags.
        let bare = tag.value.trim_matches(|it: char| it.is_whitespace() || matches!(it, ':' | '"'));
        if RESERVED.contains(&bare.to_lowercase().as_str()) {
            let message = format!("Anki sets the tag `{bare}` itself");
            diagnostics.push(Diagnostic::new(&RULE, tag.span, message).help("choose another tag"));
        }
    }
}
