"""How time and memory grow with the facts in a store: import, a pair as of a day, network, threats, similarity, a brief.

    uv run --group dev python benchmarks/growth.py 10000 100000 1000000

Facts are made up: half are events in narrow columns, half wide facts of trade, memberships, hostile acts and obligations between
the states that are, spread over 1900-2022, beside the pack, which every store has. Each step runs in a process of its own on the
store on disk; what a process takes to start and to import modules is left out. CPU is user and system of the step, all threads;
memory is the peak of the whole process. Exponents are of CPU seconds, fitted by least squares over the logarithms of all sizes,
and between the last two: 0 is constant, 1 is in step with the facts.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from latticework.atlas import Atlas
from latticework.model.fact import COLUMNS, ID_SQL
from latticework.model.state import states
from latticework.store import events
from latticework.store.store import Store

DAY = "2019-07-01"
A_FILE = 5_000_000
"""Rows of one file made up; each is a segment of its own in the store."""

DISK_BYTES_A_FACT = 160
"""What a fact takes on disk while it is made up and imported, with room to spare."""

PAIRS = (("JPN", "CHN"), ("USA", "KOR"), ("RUS", "UKR"), ("AUS", "IND"), ("FRA", "DEU"), ("ISR", "IRN"), ("JPN", "PRK"))
STEPS = (
    "import",
    "as-of, loose",
    "compact",
    "as-of, first",
    "as-of, later",
    "history",
    "network",
    "threats",
    "similarity",
    "brief",
)
LATER = ("as-of, loose", "as-of, later", "history")
"""Seven pairs after a first question, before and after the store was compacted: median wall time of one, mean CPU.

"As of" is what held on the day; "history" is all that had begun by then, some thousands of facts where the store is large.
"""

_WIDE = (
    f"select {ID_SQL} as id, {', '.join(name for name in COLUMNS if name != 'id')} from (select "
    "case when i % 10 < 6 then 'trade' when i % 10 < 8 then 'igo_memberships' when i % 10 < 9 then 'hostile_act' "
    "else 'dyad_obligation' end as kind, {a} || '>' || {b} as about, "
    "make_date((1900 + (i // 10) % 120)::int, 1 + (hash(i) % 12)::int, 1) as valid_from, "
    "make_date((1901 + (i // 10) % 120)::int, 12, 1) as valid_to, if(i % 10 = 8, 'day', 'year') as precision, "
    "if(i % 10 < 8, i::double, null) as value, if(i % 10 < 8, 'count', '') as unit, if(i % 10 = 9, 'offence', 'made up') as basis, "
    "'' as status, '' as detail, date '2020-01-01' as known_from, 'bench' as source, '1' as release, 'row ' || i as locator, "
    "'' as quote, 'bench' as read_by from range({first}, {last}) t(i))"
)
_NARROW = (
    "select i as event, day, day as known_from, actor, target, code, 1::utinyint as quad, 1.0::double as goldstein, 3::int as mentions, "
    "2::int as articles, 0.5::float as tone, 'JA' as place, 'gdelt' as source, '2.0' as release from (select i, "
    "date '1980-01-01' + (i * 14000 // {n})::int as day, {a} as actor, {b} as target, "
    "list_extract(['010', '036', '042', '112', '173', '190'], 1 + (hash(i) % 6)::int) as code from range({first}, {last}) t(i)) where actor <> target"
)


def made_up(number: int, folder: Path) -> None:
    """Write so many facts as two Parquet files, outside what is measured."""
    codes = [code for code, state in states().items() if any(spell.end is None for *_, spell in state.spells)]
    sides = {n: f"list_extract({codes!r}, 1 + (hash(i * {n}) % {len(codes)})::int)" for n in (3, 5)}
    con = duckdb.connect(config={"threads": 2})
    half = number // 2
    for name, sql in (("wide", _WIDE), ("narrow", _NARROW)):
        for first in range(0, half, A_FILE):
            rows = sql.format(a=sides[3], b=sides[5], n=half, first=first, last=min(half, first + A_FILE))
            con.execute(f"copy ({rows}) to '{folder}/{name}-{first}.parquet' (format parquet, compression lz4)")


def imported(folder: Path) -> Callable[[], object]:
    """Give the step that writes both files into the store."""
    Atlas.open(folder / "store")
    store = Store.open(folder / "store")
    con = duckdb.connect(config={"threads": 2})

    def step() -> object:
        wide, narrow = sorted(folder.glob("wide-*.parquet")), sorted(folder.glob("narrow-*.parquet"))
        batches = [(f"bench:1:{path.name}", con.read_parquet(str(path)).select(*COLUMNS)) for path in wide]
        return store.add_relations(
            [
                *batches,
                *((f"gdelt:2.0:{path.name}", con.read_parquet(str(path)).select(*events.COLUMNS)) for path in narrow),
            ]
        )

    return step


def asked(step: str, folder: Path) -> Callable[[], object]:
    """Give a step that asks the store, ready to run: modules are imported and the store is open."""
    from latticework import measures
    from latticework.answers.why import why
    from latticework.doors.ask import Ask
    from latticework.doors.sheets import network

    atlas = Atlas.open(folder / "store")
    world = atlas.world(DAY, "2026-01-01")
    assert atlas.store is not None
    store = atlas.store
    if step in LATER:
        store.select(parties=["BRA", "PER"], as_of=world.as_of)
    pairs, holding = PAIRS[:1] if step == "as-of, first" else PAIRS, step != "history"
    return {
        "as-of, first": lambda: [store.select(parties=pair, as_of=world.as_of, holding=holding) for pair in pairs],
        **dict.fromkeys(
            LATER,
            lambda: [
                timed(lambda pair=pair: store.select(parties=pair, as_of=world.as_of, holding=holding))
                for pair in pairs
            ],
        ),
        "compact": store.compact,
        "network": lambda: network.network(
            Ask(atlas, DAY, "2026-01-01", False), ["Japan", "Australia", "India"], "USA", pairs=False
        ),
        "threats": lambda: measures.threats(world, "JPN"),
        "similarity": lambda: measures.similarity(world, "JPN", "KOR"),
        "brief": lambda: why(world, "Japan"),
    }[step]


def timed(step: Callable[[], object]) -> float:
    begun = time.perf_counter()
    step()
    return time.perf_counter() - begun


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def child(step: str, folder: Path) -> None:
    """Run one step and print what it took."""
    run = imported(folder) if step == "import" else asked(step, folder)
    gc.collect()
    before, begun = spent(), time.perf_counter()
    found = run()
    wall, cpu = time.perf_counter() - begun, spent() - before
    if step in LATER:
        assert isinstance(found, list)
        cpu, wall = cpu / len(found), sorted(found)[len(found) // 2]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": cpu, "wall": wall, "peak": peak}))


def measured(number: int, work: Path) -> dict[str, dict[str, float]]:
    """Measure every step at one size, in processes of their own; what was made is removed afterwards."""
    folder = work / str(number)
    folder.mkdir()
    made_up(number, folder)
    found: dict[str, Any] = {}
    for step in STEPS:
        done = subprocess.run(
            [sys.executable, __file__, "--step", step, "--folder", str(folder)], check=True, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"OMP_NUM_THREADS": "1"},
        )  # fmt: skip
        found[step] = json.loads(done.stdout.splitlines()[-1])
        for path in folder.glob("*.parquet"):
            path.unlink()
        one = found[step]
        print(f"{number:>13,}  {step:14}{one['cpu']:>9.3f}{1000 * one['wall']:>10.0f}{one['peak']:>8.0f}", flush=True)
    shutil.rmtree(folder)
    return found


def exponent(points: list[tuple[int, float]]) -> float:
    """Fit the slope of log seconds over log facts by least squares."""
    xs, ys = [math.log(n) for n, _ in points], [math.log(max(seconds, 1e-4)) for _, seconds in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000, 10_000_000], help="numbers of facts"
    )
    parser.add_argument(
        "--work", type=Path, help="where stores are made; 10^8 facts need about 16 GB there for a while"
    )
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        child(given.step, given.folder)
        return
    with tempfile.TemporaryDirectory(dir=given.work) as work:
        free = shutil.disk_usage(work).free
        sizes = [number for number in sorted(given.sizes) if number * DISK_BYTES_A_FACT < free]
        for number in set(given.sizes) - set(sizes):
            print(f"{number:,} facts are left out: {free / 1e9:.0f} GB are free at {work}", file=sys.stderr)
        print(f"Python {sys.version.split()[0]}, DuckDB {duckdb.__version__}\n")
        print(f"{'facts':>13}  {'step':14}{'CPU s':>9}{'wall ms':>10}{'MiB':>8}", flush=True)
        found = {number: measured(number, Path(work)) for number in sizes}
    if len(sizes) > 1:
        print(f"\n{'step':14}{'exponent':>10}{'last two':>10}")
        for step in STEPS:
            points = [(number, found[number][step]["cpu"]) for number in sizes]
            print(f"{step:14}{exponent(points):>10.2f}{exponent(points[-2:]):>10.2f}")


if __name__ == "__main__":
    main()
