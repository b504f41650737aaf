//! Escapes text for the HTML of Anki's fields.
//!
//! Every character that a user wrote is displayed as typed: what HTML or Anki would interpret is
//! escaped. The characters and commands that Anki interprets in fields are those of version 26.9.3
//! (rslib/src/text.rs, cloze.rs, latex.rs, and MathJax's delimiters in ts/mathjax).

/// Whether a byte begins something that may have to be escaped. All such characters are one byte.
const IS_SIGN: [bool; 256] = {
    let mut is_sign = [false; 256];
    let signs = b"<>&\n{}[\\:";
    let mut at = 0;
    while at < signs.len() {
        is_sign[signs[at] as usize] = true;
        at += 1;
    }
    is_sign
};

/// Appends text so that it is displayed as typed.
pub(crate) fn escape(letters: &str, out: &mut String) {
    let mut rest = letters;
    while let Some(at) = rest.bytes().position(|it| IS_SIGN[usize::from(it)]) {
        out.push_str(&rest[..at]);
        let sign = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match sign {
            b'<' => out.push_str("&lt;"),
            b'>' => out.push_str("&gt;"),
            b'&' => out.push_str("&amp;"),
            b'\n' => out.push_str("<br>"),
            // Anki finds gaps by pairs of braces and by colons. A single brace may be next to one
            // of ours. Signs are separated by elements: MathJax reads the displayed text, in which
            // character references are decoded, and Anki's editor decodes them when it saves.
            b'{' | b'}' => separated(sign, out),
            b':' if rest.starts_with(':') => separated(sign, out),
            b'[' if begins_command(rest) => separated(sign, out),
            b'\\' if rest.starts_with(['(', '[']) => separated(sign, out),
            other => out.push(char::from(other)),
        }
    }
    out.push_str(rest);
}

fn separated(sign: u8, out: &mut String) {
    out.push_str("<span>");
    out.push(char::from(sign));
    out.push_str("</span>");
}

/// Returns whether `[` followed by this text is a command of Anki.
fn begins_command(rest: &str) -> bool {
    const COMMANDS: [&str; 8] =
        ["sound:", "anki:", "/anki:", "latex]", "/latex]", "$", "/$", "[type:"];
    COMMANDS
        .iter()
        .any(|it| rest.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn escaped(letters: &str) -> String {
        let mut out = String::new();
        escape(letters, &mut out);
        out
    }

    #[test]
    fn what_anki_interprets_is_escaped() {
        for (letters, html) in [
            ("a < b & c", "a &lt; b &amp; c"),
            ("[sound:x.mp3]", "<span>[</span>sound:x.mp3]"),
            ("[SOUND:x]", "<span>[</span>SOUND:x]"),
            ("[latex]x[/latex]", "<span>[</span>latex]x<span>[</span>/latex]"),
            ("[$]x[/$]", "<span>[</span>$]x<span>[</span>/$]"),
            ("[anki:tts]", "<span>[</span>anki:tts]"),
            ("[[type:Headword]]", "<span>[</span>[type:Headword]]"),
            (r"\(x\)", r"<span>\</span>(x\)"),
            ("{c1::x}", "<span>{</span>c1<span>:</span>:x<span>}</span>"),
            ("[film/play] 3:30", "[film/play] 3:30"),
            ("a\nb", "a<br>b"),
        ] {
            assert_eq!(escaped(letters), html);
        }
    }

    /// Returns what a browser displays, the inverse of [`escape`].
    fn read(html: &str) -> String {
        [
            ("<br>", "\n"),
            ("<span>\\</span>", "\\"),
            ("<span>{</span>", "{"),
            ("<span>}</span>", "}"),
            ("<span>:</span>", ":"),
            ("<span>[</span>", "["),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&amp;", "&"),
        ]
        .iter()
        .fold(html.to_owned(), |text, (from, to)| text.replace(from, to))
    }

    proptest! {
        #[test]
        fn a_browser_displays_what_was_written(letters in "([a-z<>&{}:\\[\\]\\\\( \n]|\\PC)*") {
            prop_assert_eq!(read(&escaped(&letters)), letters);
        }

        #[test]
        fn no_text_becomes_a_tag_or_a_command(letters in "\\PC*") {
            let html = escaped(&letters);
            let html = html.to_lowercase();
            for live in ["{{", "}}", "{c", "::", "[sound:", "[anki:", "[[type:", "[latex]", "\\("] {
                prop_assert!(!html.contains(live), "{live}");
            }
            let bare = html.replace("<br>", "").replace("<span>", "").replace("</span>", "");
            prop_assert!(!bare.contains(['<', '>']));
        }
    }
}
