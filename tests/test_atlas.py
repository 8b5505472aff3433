"""The atlas: what was so on a day, not all that had begun by then."""

from __future__ import annotations

from latticework.atlas import Atlas

PAIR = ("JPN", "AUS")


def test_what_was_so_leaves_out_earlier_steps_and_what_ended(atlas: Atlas) -> None:
    begun = atlas.facts(parties=PAIR, as_of="2023-01-13")
    held = atlas.facts(parties=PAIR, as_of="2023-01-13", holding=True)
    assert {fact.id for fact in held} < {fact.id for fact in begun}
    assert not [fact for fact in held if fact.status == "ended"]
    ties = [fact.detail["tie"] for fact in held if "tie" in fact.detail]
    assert len(ties) == len(set(ties)), "one step of each tie"
    assert {str(fact.day) for fact in held if fact.kind == "acquisition_cross_servicing"} == {"2017-09-06"}
    assert {fact.status for fact in held if fact.kind == "reciprocal_access"} == {"signed"}


def test_what_was_so_turns_with_the_day(atlas: Atlas) -> None:
    kinds = ["acquisition_cross_servicing"]
    told = [
        atlas.facts(kinds, parties=PAIR, as_of=day, holding=True) for day in ("2011-01-01", "2014-01-01", "2026-01-01")
    ]
    assert [(one.status, one.day.year) for found in told for one in found] == [
        ("signed", 2010),
        ("in_force", 2013),
        ("in_force", 2017),
    ]


def test_the_first_of_what_was_so_are_the_first_of_all(atlas: Atlas) -> None:
    whole = atlas.facts(parties=PAIR, as_of="2023-01-13", holding=True)
    assert atlas.facts(parties=PAIR, as_of="2023-01-13", holding=True, limit=5) == whole[:5]
    assert atlas.facts(parties=PAIR, holding=True) == atlas.facts(parties=PAIR, as_of=atlas.world().as_of, holding=True)
