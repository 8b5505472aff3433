"""Rows that made no fact: kept, replaced by a later import, and read as a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from latticework.errors import DataError
from latticework.store.refused import COLUMNS, RefusedRow, keep_refused, refused_rows


def row(origin: str, number: int, reason: str = "capability: the value is no number (many)") -> dict[str, object]:
    return {"origin": origin, "file": origin.split(":")[-1], "row": number, "reason": reason, "text": 'a,"b"\u2028c'}


def test_refused_rows_come_back_as_a_table(tmp_path: Path) -> None:
    keep_refused(tmp_path, [row("cow-nmc:6.0:NMC.csv", 9), row("cow-nmc:6.0:NMC.csv", 2), row("atop:5.1:a.csv", 7)])
    found = list(refused_rows(tmp_path))
    assert [(one.source, one.release, one.file, one.row) for one in found] == [
        ("atop", "5.1", "a.csv", 7), ("cow-nmc", "6.0", "NMC.csv", 2), ("cow-nmc", "6.0", "NMC.csv", 9),
    ]  # fmt: skip
    assert found[0].text == 'a,"b"\u2028c'
    assert [one.row for one in refused_rows(tmp_path, "cow-nmc")] == [2, 9]
    assert len(found[0].values) == len(COLUMNS)
    assert list(RefusedRow.__dataclass_fields__) == list(COLUMNS)


def test_nothing_refused_is_an_empty_table(tmp_path: Path) -> None:
    assert list(refused_rows(tmp_path)) == []
    assert list(refused_rows(tmp_path / "nowhere", "atop")) == []


def test_a_later_import_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    origin = "cow-nmc:6.0:NMC.csv"
    keep_refused(tmp_path, [row(origin, 2), row("atop:5.1:a.csv", 7)])
    keep_refused(tmp_path, [row(origin, 3)], origins=[origin])
    assert [one.row for one in refused_rows(tmp_path, "cow-nmc")] == [3]
    keep_refused(tmp_path, [], origins=[origin])
    assert [one.source for one in refused_rows(tmp_path)] == ["atop"]


def test_a_damaged_file_is_named_with_its_line(tmp_path: Path) -> None:
    (path,) = keep_refused(tmp_path, [row("atop:5.1:a.csv", 7)])
    path.write_text(path.read_text(encoding="utf-8") + '{"origin": "atop"}\n', encoding="utf-8")
    with pytest.raises(DataError, match="line 2"):
        list(refused_rows(tmp_path))


def test_bytes_that_are_no_text_are_named_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "refused" / "x.jsonl"
    path.parent.mkdir()
    path.write_bytes(b"\xd0\xff\n")
    with pytest.raises(DataError, match="cannot be read"):
        list(refused_rows(tmp_path))
