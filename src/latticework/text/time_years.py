"""Readers of years and of what has one: decades, centuries, seasons, quarters, fiscal years."""

from __future__ import annotations

import re

from latticework.text.time_rules import (
    NUMERALS,
    UNITS,
    Found,
    Here,
    Rules,
    both,
    edged,
)
from latticework.text.time_span import month, months, year_span
from latticework.text.time_words import (
    EDGE,
    YEAR,
    YEAR_WORD,
    any_of,
    edge_of,
    fiscal_years,
    meaning,
    order_of,
    year_of,
)

RULES = Rules()


@RULES.rule("fiscal", (
    r"(?:the )?(?:(?i:fiscal|financial)(?i: year)? |FY ?-?)(?P<y>(?:19|20)[0-9]{2}|['’]?[0-9]{2})(?:[-/–](?P<y2>[0-9]{2,4}))?(?![0-9])|"
    r"(?:the )?(?P<y3>(?:19|20)[0-9]{2})(?:[-/–](?P<y4>[0-9]{2,4}))? (?i:fiscal|financial) (?i:year|budget)"
), NUMERALS)  # fmt: skip
def _fiscal(match: re.Match[str], here: Here) -> Found | None:
    """Read a fiscal year by the state's calendar; without one, the calendar year stands for it, about."""
    said, second = (match["y"] or match["y3"]).lstrip("'’"), match["y2"] or match["y4"]
    year = int(said) if len(said) == 4 else 2000 + int(said)
    first_month, ends = fiscal_years().get(here.fiscal or "", (0, False))
    if not first_month:
        return both(year_span(year, year + 1 if second else None, approx=True))
    return both(months(year - (ends and not second), first_month, 12))


_YEAR_ONE = r"(?P<y>(?:1[5-9]|20|21)[0-9]{2})(?![0-9])"


_YEAR_TWO = rf"(?P<y2>{YEAR}|[0-9]{{2}}(?![0-9A-Za-z%]|[.,:/-][0-9]))"


def _years(match: re.Match[str], _: Here) -> Found | None:
    first, last = int(match["y"]), match["y2"]
    if len(last) == 2:
        if not int(last) > first % 100:
            return both(month(first, int(last))) if match.group()[4] == "-" and 1 <= int(last) <= 12 else None
        return both(year_span(first, first // 100 * 100 + int(last)))
    return both(year_span(first, int(last))) if int(last) > first else None


_YEARS_TO = r"(?:[-–/]| ?[–—] ?| to (?:the )?| through | until )"


RULES.rule("years", rf"(?:(?i:from|between) )?(?:the )?{_YEAR_ONE}{_YEARS_TO}{_YEAR_TWO}", NUMERALS)(_years)


RULES.rule("years_and", rf"(?i:between) {_YEAR_ONE} and {_YEAR_TWO}", NUMERALS)(_years)


@RULES.rule("season", (
    rf"(?:(?P<edge>(?i:early|mid|late))[- ])?(?P<s>{any_of('season', cased=False)}|(?:Spring|Summer|Autumn|Fall|Winter))"
    rf"(?:(?:, ?| )(?:of )?(?P<y>{YEAR})| (?:of )?{YEAR_WORD})"
), UNITS)  # fmt: skip
def _season(match: re.Match[str], here: Here) -> Found | None:
    year = year_of(match, here)
    return both(edged(months(year, meaning("season")[match["s"].lower()], 3) if year else None, edge_of(match["edge"])))


@RULES.rule("quarter", (
    rf"(?:the )?(?:(?P<n>{any_of('order', cased=False)})[- ](?P<what>quarter|half)|(?P<q>[QH][1-4]))"
    rf"(?:,? (?:of )?(?:the )?(?P<y>{YEAR})| (?:of )?{YEAR_WORD})"
), NUMERALS | UNITS)  # fmt: skip
def _quarter(match: re.Match[str], here: Here) -> Found | None:
    length = 6 if match["what"] == "half" or (match["q"] or "")[:1] == "H" else 3
    order = int(match["q"][1]) if match["q"] else meaning("order")[match["n"].lower()]
    order = 12 // length if order < 0 else order
    year = year_of(match, here)
    return both(months(year, (order - 1) * length + 1, length) if year and order * length <= 12 else None)


@RULES.rule(
    "year_edge",
    rf"{EDGE}(?:the year )?(?P<y>{YEAR})(?!s|['’]s)|(?i:end-|year-end )(?P<end>{YEAR})|(?P<in>(?i:early|late)) in (?P<y2>{YEAR})",
    NUMERALS,
)
def _year_edge(match: re.Match[str], _: Here) -> Found | None:
    year = year_span(int(match["y"] or match["end"] or match["y2"]))
    return both(edged(year, "end" if match["end"] else edge_of(match["edge"] or match["in"])))


@RULES.rule(
    "decade",
    r"(?:(?:the )?(?P<edge>early|mid|late)[- ](?:to[- ]late[- ])?)?(?:the )?(?P<y>(?:1[5-9]|20)[0-9]0)['’]?s(?![A-Za-z])",
    NUMERALS,
)
def _decade(match: re.Match[str], _: Here) -> Found | None:
    year = int(match["y"])
    return both(edged(year_span(year, year + 9), edge_of(match["edge"])))


@RULES.rule(
    "decade_short",
    r"(?:(?P<edge>early|mid|late)[- ])?(?:the )?['’](?P<y>[2-9]0)s(?![A-Za-z])|the (?P<y2>[3-9]0)s(?![A-Za-z])",
    NUMERALS,
)
def _decade_short(match: re.Match[str], _: Here) -> Found | None:
    year = 1900 + int(match["y"] or match["y2"])
    return both(edged(year_span(year, year + 9), edge_of(match["edge"])))


@RULES.rule("century", (
    rf"(?:{EDGE}(?:the )?|(?:the )?)(?P<n>[12][0-9](?:st|nd|rd|th)|{any_of('century', cased=False)})[- ]century"
), UNITS)  # fmt: skip
def _century(match: re.Match[str], _: Here) -> Found | None:
    said = match["n"].lower()
    number = meaning("century").get(said) or order_of(said)
    return both(edged(year_span(number * 100 - 99, number * 100), edge_of(match["edge"])))


_NOT_A_YEAR_AFTER = re.compile(
    r"(?:[Rr]esolutions?|[Aa]rticles?|[Ss]ections?|[Ff]light|No\.?|[Nn]umber|[Rr]oom|Route|Highway|Regulation|Directive|"
    r"Law|Boeing|Type|Model|posts?|[$€£¥]|Rs\.?|[Pp]age|about|nearly|almost|some|over|than|least|to|roughly|approximately|only)[  ]?$"
)


_COUNTED = re.compile(
    r"[- ](?:[A-Z][\w.]+ |[a-z]+(?:an|ese|ish|ed|ic|ary|val) ){0,2}(?:troops?|soldiers|personnel|people|missiles?|rockets|shells|"
    r"rounds|drones|tanks|vehicles|aircraft|ships|warheads|km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet|tons|tonnes|"
    r"civilians|men|women|children|refugees|migrants|prisoners|workers|police|officers|hours|jobs|homes|houses|members|"
    r"families|fighters|militants|dollars|euros|yen|percent|casualties|others|million|billion|sorties|marines|sailors)\b"
)


@RULES.rule("year", r"(?P<y>(?:1[89]|20|21)[0-9]{2})(?![0-9A-Za-z%]|[.,:][0-9]|[-/][0-9])", NUMERALS)
def _year(match: re.Match[str], here: Here) -> Found | None:
    """Read a bare year, unless the number counts something or is part of a name."""
    ahead, behind = here.after(match, 60), here.behind(match, 14)
    preceded = _NOT_A_YEAR_AFTER.search(behind)
    if _COUNTED.match(ahead) or (
        preceded and not (preceded.group().strip() in ("to", "over", "about") and _dated(match))
    ):
        return None
    return both(year_span(int(match["y"])))


def _dated(match: re.Match[str]) -> bool:
    return int(match["y"]) % 100 != 0
