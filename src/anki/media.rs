//! Names of media files in packages.

use std::io::{self, Read};

/// The maximum length of a stem; Anki allows 120 bytes for a name.
const MOST_STEM: usize = 60;

/// Returns the name of a media file in packages: the lower-case ASCII letters, digits and hyphens
/// of its own name, and a hash of its content.
///
/// Anki never replaces a file with the same name, and imports a note's files only if the note
/// itself is newer (26.9.3, rslib/src/import_export/package/apkg/import/media.rs). With the hash in
/// it, a changed recording is a new file and a changed field, so that every learner gets it.
///
/// # Errors
/// Returns the error of the reader.
pub(crate) fn stored_name(name: &str, bytes: &mut dyn Read) -> io::Result<String> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let mut hasher = blake3::Hasher::new();
    // The chunk is small enough to stay in the cache of the core until it is hashed.
    let mut chunk = vec![0; 1 << 16];
    loop {
        match bytes.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => {
                hasher.update(&chunk[..count]);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let hash = hasher.finalize().to_hex();
    let stem = plain(stem, MOST_STEM);
    // Anki treats names with these prefixes in special ways.
    let stem = if stem.is_empty() || stem == "latex" || stem.starts_with("latex-") {
        format!("media-{stem}").trim_end_matches('-').to_owned()
    } else {
        stem
    };
    let extension = plain(extension, 10).replace('-', "");
    let dot = if extension.is_empty() { "" } else { "." };
    Ok(format!("{stem}-{}{dot}{extension}", &hash[..16]))
}

/// Returns lower-case ASCII letters and digits, with a hyphen for anything else, but none at the
/// start or the end.
fn plain(name: &str, most: usize) -> String {
    let mut out = String::new();
    for letter in name.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(letter);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(most);
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere() {
        for name in
            ["_x.mp3", "latex-a.png", "ünï.ogg", "a b/c d.WAV", "con", "..", ".mp3", "x.tar.gz"]
        {
            let stored = stored_name(name, &mut b"1".as_slice()).unwrap();
            let safe =
                |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "-.".contains(it);
            assert!(stored.chars().all(safe), "{stored}");
            assert!(
                !stored.starts_with(['_', '.', '-']) && !stored.starts_with("latex"),
                "{stored}"
            );
        }
    }

    #[test]
    fn other_bytes_give_another_name() {
        let name = |bytes: &[u8]| stored_name("a.mp3", &mut &*bytes).unwrap();
        assert_ne!(name(b"1"), name(b"2"));
    }
}
