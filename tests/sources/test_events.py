"""Event files: streamed in narrow columns, and the same facts when they are asked for."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latticework.atlas import Atlas
from latticework.errors import DataError
from latticework.model.fact import content_id
from latticework.model.kind import check
from latticework.sources.gdelt import LAYOUTS
from latticework.sources.narrow import Plan, narrow, originals
from latticework.sources.stream import cameo_codes, lettered
from latticework.store.refused import refused_rows
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


def test_broken_rows_are_refused_with_their_place_and_the_rest_is_read(tmp_path: Path) -> None:
    broken = row(9, "CHN", "JPN").replace("\t4\t-10.0", "\t4\tmuch")
    lines = [
        row(7, "CHN", "JPN"),
        "1\t2\t3\n",
        row(8, "JPN", "JPN"),
        broken,
        "\n",
        row(10, "USA", "JPN", day="20141399"),
        row(11, "JPN", "USA"),
    ]
    atlas = atlas_of(tmp_path)
    report = atlas.get("gdelt", files(tmp_path, "20140102.export.CSV", "".join(lines)))[0]
    assert (report.rows, report.facts) == (6, 2)
    assert [(one.row, one.text) for one in report.refused] == [
        (2, "1\t2\t3"), (4, broken.rstrip("\n")), (6, lines[5].rstrip("\n")),
    ]  # fmt: skip
    assert "3 columns" in report.refused[0].reason
    assert "GoldsteinScale" in report.refused[1].reason
    assert "SQLDATE" in report.refused[2].reason
    assert atlas.store is not None
    assert [one.row for one in refused_rows(atlas.store.folder, "gdelt")] == [2, 4, 6]


def test_a_file_may_mix_57_and_58_columns_and_end_its_lines_as_windows_does(tmp_path: Path) -> None:
    text = "".join(row(n, "CHN", "JPN", layout=n % 2) for n in range(7, 11)).replace("\n", "\r\n").rstrip("\r\n")
    report = atlas_of(tmp_path).get("gdelt", files(tmp_path, "201312.csv", text))[0]
    assert (report.rows, report.facts, report.refused) == (4, 4, [])


CELL = st.text(st.sampled_from("abA \x01\u00e9"), max_size=3)
PLAN = Plan((6, 5), (0, 1, 4), (1, 3), 2)


@given(st.lists(st.lists(CELL, min_size=4, max_size=7)), st.integers(1, 40), st.booleans())
@settings(max_examples=200, deadline=None)
def test_columns_are_cut_as_by_hand(rows: list[list[str]], piece: int, last_ends: bool) -> None:
    text = "\n".join("\t".join(cells) for cells in rows) + ("\n" if last_ends and rows else "")
    kept = [cells for cells in rows if len(cells) in PLAN.widths and cells[1] and cells[3] and cells[1] != cells[3]]
    with tempfile.TemporaryDirectory() as work, pytest.MonkeyPatch.context() as patch:
        patch.setattr("latticework.sources.narrow.PIECE", piece)
        source, target = Path(work) / "wide", Path(work) / "few"
        source.write_text(text, encoding="utf-8")
        tally = narrow(source, target, PLAN)
        cut = [b"\t".join([*(cells[n].encode() for n in (0, 1)), cells[4].encode()[:2]]) + b"\n" for cells in kept]
        assert target.read_bytes() == b"".join(cut)
        assert (tally.rows, tally.kept) == (len(rows), len(kept))
        assert [one[0] for one in tally.refused] == [
            n for n, cells in enumerate(rows, 1) if len(cells) not in PLAN.widths
        ]
        numbers = [n for n, cells in enumerate(rows, 1) if cells in kept and len(cells) in PLAN.widths]
        found = originals(source, PLAN, list(range(1, len(kept) + 1)))
        assert [found[n + 1] for n in range(len(kept))] == [(n, "\t".join(rows[n - 1])) for n in numbers]


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
