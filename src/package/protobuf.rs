//! Decodes as much of Protocol Buffers as the numbers in Anki's messages need.

use std::collections::BTreeMap;

/// Returns the fields of a message that hold a number (wire type 0), by field number; if a field is
/// repeated, the last value counts. Returns `None` if the bytes are no valid message.
///
/// The wire format is described at <https://protobuf.dev/programming-guides/encoding/>.
pub(super) fn numbers(mut message: &[u8]) -> Option<BTreeMap<u64, u64>> {
    let mut found = BTreeMap::new();
    while !message.is_empty() {
        let tag = varint(&mut message)?;
        let length = match tag & 7 {
            0 => {
                found.insert(tag >> 3, varint(&mut message)?);
                0
            }
            1 => 8,
            2 => usize::try_from(varint(&mut message)?).ok()?,
            5 => 4,
            // Anki's messages contain no groups.
            _ => return None,
        };
        message = message.get(length..)?;
    }
    Some(found)
}

/// Decodes a base-128 varint, least significant digit first, of at most ten bytes.
fn varint(message: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for at in 0..10 {
        let (byte, rest) = message.split_first()?;
        *message = rest;
        number |= u64::from(byte & 0x7F) << (7 * at);
        if *byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_between_other_fields() {
        let message = [
            [0x08, 0x03].as_slice(),                                             // 1: 3
            &[0x12, 0x02, 0xFF, 0xFF],                                           // 2: bytes
            &[0x19, 1, 2, 3, 4, 5, 6, 7, 8], // 3: fixed, 8 bytes
            &[0x25, 1, 2, 3, 4],             // 4: fixed, 4 bytes
            &[0x48, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], // 9: -1
            &[0xF8, 0x0F, 0xAC, 0x02],       // 255: 300
            &[0x08, 0x04],                   // 1 again: 4
        ];
        let found = numbers(&message.concat()).unwrap();
        assert_eq!(found, BTreeMap::from([(1, 4), (9, u64::MAX), (255, 300)]));
        assert_eq!(numbers(&[]), Some(BTreeMap::new()));
    }

    #[test]
    fn a_truncated_message_is_invalid() {
        for message in [
            [0x08].as_slice(),
            &[0x80],
            &[0x08, 0x80],
            &[0x12, 0x05, 1],
            &[0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
            &[0x19, 1],
            &[0x0B],
            &[0xFF; 12],
        ] {
            assert_eq!(numbers(message), None, "{message:x?}");
        }
    }
}
