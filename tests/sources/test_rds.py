"""Data frames as R saves them: written here by the rules of R's format, and read back as tables."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from latticework.errors import DataError
from latticework.sources.catalogue import find_source
from latticework.sources.rds import columns, table
from latticework.sources.reading import read

NA_INT, NA_REAL = -(2**31), struct.unpack(">d", bytes.fromhex("7FF00000000007A2"))[0]
NIL = struct.pack(">i", 254)


def ints(*values: int) -> bytes:
    return struct.pack(f">{len(values)}i", *values)


def text(value: str | None) -> bytes:
    raw = b"" if value is None else value.encode()
    return ints(9 | 1 << 15, -1 if value is None else len(raw)) + raw


def texts(*values: str | None, flags: int = 0) -> bytes:
    return ints(16 | flags, len(values)) + b"".join(map(text, values))


def reals(*values: float) -> bytes:
    return ints(14, len(values)) + struct.pack(f">{len(values)}d", *values)


def whole(*values: int, flags: int = 0) -> bytes:
    return ints(13 | flags, len(values), *values)


def named(*pairs: tuple[str, bytes]) -> bytes:
    """Write attributes; a name that was written before would be a reference, so each stands once."""
    return b"".join(ints(2 | 0x400, 1) + text(name) + value for name, value in pairs) + NIL


def frame(version: int = 3, **parts: bytes) -> bytes:
    head = b"X\n" + ints(version, 0x00040301, 0x00030500) + (ints(5) + b"UTF-8" if version == 3 else b"")
    listed = ints(19 | 0x300, len(parts)) + b"".join(parts.values())
    attributes = named(("names", texts(*parts)), ("class", texts("data.frame")), ("row.names", whole(NA_INT, -2)))
    return head + listed + attributes


FRAME = frame(
    gwno=whole(2, 740),
    year=reals(1990.0, 1991.0),
    mean=reals(0.5, NA_REAL),
    indicator=texts("milex_con_2022_sipri", None),
)
TABLE = "gwno,year,mean,indicator\n2,1990,0.5,milex_con_2022_sipri\n740,1991,NA,NA\n"


@pytest.mark.parametrize(
    "pack", [bytes, gzip.compress, bz2.compress, lzma.compress], ids=["plain", "gzip", "bzip2", "xz"]
)
def test_a_frame_becomes_a_table(pack: Callable[[bytes], bytes]) -> None:
    assert table(pack(FRAME)) == TABLE


def test_factors_and_short_forms_are_unfolded() -> None:
    factor = whole(2, NA_INT, flags=0x300) + ints(2 | 0x400, 1) + text("levels") + texts("a", "b") + NIL
    form = ints(2, 1) + text("compact_intseq") + ints(2, 1) + text("base") + ints(2) + whole(13) + NIL
    years = ints(238) + form + reals(2.0, 1990.0, 1.0) + NIL
    assert columns(frame(version=2, side=factor, year=years)) == {"side": ["b", "NA"], "year": ["1990", "1991"]}


@pytest.mark.parametrize("body", [FRAME[:-40], FRAME[:60], b"X\n", b"X\n" + ints(3, 0, 0, 0) + texts("a"), b"A\n1"])
def test_what_is_no_whole_frame_is_said(body: bytes) -> None:
    with pytest.raises(DataError, match="file of R"):
        columns(body)


def test_the_official_file_of_spending_estimates_is_read(tmp_path: Path) -> None:
    body = frame(
        gwno=whole(740, 740, 740), year=whole(1990, 1990, 1990), group=whole(1, 2, 3), sd=reals(2.0, 3.0, 1.0), mean=reals(40.5, 70.0, 9.0),
        indicator=texts("milex_con_2022_sipri", "milex_con_2017_nmc", "milex_con_1995_wmeat"),
    )  # fmt: skip
    (tmp_path / "estimates_milex_con_20250429.rds").write_bytes(gzip.compress(body))
    (batch,) = [(one.report, one.rows.fetchall()) for one in read(find_source("gmsd"), tmp_path)]
    report, rows = batch
    assert (report.rows, report.facts, report.release) == (3, 2, "2025-04-29")
    assert {(row[2], row[6], row[7], row[10]) for row in rows} == {
        ("JPN", 40_500_000.0, "constant US$", '{"deviation": "2000000.0", "price_year": "2022"}'),
        ("JPN", 70_000.0, "constant US$", '{"deviation": "3000.0", "price_year": "2017"}'),
    }
