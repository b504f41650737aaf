//! Renders texts as HTML for e-learning platforms.
//!
//! Every character that a user wrote is displayed as typed: what HTML or one of Moodle's filters
//! (MathJax and TeX, algebra, files of a question, several languages) would interpret is escaped.

use crate::model::{Gap, Inline, Text};

/// Returns a text in which each gap shows all its right answers.
pub(crate) fn filled(text: &Text) -> String {
    with_gaps(text, &|gap| escaped(&gap.joined("/")))
}

/// Returns a text in which `gap` renders each gap as HTML.
pub(crate) fn with_gaps(text: &Text, gap: &dyn Fn(&Gap) -> String) -> String {
    let mut out = String::new();
    inlines(text.inlines(), gap, &mut out);
    out
}

/// Escapes text so that it is displayed as typed.
pub(crate) fn escaped(letters: &str) -> String {
    let mut out = String::with_capacity(letters.len());
    let mut rest = letters.chars();
    while let Some(letter) = rest.next() {
        let next = rest.as_str();
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("<br>"),
            // Moodle's cloze questions and its filter for several languages begin with a brace.
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            // An element separates two characters that a filter looks for.
            '\\' if next.starts_with(['(', '[']) => out.push_str("<span>\\</span>"),
            '$' | '@' if next.starts_with(letter) => {
                out.push_str(&format!("<span>{letter}</span>"));
            }
            _ => out.push(letter),
        }
    }
    out
}

fn inlines(all: &[Inline], gap: &dyn Fn(&Gap) -> String, out: &mut String) {
    for inline in all {
        match inline {
            Inline::Plain(letters) => out.push_str(&escaped(letters)),
            Inline::Emphasis(inner) => element("em", inner, gap, out),
            Inline::Strong(inner) => element("strong", inner, gap, out),
            Inline::Struck(inner) => element("del", inner, gap, out),
            Inline::Code(letters) => out.push_str(&format!("<code>{}</code>", escaped(letters))),
            Inline::Gap(it) => out.push_str(&gap(it)),
        }
    }
}

fn element(name: &str, inner: &[Inline], gap: &dyn Fn(&Gap) -> String, out: &mut String) {
    out.push_str(&format!("<{name}>"));
    inlines(inner, gap, out);
    out.push_str(&format!("</{name}>"));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_platform_interprets_is_escaped() {
        for (letters, html) in [
            ("a < b & c", "a &lt; b &amp; c"),
            (r"\(x\)", r"<span>\</span>(x\)"),
            ("$$x$$", "<span>$</span>$x<span>$</span>$"),
            ("@@PLUGINFILE@@/x", "<span>@</span>@PLUGINFILE<span>@</span>@/x"),
            ("{1:SA:=x}", "&#123;1:SA:=x&#125;"),
            ("a\nb", "a<br>b"),
            ("5 $ @ home", "5 $ @ home"),
        ] {
            assert_eq!(escaped(letters), html);
        }
    }

    #[test]
    fn marks_become_elements_and_gaps_are_filled() {
        let (text, _) = Text::parse_with_gaps("**the** *film's* ~~a~~ `b` {of|for} it");
        assert_eq!(
            filled(&text),
            "<strong>the</strong> <em>film's</em> <del>a</del> <code>b</code> of/for it"
        );
    }
    /// Returns what a browser displays.
    fn read(html: &str) -> String {
        [
            ("<br>", "\n"),
            ("<span>", ""),
            ("</span>", ""),
            ("&#123;", "{"),
            ("&#125;", "}"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&amp;", "&"),
        ]
        .iter()
        .fold(html.to_owned(), |text, (from, to)| text.replace(from, to))
    }

    proptest! {
        #[test]
        fn a_browser_displays_what_was_written(letters in "([a-z<>&{}$@\\\\(\\[ \n]|\\PC)*") {
            let html = escaped(&letters);
            prop_assert_eq!(read(&html), letters);
            for pair in ["$$", "@@", "\\(", "\\[", "{", "}"] {
                let is_live = html.contains(pair);
                prop_assert!(!is_live);
            }
        }
    }
}
