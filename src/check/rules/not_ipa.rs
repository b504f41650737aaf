//! `not-ipa`: a transcription contains a character that is not in the phonetic alphabet.

use unicode_normalization::char::is_combining_mark;

use crate::check::complete::Complete;
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::source::Pronunciation;

pub(crate) static RULE: Rule = Rule {
    code: "not-ipa",
    severity: Severity::Warning,
    meaning: "A transcription contains a character that is not in the International Phonetic \
              Alphabet, such as an apostrophe for stress or a colon for length. Readers and \
              speech programs may misread it.",
    fix: "Use the letters and marks of the IPA: `ˈ` for stress, `ː` for length.",
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
    pronunciation: { gb: "'kjuː", us: 'kju:' }
"#,
        )],
        corrected: &[(
            "pronunciation: { gb: \"'kjuː\", us: 'kju:' }",
            "pronunciation: { gb: ˈkjuː, us: kjuː }",
        )],
        output: r#"warning[not-ipa]: `'` is not a character of the phonetic alphabet
 --> cues.yaml:8:27
  |
8 |     pronunciation: { gb: "'kjuː", us: 'kju:' }
  |                           ^
  |
  = help: stress is written with `ˈ` (U+02C8)

warning[not-ipa]: `:` is not a character of the phonetic alphabet
 --> cues.yaml:8:43
  |
8 |     pronunciation: { gb: "'kjuː", us: 'kju:' }
  |                                           ^
  |
  = help: length is written with `ː` (U+02D0)
"#,
    },
};

/// The letters of the chart of 2020, the ASCII `g`, which is used for its own letter, and letters
/// that English dictionaries add for reduced vowels.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzæçðøħŋœǀǁǂǃɐɑɒɓɔɕɖɗɘəɚɛɜɝɞɟɠɡɢɣɤɥɦɧɨɪɫɬɭɮɯɰɱɲɳɴɵɶɸɹɺɻɽɾʀʁʂʃʄʈʉʊʋʌʍʎʏʐʑʒʔʕʘʙʛʜʝʟʡʢʣʤʥʦʧʨβθχᵻᵿ";
/// Marks of stress, length, tone and linking, and the signs that dictionaries put around and
/// between transcriptions.
const MARKS: &str = "ˈˌːˑ˞ʰʱʲʷˠˤⁿˡʼᵊᵐᵑ˔˕˖˗˥˦˧˨˩‿|‖↗↘.()-–,;/~[]";

/// Reports each transcription that contains an unknown character.
pub(crate) fn check(it: &Complete<'_>, diagnostics: &mut Diagnostics) {
    let senses = it.written.senses.iter().map(|it| &it.pronunciation);
    let accents = [&it.written.pronunciation].into_iter().chain(senses);
    let accents = accents.flat_map(Pronunciation::accents);
    for text in accents.filter_map(|it| it.ipa.as_ref()) {
        let odd = text.value.char_indices().find(|(_, it)| !belongs(*it));
        if let Some((at, sign)) = odd {
            let place = text.part(at..at + sign.len_utf8());
            let message = format!("`{sign}` is not a character of the phonetic alphabet");
            diagnostics.push(Diagnostic::new(&RULE, place, message).help(help(sign)));
        }
    }
}

fn belongs(sign: char) -> bool {
    sign.is_whitespace()
        || is_combining_mark(sign)
        || LETTERS.contains(sign)
        || MARKS.contains(sign)
}

fn help(sign: char) -> String {
    match sign {
        '\'' | '’' | '`' | '´' => "stress is written with `ˈ` (U+02C8)".to_owned(),
        ':' => "length is written with `ː` (U+02D0)".to_owned(),
        '0'..='9' | '@' | '{' | '&' => {
            "this looks like SAMPA: use the letters of the IPA".to_owned()
        }
        it if it.is_uppercase() => "the IPA has no capital letters of this kind".to_owned(),
        _ => "use the letters and marks of the International Phonetic Alphabet".to_owned(),
    }
}
