//! Renders contents as the HTML of Anki's fields.

use crate::anki::{Content, Contrast, CueLine, PhraseLine, SenseLine};
use crate::export::escape::escape;
use crate::model::{
    Choice, Dialect, Inline, Labelled, Language, Mistake, OPEN_GAP, Question, Str, Text,
    Translations,
};

/// How gaps are rendered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gaps<'g> {
    Filled,
    /// The gaps of this number, or all of them, are open.
    Open(Option<u16>),
    /// Anki's gaps, with these numbers, see [`Content::Cloze`].
    Cloze(&'g [Option<u16>]),
}

/// Appends the HTML of `content` to `out`. `language` is that of the headwords: contents that mix
/// it with explanations mark it themselves, and all others are marked by the templates.
pub(crate) fn render(content: &Content<'_>, language: &Language, out: &mut String) {
    match content {
        Content::Empty => {}
        Content::Holds => out.push('1'),
        Content::Plain(letters) => escape(letters, out),
        Content::Text(it) => text(it, Gaps::Filled, out),
        Content::Cloze(it, numbers) => text(it, Gaps::Cloze(numbers), out),
        Content::Blanked(it, number) => text(it, Gaps::Open(*number), out),
        Content::Sound(name) => sound(name, out),
        Content::Row(texts) => row(texts, out),
        Content::Translations(all) => translations(all, out),
        Content::Phrases(lines) => phrases(lines, out),
        Content::Senses(senses) => {
            list("ol", "senses", senses, |it, out| sense(it, language, out), out);
        }
        Content::Labelled(all) => list("dl", "labelled", all, labelled, out),
        Content::Mistakes(all) => {
            list("ul", "mistakes plain", all, |it, out| mistake(it, language, out), out);
        }
        Content::Contrasts(all) => {
            list("ul", "contrasts plain", all, |it, out| contrast(it, language, out), out);
        }
        Content::Cues(all) => {
            list("ul", "cues plain", all, |it, out| cue(it, language, out), out);
        }
        Content::Questions(all) => list("dl", "questions", all, question, out),
        Content::Choices(all) => choices("choices", all, choice, out),
        Content::Solution(all) => choices("choices solution", all, solution, out),
        Content::RightChoices(all) => {
            let right: Vec<_> = all.iter().filter(|it| it.is_right).collect();
            list("ul", "plain", &right, |it, out| item(&it.text, out), out);
        }
        Content::Sections(all) => {
            for (heading, content) in all {
                let open = "</summary><div class=\"folded\" dir=\"auto\">";
                push(out, &["<details><summary class=\"tappable\">", heading, open]);
                render(content, language, out);
                out.push_str("</div></details>");
            }
        }
        Content::Stack(all) => {
            for content in all {
                out.push_str("<div>");
                render(content, language, out);
                out.push_str("</div>");
            }
        }
    }
}

fn push(out: &mut String, pieces: &[&str]) {
    pieces.iter().for_each(|it| out.push_str(it));
}

fn push_number(out: &mut String, before: &str, number: usize, after: &str) {
    push(out, &[before, &number.to_string(), after]);
}

fn text(text: &Text, gaps: Gaps<'_>, out: &mut String) {
    inlines(text.inlines(), gaps, out);
}

fn inlines(all: &[Inline], gaps: Gaps<'_>, out: &mut String) {
    for inline in all {
        match inline {
            Inline::Plain(letters) => escape(letters, out),
            Inline::Emphasis(inner) => element("em", inner, gaps, out),
            Inline::Strong(inner) => element("strong", inner, gaps, out),
            Inline::Struck(inner) => element("s", inner, gaps, out),
            Inline::Code(letters) => {
                out.push_str("<code>");
                escape(letters, out);
                out.push_str("</code>");
            }
            Inline::Gap(gap) => match gaps {
                Gaps::Open(number) if number.is_none_or(|it| it == gap.number) => {
                    push(out, &["<span class=\"gap\">", OPEN_GAP, "</span>"]);
                }
                Gaps::Filled | Gaps::Open(_) => {
                    out.push_str("<span class=\"gap\">");
                    match &*gap.answers {
                        [answer] => escape(answer, out),
                        // The answers are escaped as one text, because a command of Anki may begin
                        // in one and end in the next.
                        _ => escape(&gap.joined("/"), out),
                    }
                    out.push_str("</span>");
                }
                Gaps::Cloze(numbers) => {
                    let place = usize::from(gap.number).saturating_sub(1);
                    let number = numbers.get(place).copied().flatten();
                    if let Some(number) = number {
                        push_number(out, "{{c", usize::from(number), "::");
                    }
                    escape(gap.answers.first().map_or("", Str::as_str), out);
                    if number.is_some() {
                        out.push_str("}}");
                    }
                }
            },
        }
    }
}

fn element(name: &str, inner: &[Inline], gaps: Gaps<'_>, out: &mut String) {
    push(out, &["<", name, ">"]);
    inlines(inner, gaps, out);
    push(out, &["</", name, ">"]);
}

fn sound(name: &str, out: &mut String) {
    out.push_str("[sound:");
    out.push_str(name);
    out.push(']');
}

fn row(texts: &[Text], out: &mut String) {
    for (at, it) in texts.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        text(it, Gaps::Filled, out);
    }
}

fn list<T>(
    element: &str,
    class: &str,
    items: &[T],
    write: impl Fn(&T, &mut String),
    out: &mut String,
) {
    if items.is_empty() {
        return;
    }
    push(out, &["<", element, " class=\"", class, "\">"]);
    items.iter().for_each(|it| write(it, out));
    push(out, &["</", element, ">"]);
}

fn item(it: &Text, out: &mut String) {
    out.push_str("<li>");
    text(it, Gaps::Filled, out);
    out.push_str("</li>");
}

fn translations(all: &Translations, out: &mut String) {
    list(
        "ul",
        "translations plain",
        all,
        |(language, it), out| {
            out.push_str("<li><span class=\"badge\" dir=\"ltr\">");
            escape(language.tag(), out);
            let start = "</span> <span class=\"translation\" lang=\"";
            push(out, &[start, language.tag(), "\" dir=\"auto\">"]);
            text(it, Gaps::Filled, out);
            out.push_str("</span></li>");
        },
        out,
    );
}

/// Appends phrases as a list, of which only the first are visible if it is long.
fn phrases(lines: &[PhraseLine<'_>], out: &mut String) {
    const SHOWN: usize = 5;
    // One more phrase takes no more space than the summary that would hide it.
    let shown = if lines.len() > SHOWN + 1 { SHOWN } else { lines.len() };
    let (first, rest) = lines.split_at(shown);
    list("ul", "phrases", first, phrase, out);
    if !rest.is_empty() {
        let start = "<details><summary class=\"tappable\" lang=\"en\">";
        push_number(out, start, rest.len(), " more</summary>");
        list("ul", "phrases", rest, phrase, out);
        out.push_str("</details>");
    }
}

fn phrase(line: &PhraseLine<'_>, out: &mut String) {
    match line.phrase.dialect {
        None => out.push_str("<li>"),
        Some(dialect) => {
            let (language, badge) = (tag(dialect), dialect.badge());
            // A badge with its own direction does not influence that of the phrase.
            let start = "\"><span class=\"badge\" dir=\"ltr\">";
            push(out, &["<li lang=\"", language, start, badge, "</span> "]);
        }
    }
    text(&line.phrase.text, Gaps::Filled, out);
    if let Some(name) = line.sound {
        // With `[sound:]` the back of a card would play all examples one after the other.
        push(out, &[" <audio controls preload=\"none\" src=\"", name, "\"></audio>"]);
    }
    translations(&line.phrase.translations, out);
    out.push_str("</li>");
}

fn sense(line: &SenseLine<'_>, language: &Language, out: &mut String) {
    let SenseLine { number, sense, examples } = line;
    push_number(out, "<li value=\"", *number, "\">");
    if let Some(part_of_speech) = &sense.part_of_speech {
        out.push_str("<span class=\"pos\">");
        escape(part_of_speech.name(), out);
        out.push_str("</span> ");
    }
    if let Some(definition) = &sense.definition {
        text(definition, Gaps::Filled, out);
    }
    translations(&sense.translations, out);
    if !examples.is_empty() {
        foreign("div", language, |out| list("ul", "phrases", examples, phrase, out), out);
    }
    out.push_str("</li>");
}

fn labelled(it: &Labelled, out: &mut String) {
    push(out, &["<dt>", it.key, "</dt><dd>"]);
    text(&it.text, Gaps::Filled, out);
    out.push_str("</dd>");
}

fn mistake(it: &Mistake, language: &Language, out: &mut String) {
    out.push_str("<li><div class=\"wrong\"><span class=\"mark\">✗ not</span> ");
    foreign("del", language, |out| text(&it.wrong, Gaps::Filled, out), out);
    out.push_str("</div><div class=\"right\"><span class=\"mark\">✓</span> ");
    foreign("span", language, |out| text(&it.right, Gaps::Filled, out), out);
    out.push_str("</div>");
    block("why", it.why.as_ref(), out);
    out.push_str("</li>");
}

fn contrast(it: &Contrast<'_>, language: &Language, out: &mut String) {
    out.push_str("<li>");
    foreign("b", language, |out| escape(it.other_word, out), out);
    out.push_str(" <div>");
    text(it.difference, Gaps::Filled, out);
    out.push_str("</div>");
    for (word, meaning) in [(it.this_word, it.this), (it.other_word, it.other)] {
        if let Some(meaning) = meaning {
            out.push_str("<div class=\"meaning\">");
            foreign("i", language, |out| escape(word, out), out);
            out.push_str(" – ");
            text(meaning, Gaps::Filled, out);
            out.push_str("</div>");
        }
    }
    out.push_str("</li>");
}

fn cue(it: &CueLine<'_>, language: &Language, out: &mut String) {
    out.push_str("<li dir=\"auto\">");
    foreign("span", language, |out| text(it.text, Gaps::Filled, out), out);
    out.push(' ');
    foreign("b", language, |out| escape(it.answer, out), out);
    block("why", it.why, out);
    out.push_str("</li>");
}

/// Appends an element in the language of the headwords.
fn foreign(name: &str, language: &Language, write: impl Fn(&mut String), out: &mut String) {
    push(out, &["<", name, " lang=\"", language.tag(), "\">"]);
    write(out);
    push(out, &["</", name, ">"]);
}

fn tag(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::British => "en-GB",
        Dialect::American => "en-US",
    }
}

fn question(it: &Question, out: &mut String) {
    out.push_str("<dt>");
    text(&it.question, Gaps::Filled, out);
    out.push_str("</dt><dd>");
    text(&it.answer, Gaps::Filled, out);
    out.push_str("</dd>");
}

fn choices(class: &str, all: &[Choice], write: fn(&Choice, &mut String), out: &mut String) {
    push(out, &["<ol class=\"", class, "\" type=\"A\">"]);
    all.iter().for_each(|it| write(it, out));
    out.push_str("</ol>");
}

fn choice(it: &Choice, out: &mut String) {
    // One element, because each child of a choice would be a column of its own.
    out.push_str("<li><span class=\"text\" dir=\"auto\">");
    text(&it.text, Gaps::Filled, out);
    out.push_str("</span></li>");
}

fn solution(it: &Choice, out: &mut String) {
    let (class, mark) =
        if it.is_right { ("right", "✓ right") } else { ("wrong", "✗ not right") };
    push(out, &["<li class=\"", class, "\"><span class=\"option\" dir=\"auto\">"]);
    text(&it.text, Gaps::Filled, out);
    push(out, &["</span> <span class=\"mark\">", mark, "</span>"]);
    block("feedback", it.feedback.as_ref(), out);
    out.push_str("</li>");
}

fn block(class: &str, it: Option<&Text>, out: &mut String) {
    if let Some(it) = it {
        push(out, &["<div class=\"", class, "\">"]);
        text(it, Gaps::Filled, out);
        out.push_str("</div>");
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    #[test]
    fn braces_next_to_a_gap_are_escaped() {
        let (source, _) = Text::parse_with_gaps(r"\{{a\}::b}\}");
        let mut out = String::new();
        text(&source, Gaps::Cloze(&[Some(1)]), &mut out);
        assert_eq!(out, "<span>{</span>{{c1::a<span>}</span><span>:</span>:b}}<span>}</span>");
    }

    #[test]
    fn one_gap_of_several_is_open() {
        let (source, _) = Text::parse_with_gaps("{a} {b}");
        let html = rendered(&Content::Blanked(&source, Some(2)));
        assert_eq!(html, "<span class=\"gap\">a</span> <span class=\"gap\">_____</span>");
        let html = rendered(&Content::Blanked(&source, None));
        assert_eq!(html.matches(OPEN_GAP).count(), 2);
    }

    fn rendered(content: &Content<'_>) -> String {
        let mut out = String::new();
        render(content, &Language::new("de").unwrap(), &mut out);
        out
    }

    #[test]
    fn text_in_the_language_of_the_headwords_is_marked() {
        let (wrong, right) = (Text::parse("die Weg"), Text::parse("der Weg"));
        let why = Some(Text::parse("It is masculine."));
        let mistakes = [Mistake { id: None, wrong, right, why }];
        let html = rendered(&Content::Mistakes(&mistakes));
        assert!(html.contains("<del lang=\"de\">die Weg</del>"), "{html}");
        assert!(html.contains("<span lang=\"de\">der Weg</span>"), "{html}");
        assert!(html.contains("<div class=\"why\">It is masculine.</div>"), "{html}");
    }

    #[test]
    fn a_choice_shows_whether_it_is_right_only_in_the_solution() {
        let choice = |text: &str, is_right| Choice {
            text: Text::parse(text),
            is_right,
            feedback: Some(Text::parse("because")),
        };
        let choices = [choice("yes", true), choice("no", false)];
        let list = rendered(&Content::Choices(Cow::Borrowed(&choices)));
        assert_eq!(
            list,
            "<ol class=\"choices\" type=\"A\"><li><span class=\"text\" dir=\"auto\">yes</span></li><li><span class=\"text\" dir=\"auto\">no</span></li></ol>"
        );
        let solution = rendered(&Content::Solution(Cow::Borrowed(&choices)));
        assert!(solution.contains("✓ right</span><div class=\"feedback\">because"), "{solution}");
        assert!(solution.contains("✗ not right"), "{solution}");
    }
}
