//! Reads a source file part by part: its deck, then its entries one by one.

use std::ops::ControlFlow;

use crate::diag::{Diagnostics, FileId, Span};
use crate::model::Str;
use crate::source::node::{Node, Step, Value};
use crate::source::pieces::{Piece, PieceKind};
use crate::source::rules::unknown_key::Home;
use crate::source::rules::{
    duplicate_key, several_documents, unknown_key, wrong_kind, yaml_syntax,
};
use crate::source::shape::{DECK, ENTRY};
use crate::source::slips;
use crate::source::yaml::{Events, SyntaxError};

/// A part of a source file.
pub(crate) enum Part<'n, 't> {
    /// The value of `deck:` and the place of its key.
    Deck(&'n Node<'t>, Span),
    /// A value of `entries:`.
    Entry(&'n Node<'t>),
    /// The value of `retired:`.
    Retired(&'n Node<'t>),
}

/// The parts that were found in a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outline {
    /// The place of the key `deck`.
    pub deck: Option<Span>,
    /// The place of the key `entries`.
    pub entries: Option<Span>,
    /// The place of the key `retired`.
    pub retired: Option<Span>,
}

/// The maximum number of times that reading resumes after a syntax error. Each time may read to the
/// end of the file again.
const MOST_RESTARTS: usize = 30;

/// Reads `text` part by part, until its end or until `visit` breaks off. Returns the parts that
/// were found.
///
/// After a syntax error in an entry, reading resumes with the next entry, so that one missing quote
/// does not hide the other problems of a file.
pub(crate) fn read<'t>(
    file: FileId,
    text: &'t Str,
    diagnostics: &mut Diagnostics,
    visit: Visit<'_, 't>,
) -> Outline {
    read_events(Events::new(file, text, 0), file, text, diagnostics, visit)
}

/// Reads `text` as [`read`] does, where `visit` breaks off after a part at its beginning: no more
/// than that is parsed.
pub(crate) fn read_beginning<'t>(
    file: FileId,
    text: &'t Str,
    diagnostics: &mut Diagnostics,
    visit: Visit<'_, 't>,
) -> Outline {
    read_events(Events::from(file, text, 0, 0), file, text, diagnostics, visit)
}

fn read_events<'t>(
    events: Events<'t>,
    file: FileId,
    text: &'t Str,
    diagnostics: &mut Diagnostics,
    visit: Visit<'_, 't>,
) -> Outline {
    let mut reader = Reader::new(events, text, visit);
    let mut resume = None;
    for _ in 0..MOST_RESTARTS {
        match reader.run(resume.is_some(), diagnostics) {
            Ok(()) => break,
            Err(error) => {
                // A resumed list of entries ends with an error at the next key of the file, which
                // is no problem.
                if resume.is_none() || !error.is_at_line_start() {
                    reader.events.report(&error, diagnostics);
                }
            }
        }
        resume = reader.next_entry(resume.unwrap_or(0));
        let Some(at) = resume else { break };
        reader.events = Events::from(file, text, 0, at);
    }
    reader.outline
}

/// Reads a piece of a file by itself; `text` is the text of the piece.
///
/// Returns `None` if the piece has, or may have, another meaning by itself than in its file.
pub(crate) fn read_piece<'t>(
    file: FileId,
    text: &'t Str,
    piece: &Piece,
    visit: Visit<'_, 't>,
) -> Option<Outline> {
    let mut diagnostics = Diagnostics::default();
    let events = Events::new(file, text, piece.range.start);
    let mut reader = Reader::new(events, text, visit);
    reader.run(piece.kind == PieceKind::Entries, &mut diagnostics).ok()?;
    // A problem that concerns more than a single entry is reported for the whole file.
    if !diagnostics.is_empty() || reader.events.is_shared() {
        return None;
    }
    let Outline { deck, entries, retired } = reader.outline;
    let is_as_expected = match piece.kind {
        PieceKind::Whole => true,
        PieceKind::Head => entries.is_some() && retired.is_none(),
        PieceKind::Entries => reader.lists == 1,
        PieceKind::Tail => deck.is_none() && entries.is_none() && retired.is_some(),
    };
    is_as_expected.then_some(reader.outline)
}

type Visit<'v, 't> = &'v mut dyn FnMut(Part<'_, 't>, &mut Diagnostics) -> ControlFlow<()>;

struct Reader<'v, 't> {
    events: Events<'t>,
    text: &'t str,
    outline: Outline,
    /// The start of the entry that is being read.
    entry: Option<Span>,
    /// The number of lists of entries without a key.
    lists: usize,
    visit: Visit<'v, 't>,
}

type Scan<T> = Result<T, SyntaxError>;

impl<'v, 't> Reader<'v, 't> {
    fn new(events: Events<'t>, text: &'t str, visit: Visit<'v, 't>) -> Reader<'v, 't> {
        Reader { events, text, outline: Outline::default(), entry: None, lists: 0, visit }
    }

    fn run(&mut self, resumed: bool, diagnostics: &mut Diagnostics) -> Scan<()> {
        loop {
            let (step, span) = self.events.next(diagnostics)?;
            match step {
                Step::Document => {}
                Step::EndOfDocument => return self.after_document(diagnostics),
                Step::End => return Ok(()),
                Step::Sequence { .. } if resumed => {
                    self.lists += 1;
                    if self.entries(diagnostics)?.is_break() {
                        return Ok(());
                    }
                }
                Step::Mapping { .. } if !resumed => {
                    if self.root(diagnostics)?.is_break() {
                        return Ok(());
                    }
                }
                step => {
                    let node = self.events.node_from(step, span, diagnostics)?;
                    if !node.is_empty() && !resumed {
                        wrong_kind::of_file(node.span, diagnostics);
                    }
                }
            }
        }
    }

    fn root(&mut self, diagnostics: &mut Diagnostics) -> Scan<ControlFlow<()>> {
        loop {
            let (step, span) = self.events.next(diagnostics)?;
            if matches!(step, Step::EndOfCollection) {
                return Ok(ControlFlow::Continue(()));
            }
            let key = self.events.node_from(step, span, diagnostics)?;
            let name = match &key.resolve().value {
                Value::Scalar { text, .. } => text.trim().to_owned(),
                _ => String::new(),
            };
            let first = match name.as_str() {
                "deck" => self.outline.deck.replace(key.span),
                "entries" => self.outline.entries.replace(key.span),
                "retired" => self.outline.retired.replace(key.span),
                _ => {
                    report_odd(&key, &name, diagnostics);
                    self.events.node(diagnostics)?;
                    continue;
                }
            };
            if let Some(first) = first {
                duplicate_key::in_file(&name, key.span, first, diagnostics);
            }
            let flow = if name == "entries" {
                self.entries_value(diagnostics)?
            } else {
                let node = self.events.node(diagnostics)?;
                let is_deck = name == "deck";
                let part = if is_deck { Part::Deck(&node, key.span) } else { Part::Retired(&node) };
                (self.visit)(part, diagnostics)
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
    }

    fn entries_value(&mut self, diagnostics: &mut Diagnostics) -> Scan<ControlFlow<()>> {
        let (step, span) = self.events.next(diagnostics)?;
        if let Step::Sequence { anchor: 0, .. } = step {
            return self.entries(diagnostics);
        }
        // A list with an anchor may be repeated by an alias, so it is read as a whole, like a
        // single entry.
        let node = self.events.node_from(step, span, diagnostics)?;
        match &node.resolve().value {
            Value::Sequence { items, .. } => {
                for item in items.iter().filter(|it| !it.is_empty()) {
                    if (self.visit)(Part::Entry(item), diagnostics).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                Ok(ControlFlow::Continue(()))
            }
            _ if node.is_empty() => Ok(ControlFlow::Continue(())),
            _ => Ok((self.visit)(Part::Entry(&node), diagnostics)),
        }
    }

    fn entries(&mut self, diagnostics: &mut Diagnostics) -> Scan<ControlFlow<()>> {
        loop {
            let (step, span) = self.events.next(diagnostics)?;
            if matches!(step, Step::EndOfCollection) {
                self.entry = None;
                return Ok(ControlFlow::Continue(()));
            }
            self.entry = Some(span);
            let node = self.events.node_from(step, span, diagnostics)?;
            if !node.is_empty() && (self.visit)(Part::Entry(&node), diagnostics).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
    }

    fn after_document(&mut self, diagnostics: &mut Diagnostics) -> Scan<()> {
        let (step, span) = self.events.next(diagnostics)?;
        if matches!(step, Step::Document) {
            several_documents::report(span, diagnostics);
        }
        Ok(())
    }

    /// Returns the start of the line on which the entry after the broken one begins.
    fn next_entry(&mut self, after: usize) -> Option<usize> {
        let entry = self.entry.take()?;
        let line_start = |at: usize| self.text[..at].rfind('\n').map_or(0, |it| it + 1);
        let start = line_start((entry.start as usize).min(self.text.len()));
        let line = &self.text[start..];
        let indent = line.len() - line.trim_start_matches(' ').len();
        if !line[indent..].starts_with("- ") {
            return None;
        }
        let dash = format!("\n{}- ", &line[..indent]);
        let from = start.max(after);
        self.text[from..].find(&dash).map(|it| from + it + 1)
    }
}

/// Reports a key that a file does not have, or the spaces before it that are none in YAML.
fn report_odd(key: &Node<'_>, name: &str, diagnostics: &mut Diagnostics) {
    if let Value::Scalar { text, .. } = &key.resolve().value
        && slips::is_odd_blank(text)
        && let Some(slip) = slips::in_text(text, key.span.start as usize)
    {
        diagnostics.push(yaml_syntax::of_slip(key.span.file, slip));
        return;
    }
    report_unknown(name, key.span, diagnostics);
}

fn report_unknown(name: &str, span: Span, diagnostics: &mut Diagnostics) {
    let home = if name != "id" && ENTRY.key(name).is_some() {
        Home::Entry
    } else if DECK.key(name).is_some() {
        Home::Deck
    } else {
        Home::Nothing
    };
    unknown_key::in_file(name, home, span, diagnostics);
}
