"""Columns: right values, unknown outside coverage, rows never changed."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from latticework import panels
from latticework.errors import DataError, NameNotFound, UsageError
from latticework.panels import FolderTables, GivenTables, Panel
from latticework.panels.conflict import GAPS, spells
from latticework.panels.geography import EARTH_RADIUS_KM, great_circle
from tests.panels.conftest import A, B, C

YEARS = range(1970, 1981)


@pytest.fixture
def dyads(small: GivenTables) -> Panel:
    return panels.dyad_years(years=YEARS, data=small)


def cell(panel: Panel, name: str, one: int, other: int, year: int) -> float | int | str | None:
    rows = (
        (panel.columns["ccode1"].values == one)
        & (panel.columns["ccode2"].values == other)
        & (panel.columns["year"].values == year)
    )
    assert rows.sum() == 1
    return panel.columns[name].take(rows).to_list()[0]


def test_pledges_keep_their_direction(dyads: Panel) -> None:
    panel = dyads.with_alliances()
    assert len(panel) == len(dyads)
    assert (cell(panel, "atop_defense", A, B, 1972), cell(panel, "atop_defense", B, A, 1972)) == (1, 0)
    assert cell(panel, "atop_nonagg", B, A, 1972) == 1
    assert cell(panel, "atop_alliance", A, B, 1973) == 0
    assert "1 rows of atop belong to no row" in str(panel.header()["choices"])


def test_pledges_without_direction_count_either_way(small: GivenTables) -> None:
    panel = panels.dyad_years(years=YEARS, directed=False, data=small).with_alliances()
    assert cell(panel, "atop_defense", A, B, 1972) == cell(panel, "atop_nonagg", A, B, 1972) == 1


def test_unknown_is_never_zero(dyads: Panel) -> None:
    panel = dyads.with_capabilities().with_known("milex2")
    assert cell(panel, "milex1", A, B, 1972) == 100
    assert cell(panel, "milex2", A, B, 1972) is None
    assert cell(panel, "milex2_known", A, B, 1972) == 0
    assert cell(panel, "cinc1", B, A, 1973) is None
    assert cell(panel, "irst1", A, B, 1972) == 0


def test_alliances_are_unknown_after_their_data_end(small: GivenTables) -> None:
    panel = panels.dyad_years(years=range(2018, 2020), states=[A, B], data=small).with_alliances()
    assert cell(panel, "atop_defense", A, B, 2018) == 0
    assert cell(panel, "atop_defense", A, B, 2019) is None


def test_contiguity_of_a_year_that_changed(dyads: Panel) -> None:
    assert cell(dyads.with_contiguity(), "conttype", A, B, 1974) == 1
    assert cell(dyads.with_contiguity(when="last"), "conttype", A, B, 1974) == 5
    assert cell(dyads.with_contiguity(), "conttype", A, C, 1974) == 0
    with pytest.raises(UsageError, match="first, last"):
        dyads.with_contiguity(when="middle")


def test_contiguity_is_carried_forward_only_when_asked(small: GivenTables) -> None:
    panel = panels.dyad_years(years=range(2016, 2018), states=[A, B], data=small)
    assert cell(panel.with_contiguity(), "conttype", A, B, 2017) is None
    assert cell(panel.with_contiguity(carry_forward=True), "conttype", A, B, 2017) == 5


def test_neighbours_of_states(small: GivenTables) -> None:
    panel = panels.state_years(years=range(1972, 1973), data=small).with_contiguity()
    assert panel.columns["land"].to_list() == [1, 1, 0]
    assert panel.columns["sea"].to_list() == [0, 0, 0]


def test_capital_distance_follows_the_capital(dyads: Panel) -> None:
    quarter = EARTH_RADIUS_KM * math.pi / 2
    assert cell(dyads.with_distance(), "capdist", A, B, 1973) == pytest.approx(quarter)
    assert cell(dyads.with_distance(when="last"), "capdist", A, B, 1973) == pytest.approx(2 * quarter)
    assert cell(dyads.with_distance(), "capdist", A, 40, 1976) is None


@given(
    st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180)
)  # fmt: skip
def test_great_circle_is_the_same_both_ways_and_never_above_half_way_round(
    a: float, b: float, c: float, d: float
) -> None:
    there = float(great_circle(np.array(a), np.array(b), np.array(c), np.array(d)))
    back = float(great_circle(np.array(c), np.array(d), np.array(a), np.array(b)))
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= EARTH_RADIUS_KM * math.pi + 1e-6


def test_relevance_is_unknown_without_contiguity_unless_a_major_power(small: GivenTables) -> None:
    panel = panels.dyad_years(years=range(2016, 2018), data=small).with_contiguity().with_majors().with_relevance()
    assert cell(panel, "prd", A, 40, 2016) == 0
    assert cell(panel, "prd", A, B, 2017) is None
    early = panels.dyad_years(years=range(1972, 1974), data=small).with_contiguity().with_majors()
    assert cell(early.with_relevance(), "prd", A, C, 1972) == 1
    assert cell(early.with_relevance(), "prd", A, C, 1973) == 0
    assert len(early.relevant()) == (early.with_relevance().columns["prd"].values == 1).sum()


def test_disputes_and_spells(dyads: Panel) -> None:
    panel = dyads.with_disputes().with_spells()
    assert cell(panel, "cowmidongoing", A, B, 1972) == 1
    assert cell(panel, "cowmidongoing", A, C, 1972) == 0
    assert cell(panel, "hostlev", A, C, 1972) is None
    assert [cell(panel, "cowmidspell", A, B, y) for y in range(1970, 1976)] == [0, 1, 2, 0, 1, 2]


def test_spells_need_something_to_count_from(dyads: Panel) -> None:
    with pytest.raises(UsageError, match="with_disputes"):
        dyads.with_spells()


def test_gaps_in_membership() -> None:
    group, year, event = np.zeros(4, int), np.array([0, 1, 4, 5]), np.zeros(4, np.int8)
    assert spells(group, year, event, gaps="calendar").tolist() == [0, 1, 4, 5]
    assert spells(group, year, event, gaps="reset").tolist() == [0, 1, 0, 1]
    assert spells(group, year, event, gaps="rows").tolist() == [0, 1, 2, 3]


def test_spell_is_unknown_after_an_unknown_year_until_an_event() -> None:
    event = np.array([0, -128, 0, 1, 0, 0], np.int8)
    counted = spells(np.zeros(6, int), np.arange(6), event)
    assert counted.tolist() == [0, -32768, -32768, -32768, 0, 1]


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 60), st.sampled_from([0, 1])),
        max_size=60,
        unique_by=lambda r: r[:2],
    )
)
def test_spells_are_never_negative_and_zero_after_an_event(rows: list[tuple[int, int, int]]) -> None:
    group, year, event = (
        (np.array(column, dtype=np.int16) for column in zip(*sorted(rows), strict=True))
        if rows
        else [np.zeros(0, np.int16)] * 3
    )
    for gaps in GAPS:
        counted = spells(group, year, event.astype(np.int8), gaps=gaps)
        assert (counted >= 0).all()
        following = (event[:-1] == 1) & (group[1:] == group[:-1]) & (year[1:] - year[:-1] == 1)
        assert (counted[1:][following] == 0).all()


def test_successive_events_may_be_one_going_on() -> None:
    counted = spells(np.zeros(4, int), np.arange(4), np.array([0, 1, 1, 0], np.int8), successive="ongoing")
    assert counted.tolist() == [0, 1, -32768, 0]


def test_a_column_is_not_added_twice(dyads: Panel) -> None:
    with pytest.raises(UsageError, match="already"):
        dyads.with_alliances().with_alliances()


def test_unknown_column_offers_near_names(dyads: Panel) -> None:
    with pytest.raises(NameNotFound, match="ccode1"):
        dyads.with_known("ccode11")


def test_a_strange_column_stops_the_reading(tmp_path: Path) -> None:
    (tmp_path / "cow-states").mkdir()
    head = "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version"
    line = "USA,2,United States of America,1816,1,1,2016,12,31,2016"
    path = tmp_path / "cow-states" / "states2016.csv"
    path.write_text(f"{head},colour\n{line},red\n")
    tables = FolderTables(tmp_path, cache=tmp_path / "cache")
    with pytest.raises(DataError, match="colour"):
        tables.get("cow_states")
    path.write_text(f"{head}\n{line}\n")
    fresh = FolderTables(tmp_path, cache=tmp_path / "cache")
    assert fresh.get("cow_states")["ccode"].tolist() == [2]
    again = FolderTables(tmp_path, cache=tmp_path / "cache")
    assert again.get("cow_states")["statenme"].tolist() == ["United States of America"]
    assert list((tmp_path / "cache").glob("cow_states-*.npz"))


def test_a_missing_file_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="correlatesofwar"):
        panels.dyad_years(data=tmp_path)


def test_disputes_that_found_no_row_are_told(data: Path) -> None:
    panel = panels.dyad_years(data=data, years=range(1816, 2015)).with_disputes()
    assert "4 rows of cow_mids" in str(panel.header()["choices"][-1]["notes"])
