"""Agreements, alliances, hosting, membership and roles."""

from __future__ import annotations

from datetime import date

from latticework.answers.check.agreement import agreement, status
from latticework.answers.check.alliance import alliance
from latticework.answers.check.hosting import hosting
from latticework.answers.check.membership import membership
from latticework.answers.check.role import role
from latticework.model.grouping import Grouping
from latticework.text.claims.shapes import Claim
from latticework.text.time_span import month, one, year_span
from latticework.views.world import World
from tests.conftest import everywhere, fact, step, world_of

DAY = date(2014, 7, 1)
CLUB = Grouping("CLUB", "the Club", (), "forum", (), date(2004, 5, 1), None, "test", "page")


def claim(type_: str, *parties: str, **more: object) -> Claim:
    basis: dict[str, object] = {"kind": "reciprocal_access", "status": "signed", "said": DAY}
    return Claim(type_, "words", 0, 5, subject=parties[0], object=parties[1], parties=parties, **(basis | more))  # type: ignore[arg-type]


def access() -> World:
    return world_of([step("reciprocal_access", "GBR;JPN", "signed", "2014-01-11")], DAY)


def test_a_signature_on_its_day() -> None:
    assert agreement(access(), claim("agreement", "JPN", "GBR", time=one(date(2014, 1, 11)))).verdict == "supported"
    assert agreement(access(), claim("agreement", "JPN", "GBR", time=month(2014, 1))).verdict == "supported"


def test_another_day_of_the_only_agreement_of_its_kind_is_contradicted() -> None:
    verdict = agreement(access(), claim("agreement", "JPN", "GBR", time=year_span(2010)))
    assert verdict.verdict == "contradicted"
    assert verdict.distance is not None


def test_a_day_off_is_no_contradiction() -> None:
    assert agreement(access(), claim("agreement", "JPN", "GBR", time=one(date(2014, 1, 12)))).verdict != "contradicted"


def test_no_agreement_on_record_is_not_checkable() -> None:
    verdict = agreement(access(), claim("agreement", "JPN", "FRA", time=year_span(2014)))
    assert verdict.verdict == "not_checkable"
    assert "France" in verdict.needed


def test_another_day_of_a_loose_kind_is_not_checkable() -> None:
    world = world_of([step("defence_cooperation", "GBR;JPN", "signed", "2012-06-01")], DAY)
    asked = claim("agreement", "JPN", "GBR", kind="defence_cooperation", time=year_span(2013))
    assert agreement(world, asked).verdict == "not_checkable"


def test_signed_is_not_in_force() -> None:
    assert status(access(), claim("status", "JPN", "GBR", status="in_force")).verdict == "contradicted"
    assert status(access(), claim("status", "JPN", "GBR", status="not_in_force")).verdict == "supported"
    assert status(access(), claim("status", "JPN", "GBR")).verdict == "supported"


def test_allies_have_a_defence_pact() -> None:
    pact = step("defence_pact", "USA>JPN", "in_force", "1960-06-23")
    covered = everywhere("defence_pact")
    asked = claim("alliance", "USA", "JPN", kind="defence_pact", status="in_force")
    assert alliance(world_of([pact], DAY, coverage=covered), asked).verdict == "supported"
    assert alliance(world_of([], DAY, coverage=covered), asked).verdict == "contradicted"
    assert alliance(world_of([], DAY), asked).verdict == "not_checkable"


def test_a_looser_tie_makes_ally_depend_on_the_word() -> None:
    tie = step("strategic_partnership", "JPN;USA", "in_force", "2000-01-01")
    world = world_of([tie], DAY, coverage=everywhere("defence_pact"))
    asked = claim("alliance", "USA", "JPN", kind="defence_pact", status="in_force")
    assert alliance(world, asked).verdict == "depends"
    strict = claim("alliance", "USA", "JPN", kind="defence_pact", status="in_force", detail={"strict": "yes"})
    assert alliance(world, strict).verdict == "contradicted"


def test_the_only_ally() -> None:
    pacts = [
        step("defence_pact", "USA>JPN", "in_force", "1960-06-23"),
        step("defence_pact", "GBR;JPN", "in_force", "2000-01-01"),
    ]
    covered = everywhere("defence_pact")
    asked = claim("alliance", "USA", "JPN", kind="defence_pact", status="in_force", detail={"only": "yes"})
    assert alliance(world_of(pacts[:1], DAY, coverage=covered), asked).verdict == "supported"
    more = [*pacts, step("defence_pact", "FRA;USA", "in_force", "2000-01-01")]
    assert alliance(world_of(more, DAY, coverage=covered), asked).verdict == "contradicted"


def test_hosting_is_never_contradicted_by_a_selection() -> None:
    base = step("basing", "USA>JPN", "in_force", "1952-01-01")
    asked = claim("hosting", "USA", "JPN", kind="basing", status="in_force")
    assert hosting(world_of([base], DAY), asked).verdict == "supported"
    assert hosting(world_of([], DAY), asked).verdict == "not_checkable"


def club(*steps: tuple[str, str, str], coverage: bool = True) -> World:
    facts = [
        step("membership", f"{state}>CLUB", how, day, tie=f"{state}-CLUB", role="member") for state, how, day in steps
    ]
    return world_of(facts, DAY, coverage=everywhere("membership") if coverage else (), groupings={"CLUB": CLUB})


def belongs(state: str, **more: object) -> Claim:
    basis: dict[str, object] = {"kind": "membership", "status": "member"}
    return Claim("membership", "words", 0, 5, subject=state, object="CLUB", said=DAY, **(basis | more))  # type: ignore[arg-type]


def test_members_and_strangers() -> None:
    world = club(("JPN", "in_force", "2004-05-01"), ("USA", "in_force", "2004-05-01"))
    assert membership(world, belongs("JPN")).verdict == "supported"
    assert membership(world, belongs("FRA")).verdict == "contradicted"
    assert membership(world, belongs("FRA", modality="denied")).verdict == "supported"


def test_nobody_is_a_stranger_where_the_list_is_no_whole_one() -> None:
    assert (
        membership(club(("JPN", "in_force", "2004-05-01"), coverage=False), belongs("FRA")).verdict == "not_checkable"
    )


def test_the_year_of_joining() -> None:
    world = club(("JPN", "in_force", "2004-05-01"))
    assert membership(world, belongs("JPN", status="joined", time=year_span(2004))).verdict == "supported"
    assert membership(world, belongs("JPN", status="joined", time=year_span(2005))).verdict == "depends"
    assert membership(world, belongs("JPN", status="joined", time=year_span(1990))).verdict == "contradicted"


def test_has_met_since_its_first_year() -> None:
    world = club(("JPN", "in_force", "2004-05-01"))
    asked = belongs("CLUB", kind="founded", status="met", since=year_span(2004))
    assert membership(world, asked).verdict == "supported"


def test_who_chairs() -> None:
    chair = fact("grouping_role", "JPN>CLUB", "2014", spans=True, role="chair")
    world = world_of([chair], DAY, groupings={"CLUB": CLUB})
    asked = belongs("JPN", status="chair", time=year_span(2014))
    assert role(world, asked).verdict == "supported"
    assert role(world, belongs("FRA", status="chair", time=year_span(2014))).verdict == "contradicted"
    assert role(world, belongs("FRA", status="chair", time=year_span(2010))).verdict == "not_checkable"
