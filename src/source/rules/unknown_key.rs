//! `unknown-key`: a key is not part of the format.

use crate::diag::{
    Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span, nearest, shortened,
};

/// A mapping has a key that the format does not know.
pub static RULE: Rule = Rule {
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

/// What an unknown key of a file is a key of.
#[derive(Clone, Copy)]
pub(crate) enum Home {
    Entry,
    Deck,
    Nothing,
}

/// Reports a key at the top of a file, where `keys` are known.
pub(crate) fn in_file(key: &str, keys: &[&str], home: Home, place: Span, acc: &mut Diagnostics) {
    let help = match (nearest(key, keys.iter().copied()), home) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Home::Entry) => {
            "a file has `deck:` and `entries:`; this key belongs to an entry in that list"
                .to_owned()
        }
        (None, Home::Deck) => "this key belongs to `deck:`: indent it below that line".to_owned(),
        (None, Home::Nothing) => "a file has `deck:` and `entries:`".to_owned(),
    };
    let message = format!("a source file has no key `{key}`");
    acc.push(Diagnostic::new(&RULE, place, message).help(help));
}

/// Reports a key of `owner`, whose known keys are `keys` and the nearest of them `near`. `is_cut`
/// says that the key seems to be a part of a text.
pub(crate) fn in_mapping(
    key: &str,
    (owner, keys): (&str, &[&str]),
    near: Option<&str>,
    is_cut: bool,
    place: Span,
    acc: &mut Diagnostics,
) {
    let message = format!("{owner} has no key `{}`", shortened(key));
    let help = if is_cut {
        "inside `{…}` a comma ends a text: put the text in quotes".to_owned()
    } else if let Some(home) = home_of(key).filter(|_| near.is_none()) {
        format!("`{key}` belongs {home}")
    } else if let Some(near) = near.or_else(|| other_name(key, keys)) {
        format!("did you mean `{near}`?")
    } else {
        format!("known keys: {}", keys.join(", "))
    };
    acc.push(Diagnostic::new(&RULE, place, message).help(help));
}

/// The key that goes by another name elsewhere.
fn other_name<'k>(key: &str, keys: &[&'k str]) -> Option<&'k str> {
    let meant = match key.to_lowercase().as_str() {
        "uk" | "en-gb" | "british" | "bre" => "gb",
        "usa" | "en-us" | "american" | "ame" => "us",
        "word" | "term" | "lemma" => "headword",
        "meaning" | "gloss" => "definition",
        "pos" => "part_of_speech",
        "cefr" => "level",
        "options" => "choices",
        _ => return None,
    };
    keys.iter().copied().find(|it| *it == meant)
}

/// Where a key that stands on the wrong level would be right.
fn home_of(key: &str) -> Option<&'static str> {
    Some(match key {
        "definition" | "examples" | "translations" | "teach" => "to a sense, under `senses:`",
        "ipa" | "audio" => "in `pronunciation:`, under `gb:` or `us:`",
        "wrong" | "right" => "to a mistake, under `mistakes:`",
        "from" | "difference" | "this" | "other" | "cues" => {
            "to a distinction, under `distinctions:`"
        }
        "choices" | "feedback" => "to a quiz item, under `quiz:`",
        "answer" => "to a question, a cue or a quiz item",
        "mnemonic" | "metaphor" => "under `memory:`",
        "business" | "academic" | "everyday" | "technical" => "under `contexts:`",
        "language" | "license" | "author" | "uid" | "order" => "to the deck, under `deck:`",
        "headword" | "level" | "register" | "senses" | "quiz" => "to an entry, under `entries:`",
        _ => return None,
    })
}
