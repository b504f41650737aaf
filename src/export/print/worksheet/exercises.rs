//! Renders the exercises of a worksheet and their answer key as HTML.

use crate::export::plain;
use crate::export::print::escaped;
use crate::export::print::worksheet::choose::ExerciseSheet;
use crate::export::print::worksheet::gather::{Gapped, Meaning};
use crate::model::Language;

/// Returns the exercises and their answer key.
pub(super) fn write(sheet: &ExerciseSheet, language: &Language) -> (String, String) {
    let mut page = Page { language, letter: 0, tasks: String::new(), key: String::new() };
    page.gaps(sheet);
    page.matching(sheet);
    page.phrases(sheet);
    page.pairs(sheet);
    page.mistakes(sheet);
    page.quiz(sheet);
    (page.tasks, page.key)
}

struct Page<'l> {
    language: &'l Language,
    /// The number of exercises so far.
    letter: usize,
    tasks: String,
    key: String,
}

impl Page<'_> {
    /// Adds an exercise: its heading, what follows the heading, its items and their answers.
    /// `items` and `answers` are HTML.
    fn exercise(
        &mut self,
        heading: &str,
        class: &str,
        above: &str,
        items: &[String],
        answers: &[String],
    ) {
        let letter = plain::letter(self.letter);
        self.letter += 1;
        // A page break must not separate a heading from its first item.
        self.tasks.push_str(&format!(
            "<section class=\"exercise {class}\">\n<div class=\"start\"><h2><b>{letter}</b> {heading}</h2>\n{above}</div>\n<ol>\n{}</ol>\n</section>\n",
            items.concat(),
        ));
        self.key.push_str(&format!(
            "<div class=\"answers {class}\"><h3>{letter}</h3><ol>{}</ol></div>\n",
            answers.iter().map(|it| format!("<li>{it}</li>\n")).collect::<String>(),
        ));
    }

    /// Returns text in the language of the headwords.
    fn foreign(&self, letters: &str) -> String {
        format!("<span lang=\"{}\" dir=\"auto\">{}</span>", self.language, escaped(letters))
    }

    fn gaps(&mut self, sheet: &ExerciseSheet) {
        if sheet.gaps.is_empty() {
            return;
        }
        let bank: String =
            sheet.bank.iter().map(|it| format!("<li>{}</li>\n", self.foreign(it))).collect();
        let above = format!("<ul class=\"bank\">\n{bank}</ul>\n");
        let (items, answers) = self.gapped(&sheet.gaps);
        let task = if sheet.bank.len() == sheet.gaps.len() {
            "Write the words from the box in the gaps. Use each one once."
        } else {
            "Write the words from the box in the gaps. Use some of them more than once."
        };
        self.exercise(task, "gaps", &above, &items, &answers);
    }

    fn phrases(&mut self, sheet: &ExerciseSheet) {
        if sheet.phrases.is_empty() {
            return;
        }
        let (items, answers) = self.gapped(&sheet.phrases);
        self.exercise(
            "Complete the phrases. Write one word or more in each gap.",
            "phrases",
            "",
            &items,
            &answers,
        );
    }

    fn gapped(&self, all: &[Gapped]) -> (Vec<String>, Vec<String>) {
        // All lines to fill are equally long, so that their length does not give the answer away.
        let longest = all.iter().map(|it| it.bank.chars().count()).max().unwrap_or(0);
        let width = (longest * HAND / 1000 + 10).clamp(30, 150);
        let item = |it: &Gapped| {
            // As on cards, the badge is outside the phrase, which has its own direction.
            let badge = it.dialect.map_or(String::new(), |it| {
                format!("<span class=\"badge\" dir=\"ltr\">{}</span> ", it.badge())
            });
            format!(
                "<li style=\"--gap: {width}mm\">{badge}<span lang=\"{}\" dir=\"auto\">{}</span></li>\n",
                self.language, it.text
            )
        };
        let answers = all.iter().map(|it| self.foreign(&it.answer)).collect();
        (all.iter().map(item).collect(), answers)
    }

    fn matching(&mut self, sheet: &ExerciseSheet) {
        if sheet.meanings.is_empty() {
            return;
        }
        let words = sheet.meanings.iter().zip(sheet.lettered.iter().enumerate());
        let row = |(word, (at, meaning)): (&Meaning, (usize, &usize))| {
            let definition = sheet.meanings.get(*meaning).map_or("", |it| &it.definition);
            let class = if word.part_of_speech.is_empty() {
                String::new()
            } else {
                format!(" <span class=\"pos\">{}</span>", escaped(&word.part_of_speech))
            };
            format!(
                "<li><div class=\"match\"><span><span class=\"slot\"></span> <span>{}{class}</span></span> \
                 <span><b>{}</b> <span dir=\"auto\">{definition}</span></span></div></li>\n",
                self.foreign(&word.word),
                plain::letter(at),
            )
        };
        let items: Vec<String> = words.map(row).collect();
        let letter_of = |word: usize| {
            let place = sheet.lettered.iter().position(|it| *it == word);
            place.map_or(String::new(), plain::letter)
        };
        let answers: Vec<String> = (0..items.len()).map(letter_of).collect();
        self.exercise(
            "Match the words and their meanings. Write the letter on the line.",
            "matching",
            "",
            &items,
            &answers,
        );
    }

    fn pairs(&mut self, sheet: &ExerciseSheet) {
        if sheet.pairs.is_empty() {
            return;
        }
        let mut items = Vec::new();
        let mut answers = Vec::new();
        for it in &sheet.pairs {
            let [one, other] = &it.words;
            items.push(format!(
                "<li><div class=\"pair\"><span dir=\"auto\">{}</span> <span class=\"either\">{} <span class=\"or\">or</span> {}</span></div></li>\n",
                it.text,
                self.foreign(one),
                self.foreign(other),
            ));
            answers.push(with_reason(&self.foreign(&it.answer), &it.why));
        }
        self.exercise("Which word fits? Draw a circle around it.", "pairs", "", &items, &answers);
    }

    fn mistakes(&mut self, sheet: &ExerciseSheet) {
        if sheet.mistakes.is_empty() {
            return;
        }
        let language = self.language;
        let mut items = Vec::new();
        let mut answers = Vec::new();
        for it in &sheet.mistakes {
            let lines = (it.letters * HAND).div_ceil(LINE).clamp(1, 20);
            items.push(format!(
                "<li><span lang=\"{language}\" dir=\"auto\">✗ {}</span>{}</li>\n",
                it.wrong,
                "<span class=\"line\"></span>".repeat(lines),
            ));
            let right = format!("<span lang=\"{language}\" dir=\"auto\">{}</span>", it.right);
            answers.push(with_reason(&right, &it.why));
        }
        self.exercise(
            "There is a mistake in each of these. Write them again without it.",
            "mistakes",
            "",
            &items,
            &answers,
        );
    }

    fn quiz(&mut self, sheet: &ExerciseSheet) {
        if sheet.quiz.is_empty() {
            return;
        }
        let mut items = Vec::new();
        let mut answers = Vec::new();
        for it in &sheet.quiz {
            let several = if it.right > 1 {
                format!(" <span class=\"several\">({} answers)</span>", it.right)
            } else {
                String::new()
            };
            items.push(format!(
                "<li><span dir=\"auto\">{}</span>{several}{}</li>\n",
                it.question, it.choices
            ));
            answers.push(it.answer.clone());
        }
        self.exercise(
            "Which answer is right? Draw a circle around its letter.",
            "quiz",
            "",
            &items,
            &answers,
        );
    }
}

/// The width of a handwritten letter, in micrometres.
const HAND: usize = 2_800;

/// The length of a line to write on, in micrometres, on the narrower paper.
const LINE: usize = 165_000;

fn with_reason(answer: &str, why: &str) -> String {
    if why.is_empty() {
        answer.to_owned()
    } else {
        format!("{answer} <span class=\"why\">({why})</span>")
    }
}
