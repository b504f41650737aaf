//! `unknown-level`: a level looks like one of the CEFR and is none of its six.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, shortened};
use crate::model::Level;
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "unknown-level",
    severity: Severity::Warning,
    meaning: "The level looks like one of the Common European Framework and is none of these: A1, \
              A2, B1, B2, C1, C2. Levels of other scales, such as `N5` or `HSK 3`, are right as \
              they are.",
    fix: "Use one of the six, or the level of another scale.",
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
    level: B3
"#,
        )],
        corrected: &[("level: B3", "level: B2")],
        output: r#"warning[unknown-level]: `B3` is not a level
 --> cues.yaml:8:12
  |
8 |     level: B3
  |            ^^
  |
  = help: the levels are A1, A2, B1, B2, C1, C2
"#,
    },
};

/// Returns the level that a text names, and reports one that resembles a level of the CEFR.
pub(crate) fn check(level: &Text, diagnostics: &mut Diagnostics) -> Level {
    if resembles(&level.value) {
        let help = match meant(&level.value) {
            Some(name) => format!("write `{name}`"),
            None => format!("the levels are {}", Level::CEFR.join(", ")),
        };
        let message = format!("`{}` is not a level", shortened(&level.value));
        diagnostics.push(Diagnostic::new(&RULE, level.span, message).help(help));
    }
    Level::new(level.value.clone())
}

/// Returns whether a text is not a level of the CEFR but looks like one: a letter from A to C and a
/// digit. Other scales use other letters, such as `N5`, or words, such as `HSK 3`.
fn resembles(text: &str) -> bool {
    if Level::CEFR.contains(&text) {
        return false;
    }
    let letters = bare(text);
    matches!(letters.as_bytes(), [b'A'..=b'C', b'0'..=b'9'])
}

/// Returns the level that a text means, if it differs only in case, signs or alphabet.
fn meant(text: &str) -> Option<&'static str> {
    let letters = bare(text);
    Level::CEFR.into_iter().find(|it| *it == letters)
}

/// Returns the letters and digits of a text in upper case. Greek and Cyrillic letters that look like
/// A, B and C count as these.
fn bare(text: &str) -> String {
    let letters = text.chars().filter(|it| !matches!(it, ' ' | '-' | '.' | '_' | '\u{A0}'));
    let latin = letters.map(|it| match it {
        'а' | 'А' | 'α' | 'Α' => 'A',
        'в' | 'В' | 'β' | 'Β' => 'B',
        'с' | 'С' => 'C',
        other => other.to_ascii_uppercase(),
    });
    latin.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_scales_are_not_reported() {
        for level in ["A1", "C2", "N5", "N1", "HSK 3", "B1+", "JLPT N2", "5", "TOPIK I", "Band 2"] {
            assert!(!resembles(level), "{level}");
        }
        for (level, name) in [
            ("b1", Some("B1")),
            ("B 2", Some("B2")),
            ("c-1", Some("C1")),
            ("В1", Some("B1")),
            ("B3", None),
            ("A0", None),
        ] {
            assert!(resembles(level), "{level}");
            assert_eq!(meant(level), name, "{level}");
        }
    }
}
