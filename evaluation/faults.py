"""Fault drills: what was tried, how often, what came of it, what was lost, and the error a user sees.

    uv run --group dev python evaluation/faults.py
    uv run --group dev python evaluation/faults.py --only kills --kills 200
    uv run --group dev python evaluation/faults.py --only parsers --cases 1000000

Prints a table in Markdown, and below it every loss with its place and the seed that brings it back. Exits with 1 when anything
was lost. Full and read-only disks are small disks in memory where the system lets one be mounted; a limit on files elsewhere.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable

from drills import damage, disks, hostile, parsers, writing
from drills.told import Told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="how often something is killed")
    parser.add_argument("--cases", type=int, default=1_000_000, help="random texts for the parsers")
    parser.add_argument("--times", type=int, default=20, help="how often each other drill is run")
    parser.add_argument("--seed", type=int, default=1)
    drills: dict[str, Callable[[], Iterable[Told]]] = {
        "kills": lambda: writing.kills(given.kills, given.seed),
        "writers": lambda: [writing.writers(given.times)],
        "readers": lambda: [writing.readers(50, given.times)],
        "disk": lambda: [disks.full_disk(given.times), disks.read_only(given.times)],
        "clock": lambda: [disks.clocks(given.times)],
        "store": lambda: damage.stores(given.times, given.seed),
        "package": lambda: damage.package(given.times, given.seed),
        "parsers": lambda: parsers.parsers(given.cases, given.seed),
        "hostile": lambda: hostile.hostile(),
    }
    parser.add_argument("--only", choices=tuple(drills), action="append", help="only this drill (may be repeated)")
    given = parser.parse_args()
    print("| tried | times | what came of it | lost | the error a user sees |\n|---|---:|---|---|---|", flush=True)
    lost: list[str] = []
    begun = time.perf_counter()
    for name in given.only or drills:
        for told in drills[name]():
            print(told.line(), flush=True)
            lost += told.lost
    print(f"\nSeed {given.seed}; {time.perf_counter() - begun:.0f} s.")
    for one in lost[:50]:
        print(f"lost: {one}")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
