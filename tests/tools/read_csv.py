#!/usr/bin/env python3
"""Reads a CSV file strictly and prints it as JSON: `header`, `rows`, and `problems` with its form.

The form that the contract asks for: UTF-8 with a byte-order mark, rows ended by CRLF, every field quoted, and as many
fields in each row as in the header. The exit status is 1 if there are problems.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sys
from pathlib import Path

BOM = b"\xef\xbb\xbf"

# One quoted field with the character that ends it. Within it quotes are doubled and all else is allowed.
FIELD = re.compile(rb'"(?:[^"]|"")*"(,|\r\n|\Z)')


def form_problems(data: bytes) -> list[str]:
    """The problems of the raw bytes. Only the first invalid field is reported, as what follows it cannot be parsed."""
    problems = []
    if data.startswith(BOM):
        data = data[len(BOM) :]
    else:
        problems.append("no byte-order mark at the beginning")
    if not data.endswith(b"\r\n"):
        problems.append("the last row does not end with CRLF")
    position = 0
    row = 1
    while position < len(data):
        field = FIELD.match(data, position)
        if field is None:
            excerpt = data[position : position + 40].decode("utf-8", "replace")
            problems.append(f"row {row}: a field is not quoted, or not followed by a comma or CRLF: {excerpt!r}")
            break
        row += field.group(1) == b"\r\n"
        position = field.end()
    return problems


def read(data: bytes) -> list[list[str]]:
    """All rows as Python's csv module reads them; `strict` makes it raise an error instead of guessing."""
    # With newline="" the row ends reach the module as they are, and line breaks within quotes stay what they were.
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def width_problems(table: list[list[str]]) -> list[str]:
    """The rows that have another number of fields than the header."""
    return [
        f"row {number} has {len(row)} fields, the header has {len(table[0])}"
        for number, row in enumerate(table, start=1)
        if len(row) != len(table[0])
    ]


def main() -> int:
    """Prints the document and returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE")
    data = parser.parse_args().file.read_bytes()
    problems = form_problems(data)
    table: list[list[str]] = []
    try:
        table = read(data)
    except (csv.Error, UnicodeDecodeError) as error:
        problems.append(str(error))
    problems += width_problems(table)
    document = {"header": table[0] if table else [], "rows": table[1:], "problems": problems}
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
