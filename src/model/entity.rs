//! Decodes the character references of HTML, as fields of Anki and of other programs have them.

/// The maximum number of letters between `&` and `;`.
const LONGEST_NAME: usize = 32;

/// Returns the letter of the reference at the beginning of a text, such as `&eacute;` or `&#233;`,
/// and the reference's length in bytes; `None` if there is none, or one that is not known.
pub(crate) fn entity(text: &str) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?;
    let length = name.bytes().take(LONGEST_NAME).position(|it| it == b';')?;
    let name = name.get(..length)?;
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "shy" => '\u{AD}',
        "agrave" => 'à',
        "acirc" => 'â',
        "auml" => 'ä',
        "ccedil" => 'ç',
        "egrave" => 'è',
        "eacute" => 'é',
        "ecirc" => 'ê',
        "iuml" => 'ï',
        "ntilde" => 'ñ',
        "ouml" => 'ö',
        "uuml" => 'ü',
        _ => {
            let number = name.strip_prefix('#')?;
            let (digits, radix) = match number.strip_prefix(['x', 'X']) {
                Some(digits) => (digits, 16),
                None => (number, 10),
            };
            let is_number = digits.bytes().all(|it| it.is_ascii_alphanumeric());
            char::from_u32(u32::from_str_radix(digits, radix).ok().filter(|_| is_number)?)?
        }
    };
    Some((letter, length + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_with_their_length() {
        for (text, wanted) in [
            ("&amp;x", Some(('&', 5))),
            ("&eacute;", Some(('é', 8))),
            ("&#233;", Some(('é', 6))),
            ("&#xE9;&", Some(('é', 6))),
            ("&T;", None),
            ("&#+9;", None),
            ("& ;", None),
            ("&#;", None),
            ("&amp", None),
            ("amp;", None),
        ] {
            assert_eq!(entity(text), wanted, "{text}");
        }
    }
}
