"""Print what research panels cost beside the R package: CPU seconds of one thread and peak memory of the whole process.

Run: `uv run --group dev python benchmarks/panels.py [--data FOLDER]`. Each row is a fresh process (medians of five), interpreter
start and imports included. "first" is the first time ever (files are read and kept), "again" every later one. The R figures were
measured on such a machine with peacesciencer 1.2.9; similarity by the published R script and by a numpy sketch.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TIMES = 5
BEGIN = "from latticework import panels as P; d = {data!r}; p = P.dyad_years(years=range(1816, 2026), data=d)"
ADDED = ".with_alliances().with_capabilities().with_contiguity().with_distance()"
STATES = (
    "from latticework import panels as P; p = P.state_years(years=range(1816, 2026), data={data!r})"
    ".with_capabilities().with_democracy().with_majors().with_gdp().with_organizations().with_trade().with_contiguity()"
    ".with_distance(borders=True).with_rivalries().with_leaders().with_fractionalization().with_terrain()"
    ".with_territorial_threat().with_disputes().with_spells().with_codes()"
)
SCRATCH = (
    "from latticework import panels as P; from latticework.panels.similarity import Choice, all_pairs; "
    "from latticework.panels.join import system_of; t = P.open_tables({data!r}); "
    "all_pairs(system_of(t, 'cow'), t, Choice())"
)
ROWS = (
    ("dyad-years, all directed", BEGIN, 5.5, 1126),
    ("+ alliances, capabilities, contiguity, capital distance", f"{BEGIN}{ADDED}", 17.4, 2685),
    ("+ similarity (five measures)", f"{BEGIN}{ADDED}.with_similarity()", 19.9, None),
    ("+ disputes and spells", f"{BEGIN}{ADDED}.with_similarity().with_disputes().with_spells()", 26.7, 2827),
    (
        "the row above as a Polars frame",
        f"{BEGIN}{ADDED}.with_similarity().with_disputes().with_spells().frame()",
        26.7,
        2827,
    ),
    ("state-years with 16 additions", STATES, 18.1, None),
    ("similarity of all pairs and years, from ties", SCRATCH, 9750, None),
)
INSIDE = """
import json, time
from latticework import panels as P
codes = [2, 200, 220, 740, 732, 840, 800, 900, 920, 830, 820, 850, 750]
def panel():
    return (P.dyad_years(years=range(1946, 2023), states=codes, data={data!r}).with_alliances().with_capabilities()
        .with_contiguity().with_distance().with_similarity().with_disputes().with_spells())
panel()
start = time.process_time(); made = panel(); small = time.process_time() - start
before = P.portfolios(2018, data={data!r})
start = time.process_time(); before.without_tie(2, 740).likeness(); whatif = time.process_time() - start
print(json.dumps([small, len(made), whatif]))
"""


def run(code: str, cache: Path) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of some lines in a process of their own."""
    program = f"{code}\nimport resource as r; u = r.getrusage(r.RUSAGE_SELF); print(u.ru_utime + u.ru_stime, u.ru_maxrss / 1024)"
    told = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "LATTICEWORK_CACHE": str(cache)},
    ).stdout.split()  # fmt: skip
    return float(told[-2]), float(told[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    data = str(parser.parse_args().data)
    print(f"{'panel':58s} {'first s':>8s} {'again s':>8s} {'MB':>6s} {'R s':>7s} {'R MB':>6s} {'times less CPU':>15s}")
    with tempfile.TemporaryDirectory() as folder:
        for name, code, r_seconds, r_memory in ROWS:
            lines = code.format(data=data)
            fresh = Path(folder) / name.replace(" ", "-").replace(",", "")
            first, _ = run(lines, fresh)
            again = [run(lines, fresh) for _ in range(TIMES)]
            cpu, memory = (statistics.median(values) for values in zip(*again, strict=True))
            print(
                f"{name:58s} {first:8.2f} {cpu:8.3f} {memory:6.0f} {r_seconds:7.1f} {r_memory or '-':>6} {r_seconds / cpu:15.0f}"
            )
        told = subprocess.run(
            [sys.executable, "-c", INSIDE.format(data=data)], check=True, capture_output=True, text=True,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "LATTICEWORK_CACHE": folder},
        ).stdout  # fmt: skip
    small, rows, whatif = json.loads(told)
    print(f"13 states since 1946 ({rows:,} rows, all of the above), data loaded: {small * 1000:.0f} ms")
    print(f"what-if: a tie dropped, five measures of all pairs of 2018 anew: {whatif * 1000:.0f} ms")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"highest peak of any process, first reading included: {peak:.0f} MB")


if __name__ == "__main__":
    main()
