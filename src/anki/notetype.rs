//! The five note types.
//!
//! They are shared by all decks, so nothing in them depends on one. Ids, names, fields and
//! templates are frozen with the first published release; texts of templates and the style may
//! change, together with [`MODIFIED`].

use std::sync::LazyLock;

use crate::anki::field::{CUES, Field};
use crate::anki::guid::stable_id;
use crate::anki::template::Side;
use crate::ledger::fingerprint;
use crate::model::slot;

/// When the note types last changed, in seconds since 1970: an import replaces a learner's older
/// templates and style by ours. A test ties it to a hash of all that stands in them.
pub const MODIFIED: i64 = 1_795_305_600;

/// The style sheet of every note type.
pub const STYLE: &str = include_str!("notetypes/style.css");

/// A kind of note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A sense of a headword.
    Definition,
    /// Two words told apart.
    Distinction,
    /// A phrase with a gap.
    Usage,
    /// A multiple-choice question.
    Quiz,
    /// A question or a mistake.
    Question,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 5] =
        [Kind::Definition, Kind::Distinction, Kind::Usage, Kind::Quiz, Kind::Question];

    /// Its name, as in tags and tables.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Definition => slot::DEFINITION,
            Kind::Distinction => slot::DISTINCTION,
            Kind::Usage => slot::USAGE,
            Kind::Quiz => slot::QUIZ,
            Kind::Question => slot::QUESTION,
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Its note type.
    pub fn notetype(self) -> &'static Notetype {
        &NOTETYPES[self as usize]
    }
}

/// A note type.
#[derive(Debug)]
pub struct Notetype {
    /// The kind of its notes.
    pub kind: Kind,
    /// Its id, by which Anki knows it again.
    pub id: i64,
    /// Its name in Anki.
    pub name: String,
    /// Its fields in order.
    pub fields: Vec<Field>,
    /// Its templates in order; a cloze type has one, which makes a card for each gap number.
    pub templates: Vec<Template>,
    /// Where each field stands among [`Field::ALL`]'s.
    places: Vec<Option<usize>>,
}

/// A card template.
#[derive(Debug)]
pub struct Template {
    /// Its name in Anki.
    pub name: String,
    /// Its id, equal in every version.
    pub id: i64,
    /// The question's side.
    pub front: String,
    /// The answer's side.
    pub back: String,
    pub(crate) front_side: Side,
}

/// The sort field's place in every type: the headword stands second, after the key.
pub const SORT_FIELD: usize = 1;

impl Notetype {
    /// Whether gaps make the cards.
    pub fn is_cloze(&self) -> bool {
        self.kind == Kind::Usage
    }

    /// What Anki compares to tell whether two note types are one: the fields and templates in
    /// their order, here by their ids.
    pub fn fingerprint(&self) -> String {
        let fields = self.fields.iter().map(|it| it.id());
        // No id is zero: it parts fields from templates.
        let parts: Vec<i64> =
            fields.chain([0]).chain(self.templates.iter().map(|it| it.id)).collect();
        fingerprint(&parts)
    }

    /// Where `field` stands.
    pub fn place(&self, field: Field) -> Option<usize> {
        self.places.get(field as usize).copied().flatten()
    }
}

static NOTETYPES: LazyLock<Vec<Notetype>> = LazyLock::new(|| Kind::ALL.map(notetype).into());

/// Ids in the manner of Anki's own, which are times of creation in milliseconds.
const FIRST_NOTETYPE_ID: i64 = 1_763_800_000_000;

fn notetype(kind: Kind) -> Notetype {
    let fields = fields(kind);
    let mut places = vec![None; Field::ALL.len()];
    for (at, field) in fields.iter().enumerate() {
        places[*field as usize] = Some(at);
    }
    let templates = templates(kind)
        .into_iter()
        .map(|(name, front, back)| Template {
            id: stable_id("template", &format!("{}/{name}", kind.name())),
            // A template that cannot be read makes no card, in Anki as here; a test reads them all.
            front_side: Side::parse(&front, &fields).unwrap_or_else(|_| Side::none()),
            name,
            front,
            back,
        })
        .collect();
    let name = format!("Lexideck {}", kind.name());
    Notetype { kind, id: FIRST_NOTETYPE_ID + kind as i64 + 1, name, fields, templates, places }
}

const HEAD: [Field; 6] = [
    Field::Key,
    Field::Headword,
    Field::Language,
    Field::PartOfSpeech,
    Field::Level,
    Field::Register,
];
const SOUND: [Field; 5] = [
    Field::IpaBritish,
    Field::IpaAmerican,
    Field::SameIpa,
    Field::AudioBritish,
    Field::AudioAmerican,
];
const TAIL: [Field; 11] = [
    Field::Credits,
    Field::AmericanFirst,
    Field::TypeAnswer,
    Field::SpeakBritish,
    Field::SpeakAmerican,
    Field::Spare1,
    Field::Spare2,
    Field::Spare3,
    Field::Spare4,
    Field::Spare5,
    Field::Spare6,
];

fn fields(kind: Kind) -> Vec<Field> {
    let own: &[Field] = match kind {
        Kind::Definition => &[
            Field::Definition,
            Field::Sense,
            Field::Summary,
            Field::Translations,
            Field::Examples,
            Field::GapExample,
            Field::FirstLetter,
            Field::OtherSenses,
            Field::Patterns,
            Field::Collocations,
            Field::Dialects,
            Field::Contexts,
            Field::Synonyms,
            Field::Antonyms,
            Field::Mistakes,
            Field::Distinctions,
            Field::Questions,
            Field::Memory,
            Field::More,
            Field::CardRecognise,
            Field::CardProduce,
            Field::CardListen,
            Field::CardSay,
        ],
        Kind::Distinction => &[
            Field::OtherWord,
            Field::Difference,
            Field::ThisMeaning,
            Field::OtherMeaning,
            Field::CardDistinction,
            Field::CardCues,
        ],
        Kind::Usage => &[
            Field::Text,
            Field::Phrase,
            Field::PhraseKind,
            Field::Dialect,
            Field::Hint,
            Field::OtherAnswers,
            Field::Definition,
            Field::Translations,
            Field::Audio,
        ],
        Kind::Quiz => &[
            Field::Question,
            Field::Choices,
            Field::Answer,
            Field::Solution,
            Field::Why,
            Field::SeveralAnswers,
        ],
        Kind::Question => {
            &[Field::Question, Field::Answer, Field::Wrong, Field::Right, Field::Why, Field::Hint]
        }
    };
    let cues: &[[Field; 3]] = if kind == Kind::Distinction { &CUES } else { &[] };
    let parts = [&HEAD, own, cues.as_flattened(), &SOUND, &TAIL];
    parts.into_iter().flatten().copied().collect()
}

macro_rules! html {
    ($name:literal) => {
        include_str!(concat!("notetypes/", $name, ".html"))
    };
}

/// Name, front and back of a kind's templates.
fn templates(kind: Kind) -> Vec<(String, String, String)> {
    let row = |name: &str, front: &str, back: &str| (name.to_owned(), whole(front), whole(back));
    match kind {
        Kind::Definition => vec![
            row("Recognise", html!("recognise.front"), html!("recognise.back")),
            row("Produce", html!("produce.front"), html!("produce.back")),
            row("Listen", html!("listen.front"), html!("listen.back")),
            row("Say", html!("say.front"), html!("say.back")),
        ],
        Kind::Distinction => {
            let first = row("Distinction", html!("distinction.front"), html!("distinction.back"));
            let cue = |number| {
                let name = format!("Cue {number}");
                row(
                    &name,
                    &numbered(html!("cue.front"), number),
                    &numbered(html!("cue.back"), number),
                )
            };
            [first].into_iter().chain((1..=CUES.len()).map(cue)).collect()
        }
        Kind::Usage => vec![row("Usage", html!("usage.front"), html!("usage.back"))],
        Kind::Quiz => vec![row("Quiz", html!("quiz.front"), html!("quiz.back"))],
        Kind::Question => vec![row("Question", html!("question.front"), html!("question.back"))],
    }
}

/// What sides share, by the comment in whose place it comes; a later part may stand in an earlier.
const PARTS: [(&str, &str); 12] = [
    ("<!-- entry -->", html!("entry.back")),
    ("<!-- contrast -->", html!("contrast")),
    ("<!-- badges -->", html!("badges")),
    ("<!-- sound -->", html!("sound")),
    ("<!-- voiceless -->", html!("voiceless")),
    ("<!-- british -->", html!("british")),
    ("<!-- american -->", html!("american")),
    ("<!-- say british -->", html!("say-british")),
    ("<!-- say american -->", html!("say-american")),
    ("<!-- credits -->", html!("credits")),
    ("<!-- script -->", html!("script")),
    // Inlined: Anki never updates a script that came as a file, and clients load those at odd times.
    ("<!-- quiz.js -->", include_str!("notetypes/quiz.js")),
];

/// A side with the parts that sides share put in.
fn whole(side: &str) -> String {
    let cues: String = (1..=CUES.len()).map(|it| numbered(html!("cue.item"), it)).collect();
    let side = side.replace("<!-- cues -->", &cues);
    PARTS.iter().fold(side, |side, (mark, part)| side.replace(mark, part.trim_end()))
}

/// The text for one cue: the number is the only difference between the eight.
fn numbered(html: &str, number: usize) -> String {
    html.replace("Cue N", &format!("Cue {number}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn templates_are_such_as_anki_accepts() {
        for kind in Kind::ALL {
            let notetype = kind.notetype();
            let mut fronts = BTreeSet::new();
            for template in &notetype.templates {
                let front = Side::parse(&template.front, &notetype.fields).unwrap();
                Side::parse(&template.back, &notetype.fields).unwrap();
                assert!(front.makes_card(&|_| false), "{} shows no field", template.name);
                assert!(fronts.insert(&template.front), "{} repeats a front", template.name);
            }
        }
    }

    #[test]
    fn every_shared_part_is_put_in() {
        for template in Kind::ALL.iter().flat_map(|it| &it.notetype().templates) {
            for side in [&template.front, &template.back] {
                assert!(!side.contains("<!--") && !side.contains("Cue N"), "{}", template.name);
            }
        }
    }

    #[test]
    fn ids_and_names_are_distinct() {
        let ids: BTreeSet<_> = Field::ALL.iter().map(|it| it.id()).collect();
        assert_eq!(ids.len(), Field::ALL.len());
        for kind in Kind::ALL {
            let notetype = kind.notetype();
            let names: BTreeSet<_> = notetype.fields.iter().map(|it| it.name()).collect();
            assert_eq!(names.len(), notetype.fields.len());
            let ids: BTreeSet<_> = notetype.templates.iter().map(|it| it.id).collect();
            assert_eq!(ids.len(), notetype.templates.len());
        }
    }

    #[test]
    fn the_key_comes_first_and_the_headword_sorts() {
        for kind in Kind::ALL {
            assert_eq!(kind.notetype().fields[0], Field::Key);
            assert_eq!(kind.notetype().fields[SORT_FIELD], Field::Headword);
        }
    }

    /// If this fails, a template or the style has changed: move [`MODIFIED`] to the present second,
    /// so that learners get the change, and put the new hash here.
    #[test]
    fn the_time_of_change_belongs_to_what_stands_in_the_types() {
        let mut hasher = Sha256::new();
        hasher.update(STYLE);
        for kind in Kind::ALL {
            for template in &kind.notetype().templates {
                hasher.update(&template.front);
                hasher.update(&template.back);
            }
        }
        let hash: String = hasher.finalize().iter().take(8).map(|it| format!("{it:02x}")).collect();
        assert_eq!((MODIFIED, hash.as_str()), (1_795_305_600, "d274ae7210ac473d"));
    }
}
