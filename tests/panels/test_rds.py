"""R's own file format: read back by a reader written here from R's description, and by pyreadr where it is installed."""

from __future__ import annotations

import gzip
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from latticework import panels
from latticework.panels import GivenTables, Panel
from latticework.panels.column import Column
from latticework.panels.rds import NA_INT, NA_REAL, write_rds


class Reading:
    """Read the little of R's serialization that data frames need: vectors of numbers, texts, lists, and attributes."""

    def __init__(self, path: Path) -> None:
        self.bytes, self.at = gzip.decompress(path.read_bytes()), 14
        assert self.bytes[:2] == b"X\n"
        assert struct.unpack(">i", self.bytes[2:6]) == (2,)

    def take(self, form: str) -> Any:
        size = struct.calcsize(form)
        found = struct.unpack(form, self.bytes[self.at : self.at + size])
        self.at += size
        return found[0] if len(found) == 1 else found

    def item(self) -> Any:
        flags = self.take(">i")
        kind, attributes = flags & 0xFF, bool(flags & 512)
        if kind == 254:
            return None
        if kind == 2:
            assert flags & 1024
            pairs = {self.item(): self.item()}
            return pairs | (self.item() or {})
        if kind == 1:
            return self.item()
        count = self.take(">i")
        if kind == 9:
            return self.take(f">{count}s").decode()
        values: Any
        if kind in (16, 19):
            values = [self.item() for _ in range(count)]
        else:
            dtype = {13: ">i4", 14: ">f8"}[kind]
            values = np.frombuffer(self.bytes, dtype, count, self.at)
            self.at += values.nbytes
        return (values, self.item()) if attributes else values


@pytest.fixture
def made(small: GivenTables) -> Panel:
    return panels.state_years(years=range(1971, 1974), data=small).with_capabilities()


def test_a_data_frame_with_labels_and_header(made: Panel, tmp_path: Path) -> None:
    columns, said = Reading(made.write(tmp_path / "p.rds")).item()
    assert said["class"] == ["data.frame"]
    assert said["names"] == list(made.columns)
    assert said["row.names"].tolist() == [NA_INT, -len(made)]
    assert json.loads(said["header"][0])["rows"] == len(made)
    milex, about = columns[said["names"].index("milex")]
    assert about["label"] == [made.columns["milex"].label]
    assert [None if v == NA_INT else v for v in milex.tolist()] == made.columns["milex"].to_list()
    names, about = columns[said["names"].index("statenme")]
    assert about["class"] == ["factor"]
    assert [about["levels"][v - 1] for v in names] == made.columns["statenme"].to_list()
    cinc, _ = columns[said["names"].index("cinc")]
    unknown = np.flatnonzero(np.isnan(cinc))
    assert unknown.tolist() == np.flatnonzero(~made.columns["cinc"].known).tolist()
    assert cinc[unknown].tobytes()[:8] == NA_REAL


def test_days_large_numbers_and_other_letters(tmp_path: Path) -> None:
    columns = {
        "day": Column(np.array(["1970-01-02", "NaT"], dtype="datetime64[D]"), "day"),
        "large": Column(np.array([2**40, -(2**63)], dtype=np.int64)),
        "text": Column(np.array([0, -1], dtype=np.int32), "", "", ("Côte d'Ivoire",)),
    }
    write_rds(columns, tmp_path / "a.rds")
    (day, large, text), _ = Reading(tmp_path / "a.rds").item()
    assert (day[1]["class"], day[0][0]) == (["Date"], 1)
    assert np.isnan(day[0][1])
    assert large[0] == 2.0**40
    assert np.isnan(large[1])
    assert text[1]["levels"] == ["Côte d'Ivoire"]
    assert text[0].tolist() == [1, NA_INT]
    write_rds(columns, tmp_path / "b.rds")
    assert (tmp_path / "a.rds").read_bytes() == (tmp_path / "b.rds").read_bytes()


def test_pyreadr_reads_what_is_written(made: Panel, tmp_path: Path) -> None:
    pyreadr = pytest.importorskip(
        "pyreadr", reason="pyreadr is not installed: pip install pyreadr to hold .rds files against it"
    )
    frame = pyreadr.read_r(str(made.write(tmp_path / "p.rds")))[None]
    assert list(frame.columns) == list(made.columns)
    assert len(frame) == len(made)
    for name, column in made.columns.items():
        found = [None if value is None or value != value else value for value in frame[name].tolist()]
        assert found == column.to_list(), name
