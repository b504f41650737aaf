//! `unknown-part-of-speech`: a part of speech is not a known one.

use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::model::PartOfSpeech;
use crate::source::Text;

/// The part of speech that a text names, known or not.
pub(super) fn check(text: &Text, acc: &mut Diagnostics) -> PartOfSpeech {
    let part_of_speech = PartOfSpeech::new(text.value.clone());
    if !part_of_speech.is_known() {
        let help =
            match written_out(&text.value).or_else(|| nearest(&text.value, PartOfSpeech::KNOWN)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known ones: {}", PartOfSpeech::KNOWN.join(", ")),
            };
        let message = format!("`{}` is no known part of speech", super::shortened(&text.value));
        acc.push(Diagnostic::new(Code::UnknownPartOfSpeech, text.span, message).help(help));
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
