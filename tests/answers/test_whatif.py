"""What if: worked sums, the laws that hold for every scenario, which change moved what, and the store that is not touched."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from latticework.answers.diff import SAME
from latticework.answers.whatif.brief import MARK
from latticework.answers.whatif.language import parse_line
from latticework.answers.whatif.scenario import Scenario, load, scenario_of, shipped
from latticework.answers.whatif.whatif import Moved, WhatIf, whatif
from latticework.atlas import Atlas
from latticework.errors import UsageError
from latticework.measures.similarity import similarity
from latticework.model.brief import Figure
from latticework.model.kind import check
from latticework.model.reading import Reading, Unknown
from latticework.views.world import World
from tests.conftest import everywhere, fact, spending, step, world_of

DAY = "2026-10-31"


def scenario(*lines: str, assume: Sequence[str] = (), hold: bool = False) -> Scenario:
    return scenario_of([parse_line(line) for line in lines], [parse_line(line) for line in assume], hold=hold)


def one(made: WhatIf, what: str, *about: str) -> Moved:
    found = [moved for moved in made.moved if moved.change.what == what and (not about or moved.change.about == about)]
    assert len(found) == 1, [(moved.change.what, moved.change.about) for moved in made.moved]
    return found[0]


def whats(made: WhatIf) -> set[str]:
    return {moved.change.what for moved in made.moved}


# Worked sums: Japan spends 20, its ally the United States 10, the threat China 15 (see tests/conftest.py).


def test_spending_set_moves_ratio_cover_and_reliance(triangle: Callable[..., World]) -> None:
    made = whatif(triangle(), scenario("set-spending JPN 2013 35 dollars"), states=["JPN"])
    ratio = one(made, "ratio").change
    assert (ratio.before, ratio.after) == (pytest.approx(15 / 20), pytest.approx(15 / 35))
    cover = one(made, "cover").change
    assert (cover.before, cover.after) == (pytest.approx((20 + 10) / 15), pytest.approx((35 + 10) / 15))
    reliance = one(made, "reliance").change
    assert (reliance.before, reliance.after) == (pytest.approx(1000 / 30), pytest.approx(1000 / 45))
    assert all(fact.supposed for fact in ratio.facts[:1])


def test_the_pact_ends_and_nobody_is_bound_to_defend_it(triangle: Callable[..., World]) -> None:
    made = whatif(triangle(), scenario("end-tie USA>JPN defence_pact 2014-01-01"), states=["JPN"])
    assert (one(made, "defence_pact").change.before, one(made, "defence_pact").change.after) == ("in_force", "ended")
    cover = one(made, "cover").change
    assert (cover.before, cover.after) == (2.0, pytest.approx(20 / 15))
    assert isinstance(one(made, "reliance").change.after, Unknown)
    assert (one(made, "bound to defend it").change.before, one(made, "bound to defend it").change.after) == (
        "USA",
        "none",
    )
    stayed = {stand.what: stand for stand in (*made.stayed, *made.untouched)}
    assert isinstance(stayed["threat rank"].found, Reading)
    assert "ratio" in stayed


def test_growth_over_years_at_unchanged_prices() -> None:
    told = [
        spending("JPN", 2012, 20), spending("JPN", 2012, 22, unit="constant US$", basis="constant US$ of 2010", base_year="2010"),
        spending("JPN", 2012, 1.0, unit="percent of GDP"),
    ]  # fmt: skip
    world = world_of(told, date(2015, 7, 1))
    made = whatif(world, scenario("grow-spending JPN 2014 50%"), states=["JPN"])
    after = made.after
    assert [f.value for f in after.series("military_spending", "JPN", unit="current US$")] == [20, 30, 45]
    assert [f.value for f in after.series("military_spending", "JPN", unit="constant US$")] == [22, 33, 49.5]
    assert [f.value for f in after.series("military_spending", "JPN", unit="percent of GDP")] == [1, 1.5, 2.25]
    assert [f.value for f in made.before.series("military_spending", "JPN", unit="current US$")] == [20]


def test_a_share_is_of_the_output_the_last_figures_imply_grown_as_supposed() -> None:
    told = [
        spending("JPN", 2012, 20),
        spending("JPN", 2012, 1.0, unit="percent of GDP"),
        fact("gdp", "JPN", "2012", 1900, unit="current US$", spans=True),
    ]
    world = world_of(told, date(2014, 7, 1))
    held = whatif(world, scenario("set-spending JPN 2013 2% of GDP"), states=["JPN"])
    assert held.after.figure("military_spending", "JPN", unit="current US$").value == pytest.approx(40)  # type: ignore[union-attr]
    assert any("GDP of Japan held at that of 2012" in note for note in held.notes)
    grown = whatif(world, scenario("set-spending JPN 2013 2% of GDP", assume=["grow-gdp JPN 2013 10%"]), states=["JPN"])
    assert grown.after.figure("military_spending", "JPN", unit="current US$").value == pytest.approx(44)  # type: ignore[union-attr]
    assert grown.after.figure("military_spending", "JPN", unit="percent of GDP").value == pytest.approx(2)  # type: ignore[union-attr]
    assert not any("held at that" in note for note in grown.notes)


def test_a_pledge_path_goes_by_equal_steps() -> None:
    world = world_of([spending("JPN", 2011, 10), spending("JPN", 2011, 1.0, unit="percent of GDP")], date(2014, 7, 1))
    made = whatif(world, scenario("pledge-path JPN 2013 4% of GDP"), states=["JPN"])
    assert [f.value for f in made.after.series("military_spending", "JPN", unit="percent of GDP")] == pytest.approx(
        [1, 2, 4]
    )
    assert [f.value for f in made.after.series("military_spending", "JPN", unit="current US$")] == pytest.approx(
        [10, 20, 40]
    )


def test_troops_move_from_host_to_host() -> None:
    told = [
        fact(
            "troops_hosted",
            f"USA>{host}",
            "2014-03-31",
            n,
            unit="persons",
            basis="active duty",
            spans=True,
            source="dmdc",
        )
        for host, n in (("JPN", 50), ("KOR", 20))
    ]
    made = whatif(world_of(told), scenario("move-troops USA JPN>KOR 15"), states=["JPN", "KOR"])
    assert (
        one(made, "active-duty personnel", "USA", "JPN").change.after,
        one(made, "active-duty personnel", "USA", "KOR").change.after,
    ) == (35, 35)
    gone = whatif(world_of(told), scenario("move-troops USA JPN all"), states=["JPN"])
    assert one(gone, "active-duty personnel").change.after == 0
    with pytest.raises(UsageError, match="only 50"):
        whatif(world_of(told), scenario("move-troops USA JPN -51"))
    with pytest.raises(UsageError, match="unknown"):
        whatif(world_of(told), scenario("move-troops FRA JPN 5"))


# Laws.


LINES = (
    "add-tie JPN PHL defence_pact in_force 2026-10-01", "end-tie USA>JPN defence_pact 2026-10-01",
    "set-status JPN PHL acquisition_cross_servicing in_force 2026-10-01", "set-spending JPN 2024 2% of GDP",
    "grow-spending CHN 2025 90%", "pledge-path JPN 2025 3% of GDP", "grow-gdp JPN 2025 50%", "move-troops USA JPN -10000 2026-10-01",
    "join JPN AUKUS 2026-10-01", "leave PHL ASEAN 2026-10-01", "field-weapon JPN 'Supposed' 2000..3000 km ground 2026-10-01",
)  # fmt: skip


def test_an_empty_scenario_moves_nothing(atlas: Atlas) -> None:
    made = atlas.whatif(scenario(), as_of=DAY, states=["JPN", "USA"], whole=True)
    assert made.moved == ()
    assert made.briefs[0].changed == ()
    assert made.stayed == ()
    assert len(made.untouched) > 100


@pytest.mark.parametrize(
    "lines",
    [
        ("add-tie JPN PHL defence_pact in_force 2026-10-01", "end-tie JPN PHL defence_pact 2026-10-01"),
        (
            "end-tie USA>JPN defence_pact 2026-10-01",
            "set-status jpn-usa-mutual-cooperation-security-1960 in_force 2026-10-01",
        ),
        ("leave MYS FPDA 2026-10-01", "join MYS FPDA 2026-10-01"),
        ("join JPN AUKUS 2026-10-01", "leave JPN AUKUS 2026-10-01"),
        ("move-troops USA JPN -10000 2026-10-01", "move-troops USA JPN 10000 2026-10-01"),
        ("set-spending JPN 2024 2% of GDP", "set-spending JPN 2024 55273904300 US$"),
    ],
    ids=lambda lines: lines[0].split(" ")[0],
)
def test_a_change_and_its_inverse_move_nothing(atlas: Atlas, lines: tuple[str, str]) -> None:
    made = atlas.whatif(scenario(*lines), as_of=DAY, states=["JPN", "MYS"])
    assert made.moved == ()
    assert atlas.whatif(scenario(lines[0]), as_of=DAY, states=["JPN", "MYS"]).moved
    changed = [(s.text.replace(MARK, "") for s in side) for r in made.briefs[0].changed for side in (r.before, r.after)]
    assert all(list(a) == list(b) for a, b in zip(changed[::2], changed[1::2], strict=True))


@pytest.mark.parametrize("line", LINES)
def test_what_no_change_touches_need_not_be_worked_out_twice(atlas: Atlas, line: str) -> None:
    short, whole = (atlas_whatif(atlas, line, reuse) for reuse in (True, False))
    assert short.moved == whole.moved
    assert {s.key for s in (*short.stayed, *short.untouched)} == {s.key for s in (*whole.stayed, *whole.untouched)}


def atlas_whatif(atlas: Atlas, line: str, reuse: bool) -> WhatIf:
    return whatif(atlas.world(DAY), scenario(line), states=["JPN", "PHL"], whole=True, reuse=reuse)


@pytest.mark.parametrize("line", LINES)
def test_every_supposed_fact_fits_its_kind_and_says_where_it_stands(atlas: Atlas, line: str) -> None:
    made = atlas.whatif(scenario_of([parse_line(line, where="a.toml line 3")]), as_of=DAY, briefs=False)
    added = made.after.layer.added  # type: ignore[attr-defined]
    assert added
    for found in added:
        assert check(found).supposed
        assert found.citation.locator.startswith(
            f"a.toml line 3 (sha256 {made.scenario.digest[:12]}): {line.split(' ')[0]}"
        )
        assert found.read_by == "supposed"
    real = {f.id for f in atlas.facts([added[0].kind], parties=added[0].about.parties)}
    assert not real & {f.id for f in added}


def test_states_whose_labels_are_swapped_swap_their_results(triangle: Callable[..., World]) -> None:
    here = whatif(
        triangle(),
        scenario("set-spending JPN 2013 35 dollars", "end-tie USA>JPN defence_pact 2014-01-01"),
        states=["JPN"],
    )
    there = whatif(
        triangle(own="FRA", ally="GBR", threat="RUS"),
        scenario("set-spending FRA 2013 35 dollars", "end-tie GBR>FRA defence_pact 2014-01-01"), states=["FRA"], hub="GBR",
    )  # fmt: skip
    swap = {"JPN": "FRA", "USA": "GBR", "CHN": "RUS"}
    numbers = ("ratio", "cover", "military spending", "depth of the tie", "hub dependence", "cover that rests on")
    left, right = told(here, numbers, swap), told(there, numbers, {})
    assert left == right
    assert left


def told(made: WhatIf, numbers: tuple[str, ...], swap: dict[str, str]) -> set[tuple[object, ...]]:
    return {
        (
            m.change.what,
            tuple(sorted(swap.get(code, code) for code in m.change.about)),
            *("unknown" if isinstance(side, Unknown) else side for side in (m.change.before, m.change.after)),
        )
        for m in made.moved
        if m.change.what in numbers
    }


def digest(folder: Path) -> str:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(str(p).encode() + p.read_bytes() for p in paths)).hexdigest()


def test_the_store_is_not_touched(atlas: Atlas, pack_folder: Path) -> None:
    before = digest(pack_folder)
    for name in shipped():
        atlas.whatif(name, draws=3)
    atlas.whatif(scenario(*LINES[:2], LINES[7]), as_of=DAY)
    assert digest(pack_folder) == before
    assert not [f for f in atlas.facts(["defence_pact", "military_spending"]) if f.supposed]


# Which change moved what.


def test_each_conclusion_names_the_change_that_moved_it(triangle: Callable[..., World]) -> None:
    both = scenario("set-spending JPN 2013 35 dollars", "end-tie USA>JPN defence_pact 2014-01-01")
    made = whatif(triangle(), both, states=["JPN"])
    spent, ended = both.changes
    assert one(made, "ratio").by == (spent,)
    assert one(made, "defence_pact").by == (ended,)
    assert one(made, "reliance").by == (ended,)
    assert one(made, "cover").by == (spent, ended)


def test_where_each_of_several_changes_is_enough_none_is_named() -> None:
    told = [
        step("defence_pact", "JPN;USA", "in_force", "1960-06-23", tie="one"),
        spending("JPN", 2013, 1),
        spending("USA", 2013, 1),
    ]
    world = world_of(told, coverage=everywhere("defence_pact", "defence_cooperation"))
    twice = scenario(
        "add-tie JPN PHL defence_pact in_force 2014-01-01", "add-tie JPN PHL security_guarantee in_force 2014-01-01"
    )
    made = whatif(world, twice, states=["JPN"])
    assert one(made, "states they were made with").by == ()
    assert one(made, "agreements made in ten years").by == twice.changes


def test_a_change_that_rests_on_another_falls_with_it(triangle: Callable[..., World]) -> None:
    made = whatif(
        triangle(), scenario("add-tie JPN PHL defence_pact signed 2014-01-01", "set-status JPN PHL defence_pact in_force 2014-02-01"), states=["JPN"]
    )  # fmt: skip
    assert one(made, "defence_pact").change.after == "in_force"
    assert len(one(made, "defence_pact").by) == 2


# Uncertainty.


RANGED = ("set-spending JPN 2013 30..40 dollars",)


def test_ranges_give_ranges_and_one_seed_one_answer(triangle: Callable[..., World]) -> None:
    made = whatif(triangle(), scenario(*RANGED), states=["JPN"], seed=7, draws=200)
    spread = one(made, "ratio").spread
    assert spread is not None
    assert spread.before == (0.75, 0.75)
    assert spread.after is not None
    assert 15 / 40 < spread.after[0] < 15 / 39
    assert 15 / 31 < spread.after[1] < 15 / 30
    assert (spread.fell, spread.rose, spread.known) == (1.0, 0.0, 1.0)
    again = whatif(triangle(), scenario(*RANGED), states=["JPN"], seed=7, draws=200)
    assert made.moved == again.moved
    other = whatif(triangle(), scenario(*RANGED), states=["JPN"], seed=8, draws=200)
    assert one(other, "ratio").spread != spread
    assert [m.change for m in other.moved] == [m.change for m in made.moved]


def test_a_draw_agrees_with_the_scenario_whose_numbers_it_drew(atlas: Atlas) -> None:
    ranged = scenario("grow-spending CHN 2024 10%..10.0000001%", "grow-spending JPN 2025 5%..5.0000001%")
    fixed = scenario("grow-spending CHN 2024 10%", "grow-spending JPN 2025 5%")
    drawn, exact = (whatif(atlas.world(DAY), s, states=["JPN", "PHL"], draws=2) for s in (ranged, fixed))
    assert whats(drawn) == whats(exact)
    for moved in drawn.moved:
        if moved.spread and moved.spread.after and isinstance(moved.change.after, float):
            assert moved.spread.after[0] == pytest.approx(moved.change.after, rel=1e-6)


def test_a_conclusion_only_some_draws_move_is_told() -> None:
    named = [
        fact("strategy_document", "JPN", "2013-12-17", document="doc", series="nss"),
        *(fact("threat_named", f"JPN>{s}", "2013-12-17", document="doc", series="nss", grade="threat", quote="a threat") for s in ("CHN", "KOR")),
        *(spending(s, 2013, v) for s, v in (("JPN", 5), ("CHN", 20), ("KOR", 5))),
    ]  # fmt: skip
    made = whatif(
        world_of(named, coverage=everywhere("strategy_document")),
        scenario("set-spending KOR 2013 4..24 dollars"),
        states=["JPN"],
    )
    assert "threat rank" not in whats(made)
    assert any("threat rank" in note and "of the draws" in note for note in made.notes)


def test_no_draws_no_spread(triangle: Callable[..., World]) -> None:
    made = whatif(triangle(), scenario(*RANGED), states=["JPN"], draws=0)
    assert made.draws == 0
    assert all(moved.spread is None for moved in made.moved)
    assert one(made, "ratio").change.after == pytest.approx(15 / 35)


# Honesty.


def test_every_figure_in_prose_that_rests_on_a_supposed_fact_says_so(atlas: Atlas) -> None:
    made = atlas.whatif("japan-two-percent", draws=0)
    marked = 0
    for sentence in made.briefs[0].after.sentences():
        for place, span in enumerate(sentence.spans):
            if isinstance(span, Figure) and any(f.supposed for f in span.facts):
                assert sentence.spans[place + 1].text == MARK
                marked += 1
    assert marked > 5
    assert made.briefs[0].kept > 20
    plain = atlas.whatif(scenario(), as_of=DAY, states=["JPN"])
    assert not any(MARK in s.text for s in plain.briefs[0].after.sentences())


def test_a_sentence_that_rests_on_what_is_gone_says_so(atlas: Atlas) -> None:
    changed = atlas.whatif("us-japan-pact-ends").briefs[0].changed
    after = [sentence.text for one in changed for sentence in one.after]
    assert "No state was bound by a pact in force to defend it (as supposed)." in after
    assert all("supposed)" in text for text in after)


def test_a_comparison_of_different_years_is_told(triangle: Callable[..., World]) -> None:
    world = triangle()
    later = World(world.memory, date(2015, 7, 1), world.known_by, world.coverage, world.groupings)
    made = whatif(later, scenario("set-spending JPN 2014 35 dollars"), states=["JPN"])
    assert any("different years" in note and "China 2013" in note for note in made.notes)
    assert "ratio" not in whats(made)
    level = whatif(
        later,
        scenario("set-spending JPN 2014 35 dollars", assume=["grow-spending CHN 2014 0%", "grow-spending USA 2014 0%"]),
        states=["JPN"],
    )
    assert not any("different years" in note for note in level.notes)
    assert one(level, "ratio").change.after == pytest.approx(15 / 35)


def test_coverage_stays_honest_and_holding_is_said(atlas: Atlas) -> None:
    lines = ("leave MYS FPDA 2027-05-01",)
    plain = atlas.whatif(scenario(*lines), states=["MYS"])
    assert plain.after.as_of == date(2027, 5, 1)
    assert isinstance(similarity(plain.after, "AUS", "JPN"), Unknown)
    assert any("--hold" in note for note in plain.notes)
    held = atlas.whatif(scenario(*lines, hold=True), states=["MYS"])
    assert isinstance(similarity(held.after, "AUS", "JPN"), Reading)
    assert any("held to stand still" in note for note in held.notes)
    assert not held.after.looked("defence_pact", complete=True)


def test_later_steps_of_a_tie_do_not_undo_a_change_of_the_past(atlas: Atlas) -> None:
    made = atlas.whatif(
        scenario("end-tie GBR JPN information_security 2014-01-01"), as_of="2023-01-13", states=["JPN"], briefs=False
    )
    assert one(made, "information_security").change.after == "ended"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("leave PHL FPDA 2026-10-01", "its members then: AUS, GBR, MYS, NZL, SGP"),
        ("join GBR FPDA 2026-10-01", "already"),
        ("end-tie JPN PHL defence_pact 2026-10-01", "what stood between them: reciprocal_access"),
        ("end-tie AUS PHL joint_programme 2026-10-01", "no joint programme"),
        ("end-tie aus-jpn-raa-2023 2026-10-01", "did you mean aus-jpn-raa-2022"),
        ("add-tie USA>JPN joint_programme in_force 2026-10-01", "has no direction"),
        ("add-tie JPN PHL reciprocal_access in_force 2027-01-01", "ask --as-of 2027-01-01"),
        ("set-spending JPN 2027 2% of GDP", "ask --as-of 2028-01-01"),
        ("grow-spending JPN 2090 2%", "not over"),
        ("grow-gdp ABK 2025 2%", "no GDP"),
    ],
)
def test_what_cannot_be_supposed_is_refused_with_the_next_step(atlas: Atlas, line: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        atlas.whatif(scenario(line), as_of=DAY)
    assert says in str(caught.value)


def test_a_tie_of_more_states_is_named_by_its_key(atlas: Atlas) -> None:
    with pytest.raises(UsageError, match="jpn-kor-usa-tisa-2014") as caught:
        atlas.whatif(
            scenario(
                "end-tie JPN KOR information_security 2026-10-01", "end-tie JPN KOR information_security 2026-10-01"
            ),
            as_of=DAY,
        )
    assert "by its key" in str(caught.value)


# The scenarios that ship, as a sceptic reads them.


def test_japan_at_two_percent(atlas: Atlas) -> None:
    made = atlas.whatif("japan-two-percent", draws=20)
    assert one(made, "share of output").change.after == pytest.approx(2.0)
    ratio = next(m for m in made.moved if m.change.what == "ratio" and m.change.about == ("CHN", "JPN"))
    assert isinstance(ratio.change.before, float)
    assert isinstance(ratio.change.after, float)
    assert ratio.change.after / ratio.change.before == pytest.approx(1.4 / 2, abs=SAME)
    assert "threat rank" not in whats(made)  # Japan's spending is no threat to Japan
    assert not any("different years" in note for note in made.notes)


def test_the_pact_ends(atlas: Atlas) -> None:
    made = atlas.whatif("us-japan-pact-ends")
    duty = made.scenario.changes[0]
    assert one(made, "cover").by == one(made, "bound to defend it").by == one(made, "depth of the tie").by == (duty,)
    assert one(made, "active-duty personnel").change.after == 0
    assert one(made, "active-duty personnel").by == (made.scenario.changes[5],)
    assert sum(m.change.what == "basing" for m in made.moved) > 10
    assert one(made, "depth of the tie").change.note == "without rung 9 defence pledge"


def test_a_quad_of_access_moves_little_and_says_what_does_not(atlas: Atlas) -> None:
    made = atlas.whatif("access-quad")
    assert sum(m.change.what == "reciprocal_access" for m in made.moved) == 3
    assert not whats(made) & {"depth of the tie", "cover", "reliance", "likeness of pacts", "network: pairs tied"}
    assert {s.what for s in made.stayed} >= {"depth of the tie", "network: hub-lattice index", "hub dependence"}


def test_load_gives_what_the_atlas_runs(atlas: Atlas) -> None:
    assert atlas.whatif("access-quad", briefs=False).scenario == load("access-quad")
