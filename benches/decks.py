"""The decks that are measured: generated once, and kept under `target/benches` until the generator changes."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from bench import HERE, Bench, call, say

# Nobody writes files with more entries than this; larger decks are folders.
ENTRIES_PER_FILE = 1_000
LARGEST_FILE = 10_000


@dataclass(frozen=True)
class Deck:
    """A deck."""

    shape: str
    count: int
    per_file: int | None = None

    @property
    def name(self) -> str:
        """Its name in results."""
        return f"{self.id}-in-{self.files}" if self.per_file else self.id

    @property
    def id(self) -> str:
        """Its id, which names packages."""
        return f"{self.shape}-{self.count}"

    @property
    def files(self) -> int:
        """The number of files with entries."""
        return -(-self.count // self.per_file) if self.per_file else 1

    def path(self, bench: Bench) -> Path:
        """The path of the deck, which is generated if necessary."""
        folder = bench.work / "decks" / generator()
        path = folder / (self.name if self.per_file else f"{self.name}.yaml")
        if not path.exists():
            say(f"generating {self.name}")
            folder.mkdir(parents=True, exist_ok=True)
            each = ["--per-file", str(self.per_file)] if self.per_file else []
            call(sys.executable, HERE / "generate.py", self.shape, str(self.count), path, *each)
        return path


def whole(shape: str, count: int) -> Deck:
    """A deck of this size in as many files as an author would use."""
    return Deck(shape, count, ENTRIES_PER_FILE if count > LARGEST_FILE else None)


def generator() -> str:
    """A name for the state of the generator, which names its decks."""
    sources = (HERE / "generate.py", HERE / "words.py")
    return hashlib.sha256(b"".join(it.read_bytes() for it in sources)).hexdigest()[:12]


def source_size(path: Path) -> int:
    """The bytes of a deck's YAML."""
    files = path.rglob("*.yaml") if path.is_dir() else [path]
    return sum(it.stat().st_size for it in files)
