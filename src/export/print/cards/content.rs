//! Decides what the two sides of a printed card contain.

use crate::anki::{Card, Content, Field, Kind, Note, PhraseLine};
use crate::export::print::cards::side::{Block, Look, Voice};
use crate::export::print::{escaped, pieces};
use crate::model::{Choice, Deck, Dialect};

/// The contents of the two sides of a card.
pub(super) struct Sides {
    pub(super) front: Vec<Block>,
    pub(super) back: Vec<Block>,
}

/// Creates the sides of the cards of one note.
pub(super) struct OnPaper<'d, 'n, 'e> {
    pub(super) deck: &'d Deck,
    pub(super) note: &'n Note<'e>,
    pub(super) pronunciation: &'n Content<'e>,
}

/// What a card asks for. The order is that in which cards are printed, from recognizing a word to
/// using it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Task {
    Recognise,
    Produce,
    Say,
    Usage,
    Distinction,
    Cue,
    Question,
    Quiz,
}

impl Task {
    /// Returns what a card asks for, or `None` if it can only be answered by listening.
    pub(super) fn of(note: &Note<'_>, card: &Card<'_>) -> Option<Task> {
        Some(match (note.kind, &*card.name) {
            (Kind::Definition, "listen") => return None,
            (Kind::Definition, "produce" | "translate") => Task::Produce,
            (Kind::Definition, "say") => Task::Say,
            (Kind::Definition, _) => Task::Recognise,
            (Kind::Usage, _) => Task::Usage,
            (Kind::Distinction, "distinction") => Task::Distinction,
            (Kind::Distinction, _) => Task::Cue,
            (Kind::Question, _) => Task::Question,
            (Kind::Quiz, _) => Task::Quiz,
        })
    }
}

impl<'e> OnPaper<'_, '_, 'e> {
    /// Returns both sides of a card.
    pub(super) fn sides(&self, task: Task, card: &Card<'e>) -> Sides {
        let front = self.front(task, card);
        let back = match task {
            Task::Recognise | Task::Produce => self.whole_back(),
            Task::Say => self.say_back(),
            Task::Usage => self.usage_back(card),
            Task::Distinction => self.distinction_back(),
            Task::Cue => self.cue_back(card),
            Task::Question => self.question_back(card),
            Task::Quiz => self.quiz_back(),
        };
        Sides { front, back }
    }

    fn foreign(&self) -> Voice<'_> {
        Voice::Foreign(&self.deck.language)
    }

    fn field(&self, field: Field) -> &Content<'e> {
        self.note.field(field)
    }

    fn front(&self, task: Task, card: &Card<'e>) -> Vec<Block> {
        let prompt = |it: &str| Block::plain(Look::Prompt, Voice::Plain, it);
        let mut asked = card.question.iter();
        let mut blocks = Vec::new();
        // The styles of the contents, in order; the last one is also that of all that follow.
        let looks: &[(Look, Voice<'_>)] = match task {
            Task::Recognise => {
                blocks.push(prompt("What does it mean?"));
                &[(Look::Word, self.foreign()), (Look::Example, self.foreign())]
            }
            Task::Produce => {
                blocks.push(prompt("Which word is it?"));
                &[
                    (Look::Ask, Voice::Plain),
                    (Look::Example, self.foreign()),
                    (Look::Small, Voice::Frame),
                ]
            }
            Task::Say => {
                blocks.push(prompt("How do you say it?"));
                &[(Look::Word, self.foreign())]
            }
            Task::Usage => {
                let dialect = pieces::letters(self.field(Field::Dialect));
                blocks.push(prompt(format!("What is missing? {dialect}").trim_end()));
                &[(Look::Ask, self.foreign()), (Look::Small, Voice::Plain)]
            }
            Task::Distinction => &[(Look::Ask, Voice::Plain)],
            Task::Cue => {
                blocks.push(prompt("Which of the two is it?"));
                &[(Look::Ask, Voice::Plain), (Look::Answer, self.foreign())]
            }
            Task::Question if self.is_mistake() => {
                &[(Look::Prompt, Voice::Plain), (Look::Ask, self.foreign())]
            }
            Task::Question => {
                // Questions refer to the word as "it".
                blocks.push(Block::plain(Look::Prompt, self.foreign(), self.note.headword));
                &[(Look::Ask, Voice::Plain)]
            }
            Task::Quiz => return self.quiz_front(),
        };
        let mut looks = looks.iter().copied();
        let mut look = (Look::Line, Voice::Plain);
        for content in asked.by_ref() {
            look = looks.next().unwrap_or(look);
            blocks.extend(Block::of(look.0, look.1, content));
            if task == Task::Recognise && look.0 == Look::Word {
                blocks.extend(self.class());
            }
        }
        blocks
    }

    /// Returns the part of speech, the only hint about the headword that a front gives.
    fn class(&self) -> Option<Block> {
        let class = self.note.part_of_speech;
        (!class.is_empty()).then(|| Block::plain(Look::Small, Voice::Plain, class))
    }

    /// Returns the word, pronunciation, part of speech, meaning, one example and translations.
    fn whole_back(&self) -> Vec<Block> {
        let mut blocks = vec![Block::plain(Look::Word, self.foreign(), self.note.headword)];
        blocks.extend(self.facts(false));
        blocks.extend(Block::of(Look::Line, Voice::Plain, self.field(Field::Definition)));
        if let Some(example) = self.example() {
            let content = Content::Text(&example.phrase.text);
            blocks.extend(Block::of(Look::Example, self.foreign(), &content));
        }
        let translations = self.field(Field::Translations);
        blocks.extend(Block::of(Look::Small, Voice::Plain, translations));
        blocks
    }

    fn say_back(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let sound = pieces::letters(self.pronunciation);
        let html = self.ipa(&sound);
        blocks.push(Block::raw(Look::Answer, Voice::Plain, &html, sound));
        blocks.push(Block::plain(Look::Word, self.foreign(), self.note.headword));
        blocks.extend(self.class());
        blocks
    }

    fn usage_back(&self, card: &Card<'e>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for content in &card.answer {
            blocks.extend(Block::of(Look::Answer, self.foreign(), content));
        }
        blocks.extend(Block::of(Look::Example, self.foreign(), self.field(Field::Phrase)));
        blocks.extend(self.facts(true));
        blocks.extend(Block::of(Look::Small, Voice::Plain, self.field(Field::Definition)));
        blocks.extend(Block::of(Look::Small, Voice::Plain, self.field(Field::Translations)));
        blocks
    }

    fn distinction_back(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        blocks.extend(Block::of(Look::Line, Voice::Plain, self.field(Field::Difference)));
        let words =
            [(Field::Headword, Field::ThisMeaning), (Field::OtherWord, Field::OtherMeaning)];
        for (word, meaning) in words {
            let (word, meaning) = (self.field(word), self.field(meaning));
            if meaning.is_empty() {
                continue;
            }
            let (language, plain) = (&self.deck.language, pieces::letters);
            let html = format!(
                "<b lang=\"{language}\" dir=\"auto\">{}</b>: <span dir=\"auto\">{}</span>",
                pieces::html(word, language),
                pieces::html(meaning, language)
            );
            let letters = format!("{}: {}", plain(word), plain(meaning));
            blocks.push(Block::raw(Look::Line, Voice::Frame, &html, letters));
        }
        blocks.extend(self.facts(true));
        blocks
    }

    fn cue_back(&self, card: &Card<'e>) -> Vec<Block> {
        let looks = [(Look::Answer, self.foreign()), (Look::Line, Voice::Plain)];
        let parts = card.answer.iter().zip(looks);
        let mut blocks: Vec<_> =
            parts.filter_map(|(it, (look, voice))| Block::of(look, voice, it)).collect();
        blocks.extend(Block::of(Look::Small, Voice::Plain, self.field(Field::Difference)));
        blocks
    }

    fn is_mistake(&self) -> bool {
        !self.field(Field::Right).is_empty()
    }

    fn question_back(&self, card: &Card<'e>) -> Vec<Block> {
        let mut blocks = Vec::new();
        if self.is_mistake() {
            let (right, wrong) = (self.field(Field::Right), self.field(Field::Wrong));
            let language = &self.deck.language;
            let answer = card.answer.iter().map(pieces::letters).collect::<Vec<_>>().join("\n");
            if answer != pieces::letters(right) {
                blocks.push(Block::plain(Look::Answer, self.foreign(), &answer));
            }
            let html = format!("✓ {}", pieces::html(right, language));
            let letters = format!("✓ {}", pieces::letters(right));
            blocks.push(Block::raw(Look::Ask, self.foreign(), &html, letters));
            let html =
                format!("✗ not: <del lang=\"{language}\">{}</del>", pieces::html(wrong, language));
            let letters = format!("✗ not: {}", pieces::letters(wrong));
            blocks.push(Block::raw(Look::Line, Voice::Plain, &html, letters));
            blocks.extend(Block::of(Look::Line, Voice::Plain, self.field(Field::Why)));
        } else {
            for content in &card.answer {
                blocks.extend(Block::of(Look::Ask, Voice::Plain, content));
            }
        }
        blocks.extend(self.facts(true));
        blocks
    }

    fn choices(&self) -> Vec<&Choice> {
        match self.field(Field::Choices) {
            Content::Choices(all) => pieces::shuffled(all, &self.note.guid),
            _ => Vec::new(),
        }
    }

    fn quiz_front(&self) -> Vec<Block> {
        let choices = self.choices();
        let right = choices.iter().filter(|it| it.is_right).count();
        let prompt = match right {
            0 | 1 => "Which one is right?".to_owned(),
            all => format!("Which {all} are right?"),
        };
        let mut blocks = vec![Block::plain(Look::Prompt, Voice::Plain, &prompt)];
        blocks.extend(Block::of(Look::Ask, Voice::Plain, self.field(Field::Question)));
        let html = pieces::choices(&choices, &self.deck.language);
        let letters = pieces::choice_letters(choices.into_iter());
        blocks.push(Block::raw(Look::Line, Voice::Plain, &html, letters).listed());
        blocks
    }

    fn quiz_back(&self) -> Vec<Block> {
        let choices = self.choices();
        let html = pieces::right_choices(&choices, &self.deck.language);
        let letters = pieces::choice_letters(choices.into_iter().filter(|it| it.is_right));
        let mut blocks = vec![Block::raw(Look::Answer, Voice::Plain, &html, letters).listed()];
        blocks.extend(Block::of(Look::Line, Voice::Plain, self.field(Field::Why)));
        blocks.extend(self.facts(true));
        blocks
    }

    /// Returns pronunciation, part of speech and level on one line, after the word if it is not
    /// shown elsewhere.
    fn facts(&self, with_word: bool) -> Option<Block> {
        let note = self.note;
        let sound = pieces::letters(self.pronunciation);
        let language = &self.deck.language;
        let word = format!("<b lang=\"{language}\" dir=\"auto\">{}</b>", escaped(note.headword));
        let parts = [
            (with_word, note.headword, word),
            (true, sound.as_str(), self.ipa(&sound)),
            (true, note.part_of_speech, escaped(note.part_of_speech)),
            (true, note.level, note.level.to_owned()),
        ];
        let shown: Vec<_> = parts.into_iter().filter(|it| it.0 && !it.1.is_empty()).collect();
        let letters = shown.iter().map(|it| it.1).collect::<Vec<_>>().join(" · ");
        let html = shown.iter().map(|it| &*it.2).collect::<Vec<_>>().join(" · ");
        (!shown.is_empty()).then(|| Block::raw(Look::Small, Voice::Frame, &html, letters))
    }

    fn ipa(&self, sound: &str) -> String {
        let language = &self.deck.language;
        format!(
            "<span class=\"ipa\" lang=\"{language}-fonipa\" dir=\"ltr\">{}</span>",
            escaped(sound)
        )
    }

    /// Returns an example with a gap, preferably of the deck's dialect or of none.
    fn example(&self) -> Option<&PhraseLine<'e>> {
        let Content::Phrases(lines) = self.field(Field::Examples) else { return None };
        let lead = self.deck.dialect;
        let is_near = |it: Option<Dialect>| it.is_none() || lead.is_none() || it == lead;
        let shows = |it: &&PhraseLine<'_>| !it.phrase.text.gaps().is_empty();
        let near = lines.iter().filter(shows).find(|it| is_near(it.phrase.dialect));
        near.or_else(|| lines.iter().find(shows)).or_else(|| lines.first())
    }
}
