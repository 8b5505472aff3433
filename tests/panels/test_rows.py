"""Rows: who was a member with whom on a same day, and nothing but that."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest

from latticework import panels
from latticework.errors import UsageError
from latticework.panels import GivenTables
from tests.panels.conftest import A, B, C, D

YEARS = range(1970, 1981)


def pairs(panel: panels.Panel) -> set[tuple[int, int, int]]:
    lists = (panel.columns[name].to_list() for name in ("ccode1", "ccode2", "year"))
    return {(int(a or 0), int(b or 0), int(y or 0)) for a, b, y in zip(*lists, strict=True)}


def test_a_pair_needs_a_day_in_common(small: GivenTables) -> None:
    found = pairs(panels.dyad_years(years=YEARS, data=small))
    assert (A, C, 1975) in found
    assert (A, D, 1975) in found
    assert (C, D, 1975) not in found  # members in the same year, never on the same day
    assert len(found) == 2 * (11 + 6 + 6 + 6 + 6)


def test_directed_is_both_ways_of_undirected(small: GivenTables) -> None:
    both = pairs(panels.dyad_years(years=YEARS, data=small))
    one = pairs(panels.dyad_years(years=YEARS, data=small, directed=False))
    assert both == one | {(b, a, y) for a, b, y in one}
    assert len(both) == 2 * len(one)


def test_states_and_years_choose(small: GivenTables) -> None:
    assert pairs(panels.dyad_years(years=range(1972, 1973), states=[B, A], data=small)) == {(A, B, 1972), (B, A, 1972)}
    assert len(panels.state_years(years=YEARS, states=[C], data=small)) == 6


def test_membership_is_carried_on_and_said(small: GivenTables) -> None:
    panel = panels.state_years(years=range(1979, 1983), data=small)
    assert (panel.columns["year"].values == 1982).sum() == 3
    assert "carried on after 1980" in str(panel.header()["choices"][0]["notes"])


@pytest.mark.parametrize("years", [[], [1800], [1970, 1972]])
def test_years_must_follow_each_other(small: GivenTables, years: list[int]) -> None:
    with pytest.raises(UsageError, match="years must follow"):
        panels.dyad_years(years=years, data=small)


def test_a_code_no_member_had_is_refused(small: GivenTables) -> None:
    with pytest.raises(UsageError, match="999"):
        panels.dyad_years(years=YEARS, states=[A, 999], data=small)


def test_rows_are_ordered_by_pair_then_year(small: GivenTables) -> None:
    assert (np.diff(panels.dyad_years(years=YEARS, data=small).rows.keys) > 0).all()


@pytest.mark.parametrize(("last", "count"), [(2024, 2_214_930), (2025, 2_252_760)])
def test_all_directed_dyad_years(data: Path, last: int, count: int) -> None:
    assert len(panels.dyad_years(years=range(1816, last + 1), data=data)) == count


def test_pairs_that_never_met_are_those_published(data: Path) -> None:
    with gzip.open(data / "panel-inputs" / "false_cow_dyads.csv.gz", "rt", encoding="utf-8") as file:
        false = {(int(r["ccode1"]), int(r["ccode2"]), int(r["year"])) for r in csv.DictReader(file)}
    panel = panels.dyad_years(years=range(1816, 2025), directed=False, data=data)
    by_years = sum(
        n * (n - 1) // 2
        for n in np.unique(panels.state_years(years=range(1816, 2025), data=data).rows.year, return_counts=True)[
            1
        ].tolist()
    )
    lower = {(min(a, b), max(a, b), y) for a, b, y in false}
    assert by_years - len(panel) == len(lower)
    assert not lower & pairs(panel)
