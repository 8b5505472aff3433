"""Other units: months, days, leaders, groups."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from latticework import panels
from latticework.errors import UsageError
from latticework.panels import GivenTables
from tests.panels.conftest import SMALL, A, B, C, D

LED = {
    **SMALL,
    "archigos": {
        "gwcode": [A, A, B],
        "obsid": ["AAA-1", "AAA-2", "BBB-1"],
        "leader": ["One", "Two", "Other"],
        "yrborn": [1920, 1930, 1940],
        "gender": ["M", "F", "M"],
        "startdate": ["1970-01-01", "1972-07-01", "1970-01-01"],
        "enddate": ["1972-06-30", "1974-12-31", "1972-03-01"],
        "entry": ["Regular"] * 3,
        "exit": ["Regular"] * 3,
        "exitcode": ["Regular"] * 3,
    },
    "cow_to_gw": {"ccode": [A, B] * 5, "year": [y for y in range(1970, 1975) for _ in (A, B)], "gwcode": [A, B] * 5},
    "gml_leader_disputes": {
        "dispnum": [1, 1],
        "ccode1": [A, B],
        "ccode2": [B, A],
        "year": [1972, 1972],
        "obsid1": ["AAA-1", "BBB-1"],
        "obsid2": ["BBB-1", "AAA-1"],
        "sidea1": [1, 0],
        "sidea2": [0, 1],
        "orig1": [1, 1],
        "orig2": [1, 1],
        "gmlmidongoing": [1, 1],
        "gmlmidonset": [1, 1],
    },
}


def test_months_and_days_are_those_of_membership(small: GivenTables) -> None:
    months = panels.state_months(years=range(1975, 1976), data=small)
    codes = months.columns["ccode"].values
    assert [int((codes == code).sum()) for code in (A, B, C, D)] == [12, 12, 4, 2]
    days = panels.state_days(years=range(1975, 1976), data=small)
    codes = days.columns["ccode"].values
    assert [int((codes == code).sum()) for code in (A, B, C, D)] == [365, 365, 120, 37]
    assert str(days.columns["date"].values[-1]) == "1975-12-31"
    assert days.with_capabilities().columns["milex"].known.sum() == 0
    with pytest.raises(UsageError, match="counted in years"):
        days.with_columns({"cowmidongoing": days.columns["ccode"]}, days.steps[0]).with_spells()


def test_months_of_pairs_are_those_in_which_both_were_members_on_a_day(small: GivenTables) -> None:
    months = panels.dyad_months(years=range(1975, 1976), data=small)
    pairs = list(zip(months.columns["ccode1"].values.tolist(), months.columns["ccode2"].values.tolist(), strict=True))
    assert [pairs.count(pair) for pair in ((A, B), (B, A), (A, C), (D, A), (C, D))] == [12, 12, 4, 2, 0]
    assert len(panels.dyad_months(years=range(1975, 1976), directed=False, data=small)) * 2 == len(months)
    with pytest.raises(UsageError, match="fewer"):
        panels.dyad_months(years=range(1816, 2020), data=many_states())


def many_states() -> GivenTables:
    count = 100
    table: dict[str, list[Any]] = {name: [*values] for name, values in SMALL["cow_states"].items()}
    for name, values in table.items():
        table[name] = [values[0]] * count
    table["ccode"], table["styear"] = [*range(1, count + 1)], [1816] * count
    return GivenTables(SMALL | {"cow_states": table})


def test_members_of_a_month_that_never_met_are_no_pair() -> None:
    table: dict[str, list[Any]] = {name: [*values] for name, values in SMALL["cow_states"].items()}
    table["stmonth"][3], table["stday"][3], table["endday"][2] = 4, 25, 24
    met = {**table, "endday": [*table["endday"][:2], 25, 31]}
    for rows, count in ((table, 0), (met, 2)):
        months = panels.dyad_months(years=range(1975, 1976), states=[C, D], data=GivenTables({"cow_states": rows}))
        assert len(months) == count


def test_days_of_leaders() -> None:
    days = panels.leader_days(years=range(1972, 1973), data=GivenTables(LED))
    who = days.columns["obsid"].to_list()
    assert [who.count(name) for name in ("AAA-1", "AAA-2", "BBB-1")] == [182, 184, 61]
    assert str(days.columns["date"].values[181]) == "1972-06-30"


def test_leaders_in_years_and_pairs() -> None:
    tables = GivenTables(LED)
    years = panels.leader_years(years=range(1970, 1975), data=tables)
    assert years.columns["obsid"].to_list() == ["AAA-1"] * 3 + ["AAA-2"] * 3 + ["BBB-1"] * 3
    assert years.columns["yrinoffice"].to_list() == [1, 2, 3] * 3
    assert years.columns["leaderage"].to_list()[:2] == [50, 51]
    pairs = panels.leader_dyad_years(years=range(1970, 1975), directed=False, data=tables)
    told = list(zip(*(pairs.columns[n].to_list() for n in ("obsid1", "obsid2", "year")), strict=True))
    assert told == [
        ("AAA-1", "BBB-1", 1970),
        ("AAA-1", "BBB-1", 1971),
        ("AAA-1", "BBB-1", 1972),
    ]  # never AAA-2 with BBB-1
    spelled = pairs.with_disputes().with_spells()
    assert spelled.columns["gmlmidongoing"].to_list() == [0, 0, 1]
    assert spelled.columns["gmlmidspell"].to_list() == [0, 1, 2]
    assert pairs.with_alliances().columns["atop_defense"].to_list() == [0, 0, 1]


def test_disputes_of_leaders_are_unknown_after_their_data_end(data: Path) -> None:
    panel = panels.leader_years(years=range(2009, 2013), data=data).with_disputes()
    late = panel.columns["year"].values > 2010
    assert late.any()
    assert not panel.columns["gmlmidongoing"].known[late].any()
    assert panel.columns["gmlmidongoing"].known[~late].all()


def test_groups_of_three_were_all_members_on_a_same_day(small: GivenTables) -> None:
    panel = panels.group_years(3, states=[A, B, C, D], years=range(1974, 1977), data=small)
    told = {tuple(panel.columns[n].values[i] for n in panel.keys) for i in range(len(panel))}
    assert told == {(A, B, C, 1974), (A, B, C, 1975), (A, B, D, 1975), (A, B, D, 1976)}
    assert "milex3" in panel.with_capabilities().columns
    with pytest.raises(UsageError, match="two states"):
        panel.with_alliances()
    with pytest.raises(UsageError, match="two states or more"):
        panels.group_years(1, states=[A], data=small)


def test_too_many_rows_are_refused(data: Path) -> None:
    everyone = panels.state_years(data=data, years=range(2000, 2001)).columns["ccode"].values.tolist()
    with pytest.raises(UsageError, match="fewer years or states"):
        panels.group_years(4, states=everyone, years=range(2000, 2001), data=data)


def test_troops_and_arms_as_published(data: Path) -> None:
    states = panels.state_years(data=data, years=range(2022, 2023), states=[740]).with_us_troops().with_nuclear()
    assert states.columns["us_troops"].to_list() == [53973.0]
    assert states.columns["nuclear"].to_list() == [0.0]


def test_later_data_are_unknown_not_zero(data: Path) -> None:
    panel = panels.dyad_years(data=data, years=range(1980, 2021), states=[2, 740, 732])
    panel = panel.with_agreements().with_arms().with_sanctions().with_exercises().with_ideal_points()
    year = panel.columns["year"].values
    for name, last in (("dca_standing", 2010), ("arms_ordered", 2018), ("sanctions_case", 2005), ("exercises", 2010)):
        known = panel.columns[name].known
        assert not (panel.columns[name].values[known & (year > last)] == 0).any(), name
        assert known[year <= last].any(), name
    assert np.array_equal(panel.columns["exercises"].values[:41], panel.columns["exercises"].values[82:123])


def test_strength_is_lost_over_distance(data: Path) -> None:
    panel = (
        panels.dyad_years(data=data, years=range(1990, 1991), states=[2, 20, 740]).with_strength().with_capabilities()
    )
    near, far = panel.columns["strength1"].values[:2]
    assert panel.columns["cinc1"].values[0] >= near > far


def test_concentration_is_between_none_and_all(data: Path) -> None:
    panel = panels.state_years(data=data, states=[2]).with_concentration()
    con = panel.columns["con"].values
    assert ((con[panel.columns["con"].known] > 0) & (con[panel.columns["con"].known] < 1)).all()
    assert panel.columns["con"].values[1946 - 1816] == pytest.approx(0.417, abs=0.05)
