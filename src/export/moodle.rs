//! Exports a question bank as Moodle XML (question/format/xml/format.php of Moodle 3.8 to 5.1).
//!
//! Quiz items become `multichoice` questions, gaps `shortanswer` questions, and gaps with several
//! pieces `cloze` questions. All texts are HTML in CDATA.

use std::io::Write;

use crate::export::ExportError;
use crate::export::exporter::{Exporter, Format, Made, Resources, Skipped, Summary, file_name};
use crate::export::questions::{self, Asked, BARE, GapQuestion, NO_SHARE, What, shares};
use crate::export::xml::cdata;
use crate::export::{markdown, web};
use crate::ledger::Ledger;
use crate::model::{Deck, Quiz};

const NAME: &str = "moodle";

pub(super) const FORMAT: Format = Format {
    name: NAME,
    about: "questions for Moodle, as Moodle XML",
    files: |id| vec![file_name(id, NAME, "xml")],
    needs_written: false,
    begin: |resources| Ok(Box::new(Moodle::begin(resources)?)),
};

/// Writes the question bank.
struct Moodle<'d> {
    deck: &'d Deck,
    out: Box<dyn Write + Send>,
    skipped: Vec<Skipped>,
}

impl<'d> Moodle<'d> {
    fn begin(resources: &Resources<'d>) -> Result<Moodle<'d>, ExportError> {
        let deck = resources.deck;
        let mut out = resources.sink.create(&file_name(&deck.id, NAME, "xml"))?;
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n<question type=\"category\">\n\
             <category><text>{}</text></category>\n<info format=\"html\"><text>{}</text></info>\n\
             </question>\n",
            cdata(&questions::moodle_category(deck)),
            cdata(&about(deck)),
        )?;
        Ok(Moodle { deck, out, skipped: Vec::new() })
    }

    /// Writes a question: the elements that all types have, followed by its own.
    fn question(&mut self, asked: &Asked<'_>, kind: &str, parts: &Parts) -> std::io::Result<()> {
        let name = asked.name();
        let id = asked.id_number();
        let id = id.map_or(String::new(), |it| format!("<idnumber>{}</idnumber>\n", cdata(&it)));
        let tag = |it: &String| format!("<tag><text>{}</text></tag>", cdata(it));
        let tags: String = asked.tags(self.deck).iter().map(tag).collect();
        // The mark of a cloze question is computed from its gaps.
        let mark = if kind == "cloze" { "" } else { "<defaultgrade>1</defaultgrade>\n" };
        write!(
            self.out,
            "<question type=\"{kind}\">\n<name><text>{}</text></name>\n\
             <questiontext format=\"html\"><text>{}</text></questiontext>\n\
             <generalfeedback format=\"html\"><text>{}</text></generalfeedback>\n\
             {mark}<penalty>0.3333333</penalty>\n<hidden>0</hidden>\n{id}{}\
             <tags>{tags}</tags>\n</question>\n",
            cdata(&name),
            cdata(&parts.question),
            cdata(&parts.feedback),
            parts.own,
        )
    }

    fn add_one(&mut self, asked: &Asked<'_>) -> std::io::Result<()> {
        let made = match &asked.what {
            What::Choice(quiz) => choice(quiz).map(|it| ("multichoice", it)),
            What::Gap(gap) if gap.is_bare() => Err(BARE),
            What::Gap(gap) if gap.answers().is_some() => Ok(("shortanswer", short_answer(gap))),
            What::Gap(gap) => cloze(gap).map(|it| ("cloze", it)),
        };
        match made {
            Ok((kind, parts)) => self.question(asked, kind, &parts)?,
            Err(reason) => self.skipped.push(asked.skipped(NAME, reason)),
        }
        Ok(())
    }
}

impl Exporter for Moodle<'_> {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        for asked in questions::of(made.entry) {
            self.add_one(&asked)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        self.out.write_all(b"</quiz>\n")?;
        self.out.flush()?;
        Ok(Summary { skipped: self.skipped, ..Summary::default() })
    }
}

/// The elements in which the types of question differ.
struct Parts {
    /// The question, as HTML.
    question: String,
    /// The general feedback, as HTML.
    feedback: String,
    /// The elements that only this type has.
    own: String,
}

/// Returns a short description of the deck, as HTML.
pub(super) fn about(deck: &Deck) -> String {
    let mut html = deck.description.as_deref().map_or(String::new(), markdown::to_html);
    let credits: Vec<_> =
        [&deck.author, &deck.license].into_iter().flatten().map(|it| web::escaped(it)).collect();
    if !credits.is_empty() {
        html.push_str(&format!("<p>{}</p>", credits.join(" · ")));
    }
    html
}

fn choice(quiz: &Quiz) -> Result<Parts, &'static str> {
    let (share, loss) = shares(quiz).ok_or(NO_SHARE)?;
    let is_single = quiz.choices.iter().filter(|it| it.is_right).count() == 1;
    let mut own = format!(
        "<single>{is_single}</single>\n<shuffleanswers>true</shuffleanswers>\n\
         <answernumbering>abc</answernumbering>\n"
    );
    for element in ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"] {
        own.push_str(&format!("<{element} format=\"html\"><text></text></{element}>\n"));
    }
    for it in &quiz.choices {
        let fraction = if it.is_right { share } else { &loss };
        let feedback = it.feedback.as_ref().map_or(String::new(), web::filled);
        own.push_str(&answer(fraction, "html", &web::filled(&it.text), &feedback));
    }
    Ok(Parts {
        question: format!("<p>{}</p>", web::filled(&quiz.question)),
        feedback: quiz
            .why
            .as_ref()
            .map_or(String::new(), |it| format!("<p>{}</p>", web::filled(it))),
        own,
    })
}

fn answer(fraction: &str, format: &str, text: &str, feedback: &str) -> String {
    format!(
        "<answer fraction=\"{fraction}\" format=\"{format}\"><text>{}</text>\
         <feedback format=\"html\"><text>{}</text></feedback></answer>\n",
        cdata(text),
        cdata(feedback),
    )
}

fn short_answer(gap: &GapQuestion<'_>) -> Parts {
    let mut own = "<usecase>0</usecase>\n".to_owned();
    for it in gap.answers().unwrap_or_default() {
        // An unescaped asterisk is a wildcard (question/type/shortanswer/question.php).
        own.push_str(&answer("100", "moodle_auto_format", &it.replace('*', "\\*"), ""));
    }
    Parts { question: gap.question(&questions::line), feedback: gap.feedback(), own }
}

/// Returns a question whose gap has several pieces, each of which becomes a field in the text
/// (question/type/multianswer/questiontype.php).
fn cloze(gap: &GapQuestion<'_>) -> Result<Parts, &'static str> {
    let answers = || gap.gaps.iter().flat_map(|it| &it.answers);
    if answers().any(|it| it.contains(['\\', '{', '}', '~', '#', '&', '<', '>', '*', '"'])) {
        return Err(
            "its gap is in several pieces and contains a character that has a meaning in Moodle's cloze questions",
        );
    }
    let field = |pieces: &crate::model::Gap| {
        let answers: Vec<_> = pieces.answers.iter().map(|it| format!("={it}")).collect();
        format!("{{1:SHORTANSWER:{}}}", answers.join("~"))
    };
    Ok(Parts { question: gap.question(&field), feedback: gap.feedback(), own: String::new() })
}
