#!/usr/bin/env python3
"""Writes a deck with N entries for measurements: generate.py N OUT.yaml. Equal numbers give equal bytes.

The headwords are made of syllables; around them stand English sentences, so that an entry has the size (about
1.6 kB) and the parts of a real one. Every deck is free of errors and warnings.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

SYLLABLES = [onset + vowel for onset in "bdfgklmnprtvz" for vowel in "aeiou"]
CODAS = ("n", "m", "l", "rk", "nt", "sk", "mp", "lt")
VOWELS = {"a": "æ", "e": "e", "i": "ɪ", "o": "ɒ", "u": "ʌ"}

LEVELS = ("A2", "B1", "B2", "C1")
REGISTERS = ("neutral", "formal", "informal", "technical")
TAGS = ("home", "work", "travel", "nature", "city", "music")
PLACES = ("the old harbour", "a small village", "the city library", "my aunt's kitchen", "the school theatre")
PEOPLE = ("The mayor", "Our neighbour", "A young engineer", "My grandmother", "The new teacher", "An old sailor")
TIMES = ("last winter", "every Sunday", "before breakfast", "in the middle of the night", "on the first day of May")
THINGS = ("a tool", "a kind of cloth", "a narrow boat", "a loud noise", "a sort of bread", "a folk dance")
PURPOSES = (
    "used by people who repair roofs and chimneys",
    "made in the mountains and sold in the valley",
    "that children are given when they start school",
    "that was common a hundred years ago, and is now seen only in museums",
    "which keeps the rain out of a house while it is being built",
)
EXAMPLES = (
    "{person} showed us the {word} in {place} {time}.",
    "{person} had never seen such a {word} until we met in {place} {time}.",
    "Nobody in {place} would sell a {word} {time}, however much you offered.",
    "{person} wrote three pages about the {word} from {place} {time}.",
)
COLLOCATIONS = ("a well-made {word}", "carry a {word} home", "the price of a {word}", "a {word} from the market")


def headword(number: int) -> str:
    """The word with this number: three syllables and an ending, no two alike."""
    # The step has no common factor with the number of words, so neighbours look different and none comes twice.
    count = len(SYLLABLES) ** 3 * len(CODAS)
    rest, coda = divmod(number * 700_001 % count, len(CODAS))
    rest, third = divmod(rest, len(SYLLABLES))
    first, second = divmod(rest, len(SYLLABLES))
    return SYLLABLES[first] + SYLLABLES[second] + SYLLABLES[third] + CODAS[coda]


def ipa(word: str) -> str:
    """A transcription of the word, stressed on its first syllable."""
    return "ˈ" + "".join(VOWELS.get(letter, letter) for letter in word)


def sentence(pattern: str, word: str, random: Random) -> str:
    """The pattern with everything filled in."""
    person, place, time = random.choice(PEOPLE), random.choice(PLACES), random.choice(TIMES)
    return pattern.format(word=word, person=person, place=place, time=time)


def sense(word: str, random: Random) -> list[str]:
    """The lines of a sense."""
    thing, purpose = random.choice(THINGS), random.choice(PURPOSES)
    first, second = (sentence(it, word, random) for it in random.sample(EXAMPLES, 2))
    return [
        f"      - definition: {thing.capitalize()} {purpose}, number {random.randrange(10**9)} in the old list.",
        f"        translations: {{ de: 'das {word[:-1].capitalize()}ing', fr: 'le {word[:-1]}eau' }}",
        "        examples:",
        f"          - {first}",
        f"          - {second}",
    ]


def quiz(word: str, random: Random) -> list[str]:
    """The lines of a quiz item, in which every choice has its feedback."""
    right, *wrong = random.sample(THINGS, 4)
    choices = random.sample([right, *wrong], 4)
    purpose = random.choice(PURPOSES)
    return [
        "    quiz:",
        f"      - question: {random.choice(PEOPLE)} asks you for a *{word}*. What is it?",
        f"        choices: [{', '.join(choices)}]",
        f"        answer: {right}",
        f"        why: It is {right} {purpose}.",
        "        feedback:",
        *(f"          {it}: {'Right, as' if it == right else 'No, and'} the first example shows it." for it in choices),
    ]


def entry(number: int) -> list[str]:
    """The lines of the entry with this number."""
    random, word = Random(number), headword(number)
    senses = [line for _ in range(random.choice((1, 2))) for line in sense(word, random)]
    return [
        f"  - headword: {word}",
        "    part_of_speech: noun",
        f"    level: {random.choice(LEVELS)}",
        f"    register: {random.choice(REGISTERS)}",
        f"    tags: [{random.choice(TAGS)}]",
        f"    summary: {random.choice(THINGS).capitalize()} {random.choice(PURPOSES)}.",
        f"    pronunciation: {ipa(word)}",
        "    senses:",
        *senses,
        f"    patterns: ['the {word} {{{random.choice(('of', 'for', 'from'))}|in}} [a place]']",
        f"    collocations: [{', '.join(it.format(word=word) for it in random.sample(COLLOCATIONS, 2))}]",
        f"    synonyms: [{random.choice(THINGS)}]",
        "    questions:",
        f"      - question: Where would you look for a *{word}* today?",
        f"        answer: {sentence('In {place}, or wherever people still use it.', word, random)}",
        *quiz(word, random),
        "",
    ]


def deck(count: int) -> Iterator[str]:
    """The lines of the deck."""
    yield from ("deck:", f"  id: generated-{count}", f"  name: Generated::{count} entries", "  tags: [generated]")
    yield from ("  description: Entries for measurements.", "", "entries:")
    for number in range(count):
        yield from entry(number)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("out", type=Path, metavar="OUT.yaml")
    arguments = parser.parse_args()
    if arguments.count < 1:
        parser.error("N must be 1 or more")
    try:
        with open(arguments.out, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in deck(arguments.count))
    except OSError as error:
        print(f"generate: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
