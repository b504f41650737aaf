//! Japanese. Only the letter that changes is part of a form, not what is added to it.

use super::{Endings, Grammar};

/// The grammar of Japanese.
pub(super) static GRAMMAR: Grammar = Grammar {
    code: "ja",
    capital_nouns: false,
    marks_matter: false,
    articles: "",
    elisions: "",
    small: "",
    reflexives: "",
    infinitives: &[],
    clitics: "",
    imperatives: "",
    particles: "",
    inserts: "",
    infinitive: "",
    proclitics: "",
    prefixes: "",
    tails: "",
    endings: &[
        Endings { class: None, of: "う", forms: "わ い え お っ" },
        Endings { class: None, of: "く", forms: "か き け こ い っ" },
        Endings { class: None, of: "ぐ", forms: "が ぎ げ ご い" },
        Endings { class: None, of: "す", forms: "さ し せ そ" },
        Endings { class: None, of: "つ", forms: "た ち て と っ" },
        Endings { class: None, of: "ぬ", forms: "な に ね の ん" },
        Endings { class: None, of: "ぶ", forms: "ば び べ ぼ ん" },
        Endings { class: None, of: "む", forms: "ま み め も ん" },
        Endings { class: None, of: "る", forms: "ら り れ ろ っ よ" },
        Endings { class: None, of: "する", forms: "し さ せ す" },
        Endings { class: None, of: "い", forms: "く かっ けれ かろ" },
    ],
    changes: &[],
    irregular: &[],
};
