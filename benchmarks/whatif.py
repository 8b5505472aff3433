"""Print how long the scenarios that ship take, in CPU seconds of fresh processes on a store that is there, beside a brief.

Run: `uv run python benchmarks/whatif.py`. Medians of five; the pack's store is made in a new folder and asked once before.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from latticework.answers.whatif.scenario import shipped

RUN = "from latticework.doors.cli import main; main()"
TIMES = 5


def cpu(*words: str, store: Path) -> float:
    """CPU seconds of one command in a process of its own; Python may keep compiled modules, as on a user's machine."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", RUN, *words], check=True, stdout=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        | {"LATTICEWORK_STORE": str(store), "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    print(f"Python {sys.version.split()[0]}; CPU seconds, median of {TIMES} fresh processes\n")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        cpu("why", "Japan", store=store)
        lines = [("doctor",), ("why", "Japan", "--as-of", "2026-10-31")]
        lines += [("whatif", name, *more) for name in shipped() for more in ((), ("--draws", "0"))]
        for words in (*lines, ("whatif", *shipped(), "--draws", "0")):
            taken = statistics.median(cpu(*words, store=store) for _ in range(TIMES))
            print(f"{'latticework ' + ' '.join(words):90} {taken:6.2f} s")


if __name__ == "__main__":
    main()
