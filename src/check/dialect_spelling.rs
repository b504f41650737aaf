//! `dialect-spelling`: an American example has a British spelling, or the reverse.
//!
//! A small table of spellings that are at home in one of the two only. What both use, such as
//! *organize* or *meter*, is in neither list.

use crate::check::lint::Located;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::Dialect;

/// British and American stems. Words are stems with one of [`ENDINGS`].
const STEMS: [(&str, &str); 46] = [
    ("aeroplane", "airplane"),
    ("aluminium", "aluminum"),
    ("armour", "armor"),
    ("behaviour", "behavior"),
    ("cancell", "cancel"),
    ("centre", "center"),
    ("colour", "color"),
    ("cosy", "cozy"),
    ("counsell", "counsel"),
    ("defence", "defense"),
    ("endeavour", "endeavor"),
    ("favour", "favor"),
    ("favourite", "favorite"),
    ("fibre", "fiber"),
    ("flavour", "flavor"),
    ("fuell", "fuel"),
    ("grey", "gray"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("humour", "humor"),
    ("jewellery", "jewelry"),
    ("labell", "label"),
    ("labour", "labor"),
    ("marvellous", "marvelous"),
    ("modell", "model"),
    ("mould", "mold"),
    ("moustache", "mustache"),
    ("neighbour", "neighbor"),
    ("neighbourhood", "neighborhood"),
    ("odour", "odor"),
    ("offence", "offense"),
    ("parlour", "parlor"),
    ("plough", "plow"),
    ("programme", "program"),
    ("pyjama", "pajama"),
    ("rumour", "rumor"),
    ("sceptic", "skeptic"),
    ("sceptical", "skeptical"),
    ("sombre", "somber"),
    ("splendour", "splendor"),
    ("theatre", "theater"),
    ("travell", "travel"),
    ("tumour", "tumor"),
    ("tyre", "tire"),
    ("vapour", "vapor"),
    ("woollen", "woolen"),
];
/// American stems that are at home in British English as well, in another sense or before an ending.
const SHARED: [&str; 3] = ["program", "tire", "model"];
const ENDINGS: [&str; 12] =
    ["", "s", "d", "ed", "ing", "er", "ers", "ful", "less", "able", "y", "ly"];
/// Endings before which British English doubles the last letter.
const DOUBLING: [&str; 4] = ["ed", "ing", "er", "ers"];

/// Reports the first word of an example that belongs to the other dialect.
pub(super) fn check(located: &Located<'_>, acc: &mut Diagnostics) {
    let Some(dialect) = located.phrase.dialect else { return };
    let text = located.text;
    let mut at = 0;
    for word in text.value.split(|it: char| !it.is_alphabetic()) {
        let start = at;
        at += word.len() + text.value[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        let Some(better) = spelt_elsewhere(&word.to_lowercase(), dialect) else { continue };
        let (here, there) = match dialect {
            Dialect::British => ("British", "American"),
            Dialect::American => ("American", "British"),
        };
        let place = text.span.part(&text.value, start..start + word.len());
        let message = format!("`{word}` is {there} spelling in an example of {here} English");
        acc.push(
            Diagnostic::new(Code::DialectSpelling, place, message)
                .help(format!("write `{better}`, or give the example without a dialect")),
        );
        return;
    }
}

/// The spelling of the dialect for a word that is spelt as in the other one.
fn spelt_elsewhere(word: &str, dialect: Dialect) -> Option<String> {
    STEMS.iter().find_map(|(british, american)| {
        let doubles = british.len() == american.len() + 1
            && british.starts_with(american)
            && british.ends_with('l');
        let endings: &[&str] = if doubles { &DOUBLING } else { &ENDINGS };
        let (other, own) = match dialect {
            Dialect::British => (american, british),
            Dialect::American => (british, american),
        };
        let shared = dialect == Dialect::British && SHARED.contains(american) && !doubles;
        let ending = word.strip_prefix(other).filter(|it| endings.contains(it) && !shared)?;
        Some(format!("{own}{ending}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_other_dialect_are_known() {
        for (british, american) in [
            ("colours", "colors"),
            ("travelled", "traveled"),
            ("theatre", "theater"),
            ("grey", "gray"),
        ] {
            assert_eq!(spelt_elsewhere(british, Dialect::American).as_deref(), Some(american));
            assert_eq!(spelt_elsewhere(american, Dialect::British).as_deref(), Some(british));
            assert_eq!(spelt_elsewhere(british, Dialect::British), None);
            assert_eq!(spelt_elsewhere(american, Dialect::American), None);
        }
    }

    #[test]
    fn what_both_use_is_let_alone() {
        for word in
            ["laboratory", "humorous", "program", "tired", "travel", "models", "organize", "meter"]
        {
            for dialect in [Dialect::British, Dialect::American] {
                assert_eq!(spelt_elsewhere(word, dialect), None, "{word}");
            }
        }
    }
}
