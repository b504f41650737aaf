#!/usr/bin/env python3
"""Prints every sheet of a workbook as openpyxl reads it, or as LibreOffice shows it, as JSON.

The document has `sheets`, a list of rows by name, and what openpyxl alone can tell: `not_text`, the cells that are
no text or in no column of text, `hidden` sheets and columns, `frozen`, `filters`, `lists` (which columns have a
drop-down, and what from) and `created`. From LibreOffice come `formulas` and `converted`, as libreoffice_csv.py has
them. `--resave FILE` lets LibreOffice save the workbook as XLSX or ODS first, as a teacher would.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import libreoffice_csv as office
import openpyxl


def by_openpyxl(path: Path) -> dict:
    """What openpyxl reads."""
    book = openpyxl.load_workbook(path)
    document: dict = {"sheets": {}, "not_text": [], "hidden": {}, "frozen": {}, "filters": {}, "lists": {}}
    for sheet in book:
        rows = []
        for row in sheet.iter_rows():
            rows.append(["" if cell.value is None else cell.value for cell in row])
            for cell in row:
                is_text = cell.value is None or (cell.data_type == "s" and cell.number_format == "@")
                if not is_text and sheet.sheet_state == "visible":
                    document["not_text"].append(f"{sheet.title}!{cell.coordinate}")
        document["sheets"][sheet.title] = rows
        names = [cell.value for cell in sheet[1]]
        # Columns with the same format are stored under the first of them.
        hidden = [column for column in sheet.column_dimensions.values() if column.hidden]
        columns = [at - 1 for column in hidden for at in range(column.min, column.max + 1)]
        document["hidden"][sheet.title] = (
            "sheet" if sheet.sheet_state != "visible" else [names[it] for it in columns]
        )
        document["frozen"][sheet.title] = sheet.freeze_panes
        document["filters"][sheet.title] = sheet.auto_filter.ref
        document["lists"][sheet.title] = {
            names[next(iter(rule.sqref.ranges)).min_col - 1]: rule.formula1
            for rule in sheet.data_validations.dataValidation
        }
    document["created"] = book.properties.created.isoformat()
    return document


def convert(source: Path, folder: Path, extension: str) -> Path:
    """Saves the workbook in another format with LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        raise office.ConversionError("soffice is not on the PATH. Install it with: setup.sh libreoffice")
    copy = folder / f"book{source.suffix}"
    shutil.copyfile(source, copy)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = folder / "out"
    command = [program, "--headless", "--norestore", profile, "--convert-to", extension, "--outdir", str(target), str(copy)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    run = subprocess.run(
        command, check=False, env=environment, capture_output=True, text=True, timeout=office.TIMEOUT_SECONDS
    )
    result = target / f"book.{extension}"
    if not result.exists():
        raise office.ConversionError(f"LibreOffice wrote no file: {run.stdout} {run.stderr}".strip())
    return result


def by_libreoffice(path: Path, folder: Path) -> dict:
    """What LibreOffice shows."""
    tree = ElementTree.parse(convert(path, folder, "fods"))
    document: dict = {"sheets": {}, "formulas": [], "converted": []}
    for sheet in tree.iter(f"{office.TABLE}table"):
        rows, formulas, converted = office.read_sheet(sheet)
        document["sheets"][sheet.get(f"{office.TABLE}name")] = rows
        document["formulas"] += formulas
        document["converted"] += converted
    return document


def main() -> int:
    """Prints the document and returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--libreoffice", action="store_true", help="as LibreOffice shows it")
    parser.add_argument("--resave", type=Path, metavar="FILE", help="save it with LibreOffice as this file first")
    arguments = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory(prefix="workbook-") as name:
            folder, path = Path(name), arguments.file
            if arguments.resave:
                shutil.copyfile(convert(path, folder, arguments.resave.suffix[1:]), arguments.resave)
                path = arguments.resave
            document = by_libreoffice(path, folder) if arguments.libreoffice else by_openpyxl(path)
    except (office.ConversionError, OSError, subprocess.TimeoutExpired) as error:
        print(f"read_workbook: {error}", file=sys.stderr)
        return 1
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
