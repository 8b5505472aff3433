"""What moved between two worlds: each kind of change once, nothing when nothing moved, and the facts behind each."""

from __future__ import annotations

from datetime import date

from latticework.answers.diff import UNRANKED, Change, diff
from latticework.atlas import Atlas
from latticework.model.fact import Fact
from latticework.model.reading import Unknown
from latticework.views.world import World
from tests.conftest import everywhere, fact, spending, step, world_of

DAYS = date(2013, 7, 1), date(2014, 7, 1)


def worlds(facts: list[Fact]) -> tuple[World, World]:
    looked = everywhere("defence_pact", "defence_cooperation", "strategy_document", "hostile_act")
    return world_of(facts, DAYS[0], coverage=looked), world_of(facts, DAYS[1], coverage=looked)


def only(found: list[Change], what: str) -> Change:
    made = [change for change in found if change.what == what]
    assert len(made) == 1, found
    return made[0]


SPEND = [
    spending(s, y, v) for y, a, b in ((2012, 30, 20), (2013, 60, 20)) for s, v in (("CHN", a), ("JPN", b), ("USA", 70))
]
NAMED = [
    fact("strategy_document", "JPN", "2012-01-01", document="d", series="s"),
    fact("threat_named", "JPN>CHN", "2012-01-01", document="d", series="s", grade="threat", quote="a threat"),
]
PACT = step("defence_pact", "USA>JPN", "in_force", "1960-06-23")


def test_a_ratio_moves_with_the_figures_that_moved_it() -> None:
    found = diff(*worlds([*SPEND, *NAMED, PACT]), ["JPN"])
    ratio = only(found, "ratio")
    assert (ratio.about, ratio.before, ratio.after) == (("CHN", "JPN"), 1.5, 3.0)
    assert {(f.about.givers[0], f.day.year) for f in ratio.facts} == {
        ("CHN", 2012),
        ("CHN", 2013),
        ("JPN", 2012),
        ("JPN", 2013),
    }
    assert only(found, "cover").before == 3.0
    assert not [c for c in found if c.what in ("threat rank", "overtake", "defence_pact")]


def test_a_new_threat_and_the_documents_that_name_it() -> None:
    later = [
        fact("strategy_document", "JPN", "2014-01-01", document="e", series="s"),
        fact("threat_named", "JPN>RUS", "2014-01-01", document="e", series="s", grade="threat", quote="a threat"),
        fact("threat_named", "JPN>CHN", "2014-01-01", document="e", series="s", grade="threat", quote="a threat"),
    ]
    found = [
        c
        for c in diff(*worlds([*SPEND, *NAMED, *later, spending("RUS", 2013, 40)]), ["JPN"])
        if c.what == "threat rank"
    ]
    assert [(c.about, c.before, c.after) for c in found] == [(("JPN", "RUS"), UNRANKED, 2.0)]
    assert later[1] in found[0].facts


def test_steps_of_agreements_and_memberships() -> None:
    tie = "raa"
    signed = step("reciprocal_access", "AUS;JPN", "signed", "2013-01-06", tie=tie)
    entered = step("reciprocal_access", "AUS;JPN", "in_force", "2014-02-01", tie=tie)
    new = step("joint_programme", "GBR;JPN", "announced", "2014-03-01")
    joined = fact("membership", "JPN>AP4", "2014-05-01", status="in_force", role="member")
    found = diff(*worlds([signed, entered, new, joined]), ["JPN"])
    access = only(found, "reciprocal_access")
    assert (access.before, access.after, access.facts) == ("signed", "in_force", (entered,))
    assert (only(found, "joint_programme").before, only(found, "joint_programme").after) == (None, "announced")
    assert only(found, "membership").facts == (joined,)
    assert diff(*worlds([signed, entered, new, joined]), ["FRA"]) == []


def test_a_pledge_made_and_its_outcome() -> None:
    made = fact("pledge", "JPN", "2013-12-17", 2, unit="percent of GDP", title="Programme", deadline="2018")
    found = only(diff(*worlds([made]), ["JPN"]), "pledge")
    assert (found.before, found.after, found.facts) == (None, "open", (made,))


def test_one_day_as_known_by_two() -> None:
    early, late = (
        spending("CHN", 2012, 30, known="2013-02-01", release="2013-02"),
        spending("CHN", 2012, 40, known="2014-02-01", release="2014-02"),
    )
    facts = [early, late, spending("JPN", 2012, 20), *NAMED]
    sides = [world_of(facts, DAYS[0], known, coverage=everywhere("strategy_document")) for known in DAYS]
    ratio = only(diff(sides[0], sides[1], ["JPN"]), "ratio")
    assert (ratio.before, ratio.after) == (1.5, 2.0)
    assert ratio.facts == (late, early)


def test_what_becomes_known_was_unknown_and_never_zero() -> None:
    facts = [*NAMED, spending("CHN", 2013, 60), spending("JPN", 2013, 20)]
    ratio = only(diff(*worlds(facts), ["JPN"]), "ratio")
    assert isinstance(ratio.before, Unknown)
    assert ratio.after == 3.0


def test_the_same_world_has_not_moved_and_back_is_the_mirror_of_there(atlas: Atlas) -> None:
    before, after = atlas.world("2022-01-13", "2026-01-01"), atlas.world("2023-01-13", "2026-01-01")
    assert diff(before, before, ["JPN"]) == []
    there, back = diff(before, after, ["JPN"]), diff(after, before, ["JPN"])
    turned = {
        (c.what, c.about, str(c.after), str(c.before), c.note.split(";")[0] if c.what == "pledge" else "") for c in back
    }
    assert {
        (c.what, c.about, str(c.before), str(c.after), c.note.split(";")[0] if c.what == "pledge" else "")
        for c in there
    } == turned
    access = next(c for c in there if c.what == "reciprocal_access" and c.about == ("GBR", "JPN"))
    assert access.after == "signed"
    assert all(c.facts for c in there if not c.note.startswith("moved because") and c.what != "overtake")
