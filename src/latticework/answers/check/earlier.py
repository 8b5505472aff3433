"""Check of "first" for events of which only a selection is listed: an earlier one refutes it, silence decides nothing.

An earlier event of the very sort that is told refutes that this one was the first. One that may or may not be of the sort makes
the verdict depend on that. Where a source calls the event the first itself, that bears the claim out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from latticework.answers.check.sorts import of_sort, office_told
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
    r"\bfirst\b(?:[^.;,]{0,80}?\bsince (?:[A-Z][a-z]+ )?(?P<year>(?:18|19|20)\d\d)\b"
    r"|(?: [\w-]+){0,12}? in (?:(?P<more>more than )|about |nearly |some )?(?P<n>[\w-]+) (?P<unit>years|decades))?",
    re.I,
)
_WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}


def first_of_selected(world: World, claim: Claim) -> Verdict:
    """Hold "the first carrier since 1997", "had never met" against the events on record."""
    claim = _with_length(claim)
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
    here = [f for f in events if _now(claim, f) and of_sort(claim, f) is not False]
    if not here and claim.time is None and claim.since is None and not claim.detail.get("within"):
        return unknown("which event is meant is not told, and none of the weeks before is on record", needed=needed)
    begin = min((f.day for f in here), default=_day(claim))
    if not here and claim.time is None and begin is not None:
        begin -= timedelta(days=_MAY_BE_IT)  # what lies nearer may be the very event that is told
    if begin is None:
        return unknown("when it happened is not told", needed=needed)
    earlier = [f for f in events if f.period.surely_since < begin - timedelta(days=_APART) and _after(claim, f, begin)]
    same = [f for f in earlier if of_sort(claim, f)]
    doubt = [f for f in earlier if of_sort(claim, f) is None]
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
    """Keep the events of the persons and places the text names, as far as any event names them; an office is of many persons."""
    if claim.kind not in ("visit", "meeting") or office_told(claim.detail.get("words", "")):
        return events
    for name in claim.detail.get("names", "").split():
        held = [f for f in events if name in f.detail.get("title", "") or name in f.detail.get("place", "")]
        if held:
            events = held
    return events


_MAY_BE_IT = 180
_MONTH = 31
"""Days: an event of which only the month is known may be the one told in that month."""
_APART = 7
"""Days: events this near each other are told as one (a tour, an attack of several days)."""


_LENGTH = re.compile(
    r"\b(?:in|for) (?:the (?:last|past) )?(?:more than |about |nearly |almost |over |some )?(?P<n>[\w-]+) (?P<unit>year|decade)s\b",
    re.I,
)


def _with_length(claim: Claim) -> Claim:
    """Take the length of time from the words of the claim where none was read: "no president had come in twelve years"."""
    match = None if claim.since or claim.detail.get("within") else _LENGTH.search(claim.words)
    number = _number(match["n"]) if match else 0
    return (
        replace(claim, detail={**claim.detail, "within": f"{number} {match['unit'].lower()}"})
        if match and number
        else claim
    )


def _number(word: str) -> int:
    return _WORDS.get(word.lower()) or (int(word) if word.isdigit() else 0)


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


def _told_first(claim: Claim, fact: Fact) -> bool | None:
    """Whether the source itself calls the event the first, over no shorter time than the text; None when it does not say."""
    words = f"{fact.detail.get('title', '')}. {fact.detail.get('note', '')}"
    told = [_one_told(claim, fact, match) for match in _FIRST.finditer(words)]
    return True if True in told else False if False in told else None


def _one_told(claim: Claim, fact: Fact, match: re.Match[str]) -> bool | None:
    """What one telling of a first says to the claim: "first since 2012", "first in eleven years", "first"."""
    if match["year"]:
        return _since_told(claim, fact, int(match["year"]))
    years = _number(match["n"] or "") * (10 if match["unit"] == "decades" else 1)
    if not years:
        return None if claim.since is not None or claim.detail.get("within") else True
    if claim.since is not None:
        gap = fact.day.year - claim.since.first.year
        more = match["more"] and gap - years <= (band("years", "decade").high or 0)
        return True if abs(gap - years) <= limit("years", "first since") or gap < years or more else None
    return True if claim.detail.get("within") else None


def _since_told(claim: Claim, fact: Fact, year: int) -> bool:
    """Hold the year of the one before, as a source tells it, against the time over which the text says there was none."""
    if claim.since is not None:
        return claim.since.last.year >= year
    within = claim.detail.get("within", "").split()
    if within:
        years = float(within[0]) * (10 if within[1].startswith("decade") else 1)
        return fact.day.year - year >= years - limit("years", "first since")
    return False


def _cell(fact: Fact, agrees: bool | None, how: str) -> Cell:
    return Cell(
        fact.citation.source, fact.detail.get("title", fact.kind), agrees, (fact,), fact.citation.release, says=str(fact.period), day=fact.day, how=how
    )  # fmt: skip
