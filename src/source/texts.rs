//! All texts of an entry that cards show.

use crate::source::entry::Entry;
use crate::source::phrase::Phrase;
use crate::source::text::Text;

impl Entry {
    /// Calls `visit` with each text that cards show, and with the headword.
    pub(crate) fn each_text<'e>(&'e self, visit: &mut dyn FnMut(&'e Text)) {
        [&self.headword, &self.summary, &self.notes, &self.source]
            .into_iter()
            .flatten()
            .for_each(&mut *visit);
        for sense in &self.senses {
            sense.definition.iter().for_each(&mut *visit);
            sense.translations.iter().for_each(|it| visit(&it.1));
            sense.synonyms.iter().chain(&sense.antonyms).for_each(&mut *visit);
            sense.examples.iter().for_each(|it| phrase(it, visit));
        }
        self.patterns.iter().chain(&self.collocations).for_each(|it| phrase(it, visit));
        self.synonyms.iter().chain(&self.antonyms).for_each(&mut *visit);
        for (_, text) in self.dialects.iter().chain(&self.contexts).chain(&self.memory) {
            visit(text);
        }
        self.fields.iter().for_each(|it| visit(&it.1));
        self.each_text_of_exercises(visit);
    }

    fn each_text_of_exercises<'e>(&'e self, visit: &mut dyn FnMut(&'e Text)) {
        for it in &self.mistakes {
            [&it.wrong, &it.right, &it.why].into_iter().flatten().for_each(&mut *visit);
        }
        for it in &self.distinctions {
            let own = [&it.difference, &it.this, &it.other];
            own.into_iter().flatten().for_each(&mut *visit);
            for cue in &it.cues {
                [&cue.text, &cue.why].into_iter().flatten().for_each(&mut *visit);
            }
        }
        for it in &self.questions {
            [&it.question, &it.answer].into_iter().flatten().for_each(&mut *visit);
        }
        for it in &self.quiz {
            [&it.question, &it.why].into_iter().flatten().for_each(&mut *visit);
            it.choices.iter().for_each(&mut *visit);
        }
    }
}

fn phrase<'e>(it: &'e Phrase, visit: &mut dyn FnMut(&'e Text)) {
    it.text.iter().for_each(&mut *visit);
    it.translations.iter().for_each(|it| visit(&it.1));
}
