"""How fast and in how much memory event files stream into the store, beside pandas reading the same file.

    uv run --group dev --with pandas python benchmarks/events.py 10000000

Each side runs in a process of its own; CPU seconds are user and system of the whole process. pandas is measured reading
every column, as its users do: with codes as text (010 is not 10) and with its own guesses.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from gdelt_rows import write

from latticework.atlas import Atlas
from latticework.store.store import Store


def ours(folder: Path) -> None:
    """Read the folder's files into a new store."""
    store = Store.open(folder / "store")
    report = Atlas(store, store).get("gdelt", folder / "files")[0]
    asked = []
    for _ in range(5):
        begun = time.perf_counter()
        found = store.select(["event"], parties=["JPN", "CHN"], as_of=date(2014, 1, 2), limit=100)
        asked.append(time.perf_counter() - begun)
    print(
        f"  {report.facts:,} events kept of {report.rows:,}; a pair as of a day: {1000 * min(asked):.0f} ms ({len(found)} facts)"
    )


def with_pandas(path: Path, *, text: bool) -> None:
    """Read the file with pandas, every column."""
    import pandas as pd

    kinds = {"dtype": str} if text else {}
    frame = pd.read_csv(path, sep="\t", header=None, **kinds)
    print(f"  pandas {pd.__version__} read {len(frame):,} rows")


def spent() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(f"  CPU {used.ru_utime + used.ru_stime:.1f} s, peak {used.ru_maxrss / 1024:,.0f} MiB", flush=True)


def main() -> None:
    if sys.argv[1] in ("ours", "text", "guessed"):
        path = Path(sys.argv[2])
        if sys.argv[1] == "ours":
            ours(path)
        else:
            with_pandas(next((path / "files").iterdir()), text=sys.argv[1] == "text")
        spent()
        return
    rows = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        files = Path(work) / "files"
        files.mkdir()
        write(rows, files / "20140101.export.CSV")
        size = (files / "20140101.export.CSV").stat().st_size
        print(f"{rows:,} rows, {size / 2**20:,.0f} MiB", flush=True)
        sides = ("ours", "text", "guessed") if rows <= 2_000_000 else ("ours",)  # pandas holds the whole file
        for side in sides:
            print(
                {"ours": "latticework", "text": "pandas, codes as text", "guessed": "pandas, guessing"}[side],
                flush=True,
            )
            subprocess.run([sys.executable, __file__, side, work], check=True)


if __name__ == "__main__":
    main()
