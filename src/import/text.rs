//! A file's bytes as text.

use super::Error;

/// The text of a file: UTF-8, or UTF-16 with the byte-order mark that says so, as spreadsheets save it.
///
/// # Errors
///
/// [`Error::NotText`], with the place of the first character that is none; [`Error::Workbook`].
pub fn decode(bytes: &[u8]) -> Result<String, Error> {
    match bytes {
        // An archive, which is what a workbook is.
        [b'P', b'K', 3, 4, ..] => Err(Error::Workbook),
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(no_text_after(&String::from_utf8_lossy(&bytes[..error.valid_up_to()]))),
        },
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Error> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for letter in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match letter {
            Ok(letter) => text.push(letter),
            Err(_) => return Err(no_text_after(&text)),
        }
    }
    // Half a character is left at the end.
    if rest.is_empty() { Ok(text) } else { Err(no_text_after(&text)) }
}

fn no_text_after(text: &str) -> Error {
    let last = text.rsplit('\n').next().unwrap_or_default();
    Error::NotText { line: text.split('\n').count(), column: last.chars().count() + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_and_both_utf_16_are_text() {
        assert_eq!(decode("\u{feff}Name,é\n".as_bytes()).as_deref(), Ok("\u{feff}Name,é\n"));
        let units: Vec<u16> = "Name\t\u{1f600}".encode_utf16().collect();
        let bytes = |mark: [u8; 2], unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            mark.into_iter().chain(units.iter().flat_map(move |own| unit(*own))).collect()
        };
        for bytes in [bytes([0xff, 0xfe], u16::to_le_bytes), bytes([0xfe, 0xff], u16::to_be_bytes)] {
            assert_eq!(decode(&bytes).as_deref(), Ok("Name\t\u{1f600}"));
        }
    }

    #[test]
    fn what_is_no_text_has_its_place() {
        for (bytes, line, column) in [
            (&b"\xe9"[..], 1, 1),
            (b"Name\ncaf\xe9,1\n", 2, 4),
            (b"\xc3\xa9\xff", 1, 2),
            (b"a\xc3", 1, 2),
            (b"\xff\xfea\0\n\0\0\xd8x\0", 2, 1),
            (b"\xfe\xff\0a\0", 1, 2),
        ] {
            assert_eq!(decode(bytes), Err(Error::NotText { line, column }), "{bytes:?}");
        }
    }
}
