//! Decodes text files whatever program wrote them.

/// A decoded text.
pub(super) struct Decoded {
    pub(super) text: String,
    /// Whether the encoding cannot represent every letter, so that some may be lost.
    pub(super) is_lossy: bool,
}

/// Decodes bytes by their byte-order mark. Without one they are UTF-16 if every other byte is zero,
/// UTF-8 if they are valid UTF-8, and otherwise Windows-1252, which European spreadsheets write as
/// "CSV".
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let whole = |text| Decoded { text, is_lossy: false };
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return whole(String::from_utf8_lossy(rest).into_owned());
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return whole(utf16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return whole(utf16(rest, u16::from_be_bytes));
    }
    // The header is ASCII, so in UTF-16 every other byte of it is zero.
    let start = bytes.get(..bytes.len().min(64)).unwrap_or(bytes);
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|it| **it == 0).count();
    if zeros(1) * 4 > start.len() {
        return whole(utf16(bytes, u16::from_le_bytes));
    }
    if zeros(0) * 4 > start.len() {
        return whole(utf16(bytes, u16::from_be_bytes));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => whole(text.to_owned()),
        Err(_) => {
            Decoded { text: bytes.iter().map(|it| windows_1252(*it)).collect(), is_lossy: true }
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|it| unit(*it)))
        .map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// The characters of the bytes 0x80 to 0x9F in Windows-1252, from the WHATWG's Encoding Standard.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

pub(super) fn windows_1252(byte: u8) -> char {
    let high = byte.checked_sub(0x80).and_then(|it| WINDOWS_1252.get(usize::from(it)));
    high.copied().unwrap_or(char::from(byte))
}

/// Returns whether Windows-1252 can represent the letter.
pub(super) fn is_in_windows_1252(letter: char) -> bool {
    u32::from(letter) < 0x80
        || (0xA0..=0xFF).contains(&u32::from(letter))
        || WINDOWS_1252.contains(&letter)
}

/// Returns how a text looks when its UTF-8 is decoded as Windows-1252.
pub(super) fn misread(text: &str) -> String {
    text.bytes().map(windows_1252).collect()
}

/// Reverses [`misread`]. Returns `None` for a text that was decoded correctly: its bytes are hardly
/// ever valid UTF-8 by chance.
pub(super) fn reread(text: &str) -> Option<String> {
    let byte = |it: char| {
        let high = WINDOWS_1252.iter().position(|known| *known == it).map(|it| it + 0x80);
        high.and_then(|it| u8::try_from(it).ok()).or_else(|| u8::try_from(u32::from(it)).ok())
    };
    let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
    String::from_utf8(bytes?).ok().filter(|_| !text.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_of_a_table_is_recognized_by_its_bytes() {
        let text = "headword;key\r\nédité;ˈx\r\n";
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|it| it.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|it| it.to_be_bytes()).collect();
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xEF\xBB\xBF", text.as_bytes()),
            marked(b"\xFF\xFE", &little),
            marked(b"\xFE\xFF", &big),
            little,
            big,
        ] {
            let decoded = decode(&bytes);
            assert!(decoded.text == text && !decoded.is_lossy);
        }
        let decoded = decode(b"\x93caf\xE9\x94 \x85");
        assert!(decoded.text == "“café” …" && decoded.is_lossy);
        assert_eq!(misread("é"), "Ã©");
        assert_eq!(reread(&misread("“é” ˈx")).as_deref(), Some("“é” ˈx"));
        assert_eq!((reread("café"), reread("cafe")), (None, None));
    }
}
