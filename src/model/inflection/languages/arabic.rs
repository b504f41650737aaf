//! Arabic. Vowel marks do not count; plurals that change inside the word need explicit forms.

use super::super::WordClass::Verb;
use super::{Endings, Grammar};

/// The grammar of Arabic.
pub(super) static GRAMMAR: Grammar = Grammar {
    code: "ar",
    capital_nouns: false,
    marks_matter: false,
    articles: "ال",
    elisions: "",
    small: "في من على الى عن ب ل",
    reflexives: "",
    infinitives: &[],
    clitics: "",
    imperatives: "",
    particles: "",
    inserts: "ي ت ن ا سي ست سن سا",
    infinitive: "",
    proclitics: "ال و ف ب ك ل لل وال فال بال كال ولل وب ول",
    prefixes: "",
    tails: "",
    endings: &[
        Endings {
            class: Some(Verb),
            of: "-",
            forms: "- ت نا وا ا ن ون ين ان تم تما تن ه ها هم ني ك",
        },
        Endings {
            class: None, of: "ة", forms: "ة ات تان تين ت ته تها تهم تي تك تكم تنا"
        },
        Endings {
            class: None, of: "-", forms: "- ا ة ان ين ون ات ه ها هم هما كم ك ي نا و"
        },
    ],
    changes: &[],
    irregular: &[],
};
