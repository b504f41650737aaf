//! Divides long files into pieces that can be read in parallel.
//!
//! The division looks at lines. All that it knows about YAML is that the content of a list item is
//! indented further than its dash. The parser finds out whether a piece has the same meaning by
//! itself as in its file: see [`read_piece`](crate::source::read_piece).

use std::ops::Range;

use crate::model::Str;

/// A part of a file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) range: Range<usize>,
    pub(crate) kind: PieceKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// The whole file.
    Whole,
    /// The part before the first entry.
    Head,
    /// Some of the entries.
    Entries,
    /// The part after the last entry.
    Tail,
}

impl Piece {
    /// Returns a text as a single piece.
    pub(crate) fn whole(text: &str) -> Piece {
        Piece { range: 0..text.len(), kind: PieceKind::Whole }
    }

    /// Returns whether it is the whole of its file.
    pub(crate) fn is_whole(&self) -> bool {
        self.kind == PieceKind::Whole
    }

    /// Returns the text of the piece, given the text of its file. Only the whole shares its letters
    /// with the file.
    pub(crate) fn text(&self, file: &Str) -> Str {
        if self.range == (0..file.len()) {
            return file.clone();
        }
        file.get(self.range.clone()).unwrap_or("").into()
    }

    fn of(range: Range<usize>, kind: PieceKind) -> Piece {
        Piece { range, kind }
    }
}

/// The minimum size of a piece in bytes: small enough that all threads are busy until the end,
/// large enough that the overhead of a piece is negligible.
const SIZE: usize = 32 << 10;

/// Divides a text into adjacent pieces.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    divide(text, SIZE).unwrap_or_else(|| vec![Piece::whole(text)])
}

/// Divides a text into pieces of at least `size` bytes, or returns `None` if it cannot be divided.
fn divide(text: &str, size: usize) -> Option<Vec<Piece>> {
    if text.len() < 2 * size {
        return None;
    }
    let key = lines(text, 0).find(|it| text[it.clone()].starts_with("entries:"))?;
    // A directive is valid until the end of its document.
    if lines(text, 0).take_while(|it| it.start < key.start).any(|it| text[it].starts_with('%')) {
        return None;
    }
    if !is_blank(&text["entries:".len() + key.start..key.end]) {
        return None;
    }
    let first = lines(text, key.end).find(|it| !is_blank(&text[it.clone()]))?;
    let line = &text[first.clone()];
    let indent = line.len() - line.trim_start_matches(' ').len();
    let dash = line.get(..indent + 2).filter(|it| it.ends_with("- "))?;

    let mut pieces = vec![Piece::of(0..first.start, PieceKind::Head)];
    let mut start = first.start;
    // Most lines are indented further than the dash, which one byte shows.
    let is_inside = |it: &Range<usize>| {
        let begin = text.as_bytes().get(it.start..=it.start + indent);
        begin.is_some_and(|it| it.iter().all(|it| *it == b' '))
    };
    for it in lines(text, first.end).filter(|it| !is_inside(it)) {
        let line = &text[it.clone()];
        if line.starts_with(dash) {
            if it.start >= start + size {
                pieces.push(Piece::of(start..it.start, PieceKind::Entries));
                start = it.start;
            }
        } else if is_outside(line, indent) {
            // Other keys are valid at the start of a text, but not in the middle of one.
            if !line.starts_with("retired:") {
                return None;
            }
            pieces.push(Piece::of(start..it.start, PieceKind::Entries));
            pieces.push(Piece::of(it.start..text.len(), PieceKind::Tail));
            return Some(pieces);
        }
    }
    pieces.push(Piece::of(start..text.len(), PieceKind::Entries));
    Some(pieces)
}

/// Returns the lines of a text from byte `from` on, each with its line ending.
fn lines(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> {
    let mut start = from;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|it| !it.is_empty())?;
        let end = rest.find('\n').map_or(text.len(), |it| start + it + 1);
        let line = start..end;
        start = end;
        Some(line)
    })
}

/// Returns whether a line is blank or a comment.
fn is_blank(line: &str) -> bool {
    let content = line.trim_start_matches([' ', '\t']);
    content.trim_end_matches(['\n', '\r']).is_empty() || content.starts_with('#')
}

/// Returns whether a line is indented no further than the dash of an entry.
fn is_outside(line: &str, indent: usize) -> bool {
    let content = line.trim_start_matches(' ');
    line.len() - content.len() <= indent && !is_blank(content)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use proptest::prelude::*;

    use super::*;
    use crate::diag::{Diagnostics, Files};
    use crate::source::read_piece;

    fn divided(text: &str, size: usize) -> Vec<(PieceKind, &str)> {
        let pieces = divide(text, size).unwrap_or_default();
        pieces.into_iter().map(|it| (it.kind, &text[it.range])).collect()
    }

    #[test]
    fn entries_are_divided_at_their_dashes() {
        let text = "deck:\n  id: a\nentries: # all\n\n  # one\n  - headword: a\n    summary: |\n      - b\n\n  - headword: c\n  - headword: d\n";
        assert_eq!(
            divided(text, 1),
            [
                (PieceKind::Head, "deck:\n  id: a\nentries: # all\n\n  # one\n"),
                (PieceKind::Entries, "  - headword: a\n    summary: |\n      - b\n\n"),
                (PieceKind::Entries, "  - headword: c\n"),
                (PieceKind::Entries, "  - headword: d\n"),
            ]
        );
    }

    #[test]
    fn what_follows_the_entries_is_a_piece_of_its_own() {
        let text = "entries:\n- a\n# still\n- b\nretired:\n- c\n";
        assert_eq!(
            divided(text, 9),
            [
                (PieceKind::Head, "entries:\n"),
                (PieceKind::Entries, "- a\n# still\n"),
                (PieceKind::Entries, "- b\n"),
                (PieceKind::Tail, "retired:\n- c\n"),
            ]
        );
    }

    #[test]
    fn what_means_something_else_at_the_start_of_a_text_keeps_it_whole() {
        let entries = "deck: {id: a, name: A}\nentries:\n  - a\n  - b\n  - c\n  - d\n";
        for tail in [
            "---\nretired: [z]\n",
            "...\nretired: [z]\n",
            "...\n---\nretired: [z]\n",
            "--- {retired: [z]}\n",
            "%YAML 1.2\n---\nretired: [z]\n",
            "{retired: [z]}\n",
            "!!map\nretired: [z]\n",
            "&a\nretired: [z]\n",
            "\u{FEFF}retired: [z]\n",
            " retired: [z]\n",
            " # c\n retired: [z]\n",
            "  retired: [z]\n",
        ] {
            assert_eq!(divided(&format!("{entries}{tail}"), 9), [], "{tail}");
        }
        assert_eq!(divided(&format!("%TAG !! tag:a,2000:\n---\n{entries}"), 9), []);
        assert_eq!(divided(&format!("{entries}retired: [z]\n"), 1000), []);
        assert!(divided(&format!("{entries}retired: [z]\n"), 9).len() > 3);
    }

    #[test]
    fn short_or_unusual_texts_stay_whole() {
        for text in ["entries:\n- a\n", "entries: [a,\n b, c, d, e]\n", "a\nb\nc\nd\ne\nf\n", ""] {
            assert_eq!(pieces(text), [Piece::whole(text)]);
            assert_eq!(divided(text, 7), []);
        }
    }

    /// Returns the entries that are read from the pieces of a text, and the diagnostics.
    fn readings(text: &str, pieces: &[Piece]) -> Option<(Vec<String>, Vec<String>)> {
        let file = Files::default().add("a");
        let (mut found, mut diagnostics) = (Vec::new(), Diagnostics::default());
        for piece in pieces {
            read_piece(file, &piece.text(&text.into()), piece, &mut diagnostics, &mut |it, _| {
                found.push(format!("{it:?}"));
                ControlFlow::Continue(())
            })?;
        }
        diagnostics.sort();
        Some((found, diagnostics.iter().map(|it| format!("{it:?}")).collect()))
    }

    /// Lines from which valid and invalid decks are composed.
    const LINES: [&str; 37] = [
        "deck: {id: a, name: A}",
        "entries:",
        "entries: # all",
        "retired: [a]",
        "retired:",
        "- b",
        "- headword: a",
        "  summary: b",
        "  - headword: c",
        // An empty block ends, before other lines, a byte later than at the end of a text.
        "    summary: |\n      - d",
        "      - d",
        "    senses: [{definition: e,",
        "      examples: [f]}]",
        "    summary: \"g",
        "  - h\"",
        "    notes: 'i",
        "  - headword: j'",
        "    senses: &s",
        "      - definition: k",
        "    senses: *s",
        "    summary: *nobody",
        "  - !!map {headword: l}",
        "  - !mine {headword: m}",
        "  -",
        "",
        "# comment",
        "  # comment",
        "---",
        "--- {retired: [a]}",
        "%TAG !! tag:example.com,2000:",
        " retired: [a]",
        "  retired: [a]",
        "{retired: [a]}",
        "&r",
        "!!map",
        "...",
        "\t- n",
    ];

    proptest! {
        #[test]
        fn pieces_that_can_be_read_alone_say_what_the_whole_says(
            lines in prop::collection::vec(prop::sample::select(&LINES[..]), 2..14),
            head in prop::bool::weighted(0.8),
            size in 1_usize..40,
        ) {
            let head = if head { "deck: {id: a, name: A}\nentries:\n  - headword: z\n" } else { "" };
            let text = format!("{head}{}\n", lines.join("\n"));
            if let Some(pieces) = divide(&text, size) {
                let joined: String = pieces.iter().map(|it| &text[it.range.clone()]).collect();
                prop_assert_eq!(&joined, &text);
                if let Some(found) = readings(&text, &pieces) {
                    prop_assert_eq!(Some(found), readings(&text, &[Piece::whole(&text)]));
                }
            }
        }
    }
}
