//! The keys of the items of an entry: senses, phrases and exercises.

use crate::model::PartOfSpeech;
use crate::source::shape::shared::{ANTONYMS, LEVEL, PRONOUNCED, REGISTER, SYNONYMS};
use crate::source::shape::{Key, Kind, Shape, key};

const ID: Key = key(
    "id",
    Kind::Id,
    "a stable name of the item, by which its cards keep their history; see [Ids](#ids)",
);
const WHY: Key = key("why", Kind::Text, "the reason");
const TRANSLATIONS: Key = key(
    "translations",
    Kind::Translations,
    "a map of texts by BCP 47 tag: `{ de: die Erstaufführung, fr: la première }`",
);

/// Returns the usual parts of speech.
pub(super) fn parts_of_speech() -> Vec<&'static str> {
    PartOfSpeech::KNOWN.to_vec()
}

/// A sense.
pub(crate) static SENSE: Shape = Shape {
    owner: "a sense",
    home: "to a sense, under `senses:`",
    keys: &[
        ID,
        key(
            "definition",
            Kind::Text,
            "a text, best without the headword, because it is on the front of a card; a sense has a definition, translations, or both",
        )
        .matter(),
        key("part_of_speech", Kind::Usually(parts_of_speech), "default: the entry's"),
        LEVEL,
        REGISTER,
        PRONOUNCED,
        TRANSLATIONS.matter(),
        SYNONYMS,
        ANTONYMS,
        key(
            "examples",
            Kind::Examples(&EXAMPLE, &BY_DIALECT),
            "a list of [phrases](#examples-patterns-and-collocations), or a map of such lists: `gb`, `us`, `any`",
        ),
        key(
            "teach",
            Kind::Truth,
            "`true` if this sense gets a card of its own although it is not the first",
        ),
    ],
};

/// Examples by dialect.
pub(crate) static BY_DIALECT: Shape = Shape {
    owner: "`examples`",
    home: "under `examples:`",
    keys: &[
        key("gb", Kind::Phrases(&EXAMPLE), "British examples"),
        key("us", Kind::Phrases(&EXAMPLE), "American examples"),
        key("any", Kind::Phrases(&EXAMPLE), "examples of neither dialect"),
    ],
};

const TEXT: Key = key("text", Kind::Text, "a text with [gaps](#gaps)").required();
const AUDIO: Key = key("audio", Kind::Text, "a recording in [`media/`](#media)");
/// The keys of phrases that belong to the entry.
const PHRASE: &[Key] = &[
    TEXT,
    ID,
    key("sense", Kind::Text, "the sense that it belongs to: its `id`, or its number from 1"),
    AUDIO,
    TRANSLATIONS,
];
const PHRASE_HOME: &str = "to an example, a pattern or a collocation";

/// An example.
pub(crate) static EXAMPLE: Shape =
    Shape { owner: "an example", home: PHRASE_HOME, keys: &[TEXT, ID, AUDIO, TRANSLATIONS] };

/// A pattern.
pub(crate) static PATTERN: Shape = Shape { owner: "a pattern", home: PHRASE_HOME, keys: PHRASE };

/// A collocation.
pub(crate) static COLLOCATION: Shape =
    Shape { owner: "a collocation", home: PHRASE_HOME, keys: PHRASE };

/// A mistake.
pub(crate) static MISTAKE: Shape = Shape {
    owner: "a mistake",
    home: "to a mistake, under `mistakes:`",
    keys: &[
        ID,
        key("wrong", Kind::Text, "what learners say").required(),
        key("right", Kind::Text, "what they should say").required(),
        WHY,
    ],
};

/// A distinction.
pub(crate) static DISTINCTION: Shape = Shape {
    owner: "a distinction",
    home: "to a distinction, under `distinctions:`",
    keys: &[
        ID,
        key("from", Kind::Text, "the other word").required(),
        key("difference", Kind::Text, "the difference between the two words").required(),
        key("this", Kind::Text, "the headword in a few words"),
        key("other", Kind::Text, "the other word in a few words"),
        key(
            "cues",
            Kind::List(&CUE),
            "a list of situations in which just one of the two words fits",
        ),
    ],
};

/// A cue of a distinction.
pub(crate) static CUE: Shape = Shape {
    owner: "a cue",
    home: "to a cue, under `cues:`",
    keys: &[
        key("text", Kind::Text, "the situation").required(),
        key("answer", Kind::Text, "the word that fits: one of the two").required(),
        WHY,
    ],
};

/// A question.
pub(crate) static QUESTION: Shape = Shape {
    owner: "a question",
    home: "to a question, under `questions:`",
    keys: &[
        ID,
        key("question", Kind::Text, "what learners ask").required(),
        key("answer", Kind::Text, "the answer").required(),
    ],
};

/// A quiz item.
pub(crate) static QUIZ: Shape = Shape {
    owner: "a quiz item",
    home: "to a quiz item, under `quiz:`",
    keys: &[
        ID,
        key("question", Kind::Text, "the question").required(),
        key("choices", Kind::Choices, "at least two different texts").required(),
        key("answer", Kind::Texts, "the text of a choice, or a list of them").required(),
        key("why", Kind::Text, "the reason, shown with the answer"),
        key(
            "feedback",
            Kind::Feedback,
            "a map: the text of a choice, and the feedback for learners who choose it",
        ),
    ],
};
