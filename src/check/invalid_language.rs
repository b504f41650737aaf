//! `invalid-language`: a language is not written as a BCP 47 tag.

use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::model::{Language, Text, Translations};
use crate::source;

/// Names of languages that authors write instead of their tags.
pub(super) const NAMES: [(&str, &str); 24] = [
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("hungarian", "hu"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("norwegian", "no"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
];

/// The language that a text names.
pub(super) fn check(text: &source::Text, acc: &mut Diagnostics) -> Option<Language> {
    let language = Language::new(&text.value).filter(|_| tag_of(&text.value).is_none());
    if language.is_none() {
        let near = nearest(&text.value, NAMES.map(|it| it.0)).and_then(tag_of);
        let help = match near {
            Some(tag) => format!("write `{tag}`"),
            None => "languages are BCP 47 tags such as `de`, `pt-BR`, `zh-Hant`".to_owned(),
        };
        let message = format!("`{}` is no language tag", super::shortened(&text.value));
        acc.push(Diagnostic::new(Code::InvalidLanguage, text.span, message).help(help));
    }
    language
}

/// Translations whose languages are well written; a language without a text is absent.
pub(super) fn translations(
    pairs: &[(source::Text, source::Text)],
    acc: &mut Diagnostics,
) -> Translations {
    let mut found = Vec::new();
    for (language, text) in pairs {
        let language = check(language, acc);
        if let (Some(language), false) = (language, text.value.is_empty()) {
            found.push((language, Text::parse(&text.value)));
        }
    }
    found
}

fn tag_of(name: &str) -> Option<&'static str> {
    NAMES.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1)
}
