"""The readers of datasets: strict, whole, and the same ids as facts in hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from latticework.atlas import Atlas
from latticework.errors import DataError, NameNotFound
from latticework.model.fact import COLUMNS, Fact, content_id
from latticework.model.kind import check
from latticework.sources.catalogue import CATALOGUE, find_source
from latticework.sources.reading import read
from latticework.store.store import Store
from tests.conftest import ROOT, shared

HEADING = "stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\n"
FOLDERS = {
    "cow-states": "cow-states", "gw-states": "cow-states", "cow-nmc": "cow-nmc", "cow-contiguity": "cow-contiguity",
    "capitals": "capitals-distance", "atop": "atop", "cow-mid": "cow-mid", "dyadic-mid": "cow-mid", "gml": "cow-mid",
    "cow-war": "cow-war", "cow-igo": "cow-igo", "cow-trade": "cow-trade", "gdp-pop": "gdp-pop", "maddison": "gdp-pop",
    "democracy": "democracy", "ideal-points": "unga-ideal-points", "rivalries": "threats-rivalries",
    "territorial-threat": "threats-rivalries", "archigos": "panel-inputs", "icow": "icow-claims",
    "gdelt": "gdelt", "icews": "icews-events", "dcad": "dcad-kinne", "sipri-milex": "sipri-milex",
    "sipri-arms": "sipri-arms-transfers", "worldbank": "worldbank", "ucdp": "ucdp", "us-troops": "us-troops-troopdata",
    "missile-tests": "nk-missile-tests", "nuclear": "nuclear-forces", "exercises": "joint-military-exercises",
    "sanctions": "sanctions-ties", "stance": "doctrine-affinity", "visits": "us-defence-visits",
}  # fmt: skip


LARGE = frozenset({"cow_trade_ddy_svmiller.csv", "cow_igo_ndy_peacesciencer.csv"})
"""Files of a million rows, read by the benchmark and not by the tests."""


def nmc(folder: Path, *rows: str, heading: str = HEADING) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "NMC-60-abridged.csv").write_text(heading + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return folder


def empty_atlas(tmp_path: Path) -> Atlas:
    store = Store.open(tmp_path / "store")
    return Atlas(store, store)


def test_every_file_of_the_folder_is_in_the_catalogue() -> None:
    shared_files = {"__init__", "card", "catalogue", "match", "reading", "report", "say", "stream", "table"}
    files = {path.stem for path in (ROOT / "src" / "latticework" / "sources").glob("*.py")} - shared_files
    assert {key.replace("-", "_") for key in CATALOGUE} == files
    with pytest.raises(NameNotFound, match="cow-nmc"):
        find_source("cow-nm")


def test_a_row_makes_a_fact_a_value_and_missing_makes_none(tmp_path: Path) -> None:
    atlas = empty_atlas(tmp_path)
    folder = nmc(tmp_path / "files", "JPN,740,2016,46126000,-9,104775,900000,126324,110000,0.037,2021")
    report = atlas.get("cow-nmc", folder)[0]
    assert (report.rows, report.facts, report.unknown, report.new) == (1, 6, 1, 6)
    made = {fact.basis: fact.value for fact in atlas.facts(["capability"], parties=["JPN"])}
    assert made["milex"] == 46126000 * 1000
    assert "milper" not in made


def test_reading_twice_changes_nothing_and_a_new_release_stands_beside(tmp_path: Path) -> None:
    atlas = empty_atlas(tmp_path)
    folder = nmc(tmp_path / "files", "JPN,740,2016,1,2,3,4,5,6,0.1,2021")
    atlas.get("cow-nmc", folder)
    assert [report.new for report in atlas.get("cow-nmc", folder)] == [0]
    (folder / "NMC-70-abridged.csv").write_text(HEADING + "JPN,740,2016,9,2,3,4,5,6,0.1,2026\n", encoding="utf-8")
    atlas.get("cow-nmc", folder)
    assert {fact.citation.release for fact in atlas.facts(["capability"])} == {"6.0", "7.0"}
    assert "cow-nmc" in atlas.sources()
    assert any(one.kind == "capability" for one in atlas.coverage())


def test_an_unknown_column_stops_the_import_whole(tmp_path: Path) -> None:
    atlas = empty_atlas(tmp_path)
    folder = nmc(
        tmp_path / "files", "JPN,740,2016,1,2,3,4,5,6,0.1,2021,7", heading=HEADING.replace("version", "version,nukes")
    )
    with pytest.raises(DataError, match="nukes"):
        atlas.get("cow-nmc", folder)
    assert atlas.facts() == []


def test_a_value_that_is_no_number_is_refused_and_kept(tmp_path: Path) -> None:
    atlas = empty_atlas(tmp_path)
    folder = nmc(tmp_path / "files", "JPN,740,2016,many,2,3,4,5,6,0.1,2021", "CHN,710,2016,1,2,3,4,5,6,0.1,2021")
    report = atlas.get("cow-nmc", folder)[0]
    assert report.refused_rows == 1
    assert "many" in next((tmp_path / "store" / "refused").glob("*.jsonl")).read_text(encoding="utf-8")


def test_a_code_no_state_had_is_listed(tmp_path: Path) -> None:
    report = empty_atlas(tmp_path).get("cow-nmc", nmc(tmp_path / "files", "XXX,999,2016,1,2,3,4,5,6,0.1,2021"))[0]
    assert report.facts == 0
    assert [(one.code, one.first_year) for one in report.not_matched] == [("999", 2016)]


def test_no_file_is_said_with_the_address(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"correlatesofwar\.org"):
        empty_atlas(tmp_path).get("cow-nmc", tmp_path)


@pytest.mark.parametrize("key", sorted(CATALOGUE))
def test_every_reader_reads_its_real_files(key: str) -> None:
    folder, card = shared("data", FOLDERS[key]), find_source(key)
    made = 0
    if key == "sipri-milex":
        pytest.importorskip("openpyxl", reason="the workbook needs the extra xlsx")
    for batch in read(card, folder, skip=LARGE):
        made += batch.report.facts
        for values in batch.rows.limit(300).fetchall():
            if card.stream:
                continue  # events become facts in the store: see test_events
            row = dict(zip(COLUMNS, values, strict=True))
            assert content_id(row) == row["id"]
            check(Fact.from_row(row))
    assert made > (40 if card.stream else 200)
