"""A layer over a world: what it touches is another, what it does not is the same, and nothing is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latticework.atlas import Atlas
from latticework.model.fact import About, Citation, Fact
from latticework.model.period import Period, Precision
from latticework.model.reading import Unknown
from latticework.views.memory import ListMemory
from latticework.views.overlay import Layer, Overlay, Remembered
from latticework.views.supposed import HELD, SupposedWorld, holding, supposing
from latticework.views.world import World
from tests.conftest import everywhere, fact, spending, step, world_of

YEARS = tuple(range(2008, 2016))


def supposed(state: str, year: int, value: float, unit: str = "current US$", continues: str = "test ") -> Fact:
    return Fact(
        "military_spending", About((state,)), Period(date(year, 1, 1), date(year + 1, 1, 1), Precision.YEAR), date(year, 1, 1),
        Citation("scenario", "a.toml line 1"), value, unit, unit, detail={"continues": continues},
    )  # fmt: skip


def test_a_supposed_figure_takes_the_place_of_the_one_of_its_year_in_the_series_it_carries_on() -> None:
    world = world_of([spending("JPN", 2012, 20), spending("JPN", 2013, 21), spending("CHN", 2013, 9)])
    made = supposing(world, Layer((supposed("JPN", 2013, 30),)))
    assert [f.value for f in made.series("military_spending", "JPN", unit="current US$")] == [20, 30]
    assert [f.value for f in made.series("military_spending", "JPN", source="test")] == [20, 30]
    assert made.series("military_spending", "JPN", source="scenario") == []
    found = made.figure("military_spending", "JPN", unit="current US$")
    assert isinstance(found, Fact)
    assert (found.value, found.supposed, found.series) == (30, True, ("test", ""))
    assert [f.value for f in world.series("military_spending", "JPN")] == [20, 21]
    assert made.series("military_spending", "CHN") == world.series("military_spending", "CHN")


def test_it_does_not_enter_the_series_of_another_source_or_release() -> None:
    told = [spending("JPN", 2012, 20, source="sipri", release="2014-04"), spending("JPN", 2012, 18, source="other")]
    made = supposing(world_of(told), Layer((supposed("JPN", 2013, 30, continues="sipri 2014-04"),)))
    assert [f.value for f in made.series("military_spending", "JPN", source="other")] == [18]
    assert [f.value for f in made.series("military_spending", "JPN", release="2013-04")] == []
    assert [f.value for f in made.series("military_spending", "JPN", release="2014-04")] == [20, 30]


def test_facts_set_aside_are_gone_and_whatever_is_asked_earlier_is_asked_of_the_same_layer() -> None:
    signed, force = (
        step("defence_pact", "JPN;USA", s, d, tie="t")
        for s, d in (("signed", "2010-01-01"), ("in_force", "2011-01-01"))
    )
    world = world_of([signed, force])
    made = supposing(world, Layer((), (force,)))
    assert made.seen("defence_pact", "JPN") == [signed]
    assert World(made.memory, date(2012, 1, 1), made.known_by).seen("defence_pact") == [signed]
    assert world.seen("defence_pact") == [signed, force]


def test_what_is_supposed_is_known_whatever_the_second_clock_says_but_has_its_day() -> None:
    later = supposed("JPN", 2013, 30)
    world = World(ListMemory([spending("JPN", 2012, 20)]), date(2014, 7, 1), date(2013, 2, 1))
    assert [f.value for f in supposing(world, Layer((later,))).series("military_spending", "JPN")] == [20, 30]
    before = World(ListMemory([spending("JPN", 2012, 20)]), date(2013, 7, 1), date(2014, 2, 1))
    assert [f.value for f in supposing(before, Layer((later,))).series("military_spending", "JPN")] == [20]


def test_a_supposition_is_no_coverage() -> None:
    made = supposing(world_of([]), Layer((supposed("JPN", 2013, 30),)))
    assert isinstance(made.facts("military_spending", "CHN"), Unknown)


def test_memories_answer_in_order_with_limits_and_ids() -> None:
    real, added = [spending("JPN", y, y) for y in (2010, 2012)], supposed("JPN", 2011, 30)
    memory = Overlay(Remembered(ListMemory(real)), Layer((added,), (real[1],)))
    assert memory.select(("military_spending",)) == [real[0], added]
    assert memory.select(("military_spending",), limit=1) == [real[0]]
    assert memory.select((), ids=(added.id[:8],)) == [added]
    assert memory.select(("gdp",)) == []
    assert memory.select() == memory.select()


def test_holding_lasts_for_what_lasts_and_is_never_complete() -> None:
    ended = everywhere("defence_pact", "missile_test", "military_spending", end=date(2014, 1, 1))
    held = holding((*ended, *everywhere("membership")), date(2014, 7, 1))
    assert [(c.kind, c.source, c.start, c.end, c.complete) for c in held] == [
        ("defence_pact", HELD, date(2014, 1, 1), None, False)
    ]
    assert holding(ended, date(2013, 7, 1)) == ()


FIGURES = st.lists(
    st.tuples(st.sampled_from(["JPN", "CHN"]), st.sampled_from(YEARS), st.integers(1, 9), st.sampled_from(["current US$", "constant US$"]),
              st.sampled_from([("sipri", "2014-04"), ("sipri", "2013-04"), ("worldbank", "1"), ("other", "")])),
    max_size=14,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(FIGURES, FIGURES, st.sets(st.integers(0, 13)))
def test_the_short_way_gives_what_the_whole_memory_gives(told, new, gone) -> None:  # type: ignore[no-untyped-def]
    real = list(
        {
            f.id: f for s, y, v, u, (src, rel) in told for f in [spending(s, y, v, unit=u, source=src, release=rel)]
        }.values()
    )
    added = tuple({f.id: f for s, y, v, u, (src, rel) in new for f in [supposed(s, y, v, u, f"{src} {rel}")]}.values())
    layer = Layer(added, tuple(fact for place, fact in enumerate(real) if place in gone))
    world = world_of(real)
    short, whole = supposing(world, layer), World(Overlay(world.memory, layer), world.as_of, world.known_by)
    assert isinstance(short, SupposedWorld)
    world.series("military_spending", "JPN")
    for state in ("JPN", "CHN"):
        assert short.seen("military_spending", state) == whole.seen("military_spending", state)
        for unit in ("", "current US$", "constant US$"):
            for source in ("", "sipri", "worldbank", "other", "scenario"):
                for release in ("", "2014-04"):
                    asked = {"unit": unit, "source": source, "release": release}
                    assert short.series("military_spending", state, **asked) == whole.series(
                        "military_spending", state, **asked
                    )
                one, other = (w.figure("military_spending", state, unit=unit, source=source) for w in (short, whole))
                assert one == other


def test_nothing_laid_is_nothing_changed(atlas: Atlas) -> None:
    world = atlas.world("2023-01-13", "2026-01-01")
    made = supposing(world, Layer())
    for kind in ("military_spending", "defence_pact", "membership", "pledge"):
        assert made.seen(kind, "JPN") == world.seen(kind, "JPN")
    assert made.coverage == world.coverage
    assert atlas.why("Japan", as_of="2023-01-13", known_by="2026-01-01").facts()


@pytest.mark.parametrize("detail", [{}, {"continues": "sipri 2014-04"}])
def test_a_supposed_fact_is_never_taken_for_a_real_one(detail: dict[str, str]) -> None:
    made = replace(supposed("JPN", 2013, 30), detail=detail, id="")
    assert made.supposed
    assert made.citation.source == "scenario"
    assert made.series == (("sipri", "2014-04") if detail else ("scenario", ""))
    assert not fact("military_spending", "JPN", "2013", 30).supposed
