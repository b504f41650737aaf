//! Wraps the YAML parser: its events are read into a tree of values with places.
//!
//! Every scalar remains the text that was written: `no`, `007` and `2024-01-05` are words here. An
//! alias shares the value of its anchor instead of copying it, and the total size of all aliases,
//! if written out, is limited.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use granit_parser::{
    Event, Options, Parser, ScalarStyle, ScanError, StrInput, StructureStyle, Tag,
};

use crate::diag::{Diagnostics, FileId, Span};
use crate::model::Str;
use crate::source::fast::{self, Placed};
use crate::source::node::{Node, Step, Style, Value};
use crate::source::rules::{alias_expansion, too_deep, unknown_alias, yaml_syntax, yaml_tag};

impl From<ScalarStyle> for Style {
    fn from(style: ScalarStyle) -> Style {
        match style {
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
            _ => Style::Plain,
        }
    }
}

/// The reason why a document cannot be parsed any further.
#[derive(Debug)]
pub(crate) struct SyntaxError(ScanError);

impl SyntaxError {
    /// Returns whether it was found in the first column of a line.
    pub(crate) fn is_at_line_start(&self) -> bool {
        self.0.marker().col() == 0
    }
}

/// A value with an anchor, and the size that each alias adds.
struct Anchored<'t> {
    node: Rc<Node<'t>>,
    weight: u64,
    height: usize,
}

/// The maximum depth, which is the parser's own for written values; aliases of aliases need a limit
/// of their own.
const MOST_LEVELS: usize = 255;

/// The events of one text, from which values are built on request.
pub(crate) struct Events<'t> {
    origin: Origin<'t>,
    file: FileId,
    /// The parsed part of the file.
    source: &'t Str,
    /// Where it begins in the file: not at 0 in a piece, or after a syntax error was skipped.
    base: usize,
    /// The offset in `source` at which parsing began.
    from: usize,
    anchors: BTreeMap<usize, Anchored<'t>>,
    /// The number of levels below the last value, including those of aliases.
    height: usize,
    /// The number of bytes and nodes built so far, with aliases counted as if written out.
    weight: u64,
    aliased: u64,
    reported_expansion: bool,
    /// Whether any value has an anchor or is an alias.
    is_shared: bool,
}

/// Where the steps come from.
enum Origin<'t> {
    /// The parser.
    Parser(Box<Parser<'t, StrInput<'t>>>),
    /// The strict reader of plain texts, which has read the whole text already.
    Fast(std::vec::IntoIter<Placed<'t>>),
}

impl<'t> Origin<'t> {
    /// Begins to parse a text.
    fn parser(text: &'t str) -> Origin<'t> {
        let mut options = Options::default();
        options.emit_unresolved_aliases = true;
        Origin::Parser(Box::new(Parser::new_from_str_with_options(text, options)))
    }
}

impl<'t> Events<'t> {
    /// Creates the events of `source`, which begins at byte `base` of its file and is read to its
    /// end.
    pub(crate) fn new(file: FileId, source: &'t Str, base: usize) -> Events<'t> {
        let steps = fast::steps(source);
        let fast = steps.map(|it| Origin::Fast(it.into_iter()));
        Events::of(fast.unwrap_or_else(|| Origin::parser(source)), file, source, base, 0)
    }

    /// Creates the events of `source` from its byte `from` on.
    pub(crate) fn from(file: FileId, source: &'t Str, base: usize, from: usize) -> Events<'t> {
        let part = source.get(from..).unwrap_or("");
        Events::of(Origin::parser(part), file, source, base, from)
    }

    fn of(
        origin: Origin<'t>,
        file: FileId,
        source: &'t Str,
        base: usize,
        from: usize,
    ) -> Events<'t> {
        Events {
            origin,
            file,
            source,
            base,
            from,
            anchors: BTreeMap::new(),
            height: 0,
            weight: 0,
            aliased: 0,
            reported_expansion: false,
            is_shared: false,
        }
    }

    /// Returns whether any value so far has an anchor or is an alias.
    pub(crate) fn is_shared(&self) -> bool {
        self.is_shared
    }

    /// Returns whether reading began inside the file, where anchors of the skipped part are
    /// unknown.
    pub(crate) fn is_resumed(&self) -> bool {
        self.base + self.from > 0
    }

    /// Returns the next step and its place.
    pub(crate) fn next(
        &mut self,
        diagnostics: &mut Diagnostics,
    ) -> Result<(Step<'t>, Span), SyntaxError> {
        loop {
            let next = match &mut self.origin {
                Origin::Parser(parser) => parser.next_event(),
                Origin::Fast(steps) => match steps.next() {
                    Some((step, range)) => return Ok((step, self.span(range))),
                    None => None,
                },
            };
            let Some(next) = next else {
                let end = self.source.len() - self.from;
                return Ok((Step::End, self.span(end..end)));
            };
            let (event, place) = next.map_err(SyntaxError)?;
            let range = place.byte_range().unwrap_or(0..0);
            let span = self.span(range.clone());
            let tag_span = place.tag_span().and_then(|it| it.byte_range());
            let tag_span = tag_span.map(|it| self.span(it));
            let step = match event {
                Event::StreamStart => continue,
                Event::StreamEnd => Step::End,
                Event::DocumentStart(..) => Step::Document,
                Event::DocumentEnd => Step::EndOfDocument,
                Event::Alias(id) => Step::Alias(id),
                Event::UnresolvedAlias(name) => Step::UnknownAlias(name.into_owned()),
                Event::Scalar(text, style, anchor, tag) => {
                    self.check_tag(tag.as_deref(), tag_span.unwrap_or(span), diagnostics);
                    let style = Style::from(style);
                    let plain = style == Style::Plain;
                    // The parser represents an absent value as `~`; a `~` that was written is not
                    // empty.
                    let text = if plain && range.is_empty() { Cow::Borrowed("") } else { text };
                    Step::Scalar { text, style, anchor }
                }
                Event::SequenceStart(style, anchor, tag) => {
                    self.check_tag(tag.as_deref(), tag_span.unwrap_or(span), diagnostics);
                    Step::Sequence { flow: style == StructureStyle::Flow, anchor }
                }
                Event::MappingStart(style, anchor, tag) => {
                    self.check_tag(tag.as_deref(), tag_span.unwrap_or(span), diagnostics);
                    Step::Mapping { flow: style == StructureStyle::Flow, anchor }
                }
                Event::SequenceEnd | Event::MappingEnd => Step::EndOfCollection,
                _ => continue,
            };
            return Ok((step, span));
        }
    }

    /// Returns the next value as a whole.
    pub(crate) fn node(&mut self, diagnostics: &mut Diagnostics) -> Result<Node<'t>, SyntaxError> {
        let (step, span) = self.next(diagnostics)?;
        self.node_from(step, span, diagnostics)
    }

    /// Returns the value that begins with `step`.
    pub(crate) fn node_from(
        &mut self,
        step: Step<'t>,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Result<Node<'t>, SyntaxError> {
        let before = self.weight;
        self.weight = self.weight.saturating_add(16);
        let (value, end, anchor) = match step {
            Step::Scalar { text, style, anchor } => {
                self.weight = self.weight.saturating_add(text.len() as u64);
                self.height = 0;
                let end = self.content_end(span);
                (Value::Scalar { text, style, source: self.source }, end, anchor)
            }
            Step::Sequence { flow, anchor } => {
                let (items, end) = self.sequence(span, diagnostics)?;
                (Value::Sequence { items, flow }, end, anchor)
            }
            Step::Mapping { flow, anchor } => {
                let (pairs, end) = self.mapping(span, diagnostics)?;
                (Value::Mapping { pairs, flow }, end, anchor)
            }
            Step::Alias(id) => return Ok(self.alias(id, span, diagnostics)),
            Step::UnknownAlias(name) => {
                self.is_shared = true;
                self.report_unknown_alias(&name, span, diagnostics);
                return Ok(self.alias_as_text(span));
            }
            Step::Document | Step::EndOfDocument | Step::End | Step::EndOfCollection => {
                return Ok(Node::empty(span, self.source));
            }
        };
        let node = Node { span: Span { end: end.max(span.start), ..span }, value };
        if anchor == 0 {
            return Ok(node);
        }
        self.is_shared = true;
        let shared = Rc::new(node);
        let (node, weight) = (Rc::clone(&shared), self.weight - before);
        self.anchors.insert(anchor, Anchored { node, weight, height: self.height });
        Ok(Node { span: shared.span, value: Value::Shared(shared) })
    }

    fn sequence(
        &mut self,
        start: Span,
        diagnostics: &mut Diagnostics,
    ) -> Result<(Vec<Node<'t>>, u32), SyntaxError> {
        let (mut items, mut end, mut height) = (Vec::new(), start.end, 0);
        loop {
            let (step, span) = self.next(diagnostics)?;
            if matches!(step, Step::EndOfCollection) {
                self.height = height + 1;
                return Ok((items, end.max(self.closing(span, end))));
            }
            let node = self.node_from(step, span, diagnostics)?;
            height = height.max(self.height);
            end = node.span.end;
            items.push(node);
        }
    }

    fn mapping(
        &mut self,
        start: Span,
        diagnostics: &mut Diagnostics,
    ) -> Result<(Vec<(Node<'t>, Node<'t>)>, u32), SyntaxError> {
        let (mut pairs, mut end, mut height) = (Vec::new(), start.end, 0);
        loop {
            let (step, span) = self.next(diagnostics)?;
            if matches!(step, Step::EndOfCollection) {
                self.height = height + 1;
                return Ok((pairs, end.max(self.closing(span, end))));
            }
            let key = self.node_from(step, span, diagnostics)?;
            height = height.max(self.height);
            let value = self.node(diagnostics)?;
            height = height.max(self.height);
            end = value.span.end.max(key.span.end);
            pairs.push((key, value));
        }
    }

    /// Returns the end of a collection: after its bracket, or after its last value.
    fn closing(&self, end: Span, last: u32) -> u32 {
        let is_bracket = self.written(end).starts_with([']', '}']);
        if is_bracket { end.end } else { last }
    }

    /// Returns the end of a scalar without the line breaks that follow a block or a plain one.
    fn content_end(&self, span: Span) -> u32 {
        let written = self.written(span);
        let shorter = written.trim_end_matches(['\n', '\r', ' ', '\t']).len();
        span.start + u32::try_from(shorter).unwrap_or(u32::MAX)
    }

    /// Returns the source text at a place.
    fn written(&self, span: Span) -> &'t str {
        let place = |at: usize| at.checked_sub(self.base);
        let range = place(span.range().start).zip(place(span.range().end));
        range.and_then(|it| self.source.get(it.0..it.1)).unwrap_or("")
    }

    fn alias(&mut self, id: usize, span: Span, diagnostics: &mut Diagnostics) -> Node<'t> {
        self.is_shared = true;
        let Some(anchored) = self.anchors.get(&id) else {
            let name = self.written(span).trim_start_matches('*').to_owned();
            self.report_unknown_alias(&name, span, diagnostics);
            return self.alias_as_text(span);
        };
        let Anchored { weight, height, .. } = *anchored;
        let node = Rc::clone(&anchored.node);
        self.height = height + 1;
        if height > MOST_LEVELS {
            self.height = 0;
            too_deep::through_alias(span, diagnostics);
            return Node::empty(span, self.source);
        }
        self.weight = self.weight.saturating_add(weight);
        self.aliased = self.aliased.saturating_add(weight);
        if self.aliased <= self.expansion_limit() {
            return Node { span, value: Value::Shared(node) };
        }
        if !self.reported_expansion {
            self.reported_expansion = true;
            alias_expansion::report(span, diagnostics);
        }
        Node::empty(span, self.source)
    }

    /// Returns an alias as a text. An alias without an anchor was most likely meant as a text; read
    /// as one, it causes no further problems.
    fn alias_as_text(&self, span: Span) -> Node<'t> {
        let text = Cow::Borrowed(self.written(span));
        let source = self.source;
        Node { span, value: Value::Scalar { text, style: Style::Plain, source } }
    }

    fn expansion_limit(&self) -> u64 {
        10 * (self.base + self.source.len()) as u64 + 100_000
    }

    fn report_unknown_alias(&self, name: &str, span: Span, diagnostics: &mut Diagnostics) {
        // After a syntax error the anchor may be in the part that was skipped.
        if self.is_resumed() {
            return;
        }
        unknown_alias::report(name, span, diagnostics);
    }

    /// Reports a tag, except tags of the core schema: `!!str no` is a text here like any other.
    fn check_tag(&self, tag: Option<&Tag>, span: Span, diagnostics: &mut Diagnostics) {
        let Some(tag) = tag else { return };
        if tag.is_yaml_core_schema() || (tag.handle().is_empty() && tag.suffix() == "!") {
            return;
        }
        yaml_tag::report(&tag.original(), span, diagnostics);
    }

    /// Reports where the text is no longer YAML.
    pub(crate) fn report(&self, error: &SyntaxError, diagnostics: &mut Diagnostics) {
        let at = error.0.marker().byte_offset().unwrap_or(0) + self.from;
        let found = yaml_syntax::diagnostic(&error.0, self.file, self.source, at);
        // A slip may have been reported when its line was taken for a text.
        if !diagnostics.iter().any(|it| it.rule.code == found.rule.code && it.place == found.place)
        {
            diagnostics.push(found);
        }
    }

    /// Returns the place of a range of the parsed text.
    fn span(&self, range: Range<usize>) -> Span {
        let begin = self.base + self.from;
        Span::new(self.file, begin + range.start..begin + range.end)
    }
}
