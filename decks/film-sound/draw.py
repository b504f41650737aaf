"""Draws the pictures of this deck into media/: plain SVG, the same bytes on every machine.

Usage: python3 draw.py. The pictures are our own work, dedicated to the public domain (CC0 1.0).
"""

from pathlib import Path

MEDIA = Path(__file__).resolve().parent / "media"
DARK, BLUE, RED, SAND = "#37474f", "#1976d2", "#c62828", "#d7ccc8"


def svg(*parts: str) -> str:
    """A picture of 320 by 200 units on a light ground, so that it can be seen at night too."""
    ground = '<rect width="320" height="200" rx="12" fill="#fafafa"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">{ground}{"".join(parts)}</svg>\n'


def line(points: str, color: str = DARK, width: int = 5) -> str:
    """A line through points."""
    return (
        f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="{width}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def wave(heights: list[float], color: str, left: int = 30, middle: int = 100) -> str:
    """A sound as a row of bars, each as high as it is loud, from 0 to 1."""
    bars = (
        f'<rect x="{left + 13 * at}" y="{middle - round(70 * it)}" width="7" height="{max(2, round(140 * it))}" rx="3"/>'
        for at, it in enumerate(heights)
    )
    return f'<g fill="{color}">{"".join(bars)}</g>'


def speaker(x: int, y: int) -> str:
    """A loudspeaker that faces right."""
    points = f"{x},{y - 22} {x + 28},{y - 22} {x + 66},{y - 56} {x + 66},{y + 56} {x + 28},{y + 22} {x},{y + 22}"
    return f'<polygon points="{points}" fill="{DARK}"/>'


def person(x: int, ground: int) -> str:
    """Somebody who stands."""
    return (
        f'<circle cx="{x}" cy="{ground - 78}" r="14" fill="{DARK}"/>'
        f'<path d="M{x - 20} {ground} v-38 q0 -20 20 -20 t20 20 v38 z" fill="{DARK}"/>'
    )


# How loud a sound is while nothing changes it.
LOUD = [0.55, 0.8, 0.45, 0.9, 0.6, 0.75, 0.5, 0.95, 0.65, 0.85, 0.5, 0.7, 0.9, 0.55, 0.8, 0.6, 0.75, 0.5, 0.85, 0.65]

PICTURES = {
    # The sound gets softer until it is gone.
    "fade.svg": svg(
        wave([it * (1 - at / 19) for at, it in enumerate(LOUD)], BLUE),
        line("30,28 283,98", RED),
    ),
    # One sound goes while another one comes.
    "cross-fade.svg": svg(
        wave([it * (1 - at / 19) * 0.55 for at, it in enumerate(LOUD)], BLUE, middle=60),
        wave([it * at / 19 * 0.55 for at, it in enumerate(LOUD)], RED, middle=140),
    ),
    # An end that leads back to the beginning.
    "loop.svg": svg(
        wave([it * 0.55 for it in LOUD[:11]], BLUE, left=92, middle=108),
        '<path d="M235 160 a 92 72 0 1 0 -150 0" fill="none" stroke="#37474f" stroke-width="7"/>',
        '<polygon points="66,146 104,150 84,180" fill="#37474f"/>',
    ),
    # A loudspeaker without sound.
    "mute.svg": svg(speaker(80, 100), line("190,70 250,130", RED, 9), line("250,70 190,130", RED, 9)),
    # A microphone on a pole above somebody who speaks.
    "boom.svg": svg(
        person(70, 180),
        person(235, 180),
        line("70,112 104,96 214,38", DARK, 6),
        '<rect x="206" y="28" width="46" height="20" rx="10" fill="#1976d2" transform="rotate(62 228 38)"/>',
        line("20,180 300,180", SAND, 6),
    ),
    # Words below a picture on a screen.
    "subtitle.svg": svg(
        '<rect x="30" y="24" width="260" height="152" rx="8" fill="#263238"/>',
        '<circle cx="126" cy="78" r="20" fill="#90a4ae"/><path d="M92 140 q0 -38 34 -38 t34 38 z" fill="#90a4ae"/>',
        '<circle cx="204" cy="84" r="17" fill="#78909c"/><path d="M174 140 q0 -34 30 -34 t30 34 z" fill="#78909c"/>',
        '<rect x="70" y="150" width="104" height="9" rx="4" fill="#fff"/>',
        '<rect x="182" y="150" width="68" height="9" rx="4" fill="#fff"/>',
    ),
}

for name, picture in PICTURES.items():
    (MEDIA / name).write_text(picture, encoding="utf-8", newline="\n")
