"""The floors one by one, by criterion: `benches/floors.rs`."""

from __future__ import annotations

import json
import os
import shutil

from bench import ROOT, Bench, Json, call, say
from decks import Deck, source_size

ENTRIES = 10_000
# In the order of a deck's way; what criterion keeps has none.
ORDER = ("read", "check", "compile", "export apkg", "export apkg latest", "export csv")


def run(bench: Bench) -> Json:
    """Runs the benchmarks and reads criterion's estimates: seconds for the whole deck."""
    entries = 300 if bench.quick else ENTRIES
    deck = Deck("rich", entries).path(bench)
    home = bench.work / "criterion"
    shutil.rmtree(home, ignore_errors=True)
    say("measuring the floors with criterion")
    environment = os.environ | {"LEXIDECK_BENCH_DECK": str(deck), "CRITERION_HOME": str(home)}
    quick = ["--quick"] if bench.quick else []
    call("cargo", "bench", "--quiet", "--locked", "--bench", "floors", "--", *quick, env=environment, cwd=ROOT)
    found = {}
    for path in sorted(home.glob("*/new/estimates.json")):
        name = json.loads((path.parent / "benchmark.json").read_text(encoding="utf-8"))["full_id"]
        estimate = json.loads(path.read_text(encoding="utf-8"))["median"]
        interval = estimate["confidence_interval"]
        seconds = {
            "median": estimate["point_estimate"],
            "least": interval["lower_bound"],
            "most": interval["upper_bound"],
        }
        found[name] = {key: round(nanoseconds / 1e9, 6) for key, nanoseconds in seconds.items()}
    return {"entries": entries, "source": source_size(deck), "seconds": {it: found[it] for it in ORDER}}
