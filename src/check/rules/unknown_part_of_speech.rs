//! `unknown-part-of-speech`: a part of speech is not a known one.

use crate::diag::{
    Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, nearest, shortened,
};
use crate::model::PartOfSpeech;
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "unknown-part-of-speech",
    severity: Severity::Warning,
    meaning: "The part of speech is not one that dictionaries use. It is kept as written, but \
              only a headword with a known part of speech is reliably found in all its forms.",
    fix: "Correct the spelling: a similar part of speech is suggested if there is one.",
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
        output: r#"warning[unknown-part-of-speech]: `nuon` is not a known part of speech
 --> cues.yaml:8:21
  |
8 |     part_of_speech: nuon
  |                     ^^^^
  |
  = help: did you mean `noun`?
"#,
    },
};

/// Returns the part of speech that a text names, and reports one that is not known.
pub(crate) fn check(text: &Text, diagnostics: &mut Diagnostics) -> PartOfSpeech {
    let part_of_speech = PartOfSpeech::new(text.value.clone());
    if !part_of_speech.is_known() {
        let help =
            match written_out(&text.value).or_else(|| nearest(&text.value, PartOfSpeech::KNOWN)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the known ones are {}", PartOfSpeech::KNOWN.join(", ")),
            };
        let message = format!("`{}` is not a known part of speech", shortened(&text.value));
        diagnostics.push(Diagnostic::new(&RULE, text.span, message).help(help));
    }
    part_of_speech
}

/// Returns the part of speech that an abbreviation of dictionaries stands for.
pub(crate) fn written_out(text: &str) -> Option<&'static str> {
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
