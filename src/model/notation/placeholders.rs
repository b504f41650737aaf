//! The words of a variant: those that are asked, optional ones, and placeholders for others.

/// English words that stand for others where dictionaries write them beside a word.
const SPELLED: [&str; 4] = ["someone", "somebody", "something", "somewhere"];
/// Abbreviated placeholders of dictionaries, by the language.
const ABBREVIATED: [(&str, &str); 6] = [
    ("en", "sb sth smb smth sbd sthg swh s.o s.b s.th"),
    ("de", "jd jdn jdm jds jmd jmdn jmdm jmds jem jmand etw"),
    ("fr", "qn qqn qch qqch"),
    ("es", "algn"),
    ("it", "qn qc qcn qcs qlcn qlcu qlco"),
    ("pt", "alg algn"),
];
/// Single signs that stand for a word, or refer to a note, between words.
const SIGNS: [&str; 8] = ["…", "...", "*", "+", "†", "‡", "__", "___"];

/// What a word of a variant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It is asked.
    Word,
    /// It stands in brackets.
    Optional,
    /// It stands for other words.
    Placeholder,
    /// It stands for a word with the ending of a possessive.
    Owner,
}

/// A word of a variant.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    text: &'t str,
    /// The word with its optional letters taken out.
    short: &'t str,
    role: Role,
    /// Whether words that are asked stand before and after it.
    is_inner: bool,
}

impl<'t> Token<'t> {
    /// Returns what the plain word has of it.
    pub(super) fn plain(&self) -> Option<&'t str> {
        match self.role {
            Role::Word => Some(self.short),
            Role::Owner if self.is_inner => Some(match self.text {
                "one's" | "one’s" => self.text,
                _ => "somebody's",
            }),
            Role::Optional | Role::Placeholder | Role::Owner => None,
        }
    }

    /// Returns what is searched for it.
    pub(super) fn searched(&self) -> String {
        match self.role {
            Role::Word | Role::Optional => self.text.to_owned(),
            Role::Placeholder
                if SIGNS.contains(&self.text) && !matches!(self.text, "…" | "...") =>
            {
                "sb".to_owned()
            }
            Role::Placeholder | Role::Owner => self.text.to_owned(),
        }
    }
}

/// Returns whether a word is an abbreviated placeholder, or one that is spelled out.
pub(super) fn is_placeholder(word: &str, language: &str) -> bool {
    is_abbreviated(word, language) || (primary(language) == "en" && is_spelled(word, language))
}

/// Returns the language of a BCP 47 tag without its region.
fn primary(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or(language).to_lowercase()
}

fn is_abbreviated(word: &str, language: &str) -> bool {
    let language = primary(language);
    let own = ABBREVIATED.iter().find(|it| it.0 == language);
    let is_one = |it: &str| {
        let owner = owner(it);
        let bare = owner.unwrap_or(it).trim_end_matches('.');
        let is_known = || own.is_some_and(|own| own.1.split(' ').any(|known| known == bare));
        is_known() || (language == "en" && owner == Some("one"))
    };
    let word = word.trim_end_matches([',', '.']);
    !word.is_empty() && word.split('/').all(is_one)
}

fn is_spelled(word: &str, language: &str) -> bool {
    let is_one =
        |it: &str| SPELLED.contains(&owner(it).unwrap_or(it)) || is_abbreviated(it, language);
    word.trim_end_matches(',').split('/').all(is_one)
}

/// Returns a word without the ending of a possessive, if it has one.
fn owner(word: &str) -> Option<&str> {
    word.strip_suffix("'s").or(word.strip_suffix("’s"))
}

/// Returns the words of a variant.
pub(super) fn tokens<'t>(variant: &'t str, language: &str) -> Vec<Token<'t>> {
    let mut all = Vec::new();
    let mut depth = 0_usize;
    let is_paired = variant.matches(['(', '[']).count() == variant.matches([')', ']']).count();
    for text in variant.split_whitespace() {
        let opened = text.matches(['(', '[']).count();
        let closed = text.matches([')', ']']).count();
        let starts_inside = depth > 0 || text.starts_with(['(', '[']);
        depth = (depth + opened).saturating_sub(closed);
        let ends_inside = depth > 0 || text.ends_with([')', ']']);
        let short = if opened > 0 { without_brackets(text) } else { text };
        let role = if is_paired && starts_inside && (ends_inside || short.is_empty()) {
            Role::Optional
        } else if is_placeholder(text, language) || SIGNS.contains(&text) {
            let is_owner =
                text.trim_end_matches(['.', ',']).ends_with(['s']) && text.contains(['\'', '’']);
            if is_owner { Role::Owner } else { Role::Placeholder }
        } else {
            Role::Word
        };
        let short = if is_paired { short } else { text };
        all.push(Token { text, short, role, is_inner: false });
    }
    keep_literal(&mut all, language);
    join_placeholders(&mut all);
    let is_word = |it: &Token<'_>| it.role == Role::Word;
    let (first, last) = (all.iter().position(is_word), all.iter().rposition(is_word));
    for (at, token) in all.iter_mut().enumerate() {
        token.is_inner = first.is_some_and(|it| it < at) && last.is_some_and(|it| it > at);
    }
    all
}

/// Returns a word without the letters in brackets inside it: of `colour(s)` and `(semi-)detached`
/// the longer part outside.
fn without_brackets(text: &str) -> &str {
    let before = text.split(['(', '[']).next().unwrap_or("");
    let after = text.rsplit([')', ']']).next().unwrap_or("");
    if before.len() >= after.len() { before } else { after }
}

/// Makes words of placeholders that are meant literally: signs without words beside them, and words
/// such as `something` where they lead, as in `something else`, or where hardly a word is left.
fn keep_literal(all: &mut [Token<'_>], language: &str) {
    let is_content = |it: &Token<'_>| {
        it.role == Role::Word
            && it.text.chars().filter(|it| it.is_alphabetic()).count() > 1
            && !matches!(it.text, "or" | "and" | "not" | "to" | "like" | "the")
            && it.text.chars().any(|it| !it.is_uppercase())
    };
    let has_content = all.iter().any(is_content);
    let is_pair = |at: usize| {
        let joins = |it: Option<&Token<'_>>| it.is_some_and(|it| matches!(it.text, "or" | "and"));
        let stands = |it: Option<&Token<'_>>| it.is_some_and(|it| it.role == Role::Placeholder);
        (joins(all.get(at + 1)) && stands(all.get(at + 2)))
            || (at > 1 && joins(all.get(at - 1)) && stands(all.get(at - 2)))
    };
    let is_literal = |(at, it): (usize, &Token<'_>)| {
        let is_word = is_spelled(it.text, language) && !is_abbreviated(it.text, language);
        let stays = !has_content || (is_word && at == 0 && !is_pair(at));
        stays && matches!(it.role, Role::Placeholder | Role::Owner)
    };
    let literal: Vec<bool> = all.iter().enumerate().map(is_literal).collect();
    for (token, is_literal) in all.iter_mut().zip(literal) {
        if is_literal {
            token.role = Role::Word;
        }
    }
}

/// Joins placeholders with "or" or "and" between them to one: `someone or something`.
fn join_placeholders(all: &mut Vec<Token<'_>>) {
    let mut at = 0;
    while at + 2 < all.len() {
        let stands = |it: &Token<'_>| matches!(it.role, Role::Placeholder | Role::Owner);
        let is_pair = stands(&all[at])
            && matches!(all[at + 1].text, "or" | "and" | "oder" | "ou" | "o")
            && stands(&all[at + 2]);
        if is_pair {
            // The second one has the ending of a possessive, if there is one.
            all.drain(at..at + 2);
        } else {
            at += 1;
        }
    }
}
