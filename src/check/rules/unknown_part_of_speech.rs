//! `unknown-part-of-speech`: a part of speech is not a known one.

use crate::diag::{
    Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, nearest, shortened,
};
use crate::model::PartOfSpeech;
use crate::source::Text;

/// A part of speech is not a known one.
pub(crate) static RULE: Rule = Rule {
    code: "unknown-part-of-speech",
    severity: Severity::Warning,
    meaning: "The part of speech is not one that dictionaries use. It is kept as written; only \
              headwords of known parts of speech are found in all their forms with certainty.",
    fix: "Correct the spelling; the nearest known one is named.",
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
    part_of_speech: nuon
"#,
        )],
        corrected: &[("part_of_speech: nuon", "part_of_speech: noun")],
        output: r#"warning[unknown-part-of-speech]: `nuon` is no known part of speech
 --> cues.yaml:8:21
  |
8 |     part_of_speech: nuon
  |                     ^^^^
  |
  = help: did you mean `noun`?
"#,
    },
};

/// The part of speech that a text names, known or not.
pub(crate) fn check(text: &Text, acc: &mut Diagnostics) -> PartOfSpeech {
    let part_of_speech = PartOfSpeech::new(text.value.clone());
    if !part_of_speech.is_known() {
        let help =
            match written_out(&text.value).or_else(|| nearest(&text.value, PartOfSpeech::KNOWN)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known ones: {}", PartOfSpeech::KNOWN.join(", ")),
            };
        let message = format!("`{}` is no known part of speech", shortened(&text.value));
        acc.push(Diagnostic::new(&RULE, text.span, message).help(help));
    }
    part_of_speech
}

/// What a dictionary's abbreviation stands for.
fn written_out(text: &str) -> Option<&'static str> {
    Some(match text.trim_end_matches('.').to_lowercase().as_str() {
        "n" => "noun",
        "v" | "vb" => "verb",
        "adj" | "a" => "adjective",
        "adv" => "adverb",
        "prep" => "preposition",
        "pron" => "pronoun",
        "conj" => "conjunction",
        "det" => "determiner",
        "interj" | "excl" => "interjection",
        "phr" => "phrase",
        "phr v" | "phrv" => "phrasal verb",
        "num" => "numeral",
        "abbr" => "abbreviation",
        _ => return None,
    })
}
