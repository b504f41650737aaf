//! What to say of a text that should be a choice of a quiz item and is none.

use crate::diag::{nearest, shortened};
use crate::source::Quiz;

/// Returns the help for a text that is no choice of `quiz`.
pub(crate) fn choice_help(text: &str, quiz: &Quiz) -> String {
    // No quiz has so many that a person would look at; a hostile one gets no more of an answer.
    const MOST: usize = 20;
    let choices = || quiz.choices.iter().take(MOST).map(|it| it.value.as_str());
    if let Some(near) = nearest(text, choices()) {
        return format!("did you mean `{}`? It must match exactly", shortened(near));
    }
    let all: Vec<_> = choices().map(|it| format!("`{}`", shortened(it))).collect();
    format!(
        "the choices are {}; a text that contains a comma or a colon needs quotes",
        all.join(", ")
    )
}
