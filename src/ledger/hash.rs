//! Short hashes: of what Anki stores, of an item's words, of a note type's parts.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The hash of what Anki stores of a note, in parts with dots between: its type and fields; its
/// tags; and where it has media, their names, which hold hashes of their contents.
///
/// So few bits are enough: a note is compared with its own earlier state only.
pub fn content_hash<'m>(
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

/// Which parts of what Anki stores differ between two states of a note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// The author's fields.
    pub fields: bool,
    /// The tags.
    pub tags: bool,
    /// The media.
    pub media: bool,
}

impl Differences {
    /// The differences between two content hashes.
    pub fn between(one: &str, other: &str) -> Differences {
        let differ = |at: usize| one.split('.').nth(at) != other.split('.').nth(at);
        Differences { fields: differ(0), tags: differ(1), media: differ(2) }
    }
}

/// The fingerprint of a note type: of the ids of its fields and of its templates, in order.
pub fn fingerprint(parts: &[i64]) -> String {
    let mut text = String::with_capacity(11);
    write_short(parts.iter().map(i64::to_string), 11, &mut text);
    text
}

/// The hash of a row of a table: eleven signs, the first a letter, so that no spreadsheet takes it for
/// a number.
pub fn row_hash<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let mut text = String::from("r");
    write_short(parts, 10, &mut text);
    text
}

/// The hash of an item's kind and words, a zero behind each.
pub(super) fn item_hash(letters: &[u8]) -> u32 {
    let hash = blake3::hash(letters);
    hash.as_bytes().iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// Up to sixty-four bits in base 62, of parts with a zero behind each.
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
