//! Short hashes of what Anki stores, of an item's text, and of a note type's parts.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Returns the hash of what Anki stores of a note, in parts separated by dots: note type and
/// fields; tags; and, if it has media, their names, which contain hashes of their contents.
///
/// So few bits are sufficient, as a note is compared only with its own earlier state.
pub(crate) fn content_hash<'m>(
    kind: &str,
    fields: &str,
    tags: &str,
    media: impl IntoIterator<Item = &'m str>,
) -> String {
    let mut text = String::with_capacity(25);
    write_short([kind, fields], 11, &mut text);
    text.push('.');
    write_short([tags], 6, &mut text);
    let mut media = media.into_iter().peekable();
    if media.peek().is_some() {
        text.push('.');
        write_short(media, 6, &mut text);
    }
    text
}

/// The parts in which two states of a note differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Differences {
    /// Whether the author's fields differ.
    pub fields: bool,
    /// Whether the tags differ.
    pub tags: bool,
    /// Whether the media differ.
    pub media: bool,
}

impl Differences {
    /// Compares two content hashes.
    pub(crate) fn between(one: &str, other: &str) -> Differences {
        let differ = |at: usize| one.split('.').nth(at) != other.split('.').nth(at);
        Differences { fields: differ(0), tags: differ(1), media: differ(2) }
    }
}

/// Returns the fingerprint of a note type: a hash of the ids of its fields and templates, in order.
pub(crate) fn fingerprint(parts: &[i64]) -> String {
    let mut text = String::with_capacity(11);
    write_short(parts.iter().map(i64::to_string), 11, &mut text);
    text
}

/// Returns the hash of a table's row: eleven characters, of which the first is a letter, so that no
/// spreadsheet converts it to a number.
pub(crate) fn row_hash<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let mut text = String::from("r");
    write_short(parts, 10, &mut text);
    text
}

/// Returns the hash of an item's kind and texts, each followed by a zero byte.
pub(super) fn item_hash(letters: &[u8]) -> u32 {
    let hash = blake3::hash(letters);
    hash.as_bytes().iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// Appends up to sixty-four bits in base 62 of a hash of the parts, each followed by a zero byte.
fn write_short(parts: impl IntoIterator<Item: AsRef<str>>, digits: usize, out: &mut String) {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_ref().as_bytes());
        hasher.update(b"\0");
    }
    let hash = hasher.finalize();
    let bytes = hash.as_bytes().iter().take(8);
    let mut rest = bytes.fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    for _ in 0..digits {
        out.push(char::from(DIGITS[usize::try_from(rest % 62).unwrap_or(0)]));
        rest /= 62;
    }
}
