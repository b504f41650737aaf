//! Texts that share the letters of a longer one, such as their source.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use arcstr::Substr;

/// A text that is part of a longer one and shares its letters.
///
/// It takes 16 bytes and is cloned without copying letters. The longer text is kept in memory as
/// long as any of its parts.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Str(Substr);

impl Str {
    /// Returns the text as a slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns `part` as a text, which shares the letters if `part` is a slice of `self`.
    #[must_use]
    pub fn part(&self, part: &str) -> Str {
        Str(self.0.try_substr_from(part).unwrap_or_else(|| Substr::from(part)))
    }
}

impl Str {
    /// Returns what follows `part`, or `None` if it is not a slice of `self`.
    pub fn after(&self, part: &str) -> Option<&str> {
        let part = self.0.try_substr_from(part)?;
        self.get(part.range().end.checked_sub(self.0.range().start)?..)
    }
}

impl Deref for Str {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Str {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Str {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Str {
    fn from(text: &str) -> Str {
        Str(Substr::from(text))
    }
}

impl From<&Str> for Str {
    fn from(text: &Str) -> Str {
        text.clone()
    }
}

impl From<String> for Str {
    fn from(text: String) -> Str {
        Str(Substr::from(text))
    }
}

impl From<Str> for String {
    fn from(text: Str) -> String {
        text.as_str().to_owned()
    }
}

impl PartialEq<str> for Str {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Str {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<Str> for str {
    fn eq(&self, other: &Str) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<Str> for &str {
    fn eq(&self, other: &Str) -> bool {
        *self == other.as_str()
    }
}

impl PartialEq<String> for Str {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<Str> for String {
    fn eq(&self, other: &Str) -> bool {
        self == other.as_str()
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_shares_the_letters_and_another_text_has_its_own() {
        let whole = Str::from("one two");
        let part = whole.part(&whole[4..]);
        assert_eq!(part, "two");
        assert_eq!(part.as_ptr(), whole[4..].as_ptr());
        assert_eq!(part.part(&part[1..]), "wo");
        assert_eq!(whole.part(&String::from("two")), part);
        assert_eq!(size_of::<Option<Str>>(), 16);
    }
}
