"""Draws time against notes as an SVG that can be read on light and dark pages.

Both axes are logarithmic, so a tool whose time grows with the notes is a straight line, and a line that lies lower by
the same distance is quicker by the same factor. Lines differ in colour, in dashes and in their marks, and carry their
names; the colours are those of Okabe and Ito, which people with colour blindness can tell apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from bench import Json
from prepare import FLOOR, FLOOR_ZSTD, GENANKI, GENANKI_RS, LATEST, OURS, SCRIPT

WIDTH, HEIGHT = 800, 470
LEFT, RIGHT, TOP, BOTTOM = 68, 226, 44, 52
LABEL_HEIGHT = 17


@dataclass(frozen=True)
class Style:
    """How a tool's line looks: its colour on light and on dark pages, its dashes, and its mark."""

    light: str
    dark: str
    dashes: str = ""
    mark: str = "circle"
    width: float = 1.8


# The last is drawn on top of the others.
STYLES = {
    FLOOR: Style("#6e7781", "#9aa4af", dashes="6 4", mark="diamond"),
    FLOOR_ZSTD: Style("#6e7781", "#9aa4af", dashes="2 4", mark="diamond"),
    GENANKI_RS: Style("#a65628", "#e0a070", mark="triangle"),
    SCRIPT: Style("#c44e00", "#f08a3c", mark="square"),
    GENANKI: Style("#a3538a", "#dd93c0", mark="square"),
    LATEST: Style("#00805d", "#2fc79a", width=3.2),
    OURS: Style("#0072b2", "#56b4e9", width=3.2),
}


@dataclass(frozen=True)
class Line:
    """A tool's points: notes and seconds."""

    tool: str
    points: list[tuple[float, float]]

    @property
    def name(self) -> str:
        """The name of its class in the style sheet."""
        return f"t{list(STYLES).index(self.tool)}"


class Scale:
    """From notes and seconds to places on the page."""

    def __init__(self, lines: list[Line]) -> None:
        notes, seconds = zip(*(point for line in lines for point in line.points), strict=True)
        self.notes = (math.log10(min(notes)), math.log10(max(notes)))
        self.seconds = (math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds))))

    def x(self, notes: float) -> float:
        """The place of a number of notes."""
        return place(math.log10(notes), self.notes, LEFT, WIDTH - RIGHT)

    def y(self, seconds: float) -> float:
        """The place of a time."""
        return place(math.log10(seconds), self.seconds, HEIGHT - BOTTOM, TOP)


def place(value: float, span: tuple[float, float], first: float, last: float) -> float:
    """The place of a value in its span; in the middle if the span is a single value."""
    low, high = span
    share = (value - low) / (high - low) if high > low else 0.5
    return round(first + share * (last - first), 1)


def write(decks: list[Json], what: str, path: Path) -> None:
    """Draws the tools over decks of one shape; of two decks of a size the one in fewer files."""
    sizes: dict[int, Json] = {}
    for deck in sorted(decks, key=lambda it: (it["entries"], it["files"])):
        if deck["files"] < deck["entries"]:
            sizes.setdefault(deck["entries"], deck)
    lines = []
    for tool in STYLES:
        points = [(count, deck["tools"][tool]["median"]) for count, deck in sizes.items() if tool in deck["tools"]]
        if points:
            lines.append(Line(tool, points))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(picture(lines, sorted(sizes), what)) + "\n", encoding="utf-8")


def picture(lines: list[Line], sizes: list[int], what: str) -> Iterator[str]:
    """The lines of the SVG."""
    scale = Scale(lines)
    title = f"Time to write a package, by the number of {what}"
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(title)}">'
    yield f"<style>\n{style(lines)}\n</style>"
    yield f'<text class="title" x="{LEFT}" y="22">{escape(title)}</text>'
    yield from grid(scale, sizes)
    for line in lines:
        yield from drawn(line, scale)
    yield from labels(lines, scale)
    yield "</svg>"


def style(lines: list[Line]) -> str:
    """The style sheet."""
    rules = [
        "text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #57606a; }",
        ".title { font-size: 15px; font-weight: 600; }",
        ".label { font-weight: 600; }",
        ".grid { stroke: #8b949e; stroke-opacity: 0.35; }",
        "polyline { fill: none; stroke-linejoin: round; }",
    ]
    dark = ["text { fill: #9aa4af; }"]
    for line in lines:
        its = STYLES[line.tool]
        dashes = f" stroke-dasharray: {its.dashes};" if its.dashes else ""
        rules.append(f"polyline.{line.name} {{ stroke-width: {its.width};{dashes} }}")
        for colour, sheet in ((its.light, rules), (its.dark, dark)):
            sheet.append(f"polyline.{line.name}, .leader.{line.name} {{ stroke: {colour}; }}")
            sheet.append(f".mark.{line.name}, .label.{line.name} {{ fill: {colour}; }}")
    return "\n".join([*rules, "@media (prefers-color-scheme: dark) {", *dark, "}"])


def grid(scale: Scale, sizes: list[int]) -> Iterator[str]:
    """The axes: a line for each size, and for each power of ten of the time."""
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for count in sizes:
        x = scale.x(count)
        yield f'<line class="grid" x1="{x}" y1="{TOP}" x2="{x}" y2="{bottom}"/>'
        yield f'<text x="{x}" y="{bottom + 20}" text-anchor="middle">{count:,}</text>'
    yield f'<text x="{(LEFT + right) / 2}" y="{bottom + 42}" text-anchor="middle">notes</text>'
    for power in range(scale.seconds[0], scale.seconds[1] + 1):
        y = scale.y(10**power)
        yield f'<line class="grid" x1="{LEFT}" y1="{y}" x2="{right}" y2="{y}"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{duration(power)}</text>'


def duration(power: int) -> str:
    """A power of ten in seconds, as a label."""
    return f"{10**power:,} s" if power >= 0 else f"{10 ** (power + 3):g} ms"


def drawn(line: Line, scale: Scale) -> Iterator[str]:
    """A line with its marks."""
    places = [(scale.x(notes), scale.y(seconds)) for notes, seconds in line.points]
    yield f'<polyline class="{line.name}" points="{" ".join(f"{x},{y}" for x, y in places)}"/>'
    for x, y in places:
        yield mark(STYLES[line.tool].mark, line.name, x, y)


def mark(shape: str, name: str, x: float, y: float) -> str:
    """A mark at a point."""
    if shape == "circle":
        return f'<circle class="mark {name}" cx="{x}" cy="{y}" r="4.5"/>'
    corners = {
        "square": ((-4, -4), (4, -4), (4, 4), (-4, 4)),
        "diamond": ((0, -5), (5, 0), (0, 5), (-5, 0)),
        "triangle": ((0, -5), (5, 4), (-5, 4)),
    }[shape]
    points = " ".join(f"{round(x + dx, 1)},{round(y + dy, 1)}" for dx, dy in corners)
    return f'<polygon class="mark {name}" points="{points}"/>'


def labels(lines: list[Line], scale: Scale) -> Iterator[str]:
    """The tools' names: to the right of lines that reach the largest deck, above the end of the others."""
    right = WIDTH - RIGHT
    whole = [line for line in lines if scale.x(line.points[-1][0]) >= right]
    ends = sorted(((scale.y(line.points[-1][1]), line) for line in whole), key=lambda it: it[0])
    wanted = [y for y, _ in ends]
    for (end, line), y in zip(ends, spaced(wanted), strict=True):
        yield f'<line class="leader {line.name}" x1="{right + 7}" y1="{end}" x2="{right + 18}" y2="{y}"/>'
        yield f'<text class="label {line.name}" x="{right + 22}" y="{round(y + 4, 1)}">{named(line)}</text>'
    for line in lines:
        x, y = scale.x(line.points[-1][0]), scale.y(line.points[-1][1])
        if x < right:
            # A single point is on the axis, where there is no room to its left.
            anchor, x = ("start", x + 8) if len(line.points) == 1 else ("middle", x)
            at = f'x="{x}" y="{round(y - 10, 1)}" text-anchor="{anchor}"'
            yield f'<text class="label {line.name}" {at}>{named(line)}</text>'


def named(line: Line) -> str:
    """A tool's name with its last time."""
    seconds = line.points[-1][1]
    shown = f"{1e3 * seconds:.0f} ms" if seconds < 1 else f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    return escape(f"{line.tool}: {shown}")


def spaced(places: list[float]) -> list[float]:
    """Ascending places, moved apart as little as keeps one label from another."""
    found: list[float] = []
    for wanted in places:
        found.append(max(wanted, found[-1] + LABEL_HEIGHT) if found else wanted)
    below = HEIGHT - BOTTOM
    for at in reversed(range(len(found))):
        found[at] = min(found[at], below)
        below = found[at] - LABEL_HEIGHT
    return found
