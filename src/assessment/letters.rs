//! What is a letter, and its lower case, by ranges. The standard library's tables know every script there is, and are
//! 6 kB of the page, compressed; names and headers are only compared with each other.

/// Whether a character is part of a word: letters and digits, and beyond ASCII whatever is not in a block of
/// punctuation or symbols.
#[must_use]
pub fn in_word(c: char) -> bool {
    if c <= '¿' {
        return c.is_ascii_alphanumeric();
    }
    let punctuation = matches!(
        c,
        '×' | '÷'
            // General punctuation, signs, arrows, mathematics, boxes, pictures.
            | '\u{2000}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' | '\u{1f000}'..='\u{1faff}'
            // Chinese, Japanese and Korean punctuation; forms of it as wide as their letters.
            | '\u{3000}'..='\u{303f}' | '・' | '\u{fe10}'..='\u{fe6f}'
            | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
            // For private use; the byte order mark and what stands for unreadable characters.
            | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}'
    );
    !punctuation
}

/// A character in lower case: the Latin, Greek, Cyrillic and Armenian letters of today. Any other stays as it is.
#[must_use]
pub fn lower_case(c: char) -> char {
    let code = u32::from(c);
    let lower = match code {
        // The small letters stand so far behind the capital ones.
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f | 0xff21..=0xff3a => {
            code + 32
        }
        0x388..=0x38a => code + 37,
        0x531..=0x556 => code + 48,
        0x400..=0x40f => code + 80,
        // Each small letter stands behind its capital one, which is even here,
        0x100..=0x12f
        | 0x132..=0x137
        | 0x14a..=0x177
        | 0x1a0..=0x1a5
        | 0x1de..=0x1ef
        | 0x1f8..=0x21f
        | 0x222..=0x233
        | 0x460..=0x481
        | 0x48a..=0x4bf
        | 0x4d0..=0x52f
        | 0x1e00..=0x1e95
        | 0x1ea0..=0x1eff => code | 1,
        // and odd here.
        0x139..=0x148 | 0x179..=0x17e | 0x1af..=0x1b0 | 0x1cd..=0x1dc | 0x4c1..=0x4ce => code + code % 2,
        // Those that stand alone.
        0x130 => 0x69,
        0x178 => 0xff,
        0x386 => 0x3ac,
        0x38c => 0x3cc,
        0x38e | 0x38f => code + 63,
        0x4c0 => 0x4cf,
        0x1e9e => 0xdf,
        _ => code,
    };
    char::from_u32(lower).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks of which every letter is known: Latin up to Extended-A, Greek, Cyrillic, Armenian, Vietnamese, and
    /// Latin letters as wide as Chinese ones.
    fn known() -> impl Iterator<Item = char> {
        let blocks =
            ['\0'..='\u{17f}', '\u{386}'..='\u{3ce}', '\u{400}'..='\u{556}', '\u{1e00}'..='\u{1eff}', '！'..='～'];
        blocks.into_iter().flatten()
    }

    #[test]
    fn lower_case_is_the_standard_librarys() {
        for c in known().chain('\u{180}'..='\u{24f}') {
            // One letter for two: İ loses the dot that Rust sets apart.
            let standard = c.to_lowercase().next();
            if known().any(|known| known == c) || lower_case(c) != c {
                assert_eq!(Some(lower_case(c)), standard, "{c} {:x}", u32::from(c));
            }
        }
        for c in ['Ơ', 'Ư', 'Ș', 'Ț', 'Ǎ', 'Ǿ'] {
            assert_eq!(Some(lower_case(c)), c.to_lowercase().next(), "{c}");
        }
        for c in ['@', '[', '×', 'ı', 'ĸ', 'ŉ', 'ſ', 'ΐ', 'ς', 'ß', '東', '\u{10ffff}'] {
            assert_eq!(lower_case(c), c);
        }
    }

    #[test]
    fn words_are_the_standard_librarys() {
        for c in known().filter(|c| *c > '¿') {
            // Rust knows which codes nobody has taken yet; a sign of Greek or Cyrillic parts no words here.
            if c.is_alphanumeric() {
                assert!(in_word(c), "{c} {:x}", u32::from(c));
            }
        }
        for c in "09azAZßéŽΩяא中あ한ไ٣".chars() {
            assert!(in_word(c), "{c}");
        }
        for c in " -_./:@[`{~\u{a0}§·¿×÷–—’“…•€→−☐✓、。「」・（）：！\u{feff}\u{fffd}😀".chars()
        {
            assert!(!in_word(c), "{c} {:x}", u32::from(c));
        }
    }
}
