"""Linked signs: nothing of the future, unknown trade is not zero, paths and twins by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from latticework.answers.next_ties.features import Pairs, pairs
from latticework.answers.next_ties.further import further
from latticework.answers.next_ties.linked import LINKED, UNKNOWN, linked, names, paths, trade
from latticework.answers.next_ties.signings import Signing, rules
from latticework.answers.next_ties.system import system
from latticework.atlas import Atlas
from latticework.model.fact import About, Citation, Fact
from latticework.model.period import Period
from latticework.views.world import World

ORIGIN = date(1999, 12, 31)
BOUGHT = "imports of the buyer (flow1)"


def sold(seller: str, buyer: str, year: int, value: float, known: date | None = None, release: str = "1") -> Fact:
    period = Period(date(year, 1, 1), date(year + 1, 1, 1))
    place = Citation("made", f"{seller} {buyer} {year}", release)
    return Fact(
        "trade", About((seller,), (buyer,)), period, known or date(year, 1, 1), place, value=value, unit="current US$", basis=BOUGHT
    )  # fmt: skip


def signed(one: str, other: str, year: int) -> Signing:
    period = Period(date(year, 1, 1), date(year, 1, 2))
    fact = Fact("agreement", About((one, other)), period, date(year, 1, 1), Citation("made", f"{one} {other}"))
    return Signing(date(year, 1, 1), (one, other), "cooperation", fact)


RECORD = [
    signed("AUS", "JPN", 1998),
    signed("AUS", "USA", 1997),
    signed("FRA", "IND", 1998),
    signed("DEU", "TUR", 1996),
]
SOLD = [
    sold(one, other, 1998, value)
    for one, other, value in (
        ("JPN", "AUS", 9e9), ("AUS", "JPN", 4e9), ("JPN", "USA", 9e10), ("FRA", "DEU", 8e10), ("IND", "JPN", 2e9), ("USA", "FRA", 0.0),
    )
]  # fmt: skip


def worked(facts: list[Fact], known_by: date = ORIGIN) -> tuple[Pairs, World, dict[str, np.ndarray]]:
    world = Atlas.in_memory(facts).world(ORIGIN, known_by)
    there = system(world)
    found = pairs(replace(there, covered=np.ones(len(there.codes), dtype=bool)), RECORD)
    table = linked(found, RECORD, world, further(found, RECORD, world))
    return found, world, dict(zip(names(), table.T, strict=True))


def test_later_trade_changes_nothing() -> None:
    """Trade of years that were not over a year before the day, and what came out later, moves no sign."""
    plain = worked(SOLD)[2]
    later = [sold("JPN", "TUR", year, 7e10) for year in (1999, 2000, 2003)]
    late = [sold("JPN", "TUR", 1998, 7e10, known=date(2005, 1, 1))]
    again = worked([*SOLD, *later, *late])[2]
    assert all(np.array_equal(plain[name], again[name]) for name in names())
    told = worked([*SOLD, *late], date(2006, 1, 1))[2]
    assert not np.array_equal(plain["traded"], told["traded"])


def test_each_sign_varies() -> None:
    table = worked(SOLD)[2]
    assert [name for name in LINKED if table[name].std() == 0] == []
    assert all(np.isfinite(values).all() for values in table.values())


def test_trade_that_is_not_told_is_unknown_and_none_is_none() -> None:
    found, _, table = worked(SOLD)
    told, none, unknown = (found.row_of(*pair) for pair in (("JPN", "AUS"), ("FRA", "USA"), ("TUR", "IND")))
    assert [table[UNKNOWN][row] for row in (told, none, unknown)] == [0, 0, 1]
    known = table["traded"][table[UNKNOWN] == 0]
    assert table["traded"][unknown] == np.float64(known.mean())
    assert table["traded"][none] == known.min() != table["traded"][unknown]


def test_without_a_source_trade_moves_nothing() -> None:
    table = worked([])[2]
    assert not table["traded"].any()
    assert not table["trade_partners_sign"].any()
    assert table[UNKNOWN].all()


def test_trade_counts_both_directions_of_the_newest_release_in_millions() -> None:
    found, world, _ = worked([*SOLD, sold("JPN", "AUS", 1998, 1e9, release="2")])
    square, row = trade(found.system, world), found.system.row
    assert square[row("JPN"), row("AUS")] == square[row("AUS"), row("JPN")] == (1e9 + 4e9) / 1e6
    assert np.isnan(square[row("TUR"), row("IND")])


def test_paths_are_longer_for_less() -> None:
    """In a chain of four, whoever is further away has less, and who is not on it has the least there is."""
    chain = np.zeros((5, 5))
    for a in range(3):
        chain[a, a + 1] = chain[a + 1, a] = 1.0
    found, rule = paths(chain, rules()["linked"]), rules()["linked"]
    assert found[0, 1] > found[0, 2] > found[0, 3] > found[0, 4]
    assert np.isclose(found[0, 4], np.log(rule["least_path"]))
