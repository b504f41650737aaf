//! The words that people write above the columns of a list, in English, German, French and Spanish.

use crate::check::rules::invalid_language;
use crate::import::list::ListField;
use crate::model::Language;

/// What the header words of four languages mean, in small letters.
#[rustfmt::skip]
const WORDS: [(&str, &[&str]); 17] = [
    ("headword", &[
        "headword", "word", "words", "term", "front", "expression", "vocabulary", "vocab", "lemma", "entry",
        "wort", "begriff", "vokabel", "vorderseite", "ausdruck", "stichwort",
        "mot", "terme", "recto", "vocabulaire",
        "palabra", "término", "anverso", "vocabulario", "vocablo",
    ]),
    ("part_of_speech", &[
        "part_of_speech", "part of speech", "pos", "word class", "word type", "class",
        "wortart", "wortklasse", "classe", "nature", "catégorie", "catégorie grammaticale",
        "categoría", "categoría gramatical", "clase",
    ]),
    ("definition", &[
        "definition", "meaning", "back", "gloss", "explanation", "definitions", "meanings",
        "bedeutung", "rückseite", "erklärung", "définition", "sens", "signification", "verso",
        "definición", "significado", "reverso",
    ]),
    ("translation", &["translation", "translations"]),
    ("translations.de", &["übersetzung", "übersetzungen"]),
    ("translations.fr", &["traduction", "traductions"]),
    ("translations.es", &["traducción", "traducciones"]),
    ("example", &[
        "example", "examples", "sentence", "sentences", "example sentence", "context", "usage",
        "beispiel", "beispiele", "beispielsatz", "satz", "exemple", "exemples", "phrase", "ejemplo", "ejemplos",
        "frase", "oración",
    ]),
    ("ipa", &[
        "ipa", "pronunciation", "phonetic", "phonetics", "transcription", "aussprache", "lautschrift",
        "prononciation", "phonétique", "pronunciación",
    ]),
    ("level", &["level", "cefr", "niveau", "stufe", "nivel", "jlpt", "hsk"]),
    ("register", &["register", "registre", "registro", "stilebene"]),
    ("tags", &[
        "tags", "tag", "topic", "topics", "theme", "unit", "lesson", "thema", "schlagwörter", "lektion", "thème",
        "étiquettes", "leçon", "tema", "etiquetas", "lección",
    ]),
    ("notes", &[
        "notes", "note", "comment", "comments", "remark", "remarks", "notiz", "notizen", "anmerkung",
        "anmerkungen", "bemerkung", "kommentar", "remarque", "remarques", "commentaire", "nota", "notas",
        "comentario", "comentarios",
    ]),
    ("synonyms", &["synonyms", "synonym", "synonyme", "synonymes", "sinónimos", "sinónimo"]),
    ("antonyms", &["antonyms", "antonym", "opposite", "antonyme", "gegenteil", "contraire", "antónimos", "antónimo"]),
    ("reading", &["reading", "kana", "hiragana", "furigana", "pinyin", "romaji", "lesung", "lecture", "lectura"]),
    ("gender", &["gender", "genus", "geschlecht", "genre", "género"]),
];

/// Names of languages in German, French, Spanish and in themselves, beside the English ones.
const LANGUAGES: [(&str, &str); 20] = [
    ("englisch", "en"),
    ("anglais", "en"),
    ("inglés", "en"),
    ("deutsch", "de"),
    ("allemand", "de"),
    ("alemán", "de"),
    ("französisch", "fr"),
    ("français", "fr"),
    ("francés", "fr"),
    ("spanisch", "es"),
    ("espagnol", "es"),
    ("español", "es"),
    ("italienisch", "it"),
    ("italien", "it"),
    ("italiano", "it"),
    ("russisch", "ru"),
    ("japanisch", "ja"),
    ("日本語", "ja"),
    ("русский", "ru"),
    ("中文", "zh"),
];

/// What a word above a column means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Field(ListField),
    /// The name or the tag of a language.
    Language(&'static str),
}

/// Returns what a column of this name has, if it is understood.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    let name = name.trim().trim_end_matches(':').to_lowercase();
    // A column of ours may have a language in its name: `translation_de`.
    let tagged =
        name.strip_prefix("translation").map(|it| it.trim_matches(['_', ' ', '.', '(', ')', 's']));
    if let Some(tag) = tagged.filter(|it| Language::new(*it).is_some()) {
        return Some(Meaning::Field(ListField::Translation(tag.to_owned())));
    }
    let known = WORDS.iter().find(|it| it.1.contains(&name.as_str()));
    if let Some(field) = known.and_then(|it| ListField::from_name(it.0).ok()) {
        return Some(Meaning::Field(field));
    }
    let mut languages = invalid_language::NAMES.iter().chain(&LANGUAGES);
    // A bare tag is two letters, so that no other short name is taken for one.
    let language = languages.find(|it| it.0 == name || it.1 == name && name.len() == 2);
    language.map(|it| Meaning::Language(it.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_one_meaning() {
        let mut all: Vec<&str> = WORDS.iter().flat_map(|it| it.1).copied().collect();
        all.extend(LANGUAGES.iter().map(|it| it.0));
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(WORDS.iter().all(|it| ListField::from_name(it.0).is_ok()));
    }

    #[test]
    fn header_words_of_four_languages_are_understood() {
        let field = |name: &str| match meaning(name) {
            Some(Meaning::Field(field)) => field.to_string(),
            Some(Meaning::Language(tag)) => tag.to_owned(),
            None => "nothing".to_owned(),
        };
        assert_eq!(field("Begriff"), "headword");
        assert_eq!(field(" Part of Speech: "), "part_of_speech");
        assert_eq!(field("TRADUCCIÓN"), "translations.es");
        assert_eq!(field("translation_de"), "translations.de");
        assert_eq!(field("German"), "de");
        assert_eq!(field("fr"), "fr");
        assert_eq!(field("price"), "nothing");
    }
}
