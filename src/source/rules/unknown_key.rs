//! `unknown-key`: a key is not part of the format.

use crate::diag::{
    Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span, nearest, shortened,
};
use crate::source::shape::{FILE, Shape, home_of};

/// A mapping has a key that the format does not know.
pub(crate) static RULE: Rule = Rule {
    code: "unknown-key",
    severity: Severity::Error,
    meaning: "The format has no such key at this place, so its value would be lost.",
    fix: "Correct the spelling: a similar key is suggested if there is one. docs/format.md \
          lists all keys.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    sense:
      - definition: a stick
    senses:
      - definition: a signal to begin
"#,
        )],
        corrected: &[(
            r#"    sense:
      - definition: a stick
    senses:
"#,
            r#"    senses:
      - definition: a stick
"#,
        )],
        output: r#"error[unknown-key]: an entry has no key `sense`
 --> cues.yaml:6:5
  |
6 |     sense:
  |     ^^^^^
  |
  = help: did you mean `senses`?
"#,
    },
};

/// The key by which older YAML takes over the keys of another mapping.
pub(crate) const MERGE: &str = "<<";

/// Where an unknown key at the top level of a file belongs.
#[derive(Clone, Copy)]
pub(crate) enum Home {
    Entry,
    Deck,
    Nothing,
}

/// Reports a key at the top level of a file.
pub(crate) fn in_file(key: &str, home: Home, place: Span, diagnostics: &mut Diagnostics) {
    let help = match (nearest(key, FILE.names()), home) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Home::Entry) => {
            "a file has `deck:` and `entries:`; this key belongs to an entry in that list"
                .to_owned()
        }
        (None, Home::Deck) => "this key belongs to `deck:`: indent it below that line".to_owned(),
        (None, Home::Nothing) => "a file has `deck:` and `entries:`".to_owned(),
    };
    let message = format!("a source file has no key `{key}`");
    diagnostics.push(Diagnostic::new(&RULE, place, message).help(help));
}

/// Reports a key of a mapping; `near` is the most similar of the mapping's keys. `is_cut` is
/// whether the key seems to be part of a text.
pub(crate) fn in_mapping(
    key: &str,
    shape: &Shape,
    near: Option<&str>,
    is_cut: bool,
    place: Span,
    diagnostics: &mut Diagnostics,
) {
    let message = format!("{} has no key `{}`", shape.owner, shortened(key));
    let unspaced = key.split_once([':', '：']).filter(|it| shape.key(it.0).is_some());
    let help = if key == MERGE {
        "merge keys are no part of YAML 1.2: write the keys out; an alias may stand for the value of a key"
            .to_owned()
    } else if let Some((key, value)) = unspaced {
        format!("write a space after the colon: `{key}: {}`", shortened(value.trim()))
    } else if is_cut {
        "inside `{…}` a comma ends a text: put the text in quotes".to_owned()
    } else if let Some(near) = near {
        format!("did you mean `{near}`?")
    } else {
        let meant = other_name(key).unwrap_or(key);
        match home_of(meant) {
            _ if shape.key(meant).is_some() => format!("did you mean `{meant}`?"),
            Some(home) => format!("`{meant}` belongs {home}"),
            None => format!("known keys: {}", shape.names().collect::<Vec<_>>().join(", ")),
        }
    };
    diagnostics.push(Diagnostic::new(&RULE, place, message).help(help));
}

/// Returns the key that other programs call by this name.
fn other_name(key: &str) -> Option<&'static str> {
    Some(match key.to_lowercase().as_str() {
        "uk" | "en-gb" | "british" | "bre" => "gb",
        "usa" | "en-us" | "american" | "ame" => "us",
        "word" | "term" | "lemma" => "headword",
        "meaning" | "gloss" => "definition",
        "pos" => "part_of_speech",
        "cefr" => "level",
        "options" => "choices",
        _ => return None,
    })
}
