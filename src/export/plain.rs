//! Renders contents as plain text, for tables.

use crate::anki::{Content, Contrast, CueLine, PhraseLine, SenseLine};
use crate::model::{
    Choice, Gap, Inline, Labelled, Mistake, OPEN_GAP, Question, Sense, Text, Translations,
};

/// Returns `content` as lines. A line contains a line break only if a text itself does.
pub(crate) fn lines(content: &Content<'_>) -> Vec<String> {
    match content {
        Content::Empty | Content::Holds | Content::Sound(_) => Vec::new(),
        Content::Plain(letters) if letters.is_empty() => Vec::new(),
        Content::Plain(letters) => vec![letters.to_string()],
        Content::Text(it) => vec![filled(it)],
        Content::Cloze(it, _) => vec![open(it, None)],
        Content::Blanked(it, number) => vec![open(it, *number)],
        Content::Row(texts) => vec![texts.iter().map(filled).collect::<Vec<_>>().join(", ")],
        Content::Translations(all) if all.is_empty() => Vec::new(),
        Content::Translations(all) => vec![translations(all)],
        Content::Phrases(all) => all.iter().map(phrase).collect(),
        Content::Senses(all) => all.iter().map(sense).collect(),
        Content::Labelled(all) => all.iter().map(labelled).collect(),
        Content::Mistakes(all) => all.iter().map(mistake).collect(),
        Content::Contrasts(all) => all.iter().map(contrast).collect(),
        Content::Cues(all) => all.iter().map(cue).collect(),
        Content::Questions(all) => all.iter().map(question).collect(),
        Content::Choices(all) => lettered(all, |it| Some(filled(&it.text))),
        Content::Solution(all) => lettered(all, solution),
        Content::RightChoices(all) => lettered(all, |it| it.is_right.then(|| filled(&it.text))),
        Content::Sections(all) => {
            all.iter().map(|it| format!("{}: {}", it.0, lines(&it.1).join("; "))).collect()
        }
        Content::Stack(all) => all.iter().flat_map(lines).collect(),
    }
}

/// Returns a text in which each gap shows all its right answers.
pub(crate) fn filled(text: &Text) -> String {
    with_gaps(text, &|_| None)
}

/// Returns a text in which the gaps of one number, or all gaps, are open.
fn open(text: &Text, number: Option<u16>) -> String {
    with_gaps(text, &|it| {
        number.is_none_or(|number| it.number == number).then(|| OPEN_GAP.to_owned())
    })
}

/// Returns a text with the gaps as `open` renders them; a gap for which it returns `None` is
/// filled.
pub(crate) fn with_gaps(text: &Text, open: &dyn Fn(&Gap) -> Option<String>) -> String {
    let mut out = String::new();
    write(text.inlines(), open, &mut out);
    out
}

fn write(inlines: &[Inline], open: &dyn Fn(&Gap) -> Option<String>, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Plain(letters) | Inline::Code(letters) => out.push_str(letters),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                write(inner, open, out);
            }
            Inline::Gap(gap) => {
                out.push_str(&open(gap).unwrap_or_else(|| gap.joined("/")));
            }
        }
    }
}

/// Returns the translations with their languages.
pub(crate) fn translations(all: &Translations) -> String {
    let one = all.iter().map(|(language, it)| format!("{language}: {}", filled(it)));
    one.collect::<Vec<_>>().join(", ")
}

fn with_translations(line: String, all: &Translations) -> String {
    if all.is_empty() { line } else { format!("{line} ({})", translations(all)) }
}

fn phrase(line: &PhraseLine<'_>) -> String {
    let dialect = line.phrase.dialect.map_or(String::new(), |it| format!("[{}] ", it.badge()));
    let text = format!("{dialect}{}", filled(&line.phrase.text));
    with_translations(text, &line.phrase.translations)
}

/// Returns the definition of a sense and its translations, or the translations alone.
pub(crate) fn meaning(it: &Sense) -> String {
    match &it.definition {
        Some(definition) => with_translations(filled(definition), &it.translations),
        None => translations(&it.translations),
    }
}

fn sense(line: &SenseLine<'_>) -> String {
    let SenseLine { number, sense, .. } = line;
    let part_of_speech =
        sense.part_of_speech.as_ref().map_or(String::new(), |it| format!("({}) ", it.name()));
    format!("{number}. {part_of_speech}{}", meaning(sense))
}

fn labelled(it: &Labelled) -> String {
    format!("{}: {}", it.key, filled(&it.text))
}

fn mistake(it: &Mistake) -> String {
    let why = it.why.as_ref().map_or(String::new(), |it| format!(" ({})", filled(it)));
    format!("not: {} – but: {}{why}", filled(&it.wrong), filled(&it.right))
}

fn contrast(it: &Contrast<'_>) -> String {
    let mut line = format!("{} / {}: {}", it.this_word, it.other_word, filled(it.difference));
    for (word, meaning) in [(it.this_word, it.this), (it.other_word, it.other)] {
        if let Some(meaning) = meaning {
            line.push_str(&format!(" {word}: {}.", filled(meaning).trim_end_matches('.')));
        }
    }
    line
}

fn cue(it: &CueLine<'_>) -> String {
    let why = it.why.map_or(String::new(), |it| format!(" ({})", filled(it)));
    format!("{} – {}{why}", filled(it.text), it.answer)
}

fn question(it: &Question) -> String {
    format!("{} – {}", filled(&it.question), filled(&it.answer))
}

fn solution(it: &Choice) -> Option<String> {
    let mark = if it.is_right { "right" } else { "not" };
    let feedback = it.feedback.as_ref().map_or(String::new(), |it| format!(": {}", filled(it)));
    Some(format!("{mark}{feedback}"))
}

fn lettered(all: &[Choice], line: impl Fn(&Choice) -> Option<String>) -> Vec<String> {
    let lines = all.iter().enumerate();
    // A line break inside a choice would look like the next choice.
    let on_one_line = |it: String| it.split_whitespace().collect::<Vec<_>>().join(" ");
    lines
        .filter_map(|(at, it)| Some(format!("{}) {}", letter(at), on_one_line(line(it)?))))
        .collect()
}

/// Returns the letter of the choice with index `at`, from 0: A, B … Z, AA, AB …
pub(crate) fn letter(at: usize) -> String {
    let last = char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if at < 26 { last.to_string() } else { format!("{}{last}", letter(at / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_choices_has_letters() {
        assert_eq!([0, 25, 26, 51, 702].map(letter), ["A", "Z", "AA", "AZ", "AAA"]);
    }

    #[test]
    fn gaps_are_open_or_filled() {
        let (text, _) = Text::parse_with_gaps("the *premiere* {of|for} it");
        assert_eq!(open(&text, None), "the premiere _____ it");
        assert_eq!(filled(&text), "the premiere of/for it");
    }
}
