#!/usr/bin/env python3
"""Prints the seconds that the real Anki takes to import a package into a new collection: import_time.py PACKAGE.

It runs with the Python that tests/tools/setup.sh calls `anki-26.9.3`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


def import_time(package: Path) -> float:
    """Imports with the default options of the dialog, and returns the seconds."""
    with tempfile.TemporaryDirectory() as folder:
        col = Collection(str(Path(folder) / "collection.anki2"))
        request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        start = time.perf_counter()
        col.import_anki_package(request)
        seconds = time.perf_counter() - start
        col.close()
    return seconds


if __name__ == "__main__":
    print(f"{import_time(Path(sys.argv[1]).resolve()):.3f}")
