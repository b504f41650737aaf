//! The forms of English verbs.

use super::irregular_verbs::{IRREGULAR_VERBS, PREFIXES, REGULAR_DESPITE_PREFIX};
use super::letters::{Doubling, doubling, ends_in_consonant_y};
use super::{Forms, look_up, nouns};

/// Verbs whose "e" is kept before "-ing" so that they are not taken for others ("singe", "sing").
const KEEPS_E: [&str; 3] = ["singe", "springe", "swinge"];

/// The past forms of an irregular verb and the prefix they take ("out" and "grew grown").
struct PastForms<'a> {
    prefix: &'a str,
    forms: &'static str,
}

/// Adds every form of `verb` but the verb itself.
pub(super) fn add_conjugation(verb: &str, forms: &mut Forms) {
    if let Some(past) = irregular_past(verb) {
        past.forms.split(' ').for_each(|form| forms.prefixed(past.prefix, form));
        if is_defective(verb) {
            return;
        }
    } else {
        add_past(verb, forms);
    }
    nouns::add_s(verb, forms);
    add_participle(verb, forms);
}

/// Whether the past of `verb` is irregular, which also tells that the word is a verb.
pub(in crate::model::inflection) fn is_irregular_verb(verb: &str) -> bool {
    irregular_past(verb).is_some()
}

/// Modal verbs have no "-s" and no "-ing"; a form such as "cans" is another word.
fn is_defective(verb: &str) -> bool {
    matches!(verb, "can" | "may" | "must" | "shall" | "will" | "ought")
}

fn irregular_past(verb: &str) -> Option<PastForms<'_>> {
    if let Some(forms) = look_up(IRREGULAR_VERBS, verb) {
        return Some(PastForms { prefix: "", forms });
    }
    if REGULAR_DESPITE_PREFIX.binary_search(&verb).is_ok() {
        return None;
    }
    PREFIXES.iter().find_map(|prefix| {
        let stem = verb.strip_prefix(prefix)?;
        look_up(IRREGULAR_VERBS, stem).map(|forms| PastForms { prefix, forms })
    })
}

/// Adds the regular past ("-ed").
fn add_past(verb: &str, forms: &mut Forms) {
    if ends_in_consonant_y(verb) {
        forms.join(verb, 1, "ied");
    } else if verb.ends_with('e') {
        forms.join(verb, 0, "d");
    } else {
        add_vowel_ending(verb, "ed", forms);
    }
}

/// Adds the present participle ("-ing").
fn add_participle(verb: &str, forms: &mut Forms) {
    match verb.as_bytes() {
        b"be" => forms.add("being"),
        [.., b'i', b'e'] => forms.join(verb, 2, "ying"),
        [.., b'e' | b'o', b'e'] => forms.join(verb, 0, "ing"),
        // "dyeing" and "eyeing" keep the "e", "eying" is found as well.
        [.., b'y' | b'u' | b'g', b'e'] => {
            forms.join(verb, 0, "ing");
            if !KEEPS_E.contains(&verb) && verb != "dye" {
                forms.join(verb, 1, "ing");
            }
        }
        [.., b'e'] => forms.join(verb, 1, "ing"),
        _ => add_vowel_ending(verb, "ing", forms),
    }
}

/// Adds an ending that begins with a vowel, with the last consonant doubled where it has to be.
fn add_vowel_ending(verb: &str, ending: &str, forms: &mut Forms) {
    if verb.ends_with("ic") || verb.ends_with("ac") {
        // The hard sound of the "c" needs a "k" before "e" and "i".
        forms.joined(verb, "k", ending);
        return;
    }
    let doubled = doubling(verb);
    if doubled != Doubling::Never {
        let last = verb.get(verb.len().saturating_sub(1)..).unwrap_or_default();
        forms.joined(verb, if last == "c" { "k" } else { last }, ending);
    }
    if doubled != Doubling::Always {
        forms.joined(verb, "", ending);
    }
}
