//! The fast way and the parser agree on every text that the fast way reads.
//!
//! `PROPTEST_CASES` sets the number of cases, each of which compares many texts:
//! `PROPTEST_CASES=200000 cargo test --release --lib source::fast` looks at ten millions.

use proptest::prelude::*;

use super::*;
use crate::diag::{Diagnostics, Files};
use crate::model::Str;
use crate::source::yaml::Events;

/// How many texts are compared in one case.
const TEXTS: usize = 50;

/// The steps of a text as the parser gives them, in so far as the reader looks at them.
fn parsed(text: &str) -> Result<Vec<String>, String> {
    let (source, file) = (Str::from(text), Files::default().add("deck.yaml"));
    let (mut events, mut acc) = (Events::from(file, &source, 0, 0), Diagnostics::default());
    let mut found = Vec::new();
    loop {
        let (step, span) = events.next(&mut acc).map_err(|it| format!("{it:?}"))?;
        assert!(acc.is_empty(), "{acc:?}");
        if matches!(step, Step::End) {
            return Ok(found);
        }
        found.push(shown(&step, &span.range(), text));
    }
}

/// A step and what the reader takes of its place: of a text all but the line breaks at its end, of
/// a collection the start, of its end the bracket.
fn shown(step: &Step<'_>, place: &Range<usize>, text: &str) -> String {
    let written = &text[place.clone()];
    let place = match step {
        Step::Scalar { .. } => {
            place.start..place.start + written.trim_end_matches(['\n', '\r', ' ', '\t']).len()
        }
        Step::Sequence { flow: true, .. } | Step::Mapping { flow: true, .. } => place.clone(),
        Step::Sequence { .. } | Step::Mapping { .. } => place.start..place.start,
        _ if written.starts_with([']', '}']) => place.clone(),
        _ => 0..0,
    };
    format!("{step:?} {place:?}")
}

/// Compares the two, and returns whether the fast way read the text.
fn compare(text: &str) -> bool {
    let Some(fast) = steps(text) else { return false };
    let fast: Vec<String> = fast.iter().map(|it| shown(&it.0, &it.1, text)).collect();
    assert_eq!(Ok(fast), parsed(text), "{text:?}");
    true
}

/// Writes texts that are nearly always plain, and changes some of their letters.
struct Writer {
    state: u64,
}

const KEYS: [&str; 8] = ["a", "key", "'it''s'", "\"q\"", "ä b", "x-y", "1", "a long key"];
const TEXTS_ON_A_LINE: [&str; 20] = [
    "word",
    "two words",
    "a: b",
    "a, b",
    "x:y",
    "'quoted'",
    "'it''s'",
    "\"double\"",
    "é ü",
    "007",
    "no",
    "a #b",
    "a#b",
    "(x)",
    "/ˈstɑːri/",
    "~",
    "it's",
    "a 'b'",
    "+ [x]",
    "‘typographic’",
];
const ODD: [&str; 44] = [
    " ", "  ", "\n", "\n\n", ":", ": ", "-", "- ", "#", " #", "'", "\"", "[", "]", "{", "}", ",",
    "|", ">", "|-\n", ">-\n", ">\n", "|\n", "&a ", "*a", "!t ", "%", "@", "`", "?", "? ", "---\n",
    "...\n", "\t", "\r", "\\", "~", "=", "<<", "\u{FEFF}", "\u{85}", "\u{2028}", "\u{A0}", "é",
];

impl Writer {
    /// A number below `most`, by a linear generator whose upper bits are even enough for this.
    fn below(&mut self, most: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % most
    }

    fn one<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    fn brackets(&mut self, depth: usize, out: &mut String) {
        let is_list = self.below(2) == 0;
        out.push(if is_list { '[' } else { '{' });
        for at in 0..1 + self.below(3) {
            out.push_str(if at > 0 { ", " } else { self.one(&["", "", " "]) });
            if !is_list {
                out.push_str(self.one(&KEYS));
                out.push_str(": ");
            }
            match self.below(5) {
                0 if depth < 3 => self.brackets(depth + 1, out),
                _ => out.push_str(self.one(&TEXTS_ON_A_LINE)),
            }
        }
        out.push_str(self.one(&["", " "]));
        out.push(if is_list { ']' } else { '}' });
    }

    fn block(&mut self, indent: usize, out: &mut String) {
        let head = self.one(&["|", ">", "|-", ">-"]);
        out.push_str(head);
        out.push('\n');
        let indent = indent + 1 + self.below(3);
        for _ in 0..1 + self.below(4) {
            if self.below(6) == 0 {
                out.push('\n');
            }
            out.push_str(&" ".repeat(indent + usize::from(self.below(12) == 0)));
            out.push_str(self.one(&TEXTS_ON_A_LINE));
            out.push('\n');
        }
    }

    fn value(&mut self, indent: usize, depth: usize, out: &mut String) {
        match self.below(10) {
            0 => {
                out.push(' ');
                self.brackets(0, out);
            }
            1 => {
                out.push(' ');
                self.block(indent, out);
                return;
            }
            2..=4 if depth < 5 => {
                out.push_str(self.one(&["\n", "\n", " # why\n", "\n\n", "\n  # so\n"]));
                let deeper = self.below(3);
                self.collection(indent + deeper, depth + 1, out);
                return;
            }
            _ => {
                out.push(' ');
                out.push_str(self.one(&TEXTS_ON_A_LINE));
            }
        }
        out.push_str(self.one(&["\n", "\n", "\n", " # why\n", "\n\n", "\n# so\n", " \n"]));
    }

    fn collection(&mut self, indent: usize, depth: usize, out: &mut String) {
        let is_list = self.below(2) == 0;
        let mut is_behind_dash = false;
        for _ in 0..1 + self.below(4) {
            if !std::mem::take(&mut is_behind_dash) {
                out.push_str(&" ".repeat(indent));
            }
            if !is_list {
                out.push_str(self.one(&KEYS));
                out.push(':');
                self.value(indent, depth, out);
                continue;
            }
            out.push('-');
            if self.below(2) == 0 && depth < 5 {
                let blanks = 1 + self.below(2);
                out.push_str(&" ".repeat(blanks));
                for at in 0..1 + self.below(3) {
                    if at > 0 {
                        out.push_str(&" ".repeat(indent + 1 + blanks));
                    }
                    out.push_str(self.one(&KEYS));
                    out.push(':');
                    self.value(indent + 1 + blanks, depth + 1, out);
                }
            } else {
                self.value(indent, 5, out);
            }
        }
    }

    fn text(&mut self) -> String {
        let mut text = String::new();
        let indent = self.below(3);
        self.collection(indent, 0, &mut text);
        for _ in 0..self.below(4) {
            let places: Vec<usize> = text.char_indices().map(|it| it.0).collect();
            let at = places[self.below(places.len())];
            match self.below(3) {
                0 => text.truncate(at),
                1 => drop(text.remove(at)),
                _ => text.insert_str(at, self.one(&ODD)),
            }
            if text.is_empty() {
                break;
            }
        }
        text
    }
}

#[test]
fn what_authors_write_is_read_the_fast_way() {
    let text = "deck:\n  id: a # never changes\n  description: |\n    One.\n\n    Two.\n  tags: [a, 'b']\n\
                entries:\n- headword: b\n  pronunciation: { gb: { ipa: ˈbiː } }\n  quiz:\n    - answer: >-\n        One\n        two.\n";
    assert!(compare(text));
    assert!(compare("  - headword: it's\n    senses:\n      - definition: \"A, b: c\"\n"));
}

#[test]
fn what_is_doubtful_is_left_to_the_parser() {
    let doubtful = [
        "",
        "# a",
        "a",
        "a:",
        "a: b: c",
        "a: 'b",
        "a: b\n c",
        "a: b\n  c: d",
        "a: &b c",
        "a: !!str b",
        "a: *b",
        "---\na: b",
        "a: b\n...",
        "a:\tb",
        "a: [b",
        "a: [b,]",
        "a: []",
        "a: {b}",
        "a: \"\\n\"",
        "- - a",
        "a: b\r\n",
        "a: |\n  b\n # c\nd: e",
        "- a\nb: c",
        "a: b\n- c",
        "%a: b",
        "? a",
        "a: \u{85}",
    ];
    for text in doubtful {
        assert!(steps(text).is_none(), "{text:?}");
    }
}

proptest! {
    #[test]
    fn the_parser_agrees(seed: u64) {
        let mut writer = Writer { state: seed };
        let read = (0..TEXTS).filter(|_| compare(&writer.text())).count();
        // Else the comparison would say nothing.
        prop_assert!(read > 0);
    }
}
