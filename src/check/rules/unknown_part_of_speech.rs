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
        let help = help(&text.value);
        let message = format!("`{}` is not a known part of speech", shortened(&text.value));
        diagnostics.push(Diagnostic::new(&RULE, text.span, message).help(help));
    }
    part_of_speech
}

fn help(text: &str) -> String {
    if let Some(meant) = written_out(text) {
        return format!("did you mean `{meant}`?");
    }
    let several: Vec<_> = text.split(['/', ',', ';', '&']).map(written_out_or_known).collect();
    if let [Some(first), Some(second), ..] = several.as_slice()
        && several.iter().all(Option::is_some)
    {
        return format!(
            "write a sense for each, one with `part_of_speech: {first}` and one with \
             `part_of_speech: {second}`"
        );
    }
    match nearest(text, PartOfSpeech::KNOWN) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the known ones are {}", PartOfSpeech::KNOWN.join(", ")),
    }
}

fn written_out_or_known(text: &str) -> Option<&'static str> {
    let known = PartOfSpeech::KNOWN.into_iter().find(|it| *it == text.trim());
    known.or_else(|| written_out(text))
}

/// The parts of speech, each with the words and abbreviations for it in dictionaries and lists, in
/// lower case and without stops at their ends.
const NAMES: [(&str, &str); 17] = [
    (
        "noun",
        "n|noun|nouns|s|sb|subst|substantiv|nomen|hauptwort|nom|nom commun|n m|n f|nm|nf|sustantivo|sost|sostantivo|nome|substantivo|существительное|сущ|名詞|名词|명사|m|f|countable noun|uncountable noun|n c|n u|n pl|pl n|plural noun",
    ),
    (
        "verb",
        "v|vb|verb|vt|vi|v t|v i|vtr|vintr|v tr|v intr|transitive verb|intransitive verb|verbe|verbo|tätigkeitswort|zeitwort|глагол|гл|動詞|动词|동사|v refl|vr|reflexive verb",
    ),
    (
        "adjective",
        "adj|a|adjektiv|adjectif|adjetivo|aggettivo|eigenschaftswort|прилагательное|прил|形容詞|形容词|형용사|agg",
    ),
    ("adverb", "adv|adverbe|adverbio|avverbio|umstandswort|наречие|нареч|副詞|副词|부사|avv"),
    ("preposition", "prep|präposition|präp|préposition|preposición|preposizione|предлог|介詞|介词"),
    ("pronoun", "pron|pronomen|pronom|pronombre|pronome|местоимение|代名詞|代词|대명사"),
    ("conjunction", "conj|konjunktion|konj|conjonction|conjunción|congiunzione|союз|接続詞|连词"),
    ("determiner", "det|determinant|déterminant|determinante|artikelwort"),
    ("interjection", "interj|int|interjektion|interjección|interiezione|междометие|感動詞|叹词"),
    ("exclamation", "excl|exclam|ausruf"),
    ("article", "art|artikel|artículo|articolo"),
    (
        "numeral",
        "num|number|cardinal number|ordinal number|zahlwort|numerale|zahl|nombre|numéral|числительное|数詞|数词",
    ),
    (
        "phrase",
        "phr|wendung|ausdruck|expression|locution|expresión|frase|expr|set phrase|fixed expression",
    ),
    ("phrasal verb", "phr v|phrv|pv|phr vb|phrasal v"),
    ("modal verb", "modal|modal v|mv|modalverb"),
    ("auxiliary verb", "aux|aux v|auxiliary|hilfsverb|auxiliaire"),
    ("abbreviation", "abbr|abk|abkürzung|abbrev|abréviation|abreviatura"),
];

/// Returns the part of speech that a word or an abbreviation of dictionaries and lists means.
pub(crate) fn written_out(text: &str) -> Option<&'static str> {
    let bare = text.trim().to_lowercase().replace('.', " ");
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    NAMES.into_iter().find(|it| it.1.split('|').any(|name| name == bare)).map(|it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lists_write_is_known() {
        for (written, meant) in [
            ("n.", "did you mean `noun`?"),
            ("vt.", "did you mean `verb`?"),
            ("v.t.", "did you mean `verb`?"),
            ("Substantiv", "did you mean `noun`?"),
            ("number", "did you mean `numeral`?"),
            ("名詞", "did you mean `noun`?"),
            ("nuon", "did you mean `noun`?"),
        ] {
            assert_eq!(help(written), meant, "{written}");
        }
        for written in ["n./v.", "noun, verb", "n & v"] {
            assert!(help(written).starts_with("write a sense for each, one with `part_of_speech: noun` and one with `part_of_speech: verb`"), "{written}: {}", help(written));
        }
        assert!(help("zzzz").starts_with("the known ones are noun"));
    }
}
