"""How fast and in how much memory event files stream into the store, beside pandas reading the same file.

    uv run --group dev --with pandas python benchmarks/events.py 10000000 --whole

Each side runs in a process of its own; CPU seconds are user and system of the whole process. pandas is measured reading
every column, as its users do: with codes as text (010 is not 10) and with its own guesses. DuckDB, pyarrow and Polars are
measured parsing the file for the columns that latticework takes, as text, and throwing the result away: what reading alone costs.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from gdelt_rows import write

from latticework.atlas import Atlas
from latticework.store.store import Store

PANDAS_ROWS = 2_000_000
"""pandas holds the whole file, some 1.8 GB for a million rows: above this it is left out unless asked for with --whole."""


COLUMNS = 58
TAKEN = (0, 1, 7, 17, 26, 29, 30, 31, 33, 34, 51, 56)
"""The columns of a file of GDELT 1.0 that latticework takes, counted from 0."""


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


def with_duckdb(path: Path) -> None:
    """Let DuckDB find the columns that are taken."""
    import duckdb

    names = [f"c{i}" for i in range(COLUMNS)]
    kinds = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    longest = ", ".join(f"max(c{i})" for i in TAKEN)
    rows = duckdb.sql(
        f"select count(*), {longest} from read_csv('{path}', delim='\t', header=false, quote='', auto_detect=false, columns={{{kinds}}})"
    ).fetchall()
    print(f"  DuckDB {duckdb.__version__} read {rows[0][0]:,} rows")


def with_pyarrow(path: Path) -> None:
    """Let pyarrow find the columns that are taken."""
    import pyarrow as pa
    import pyarrow.csv as csv

    taken = [f"c{i}" for i in TAKEN]
    table = csv.read_csv(
        path,
        read_options=csv.ReadOptions(column_names=[f"c{i}" for i in range(COLUMNS)]),
        parse_options=csv.ParseOptions(delimiter="\t", quote_char=False),
        convert_options=csv.ConvertOptions(include_columns=taken, column_types=dict.fromkeys(taken, pa.string())),
    )
    print(f"  pyarrow {pa.__version__} read {len(table):,} rows")


def with_polars(path: Path) -> None:
    """Let Polars find the columns that are taken."""
    import polars as pl

    names = [f"c{i}" for i in range(COLUMNS)]
    lazy = pl.scan_csv(path, separator="\t", has_header=False, quote_char=None, schema=dict.fromkeys(names, pl.String))
    frame = lazy.select(*(f"c{i}" for i in TAKEN)).collect(engine="streaming")
    print(f"  Polars {pl.__version__} read {len(frame):,} rows")


SIDES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "ours": ("latticework, into the store", ours),
    "text": ("pandas, codes as text", lambda path: with_pandas(path, text=True)),
    "guessed": ("pandas, guessing", lambda path: with_pandas(path, text=False)),
    "duckdb": ("DuckDB, parsing twelve columns", with_duckdb),
    "pyarrow": ("pyarrow, parsing twelve columns", with_pyarrow),
    "polars": ("Polars, parsing twelve columns", with_polars),
}
WHOLE = ("text", "guessed")
"""The sides that hold the whole file in memory."""


def spent() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(f"  CPU {used.ru_utime + used.ru_stime:.1f} s, peak {used.ru_maxrss / 1024:,.0f} MiB", flush=True)


def main() -> None:
    if sys.argv[1] in SIDES:
        path = Path(sys.argv[2])
        SIDES[sys.argv[1]][1](path if sys.argv[1] == "ours" else next((path / "files").iterdir()))
        spent()
        return
    rows = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        files = Path(work) / "files"
        files.mkdir()
        write(rows, files / "20140101.export.CSV")
        size = (files / "20140101.export.CSV").stat().st_size
        print(f"{rows:,} rows, {size / 2**20:,.0f} MiB", flush=True)
        held = rows <= PANDAS_ROWS or "--whole" in sys.argv
        for side, (label, _) in SIDES.items():
            if held or side not in WHOLE:
                print(label, flush=True)
                subprocess.run([sys.executable, __file__, side, work], check=True)


if __name__ == "__main__":
    main()
