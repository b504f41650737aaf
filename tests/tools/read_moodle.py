#!/usr/bin/env python3
"""Reads a file that Moodle imports, Moodle XML or a glossary, and prints its content and violations of Moodle's rules.

The rules are those of Moodle 3.8 to 5.1: question/format.php, question/format/xml/format.php, question/engine/bank.php,
question/type/multianswer/questiontype.php, mod/glossary/import.php. White space that the parser hands over alone is
dropped, as Moodle's own reader does. The exit status is 1 if there are problems.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from xml.parsers import expat

# The fractions of a mark that Moodle supports (fraction_options_full), without their signs.
FRACTIONS = {
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10,
    5, 0,
}  # fmt: skip

# A field of a cloze question (ANSWER_REGEX), for short answers alone.
ALTERNATIVE = r"(?:=|%-?[0-9]+(?:[.,][0-9]*)?%)?.+?(?<!\\)(?=[~#}]|$)"
CLOZE = re.compile(r"\{\s*[0-9]*:(?:SHORTANSWER|SA|MW):(" + ALTERNATIVE + r"(?:~" + ALTERNATIVE + r")*)\}")

problems: list[str] = []


@dataclass
class Element:
    """An element with its own text and its children."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, name: str) -> list[Element]:
        return [it for it in self.children if it.name == name]

    def value(self, *path: str) -> str:
        """The text at the end of a path; the first one if there are several, and an empty text if there is none."""
        here = self
        for name in path:
            found = here.all(name)
            if not found:
                return ""
            here = found[0]
        if here.children:
            problems.append(f"{'/'.join(path)} holds elements where Moodle expects text")
        return here.text


def parse(data: bytes) -> Element:
    """The document, its white space treated as by Moodle."""
    root = Element("", {})
    stack = [root]
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes)
        stack[-1].children.append(element)
        stack.append(element)

    def text(letters: str) -> None:
        if letters.strip():
            stack[-1].text += letters

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = text
    parser.Parse(data, True)
    return root.children[0]


class Shown(HTMLParser):
    """The text of HTML that a reader sees, with its line breaks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.letters = ""

    def handle_data(self, data: str) -> None:
        self.letters += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "br":
            self.letters += "\n"
        elif tag not in {"p", "em", "strong", "del", "code", "span", "ol", "ul", "li", "hr", "a"}:
            problems.append(f"an element <{tag}> that nobody wrote")


def shown(html: str) -> str:
    reader = Shown()
    reader.feed(html)
    reader.close()
    return reader.letters


def path_of(category: str) -> list[str]:
    """The steps of a category's path (split_category_path)."""
    return [it.replace("//", "/").strip() for it in re.split(r"(?<!/)/(?!/)", category)]


def answers(question: Element) -> list[dict[str, object]]:
    found = []
    for it in question.all("answer"):
        fraction = float(it.attributes["fraction"])
        if abs(fraction) not in FRACTIONS:
            problems.append(f"Moodle has no share of {fraction} percent")
        html = it.attributes["format"] == "html"
        text = shown(it.value("text")) if html else it.value("text").replace("\\*", "*")
        if not text.strip():
            problems.append("an answer is empty")
        found.append({"fraction": fraction, "text": text, "feedback": shown(it.value("feedback", "text"))})
    return found


def check_marks(kind: str, name: str, question: Element, found: list[dict[str, object]]) -> None:
    fractions = [float(str(it["fraction"])) for it in found]
    right = [it for it in fractions if it > 0]
    if kind == "multichoice":
        single = question.value("single") == "true"
        if len(found) < 2 or abs(sum(right) - 100) > 0.01 or single != (len(right) == 1):
            problems.append(f"{name}: {fractions} are no marks of a question, single: {single}")
        if not single and len(right) < len(found) and sum(fractions) > 0.01:
            problems.append(f"{name}: ticking everything gives marks")
    elif kind == "shortanswer" and (not found or set(fractions) != {100}):
        problems.append(f"{name}: {fractions} are no marks of a short answer")


def read_question(it: Element) -> dict[str, object]:
    kind, name, text = it.attributes["type"], it.value("name", "text"), it.value("questiontext", "text")
    if kind not in {"multichoice", "shortanswer", "cloze"}:
        problems.append(f"{name}: an unknown type {kind}")
    if not name or len(name) > 255 or "<" in name:
        problems.append(f"a name that Moodle would change: {name}")
    if not text.strip() or it.all("questiontext")[0].attributes["format"] != "html":
        problems.append(f"{name}: no question")
    fields = CLOZE.findall(text)
    if (kind == "cloze") != bool(fields):
        problems.append(f"{name}: {len(fields)} fields in a question of type {kind}")
    found = answers(it)
    check_marks(kind, name, it, found)
    tags = [tag.value("text") for tag in it.all("tags")[0].all("tag")]
    return {
        "type": kind,
        "name": name,
        "idnumber": it.value("idnumber"),
        "text": shown(text),
        "general": shown(it.value("generalfeedback", "text")),
        "answers": found,
        "fields": fields,
        "tags": tags,
    }


def read_quiz(root: Element) -> dict[str, object]:
    all_questions = root.all("question")
    categories = [path_of(it.value("category", "text")) for it in all_questions if it.attributes["type"] == "category"]
    if [it[:2] for it in categories] != [["$course$", "top"]] or all_questions[0].attributes["type"] != "category":
        problems.append(f"the category is not first, or not one: {categories}")
    questions = [read_question(it) for it in all_questions if it.attributes["type"] != "category"]
    ids = Counter(str(it["idnumber"]) for it in questions if it["idnumber"])
    problems.extend(f"the id number {it} is used twice" for it, count in ids.items() if count > 1)
    problems.extend(f"the id number {it} is too long" for it in ids if len(it) > 100)
    return {"category": categories[0][2:] if categories else [], "questions": questions}


def read_glossary(root: Element) -> dict[str, object]:
    info = root.all("INFO")[0]
    entries = []
    for it in info.all("ENTRIES")[0].all("ENTRY"):
        aliases = [alias.value("NAME") for part in it.all("ALIASES") for alias in part.all("ALIAS")]
        categories = [name.value("NAME") for part in it.all("CATEGORIES") for name in part.all("CATEGORY")]
        entry = {
            "concept": it.value("CONCEPT"),
            "definition": shown(it.value("DEFINITION")),
            "aliases": aliases,
            "categories": categories,
            "tags": [tag.text for part in it.all("TAGS") for tag in part.all("TAG")],
        }
        lists = [part for part in it.children if part.name in {"ALIASES", "CATEGORIES", "TAGS"}]
        empty = [part.name for part in lists if not part.children]
        problems.extend(f"an empty list, which Moodle's import fails on: {name}" for name in empty)
        if not entry["concept"] or not str(entry["definition"]).strip() or it.value("FORMAT") != "1":
            problems.append(f"an entry without a concept, a definition or a format: {entry}")
        problems.extend(f"longer than Moodle keeps: {name}" for name in [*aliases, *categories] if len(name) > 255)
        entries.append(entry)
    concepts = Counter(str(it["concept"]).lower() for it in entries)
    problems.extend(f"the concept {it} comes twice" for it, count in concepts.items() if count > 1)
    problems.extend(
        f"the alias {alias} is a concept" for it in entries for alias in it["aliases"] if alias.lower() in concepts
    )
    return {"name": info.value("NAME"), "entries": entries}


def main() -> int:
    """Prints the document and returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE")
    data = parser.parse_args().file.read_bytes()
    data.decode("utf-8")
    root = parse(data)
    document = read_glossary(root) if root.name == "GLOSSARY" else read_quiz(root)
    json.dump({**document, "problems": problems}, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
