//! The keys of a choice of cards.

use crate::model::Profile;
use crate::source::shape::{Kind, Shape, key};

/// A choice of cards.
pub(crate) static CARDS: Shape = Shape {
    owner: "`cards`",
    home: "under `cards:`",
    keys: &[
        key("recognise", Kind::Limit, "from the headword to its meaning"),
        key("produce", Kind::Limit, "from a meaning to the headword"),
        key("translate", Kind::Limit, "from a translation to the headword"),
        key("picture", Kind::Limit, "from a picture to the headword"),
        key("listen", Kind::Limit, "from the sound to the headword and its meaning"),
        key("say", Kind::Limit, "from the headword to its sound"),
        key("usage", Kind::Limit, "a gap in an example, pattern or collocation"),
        key("distinction", Kind::Limit, "which of two words fits, and why"),
        key("question", Kind::Limit, "a question or a mistake"),
        key("quiz", Kind::Limit, "a multiple-choice question"),
        key("type", Kind::Truth, "answers are typed"),
    ],
};

/// Returns the names of the profiles.
pub(crate) fn profiles() -> Vec<&'static str> {
    Profile::ALL.map(Profile::key).to_vec()
}
