#!/usr/bin/env python3
"""Reads a quiz file that is a table, as its platform would, and prints its rows as JSON.

Usage: read_quiz_table.py FILE. `.xlsx` is Kahoot's workbook, read with openpyxl from row 8 on; `.blooket.csv` is read
by Python's csv module; other files have tabs between cells and no quoting. `problems` names what is wrong with the
form; the exit status is then 1.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import openpyxl

problems: list[str] = []


def read_workbook(path: Path) -> list[list[str]]:
    """The cells of the columns B to H, the header first."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = []
    for row in sheet.iter_rows(min_row=8, min_col=2, max_col=8):
        problems.extend(f"{it.coordinate} is a formula" for it in row if it.data_type == "f")
        rows.append(["" if it.value is None else str(it.value) for it in row])
    return rows


def read_blooket(path: Path) -> list[list[str]]:
    """The rows without the columns that are always empty."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    problems.extend(f"row {at} has {len(it)} columns" for at, it in enumerate(rows, 1) if len(it) != 26)
    problems.extend("a cell beyond the eighth is filled" for it in rows if any(it[8:]))
    return [it[:8] for it in rows]


def read_tabs(path: Path) -> list[list[str]]:
    """The rows of a file without quoting."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    problems.extend(["no line break at the end"] if text and not text.endswith("\n") else [])
    problems.extend(["a byte-order mark"] if text.startswith("\ufeff") else [])
    rows = list(csv.reader(text.split("\n")[:-1], delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))
    problems.extend(f"row {at} is blank" for at, it in enumerate(rows, 1) if not it)
    return rows


def main() -> int:
    """Prints the document and returns the exit status."""
    path = Path(sys.argv[1])
    if path.suffix == ".xlsx":
        rows = read_workbook(path)
    elif path.name.endswith(".blooket.csv"):
        rows = read_blooket(path)
    else:
        rows = read_tabs(path)
    json.dump({"rows": rows, "problems": problems}, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
