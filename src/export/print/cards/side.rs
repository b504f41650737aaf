//! What stands on the two sides of a card, and how large it can be.

use crate::anki::Content;
use crate::export::print::measure::{lines, longest_word};
use crate::export::print::{escaped, pieces};
use crate::model::Language;

/// A piece of a side, one below the other.
#[derive(Clone, Debug)]
pub(super) struct Block {
    look: Look,
    html: String,
    letters: String,
    is_list: bool,
}

/// How a piece looks, which says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// What to do.
    Prompt,
    /// A headword; the longer it is, the smaller.
    Word,
    /// What is right.
    Answer,
    /// What is asked.
    Ask,
    /// Explanations.
    Line,
    /// A sentence with the word.
    Example,
    /// What is good to know beside it.
    Small,
}

/// The language of a piece.
#[derive(Clone, Copy, Debug)]
pub(super) enum Voice<'l> {
    /// That of the explanations.
    Plain,
    /// That of the headwords.
    Foreign(&'l Language),
    /// The program's own words around words of any language: they run from left to right.
    Frame,
}

/// The room for text on a side, in micrometres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) width: u64,
    pub(super) height: u64,
}

/// The sizes of text, in hundredths of a point, largest first; style.css has a class for each.
const SCALES: [u64; 4] = [1250, 1150, 1050, 950];

/// The sizes of headwords, in hundredths of that of text.
const WORD_SIZES: [u64; 4] = [200, 160, 125, 100];

/// A point in micrometres (CSS Values, `pt`: 1/72 inch).
const POINT: u64 = 353;

/// The height of a line and the room above a piece, in hundredths of an em.
const LINE: u64 = 132;
const ABOVE: u64 = 45;

/// The room before the items of a list, in thousandths of an em.
const INDENT: u64 = 1600;

impl Look {
    /// Its class in style.css, its size in hundredths of that of text, and whether it is bold.
    fn style(self) -> (&'static str, u64, bool) {
        match self {
            Look::Prompt => ("prompt", 85, false),
            Look::Word => ("word", 100, true),
            Look::Answer => ("answer", 125, true),
            Look::Ask => ("ask", 115, false),
            Look::Line => ("line", 100, false),
            Look::Example => ("example", 100, false),
            Look::Small => ("small", 85, false),
        }
    }
}

impl Block {
    /// A piece that shows a content; none where that is empty.
    pub(super) fn of(look: Look, voice: Voice<'_>, content: &Content<'_>) -> Option<Block> {
        // Which language `html` is told matters only to contents that no card shows.
        let language = Language::default();
        let html = pieces::html(content, voice.language().unwrap_or(&language));
        (!content.is_empty()).then(|| Block::raw(look, voice, &html, pieces::letters(content)))
    }

    /// A piece of letters.
    pub(super) fn plain(look: Look, voice: Voice<'_>, letters: &str) -> Block {
        Block::raw(look, voice, &escaped(letters), letters.to_owned())
    }

    /// A piece of HTML that shows these letters.
    pub(super) fn raw(look: Look, voice: Voice<'_>, html: &str, letters: String) -> Block {
        let language = voice.language().map_or(String::new(), |it| format!(" lang=\"{it}\""));
        let direction = if matches!(voice, Voice::Frame) { "ltr" } else { "auto" };
        let html = format!("{language} dir=\"{direction}\">{html}");
        Block { look, html, letters, is_list: false }
    }

    /// The same as a list, whose items are indented.
    pub(super) fn listed(self) -> Block {
        Block { is_list: true, ..self }
    }

    /// The HTML at a scale, and the height in micrometres.
    fn set(&self, scale: u64, room: Room) -> (String, u64) {
        let (class, size, is_bold) = self.look.style();
        let indent = if self.is_list { INDENT } else { 0 };
        let millipoints = room.width * 1000 / POINT;
        let ems =
            |size: u64| (millipoints * 1000 / (scale * size / 10).max(1)).saturating_sub(indent);
        let (class, size) = if self.look == Look::Word {
            let fits = |it: &usize| {
                let width = ems(WORD_SIZES[*it]);
                longest_word(&self.letters, is_bold) <= width
                    && lines(&self.letters, width, is_bold) <= 2
            };
            let step = (0..WORD_SIZES.len()).find(fits).unwrap_or(WORD_SIZES.len() - 1);
            (format!("word w{step}"), WORD_SIZES[step])
        } else {
            (class.to_owned(), size)
        };
        let count = lines(&self.letters, ems(size), is_bold);
        let height = (count * size * LINE / 100 + ABOVE) * scale / 100 * POINT / 100;
        (format!("<div class=\"{class}\"{}</div>\n", self.html), height)
    }
}

impl Voice<'_> {
    fn language(&self) -> Option<&Language> {
        match self {
            Voice::Plain | Voice::Frame => None,
            Voice::Foreign(language) => Some(language),
        }
    }
}

/// The HTML of a side in the largest text that `room` holds; nothing if it holds none.
pub(super) fn fit(side: &[Block], room: Room) -> Option<String> {
    SCALES.iter().enumerate().find_map(|(step, scale)| {
        let set: Vec<(String, u64)> = side.iter().map(|it| it.set(*scale, room)).collect();
        let height: u64 = set.iter().map(|it| it.1).sum();
        let html: String = set.into_iter().map(|it| it.0).collect();
        (height <= room.height).then(|| format!("<div class=\"body s{step}\">\n{html}</div>\n"))
    })
}
