//! What the parser said of a text, in about a fifth of its size, so that the second pass need not parse again.
//!
//! A step is a byte that says which, the distance of its place from that of the step before, and
//! its length; numbers are written in base 128. Texts are told by their places, except those that
//! stand otherwise in the source, with escapes or over several lines.

use std::borrow::Cow;

use crate::diag::{FileId, Span};
use crate::source::node::Style;
use crate::source::yaml::Step;

/// Recorded steps, or nothing where they were not recorded or are not worth keeping.
#[derive(Clone, Debug, Default)]
pub struct Tape {
    bytes: Box<[u8]>,
    /// The texts that the source does not hold as they are.
    texts: Box<str>,
}

impl Tape {
    /// Whether there is nothing on it, so that the source has to be parsed again.
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

const DOCUMENT: u8 = 0;
const END_OF_DOCUMENT: u8 = 1;
const END: u8 = 2;
const SCALAR: u8 = 3;
const ESCAPED: u8 = 4;
const SEQUENCE: u8 = 5;
const FLOW_SEQUENCE: u8 = 6;
const MAPPING: u8 = 7;
const FLOW_MAPPING: u8 = 8;
const END_OF_COLLECTION: u8 = 9;
const ALIAS: u8 = 10;
const UNKNOWN_ALIAS: u8 = 11;
/// A scalar whose text is all that stands in its place.
const PLAIN_SCALAR: u8 = 12;

const KIND: u8 = 0x0F;
const STYLE_SHIFT: u8 = 4;
const HAS_ANCHOR: u8 = 0x80;
const STYLES: [Style; 5] =
    [Style::Plain, Style::Single, Style::Double, Style::Literal, Style::Folded];

/// Writes a tape.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    is_on: bool,
    bytes: Vec<u8>,
    texts: String,
    /// Where the step before begins.
    start: u32,
}

/// How many bytes of texts a tape may hold for each byte that tells of steps: memory shall not grow
/// with long texts in blocks.
const MOST_TEXTS: usize = 2;
/// How many bytes of texts it may hold whatever else it holds.
const FEW_TEXTS: usize = 1 << 12;

impl Recorder {
    /// One that records, or takes no notice.
    pub(crate) fn new(is_on: bool) -> Recorder {
        Recorder { is_on, ..Recorder::default() }
    }

    /// Adds a step of `source` and its place.
    pub(crate) fn push(&mut self, step: &Step<'_>, span: Span, source: &str) {
        if !self.is_on {
            return;
        }
        let plain = |kind| (kind, 0, None);
        let (head, anchor, text) = match step {
            Step::Document => plain(DOCUMENT),
            Step::EndOfDocument => plain(END_OF_DOCUMENT),
            Step::End => plain(END),
            Step::EndOfCollection => plain(END_OF_COLLECTION),
            Step::Sequence { flow, anchor } => {
                (if *flow { FLOW_SEQUENCE } else { SEQUENCE }, *anchor, None)
            }
            Step::Mapping { flow, anchor } => {
                (if *flow { FLOW_MAPPING } else { MAPPING }, *anchor, None)
            }
            Step::Alias(id) => (ALIAS, *id, None),
            Step::UnknownAlias(name) => (UNKNOWN_ALIAS, 0, Some(Written::Else(name))),
            Step::Scalar { text, style, anchor } => {
                let (kind, written) = match Written::of(text, source) {
                    Written::At((start, length))
                        if start == span.start && start + length == span.end =>
                    {
                        (PLAIN_SCALAR, None)
                    }
                    written @ Written::At(_) => (SCALAR, Some(written)),
                    written @ Written::Else(_) => (ESCAPED, Some(written)),
                };
                (kind | (*style as u8) << STYLE_SHIFT, *anchor, written)
            }
        };
        self.bytes.push(if anchor == 0 { head } else { head | HAS_ANCHOR });
        self.distance(span.start, self.start);
        self.start = span.start;
        self.number(u64::from(span.end.saturating_sub(span.start)));
        if anchor != 0 {
            self.number(anchor as u64);
        }
        match text {
            None => {}
            Some(Written::At(range)) => {
                self.distance(range.0, span.start);
                self.number(u64::from(range.1));
            }
            Some(Written::Else(text)) => {
                self.texts.push_str(text);
                self.number(text.len() as u64);
                if self.texts.len() > FEW_TEXTS.max(MOST_TEXTS * self.bytes.len()) {
                    *self = Recorder::default();
                }
            }
        }
    }

    pub(crate) fn finish(self) -> Tape {
        Tape { bytes: self.bytes.into(), texts: self.texts.into() }
    }

    /// How far `to` lies after `from`, or before it; the lowest bit says which.
    fn distance(&mut self, to: u32, from: u32) {
        let distance = u64::from(to.abs_diff(from));
        self.number(distance << 1 | u64::from(to < from));
    }

    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }
}

/// Where the text of a scalar stands.
enum Written<'t> {
    /// In the source: where it begins, and its length.
    At((u32, u32)),
    /// Nowhere: it was put together.
    Else(&'t str),
}

impl<'t> Written<'t> {
    fn of(part: &'t str, source: &str) -> Written<'t> {
        let at = (part.as_ptr() as usize).wrapping_sub(source.as_ptr() as usize);
        let is_there = source.len().checked_sub(at).is_some_and(|it| part.len() <= it);
        match (u32::try_from(at), u32::try_from(part.len())) {
            (Ok(at), Ok(length)) if is_there => Written::At((at, length)),
            _ => Written::Else(part),
        }
    }
}

/// Reads a tape.
pub(crate) struct Player<'t> {
    bytes: &'t [u8],
    texts: &'t str,
    file: FileId,
    source: &'t str,
    start: u32,
}

impl<'t> Player<'t> {
    /// From the beginning of a tape that was recorded of `source`.
    pub(crate) fn new(tape: &'t Tape, file: FileId, source: &'t str) -> Player<'t> {
        Player { bytes: &tape.bytes, texts: &tape.texts, file, source, start: 0 }
    }

    /// The next step and its place; after the last, the end again and again.
    pub(crate) fn next(&mut self) -> (Step<'t>, Span) {
        let Some((head, rest)) = self.bytes.split_first() else {
            let end = self.source.len();
            return (Step::End, Span::new(self.file, end..end));
        };
        self.bytes = rest;
        self.start = self.place(self.start);
        let end = self.start.saturating_add(self.number() as u32);
        let span = Span { start: self.start, end, file: self.file };
        let anchor = if head & HAS_ANCHOR == 0 { 0 } else { self.number() as usize };
        let step = match head & KIND {
            DOCUMENT => Step::Document,
            END_OF_DOCUMENT => Step::EndOfDocument,
            SEQUENCE => Step::Sequence { flow: false, anchor },
            FLOW_SEQUENCE => Step::Sequence { flow: true, anchor },
            MAPPING => Step::Mapping { flow: false, anchor },
            FLOW_MAPPING => Step::Mapping { flow: true, anchor },
            END_OF_COLLECTION => Step::EndOfCollection,
            ALIAS => Step::Alias(anchor),
            UNKNOWN_ALIAS => Step::UnknownAlias(self.put_together().to_owned()),
            SCALAR => Step::Scalar { text: self.written(), style: style(*head), anchor },
            PLAIN_SCALAR => {
                let text = self.source.get(span.range()).unwrap_or_default().into();
                Step::Scalar { text, style: style(*head), anchor }
            }
            ESCAPED => {
                Step::Scalar { text: self.put_together().into(), style: style(*head), anchor }
            }
            _ => Step::End,
        };
        (step, span)
    }

    fn written(&mut self) -> Cow<'t, str> {
        let start = self.place(self.start) as usize;
        let end = start + self.number() as usize;
        self.source.get(start..end).unwrap_or_default().into()
    }

    fn put_together(&mut self) -> &'t str {
        let length = self.number() as usize;
        let (text, rest) = self.texts.split_at_checked(length).unwrap_or_default();
        self.texts = rest;
        text
    }

    fn place(&mut self, from: u32) -> u32 {
        let number = self.number();
        let distance = (number >> 1) as u32;
        if number & 1 == 0 { from.wrapping_add(distance) } else { from.wrapping_sub(distance) }
    }

    fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        while let Some((byte, rest)) = self.bytes.split_first() {
            self.bytes = rest;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 || shift >= 56 {
                break;
            }
            shift += 7;
        }
        number
    }
}

fn style(head: u8) -> Style {
    let number = (head & !HAS_ANCHOR) >> STYLE_SHIFT;
    STYLES.get(usize::from(number)).copied().unwrap_or(Style::Plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diag::{Diagnostics, Files};
    use crate::source::yaml::Events;

    fn steps(mut events: Events<'_>) -> (Vec<String>, Tape) {
        let (mut all, mut acc) = (Vec::new(), Diagnostics::default());
        while let Ok((step, span)) = events.next(&mut acc) {
            all.push(format!("{step:?} {span:?}"));
            if matches!(step, Step::End) {
                break;
            }
        }
        (all, events.into_tape())
    }

    fn comes_back(text: &str) {
        let file = Files::default().add("a");
        let (recorded, tape) = steps(Events::new(file, text, 0).recorded(true));
        let (mut replayed, _) = steps(Events::replay(file, text, 0, &tape));
        // After a syntax error the tape ends early.
        if replayed.len() > recorded.len() {
            replayed.pop();
        }
        assert_eq!(recorded, replayed, "{text}");
    }

    #[test]
    fn every_kind_of_step_comes_back() {
        comes_back(
            "deck: {id: a, 'b': \"c\\td\"}\nentries:\n  - &x |\n    two\n    lines\n  - *x\n",
        );
        comes_back(
            "- >-\n  folded\n  text\n- plain\n  over lines\n- [a, [b]]\n- ~\n-\n- *nothing\n",
        );
        comes_back("--- a\n--- !!str b\n");
    }

    #[test]
    fn long_texts_in_blocks_are_not_kept() {
        let file = Files::default().add("a");
        let text = "- |\n  one line\n  another line\n".repeat(1000);
        let (recorded, tape) = steps(Events::new(file, &text, 0).recorded(true));
        assert!(tape.is_empty());
        assert_eq!(recorded, steps(Events::replay(file, &text, 0, &tape)).0);
    }

    proptest! {
        #[test]
        fn whatever_is_parsed_comes_back(text in "[-a:é &*'\"\\[\\]{},|>#\n]{0,80}") {
            comes_back(&text);
        }
    }
}
