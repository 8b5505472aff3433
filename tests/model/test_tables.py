"""The tables of the installation: what is damaged is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from latticework.errors import DataError
from latticework.model import tables
from latticework.model.tables import number


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"a,b\n1,\x00", b"a,b\n1,2\n3", None], ids=["no text", "zeros", "cut", "gone"]
)
def test_a_damaged_table_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None) -> None:
    (tmp_path / "tables").mkdir()
    if content is not None:
        (tmp_path / "tables" / "x.csv").write_bytes(content)
    monkeypatch.setattr(tables, "files", lambda _: tmp_path)
    with pytest.raises(DataError, match=r"tables/x\.csv") as raised:
        tables.read_csv("latticework.model", "x.csv")
    assert "install latticework again" in str(raised.value)


def test_a_table_cut_short_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "x.toml").write_text("[a")
    monkeypatch.setattr(tables, "files", lambda _: tmp_path)
    with pytest.raises(DataError, match="damaged"):
        tables.read_toml("latticework.model", "x.toml")


def test_a_cell_that_is_no_number_is_named() -> None:
    assert number({"lat": "35.7"}, "lat", "latticework.model", "capitals.csv") == 35.7
    with pytest.raises(DataError, match=r"capitals\.csv"):
        number({"lat": "3S.7"}, "lat", "latticework.model", "capitals.csv")
