//! `foreign-markup`: a text has the markup of another program, which shows as typed.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, shortened};
use crate::source::{Entry, Text};

pub(crate) static RULE: Rule = Rule {
    code: "foreign-markup",
    severity: Severity::Warning,
    meaning: "A text has HTML, a Markdown link or picture, a field or a gap of Anki, or backticks \
              as quotation marks. Texts know *emphasis*, **strong**, `code` and ~~struck~~ only; \
              anything else shows as typed. Each kind is reported once in an entry.",
    fix: "Write what the help says, or remove the markup.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a <b>signal</b> to begin
"#,
        )],
        corrected: &[("a <b>signal</b> to begin", "a **signal** to begin")],
        output: r#"warning[foreign-markup]: `<b>` is HTML, which shows as typed
 --> cues.yaml:7:23
  |
7 |       - definition: a <b>signal</b> to begin
  |                       ^^^
  |
  = help: write *emphasis* or **strong**, or remove it
"#,
    },
};

/// A kind of markup: how it is found in a text, what it is called, and what to write instead.
struct Markup {
    find: fn(&str) -> Option<Range<usize>>,
    about: &'static str,
    help: &'static str,
}

const ALL: [Markup; 6] = [
    Markup {
        find: html,
        about: "is HTML, which shows as typed",
        help: "write *emphasis* or **strong**, or remove it",
    },
    Markup {
        find: |text| link(text, true),
        about: "is a Markdown picture, which shows as typed",
        help: "remove it: texts have no pictures",
    },
    Markup {
        find: |text| link(text, false),
        about: "is a Markdown link, which shows as typed",
        help: "write the words only: texts have no links",
    },
    Markup {
        find: sound,
        about: "is a recording as Anki's fields have it, which shows as typed",
        help: "name the recording under `audio:`",
    },
    Markup {
        find: cloze,
        about: "is a gap as Anki's fields have it, which shows as typed",
        help: "put braces around what the learner should recall: `{…}`",
    },
    Markup {
        find: backtick,
        about: "has a backtick as a quotation mark, but it begins `code`",
        help: "write ‘…’ or '…'",
    },
];

/// Reports each kind of markup of other programs in an entry, at its first place.
pub(crate) fn check(entry: &Entry, diagnostics: &mut Diagnostics) {
    let mut seen = [false; ALL.len()];
    entry.each_text(&mut |text| {
        if !text.value.contains(['<', '&', '[', '{', '`']) {
            return;
        }
        for (markup, seen) in ALL.iter().zip(&mut seen).filter(|it| !*it.1) {
            if let Some(range) = (markup.find)(&text.value) {
                *seen = true;
                report(text, range, markup, diagnostics);
            }
        }
    });
}

fn report(text: &Text, range: Range<usize>, markup: &Markup, diagnostics: &mut Diagnostics) {
    let found = shortened(text.value.get(range.clone()).unwrap_or(""));
    let message = format!("`{}` {}", found.replace('`', "'"), markup.about);
    diagnostics.push(Diagnostic::new(&RULE, text.part(range), message).help(markup.help));
}

/// The HTML elements that authors write into texts.
const ELEMENTS: [&str; 26] = [
    "a", "b", "big", "br", "center", "code", "div", "em", "font", "hr", "i", "img", "li", "ol",
    "p", "s", "small", "span", "strong", "sub", "sup", "table", "td", "tr", "u", "ul",
];

fn html(text: &str) -> Option<Range<usize>> {
    let tags = text.match_indices('<').filter_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let end = rest.find('>')?;
        let inner = rest.get(..end)?.trim_start_matches('/');
        let name = inner.split(|it: char| !it.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
        ELEMENTS.contains(&name.as_str()).then_some(at..at + end + 2)
    });
    let entities = text.match_indices('&').filter_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let end = rest.find(';').filter(|it| (2..=8).contains(it))?;
        let name = rest.get(..end)?;
        let is_name = name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'#');
        is_name.then_some(at..at + end + 2)
    });
    let (mut tags, mut entities) = (tags, entities);
    tags.next().or_else(|| entities.next())
}

fn link(text: &str, is_picture: bool) -> Option<Range<usize>> {
    let mut all = text.match_indices("](").filter_map(|(at, _)| {
        let start = text.get(..at)?.rfind('[')?;
        let end = at + text.get(at..)?.find(')')? + 1;
        let target = text.get(at + 2..end - 1)?;
        let is_target = target.contains(['.', '/', '#']) && !target.contains(' ');
        let marked = text.get(..start)?.ends_with('!');
        (is_target && marked == is_picture).then_some(start - usize::from(marked)..end)
    });
    all.next()
}

fn sound(text: &str) -> Option<Range<usize>> {
    let start = text.find("[sound:")?;
    let end = text.get(start..)?.find(']')?;
    Some(start..start + end + 1)
}

fn cloze(text: &str) -> Option<Range<usize>> {
    let mut all = text.match_indices("{{c").filter_map(|(start, _)| {
        let rest = text.get(start + 3..)?;
        let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let is_gap = digits > 0 && rest.get(digits..)?.starts_with("::");
        let end = text.get(start..)?.find("}}")?;
        is_gap.then_some(start..start + end + 2)
    });
    all.next()
}

fn backtick(text: &str) -> Option<Range<usize>> {
    let mut all = text.match_indices('`').filter_map(|(start, _)| {
        let rest = text.get(start + 1..)?;
        let end = rest.find(['`', '\''])?;
        let inner = rest.get(..end)?;
        let is_quote =
            rest.get(end..)?.starts_with('\'') && inner.starts_with(char::is_alphanumeric);
        // An apostrophe within a word closes no quote.
        let closes = rest.get(end + 1..)?.chars().next().is_none_or(|it| !it.is_alphanumeric());
        (is_quote && closes).then_some(start..start + end + 2)
    });
    all.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_named_as_what_it_is() {
        let found = |text: &str| {
            let kinds = ALL.iter().filter_map(|it| Some((it.about, (it.find)(text)?)));
            kinds.map(|it| text[it.1].to_owned()).collect::<Vec<_>>()
        };
        for (text, markup) in [
            ("polite<br>call", "<br>"),
            ("</DIV>", "</DIV>"),
            ("a &nbsp; b", "&nbsp;"),
            ("[more](https://example.org)", "[more](https://example.org)"),
            ("see ![x](a.png).", "![x](a.png)"),
            ("[sound:a.mp3]", "[sound:a.mp3]"),
            ("a {{c1::gap}} here", "{{c1::gap}}"),
            ("`Abc' is the form of `Xyz'.", "`Abc'"),
        ] {
            assert_eq!(found(text), [markup], "{text}");
        }
        for text in
            ["a < b > c", "R&D; x", "<T> is a type", "[a] (b)", "{of}", "`it's code`", "a & b"]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
