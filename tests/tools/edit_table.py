#!/usr/bin/env python3
"""Edits a table as a teacher would, and saves it again. Prints an empty JSON document.

    edit_table.py SOURCE TARGET EDITS

EDITS is a JSON file with `cells`, a list of `{sheet, key, column, text}`, `rows`, a list of `{sheet, cells}` to add,
and `gone`, a list of `{sheet, key}` of rows to remove. A workbook is edited with openpyxl. Then LibreOffice opens the
result and saves it as what TARGET ends in: `.xlsx`, `.ods`, or `.csv`, for which `filter` may hold the options of its
CSV export; `"office": false` leaves it out. A SOURCE in CSV is opened by LibreOffice as it is, without edits.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

TIMEOUT_SECONDS = 180
# Comma, double quote, UTF-8, from row 1, English, quoted cells as text, no special numbers.
CSV_IN = "CSV:44,34,76,1,,1033,true,false"


def edited(source: Path, target: Path, edits: dict) -> None:
    """Writes the workbook with the edits."""
    book = openpyxl.load_workbook(source)
    for edit in edits.get("cells", []):
        sheet = book[edit["sheet"]]
        columns = [cell.value for cell in sheet[1]]
        row = find(sheet, columns, edit["key"])
        sheet.cell(row, columns.index(edit["column"]) + 1).value = edit["text"] or None
    for edit in edits.get("gone", []):
        sheet = book[edit["sheet"]]
        sheet.delete_rows(find(sheet, [cell.value for cell in sheet[1]], edit["key"]))
    for edit in edits.get("rows", []):
        sheet = book[edit["sheet"]]
        columns = [cell.value for cell in sheet[1]]
        row = sheet.max_row + 1
        for column, value in edit["cells"].items():
            sheet.cell(row, columns.index(column) + 1).value = value
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                # Typing `=` into a cell with the text format enters a text.
                if isinstance(cell.value, str) and cell.number_format == "@":
                    cell.data_type = "s"
    book.save(target)


def find(sheet: openpyxl.worksheet.worksheet.Worksheet, columns: list, key: str) -> int:
    """The row with a key."""
    at = columns.index("key") + 1
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, at).value == key:
            return row
    raise KeyError(f"{sheet.title} has no row {key}")


def saved(source: Path, target: Path, options: str | None) -> None:
    """Opens a file in LibreOffice and saves it in another format."""
    with tempfile.TemporaryDirectory(prefix="libreoffice-") as folder:
        home = Path(folder)
        copy = home / ("in" + source.suffix)
        shutil.copyfile(source, copy)
        kind = target.suffix.lstrip(".")
        form = f"{kind}:Text - txt - csv (StarCalc):{options}" if options else kind
        command = [
            "soffice",
            "--headless",
            "--norestore",
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            *([f"--infilter={CSV_IN}"] if source.suffix == ".csv" else []),
            "--convert-to",
            form,
            "--outdir",
            str(home / "out"),
            str(copy),
        ]
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        run = subprocess.run(
            command, check=False, env=environment, capture_output=True, text=True, timeout=TIMEOUT_SECONDS
        )
        result = home / "out" / f"in.{kind}"
        if not result.exists():
            raise RuntimeError(f"LibreOffice wrote no file: {run.stdout} {run.stderr}")
        shutil.copyfile(result, target)


def main() -> None:
    """Runs the command."""
    source, target, edits = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        between = source
        if source.suffix != ".csv":
            between = Path(folder) / "edited.xlsx"
            edited(source, between, edits)
        if edits.get("office", True):
            saved(between, target, edits.get("filter"))
        else:
            shutil.copyfile(between, target)
    print("{}")


if __name__ == "__main__":
    main()
