"""The words of time, as pieces of patterns, from the tables `times_*.csv`."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from latticework.model.tables import read_csv
from latticework.text.amount_numbers import DIGITS, IN_WORDS, words
from latticework.text.time_rules import (
    DEICTICS,
    MONTHS,
    UNITS,
    WEEKDAYS,
    Here,
)


@cache
def meaning(kind: str) -> dict[str, int]:
    """Give the words of one kind (month, weekday, season, order...), in lower case, with their numbers."""
    rows = read_csv("latticework.text", "times_words.csv")
    return {row["word"].lower(): int(row["number"]) for row in rows if row["meaning"] == kind}


@cache
def fiscal_years() -> dict[str, tuple[int, bool]]:
    """Give, by state, the first month of the fiscal year and whether it is named after the year it ends in."""
    rows = read_csv("latticework.text", "times_fiscal.csv")
    return {row["state"]: (int(row["first_month"]), row["named_after"] == "end") for row in rows}


def any_of(kind: str, *, longer_than: int = 0, cased: bool = True) -> str:
    """Write a pattern for the words of a kind; cased ones as Name or NAME only."""
    names = sorted((word for word in meaning(kind) if len(word) > longer_than), key=len, reverse=True)
    forms = chain.from_iterable((word.capitalize(), word.upper()) if cased else (word,) for word in names)
    return "(?:" + "|".join(re.escape(form).replace("\\ ", " ") for form in forms) + ")"


_SURE = ("January", "February", "July", "September", "October", "November", "December")


SURE_MONTH = rf"(?i:{'|'.join(_SURE)})(?![A-Za-z])"
"""Months whose names mean nothing else."""


MONTH = rf"(?:{any_of('month', longer_than=4)}(?![A-Za-z])|{any_of('month')}(?![A-Za-z])(?:(?<!May)(?<!June)(?<!July)\.)?|{SURE_MONTH})"


DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9A-Za-z%]|[.,:][0-9]|-[a-z])"


YEAR = r"(?:1[5-9]|20|21)[0-9]{2}(?![0-9A-Za-z%]|[.,:][0-9])"


WEEKDAY = rf"(?:{any_of('weekday', longer_than=5)}|(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day))(?![A-Za-z])"


WEEKDAY_SHORT = rf"(?:{WEEKDAY}|{any_of('weekday')}(?![A-Za-z])\.?)"


_ZONE = r"(?:GMT|UTC|Z|EST|EDT|ET|CET|CEST|JST|KST|IST|MSK|BST|PST|PDT|PT|local time|[A-Z][a-z]{2,12} time)"


CLOCK = (
    r"(?:[0-9]{1,2}(?:[:.][0-9]{2})? ?(?i:a\.m\.|p\.m\.|am|pm)(?![a-z])|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])|"
    rf"[0-2][0-9]{{3}} ?(?:hours|hrs|GMT|UTC)|noon|midnight)(?: {_ZONE}(?![A-Za-z]))?(?: ?\([^()\n]{{1,30}}\))?(?: {_ZONE}(?![A-Za-z]))?"
)


BEFORE_DAY = rf"(?:{CLOCK},?(?: on)? )?(?:(?:early|late)(?: on)? )?(?:(?P<wd>{WEEKDAY_SHORT})(?: (?:morning|afternoon|evening|night))?(?:,? the |,? \(?))?"


AFTER_DAY = rf"(?:,? (?:at|around|about) {CLOCK})?"


EDGE = (
    r"(?:(?P<edge>(?i:early|mid|late|(?:the )?(?:very )?(?:beginning|start|middle|end|close|first half|second half) of))"
    r"(?: in)?(?: the month of)?[ -])"
)


COUNT = rf"(?:{DIGITS}|(?i:{IN_WORDS}|an?(?: couple of)?|a few|few|several))"


UNIT = r"(?i:second|minute|hour|day|week|weekend|month|quarter|year|decade)s?(?![A-Za-z])|(?i:centur(?:y|ies))"


_EDGES = {
    "early": "early", "beginning": "start", "start": "start", "mid": "mid", "middle": "mid", "late": "late",
    "end": "end", "close": "end", "first half": "first half", "second half": "second half",
}  # fmt: skip


_STARTS = (
    "a about after afternoon ahead an and annually approximately are around as at before beginning between biannually by close coming "
    "couple current during each earlier early end end-of ever every few final financial first fiscal for from fy h half in just last late "
    "lasted lasting later less many mid midnight more monthly months nearly next no noon of on over past present q roughly since "
    "several some start starting t that the this through throughout till to until upcoming very weekly within year yearly zero"
)


@cache
def starters() -> frozenset[str]:
    """Give the words an expression may start with, in lower case."""
    counts = (word for part in ("unit", "teen", "ten") for word in words(part))
    kinds = (
        word.split()[0]
        for kind in ("month", "weekday", "season", "deictic", "order", "century")
        for word in meaning(kind)
    )
    return frozenset(
        chain(_STARTS.split(), counts, kinds, ("twenty", "decades", "weeks", "days", "years", "centuries"))
    )


_UNIT_WORDS = (
    "second minute hour day week weekend month quarter half year decade spring summer autumn fall winter annually biannually "
    "yearly monthly weekly century centuries"
)


@cache
def needed() -> dict[str, int]:
    """Give, for the words that make an expression one of time, the kind of word they are."""
    units = _UNIT_WORDS.split()
    found = dict.fromkeys((form for unit in units for form in (unit, f"{unit}s")), UNITS)
    found |= dict.fromkeys(
        ("today", "tonight", "morning", "afternoon", "evening", "yesterday", "night", "tomorrow"), DEICTICS
    )
    found |= dict.fromkeys(meaning("month"), MONTHS) | dict.fromkeys(meaning("weekday"), WEEKDAYS)
    return found | {"second": UNITS, "mar": MONTHS, "sun": WEEKDAYS}


def edge_of(text: str | None) -> str | None:
    """Give the part a phrase speaks of: "the beginning of" is `start`."""
    if not text:
        return None
    bare = text.lower().removeprefix("the ").removeprefix("very ").removesuffix(" of").strip()
    return _EDGES.get(bare)


def unit_of(text: str) -> str:
    """Give a unit of time in the singular.

    >>> unit_of("Centuries"), unit_of("years")
    ('century', 'year')
    """
    text = text.lower()
    return "century" if text.startswith("centur") else text.removesuffix("s")


def month_of(text: str) -> int:
    """Give the number of a month's name."""
    return meaning("month")[text.lower().rstrip(".")]


def weekday_of(text: str) -> int:
    """Give the number of a weekday's name, Monday being 0."""
    return meaning("weekday")[text.lower().rstrip(".")]


def order_of(text: str) -> int:
    """Give the number of a day or an ordinal written in figures: `3rd` is 3."""
    return int(re.sub(r"[^0-9]", "", text))


TO = r"(?: ?[-–—] ?| to | through | until | till )"


YEAR_WORD = r"(?:(?P<rel>(?i:last|this|next)) year|(?P<that>(?i:the year)))"


def year_of(match: re.Match[str], here: Here) -> int | None:
    """Give the year a group `y`, "last year" or "the year" stands for."""
    if match["y"]:
        return int(match["y"])
    if here.published is None:
        return None
    return here.published.year + {"last": -1, "next": 1}.get((match["rel"] or "").lower(), 0)
