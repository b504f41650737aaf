//! The forms of English verbs.

use super::irregular_verbs::{IRREGULAR_VERBS, PREFIXES, REGULAR_DESPITE_PREFIX};
use super::letters::{Doubling, doubling, ends_in_consonant_y};
use super::{Forms, look_up, nouns};

/// Verbs that keep their "e" before "-ing", to be distinguished from others ("singeing", not
/// "singing").
const KEEPS_E: [&str; 3] = ["singe", "springe", "swinge"];

/// The past forms of an irregular verb, and its prefix ("out" and "grew grown").
struct PastForms<'a> {
    prefix: &'a str,
    forms: &'static str,
}

/// Adds every form of `verb` except the verb itself.
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

/// Returns whether the past of `verb` is irregular, which also shows that the word is a verb.
pub(in crate::model::inflection) fn is_irregular_verb(verb: &str) -> bool {
    irregular_past(verb).is_some()
}

/// Returns whether `verb` is a modal verb, which has no forms in "-s" and "-ing": "cans" is a
/// different word.
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
        // "dyeing" and "eyeing" keep the "e"; "eying" is found as well.
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

/// Adds an ending that begins with a vowel, doubling the last consonant if necessary.
fn add_vowel_ending(verb: &str, ending: &str, forms: &mut Forms) {
    if verb.ends_with("ic") || verb.ends_with("ac") {
        // A "c" with a hard sound needs a "k" before "e" and "i".
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
