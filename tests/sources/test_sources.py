"""The readers of datasets: strict, whole, and the same ids as facts in hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latticework.atlas import Atlas
from latticework.errors import DataError, NameNotFound, UsageError
from latticework.model.fact import COLUMNS, ID_SQL, Fact, content_id
from latticework.model.kind import check, kinds
from latticework.sources.card import csl
from latticework.sources.catalogue import CATALOGUE, find_source, recognise
from latticework.sources.match import match
from latticework.sources.reading import connect, read
from latticework.sources.table import check_file
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


UNSEEN = frozenset({"gmsd"})
"""Sources read by their published format only; their cards say so."""


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
    shared_files = {
        "__init__",
        "card",
        "catalogue",
        "fetch",
        "match",
        "narrow",
        "rds",
        "reading",
        "report",
        "say",
        "stream",
        "table",
    }
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
    if key in UNSEEN:
        pytest.skip("no real file is at hand: test_small_files holds its format")
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


def test_a_key_shared_with_the_pack_is_the_same_publication() -> None:
    from latticework.pack.sources import sources

    for key in set(CATALOGUE) & set(sources()):
        assert sources()[key].title.startswith(find_source(key).title)


@pytest.mark.parametrize("key", sorted(CATALOGUE))
def test_a_card_says_what_a_user_must_know(key: str) -> None:
    card = find_source(key)
    assert card.address.startswith("http")
    assert card.licence
    assert card.allows
    assert card.cite
    item = csl(card.bibtex)
    assert item["title"]
    assert item["author"]
    assert {cover.kind for cover in card.covers} <= set(kinds())
    assert {claim.kind for file in card.files for claim in file.claims} <= set(card.kinds)
    for file in card.files:
        assert not set(file.take) & set(file.ignore), file.names
        assert len(set(file.take + file.ignore)) == len(file.take + file.ignore), file.names


def test_a_source_whose_files_were_never_seen_says_so() -> None:
    assert set(FOLDERS) | UNSEEN == set(CATALOGUE)
    for key in UNSEEN:
        assert "no real file" in find_source(key).note


def test_a_file_is_recognised_by_its_name(tmp_path: Path) -> None:
    assert recognise(Path("NMC-60-abridged.csv")).key == "cow-nmc"
    assert recognise(Path("20140101.export.CSV.zip")).key == "gdelt"
    assert recognise(Path("API_NY.GDP.MKTP.CD_DS2_en_csv_v2_99.csv")).key == "worldbank"
    with pytest.raises(UsageError, match="publisher's file name"):
        recognise(Path("data.csv"))
    folder = nmc(tmp_path / "files", "JPN,740,2016,1,2,3,4,5,6,0.1,2021")
    assert empty_atlas(tmp_path).get("cow-nmc", folder / "NMC-60-abridged.csv")[0].facts == 7


def test_a_checked_file_fits_its_card_or_says_why(tmp_path: Path) -> None:
    file = find_source("cow-nmc").files[0]
    path = nmc(tmp_path / "files", "JPN,740,2016,1,2,3,4,5,6,0.1,2021") / "NMC-60-abridged.csv"
    assert check_file(file, path) == "fits its card, but is not the file the reader was made on"
    path.write_text(HEADING.replace("irst", "iron"), encoding="utf-8")
    assert "'iron'" in check_file(file, path)
    assert check_file(file, shared("data", "cow-nmc", "NMC-60-abridged.csv")) == "the known file"


def test_an_encoding_that_breaks_is_said_with_its_row(tmp_path: Path) -> None:
    folder = nmc(tmp_path / "files")
    (folder / "NMC-60-abridged.csv").write_bytes(HEADING.encode() + b"JPN,740,2016,1,2,3,4,5,6,0.1,\xe9\n")
    with pytest.raises(DataError, match="row 2"):
        empty_atlas(tmp_path).get("cow-nmc", folder)


def test_a_row_with_too_many_columns_is_refused(tmp_path: Path) -> None:
    rows = ("JPN,740,2016,1,2,3,4,5,6,0.1,2021", "CHN,710,2016,1,2,3,4,5,6,0.1,2021,9,9")
    report = empty_atlas(tmp_path).get("cow-nmc", nmc(tmp_path / "files", *rows))[0]
    assert (report.rows, report.facts, report.refused_rows) == (2, 7, 1)


@pytest.mark.parametrize(
    ("code", "start", "end", "states"),
    [
        ("365", date(1985, 1, 1), date(1986, 1, 1), ["SUN"]),
        ("365", date(2022, 1, 1), date(2023, 1, 1), ["RUS"]),
        ("365", date(1991, 1, 1), date(1992, 1, 1), ["SUN"]),
        ("365", date(1950, 1, 1), date(2010, 1, 1), ["SUN", "RUS"]),
        ("260", date(1960, 1, 1), date(1961, 1, 1), ["DEU"]),
        ("265", date(1960, 1, 1), date(1961, 1, 1), ["DDR"]),
        ("817", date(1960, 1, 1), date(1961, 1, 1), ["RVN"]),
        ("816", date(1980, 1, 1), date(1981, 1, 1), ["VNM"]),
        ("680", date(1980, 1, 1), date(1981, 1, 1), ["YMD"]),
        ("345", date(1980, 1, 1), date(1981, 1, 1), ["YUG"]),
        ("345", date(2010, 1, 1), date(2011, 1, 1), ["SRB"]),
        ("999", date(1980, 1, 1), date(1981, 1, 1), []),
    ],
)
def test_codes_stand_for_the_state_of_the_day(code: str, start: date, end: date, states: list[str]) -> None:
    assert [one.state for one in match("cow", code, start, end)] == states


ODD = (0.1, 1e16, 1e-05, 123456789.125, -2.5e-10, 3.0, 5e-324, 1.7976931348623157e308, 0.0, 1e22)
TEXTS = ("", "plain", 'with "quotes" and \\ backslash', "Côte d’Ivoire", "a\nb\tc", "日本", "\x1e\x7f")


@given(st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(ODD), st.text(st.characters(codec="utf-8", exclude_characters="\x00")) | st.sampled_from(TEXTS))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_ids_and_details_in_sql_are_those_of_facts_in_hand(value: float, text: str) -> None:
    sql = (
        f"select {ID_SQL} as id, * from (select 'capability' as kind, 'JPN' as about, date '2016-01-01' as valid_from, "
        "null::date as valid_to, 'year' as precision, $value::double as value, 'share' as unit, 'x' as basis, '' as status, "
        "'{\"title\": ' || said($text) || '}' as detail, date '2020-01-01' as known_from, 's' as source, '1' as release, "
        "'row 1' as locator, '' as quote, 'r' as read_by)"
    )
    values = CON.execute(sql, {"value": value, "text": text}).fetchall()[0]
    row = dict(zip(COLUMNS, values, strict=True))
    assert content_id(row) == row["id"]
    assert Fact.from_row(row).row() == row


CON = connect()
