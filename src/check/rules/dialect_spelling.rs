//! `dialect-spelling`: an American example has a British spelling, or the other way round.
//!
//! The tables contain only spellings that belong to one dialect. Spellings that both use, such as
//! *organize* or *meter*, are in neither list.

use crate::check::complete::{Complete, Located};
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::model::Dialect;

pub(crate) static RULE: Rule = Rule {
    code: "dialect-spelling",
    severity: Severity::Warning,
    meaning: "An example that is marked as American English has a British spelling, or the \
              other way round.",
    fix: "Use the spelling of the dialect, or give the example without a dialect.",
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
        examples:
          gb: [The cue light has a gray cover.]
          us: [The colour of the cue light is red.]
"#,
        )],
        corrected: &[
            ("gb: [The cue light has a gray cover.]", "gb: [The cue light has a grey cover.]"),
            (
                "us: [The colour of the cue light is red.]",
                "us: [The color of the cue light is red.]",
            ),
        ],
        output: r#"warning[dialect-spelling]: `gray` is a spelling of American English in an example of British English
 --> cues.yaml:9:36
  |
9 |           gb: [The cue light has a gray cover.]
  |                                    ^^^^
  |
  = help: write `grey`, or give the example without a dialect

warning[dialect-spelling]: `colour` is a spelling of British English in an example of American English
  --> cues.yaml:10:20
   |
10 |           us: [The colour of the cue light is red.]
   |                    ^^^^^^
   |
   = help: write `color`, or give the example without a dialect
"#,
    },
};

/// British and American stems. A word is a stem with one of [`ENDINGS`].
const STEMS: [(&str, &str); 46] = [
    ("aeroplane", "airplane"),
    ("aluminium", "aluminum"),
    ("armour", "armor"),
    ("behaviour", "behavior"),
    ("cancell", "cancel"),
    ("centre", "center"),
    ("colour", "color"),
    ("cosy", "cozy"),
    ("counsell", "counsel"),
    ("defence", "defense"),
    ("endeavour", "endeavor"),
    ("favour", "favor"),
    ("favourite", "favorite"),
    ("fibre", "fiber"),
    ("flavour", "flavor"),
    ("fuell", "fuel"),
    ("grey", "gray"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("humour", "humor"),
    ("jewellery", "jewelry"),
    ("labell", "label"),
    ("labour", "labor"),
    ("marvellous", "marvelous"),
    ("modell", "model"),
    ("mould", "mold"),
    ("moustache", "mustache"),
    ("neighbour", "neighbor"),
    ("neighbourhood", "neighborhood"),
    ("odour", "odor"),
    ("offence", "offense"),
    ("parlour", "parlor"),
    ("plough", "plow"),
    ("programme", "program"),
    ("pyjama", "pajama"),
    ("rumour", "rumor"),
    ("sceptic", "skeptic"),
    ("sceptical", "skeptical"),
    ("sombre", "somber"),
    ("splendour", "splendor"),
    ("theatre", "theater"),
    ("travell", "travel"),
    ("tumour", "tumor"),
    ("tyre", "tire"),
    ("vapour", "vapor"),
    ("woollen", "woolen"),
];
/// American stems that are also used in British English, in another sense or before an ending.
const SHARED: [&str; 3] = ["program", "tire", "model"];
const ENDINGS: [&str; 12] =
    ["", "s", "d", "ed", "ing", "er", "ers", "ful", "less", "able", "y", "ly"];
/// Endings before which British English doubles the last letter.
const DOUBLING: [&str; 4] = ["ed", "ing", "er", "ers"];

/// Reports each example of an entry that is spelled as in the other dialect.
pub(crate) fn check(it: &Complete<'_>, diagnostics: &mut Diagnostics) {
    it.phrases.iter().for_each(|it| phrase(it, diagnostics));
}

/// Reports the first word of an example that belongs to the other dialect.
fn phrase(located: &Located<'_>, diagnostics: &mut Diagnostics) {
    let Some(dialect) = located.phrase.dialect else { return };
    let text = located.text;
    let mut at = 0;
    for word in text.value.split(|it: char| !it.is_alphabetic()) {
        let start = at;
        at += word.len() + text.value[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        let Some(better) = spelt_elsewhere(&word.to_lowercase(), dialect) else { continue };
        let (here, there) = match dialect {
            Dialect::British => ("British", "American"),
            Dialect::American => ("American", "British"),
        };
        let place = text.part(start..start + word.len());
        let message =
            format!("`{word}` is a spelling of {there} English in an example of {here} English");
        diagnostics.push(
            Diagnostic::new(&RULE, place, message)
                .help(format!("write `{better}`, or give the example without a dialect")),
        );
        return;
    }
}

/// Returns the spelling of the dialect for a word that is spelled as in the other one.
fn spelt_elsewhere(word: &str, dialect: Dialect) -> Option<String> {
    STEMS.iter().find_map(|(british, american)| {
        let doubles = british.len() == american.len() + 1
            && british.starts_with(american)
            && british.ends_with('l');
        let endings: &[&str] = if doubles { &DOUBLING } else { &ENDINGS };
        let (other, own) = match dialect {
            Dialect::British => (american, british),
            Dialect::American => (british, american),
        };
        let shared = dialect == Dialect::British && SHARED.contains(american) && !doubles;
        let ending = word.strip_prefix(other).filter(|it| endings.contains(it) && !shared)?;
        Some(format!("{own}{ending}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_other_dialect_are_known() {
        for (british, american) in [
            ("colours", "colors"),
            ("travelled", "traveled"),
            ("theatre", "theater"),
            ("grey", "gray"),
        ] {
            assert_eq!(spelt_elsewhere(british, Dialect::American).as_deref(), Some(american));
            assert_eq!(spelt_elsewhere(american, Dialect::British).as_deref(), Some(british));
            assert_eq!(spelt_elsewhere(british, Dialect::British), None);
            assert_eq!(spelt_elsewhere(american, Dialect::American), None);
        }
    }

    #[test]
    fn what_both_use_is_let_alone() {
        for word in
            ["laboratory", "humorous", "program", "tired", "travel", "models", "organize", "meter"]
        {
            for dialect in [Dialect::British, Dialect::American] {
                assert_eq!(spelt_elsewhere(word, dialect), None, "{word}");
            }
        }
    }
}
