//! HTML of fields as one line of plain text, to be shown in a comparison.

/// The letters of some HTML. Tags become blanks, items of a list are divided by dots, and the
/// entities that our fields hold become their letters.
pub(super) fn html_line(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if rest.starts_with('<') { '>' } else { ';' };
        let Some(length) = rest.find(end) else { break };
        let piece = &rest[..=length];
        match entity(piece) {
            Some(letter) => text.push(letter),
            None if piece.starts_with("</li") => text.push_str(" · "),
            None if end == '>' => text.push(' '),
            None => text.push_str(piece),
        }
        rest = &rest[length + 1..];
    }
    text.push_str(rest);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches(" ·").to_owned()
}

fn entity(text: &str) -> Option<char> {
    let name = text.strip_prefix('&')?.strip_suffix(';')?;
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{A0}',
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
    }
}
