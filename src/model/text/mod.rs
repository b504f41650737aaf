//! A text with its marks and gaps, as a small tree.
//!
//! The marks are *emphasis*, **strong**, `code` and ~~struck~~; there are no links, images or HTML.
//! Only exporters render the tree, as HTML or as plain text.

mod markup;

use std::borrow::Cow;
use std::ops::Range;

use crate::model::str::Str;

/// The representation of an open gap on cards and in tables.
pub(crate) const OPEN_GAP: &str = "_____";

/// The representation of a gap in [`Text::blanked`]: U+FFFC, the object replacement character.
pub(crate) const BLANK: char = '\u{FFFC}';

/// A text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Inlines);

/// The pieces of a text. Most texts have only one, which is stored inline.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Inlines {
    One(Inline),
    Several(Box<[Inline]>),
}

impl Default for Inlines {
    fn default() -> Inlines {
        Inlines::Several(Box::default())
    }
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Plain(Str),
    /// `*…*`
    Emphasis(Box<[Inline]>),
    /// `**…**`
    Strong(Box<[Inline]>),
    /// `` `…` ``
    Code(Str),
    /// `~~…~~`
    Struck(Box<[Inline]>),
    /// A gap for the learner to fill.
    Gap(Box<Gap>),
}

/// A gap and its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The right answers, none of them empty; the first is the one in the filled text.
    pub answers: Box<[Str]>,
    /// The number of the gap, from 1. Gaps of the same number are open together and make one card.
    pub number: u16,
}

impl Gap {
    /// Returns the answers, separated by `between`.
    pub fn joined(&self, between: &str) -> String {
        let answers: Vec<&str> = self.answers.iter().map(Str::as_str).collect();
        answers.join(between)
    }
}

/// A brace that makes no gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrayBrace(pub Range<usize>);

impl Text {
    /// Parses a text without gaps, in which braces are plain text.
    pub fn parse(source: impl Into<Str>) -> Text {
        markup::parse(&source.into(), false).0
    }

    /// Parses a text in which `{of|for}` is a gap. Braces that make no gap are displayed as typed
    /// and returned.
    pub fn parse_with_gaps(source: impl Into<Str>) -> (Text, Vec<StrayBrace>) {
        markup::parse(&source.into(), true)
    }

    /// Creates a text from plain text.
    pub fn plain_from(letters: impl Into<Str>) -> Text {
        Text(Inlines::One(Inline::Plain(letters.into())))
    }

    /// Returns the text of these pieces.
    pub(crate) fn of(mut inlines: Vec<Inline>) -> Text {
        match inlines.pop() {
            Some(only) if inlines.is_empty() => Text(Inlines::One(only)),
            last => {
                inlines.extend(last);
                Text(Inlines::Several(inlines.into()))
            }
        }
    }

    /// Returns its pieces.
    pub fn inlines(&self) -> &[Inline] {
        match &self.0 {
            Inlines::One(only) => std::slice::from_ref(only),
            Inlines::Several(all) => all,
        }
    }

    /// Returns whether it has neither letters nor gaps.
    pub fn is_empty(&self) -> bool {
        self.inlines().is_empty()
    }

    /// Returns the plain text, with each gap filled with its first answer.
    pub fn plain(&self) -> String {
        self.letters().into_owned()
    }

    /// Returns the same as [`Text::plain`], without a copy if the text is a single piece, as most
    /// are.
    pub fn letters(&self) -> Cow<'_, str> {
        match self.inlines() {
            [] => Cow::Borrowed(""),
            [Inline::Plain(letters)] => Cow::Borrowed(letters),
            _ => {
                let mut letters = String::new();
                self.each_leaf(&mut |leaf| letters.push_str(leaf.letters()));
                Cow::Owned(letters)
            }
        }
    }

    /// Returns the same as [`Text::plain`], as a text that shares its letters if it is a single
    /// piece.
    pub fn shared_letters(&self) -> Str {
        match self.inlines() {
            [Inline::Plain(letters)] => letters.clone(),
            _ => self.letters().into_owned().into(),
        }
    }

    /// Returns the plain text, with each gap as [`BLANK`].
    pub fn blanked(&self) -> String {
        let mut size = 0;
        self.each_leaf(&mut |leaf| size += leaf.letters().len().max(BLANK.len_utf8()));
        let mut letters = String::with_capacity(size);
        self.each_leaf(&mut |leaf| match leaf {
            Inline::Gap(_) => letters.push(BLANK),
            other => letters.push_str(other.letters()),
        });
        letters
    }

    /// Returns the gaps in reading order.
    pub fn gaps(&self) -> Vec<&Gap> {
        let mut gaps = Vec::new();
        self.each_leaf(&mut |leaf| {
            if let Inline::Gap(gap) = leaf {
                gaps.push(&**gap);
            }
        });
        gaps
    }

    /// Returns the number of cards that the gaps make, one for each gap number.
    pub fn gap_cards(&self) -> u16 {
        let mut most = 0;
        self.each_leaf(&mut |leaf| {
            if let Inline::Gap(gap) = leaf {
                most = most.max(gap.number);
            }
        });
        most
    }

    /// Returns the text with gaps of number 1 at `ranges` of [`Text::plain`], which must be in
    /// order.
    #[must_use]
    pub fn with_gaps_at(&self, ranges: &[Range<usize>]) -> Text {
        let mut cutter = Cutter { ranges, at: 0 };
        Text::of(cutter.cut(self.inlines()))
    }

    fn each_leaf<'a>(&'a self, visit: &mut dyn FnMut(&'a Inline)) {
        walk(self.inlines(), visit);
    }
}

impl Inline {
    fn letters(&self) -> &str {
        match self {
            Inline::Plain(letters) | Inline::Code(letters) => letters,
            Inline::Gap(gap) => gap.answers.first().map_or("", Str::as_str),
            Inline::Emphasis(_) | Inline::Strong(_) | Inline::Struck(_) => "",
        }
    }
}

fn walk<'a>(inlines: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in inlines {
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                walk(inner, visit);
            }
            leaf => visit(leaf),
        }
    }
}

/// Cuts gaps into a tree, leaf by leaf.
struct Cutter<'r> {
    ranges: &'r [Range<usize>],
    /// The number of bytes of plain text before the next leaf.
    at: usize,
}

impl Cutter<'_> {
    fn cut(&mut self, inlines: &[Inline]) -> Vec<Inline> {
        let mut out = Vec::with_capacity(inlines.len());
        for inline in inlines {
            match inline {
                Inline::Emphasis(inner) => out.push(Inline::Emphasis(self.cut(inner).into())),
                Inline::Strong(inner) => out.push(Inline::Strong(self.cut(inner).into())),
                Inline::Struck(inner) => out.push(Inline::Struck(self.cut(inner).into())),
                Inline::Plain(letters) => self.leaf(letters, Inline::Plain, &mut out),
                Inline::Code(letters) => self.leaf(letters, Inline::Code, &mut out),
                Inline::Gap(gap) => {
                    self.at += inline.letters().len();
                    out.push(Inline::Gap(gap.clone()));
                }
            }
        }
        out
    }

    fn leaf(&mut self, letters: &Str, rest: fn(Str) -> Inline, out: &mut Vec<Inline>) {
        let (begin, end) = (self.at, self.at + letters.len());
        self.at = end;
        let mut done = begin;
        // Ranges and leaves are both in order, so ranges that end before this leaf are no longer
        // needed.
        let passed = self.ranges.partition_point(|it| it.end <= begin);
        self.ranges = &self.ranges[passed..];
        for range in self.ranges.iter().take_while(|it| it.start < end) {
            let (from, to) = (range.start.max(done), range.end.min(end));
            let before = letters.get(done - begin..from - begin).unwrap_or("");
            let answer = letters.get(from - begin..to - begin).unwrap_or("");
            if answer.is_empty() {
                continue;
            }
            if !before.is_empty() {
                out.push(rest(letters.part(before)));
            }
            let answers = Box::new([letters.part(answer)]);
            out.push(Inline::Gap(Box::new(Gap { answers, number: 1 })));
            done = to;
        }
        let after = letters.get(done - begin..).unwrap_or("");
        if !after.is_empty() {
            out.push(rest(letters.part(after)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_small() {
        assert_eq!(
            (size_of::<Inline>(), size_of::<Text>(), size_of::<Option<Text>>()),
            (24, 24, 24)
        );
    }

    #[test]
    fn gaps_are_cut_across_marks() {
        let text = Text::parse("the **first** night out");
        assert_eq!(text.plain(), "the first night out");
        let cut = text.with_gaps_at(std::slice::from_ref(&(4..15)));
        let answers: Vec<_> = cut.gaps().iter().map(|it| it.answers[0].clone()).collect();
        assert_eq!(answers, ["first", " night"]);
        assert_eq!(cut.plain(), text.plain());
    }

    #[test]
    fn gaps_at_both_ends_leave_no_empty_pieces() {
        let cut = Text::parse("on and on").with_gaps_at(&[0..2, 7..9]);
        assert_eq!(cut.inlines().len(), 3);
        assert_eq!(cut.gap_cards(), 1);
    }
}
