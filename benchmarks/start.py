"""Print how long the command line takes, in CPU seconds of fresh processes, and what it imports.

Run: `uv run python benchmarks/start.py`. Medians of five; the pack's store is made in a new folder. Python may keep compiled
modules, as it does on a user's machine, also where the caller's environment forbids it; one run before the first writes them.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

RUN = "from latticework.doors.cli import main; main()"
TIMES = 5


def cpu(*words: str, store: Path) -> tuple[float, float]:
    """CPU seconds and peak memory (MB) of one command in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", RUN, *words], check=True, stdout=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        | {"LATTICEWORK_STORE": str(store)},
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024


def main() -> None:
    print(f"Python {sys.version.split()[0]}; CPU seconds, median of {TIMES} fresh processes\n")
    with tempfile.TemporaryDirectory() as folder:
        cpu("doctor", store=Path(folder) / "warm")
        store = Path(folder) / "store"
        first, memory = cpu("doctor", store=store)
        print(f"{'first use: the store is made from the pack':58} {first:6.2f} s   peak {memory:.0f} MB")
        for words in (
            ("--help",), ("why", "--help"), ("why", "Japan", "--as-of", "2023-01-13"),
            ("why", "Poland", "--as-of", "2023-01-13"), ("ties", "Japan"), ("threats", "Japan"),
            ("balance", "China", "Japan"), ("facts", "Japan", "Australia"),
        ):  # fmt: skip
            taken = statistics.median(cpu(*words, store=store)[0] for _ in range(TIMES))
            print(f"{'latticework ' + ' '.join(words):58} {taken:6.2f} s")
        print("\nimports of `why`, those above 5 ms (microseconds own, cumulative, module):")
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", RUN, "why", "Japan", "--as-of", "2023-01-13"],
            capture_output=True, text=True, check=True, env=os.environ | {"LATTICEWORK_STORE": str(store)},
        )  # fmt: skip
        for line in done.stderr.splitlines():
            pieces = line.removeprefix("import time:").split("|")
            if len(pieces) == 3 and pieces[0].strip().isdigit() and int(pieces[0]) > 5000:
                print(f"{int(pieces[0]):>10} {int(pieces[1]):>10}  {pieces[2].strip()}")


if __name__ == "__main__":
    main()
