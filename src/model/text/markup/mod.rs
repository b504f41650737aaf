//! Parses the marks of a text, in a single pass that takes linear time and never fails.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::str::Str;
use crate::model::text::{Gap, Inline, StrayBrace, Text};

/// The maximum number of gaps. Anki allows gap numbers up to 500, but no text for learners has more
/// than fifty gaps.
const MOST_GAPS: u16 = 50;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mark {
    Emphasis,
    Strong,
    Struck,
}

impl Mark {
    fn sign(self) -> &'static str {
        match self {
            Mark::Emphasis => "*",
            Mark::Strong => "**",
            Mark::Struck => "~~",
        }
    }

    fn around(self, inner: Box<[Inline]>) -> Inline {
        match self {
            Mark::Emphasis => Inline::Emphasis(inner),
            Mark::Strong => Inline::Strong(inner),
            Mark::Struck => Inline::Struck(inner),
        }
    }
}

/// Returns the text of `source`, and the braces that make no gap. Without `gaps`, braces are plain
/// text.
pub(crate) fn parse(source: &Str, gaps: bool) -> (Text, Vec<StrayBrace>) {
    // Without a branch for each byte, the compiler processes sixteen bytes in one step.
    if !source.bytes().fold(false, |found, it| found | is_sign(it)) {
        let text =
            if source.is_empty() { Text::default() } else { Text::plain_from(source.clone()) };
        return (text, Vec::new());
    }
    let mut parser = Parser {
        source,
        gaps,
        at: 0,
        root: Vec::new(),
        open: Vec::new(),
        next_gap: 1,
        stray: Vec::new(),
        no_code_beyond: usize::MAX,
    };
    parser.run();
    let (root, stray) = parser.finish();
    (Text::of(inlines(root, source)), stray)
}

/// A piece of a text that is being parsed.
enum Piece {
    /// Adjacent letters of the source.
    Source(Range<usize>),
    /// Letters that are not adjacent in the source.
    Joined(String),
    Marked(Mark, Vec<Piece>),
    Code(Range<usize>),
    Gap(Box<Gap>),
}

fn inlines(pieces: Vec<Piece>, source: &Str) -> Vec<Inline> {
    let part = |range: Range<usize>| source.part(source.get(range).unwrap_or(""));
    let inline = |it| match it {
        Piece::Source(range) => Inline::Plain(part(range)),
        Piece::Joined(letters) => Inline::Plain(letters.into()),
        Piece::Marked(mark, inner) => mark.around(inlines(inner, source).into()),
        Piece::Code(range) => Inline::Code(part(range)),
        Piece::Gap(gap) => Inline::Gap(gap),
    };
    pieces.into_iter().map(inline).collect()
}

/// Returns whether a mark, a gap or an escape may begin or end with `byte`.
fn is_sign(byte: u8) -> bool {
    matches!(byte, b'\\' | b'*' | b'~' | b'`' | b'{' | b'}')
}

struct Parser<'s> {
    source: &'s str,
    gaps: bool,
    at: usize,
    root: Vec<Piece>,
    /// The open marks, innermost last. No mark is open twice, so there are at most three.
    open: Vec<(Mark, Vec<Piece>)>,
    next_gap: u16,
    stray: Vec<StrayBrace>,
    /// The offset from which no backtick ends a code span, so that many single backticks are not
    /// searched for again and again.
    no_code_beyond: usize,
}

impl Parser<'_> {
    fn run(&mut self) {
        while let Some(letter) = self.source[self.at..].chars().next() {
            match letter {
                '\\' => self.escape(),
                '*' => self.run_of('*'),
                '~' => self.run_of('~'),
                '`' => self.code(),
                '{' if self.gaps => self.gap(),
                '}' if self.gaps => self.closing_brace(),
                _ => {
                    let rest = &self.source[self.at..];
                    let length = rest.bytes().skip(letter.len_utf8()).position(is_sign);
                    let length = length.map_or(rest.len(), |it| it + letter.len_utf8());
                    self.letters(self.at..self.at + length);
                    self.at += length;
                }
            }
        }
    }

    fn finish(mut self) -> (Vec<Piece>, Vec<StrayBrace>) {
        while let Some((mark, inner)) = self.open.pop() {
            self.give_up(mark, inner);
        }
        (self.root, self.stray)
    }

    fn here(&mut self) -> &mut Vec<Piece> {
        match self.open.last_mut() {
            Some((_, inner)) => inner,
            None => &mut self.root,
        }
    }

    /// Adds letters that are not in the source, or not at this place.
    fn push_letters(&mut self, letters: &str) {
        if letters.is_empty() {
            return;
        }
        let source = self.source;
        match self.here().last_mut() {
            Some(Piece::Joined(before)) => before.push_str(letters),
            Some(Piece::Source(range)) => {
                let before = source.get(range.clone()).unwrap_or("");
                let joined = Piece::Joined([before, letters].concat());
                if let Some(last) = self.here().last_mut() {
                    *last = joined;
                }
            }
            _ => self.here().push(Piece::Joined(letters.to_owned())),
        }
    }

    /// Adds letters of the source.
    fn letters(&mut self, range: Range<usize>) {
        let source = self.source;
        match self.here().last_mut() {
            Some(Piece::Source(before)) if before.end == range.start => before.end = range.end,
            Some(Piece::Source(_) | Piece::Joined(_)) => {
                self.push_letters(source.get(range).unwrap_or(""));
            }
            _ if range.is_empty() => {}
            _ => self.here().push(Piece::Source(range)),
        }
    }

    fn escape(&mut self) {
        let next = self.source[self.at + 1..].chars().next();
        let escapes = match next {
            Some('\\' | '*' | '`' | '~') => true,
            Some('{' | '|' | '}') => self.gaps,
            _ => false,
        };
        let from = if escapes { self.at + 1 } else { self.at };
        let end = self.at + 1 + if escapes { 1 } else { 0 };
        self.letters(from..end);
        self.at = end;
    }

    /// Parses a run of asterisks or tildes, which are marks or, if the run has another length,
    /// plain text.
    fn run_of(&mut self, sign: char) {
        let rest = &self.source[self.at..];
        let length = rest.len() - rest.trim_start_matches(sign).len();
        let before = self.source[..self.at].chars().next_back();
        let after = rest[length..].chars().next();
        let closes = before.is_some_and(|it| !it.is_whitespace());
        let opens = after.is_some_and(|it| !it.is_whitespace());
        let range = self.at..self.at + length;
        self.at += length;
        let marks: &[Mark] = match (sign, length) {
            ('~', 2) => &[Mark::Struck],
            ('*', 1) => &[Mark::Emphasis],
            ('*', 2) => &[Mark::Strong],
            ('*', 3) => &[Mark::Strong, Mark::Emphasis],
            _ => return self.letters(range),
        };
        if closes && marks.iter().all(|it| self.is_open(*it)) {
            // Marks are closed in the reverse of the order in which they were opened.
            while let Some(mark) =
                self.open.iter().rev().map(|it| it.0).find(|it| marks.contains(it))
            {
                self.close(mark);
            }
        } else if opens {
            marks.iter().for_each(|it| self.begin(*it));
        } else {
            self.letters(range);
        }
    }

    fn is_open(&self, mark: Mark) -> bool {
        self.open.iter().any(|it| it.0 == mark)
    }

    fn begin(&mut self, mark: Mark) {
        // If a mark is opened twice, the later opening counts and the earlier one becomes plain
        // text.
        while self.is_open(mark) {
            if let Some((earlier, inner)) = self.open.pop() {
                self.give_up(earlier, inner);
            }
        }
        self.open.push((mark, Vec::new()));
    }

    fn close(&mut self, mark: Mark) {
        while let Some((open, inner)) = self.open.pop() {
            if open == mark {
                if inner.is_empty() {
                    self.push_letters(&mark.sign().repeat(2));
                } else {
                    self.here().push(Piece::Marked(mark, inner));
                }
                return;
            }
            self.give_up(open, inner);
        }
    }

    /// Turns an opening that is never closed into plain text.
    fn give_up(&mut self, mark: Mark, inner: Vec<Piece>) {
        self.push_letters(mark.sign());
        for inline in inner {
            match inline {
                Piece::Joined(letters) => self.push_letters(&letters),
                Piece::Source(range) => self.letters(range),
                other => self.here().push(other),
            }
        }
    }

    fn code(&mut self) {
        let rest = &self.source[self.at + 1..];
        let end = (self.at < self.no_code_beyond).then(|| rest.find('`')).flatten();
        match end {
            Some(end) if end > 0 => {
                let start = self.at + 1;
                self.here().push(Piece::Code(start..start + end));
                self.at += end + 2;
            }
            other => {
                if other.is_none() {
                    self.no_code_beyond = self.no_code_beyond.min(self.at);
                }
                self.letters(self.at..self.at + 1);
                self.at += 1;
            }
        }
    }

    fn gap(&mut self) {
        let rest = &self.source[self.at..];
        let run = rest.len() - rest.trim_start_matches('{').len();
        // Double braces begin Anki's own gaps, so they are displayed as typed.
        if run > 1 {
            self.letters(self.at..self.at + run);
            self.at += run;
            return;
        }
        let (answers, length) = match read_answers(&rest[1..]) {
            Ok(found) => found,
            Err(length) => {
                self.stray.push(StrayBrace(self.at..self.at + 1 + length));
                self.letters(self.at..self.at + 1);
                self.at += 1;
                return;
            }
        };
        let number = self.next_gap.min(MOST_GAPS);
        self.next_gap = self.next_gap.saturating_add(1);
        let answers = answers.into_iter().map(Str::from).collect();
        self.here().push(Piece::Gap(Box::new(Gap { answers, number })));
        self.at += 1 + length;
    }

    fn closing_brace(&mut self) {
        let rest = &self.source[self.at..];
        let run = rest.len() - rest.trim_start_matches('}').len();
        if run == 1 && self.stray.last().is_none_or(|it| it.0.end != self.at + 1) {
            self.stray.push(StrayBrace(self.at..self.at + 1));
        }
        self.letters(self.at..self.at + run);
        self.at += run;
    }
}

/// Returns the answers up to the closing brace with the number of bytes read.
///
/// # Errors
/// Returns the number of bytes that were searched if there is no closing brace.
fn read_answers(rest: &str) -> Result<(Vec<String>, usize), usize> {
    let mut answers = vec![String::new()];
    let mut letters = rest.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '}' => {
                let answers: Vec<_> = answers.iter().map(|it| it.trim().to_owned()).collect();
                let complete = answers.iter().all(|it| !it.is_empty());
                let mut seen = BTreeSet::new();
                let answers: Vec<_> =
                    answers.into_iter().filter(|it| seen.insert(it.clone())).collect();
                return if complete { Ok((answers, at + 1)) } else { Err(at + 1) };
            }
            '{' | '\n' => return Err(at),
            '|' => answers.push(String::new()),
            '\\' => match letters.clone().next() {
                Some((_, next @ ('{' | '|' | '}' | '\\' | '*' | '`' | '~'))) => {
                    letters.next();
                    push(&mut answers, next);
                }
                _ => push(&mut answers, '\\'),
            },
            _ => push(&mut answers, letter),
        }
        // A gap is a few words long; the limit keeps the time linear if a brace is never closed.
        if at > 1000 {
            return Err(0);
        }
    }
    Err(rest.len())
}

fn push(answers: &mut [String], letter: char) {
    if let Some(last) = answers.last_mut() {
        last.push(letter);
    }
}
