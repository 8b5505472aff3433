"""Portfolio similarity: worked sums, the arithmetic of the panels, unknowns and laws."""

from __future__ import annotations

import csv
import gzip
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from latticework.atlas import Atlas
from latticework.errors import UsageError
from latticework.measures.similarity import kappa, portfolio, s_abs, scott_pi, similarities, similarity, tau_b
from latticework.model.reading import Reading, Unknown
from latticework.model.state import state_of_code, states
from latticework.panels.similarity import LEVELS, Choice, likeness
from tests.conftest import everywhere, shared, step, world_of

rows = st.integers(3, 12).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 3), min_size=n, max_size=n), min_size=n, max_size=n)
)


def test_a_worked_sum() -> None:
    one, other = [3, 0, 3, 0], [3, 3, 0, 0]
    assert s_abs(one, other, 3) == pytest.approx(1 - 2 * 6 / (4 * 3))
    assert kappa(one, other) == pytest.approx(1 - 18 / (18 + 18 - 2 * 36 / 4))  # no better than chance
    assert scott_pi(one, other) == pytest.approx(1 - 18 / (36 - 144 / 8))
    assert tau_b(one, other) == pytest.approx(0)
    assert kappa([0, 0], [0, 0]) is None
    assert tau_b([1, 1], [0, 3]) is None


@given(rows)
def test_the_panels_reckon_the_same(drawn: list[list[int]]) -> None:
    levels = np.array(drawn, dtype=np.int8)
    tables = likeness(levels, Choice())
    for a, one in enumerate(drawn):
        for b, other in enumerate(drawn):
            for name, mine in (
                ("s_abs", s_abs(one, other, 3)), ("kappa", kappa(one, other)), ("pi", scott_pi(one, other)), ("tau_b", tau_b(one, other)),
            ):  # fmt: skip
                theirs = float(np.broadcast_to(tables[f"{name}_valued"], levels.shape)[a, b])
                assert (mine is None) == np.isnan(theirs), name
                if mine is not None:
                    assert mine == pytest.approx(theirs, abs=1e-6)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30))
def test_likeness_has_no_direction_and_is_one_with_oneself(drawn: list[tuple[int, int]]) -> None:
    one, other = [a for a, _ in drawn], [b for _, b in drawn]
    assert s_abs(one, other, 3) == s_abs(other, one, 3)
    for reckon in (kappa, scott_pi, tau_b):
        assert reckon(one, other) == pytest.approx(reckon(other, one)) if reckon(one, other) is not None else True
        assert reckon(one, one) in (None, pytest.approx(1))


PACTS = [
    step("defence_pact", "USA>JPN", "in_force", "1960-06-23"),
    step("consultation", "AUS;JPN", "in_force", "2000-01-01"),
    step("defence_pact", "AUS;USA", "in_force", "1952-04-29"),
    step("non_aggression", "CHN;JPN", "signed", "1978-10-23"),
]
LOOKED = everywhere("defence_pact")


def test_a_portfolio_is_what_a_state_owes() -> None:
    world = world_of(PACTS, coverage=LOOKED)
    assert portfolio(world, "JPN")[0] == {
        "JPN": 3,
        "AUS": 2,
    }  # the pact binds the United States; what is only signed binds none
    assert portfolio(world, "USA")[0] == {"USA": 3, "JPN": 3, "AUS": 3}


def test_the_reading_tells_where_they_differ() -> None:
    found = similarity(world_of(PACTS, coverage=LOOKED), "JPN", "USA")
    assert isinstance(found, Reading)
    assert {part.name: part.value for part in found.parts} == {"AUS": -1, "USA": -3}
    assert found.value == found.detail["kappa"]
    assert found.detail["s"] == pytest.approx(1 - 2 * 4 / (int(found.detail["n"]) * 3))  # type: ignore[call-overload]
    assert {f.kind for f in found.evidence()} == {"defence_pact", "consultation"}


def test_nobody_looked_is_unknown() -> None:
    assert isinstance(similarity(world_of(PACTS), "JPN", "USA"), Unknown)
    with pytest.raises(UsageError):
        similarity(world_of(PACTS, coverage=LOOKED), "JPN", "USA", by="luck")


def test_all_pairs_of_a_set() -> None:
    found = similarities(world_of(PACTS, coverage=LOOKED), ["USA", "JPN", "AUS"])
    assert [r.detail["states"] for r in found if isinstance(r, Reading)] == [
        ("AUS", "JPN"),
        ("AUS", "USA"),
        ("JPN", "USA"),
    ]


PLEDGES = ("defence_pact", "neutrality", "consultation", "non_aggression", "dyad_obligation")


SUCCEEDED = {"DEU", "SUN", "RUS", "YUG", "SRB"}
"""A run of years that began under a predecessor is read as the predecessor's; these are not compared."""


def test_atop_2018_read_through_the_store_is_what_the_panels_make_of_it(tmp_path: Path) -> None:
    """The ties of 1 July 2018 owe what the file of ATOP says, and the panels' algebra gives the same likeness."""
    file = shared("data", "atop", "atop5_1ddyr_peacesciencer.csv.gz")
    told: dict[str, dict[str, int]] = {}
    with gzip.open(file, "rt") as lines:
        for row in csv.DictReader(lines):
            if row["year"] == "2018":
                level = max((height for name, height in LEVELS.items() if row[name] == "1"), default=0)
                told.setdefault(row["ccode1"], {})[row["ccode2"]] = level
    one = tmp_path / "files"
    one.mkdir()
    (one / file.name).symlink_to(file)
    atlas = Atlas.open(tmp_path / "store")
    atlas.get("atop", one)
    facts = [
        replace(f, detail={**f.detail, "tie": f"{f.kind} {f.about}"}, id="")  # one tie a pledge, whatever the key says
        for state in ("USA", "JPN")
        for f in atlas.facts(PLEDGES, parties=(state,))
        if f.citation.source == "atop"
    ]
    world = world_of(facts, date(2018, 7, 1), coverage=everywhere("defence_pact"))
    found = similarity(world, "USA", "JPN")
    assert isinstance(found, Reading)
    for state, code in (("USA", "2"), ("JPN", "740")):
        owed = {o: level for o, level in portfolio(world, state)[0].items() if o != state and o not in SUCCEEDED}
        said = {state_of_code("cow", int(o), world.as_of): level for o, level in told[code].items() if level}
        assert owed == {s.code: level for s, level in said.items() if s and s.code not in SUCCEEDED}
    thirds = sorted({*(c for c, s in states().items() if s.existed(world.as_of)), "USA", "JPN"})
    levels = np.zeros((2, len(thirds)), dtype=np.int8)
    for place, state in enumerate(("USA", "JPN")):
        owes = portfolio(world, state)[0]
        levels[place] = [owes.get(third, 0) for third in thirds]
    square = np.zeros((len(thirds), len(thirds)), dtype=np.int8)
    square[:2] = levels
    assert found.value == pytest.approx(float(likeness(square, Choice())["kappa_valued"][0, 1]), abs=1e-6)


def test_nato_members_owe_alike(atlas: Atlas) -> None:
    world = atlas.world("2023-01-13")
    near, far = similarity(world, "FRA", "DEU"), similarity(world, "FRA", "CHN")
    assert isinstance(near, Reading)
    assert isinstance(far, Reading)
    assert near.value > 0.9 > far.value
    assert world.as_of == date(2023, 1, 13)
