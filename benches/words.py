"""Words for generated decks: unique headwords, and running text of realistic entropy.

Text is drawn word by word from a vocabulary of some tens of thousands, the rarer the further down, as Zipf's law has
it: the commonest are the function words of English, all others are made of syllables. So it packs about as well as
prose does, and not as well as a handful of sentences filled in again and again.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

FUNCTION_WORDS = (
    "the of and to a in that it is was for on with as he be at by had not but from his they she which or we an were"
    " been have their has would what will there if can all her who one so up them some when could him into its then"
    " two out time my about did your now me no other only just more these also people any first very new may should"
    " like than made how well many must over even most after our through before such where those between still never"
).split()
PREPOSITIONS = ("of", "for", "from", "with", "about", "against", "towards", "within")

VOCABULARY_SIZE = 50_000
LAST_SHORT_WORD = 1_200
# Zipf's exponent and Mandelbrot's shift. English has an exponent near 1; with this one deflate at level 6 packs the
# collection of a rich deck, whose markup repeats itself, to 1 : 3.6, about as one full of prose.
EXPONENT = 0.4
SHIFT = 2.7

ONSETS = "b c d f g h j k l m n p qu r s t v w y z sh th".split()
NUCLEI = "a e i o u y".split()
CODAS = "b c d f g k l m n p r s t v x z ck st".split()
ENDINGS = (*[""] * 8, "ed", "ing", "er", "ly")

HEADWORD_SYLLABLES = [onset + vowel for onset in "bdfgklmnprtvz" for vowel in "aeiou"]
HEADWORD_CODAS = ("n", "m", "l", "rk", "nt", "sk", "mp", "lt")
VOWELS = {"a": "æ", "e": "e", "i": "ɪ", "o": "ɒ", "u": "ʌ"}


def headword(number: int) -> str:
    """The word with this number: three open syllables and a coda, no two alike in the first two million."""
    # The step is coprime to the number of words, so neighbours look different and no word occurs twice.
    count = len(HEADWORD_SYLLABLES) ** 3 * len(HEADWORD_CODAS)
    rest, coda = divmod(number * 700_001 % count, len(HEADWORD_CODAS))
    rest, third = divmod(rest, len(HEADWORD_SYLLABLES))
    first, second = divmod(rest, len(HEADWORD_SYLLABLES))
    syllables = (HEADWORD_SYLLABLES[it] for it in (first, second, third))
    return "".join(syllables) + HEADWORD_CODAS[coda]


def ipa(word: str, stress: str = "ˈ") -> str:
    """A transcription of the word, stressed on its first syllable."""
    return stress + "".join(VOWELS.get(letter, letter) for letter in word)


def make_vocabulary() -> list[str]:
    """The words from the commonest to the rarest, always the same; the longer, the rarer."""
    random = Random(0)
    found = dict.fromkeys(FUNCTION_WORDS)
    while len(found) < VOCABULARY_SIZE:
        word = "".join(map(random.choice, (ONSETS, NUCLEI, CODAS)))
        if len(found) > LAST_SHORT_WORD:
            # None of its two or three syllables ends like a headword, so it is neither a headword nor a form of one.
            word += "".join(map(random.choice, (NUCLEI, CODAS, ENDINGS)))
        found[word] = None
    return list(found)


VOCABULARY = make_vocabulary()
WEIGHTS = list(accumulate(1 / (rank + SHIFT) ** EXPONENT for rank in range(1, VOCABULARY_SIZE + 1)))
CONTENT_WORDS = VOCABULARY[len(FUNCTION_WORDS) :]
CONTENT_WEIGHTS = [it - WEIGHTS[len(FUNCTION_WORDS) - 1] for it in WEIGHTS[len(FUNCTION_WORDS) :]]


class Prose:
    """The running text of one entry, drawn at once and returned piece by piece."""

    def __init__(self, random: Random, words: int, content: int) -> None:
        self.random = random
        self.all = iter(random.choices(VOCABULARY, cum_weights=WEIGHTS, k=words))
        self.content = iter(random.choices(CONTENT_WORDS, cum_weights=CONTENT_WEIGHTS, k=content))

    def words(self, count: int) -> list[str]:
        """The next words of the text."""
        return [next(self.all) for _ in range(count)]

    def word(self) -> str:
        """A word that is no function word."""
        return next(self.content)

    def sentence(self, least: int, most: int, around: str = "") -> str:
        """A sentence of `least` to `most` words, which contains `around`, but not at the beginning."""
        words = self.words(self.random.randint(least, most))
        if around:
            words.insert(self.random.randint(2, len(words) - 1), around)
        words[0] = words[0].capitalize()
        return " ".join(words) + "."
