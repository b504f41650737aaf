//! Diagnostics for a terminal, drawn as rustc draws its own.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use lexideck::diag::{Diagnostic, Place, Severity, Span};

use crate::cli::locate::Locator;

/// Related lines this near are shown in one frame; what lies between is folded.
const ONE_FRAME: usize = 2000;

/// A diagnostic as text, with colours that the stream may strip.
pub(crate) fn render(diagnostic: &Diagnostic, locator: &mut Locator<'_>) -> String {
    locator.load(diagnostic);
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    for frame in frames(diagnostic, locator) {
        group = group.element(frame);
    }
    if let Place::File(file) = diagnostic.place {
        group = group.element(annotate_snippets::Origin::path(locator.name(file)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    Renderer::styled().render(&[group])
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
    let mut marks =
        vec![Mark { span, label: diagnostic.label.as_deref(), kind: AnnotationKind::Primary }];
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
    let mut snippet =
        Snippet::source(text).line_start(number).path(locator.name(marks[0].span.file));
    for mark in marks {
        let range = shown(lines.slice(mark.span.range()), mark.span.range(), from, text.len());
        snippet = snippet.annotation(mark.kind.span(range).label(mark.label));
    }
    Some(snippet)
}

/// The part of a place to put a caret under: its first line, inside the frame.
fn shown(written: &str, range: Range<usize>, from: usize, length: usize) -> Range<usize> {
    let first_line = written.find(['\n', '\r']).unwrap_or(written.len());
    let start = range.start.saturating_sub(from).min(length);
    start..(start + first_line).min(length)
}
