//! Converts the HTML of other programs' fields into texts with marks.

use crate::model::entity;

/// A text of a field, and the media that it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FieldText {
    pub(super) text: String,
    /// The names of its sounds and pictures.
    pub(super) media: Vec<String>,
}

/// Returns a plain text with the signs escaped that would be marks.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|it| push(it, &mut out));
    out
}

fn push(letter: char, out: &mut String) {
    if matches!(letter, '*' | '`' | '~' | '\\' | '{' | '}') {
        out.push('\\');
    }
    out.push(letter);
}

/// Converts HTML: emphasis becomes marks, blocks and breaks become lines, a gap of a cloze note
/// becomes a gap in braces, and every other element is left out.
pub(super) fn text_of(html: &str) -> FieldText {
    let mut found = FieldText::default();
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    // Whether an end is ahead is known from its last place, so that a text of beginnings alone is
    // not searched from each of them.
    let ends = [">", "]", "}}"].map(|it| html.rfind(it));
    while let Some(letter) = rest.chars().next() {
        let at = html.len() - rest.len();
        let [has_tag_end, has_sound_end, has_gap_end] = ends.map(|it| it > Some(at));
        if has_tag_end && let Some(length) = tag_length(rest) {
            tag(&rest[..length], &mut out, &mut found.media);
            rest = &rest[length..];
        } else if let Some((letter, length)) = entity(rest).filter(|it| !it.0.is_control()) {
            push(letter, &mut out);
            rest = &rest[length..];
        } else if has_sound_end && let Some((name, length)) = sound(rest) {
            found.media.push(name.to_owned());
            rest = &rest[length..];
        } else if has_gap_end && let Some((gap, length)) = cloze(rest) {
            out.push('{');
            out.push_str(&text_of(gap).text.replace('|', "\\|"));
            out.push('}');
            rest = &rest[length..];
        } else {
            push(letter, &mut out);
            rest = &rest[letter.len_utf8()..];
        }
    }
    let lines = out.lines().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|it| !it.is_empty()).collect();
    // An emphasis of nothing leaves marks without a text.
    found.text = lines.join("\n").replace("****", "");
    found
}

/// Returns the length of the tag at the beginning of a text; a bare `<` is none.
fn tag_length(text: &str) -> Option<usize> {
    let is_name = |it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '!');
    text.strip_prefix('<').filter(|it| it.starts_with(is_name))?;
    Some(text.find('>')? + 1)
}

fn tag(tag: &str, out: &mut String, media: &mut Vec<String>) {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(name.len());
    match name[..end].to_ascii_lowercase().as_str() {
        "b" | "strong" => out.push_str("**"),
        "i" | "em" => out.push('*'),
        "br" | "div" | "p" | "li" | "ul" | "ol" | "tr" | "h1" | "h2" | "h3" => out.push('\n'),
        "td" | "th" => out.push(' '),
        "img" => media.extend(attribute(tag, "src")),
        _ => {}
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}="))?;
    let quote = rest.chars().next()?;
    let value = if matches!(quote, '"' | '\'') {
        rest[1..].split(quote).next()?
    } else {
        rest.split([' ', '>']).next()?
    };
    (!value.is_empty()).then(|| value.to_owned())
}

fn sound(text: &str) -> Option<(&str, usize)> {
    let body = text.strip_prefix("[sound:")?;
    let end = body.find(']')?;
    Some((&body[..end], end + "[sound:]".len()))
}

/// Returns the text of a cloze at the beginning of a text, without its hint, and its length.
fn cloze(text: &str) -> Option<(&str, usize)> {
    let body = text.strip_prefix("{{c")?;
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let inner = body[digits..].strip_prefix("::").filter(|_| digits > 0)?;
    let end = inner.find("}}")?;
    let gap = inner[..end].split("::").next()?;
    Some((gap, text.len() - inner.len() + end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_text_with_marks() {
        let text = |html: &str| text_of(html).text;
        assert_eq!(text("a <b>big</b> <i>dog</i>&nbsp;&amp; cat"), "a **big** *dog* & cat");
        assert_eq!(text("<div>one</div><div>two<br>three</div>"), "one\ntwo\nthree");
        assert_eq!(text("a {{c1::cat::animal}} sat"), "a {cat} sat");
        assert_eq!(text("2 * 3 &#123;x}"), "2 \\* 3 \\{x\\}");
        assert_eq!(text("a < b <i"), "a < b <i");
        assert_eq!(text("caf&eacute; R&B"), "café R&B");
        let found = text_of("cue[sound:cue.mp3]<img src=\"cue.jpg\">");
        assert_eq!(found.text, "cue");
        assert_eq!(found.media, ["cue.mp3", "cue.jpg"]);
    }

    proptest::proptest! {
        #[test]
        fn converting_never_panics(html in "(\\PC|[<>&;#{}:c1=\"' ]|\\[sound:|\\{\\{c1::|&#x?[0-9])*") {
            text_of(&html);
        }
    }
}
