//! The five note types.
//!
//! They are shared by all decks, so they do not depend on any. Ids, names, fields and templates are
//! frozen with the first published release; the texts of templates and the style may change,
//! together with [`MODIFIED`].

use std::sync::LazyLock;

use crate::anki::field::{CUES, Field};
use crate::anki::guid::stable_id;
use crate::anki::layout;
use crate::anki::template::Side;
use crate::ledger::fingerprint;
use crate::model::slot;

/// The time of the last change of the note types, in seconds since 1970. An import replaces a
/// learner's older templates and style by newer ones. A test compares it with a hash of their
/// contents.
pub const MODIFIED: i64 = 1_795_888_162;

/// The style sheet of every note type.
pub(crate) const STYLE: &str = include_str!("notetypes/style.css");

/// A kind of note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A sense of a headword.
    Definition,
    /// Two words that are compared.
    Distinction,
    /// A phrase with a gap.
    Usage,
    /// A multiple-choice question.
    Quiz,
    /// A question or a mistake.
    Question,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 5] =
        [Kind::Definition, Kind::Distinction, Kind::Usage, Kind::Quiz, Kind::Question];

    /// Returns its name in tags and tables.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Definition => slot::DEFINITION,
            Kind::Distinction => slot::DISTINCTION,
            Kind::Usage => slot::USAGE,
            Kind::Quiz => slot::QUIZ,
            Kind::Question => slot::QUESTION,
        }
    }

    /// Returns the kind with this name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Returns its note type.
    pub fn notetype(self) -> &'static Notetype {
        &NOTETYPES[self as usize]
    }
}

/// A note type.
#[derive(Debug)]
pub struct Notetype {
    /// The kind of its notes.
    pub kind: Kind,
    /// Its id, by which Anki recognizes it.
    pub id: i64,
    /// Its name in Anki.
    pub name: String,
    /// Its fields in order.
    pub fields: Vec<Field>,
    /// Its templates in order; a cloze type has one, which makes a card for each number of a gap.
    pub templates: Vec<Template>,
    /// The place of each field of [`Field::ALL`] in the note type.
    places: Vec<Option<usize>>,
}

/// A card template.
#[derive(Debug)]
pub struct Template {
    /// Its name in Anki.
    pub name: String,
    /// Its id, which is the same in every version.
    pub id: i64,
    /// The front, with the question.
    pub front: String,
    /// The back, with the answer.
    pub back: String,
    pub(crate) front_side: Side,
}

/// The place of the sort field in every note type: the headword is second, after the key.
pub const SORT_FIELD: usize = 1;

impl Notetype {
    /// Returns whether gaps make the cards.
    pub fn is_cloze(&self) -> bool {
        self.kind == Kind::Usage
    }

    /// Returns what Anki compares to decide whether two note types are the same: the fields and
    /// templates in their order, here by their ids.
    pub fn fingerprint(&self) -> String {
        let fields = self.fields.iter().map(|it| it.id());
        // No id is zero, so a zero separates fields from templates.
        let parts: Vec<i64> =
            fields.chain([0]).chain(self.templates.iter().map(|it| it.id)).collect();
        fingerprint(&parts)
    }

    /// Returns whether a ledger with this fingerprint can be continued: it is that of this note
    /// type, or of the form that it had before its first release, which no learner has.
    pub fn continues(&self, fingerprint: &str) -> bool {
        UNRELEASED.contains(&fingerprint) || fingerprint == self.fingerprint()
    }

    /// Returns the place of `field`.
    pub fn place(&self, field: Field) -> Option<usize> {
        self.places.get(field as usize).copied().flatten()
    }
}

/// The fingerprints of note types that were in ledgers of unpublished decks before the fields and
/// templates were frozen.
const UNRELEASED: [&str; 5] =
    ["XCBh4IXcpk6", "fuzVZMhyZJF", "WkR8DoDePu0", "FotZg0VaJr0", "gd5xPKC0dY7"];

static NOTETYPES: LazyLock<Vec<Notetype>> = LazyLock::new(|| Kind::ALL.map(notetype).into());

/// The first id of note types, in the form of Anki's own, which are times of creation in
/// milliseconds.
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
            // A template that cannot be parsed makes no card, in Anki as well as here; a test
            // parses them all.
            front_side: Side::parse(&front, &fields).unwrap_or_else(|_| Side::none()),
            name,
            front,
            back,
        })
        .collect();
    let name = format!("Lexideck {}", kind.name());
    Notetype { kind, id: FIRST_NOTETYPE_ID + kind as i64 + 1, name, fields, templates, places }
}

fn fields(kind: Kind) -> Vec<Field> {
    let own = match kind {
        Kind::Definition => layout::DEFINITION,
        Kind::Distinction => layout::DISTINCTION,
        Kind::Usage => layout::USAGE,
        Kind::Quiz => layout::QUIZ,
        Kind::Question => layout::QUESTION,
    };
    let cues: &[[Field; 3]] = if kind == Kind::Distinction { &CUES } else { &[] };
    let parts = [&layout::HEAD, own, cues.as_flattened(), &layout::SOUND, &layout::TAIL];
    parts.into_iter().flatten().copied().collect()
}

macro_rules! html {
    ($name:literal) => {
        include_str!(concat!("notetypes/", $name, ".html"))
    };
}

/// Returns the name, the front and the back of each template of a kind.
fn templates(kind: Kind) -> Vec<(String, String, String)> {
    let row = |name: &str, front: &str, back: &str| (name.to_owned(), whole(front), whole(back));
    match kind {
        Kind::Definition => vec![
            row("Recognise", html!("recognise.front"), html!("recognise.back")),
            row("Produce", html!("produce.front"), html!("produce.back")),
            row("Listen", html!("listen.front"), html!("listen.back")),
            row("Say", html!("say.front"), html!("say.back")),
            row("Translate", html!("translate.front"), html!("translate.back")),
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

/// The parts that templates share, by the comments that they replace. A part may contain earlier
/// ones.
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
    // Scripts are inlined, because Anki never updates a script file, and clients load one at
    // unpredictable times.
    ("<!-- quiz.js -->", include_str!("notetypes/quiz.js")),
];

/// Returns a side in which the comments are replaced by the shared parts.
fn whole(side: &str) -> String {
    PARTS.iter().fold(side.to_owned(), |side, (mark, part)| side.replace(mark, part.trim_end()))
}

/// Returns the text for one cue, in which only the number differs.
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

    /// If this fails, a template or the style has changed: set [`MODIFIED`] to the current second,
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
        assert_eq!((MODIFIED, hash.as_str()), (1_795_888_162, "cad0dc465a62347b"));
    }
}
