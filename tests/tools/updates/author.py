"""An author who edits a deck at random, and who knows the identity of every item whatever its texts are.

Each item has a unique name, which is part of its text and which no edit changes.
By this name the item is found in any package, independently of the program's own identities.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Callable, Dict, List, Optional, Tuple

# Words by their position in a sentence. A rewritten text uses other words of the same position.
WORDS: Dict[str, List[str]] = {
    "verb": "carried painted measured repaired followed lifted borrowed counted buried sketched guarded polished"
    " watched moved opened cleaned sold hired filmed found".split(),
    "adjective": "narrow green broken heavy silent early distant wooden bright shallow crooked northern empty famous"
    " careful hollow quiet golden ancient frozen".split(),
    "noun": "ladder bridge lantern harbour ticket garden engine mirror basket tunnel letter window camera kitchen"
    " forest bottle curtain station carpet mountain".split(),
    "preposition": "behind beside under above near beyond inside across against around".split(),
    "time": "yesterday tonight twice again slowly before-dawn at-noon all-winter last-Friday without-help".split(),
}

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu".split()

LEVELS = "A1 A2 B1 B2 C1 C2".split()
REGISTERS = "neutral formal informal technical literary".split()

# The lists of an entry besides its senses, by the kind of their items.
LISTS = {
    "pattern": "patterns",
    "collocation": "collocations",
    "mistake": "mistakes",
    "distinction": "distinctions",
    "question": "questions",
    "quiz": "quiz",
}

# The maximum length of a list, which limits the size of the deck in a long run.
LONGEST = 4
FEWEST_ENTRIES, MOST_ENTRIES = 8, 15


@dataclass
class Word:
    """A word of a text and its position, by which it can be replaced; None for words that are kept."""

    text: str
    place: Optional[str] = None


Text = List[Word]


def written(text: Text) -> str:
    """The text as it is in the source."""
    return " ".join(word.text.replace("-", " ") for word in text)


@dataclass
class Item:
    """Something that makes a note: its name, its texts, and the `id` once the author has given one."""

    name: str
    kind: str
    texts: Dict[str, Text]
    id: Optional[str] = None
    # Of a sense: its examples by dialect.
    examples: Dict[str, List[Item]] = field(default_factory=dict)
    # Of a distinction: the other entry's name, and its headword after that entry was removed.
    other: Optional[str] = None
    other_word: str = ""
    # Of a distinction: its cues by name.
    cues: Dict[str, str] = field(default_factory=dict)

    def names(self) -> List[str]:
        """The item's name and those of its examples."""
        return [self.name] + [it.name for each in self.examples.values() for it in each]


@dataclass
class Entry:
    """An entry of the deck."""

    name: str
    headword: str
    level: str
    register: str
    senses: List[Item]
    lists: Dict[str, List[Item]]
    id: Optional[str] = None
    tags: List[str] = field(default_factory=list)

    def all_lists(self) -> List[Tuple[str, List[Item]]]:
        """Every list of items, examples included, with the kind of its items."""
        found = [("sense", self.senses)]
        for sense in self.senses:
            found += [("example", sense.examples[dialect]) for dialect in sorted(sense.examples)]
        return found + [(kind, self.lists[kind]) for kind in LISTS]

    def items(self) -> List[Item]:
        """Every item."""
        return [item for _, each in self.all_lists() for item in each]


class Author:
    """The deck as the author knows it, and the edits."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.taken: Dict[str, str] = {}
        # The names of gaps and cues: each is asked by one card.
        self.questions: set[str] = set()
        self.headwords: set[str] = set()
        self.name = "English::Simulated"
        self.tags = ["simulated"]
        self.profile = "standard"
        self.entries: List[Entry] = []
        # What was removed and may return: an entry, or an item with the name of its entry.
        self.removed_entries: List[Entry] = []
        self.removed_items: List[Tuple[str, str, Item]] = []
        # Of the current release: the names of the items that it changes, those that it has rewritten, and those that
        # returned. An item that returns with changes is a different one to everybody but the author.
        self.touched: set[str] = set()
        self.rewritten: set[str] = set()
        self.returned: set[str] = set()
        self.edits: Counter[str] = Counter()
        for _ in range(self.random.randint(10, 12)):
            self.entries.append(self.new_entry())
        for _ in range(5):
            self.add_distinction()

    # Creating
    # ------------------------------------------------------------------------------------------------------------

    def new_name(self, kind: str) -> str:
        """A unique name: no other word of a text begins with it."""
        while True:
            name = "".join(self.random.choice(SYLLABLES) for _ in range(4)).capitalize()
            if name not in self.taken and name not in self.questions:
                self.taken[name] = kind
                return name

    def new_question(self) -> str:
        """A unique name of a gap or a cue."""
        name = self.new_name("question")
        del self.taken[name]
        self.questions.add(name)
        return name

    def new_headword(self) -> str:
        """Two words that no entry has had."""
        while True:
            headword = f"{self.random.choice(WORDS['noun'])} {self.random.choice(WORDS['noun'])}"
            if headword not in self.headwords and len(set(headword.split())) == 2:
                self.headwords.add(headword)
                return headword

    def text(self, form: str, name: str, gap: str = "") -> Text:
        """A text from a template: a word in brackets is a position, NAME the item's name, GAP the word in the gap."""
        text = []
        for part in form.split():
            if part.startswith("["):
                place = part.strip("[]")
                text.append(Word(self.random.choice(WORDS[place]), place))
            elif part.rstrip("?") == "NAME":
                text.append(Word(part.replace("NAME", name)))
            else:
                text.append(Word(f"{{{gap}}}" if part == "GAP" else part))
        return text

    def new_item(self, kind: str, headword: str) -> Item:
        """An item with new texts."""
        name = self.new_name(kind)
        forms = {
            "sense": {"definition": "what NAME called the [adjective] [noun] that [verb] the [adjective] [noun] [time]"},
            "example": {"text": "NAME [verb] the [adjective] [noun] [preposition] the GAP and the [noun] [time]"},
            "pattern": {"text": "GAP [preposition] the [adjective] [noun] that NAME [verb] [time]"},
            "collocation": {"text": "[adjective] GAP [preposition] the [noun] of NAME"},
            "mistake": {
                "right": "NAME [verb] the [adjective] [noun] on the [noun] [time]",
                "why": "it is the [adjective] [noun] [preposition] the [noun]",
            },
            "distinction": {"difference": "NAME [verb] the [adjective] [noun] [preposition] the [noun] [time]"},
            "question": {
                "question": "who [verb] the [adjective] [noun] [preposition] the [noun] of NAME?",
                "answer": "the [adjective] [noun] [preposition] the [noun] [time]",
            },
            "quiz": {
                "question": "which [noun] [preposition] the [adjective] [noun] was [verb] by NAME?",
                "why": "the [adjective] [noun] was [verb] [time]",
            },
        }[kind]
        item = Item(name, kind, {key: self.text(form, name, headword) for key, form in forms.items()})
        if kind == "quiz":
            for at, noun in enumerate(self.random.sample(WORDS["noun"], 3)):
                item.texts[f"choice{at}"] = [Word("a"), Word(noun)]
        if kind == "sense":
            for dialect in self.random.choice([["any"], ["any"], ["gb", "us"], ["any", "gb"], []]):
                count = self.random.randint(1, 2)
                item.examples[dialect] = [self.new_item("example", headword) for _ in range(count)]
        if self.random.random() < 0.15:
            item.id = name.lower()
        return item

    def new_entry(self) -> Entry:
        """An entry with some items of most kinds; distinctions need another entry and come later."""
        headword = self.new_headword()
        name = self.new_name("entry")
        lists: Dict[str, List[Item]] = {kind: [] for kind in LISTS}
        for kind in lists:
            if kind != "distinction" and self.random.random() < 0.6:
                lists[kind] = [self.new_item(kind, headword) for _ in range(self.random.randint(1, 2))]
        senses = [self.new_item("sense", headword) for _ in range(self.random.randint(1, 2))]
        entry = Entry(name, headword, self.random.choice(LEVELS), self.random.choice(REGISTERS), senses, lists)
        if self.random.random() < 0.4:
            entry.id = name.lower()
        return entry

    def add_distinction(self) -> bool:
        """Adds a distinction between two entries, or its other side; both are one note and have one name."""
        entry, other = self.random.sample(self.entries, 2)
        if any(it.other == other.name for it in entry.lists["distinction"]):
            return False
        if len(entry.lists["distinction"]) >= LONGEST:
            return False
        item = self.new_item("distinction", entry.headword)
        for twin in other.lists["distinction"]:
            if twin.other == entry.name:
                for word in item.texts["difference"]:
                    word.text = word.text.replace(item.name, twin.name)
                item.name = twin.name
        item.other, item.other_word = other.name, other.headword
        entry.lists["distinction"].append(item)
        self.touched.add(item.name)
        return True

    # Editing
    # ------------------------------------------------------------------------------------------------------------

    def release(self, number: int) -> None:
        """Makes one to four edits. The first releases include the edits that a short run must not miss."""
        self.touched, self.rewritten, self.returned = set(), set(), set()
        opening = {2: ["rewrite", "level"], 3: ["insert", "register"], 4: ["entry tags"]}
        edits = opening.get(number)
        if edits is None:
            edits = self.random.choices(list(EDITS), [weight for weight, _ in EDITS.values()], k=self.random.randint(1, 4))
        for name in edits:
            if name == "nothing" and len(edits) > 1:
                continue
            # An edit may be impossible, for example if no entry is without an id.
            if any(EDITS[name][1](self) for _ in range(10)):
                self.edits[name] += 1

    def some_entry(self) -> Entry:
        return self.random.choice(self.entries)

    def some_list(self, least: int) -> Optional[Tuple[Entry, str, List[Item]]]:
        """A list with at least this number of items."""
        entry = self.some_entry()
        fit = [(kind, each) for kind, each in entry.all_lists() if len(each) >= least]
        if not fit:
            return None
        kind, each = self.random.choice(fit)
        return entry, kind, each

    def some_text(self) -> Tuple[Item, Text]:
        item = self.random.choice(self.some_entry().items())
        self.touched.add(item.name)
        return item, item.texts[self.random.choice(sorted(item.texts))]

    def typo(self) -> bool:
        """Adds or removes a letter of a word."""
        item, text = self.some_text()
        word = self.random.choice([it for it in text if it.place] or text)
        if word.place is None or item.name in self.returned:
            return False
        at = self.random.randrange(1, len(word.text))
        shorter = word.text[:at] + word.text[at + 1 :]
        longer = word.text[:at] + word.text[at] + word.text[at:]
        word.text = shorter if len(word.text) > 5 and self.random.random() < 0.5 else longer
        return True

    def rewrite(self) -> bool:
        """Replaces about a third of a text's words, at most once in a release, so that the text stays recognizable."""
        item, text = self.some_text()
        places = [word for word in text if word.place]
        if item.name in self.rewritten | self.returned or not places:
            return False
        self.rewritten.add(item.name)
        budget = max(1, len(written(text).split()) // 3)
        for word in self.random.sample(places, len(places)):
            assert word.place is not None
            other = self.random.choice([it for it in WORDS[word.place] if it != word.text])
            cost = 1 + max(word.text.count("-"), other.count("-"))
            if cost <= budget:
                word.text = other
                budget -= cost
        return True

    def reorder(self) -> bool:
        found = self.some_list(2)
        if found is None:
            return False
        self.random.shuffle(found[2])
        return True

    def insert(self) -> bool:
        found = self.some_list(0)
        if found is None or len(found[2]) >= LONGEST or found[1] == "distinction":
            return False
        entry, kind, each = found
        each.insert(self.random.randint(0, len(each)), self.new_item(kind, entry.headword))
        return True

    def remove(self) -> bool:
        found = self.some_list(1)
        if found is None or (found[1] == "sense" and len(found[2]) == 1):
            return False
        entry, kind, each = found
        item = each.pop(self.random.randrange(len(each)))
        self.removed_items.append((entry.name, kind, item))
        return True

    def restore(self) -> bool:
        """Returns an item unchanged to some place of its list."""
        homes = {it.name: it for it in self.entries}
        alive = self.living()
        fit = [
            it
            for it in self.removed_items
            if it[0] in homes and it[1] not in ("example", "distinction") and not alive & set(it[2].names())
        ]
        if not fit:
            return False
        home, kind, item = found = self.random.choice(fit)
        entry = homes[home]
        each = entry.senses if kind == "sense" else entry.lists[kind]
        each.insert(self.random.randint(0, len(each)), item)
        self.removed_items.remove(found)
        self.returned |= set(item.names())
        return True

    def some_gapped(self, least: int) -> Optional[Tuple[Item, Text, List[int]]]:
        """A phrase that no other edit of this release changes, and the places of the gaps that were added to it."""
        entry = self.some_entry()
        found = []
        for item in entry.lists["pattern"] + entry.lists["collocation"]:
            text = item.texts["text"]
            gaps = [at for at, word in enumerate(text) if word.text.strip("{}") in self.questions]
            if len(gaps) >= least and item.name not in self.rewritten | self.returned:
                found.append((item, text, gaps))
        return self.random.choice(found) if found else None

    def change_gaps(self, what: str) -> bool:
        """Adds a gap, removes one, or puts one elsewhere in its phrase."""
        found = self.some_gapped(0 if what == "add" else 1)
        if found is None or (what == "add" and len(found[2]) > 2):
            return False
        item, text, gaps = found
        word = Word(f"{{{self.new_question()}}}") if what == "add" else text.pop(self.random.choice(gaps))
        if what != "remove":
            text.insert(self.random.randint(1, len(text)), word)
        self.rewritten.add(item.name)
        self.touched.add(item.name)
        return True

    def change_cues(self, what: str) -> bool:
        """Adds a cue to a distinction, removes one, or changes their order."""
        fit = [
            item
            for entry in self.entries
            for item in entry.lists["distinction"]
            if item.name not in self.returned and (len(item.cues) < 3 if what == "add" else item.cues)
        ]
        if not fit:
            return False
        item = self.random.choice(fit)
        if what == "add":
            # No two cues have words in common, so that none of them is like another.
            name, place = self.new_question(), self.random.randint(0, len(item.cues))
            words = ["".join(self.random.choice(SYLLABLES) for _ in range(4)) for _ in range(4)]
            cues = list(item.cues.items())
            cues.insert(place, (name, " ".join([name, *words])))
        else:
            cues = list(item.cues.items())
            if what == "remove":
                cues.pop(self.random.randrange(len(cues)))
            self.random.shuffle(cues)
        item.cues = dict(cues)
        self.touched.add(item.name)
        return True

    def give_item_id(self) -> bool:
        items = [it for it in self.some_entry().items() if it.id is None]
        if not items:
            return False
        item = self.random.choice(items)
        item.id = item.name.lower()
        self.touched.add(item.name)
        return True

    def move_example(self) -> bool:
        """Moves an example to another list: of another sense or dialect."""
        entry = self.some_entry()
        homes = [(sense, dialect) for sense in entry.senses for dialect in ("any", "gb", "us")]
        full = [(sense, dialect) for sense, dialect in homes if sense.examples.get(dialect)]
        if not full:
            return False
        sense, dialect = start = self.random.choice(full)
        item = self.random.choice(sense.examples[dialect])
        target, other = self.random.choice([it for it in homes if it[1] != start[1] or it[0] is not start[0]])
        sense.examples[dialect].remove(item)
        each = target.examples.setdefault(other, [])
        each.insert(self.random.randint(0, len(each)), item)
        self.touched.add(item.name)
        return True

    def reorder_entries(self) -> bool:
        self.random.shuffle(self.entries)
        return True

    def move_entry(self) -> bool:
        entry = self.entries.pop(self.random.randrange(len(self.entries)))
        self.entries.insert(self.random.randint(0, len(self.entries)), entry)
        return True

    def add_entry(self) -> bool:
        if len(self.entries) >= MOST_ENTRIES:
            return False
        self.entries.insert(self.random.randint(0, len(self.entries)), self.new_entry())
        return True

    def remove_entry(self) -> bool:
        if len(self.entries) <= FEWEST_ENTRIES:
            return False
        entry = self.entries.pop(self.random.randrange(len(self.entries)))
        self.removed_entries.append(entry)
        for item in entry.lists["distinction"]:
            item.other_word = self.called(item)
        for other in self.entries:
            for item in other.lists["distinction"]:
                if item.other == entry.name:
                    item.other_word = entry.headword
        return True

    def called(self, distinction: Item) -> str:
        """How a distinction names the other word: by an entry's id or headword, or as a word that has no entry."""
        entries = {it.name: it for it in self.entries}
        other = entries.get(distinction.other or "")
        return (other.id or other.headword) if other else distinction.other_word

    def restore_entry(self) -> bool:
        alive = self.living()
        # A pair is identified by its two words, so it does not return unchanged if the other word was renamed.
        fit = [
            it
            for it in self.removed_entries
            if not alive & {item.name for item in it.items()}
            and all(item.other_word == self.called(item) for item in it.lists["distinction"])
        ]
        if not fit or len(self.entries) >= MOST_ENTRIES:
            return False
        entry = self.random.choice(fit)
        self.removed_entries.remove(entry)
        self.returned |= {entry.name} | {item.name for item in entry.items()}
        self.entries.insert(self.random.randint(0, len(self.entries)), entry)
        return True

    def rename(self, with_id: bool) -> bool:
        fit = [it for it in self.entries if (it.id is not None) == with_id and it.name not in self.returned]
        if not fit:
            return False
        entry = self.random.choice(fit)
        entry.headword = self.new_headword()
        self.touched |= {item.name for item in entry.items()}
        return True

    def give_entry_id(self) -> bool:
        fit = [it for it in self.entries if it.id is None]
        if not fit:
            return False
        entry = self.random.choice(fit)
        entry.id = entry.name.lower()
        return True

    def change_level(self) -> bool:
        entry = self.some_entry()
        entry.level = self.random.choice([it for it in LEVELS if it != entry.level])
        self.touched |= {item.name for item in entry.items()}
        return True

    def change_register(self) -> bool:
        entry = self.some_entry()
        entry.register = self.random.choice([it for it in REGISTERS if it != entry.register])
        self.touched |= {item.name for item in entry.items()}
        return True

    def change_entry_tags(self) -> bool:
        entry = self.some_entry()
        tags = self.random.sample(["film", "theatre", "music", "travel"], self.random.randint(0, 2))
        if set(tags) == set(entry.tags):
            return False
        entry.tags = tags
        self.touched |= {item.name for item in entry.items()}
        return True

    def change_deck_tags(self) -> bool:
        self.tags = ["simulated", f"edition::{self.random.randint(1, 99)}"]
        return True

    def change_deck_name(self) -> bool:
        self.name = f"English::Simulated {self.random.randint(1, 99)}"
        return True

    def change_profile(self) -> bool:
        self.profile = "everything" if self.profile == "standard" else "standard"
        return True

    # Writing
    # ------------------------------------------------------------------------------------------------------------

    def living(self) -> set[str]:
        """The names of the items that the deck has now."""
        return {item.name for entry in self.entries for item in entry.items()}

    def trial(self) -> str:
        """The deck with a draft of an entry that no release will have."""
        draft = {"headword": "draft", "senses": [{"definition": "its meaning, which is not written yet"}]}
        deck = json.loads(self.source())
        deck["entries"].insert(self.random.randint(0, len(self.entries)), draft)
        return json.dumps(deck, indent=1, ensure_ascii=False) + "\n"

    def source(self) -> str:
        """The deck in YAML. Its texts are JSON, which is a subset of YAML and needs no decisions about quotes."""
        deck = {
            "deck": {"id": "simulated", "name": self.name, "tags": self.tags, "cards": self.profile},
            "entries": [self.entry_source(entry) for entry in self.entries],
        }
        return json.dumps(deck, indent=1, ensure_ascii=False) + "\n"

    def entry_source(self, entry: Entry) -> Dict[str, object]:
        """An entry as a map, without empty lists."""
        found: Dict[str, object] = {"headword": entry.headword, "part_of_speech": "noun", "level": entry.level}
        found.update({"id": entry.id} if entry.id else {})
        found.update({"register": entry.register, "tags": entry.tags})
        found["senses"] = [self.item_source(it) for it in entry.senses]
        for kind, key in LISTS.items():
            found[key] = [self.item_source(it) for it in entry.lists[kind]]
        for item, written_item in zip(entry.lists["distinction"], found["distinctions"]):  # type: ignore[call-overload]
            if item.cues:
                written_item["cues"] = [{"text": it, "answer": entry.headword} for it in item.cues.values()]
        return {key: value for key, value in found.items() if value != []}

    def item_source(self, item: Item) -> Dict[str, object]:
        """An item as a map."""
        found: Dict[str, object] = {key: written(text) for key, text in item.texts.items() if key[:6] != "choice"}
        if item.id:
            found["id"] = item.id
        if item.kind == "sense":
            examples = {key: [self.item_source(it) for it in each] for key, each in item.examples.items() if each}
            # A plain list and one under `any` mean the same; authors write the plain one.
            found["examples"] = examples["any"] if list(examples) == ["any"] else examples
            if not examples:
                del found["examples"]
        if item.kind == "mistake":
            found["wrong"] = str(found["right"]).replace(" on the ", " at the ")
        if item.kind == "distinction":
            found["from"] = self.called(item)
        if item.kind == "quiz":
            choices = [written(item.texts[f"choice{at}"]) for at in range(3)]
            found.update({"choices": choices, "answer": choices[0]})
        return found


# The edits by name, each with how often it is done beside the others. It returns whether it found something to do.
EDITS: Dict[str, Tuple[int, Callable[[Author], bool]]] = {
    "typo": (10, Author.typo),
    "rewrite": (10, Author.rewrite),
    "reorder items": (10, Author.reorder),
    "insert": (8, Author.insert),
    "remove": (6, Author.remove),
    "restore": (3, Author.restore),
    "give item id": (5, Author.give_item_id),
    "move example": (6, Author.move_example),
    "reorder entries": (4, Author.reorder_entries),
    "move entry": (4, Author.move_entry),
    "add entry": (4, Author.add_entry),
    "remove entry": (3, Author.remove_entry),
    "restore entry": (2, Author.restore_entry),
    "rename with id": (4, lambda author: author.rename(True)),
    "rename without id": (5, lambda author: author.rename(False)),
    "give entry id": (3, Author.give_entry_id),
    "add distinction": (3, Author.add_distinction),
    "level": (3, Author.change_level),
    "register": (3, Author.change_register),
    "entry tags": (4, Author.change_entry_tags),
    "add gap": (4, lambda author: author.change_gaps("add")),
    "remove gap": (2, lambda author: author.change_gaps("remove")),
    "move gap": (2, lambda author: author.change_gaps("move")),
    "add cue": (4, lambda author: author.change_cues("add")),
    "remove cue": (2, lambda author: author.change_cues("remove")),
    "reorder cues": (2, lambda author: author.change_cues("reorder")),
    "deck tags": (1, Author.change_deck_tags),
    "deck name": (1, Author.change_deck_name),
    "profile": (1, Author.change_profile),
    "nothing": (3, lambda author: True),
}
