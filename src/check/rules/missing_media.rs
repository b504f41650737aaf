//! `missing-media`: a file named in a source is not in the deck's `media` folder.

use std::collections::BTreeSet;

use crate::diag::{
    Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, nearest, shortened,
};
use crate::model::Str;
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "missing-media",
    severity: Severity::Error,
    meaning: "A file that is named under `audio` is not in the deck's `media` folder. Names \
              are case-sensitive.",
    fix: "Put the file there, or correct the name. Names are relative to `media` and cannot \
          point outside it.",
    example: Example {
        command: "check cues.yaml",
        files: &[
            ExampleFile::text(
                "cues.yaml",
                r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
    pronunciation:
      gb: { ipa: kjuː, audio: ../cue.mp3 }
"#,
            ),
            ExampleFile::bytes("media/cue.mp3", b"ID3"),
        ],
        corrected: &[("audio: ../cue.mp3", "audio: cue.mp3")],
        output: r#"error[missing-media]: there is no media file `../cue.mp3`
 --> cues.yaml:9:31
  |
9 |       gb: { ipa: kjuː, audio: ../cue.mp3 }
  |                               ^^^^^^^^^^
  |
  = help: names are relative to the deck's `media` folder and cannot point outside it
"#,
    },
};

/// Returns the name of a media file that exists, and reports one that does not.
pub(crate) fn check(
    name: Option<&Text>,
    media: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Option<Str> {
    let name = name?;
    if media.contains(name.value.as_str()) {
        return Some(name.value.clone());
    }
    let message = format!("there is no media file `{}`", shortened(&name.value));
    let help = if name.value.split(['/', '\\']).any(|it| it == "..")
        || name.value.starts_with(['/', '\\'])
    {
        "names are relative to the deck's `media` folder and cannot point outside it".to_owned()
    } else if let Some(near) = nearest(&name.value, media.iter().map(String::as_str)) {
        format!("did you mean `{near}`? Names are case-sensitive")
    } else {
        "put it in the folder `media` next to the deck, or correct the name".to_owned()
    };
    diagnostics.push(Diagnostic::new(&RULE, name.span, message).help(help));
    None
}
