//! Converts the HTML of other programs' fields into texts with marks.

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
    while let Some(letter) = rest.chars().next() {
        let is_tag = letter == '<'
            && rest[1..]
                .starts_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '!'));
        if let Some(end) = rest.find('>').filter(|_| is_tag) {
            tag(&rest[..=end], &mut out, &mut found.media);
            rest = &rest[end + 1..];
        } else if let Some((letter, length)) = entity(rest) {
            push(letter, &mut out);
            rest = &rest[length..];
        } else if let Some((name, length)) = sound(rest) {
            found.media.push(name.to_owned());
            rest = &rest[length..];
        } else if let Some((gap, length)) = cloze(rest) {
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

/// Returns the letter of an entity at the beginning of a text, and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.bytes().take(12).position(|it| it == b';')?;
    let name = &body[..end];
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let hexadecimal = number.strip_prefix(['x', 'X']).map(|it| u32::from_str_radix(it, 16));
            let code = hexadecimal.unwrap_or_else(|| number.parse()).ok()?;
            char::from_u32(code).filter(|it| !it.is_control())?
        }
    };
    Some((letter, end + 2))
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
