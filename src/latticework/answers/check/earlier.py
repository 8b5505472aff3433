"""Check of "first" for events of which only a selection is listed: an earlier one refutes it, silence decides nothing.

An earlier event of the very sort that is told refutes that this one was the first. One that may or may not be of the sort makes
the verdict depend on that. Where a source calls the event the first itself, that bears the claim out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from latticework.answers.check.tolerance import band, limit
from latticework.answers.check.verdict import DEPENDS, Cell, Verdict, decide, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind
from latticework.model.period import years_before
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

SELECTED = frozenset({"port_call", "intrusion", "visit", "exercise", "hostile_act", "meeting"})
"""Kinds of events that the tables list by selection."""

_ALSO = {"visit": ("visit", "meeting")}
_FIRST = re.compile(
    r"\bfirst\b(?:(?: [\w-]+){0,6}? in (?:(?P<more>more than )|about |nearly |some )?(?P<n>[\w-]+) (?P<unit>years|decades))?",
    re.I,
)
_WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "ten": 10,
    "twelve": 12,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
_ATTACKS = re.compile(r"\b(?:invasion|seizure|attacks?|strikes?|shelling|bombing)\b", re.I)


def first_of_selected(world: World, claim: Claim) -> Verdict:
    """Hold "the first carrier since 1997", "had never met" against the events on record."""
    label = find_kind(claim.kind).label
    parties = [code for code in (claim.subject, claim.object) if code]
    needed = f"a list of every {label} of {' and '.join(map(name_of, parties)) or 'the states'} over the whole time"
    if len(parties) < 2:
        return unknown("between whom it happened is not told", needed=needed)
    events = sorted(
        (f for kind in _ALSO.get(claim.kind, (claim.kind,)) for f in world.seen(kind, *parties) if _directed(claim, f)),
        key=lambda f: (f.day, f.id),
    )
    events = _about(claim, events)
    here = [f for f in events if _now(claim, f) and _sort(claim, f) is not False]
    if not here and claim.time is None and claim.since is None and not claim.detail.get("within"):
        return unknown("which event is meant is not told, and none of the weeks before is on record", needed=needed)
    begin = min((f.day for f in here), default=_day(claim))
    if not here and claim.time is None and begin is not None:
        begin -= timedelta(days=_MAY_BE_IT)  # what lies nearer may be the very event that is told
    if begin is None:
        return unknown("when it happened is not told", needed=needed)
    earlier = [f for f in events if f.period.surely_since < begin - timedelta(days=_APART) and _after(claim, f, begin)]
    same = [f for f in earlier if _sort(claim, f)]
    doubt = [f for f in earlier if _sort(claim, f) is None]
    cells = [_cell(f, False, "an earlier one on record") for f in same[-3:]]
    cells += [] if same else [_cell(f, None, "an earlier one that may be of the sort told") for f in doubt[-3:]]
    cells += [
        _cell(f, told, "its source calls it the first") for f in here if (told := _told_first(claim, f)) is not None
    ]
    agreeing = [cell for cell in cells if cell.agrees]
    rule = "an earlier event of the sort refutes it; a source that calls it the first bears it out"
    if same and agreeing:
        return replace(
            decide(cells, needed=needed, rule=rule), verdict=DEPENDS, because="a source calls it the first, and an earlier one is on record",
            flips_on=("which events count",),
        )  # fmt: skip
    if doubt and not same:
        return replace(
            decide(cells, needed=needed, rule=rule), verdict=DEPENDS, because="an earlier event is on record that may or may not be of the sort told",
            flips_on=("which events count",), needed="",
        )  # fmt: skip
    before = [
        f
        for f in events
        if claim.since is not None and claim.since.first <= f.period.surely_since and f.day <= claim.since.last
    ]
    if not cells and before:
        return Verdict(
            DEPENDS, tuple(_cell(f, True, "the one before, as told") for f in before), "the one before is on record as told, and none between; but the list is a selection",
            ("whether every one is on record",), rule=rule,
        )  # fmt: skip
    if not cells:
        return unknown(f"no earlier one is on record, but not every {label} is listed", needed=needed)
    return decide(cells, needed=needed, rule=rule)


def _about(claim: Claim, events: list[Fact]) -> list[Fact]:
    """Keep the events of the persons and places the text names, as far as any event names them."""
    for name in claim.detail.get("names", "").split():
        held = [f for f in events if name in f.detail.get("title", "") or name in f.detail.get("place", "")]
        if held and claim.kind in ("visit", "meeting"):
            events = held
    return events


_MAY_BE_IT = 180
_MONTH = 31
"""Days: an event of which only the month is known may be the one told in that month."""
_APART = 7
"""Days: events this near each other are told as one (a tour, an attack of several days)."""


def _directed(claim: Claim, fact: Fact) -> bool:
    return not fact.about.directed or (claim.subject in fact.about.givers and claim.object in fact.about.receivers)


def _day(claim: Claim) -> date | None:
    return claim.time.first if claim.time else claim.said


def _now(claim: Claim, fact: Fact) -> bool:
    """Whether an event is the one told: in the time told, else in the weeks before publication."""
    if claim.time is not None:
        return claim.time.first <= fact.period.surely_since and fact.day <= claim.time.last
    coarse = fact.period.surely_since - fact.period.start <= timedelta(days=_MONTH)
    return (
        claim.said is not None
        and (fact.period.start if coarse else fact.day) <= claim.said
        and fact.period.surely_since >= claim.said - timedelta(days=45)
    )


def _after(claim: Claim, fact: Fact, begin: date) -> bool:
    """Whether an earlier event lies in the time over which there is said to have been none."""
    if claim.since is not None:
        return fact.day > claim.since.last
    within = claim.detail.get("within", "").split()
    if within:
        years = float(within[0]) * (10 if within[1].startswith("decade") else 1)
        return fact.day >= years_before(begin, max(1, round(years) - 1))
    return True


def _sort(claim: Claim, fact: Fact) -> bool | None:
    """Whether an event is of the very sort told; None where the words do not decide."""
    sort, title = claim.detail.get("sort", ""), fact.detail.get("title", "")
    mode, place = fact.detail.get("mode", ""), fact.detail.get("place", "")
    if fact.kind == "port_call":
        return (mode == sort) if mode in ("carrier", "submarine") or sort in ("carrier", "submarine") else None
    if fact.kind == "intrusion":
        inside = ("airspace" in place) if sort == "airspace" else ("waters" in place)
        return None if inside else False
    if fact.kind in ("visit", "meeting"):
        names = [name for name in dict.fromkeys(claim.detail.get("names", "").split()) if name in title]
        return True if len(names) >= _BOTH and sort in ("meeting", "leader") else None
    if fact.kind == "hostile_act":
        if mode != "assault":
            return False
        plain = bool(_ATTACKS.search(title)) and not re.search(
            r"\b(?:soil|directly|own territory|nuclear|from its)\b", claim.detail.get("words", "")
        )
        return True if plain and name_of(claim.object) not in ("",) and _on_soil(claim, place) else None
    return None


def _on_soil(claim: Claim, place: str) -> bool:
    """Whether the place of an act is the territory of whom it was done to: named so, or a part of it that is listed."""
    return name_of(claim.object) in place or place in _PARTS.get(claim.object, ())


_PARTS = {"UKR": ("Crimea",)}
_BOTH = 2


def _told_first(claim: Claim, fact: Fact) -> bool | None:
    """Whether the source itself calls the event the first, over no shorter time than the text; None when it does not say."""
    match = _FIRST.search(f"{fact.detail.get('title', '')}. {fact.detail.get('note', '')}")
    if match is None:
        return None
    written = (match["n"] or "").lower()
    count = _WORDS.get(written) or (int(written) if written.isdigit() else 0)
    years = count * (10 if match["unit"] == "decades" else 1)
    if not years:
        return None if claim.since is not None or claim.detail.get("within") else True
    if claim.since is not None:
        gap = fact.day.year - claim.since.first.year
        more = match["more"] and gap - years <= (band("years", "decade").high or 0)
        return True if abs(gap - years) <= limit("years", "first since") or gap < years or more else None
    return True if claim.detail.get("within") else None


def _cell(fact: Fact, agrees: bool | None, how: str) -> Cell:
    return Cell(
        fact.citation.source, fact.detail.get("title", fact.kind), agrees, (fact,), fact.citation.release, says=str(fact.period), day=fact.day, how=how
    )  # fmt: skip
