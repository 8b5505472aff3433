"""Readers of months: "in June", "mid-March", "between March and May 2022"."""

from __future__ import annotations

import re

from latticework.text.time_rules import (
    MONTHS,
    Found,
    Here,
    Rules,
    both,
    edged,
    joined,
)
from latticework.text.time_span import Span, month
from latticework.text.time_words import (
    EDGE,
    MONTH,
    SURE_MONTH,
    TO,
    YEAR,
    YEAR_WORD,
    edge_of,
    month_of,
    year_of,
)

RULES = Rules()


def month_near(here: Here, number: int, which: str | None = None, edge: str | None = None) -> Found:
    """Find the year of a month: the latest one begun by `published`, or the coming one in a future reading."""
    if here.published is None:
        return Found("interval")
    year, now = here.published.year, here.published.month
    past = month(year - (number > now or (which == "last" and number == now)), number)
    ahead = month(year + (number < now or (which == "next" and number == now)), number)
    if which == "this":
        past = ahead = month(year, number)
    elif which in ("last", "next"):
        past = ahead = past if which == "last" else ahead
    return Found("interval", edged(past, edge), edged(ahead, edge))


def _months(match: re.Match[str], here: Here) -> Found | None:
    """Read a range of months; one year may stand for both."""
    first, last = month_of(match["m"]), month_of(match["m2"])
    if match["y"]:
        year = int(match["y"])
        start = int(match["y1"] or year - (first > last))
        return both(joined(month(start, first), month(year, last)))
    near = month_near(here, last)

    def whole(end: Span | None) -> Span | None:
        return joined(month(end.last.year - (first > last), first), end) if end else None

    return Found("interval", whole(near.past), whole(near.ahead))


_MONTH_ONE = rf"(?P<m>{MONTH})(?: (?P<y1>{YEAR}))?"


_MONTH_TWO = rf"(?P<m2>{MONTH})(?! [0-3]?[0-9](?![0-9]))(?:(?:, ?| )(?P<y>{YEAR}))?"


RULES.rule("months", rf"(?:(?i:from|between) )?{_MONTH_ONE}{TO}{_MONTH_TWO}", MONTHS)(_months)


RULES.rule("months_and", rf"(?i:between) {_MONTH_ONE} and {_MONTH_TWO}", MONTHS)(_months)


@RULES.rule("month_year", rf"{EDGE}?(?P<m>{MONTH})(?:(?:, ?| )(?:of )?(?P<y>{YEAR})| (?:of )?{YEAR_WORD})", MONTHS)
def _month_year(match: re.Match[str], here: Here) -> Found | None:
    year = year_of(match, here)
    return both(edged(month(year, month_of(match["m"])) if year else None, edge_of(match["edge"])))


_NO_DAY = r"(?! [0-3]?[0-9](?![0-9])|,? (?:1[5-9]|20|21)[0-9]{2}(?![0-9]))"


@RULES.rule(
    "month_rel", rf"(?P<which>(?i:last|next|this past|this coming|this|past|coming)) (?P<m>{MONTH}){_NO_DAY}", MONTHS
)
def _month_rel(match: re.Match[str], here: Here) -> Found | None:
    which = match["which"].lower()
    which = {"this past": "last", "past": "last", "this coming": "next", "coming": "next"}.get(which, which)
    return month_near(here, month_of(match["m"]), which)


@RULES.rule("month_edge", rf"{EDGE}(?P<m>{MONTH}){_NO_DAY}", MONTHS)
def _month_edge(match: re.Match[str], here: Here) -> Found | None:
    return month_near(here, month_of(match["m"]), None, edge_of(match["edge"]))


_BEFORE_MONTH = (
    r"(?i:in|since|until|till|by|from|before|after|during|through|for|of|to|as of|around|starting|early in|late in)"
)


@RULES.rule("month_after", rf"{_BEFORE_MONTH} (?P<x>(?P<m>{MONTH})){_NO_DAY}(?![-‑]?[A-Za-z])", MONTHS)
def _month_after(match: re.Match[str], here: Here) -> Found | None:
    """Read a month after a word that goes before months; "of May" is no month where a name follows."""
    name = match["m"].rstrip(".").lower()
    if name in ("may", "march", "april", "june", "august") and re.match(r" [A-Z][a-z]", here.after(match, 3)):
        return None
    if name not in ("may", "march") or match.group()[:3].lower().rstrip() not in ("to", "for", "of", "fro", "aft"):
        return month_near(here, month_of(match["m"]))
    return None if re.match(r" (?:said|told|was|has|and)", here.after(match, 5)) else month_near(here, month_of(name))


_NAME_BEFORE = re.compile(
    r"\b(?!(?:The|In|On|A|An|Its|Last|Since|By|Until|This|Next|Early|Late|And|But) )[A-Z][a-z]+ $"
)


@RULES.rule("month_bare", rf"{SURE_MONTH}{_NO_DAY}|(?:April|June|August){_NO_DAY}(?=['’]s| [a-z])", MONTHS)
def _month_bare(match: re.Match[str], here: Here) -> Found | None:
    """Read a month that stands alone, unless it is part of a name ("October Revolution", "Black September")."""
    named = _NAME_BEFORE.search(here.behind(match, 12)) or re.match(r" [A-Z][a-z]", here.after(match, 3))
    return None if named else month_near(here, month_of(match.group()))
