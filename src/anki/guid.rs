//! GUIDs of notes, and other ids by which Anki identifies things.

use sha2::{Digest, Sha256};

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Returns the GUID of a note: the first eight bytes of the SHA-256 of `uid`, entry id and slot,
/// each on a line, as a big-endian number in base 62, padded to eleven digits.
///
/// ```
/// assert_eq!(lexideck::internal::anki::guid("film-words", "premiere", "definition/1"),
/// "J0w7z8Zx66u");
/// ```
pub fn guid(uid: &str, entry: &str, slot: &str) -> String {
    let mut rest = hash(&[uid, entry, slot]);
    let mut digits = [b'0'; 11];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[usize::try_from(rest % 62).unwrap_or(0)];
        rest /= 62;
    }
    str::from_utf8(&digits).unwrap_or("").to_owned()
}

/// Returns an id for `name` that is the same in every version of the program, by which Anki
/// identifies fields, templates and decks. It is positive and has at most 53 bits, which JSON can
/// represent exactly everywhere.
pub(crate) fn stable_id(kind: &str, name: &str) -> i64 {
    i64::try_from(hash(&[kind, name]) >> 11).unwrap_or(1).max(1)
}

fn hash(lines: &[&str]) -> u64 {
    let mut hasher = Sha256::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            hasher.update(b"\n");
        }
        hasher.update(line.as_bytes());
    }
    hasher.finalize().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_are_those_of_the_contract() {
        assert_eq!(guid("film-words", "premiere", "definition/1"), "J0w7z8Zx66u");
    }

    #[test]
    fn ids_are_exact_in_json() {
        for name in ["a", "b", "film-words"] {
            assert!(stable_id("field", name) < 1 << 53);
        }
    }
}
