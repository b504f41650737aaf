//! `invalid-language`: a language is not written as a BCP 47 tag.

use crate::diag::{
    Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, nearest, shortened,
};
use crate::model::{Language, Text, Translations};
use crate::source;

pub(crate) static RULE: Rule = Rule {
    code: "invalid-language",
    severity: Severity::Error,
    meaning: "A language must be a BCP 47 tag, such as `en`, `de`, `pt-BR` or `zh-Hant`.",
    fix: "Use the tag instead of the name of the language.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
        translations: { German: der Einsatz }
"#,
        )],
        corrected: &[(
            "translations: { German: der Einsatz }",
            "translations: { de: der Einsatz }",
        )],
        output: r#"error[invalid-language]: `German` is not a language tag
 --> cues.yaml:8:25
  |
8 |         translations: { German: der Einsatz }
  |                         ^^^^^^
  |
  = help: write `de`
"#,
    },
};

/// Names of languages that authors write instead of their tags.
pub(crate) const NAMES: [(&str, &str); 24] = [
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

/// Returns the language that a text names, and reports a text that names none.
pub(crate) fn check(text: &source::Text, diagnostics: &mut Diagnostics) -> Option<Language> {
    let language = Language::new(&text.value).filter(|_| tag_of(&text.value).is_none());
    if language.is_none() {
        let near = nearest(&text.value, NAMES.map(|it| it.0)).and_then(tag_of);
        let help = match near {
            Some(tag) => format!("write `{tag}`"),
            None => "use a BCP 47 tag, such as `de`, `pt-BR` or `zh-Hant`".to_owned(),
        };
        let message = format!("`{}` is not a language tag", shortened(&text.value));
        diagnostics.push(Diagnostic::new(&RULE, text.span, message).help(help));
    }
    language
}

/// Returns the region that a key of `pronunciation` in a deck of this language names, and reports
/// a key that names none.
pub(crate) fn region(
    text: &source::Text,
    language: &Language,
    diagnostics: &mut Diagnostics,
) -> Option<Language> {
    // `uk` is the tag of Ukrainian, and most often written for British.
    if language.is_english() && text.value.eq_ignore_ascii_case("uk") {
        let message = "`uk` is the language tag of Ukrainian";
        diagnostics.push(Diagnostic::new(&RULE, text.span, message).help("write `gb`"));
        return None;
    }
    check(text, diagnostics)
}

/// Returns the translations whose languages are valid, without those that have no text.
pub(crate) fn translations(
    pairs: &[(source::Text, source::Text)],
    diagnostics: &mut Diagnostics,
) -> Translations {
    let mut found = Vec::new();
    for (language, text) in pairs {
        let language = check(language, diagnostics);
        if let (Some(language), false) = (language, text.value.is_empty()) {
            found.push((language, Text::parse(&text.value)));
        }
    }
    found.into()
}

fn tag_of(name: &str) -> Option<&'static str> {
    NAMES.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1)
}
