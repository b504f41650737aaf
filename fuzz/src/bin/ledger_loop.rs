//! Fuzzes the ledger without a nightly compiler: `cargo run --release --bin ledger_loop -- RUNS SEED
//! LEDGER...` mutates these ledgers at random and checks what is read of each. It has no coverage to
//! guide it, so it is only as good as the ledgers that it starts from.

use std::time::Instant;

/// A generator of random numbers (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        number as usize % limit.max(1)
    }
}

const PARTS: [&str; 24] = [
    "\t", "\n", "\\", " ", ";", "=", "-", "^", ",", "0", "9", "a", "{", "}", "é", "\u{1}", "\r",
    "\\t", " gone", " moved", "uid\t", "deck\t", "end\t", "<<<<<<< a\n",
];

/// Changes a text at some places: letters, cells, and whole lines.
fn mutated(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    for _ in 0..1 + dice.below(4) {
        let count = lines.len();
        let at = dice.below(count);
        match dice.below(10) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[dice.below(count)].clone()),
            2 => lines.swap(at, dice.below(count)),
            3 => {
                let mut cells: Vec<&str> = lines[at].split('\t').collect();
                let cell = dice.below(cells.len());
                let other: Vec<&str> = lines[dice.below(count)].split('\t').collect();
                cells[cell] = other[dice.below(other.len())];
                lines[at] = cells.join("\t");
            }
            _ => {
                let line = &lines[at];
                let places: Vec<usize> = line.char_indices().map(|it| it.0).collect();
                let place = places.get(dice.below(places.len())).copied().unwrap_or(0);
                let end = place + line[place..].chars().next().map_or(0, char::len_utf8);
                let end = if dice.below(2) == 0 { place } else { end };
                let part = if dice.below(4) == 0 { "" } else { PARTS[dice.below(PARTS.len())] };
                lines[at] = format!("{}{part}{}", &line[..place], &line[end..]);
            }
        }
        if lines.is_empty() {
            break;
        }
    }
    lines.concat()
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let runs: u64 = arguments.next().and_then(|it| it.parse().ok()).unwrap_or(100_000);
    let seed: u64 = arguments.next().and_then(|it| it.parse().ok()).unwrap_or(1);
    let ledgers: Vec<String> =
        arguments.map(|it| std::fs::read_to_string(&it).expect("a ledger")).collect();
    assert!(!ledgers.is_empty(), "no ledger to start from");
    let (mut dice, start) = (Dice(seed | 1), Instant::now());
    for run in 1..=runs {
        let text = mutated(&ledgers[dice.below(ledgers.len())], &mut dice);
        let checked = std::panic::catch_unwind(|| lexideck_fuzz::ledger(&text));
        if checked.is_err() {
            eprintln!("run {run} of seed {seed} failed for:\n{text:?}");
            std::process::exit(1);
        }
        if run % 1_000_000 == 0 || run == runs {
            println!("{run} runs, {} s", start.elapsed().as_secs());
        }
    }
}
