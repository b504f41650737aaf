//! Exports questions for Blackboard as tab-separated text (help.blackboard.com, "Upload
//! Questions"): one question per row, starting with its type, without header, empty rows and
//! quoting. A line break in a text becomes ` · `, and a tab becomes a space.

use std::io::Write;

use crate::export::ExportError;
use crate::export::exporter::{Exporter, Format, Made, Skipped, Summary, file_name};
use crate::export::plain;
use crate::export::questions::{self, ALIKE, BARE, GapQuestion, What, are_alike, on_one_line};
use crate::ledger::Ledger;
use crate::model::{Gap, Quiz, Str};

const NAME: &str = "blackboard";

/// The maximum number of choices of a question, and of answers for a gap.
const MOST_ANSWERS: usize = 100;
/// The maximum number of pieces of a gap.
const MOST_PIECES: usize = 10;

pub(super) const FORMAT: Format = Format {
    name: NAME,
    about: "questions for Blackboard, as text with tabs",
    files: |id| vec![file_name(id, NAME, "txt")],
    needs_written: false,
    begin: |resources| {
        let out = resources.sink.create(&file_name(&resources.deck.id, NAME, "txt"))?;
        Ok(Box::new(Blackboard { out, skipped: Vec::new() }))
    },
};

/// Collects the questions.
struct Blackboard {
    out: Box<dyn Write + Send>,
    skipped: Vec<Skipped>,
}

impl Exporter for Blackboard {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        for asked in questions::of(made.entry) {
            let row = match &asked.what {
                What::Choice(quiz) => choice(quiz),
                What::Gap(gap) if gap.is_bare() => Err(BARE),
                What::Gap(gap) => fill_in(gap),
            };
            match row {
                Ok(cells) => {
                    let cells: Vec<_> = cells.iter().map(|it| on_one_line(it)).collect();
                    writeln!(self.out, "{}", cells.join("\t"))?;
                }
                Err(reason) => self.skipped.push(asked.skipped(NAME, reason)),
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        self.out.flush()?;
        Ok(Summary { skipped: self.skipped, ..Summary::default() })
    }
}

fn choice(quiz: &Quiz) -> Result<Vec<String>, &'static str> {
    if quiz.choices.len() > MOST_ANSWERS {
        return Err("it has more than 100 choices");
    }
    let choices: Vec<_> = quiz.choices.iter().map(|it| plain::filled(&it.text)).collect();
    if are_alike(&choices) {
        return Err(ALIKE);
    }
    let right = quiz.choices.iter().filter(|it| it.is_right).count();
    let kind = if right == 1 { "MC" } else { "MA" };
    let mut cells = vec![kind.to_owned(), plain::filled(&quiz.question)];
    for (it, letters) in quiz.choices.iter().zip(choices) {
        cells.push(letters);
        cells.push(if it.is_right { "correct" } else { "incorrect" }.to_owned());
    }
    Ok(cells)
}

fn fill_in(gap: &GapQuestion<'_>) -> Result<Vec<String>, &'static str> {
    if gap.gaps.iter().any(|it| it.answers.len() > MOST_ANSWERS) {
        return Err("its gap has more than 100 answers");
    }
    if let Some(answers) = gap.answers() {
        let question = gap.plain_question(&questions::line);
        return Ok(["FIB".to_owned(), question]
            .into_iter()
            .chain(answers.iter().map(Str::to_string))
            .collect());
    }
    pieces(gap)
}

/// Returns a question whose gap has several pieces, which are written as `[a]`, `[b]` and so on.
fn pieces(gap: &GapQuestion<'_>) -> Result<Vec<String>, &'static str> {
    if gap.gaps.len() > MOST_PIECES {
        return Err("its gap has more than 10 pieces");
    }
    if gap.plain_question(&|_| String::new()).contains('[') {
        return Err(
            "its gap is in several pieces, and Blackboard would read the `[` in its text as another one",
        );
    }
    let name = |wanted: &Gap| {
        let place = gap.gaps.iter().position(|it| std::ptr::eq(*it, wanted)).unwrap_or(0);
        ('a'..).nth(place).unwrap_or('a').to_string()
    };
    let question = gap.plain_question(&|it| format!("[{}]", name(it)));
    let mut cells = vec!["FIB_PLUS".to_owned(), question];
    for (at, it) in gap.gaps.iter().enumerate() {
        if at > 0 {
            cells.push(String::new());
        }
        cells.push(name(it));
        cells.extend(it.answers.iter().map(Str::to_string));
    }
    Ok(cells)
}
