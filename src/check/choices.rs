//! Help for texts that should be a choice of a quiz item and are not.

use crate::diag::{nearest, shortened};
use crate::source::Quiz;

/// Returns the help for a text that is not a choice of `quiz`.
pub(crate) fn choice_help(text: &str, quiz: &Quiz) -> String {
    // Nobody would look at more choices, and this bounds the work for a hostile quiz.
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
