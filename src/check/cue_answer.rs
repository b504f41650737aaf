//! `cue-answer`: a cue's answer is neither of the two words.

use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::source::Text;

/// Reports an answer that is none of `words`.
pub(super) fn check(answer: &Text, words: [&str; 2], acc: &mut Diagnostics) {
    let folded = answer.value.to_lowercase();
    if words.iter().any(|it| it.to_lowercase() == folded) {
        return;
    }
    let message = format!("`{}` is neither of the two words", super::shortened(&answer.value));
    let help = match nearest(&answer.value, words) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the answer is `{}` or `{}`", words[0], words[1]),
    };
    acc.push(Diagnostic::new(Code::CueAnswer, answer.span, message).help(help));
}
