//! The contents of a card's side, and how they are fitted into its space.

use crate::anki::Content;
use crate::export::print::measure::{lines, longest_word};
use crate::export::print::{escaped, pieces};
use crate::model::Language;

/// A block of a side; blocks are placed one below the other.
#[derive(Clone, Debug)]
pub(super) struct Block {
    look: Look,
    html: String,
    letters: String,
    is_list: bool,
}

/// The role of a block, which determines its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// An instruction.
    Prompt,
    /// A headword; long ones are set smaller.
    Word,
    /// The answer.
    Answer,
    /// The question.
    Ask,
    /// An explanation.
    Line,
    /// An example sentence with the word.
    Example,
    /// Additional information.
    Small,
}

/// The language of a block.
#[derive(Clone, Copy, Debug)]
pub(super) enum Voice<'l> {
    /// The language of the explanations.
    Plain,
    /// The language of the headwords.
    Foreign(&'l Language),
    /// A phrase of the program around words of any language, which runs from left to right.
    Frame,
}

/// The space for text on a side, in micrometres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) width: u64,
    pub(super) height: u64,
}

/// The text sizes in hundredths of a point, largest first; style.css has a class for each.
const SCALES: [u64; 4] = [1250, 1150, 1050, 950];

/// The sizes of headwords, in hundredths of the text size.
const WORD_SIZES: [u64; 4] = [200, 160, 125, 100];

/// The length of a point in micrometres (CSS Values, `pt`: 1/72 inch).
const POINT: u64 = 353;

/// The height of a line and the space above a block, in hundredths of an em.
const LINE: u64 = 132;
const ABOVE: u64 = 45;

/// The indentation of list items, in thousandths of an em.
const INDENT: u64 = 1600;

impl Look {
    /// Returns the class in style.css, the size in hundredths of the text size, and whether the
    /// text is bold.
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
    /// Creates a block from a content; returns `None` if the content is empty.
    pub(super) fn of(look: Look, voice: Voice<'_>, content: &Content<'_>) -> Option<Block> {
        // The language matters only for contents that no printed card has.
        let language = Language::default();
        let html = pieces::html(content, voice.language().unwrap_or(&language));
        (!content.is_empty()).then(|| Block::raw(look, voice, &html, pieces::letters(content)))
    }

    /// Creates a block of plain text.
    pub(super) fn plain(look: Look, voice: Voice<'_>, letters: &str) -> Block {
        Block::raw(look, voice, &escaped(letters), letters.to_owned())
    }

    /// Creates a block of HTML that displays the given letters.
    pub(super) fn raw(look: Look, voice: Voice<'_>, html: &str, letters: String) -> Block {
        let language = voice.language().map_or(String::new(), |it| format!(" lang=\"{it}\""));
        let direction = if matches!(voice, Voice::Frame) { "ltr" } else { "auto" };
        let html = format!("{language} dir=\"{direction}\">{html}");
        Block { look, html, letters, is_list: false }
    }

    /// Turns the block into a list, whose items are indented.
    pub(super) fn listed(self) -> Block {
        Block { is_list: true, ..self }
    }

    /// Returns the HTML at a text size, and its height in micrometres.
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

/// Returns the HTML of a side in the largest text size that fits into `room`, or `None` if none
/// fits.
pub(super) fn fit(side: &[Block], room: Room) -> Option<String> {
    SCALES.iter().enumerate().find_map(|(step, scale)| {
        let set: Vec<(String, u64)> = side.iter().map(|it| it.set(*scale, room)).collect();
        let height: u64 = set.iter().map(|it| it.1).sum();
        let html: String = set.into_iter().map(|it| it.0).collect();
        (height <= room.height).then(|| format!("<div class=\"body s{step}\">\n{html}</div>\n"))
    })
}
