//! Random documents, and places in them.

use crate::source::node::{Node, Value};
use crate::source::patch::{PathStep, style};

/// A random number generator with a seed, from which documents are built.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    pub(super) fn words(&mut self) -> String {
        const WORDS: [&str; 16] = [
            "a",
            "the",
            "no",
            "it's",
            "x: y",
            "#1",
            "- z",
            "“q”",
            "ˈpremieə",
            "1-2",
            "{of}",
            "a, b",
            "\\*",
            "😀",
            "end.",
            "word",
        ];
        let count = self.roll(5) + 1;
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.roll(16) as usize]).collect();
        words.join(" ")
    }

    fn scalar(&mut self, column: usize, flow: bool) -> String {
        let text = self.words();
        let lines = |text: &str| {
            text.split(' ').map(|it| format!("\n{:column$}{it}", "")).collect::<String>()
        };
        match self.roll(if flow { 3 } else { 8 }) {
            0 => style::single(&text).unwrap(),
            1 => style::double(&text),
            3 => format!(">-{}", lines(&text)),
            4 => format!("|{}", lines(&text)),
            5 => format!("|+{}\n", lines(&text)),
            6 => format!(
                "'{}'",
                text.replace('\'', "''").replacen(' ', &format!("\n{:column$}", ""), 1)
            ),
            7 if style::can_be_plain(&text, false) => {
                text.replacen(' ', &format!("\n{:column$}", ""), 1)
            }
            _ => style::line(&text, flow),
        }
    }

    fn flow(&mut self, depth: u64) -> String {
        let count = self.roll(3);
        match self.roll(3) {
            0 if depth > 0 => {
                let items: Vec<String> = (0..count).map(|_| self.flow(depth - 1)).collect();
                format!("[{}]", items.join(", "))
            }
            1 if depth > 0 => {
                let pairs: Vec<String> =
                    (0..count).map(|it| format!("k{it}: {}", self.flow(depth - 1))).collect();
                format!("{{{}}}", pairs.join(", "))
            }
            _ => self.scalar(0, true),
        }
    }

    /// Returns a value for a key or dash in column `column`, starting with its line break if any.
    fn value(&mut self, column: usize, depth: u64) -> String {
        let comment = if self.roll(4) == 0 { " # note" } else { "" };
        let gap = |dice: &mut Dice| if dice.roll(6) == 0 { "\n  # aside\n\n" } else { "\n" };
        let inner = column + 2;
        let count = self.roll(3) + 1;
        match self.roll(5) {
            0 if depth > 0 => {
                let mut out = comment.to_owned();
                for number in 0..count {
                    out.push_str(&format!(
                        "{}{:inner$}k{number}:{}",
                        gap(self),
                        "",
                        self.value(inner, depth - 1)
                    ));
                }
                out
            }
            1 | 2 if depth > 0 => {
                let mut out = comment.to_owned();
                for _ in 0..count {
                    out.push_str(&format!(
                        "{}{:inner$}-{}",
                        gap(self),
                        "",
                        self.item(inner, depth - 1)
                    ));
                }
                out
            }
            3 => format!(" {}{comment}", self.flow(depth)),
            _ => format!(" {}", self.scalar(inner, false)),
        }
    }

    fn item(&mut self, column: usize, depth: u64) -> String {
        if depth == 0 || self.roll(2) == 0 {
            return format!(" {}", self.scalar(column + 2, false));
        }
        let inner = column + 2;
        let first = format!(" k0:{}", self.value(inner, depth - 1));
        format!("{first}\n{:inner$}k1:{}", "", self.value(inner, depth - 1))
    }
}

/// Returns the path of a random value, and whether it is a list or a mapping.
pub(super) fn somewhere(dice: &mut Dice, root: &Node<'_>) -> (Vec<PathStep>, &'static str) {
    const KEYS: [&str; 3] = ["k0", "k1", "k2"];
    let (mut path, mut node) = (Vec::new(), root);
    loop {
        match &node.value {
            Value::Mapping { pairs, .. }
                if !pairs.is_empty() && (path.is_empty() || dice.roll(4) > 0) =>
            {
                let at = dice.roll(pairs.len() as u64) as usize;
                path.push(PathStep::Key(KEYS[at].to_owned()));
                node = &pairs[at].1;
            }
            Value::Sequence { items, .. } if !items.is_empty() && dice.roll(4) > 0 => {
                let at = dice.roll(items.len() as u64) as usize;
                path.push(PathStep::Item(at));
                node = &items[at];
            }
            Value::Mapping { .. } => return (path, "mapping"),
            Value::Sequence { .. } => return (path, "list"),
            _ => return (path, "text"),
        }
    }
}

pub(super) fn document(dice: &mut Dice) -> String {
    let mut text = "# top\n".to_owned();
    for number in 0..3 {
        text.push_str(&format!("k{number}:{}\n", dice.value(0, 3)));
    }
    if dice.roll(3) == 0 { text.replace('\n', "\r\n") } else { text }
}
