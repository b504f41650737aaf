#!/usr/bin/env python3
"""Opens a CSV file in headless LibreOffice Calc and prints the cells that a person would see, as JSON.

The document has `header` and `rows` like that of read_csv.py, and two lists that a loss-free file leaves empty:
`formulas` are the cells that became formulas, `converted` those that became numbers, dates or truth values.
Rows and columns count from 1 as in the sheet. Needs only Python's standard library, and `soffice` on the PATH.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

# Comma, double quote, UTF-8, from row 1, no column formats, English; then whether quoted fields are text, and whether
# special numbers such as dates are looked for. Without a filter LibreOffice reads Windows-1252 when headless.
FILTER = "CSV:44,34,76,1,,1033,{quoted_as_text},false"

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

TIMEOUT_SECONDS = 180


class ConversionError(Exception):
    """LibreOffice is missing or did not convert the file."""


def convert(source: Path, folder: Path, quoted_as_text: bool) -> Path:
    """Converts the CSV file to flat ODF in `folder`, with its own profile, so that concurrent runs do not share one."""
    program = shutil.which("soffice")
    if program is None:
        raise ConversionError("soffice is not on the PATH. Install it with: setup.sh libreoffice")
    # A copy with a plain name avoids LibreOffice's treatment of unusual file names.
    copy = folder / "table.csv"
    shutil.copyfile(source, copy)
    command = [
        program,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--infilter=" + FILTER.format(quoted_as_text=str(quoted_as_text).lower()),
        "--convert-to",
        "fods",
        "--outdir",
        str(folder),
        str(copy),
    ]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    # The exit status is ignored, as LibreOffice reports success even if it wrote nothing.
    run = subprocess.run(command, check=False, env=environment, capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
    result = folder / "table.fods"
    if not result.exists():
        raise ConversionError(f"LibreOffice wrote no file: {run.stdout} {run.stderr}".strip())
    return result


def read_cells(document: Path) -> tuple[list[list[str]], list[dict], list[dict]]:
    """The displayed texts of the first sheet row by row, its formulas, and its cells that are no text."""
    sheet = ElementTree.parse(document).find(f".//{TABLE}table")
    if sheet is None:
        raise ConversionError("the converted file has no sheet")
    return read_sheet(sheet)


def read_sheet(sheet: ElementTree.Element) -> tuple[list[list[str]], list[dict], list[dict]]:
    """The same for any sheet."""
    table: list[list[str]] = []
    formulas: list[dict] = []
    converted: list[dict] = []
    for element in sheet.iter(f"{TABLE}table-row"):
        row: list[str] = []
        for cell in element:
            text = "\n".join(paragraph_text(paragraph) for paragraph in cell.findall(f"{TEXT}p"))
            place = {"row": len(table) + 1, "column": len(row) + 1, "text": text}
            formula = cell.get(f"{TABLE}formula")
            kind = cell.get(f"{OFFICE}value-type", "string")
            if formula is not None:
                formulas.append({**place, "formula": formula})
            elif kind != "string":
                converted.append({**place, "type": kind})
            row += [text] * repeated(cell, "columns", text)
        table += [row] * repeated(element, "rows", any(row))
    return trimmed(table), formulas, converted


def repeated(element: ElementTree.Element, what: str, content: object) -> int:
    """The number of repetitions of a cell or row; runs of empty ones, which fill the sheet to its end, count as one."""
    count = int(element.get(f"{TABLE}number-{what}-repeated", "1"))
    return count if content else min(count, 64)


def paragraph_text(element: ElementTree.Element) -> str:
    """The text of a paragraph, in which ODF writes runs of spaces, tabs and line breaks as elements."""
    return "".join(paragraph_parts(element))


def paragraph_parts(element: ElementTree.Element) -> Iterator[str]:
    """The parts of a paragraph in order."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            yield " " * int(child.get(f"{TEXT}c", "1"))
        elif child.tag == f"{TEXT}tab":
            yield "\t"
        elif child.tag == f"{TEXT}line-break":
            yield "\n"
        else:
            yield from paragraph_parts(child)
        yield child.tail or ""


def trimmed(table: list[list[str]]) -> list[list[str]]:
    """Drops the empty rows at the end and makes every row as wide as the widest that has content."""
    while table and not any(table[-1]):
        table = table[:-1]
    width = max((index + 1 for row in table for index, text in enumerate(row) if text), default=0)
    return [(row + [""] * width)[:width] for row in table]


def main() -> int:
    """Prints the document and returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--quoted-as-text", action="store_true", help="keep quoted fields as text")
    arguments = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory(prefix="libreoffice-") as folder:
            document = convert(arguments.file, Path(folder), arguments.quoted_as_text)
            table, formulas, converted = read_cells(document)
    except (ConversionError, OSError, subprocess.TimeoutExpired) as error:
        print(f"libreoffice_csv: {error}", file=sys.stderr)
        return 1
    json.dump(
        {"header": table[0] if table else [], "rows": table[1:], "formulas": formulas, "converted": converted},
        sys.stdout,
        ensure_ascii=False,
        indent=1,
    )
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
