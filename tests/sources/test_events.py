"""Event files: streamed in narrow columns, and the same facts when they are asked for."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from pathlib import Path

import pytest

from latticework.atlas import Atlas
from latticework.errors import DataError
from latticework.model.fact import content_id
from latticework.model.kind import check
from latticework.sources.gdelt import LAYOUTS
from latticework.sources.stream import cameo_codes, lettered
from latticework.store.store import Store


def row(event: int, actor: str, target: str, *, code: str = "190", day: str = "20140102", layout: int = 1) -> str:
    given = {
        "GLOBALEVENTID": str(event), "SQLDATE": day, "Actor1CountryCode": actor, "Actor2CountryCode": target, "EventCode": code,
        "QuadClass": "4", "GoldsteinScale": "-10.0", "NumMentions": "3", "NumArticles": "2", "AvgTone": "-1.5",
        "ActionGeo_CountryCode": "JA", "DATEADDED": day if layout < 2 else f"{day}120000",
    }  # fmt: skip
    return "\t".join(given.get(name, "") for name in LAYOUTS[layout].columns) + "\n"


def atlas_of(tmp_path: Path) -> Atlas:
    store = Store.open(tmp_path / "store")
    return Atlas(store, store)


def files(tmp_path: Path, name: str, text: str) -> Path:
    folder = tmp_path / "files"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_event_becomes_the_same_fact_as_in_hand(tmp_path: Path) -> None:
    atlas = atlas_of(tmp_path)
    report = atlas.get("gdelt", files(tmp_path, "20140102.export.CSV", row(7, "CHN", "JPN") + row(8, "JPN", "")))[0]
    assert (report.rows, report.facts, report.new) == (2, 1, 1)
    (fact,) = atlas.facts(["event"], parties=["JPN", "CHN"])
    assert (str(fact.about), fact.value, fact.detail["code"], fact.day) == ("CHN>JPN", -10.0, "190", date(2014, 1, 2))
    assert content_id(fact.row()) == fact.id
    check(fact)
    assert [one.id for one in atlas.facts(ids=[fact.id[:12]])] == [fact.id]
    assert atlas.facts(parties=["KOR"]) == []


def test_a_second_import_changes_nothing_and_overlapping_files_add_what_is_new(tmp_path: Path) -> None:
    atlas = atlas_of(tmp_path)
    folder = files(tmp_path, "20140102.export.CSV", row(7, "CHN", "JPN"))
    atlas.get("gdelt", folder)
    files(tmp_path, "20140103.export.CSV", row(7, "CHN", "JPN") + row(9, "USA", "JPN"))
    assert [report.new for report in atlas.get("gdelt", folder)] == [0, 1]
    assert [report.new for report in atlas.get("gdelt", folder)] == [0, 0]
    assert atlas.store is not None
    assert atlas.store.count() == {"event": 2}
    atlas.store.compact()
    assert len(atlas.facts(["event"])) == 2


@pytest.mark.parametrize("layout", [0, 1, 2], ids=["57 columns", "58 columns", "61 columns"])
def test_every_layout_is_told_by_its_columns(tmp_path: Path, layout: int) -> None:
    atlas = atlas_of(tmp_path)
    atlas.get("gdelt", files(tmp_path, "20140102.export.CSV", row(7, "CHN", "JPN", layout=layout)))
    assert [fact.known_from for fact in atlas.facts(["event"])] == [date(2014, 1, 2)]


def test_packed_files_are_opened(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    with zipfile.ZipFile(folder / "20140102.export.CSV.zip", "w") as archive:
        archive.writestr("20140102.export.CSV", row(7, "CHN", "JPN"))
    with gzip.open(folder / "20140103.export.CSV.gz", "wt") as packed:
        packed.write(row(8, "CHN", "JPN"))
    assert [report.new for report in atlas_of(tmp_path).get("gdelt", folder)] == [1, 1]


def test_an_unknown_code_stops_the_import_whole(tmp_path: Path) -> None:
    atlas = atlas_of(tmp_path)
    folder = files(tmp_path, "20140102.export.CSV", row(7, "CHN", "JPN") + row(8, "CHN", "JPN", code="999"))
    with pytest.raises(DataError, match="999"):
        atlas.get("gdelt", folder)
    assert atlas.facts() == []
    with pytest.raises(DataError, match="2 columns"):
        atlas.get("gdelt", files(tmp_path, "20140102.export.CSV", "1\t2\n"))


def test_parties_that_are_no_states_are_listed(tmp_path: Path) -> None:
    text = row(7, "EUR", "JPN") + row(8, "CHN", "JPN")
    report = atlas_of(tmp_path).get("gdelt", files(tmp_path, "20140102.export.CSV", text))[0]
    assert [(one.code, one.claims) for one in report.not_matched] == [("EUR", 1)]


def test_letters_stand_for_the_state_of_the_day(tmp_path: Path) -> None:
    held = [(state, since, until) for letters, state, since, until in lettered() if letters == "RUS"]
    assert {state for state, *_ in held} == {"RUS", "SUN"}
    atlas = atlas_of(tmp_path)
    atlas.get("gdelt", files(tmp_path, "1985.csv", row(7, "RUS", "USA", day="19850101", layout=0)))
    assert [str(fact.about) for fact in atlas.facts(["event"])] == ["SUN>USA"]
    assert "010" in cameo_codes()
    assert "10" in cameo_codes()
