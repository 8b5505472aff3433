"""Further signs of pairs: nothing of the future, unknown is not zero, one rule for all states."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from latticework.answers.next_ties.features import Pairs, pairs
from latticework.answers.next_ties.further import FURTHER, KINDS, further, names
from latticework.answers.next_ties.signings import Signing
from latticework.answers.next_ties.system import System, system
from latticework.atlas import Atlas
from latticework.model.fact import About, Citation, Fact
from latticework.model.period import Period
from latticework.model.source import Coverage
from latticework.views.world import World

ORIGIN = date(1999, 12, 31)
STATES = ("JPN", "AUS", "USA", "FRA", "PER", "IND", "CHN", "KOR", "DEU", "TUR")
COVERS = tuple(Coverage("made", kind, date(1960, 1, 1), None) for kind in KINDS)
FIGURES = {
    "ideal_point": ("all votes",),
    "democracy": ("V-Dem polyarchy",),
    "capability": ("cinc", "milex"),
    "economy": ("Maddison",),
}
UNITS = {"economy": "2011 international $ a head"}


def fact(kind: str, about: About, year: int, known: date | None = None, **more: object) -> Fact:
    period = Period(date(year, 1, 1), date(year + 1, 1, 1))
    return Fact(kind, about, period, known or date(year, 1, 1), Citation("made", f"{kind} {about} {year}"), **more)  # type: ignore[arg-type]


def made(seed: int, years: range, known: date | None = None) -> list[Fact]:
    """Make figures, transfers, disputes, rivalries and exercises of ten states at random."""
    rng, found = random.Random(seed), []
    for year in years:
        for kind, bases in FIGURES.items():
            for basis in bases:
                found += [
                    fact(kind, About((s,)), year, known, value=rng.uniform(1e-3, 1e6) if basis == "milex" else rng.random() * 900 + 101 if kind == "economy" else rng.random(),
                         basis=basis, unit=UNITS.get(kind, ""))
                    for s in STATES
                ]  # fmt: skip
        for _ in range(8):
            one, other = rng.sample(STATES, 2)
            found.append(
                fact("arms_transfer", About((one,), (other,)), year, known, value=rng.random() * 100, basis="ordered in the year")
            )  # fmt: skip
            found.append(
                fact("dispute", About((one,), (other,)), year, known, value=4.0, basis="pair in a year, one dispute a year")
            )  # fmt: skip
            found.append(fact("exercise", About(tuple(sorted(rng.sample(STATES, 3)))), year, known))
        rivals = fact("rivalry", About(tuple(sorted(rng.sample(STATES, 2)))), year, known)
        found.append(replace(rivals, period=Period(rivals.day, date(year + 20, 1, 1)), id=""))
    return found


def signs(facts: list[Fact], day: date = ORIGIN, known_by: date | None = None) -> np.ndarray:
    world = replace(Atlas.in_memory(facts).world(day, known_by or day), coverage=COVERS)
    found, world = _pairs(world)
    return further(found, RECORD, world)


def _pairs(world: World) -> tuple[Pairs, World]:
    there: System = system(world)
    return pairs(replace(there, covered=np.ones(len(there.codes), dtype=bool)), []), world


RECORD = [
    Signing(date(1998, 1, 1), pair, "cooperation", fact("agreement", About(pair), 1998))
    for pair in (("AUS", "JPN"), ("AUS", "USA"), ("FRA", "IND"), ("DEU", "TUR"))
]
PAST = made(1, range(1985, 2000))


def test_later_facts_change_nothing() -> None:
    """Facts of later days, and facts of earlier days that came out later, are moved about: the signs are the same to the bit."""
    plain = signs(PAST)
    late = made(3, range(1990, 2000), known=date(2005, 1, 1))
    for seed in (2, 7):
        again = signs([*PAST, *made(seed, range(2000, 2006)), *late])
        assert np.array_equal(plain, again)
    assert not np.array_equal(plain, signs([*PAST, *late], known_by=date(2006, 1, 1)))
    assert not np.array_equal(plain, signs(made(2, range(1985, 2000))))


def test_each_sign_varies_and_is_known() -> None:
    table = signs(PAST)
    assert table.shape[1] == len(names())
    spread = dict(zip(names(), table.std(0), strict=True))
    assert [name for name in FURTHER if spread[name] == 0] == []


def test_what_no_source_tells_is_unknown_and_moves_nothing() -> None:
    world = Atlas.in_memory([]).world(ORIGIN, ORIGIN)
    found, world = _pairs(world)
    table = dict(zip(names(), further(found, [], world).T, strict=True))
    for name, family in FURTHER.items():
        assert not table[name].any()
        assert table[f"{family} not known"].all()


def test_an_unknown_figure_stands_at_the_mean_and_says_so() -> None:
    kept = [f for f in PAST if not (f.kind == "ideal_point" and f.about.givers == ("JPN",))]
    world = replace(Atlas.in_memory(kept).world(ORIGIN, ORIGIN), coverage=COVERS)
    found, world = _pairs(world)
    table = dict(zip(names(), further(found, [], world).T, strict=True))
    unknown, known = found.row_of("JPN", "AUS"), found.row_of("USA", "AUS")
    assert table["votes_apart"][unknown] == 0
    assert table["votes not known"][unknown] == 1
    assert table["votes not known"][known] == 0
    assert table["votes_apart"][known] != 0


def test_a_year_s_figure_counts_a_year_after_its_end() -> None:
    base = [f for f in PAST if f.kind != "ideal_point" or f.day.year < 1999]
    newest = [f for f in PAST if f.kind == "ideal_point" and f.day.year == 1999]
    at = list(names()).index("votes_apart")
    assert np.array_equal(signs(base)[:, at], signs([*base, *newest])[:, at])
    day = date(2000, 12, 31)
    assert not np.array_equal(signs(base, day)[:, at], signs([*base, *newest], day)[:, at])


def test_swapped_states_swap_their_signs() -> None:
    """Call France Germany and Germany France in every fact, and each has the other's figures, arms and disputes."""
    swap = {"FRA": "DEU", "DEU": "FRA"}

    def turned(about: About) -> About:
        givers = tuple(swap.get(c, c) for c in about.givers)
        return About(
            givers if about.receivers else tuple(sorted(givers)), tuple(swap.get(c, c) for c in about.receivers)
        )

    world = replace(Atlas.in_memory(PAST).world(ORIGIN, ORIGIN), coverage=COVERS)
    other = replace(
        Atlas.in_memory([replace(f, about=turned(f.about), id="") for f in PAST]).world(ORIGIN, ORIGIN), coverage=COVERS
    )
    (found, _), (again, _) = _pairs(world), _pairs(other)
    one, two = further(found, [], world), further(again, [], other)
    a, b = found.row_of("JPN", "FRA"), again.row_of("JPN", "DEU")
    assert one[a] == pytest.approx(two[b])
