//! Diagnostics for a terminal, drawn as rustc draws its own.
//!
//! Texts are cleaned before they are drawn, because the drawing has colours, which must stay.

use std::ops::Range;

use crate::diag::{Diagnostic, Place, Severity, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::cli::clean::{clean, clean_line};
use crate::cli::locate::Locator;

/// Related lines within this distance are shown in one frame, with the lines between them folded.
const ONE_FRAME: usize = 2000;

/// Draws a diagnostic, with colours that the stream may remove.
pub(crate) fn drawing(diagnostic: &Diagnostic, locator: &mut Locator<'_>) -> String {
    locator.load(diagnostic);
    let level = match diagnostic.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(clean(&diagnostic.message)).id(diagnostic.rule.code);
    let mut group = Group::with_title(title);
    if let Some(origin) = origin_of_cut(diagnostic, locator) {
        group = group.element(origin);
    }
    for frame in frames(diagnostic, locator) {
        group = group.element(frame);
    }
    if let Place::File(file) = diagnostic.place {
        group = group.element(Origin::path(clean_line(locator.name(file))));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    Renderer::styled().render(&[group])
}

/// Returns file, line and column of a place whose line is too long to be drawn whole.
fn origin_of_cut<'l>(diagnostic: &Diagnostic, locator: &'l Locator<'_>) -> Option<Origin<'l>> {
    let Place::Span(span) = diagnostic.place else { return None };
    let lines = locator.lines(span.file)?;
    let (line, from, _) = lines.around(&span.range());
    if from == lines.line_start(span.start as usize) {
        return None;
    }
    let column = locator.position(span)?.column;
    Some(Origin::path(clean_line(locator.name(span.file))).line(line).char_column(column))
}

/// A place to be shown, with its label.
struct Mark<'d> {
    span: Span,
    label: Option<&'d str>,
    kind: AnnotationKind,
}

fn frames<'l>(
    diagnostic: &'l Diagnostic,
    locator: &'l Locator<'_>,
) -> Vec<Snippet<'l, annotate_snippets::Annotation<'l>>> {
    let Place::Span(span) = diagnostic.place else { return Vec::new() };
    let mut marks = vec![Mark { span, label: None, kind: AnnotationKind::Primary }];
    for (span, label) in &diagnostic.related {
        marks.push(Mark { span: *span, label: Some(label), kind: AnnotationKind::Context });
    }
    let mut frames: Vec<Vec<Mark<'_>>> = Vec::new();
    for mark in marks {
        let near = |frame: &&mut Vec<Mark<'_>>| {
            let first = frame[0].span;
            first.file == mark.span.file
                && first.start.abs_diff(mark.span.start) as usize <= ONE_FRAME
        };
        match frames.iter_mut().find(near) {
            Some(frame) => frame.push(mark),
            None => frames.push(vec![mark]),
        }
    }
    frames.into_iter().filter_map(|it| frame(&it, locator)).collect()
}

fn frame<'l>(
    marks: &[Mark<'l>],
    locator: &'l Locator<'_>,
) -> Option<Snippet<'l, annotate_snippets::Annotation<'l>>> {
    let lines = locator.lines(marks[0].span.file)?;
    let start = marks.iter().map(|it| it.span.start as usize).min()?;
    let end = marks.iter().map(|it| it.span.end as usize).max()?;
    let (number, from, text) = lines.around(&(start..end));
    let mut snippet = Snippet::source(clean(text)).line_start(number);
    // A line is cut around its problem; then the drawing cannot count its columns by itself.
    if from == lines.line_start(start) {
        snippet = snippet.path(clean_line(locator.name(marks[0].span.file)));
    }
    for mark in marks {
        let range = shown(lines.slice(mark.span.range()), mark.span.range(), from, text);
        // Cleaning changes how many bytes come before a place.
        let at = |byte: usize| text.get(..byte).map_or(byte, |it| clean(it).len());
        let range = at(range.start)..at(range.end);
        snippet = snippet.annotation(mark.kind.span(range).label(mark.label.map(clean)));
    }
    Some(snippet)
}

/// Returns the part of a place that is underlined: its first line, inside the frame.
fn shown(written: &str, range: Range<usize>, from: usize, text: &str) -> Range<usize> {
    let first_line = written.find(['\n', '\r']).unwrap_or(written.len());
    let start = text.floor_char_boundary(range.start.saturating_sub(from));
    start..text.floor_char_boundary(start + first_line)
}
