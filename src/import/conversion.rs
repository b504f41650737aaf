//! Recognizes texts that look like values into which a spreadsheet converts texts.

use crate::import::book::Conversion;

/// Returns what kind of converted value a text looks like, or `None` if it looks like a text.
///
/// CSV stores only text: that a cell was a date in the spreadsheet can only be seen from how it
/// looks.
pub(super) fn look(text: &str) -> Option<Conversion> {
    let text = text.trim();
    if is_error(text) {
        Some(Conversion::Error)
    } else if is_truth(text) {
        Some(Conversion::Truth)
    } else if is_date(text) {
        Some(Conversion::Date)
    } else if is_number(text) {
        Some(Conversion::Number)
    } else {
        None
    }
}

/// Returns whether a text is a formula error of Excel, in any of its common languages, or of
/// LibreOffice.
pub(super) fn is_error(text: &str) -> bool {
    let is_sign = |it: char| it.is_uppercase() || it.is_ascii_digit() || "/!?_".contains(it);
    let of_excel = text.strip_prefix('#').is_some_and(|it| {
        let bare = it.trim_end_matches(['!', '?']);
        (it.len() > bare.len() || it.contains('/') || matches!(it, "NV" | "REF" | "NAME"))
            && !it.is_empty()
            && it.chars().all(is_sign)
    });
    let of_libreoffice = text.strip_prefix("Err:").or_else(|| text.strip_prefix("Fehler:"));
    of_excel
        || text.len() > 3 && text.chars().all(|it| it == '#')
        || of_libreoffice
            .is_some_and(|it| !it.is_empty() && it.chars().all(|it| it.is_ascii_digit()))
}

fn is_truth(text: &str) -> bool {
    const WORDS: [&str; 10] =
        ["TRUE", "FALSE", "WAHR", "FALSCH", "VRAI", "FAUX", "VERDADERO", "FALSO", "VERO", "ONWAAR"];
    WORDS.contains(&text)
}

fn is_number(text: &str) -> bool {
    let bare = text.trim_matches(|it: char| "+-()%€$£¥ \u{A0}\u{202F}".contains(it));
    bare.starts_with(|it: char| it.is_ascii_digit() || it == '.' || it == ',')
        && bare.contains(|it: char| it.is_ascii_digit())
        && bare.chars().all(|it| it.is_ascii_digit() || ".,'eE+- \u{A0}\u{202F}".contains(it))
        && bare.matches(['e', 'E']).count() <= 1
}

/// Returns whether a text is made of numbers with date signs between them, or with the name of a
/// month.
fn is_date(text: &str) -> bool {
    let is_sign = |it: char| "-./: ,".contains(it);
    let parts: Vec<&str> = text.split(is_sign).filter(|it| !it.is_empty()).collect();
    let is_digits = |it: &&str| it.len() <= 4 && it.chars().all(|it| it.is_ascii_digit());
    let is_half = |it: &&str| matches!(it.to_ascii_uppercase().as_str(), "AM" | "PM");
    let months = parts.iter().filter(|it| is_month(it)).count();
    let numbers = parts.iter().filter(|it| is_digits(it)).count();
    let halves = parts.iter().filter(|it| is_half(it)).count();
    let signs = text.trim_end_matches('.').chars().filter(|it| "-./:".contains(*it)).count();
    let is_whole = months + numbers + halves == parts.len() && parts.len() <= 7;
    // `1.5` is a number; `1-2` and `1/2` may be dates.
    let is_split = text.contains(['-', '/', ':']) || signs >= 2;
    is_whole && (months == 1 && numbers >= 1 || months == 0 && numbers >= 2 && is_split)
}

fn is_month(text: &str) -> bool {
    const MONTHS: [&str; 22] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mrz",
        "mär", "mai", "okt", "dez", "janv", "févr", "ene", "ago", "dic",
    ];
    let lower = text.to_lowercase();
    lower.chars().count() <= 9
        && lower.chars().all(char::is_alphabetic)
        && MONTHS.iter().any(|it| lower.starts_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converted_values_are_recognized_by_how_they_look() {
        for (text, odd) in [
            ("7", Conversion::Number),
            ("1.23457E+19", Conversion::Number),
            ("-1", Conversion::Number),
            ("1.000,50", Conversion::Number),
            ("50%", Conversion::Number),
            ("05.01.2024", Conversion::Date),
            ("2024-01-05", Conversion::Date),
            ("1-2", Conversion::Date),
            ("01. Feb", Conversion::Date),
            ("2-Jan", Conversion::Date),
            ("Mär 01", Conversion::Date),
            ("9:30", Conversion::Date),
            ("09:30:00 AM", Conversion::Date),
            ("TRUE", Conversion::Truth),
            ("WAHR", Conversion::Truth),
            ("#NAME?", Conversion::Error),
            ("#WERT!", Conversion::Error),
            ("#N/A", Conversion::Error),
            ("Err:508", Conversion::Error),
            ("#####", Conversion::Error),
        ] {
            assert_eq!(look(text), Some(odd), "{text}");
        }
        for text in ["B1", "noun", "the 7 dwarfs", "#hashtag", "may", "in May", "3 people", "", "…"]
        {
            assert_eq!(look(text), None, "{text}");
        }
    }
}
