//! `invalid-deck-id`: the id of a deck is not a safe name for files.

use crate::check::slug::slug;
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, shortened};
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "invalid-deck-id",
    severity: Severity::Error,
    meaning: "The id names the output files and is part of the notes' identity. It consists of \
              the letters a-z, digits and hyphens, begins with a letter or digit, and has at \
              most 64 characters. `collection` and `backup-…` would make Anki replace a whole \
              collection; names such as `con` or `nul` are not valid file names on Windows.",
    fix: "Choose a different id before the first release. After that it must not change.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: Film words
  name: Film
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
"#,
        )],
        corrected: &[("id: Film words", "id: film-words")],
        output: r#"error[invalid-deck-id]: `Film words` is not a valid deck id
 --> cues.yaml:2:7
  |
2 |   id: Film words
  |       ^^^^^^^^^^
  |
  = help: write it as `film-words`: use a-z, 0-9 and hyphens
"#,
    },
};

const MOST_BYTES: usize = 64;
/// Names of devices on Windows, besides `com0` to `com9` and `lpt0` to `lpt9`.
pub(crate) const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Reports an id that is not a safe file name, or that has another meaning to Anki.
pub(crate) fn check(id: &Text, diagnostics: &mut Diagnostics) {
    let Some((message, help)) = fault(&id.value) else { return };
    diagnostics.push(Diagnostic::new(&RULE, id.span, message).help(help));
}

fn fault(id: &str) -> Option<(String, String)> {
    let shown = shortened(id);
    if id == "collection" || id.starts_with("backup-") {
        let message = format!("a package named `{shown}` makes Anki replace the whole collection");
        return Some((message, "choose a different id".to_owned()));
    }
    if is_device(id) {
        let message = format!("`{shown}` is the name of a device on Windows");
        return Some((message, "choose a different id".to_owned()));
    }
    let is_sign = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
    if !id.chars().all(is_sign) || id.starts_with('-') {
        let message = format!("`{shown}` is not a valid deck id");
        return Some((
            message,
            format!("write it as `{}`: use a-z, 0-9 and hyphens", deck_id_from(id)),
        ));
    }
    (id.len() > MOST_BYTES)
        .then(|| (format!("the id has {} characters", id.len()), "use at most 64".to_owned()))
}

fn is_device(id: &str) -> bool {
    let numbered =
        |stem| id.strip_prefix(stem).is_some_and(|it| matches!(it.as_bytes(), [b'0'..=b'9']));
    DEVICES.contains(&id) || numbered("com") || numbered("lpt")
}

/// Returns a valid id made from any name.
pub(crate) fn deck_id_from(name: &str) -> String {
    let id = slug(name, MOST_BYTES - "deck-".len());
    if id.is_empty() {
        "my-deck".to_owned()
    } else if is_taken(&id) {
        format!("deck-{id}")
    } else {
        id
    }
}

/// Returns whether Anki or Windows uses the name for something else.
fn is_taken(id: &str) -> bool {
    id == "collection" || id.starts_with("backup-") || is_device(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_name_files_everywhere() {
        for good in ["film-words", "a", "007", "com", "com10", "backup", "collections"] {
            assert_eq!(fault(good), None, "{good}");
        }
        let long = "x".repeat(65);
        for bad in
            ["", "Film", "film_words", "-a", "collection", "backup-1", "nul", "com1", "é", &long]
        {
            assert_eq!(fault(bad).is_some(), !bad.is_empty(), "{bad}");
        }
    }

    #[test]
    fn an_id_made_of_a_name_is_let_through() {
        for name in [
            "Film words",
            "Collection",
            "CON",
            "Backup-2024",
            "Ünïcode",
            "日本",
            "",
            &"x".repeat(90),
        ] {
            assert_eq!(fault(&deck_id_from(name)), None, "{name}");
        }
    }
}
