"""Facts as frames of other libraries, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from latticework.atlas import Atlas
from latticework.errors import DataError, UsageError
from latticework.store.frames import from_frame, to_frame
from latticework.store.store import Store
from tests.conftest import spending, step

FACTS = [spending("JPN", 2020, 1.5), step("defence_pact", "USA>JPN", "in_force", "1960-06-23")]


@pytest.mark.parametrize("library", ["polars", "arrow", "pandas"])
def test_facts_go_out_and_come_back_equal(library: str, tmp_path: Path) -> None:
    pytest.importorskip({"arrow": "pyarrow"}.get(library, library))
    frame = to_frame(FACTS, library)
    store = Store.open(tmp_path / "store")
    assert Atlas(store, store).add(frame, origin="frame").new == 2
    assert sorted(store.select(), key=lambda f: f.id) == sorted(FACTS, key=lambda f: f.id)


def test_the_atlas_gives_frames(atlas: Atlas) -> None:
    pytest.importorskip("polars")
    assert atlas.frame(["overflight"], parties=["JPN"]).height >= 8


def test_a_row_that_is_no_fact_stops_the_write(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    frame = to_frame(FACTS, "polars")
    bad = polars.concat([frame, frame.head(1).with_columns(kind=polars.lit("gossip"))])
    store = Store.open(tmp_path / "store")
    with pytest.raises((DataError, UsageError)):
        Atlas(store, store).add(bad, origin="frame")
    assert store.select() == []


def test_what_is_no_frame_is_said() -> None:
    with pytest.raises(UsageError, match="no frame"):
        list(from_frame(object()))
    with pytest.raises(UsageError, match="choose one of"):
        to_frame(FACTS, "excel")
