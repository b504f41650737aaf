//! The keys that an entry and its senses both have, and the shape of pronunciations.

use crate::model::Level;
use crate::source::shape::{Key, Kind, Shape, key};

pub(super) const LEVEL: Key =
    key("level", Kind::Usually(levels), "a level of the CEFR, or of any other scale: `N5`");
pub(super) const REGISTER: Key =
    key("register", Kind::Usually(registers), "free text, or a usual word");
pub(super) const PRONOUNCED: Key = key(
    "pronunciation",
    Kind::Regions(&PRONUNCIATION),
    "the pronunciation: [a text or a map](#pronunciation)",
);
pub(super) const SYNONYMS: Key =
    key("synonyms", Kind::Texts, "a list of texts: words of the same meaning");
pub(super) const ANTONYMS: Key =
    key("antonyms", Kind::Texts, "a list of texts: words of the opposite meaning");

fn levels() -> Vec<&'static str> {
    Level::CEFR.to_vec()
}

fn registers() -> Vec<&'static str> {
    vec!["neutral", "formal", "informal", "slang", "technical", "literary", "dated"]
}

/// The pronunciation of the headword. Regions that have no key of their own are written as BCP 47
/// tags.
pub(crate) static PRONUNCIATION: Shape = Shape {
    owner: "`pronunciation`",
    home: "under `pronunciation:`",
    keys: &[
        IPA,
        AUDIO,
        key("gb", Kind::TextOr(&ACCENT), "the British pronunciation"),
        key("us", Kind::TextOr(&ACCENT), "the American pronunciation"),
    ],
};

/// The pronunciation of the headword in one region.
pub(crate) static ACCENT: Shape = Shape {
    owner: "an accent",
    home: "in `pronunciation:`, by itself or under `gb:`, `us:` or another region",
    keys: &[IPA, AUDIO],
};

const IPA: Key = key("ipa", Kind::Text, "the transcription, with or without slashes or brackets");
const AUDIO: Key = key(
    "audio",
    Kind::Text,
    "a recording in [`media/`](#media); without one cards fall back on text to speech",
);
