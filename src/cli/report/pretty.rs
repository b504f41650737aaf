//! Indented JSON in which the characters that control a terminal are escaped.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::cli::clean::is_unsafe;

/// Writes a document, ending in a line break, piece by piece.
///
/// # Errors
/// Returns an error if `out` cannot be written.
pub(crate) fn write<D: Serialize>(document: &D, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Safe(PrettyFormatter::new()));
    document.serialize(&mut serializer)?;
    out.write_all(b"\n")
}

/// The usual form, except that characters that JSON allows in texts and that control a terminal are
/// written as `\u009b`, which means the same.
struct Safe(PrettyFormatter<'static>);

/// Delegates these to the usual form.
macro_rules! usual {
    ($($name:ident($($argument:ident: $kind:ty),*);)*) => {$(
        fn $name<W: ?Sized + Write>(&mut self, writer: &mut W, $($argument: $kind),*) -> io::Result<()> {
            self.0.$name(writer, $($argument),*)
        }
    )*};
}

impl Formatter for Safe {
    usual! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, letter)) = rest.char_indices().find(|it| is_unsafe(it.1)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            write!(writer, "\\u{:04x}", u32::from(letter))?;
            rest = &rest[at + letter.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_mean_the_same_without_unsafe_characters() {
        let text = "a\u{9B}b\u{7F}\u{202E}é\n\u{1B}\"\\ 😀";
        let mut out = Vec::new();
        write(&serde_json::json!({ "k\u{85}": [text, 1], "e": {} }), &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(!out.contains(|it| is_unsafe(it) && it != '\n'), "{out}");
        assert!(out.contains("\\u009b") && out.starts_with("{\n  \"k\\u0085\": [\n"), "{out}");
        let back: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(back["k\u{85}"][0], text);
    }
}
