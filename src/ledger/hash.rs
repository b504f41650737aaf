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
    let mut text = format!("{}.{}", short(&[kind, fields], 11), short(&[tags], 6));
    let media: Vec<&str> = media.into_iter().collect();
    if !media.is_empty() {
        text.push('.');
        text.push_str(&short(&media, 6));
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
    let parts: Vec<String> = parts.iter().map(i64::to_string).collect();
    short(&parts.iter().map(String::as_str).collect::<Vec<_>>(), 11)
}

/// The hash of a row of a table: eleven signs, the first a letter, so that no spreadsheet takes it for
/// a number.
pub fn row_hash<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let parts: Vec<&str> = parts.into_iter().collect();
    format!("r{}", short(&parts, 10))
}

/// The hash of an item's kind and words.
pub(super) fn item_hash(kind: &str, text: &str) -> u32 {
    let bytes = hash(&[kind, text]);
    u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

fn hash(parts: &[&str]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(b"\0");
    }
    *hasher.finalize().as_bytes()
}

/// Up to sixty-four bits in base 62.
fn short(parts: &[&str], digits: usize) -> String {
    let bytes = hash(parts);
    let mut rest = bytes.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let mut text = String::with_capacity(digits);
    for _ in 0..digits {
        text.push(char::from(DIGITS[usize::try_from(rest % 62).unwrap_or(0)]));
        rest /= 62;
    }
    text
}
