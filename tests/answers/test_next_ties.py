"""The forecast of next ties: nothing of the future, the same for all, resolved by its rule, kept as it was made."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from latticework.answers.next_ties.features import FAMILIES, labels, pairs
from latticework.answers.next_ties.forecast import Forecast, Odds, odds, partners
from latticework.answers.next_ties.model import chance, fit, shipped
from latticework.answers.next_ties.scorecard import Outcome, keep, outcomes, record_of, recorded, scores
from latticework.answers.next_ties.signings import heir, signings
from latticework.answers.next_ties.system import system
from latticework.atlas import Atlas
from latticework.errors import UsageError
from latticework.model.fact import About, Citation, Fact
from latticework.model.period import Period, Precision
from latticework.model.reading import Unknown

ORIGIN = date(2023, 1, 1)


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.in_memory()


@pytest.fixture(scope="module")
def made(atlas: Atlas) -> Odds:
    found = odds(atlas.world(ORIGIN, ORIGIN), 3)
    assert isinstance(found, Odds)
    return found


def agreement(
    one: str,
    other: str,
    day: date,
    *,
    kind: str = "defence_cooperation",
    key: str = "",
    precision: Precision = Precision.DAY,
) -> Fact:
    detail = {"tie": key or f"{one}-{other}-{day}", "title": "an agreement"}
    return Fact(
        kind,
        About((one, other)),
        Period(day, None, precision),
        day,
        Citation("pack", "https://example.org/"),
        status="signed",
        detail=detail,
    )


def test_facts_after_the_origin_change_nothing(atlas: Atlas, made: Odds) -> None:
    """Shuffle who signed and is named after the day, drop half, add strange ones: the forecast is the same to the bit."""
    facts = atlas.memory.select()
    future = [f for f in facts if f.known_from > ORIGIN]
    assert len(future) > 5_000
    rng = random.Random(1)
    abouts = [f.about for f in future if f.kind == "defence_cooperation"]
    rng.shuffle(abouts)
    shuffled = iter(abouts)
    moved = [
        replace(f, about=next(shuffled), id="") if f.kind == "defence_cooperation" else f
        for f in future
        if rng.random() < 0.9 or f.kind == "defence_cooperation"
    ]
    strange = [agreement("JPN", "PRK", ORIGIN + timedelta(days=n), key=f"x{n}") for n in range(1, 40)]
    other = Atlas.in_memory([*(f for f in facts if f.known_from <= ORIGIN), *moved, *strange])
    again = odds(replace(other.world(ORIGIN, ORIGIN), coverage=atlas.coverage()), 3)
    assert isinstance(again, Odds)
    assert np.array_equal(again.odds, made.odds)
    assert not np.array_equal(odds_on(other, atlas, date(2024, 1, 1)), odds_on(atlas, atlas, date(2024, 1, 1)))


def odds_on(atlas: Atlas, coverage: Atlas, day: date) -> np.ndarray:
    found = odds(replace(atlas.world(day, day), coverage=coverage.coverage()), 3)
    assert isinstance(found, Odds)
    return found.odds


def test_a_signing_of_the_future_in_the_record_is_refused(atlas: Atlas) -> None:
    late = signings(atlas.world("2024-01-01"))
    with pytest.raises(ValueError, match="after the day"):
        pairs(system(atlas.world("2023-01-01")), late)


def test_a_coarse_day_counts_at_its_end() -> None:
    atlas = Atlas.in_memory([agreement("JPN", "AUS", date(2015, 1, 1), precision=Precision.YEAR)])
    assert signings(atlas.world("2015-06-01")) == []
    assert [s.day for s in signings(atlas.world("2016-01-01"))] == [date(2015, 12, 31)]


def test_a_register_repeats_no_compiled_agreement_of_the_same_weeks() -> None:
    listed = replace(agreement("AUS", "JPN", date(2010, 5, 20), kind="agreement", key="r1"), id="")
    later = replace(agreement("AUS", "JPN", date(2012, 5, 20), kind="agreement", key="r2"), id="")
    atlas = Atlas.in_memory([agreement("AUS", "JPN", date(2010, 5, 19)), listed, later])
    assert [(s.day, s.fact.kind) for s in signings(atlas.world("2020-01-01"))] == [
        (date(2010, 5, 19), "defence_cooperation"), (date(2012, 5, 20), "agreement"),
    ]  # fmt: skip


def test_a_club_is_not_a_choice_of_pairs() -> None:
    club = Fact(
        "defence_cooperation",
        About(("AUS", "CAN", "FRA", "GBR", "JPN", "NZL", "USA")),
        Period(date(2010, 1, 1)),
        date(2010, 1, 1),
        Citation("pack", "https://example.org/"),
        status="signed",
        detail={"tie": "club"},
    )
    assert signings(Atlas.in_memory([club]).world("2020-01-01")) == []
    three = replace(club, about=About(("AUS", "GBR", "USA")), id="")
    assert len(signings(Atlas.in_memory([three]).world("2020-01-01"))) == 3


def test_who_carries_a_record_on() -> None:
    assert [heir(code) for code in ("SUN", "DDR", "YMD", "YUG", "JPN")] == ["RUS", "DEU", "YEM", "SRB", "JPN"]


def test_only_pairs_that_a_source_looks_for_are_at_risk(made: Odds) -> None:
    covered = made.found.system.covered
    assert covered.sum() == 25
    assert all(covered[a] or covered[b] for a, b in zip(made.found.one, made.found.other, strict=True))


def test_where_no_source_looks_the_answer_is_unknown(atlas: Atlas) -> None:
    found = partners(atlas.world("1950-01-01"), "JPN")
    assert isinstance(found, Unknown)
    assert "looks for" in found.because


def test_parts_add_up_to_the_log_odds(atlas: Atlas, made: Odds) -> None:
    model, values = shipped(3), made.found.values
    row = made.found.row_of("JPN", "AUS")
    assert row is not None
    base = model.log_odds(model.centre[None, :], 0.0)[0]
    told = sum(model.parts(values[row]).values())
    assert made.odds[row] == pytest.approx(base + told + 0.5 * made.found.rate)
    forecast = partners(atlas.world(ORIGIN, ORIGIN), "JPN")
    assert isinstance(forecast, Forecast)
    australia = next(c for c in forecast.rows if c.partner == "AUS")
    assert sum(value for _, value in australia.parts) == pytest.approx(told)
    assert australia.low < australia.value < australia.high


def test_adversaries_stand_apart(atlas: Atlas) -> None:
    found = partners(atlas.world(ORIGIN, ORIGIN), "JPN")
    assert isinstance(found, Forecast)
    assert {"CHN", "PRK", "RUS"} <= {c.partner for c in found.apart}
    assert not {c.partner for c in found.apart} & {c.partner for c in found.rows}


def test_swapped_labels_swap_the_forecast(atlas: Atlas) -> None:
    """Call France Italy and Italy France in the record, and each has the other's signs of the record."""
    swap = {"FRA": "ITA", "ITA": "FRA"}
    world = atlas.world(ORIGIN, ORIGIN)
    there, record = system(world), signings(world)
    turned = [replace(s, pair=tuple(sorted(swap.get(c, c) for c in s.pair))) for s in record]  # type: ignore[arg-type]
    one, other = pairs(there, record), pairs(there, turned)
    columns = [list(FAMILIES).index(n) for n in ("activity_4", "pair_ever", "pair_recent")]
    a, b = one.row_of("JPN", "FRA"), other.row_of("JPN", "ITA")
    assert np.allclose(one.values[a, columns], other.values[b, columns])


def test_labels_hold_within_the_horizon_only(atlas: Atlas) -> None:
    found = pairs(system(atlas.world("2022-12-31")), [])
    day = date(2022, 12, 31)
    facts = [agreement("JPN", "PER", day + timedelta(days=n), key=str(n)) for n in (0, 366)]
    later = signings(Atlas.in_memory(facts).world("2026-01-01"))
    row = found.row_of("PER", "JPN")
    assert labels(found, later, 1)[row] == 0
    assert labels(found, later, 3)[row] == 1
    assert labels(found, later, 3).sum() == 1


def test_the_fit_finds_what_was_put_in() -> None:
    rng = np.random.default_rng(0)
    table = rng.normal(size=(20_000, 3))
    truth = np.array([1.0, -0.5, 0.0])
    happened = (rng.random(20_000) < chance(-2 + table @ truth)).astype(float)
    found, _ = fit(table, happened, np.zeros(20_000), pull=1e-6)
    assert found == pytest.approx([-2, *truth], abs=0.1)
    held, _ = fit(table, happened, np.zeros(20_000), pull=1e6)
    assert np.abs(held[1:]).max() < 0.05
    with pytest.raises(ValueError, match="happened"):
        fit(table, np.zeros(20_000), np.zeros(20_000), pull=1)


def test_a_run_is_kept_as_it_was_made(atlas: Atlas, made: Odds, tmp_path: Path) -> None:
    world = atlas.world(ORIGIN, ORIGIN)
    record = record_of(world, made, date(2023, 1, 2))
    path, new = keep(record, tmp_path)
    assert new
    before = path.read_bytes()
    assert keep(replace(record, rule="another"), tmp_path) == (path, False)
    assert path.read_bytes() == before
    for broken in (b'{"run": 1}', b"\xff", b"[]"):
        (tmp_path / "broken.json").write_bytes(broken)
        with pytest.raises(UsageError, match="no recorded forecast"):
            recorded(tmp_path)


def test_the_runs_that_ship_include_a_decided_year(atlas: Atlas) -> None:
    world = atlas.world("2026-11-26")
    decided = {r.origin.year: scores(outcomes(world, r)) for r in recorded() if r.ends <= date(2026, 11, 1)}
    assert {2023, 2024, 2025} <= set(decided)
    for scored in decided.values():
        assert scored is not None
        assert scored.came > 20
        assert scored.skill is not None
        assert scored.skill > 0
        assert sum(n for _, _, n, _, _ in scored.bins) == scored.pairs


def test_a_run_is_open_until_its_horizon_is_covered(atlas: Atlas, made: Odds) -> None:
    record = record_of(atlas.world(ORIGIN, ORIGIN), made, ORIGIN)
    early = outcomes(atlas.world("2024-01-01"), record)
    assert any(o.decided for o in early)
    assert any(not o.decided for o in early)
    assert scores(early) is None


def test_scores_by_hand() -> None:
    signed = signings(Atlas.in_memory([agreement("AUS", "JPN", date(2020, 1, 1))]).world("2021-01-01"))[0]
    found = [
        Outcome(("AUS", "JPN"), 0.8, signed, True),
        Outcome(("AUS", "PER"), 0.2, None, True),
        Outcome(("JPN", "PER"), 0.2, None, True),
    ]
    scored = scores(found)
    assert scored is not None
    assert scored.brier == pytest.approx(0.04)
    assert scored.skill == pytest.approx(1 - 0.04 / (2 / 9))
    assert (scored.area, scored.recall, scored.came) == (1.0, 1.0, 1)
    tied = scores([replace(o, chance=0.5) for o in found])
    assert tied is not None
    assert tied.area == 0.5


@pytest.mark.parametrize("ask", [{"horizon": 2}, {"group": "friendship"}])
def test_what_is_not_modelled_is_refused(atlas: Atlas, ask: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=r"no (model|group)"):
        partners(atlas.world(ORIGIN, ORIGIN), "JPN", **ask)  # type: ignore[arg-type]
