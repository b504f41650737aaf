//! Converts the HTML of fields into one line of plain text, for comparisons.

/// Returns the text of an HTML fragment. Block tags become spaces, list items are separated by
/// dots, and the entities that occur in fields are decoded.
pub(crate) fn html_line(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_tag = rest.starts_with('<');
        let length = match rest.find('>').filter(|_| is_tag) {
            Some(length) => length,
            None if is_tag => break,
            None => name_end(rest).unwrap_or(0),
        };
        let piece = &rest[..=length];
        match entity(piece) {
            Some(letter) => text.push(letter),
            None if piece.starts_with("</li") => text.push_str(" · "),
            None if !is_tag => text.push_str(piece),
            None if is_inline(piece) => {}
            None => text.push(' '),
        }
        rest = &rest[length + 1..];
    }
    text.push_str(rest);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches(" ·").to_owned()
}

/// Returns the end of the entity at the beginning of a text, or `None` if the `&` there is literal.
fn name_end(text: &str) -> Option<usize> {
    let letters = text.bytes().skip(1).take(32);
    let length = letters.take_while(|it| it.is_ascii_alphanumeric() || *it == b'#').count();
    text[length + 1..].starts_with(';').then_some(length + 1)
}

/// Returns whether a tag is an inline element, which does not separate words.
fn is_inline(tag: &str) -> bool {
    const INLINE: [&str; 12] =
        ["b", "i", "u", "s", "em", "strong", "span", "font", "a", "mark", "small", "wbr"];
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(name.len());
    INLINE.iter().any(|it| name[..end].eq_ignore_ascii_case(it))
}

fn entity(text: &str) -> Option<char> {
    let name = text.strip_prefix('&')?.strip_suffix(';')?;
    Some(match name {
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
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_a_line() {
        assert_eq!(
            html_line("<p>a <b>cue</b> &lt;x&gt;</p>\n<p>b&#58;&#x41;</p>"),
            "a cue <x> b:A"
        );
        assert_eq!(html_line("<ul><li>a</li><li>b</li></ul>"), "a · b");
        assert_eq!(html_line("AT&T; a < b"), "AT&T; a < b");
        assert_eq!(
            html_line("R&B <i>a</i>; mise&#45;en&#x2D;sc&egrave;ne"),
            "R&B a; mise-en-scène"
        );
        assert_eq!(html_line("pre<b>mi</b>ere<br>x&nbsp;y"), "premiere x y");
    }
}
