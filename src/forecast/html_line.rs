//! Converts the HTML of fields into one line of plain text, for comparisons.

use crate::model::entity;

/// Returns the text of an HTML fragment. Block tags become spaces, list items are separated by
/// dots, and the entities that occur in fields are decoded.
pub(crate) fn html_line(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((letter, length)) = entity(rest) {
            text.push(letter);
            rest = &rest[length..];
            continue;
        }
        if rest.starts_with('&') {
            text.push('&');
            rest = &rest[1..];
            continue;
        }
        let Some(length) = rest.find('>') else { break };
        let tag = &rest[..=length];
        if tag.starts_with("</li") {
            text.push_str(" · ");
        } else if !is_inline(tag) {
            text.push(' ');
        }
        rest = &rest[length + 1..];
    }
    text.push_str(rest);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches(" ·").to_owned()
}

/// Returns whether a tag is an inline element, which does not separate words.
fn is_inline(tag: &str) -> bool {
    const INLINE: [&str; 12] =
        ["b", "i", "u", "s", "em", "strong", "span", "font", "a", "mark", "small", "wbr"];
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(name.len());
    INLINE.iter().any(|it| name[..end].eq_ignore_ascii_case(it))
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
