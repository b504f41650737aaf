//! The keys of an entry. To add a key, declare it here first; the compiler and the tests then
//! report what is missing.

use crate::model::Gender;
use crate::source::shape::item::{
    COLLOCATION, DISTINCTION, MISTAKE, PATTERN, QUESTION, QUIZ, SENSE, parts_of_speech,
};
use crate::source::shape::shared::{ANTONYMS, LEVEL, PRONOUNCED, REGISTER, SYNONYMS};
use crate::source::shape::{CARDS, Key, Kind, Shape, key};

/// An entry.
pub(crate) static ENTRY: Shape = Shape {
    owner: "an entry",
    home: "to an entry, under `entries:`",
    keys: &[
        key("headword", Kind::Text, "the word or phrase that the entry is about").required(),
        key(
            "id",
            Kind::Id,
            "the entry's identity in the deck; default: made from the headword, see [Ids](#ids)",
        ),
        key(
            "forms",
            Kind::Forms,
            "inflected forms: a text, a list, or a map of texts by the names of the forms: `{ plural: Häuser, genitive: des Hauses }`; see [Forms](#forms)",
        ),
        key(
            "gender",
            Kind::Usually(genders),
            "the gender of a noun: free text, or `m`, `f`, `n` or `c`",
        ),
        key("reading", Kind::Text, "how a headword in another script is read: `たべる`"),
        PART_OF_SPEECH,
        LEVEL,
        REGISTER,
        key(
            "frequency",
            Kind::Rank,
            "the rank of the word by frequency: 1 is the most frequent word of the language",
        ),
        key("summary", Kind::Text, "the quick answer in a sentence")
            .section("Summary")
            .column(34, "the quick answer in a sentence"),
        PRONOUNCED,
        key("senses", Kind::List(&SENSE), "a list of [senses](#senses)").matter(),
        key("dialects", Kind::Map(&DIALECTS), "British and American use")
            .section("British and American")
            .column(34, "British and American use"),
        key(
            "patterns",
            Kind::Phrases(&PATTERN),
            "a list of [phrases](#examples-patterns-and-collocations): the grammar around the word",
        ),
        key(
            "collocations",
            Kind::Phrases(&COLLOCATION),
            "a list of [phrases](#examples-patterns-and-collocations): its usual company",
        ),
        key("contexts", Kind::Map(&CONTEXTS), "use in contexts")
            .section("Contexts")
            .column(34, "use in contexts"),
        SYNONYMS.section("Synonyms").column(22, "a line each"),
        ANTONYMS.section("Antonyms").column(22, "a line each"),
        key("mistakes", Kind::List(&MISTAKE), "a list of [mistakes](#mistakes-and-questions)"),
        key(
            "distinctions",
            Kind::List(&DISTINCTION),
            "a list of [distinctions](#distinctions): words that it is confused with",
        )
        .matter(),
        key("questions", Kind::List(&QUESTION), "a list of [questions](#mistakes-and-questions)")
            .matter(),
        key("memory", Kind::Map(&MEMORY), "aids to memory")
            .section("Memory")
            .bare_columns(34, "an aid to memory"),
        key("notes", Kind::Text, "any other information, shown on backs")
            .section("Notes")
            .column(34, "any other information"),
        key("source", Kind::Text, "where the entry is from, shown on backs")
            .section("Source")
            .column(22, "where the entry is from"),
        key(
            "fields",
            Kind::Fields,
            "sections of your own: a map of texts by the names under which backs show them, `{ Etymology: … }`",
        ),
        key("quiz", Kind::List(&QUIZ), "a list of [quiz items](#quiz-items)").matter(),
        key(
            "cards",
            Kind::Cards(&CARDS),
            "which cards this entry makes: a profile or [a map](#a-map-of-limits)",
        ),
        key("tags", Kind::Texts, "tags of the entry's notes, in addition to the deck's"),
        key(
            "allow",
            Kind::Warnings,
            "[warnings](#warnings-that-are-not-wanted) that are not reported for this entry",
        ),
    ],
};

const PART_OF_SPEECH: Key = key(
    "part_of_speech",
    Kind::Usually(parts_of_speech),
    "the part of speech of senses without their own; see [Parts of speech](#parts-of-speech)",
);

fn genders() -> Vec<&'static str> {
    Gender::KNOWN.to_vec()
}

/// British and American use.
pub(crate) static DIALECTS: Shape = Shape {
    owner: "`dialects`",
    home: "under `dialects:`",
    keys: &[
        key("spelling", Kind::Text, "how the two spell it"),
        key("meaning", Kind::Text, "what it means in the two"),
        key("frequency", Kind::Text, "how common it is in the two"),
    ],
};

/// Use in several contexts.
pub(crate) static CONTEXTS: Shape = Shape {
    owner: "`contexts`",
    home: "under `contexts:`",
    keys: &[
        key("business", Kind::Text, "use in business"),
        key("academic", Kind::Text, "use in academic texts"),
        key("everyday", Kind::Text, "everyday use"),
        key("technical", Kind::Text, "technical use"),
    ],
};

/// Aids to memory.
pub(crate) static MEMORY: Shape = Shape {
    owner: "`memory`",
    home: "under `memory:`",
    keys: &[
        key("mnemonic", Kind::Text, "something that brings the word to mind"),
        key("metaphor", Kind::Text, "an image of what it means"),
    ],
};
