//! Puts the texts of an item on one line.

use crate::model::{Gap, Inline, Str, Text};

/// Texts being put on one line.
#[derive(Default)]
pub(super) struct Line {
    pub(super) letters: String,
    /// Where the line begins.
    pub(super) start: usize,
}

impl Line {
    pub(super) fn begin(&mut self, kind: &str) {
        self.letters.clear();
        self.letters.push_str(kind);
        self.letters.push('\0');
        self.start = self.letters.len();
    }

    pub(super) fn add(&mut self, text: &Text) {
        self.inlines(text.inlines());
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Plain(letters) | Inline::Code(letters) => self.letters(letters),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                    self.inlines(inner);
                }
                Inline::Gap(gap) => self.gap(gap),
            }
        }
    }

    fn gap(&mut self, gap: &Gap) {
        self.letters("{");
        self.letters(gap.answers.first().map_or("", Str::as_str));
        self.letters("}");
    }

    /// Adds letters, of blanks and control characters in a row one blank, and none at the start.
    pub(super) fn letters(&mut self, letters: &str) {
        let mut rest = letters;
        while !rest.is_empty() {
            let mut is_after_blank = self.is_after_blank();
            let mut run = 0;
            for letter in rest.bytes() {
                if !letter.is_ascii_graphic() && (letter != b' ' || is_after_blank) {
                    break;
                }
                is_after_blank = letter == b' ';
                run += 1;
            }
            let (as_it_is, other) = rest.split_at(run);
            self.letters.push_str(as_it_is);
            let mut others = other.chars();
            if let Some(letter) = others.next() {
                self.letter(letter);
            }
            rest = others.as_str();
        }
    }

    fn letter(&mut self, letter: char) {
        let is_blank = letter.is_whitespace() || letter.is_control();
        if !is_blank {
            self.letters.push(letter);
        } else if !self.is_after_blank() {
            self.letters.push(' ');
        }
    }

    fn is_after_blank(&self) -> bool {
        self.letters.len() == self.start || self.letters.ends_with(' ')
    }
}
