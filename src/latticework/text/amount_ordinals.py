"""Readers of places in a series and of records: the sixth nuclear test, the second-largest army, the first visit since 2017."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from latticework.text.amount_nouns import counted
from latticework.text.amount_numbers import words
from latticework.text.amount_shapes import Amount


@cache
def _ordinal() -> str:
    plain = "|".join(sorted(words("ordinal"), key=len, reverse=True))
    tens = "|".join(words("ten"))
    return rf"(?:(?:{tens})-(?:{plain})|{plain}|[0-9]{{1,3}}(?:st|nd|rd|th))"


_SERIES = re.compile(
    r"(?: [\w'’.-]+){0,6}? (?:this (?:year|month|week|decade)|in (?:a row|as many \w+|\w+ (?:days|weeks|months|years))|so far|"
    r"of the (?:year|month|week)|since \w+|in less than|within)\b"
)
_NO_SERIES = re.compile(
    r"[- ](?:minute|century|half|quarter|floor|anniversary|person|part(?:y|ies)|countr|world|amendment|place|round of the|birthday|"
    r"strike|degree|class|phase|hand|generation|day|state|nation|term|second|largest|biggest|of\b|and\b|to\b|in\b)"
)


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?P<o>(?i:{_ordinal()}))(?:[ -](?P<straight>straight|consecutive|successive|time)\b)?"
    )


@cache
def _ranked() -> re.Pattern[str]:
    grades = "largest|biggest|highest|strongest|longest|top|most [a-z]+|leading|lowest|smallest"
    arms = (
        "military|militaries|army|armies|navy|navies|air force|armed forces|arms|weapons?|defen[cs]e|nuclear|missiles?|troops?|"
        "contingent|fleet|arsenal|spender|stockpile|contributor|supplier|force"
    )
    return re.compile(
        rf"(?:(?<![\w-])(?P<o>(?i:{_ordinal()}))[- ]|(?i:world['’]s) )(?P<grade>{grades})\b(?=[^.;,]{{0,45}}\b(?:{arms})\b)"
    )


_SINCE = re.compile(
    r"\b(?P<what>(?i:first|biggest|largest|highest|lowest|deadliest|worst|heaviest|longest|fiercest|bloodiest|greatest|closest|most [a-z]+))\b"
    r"(?P<between>[^.;:!?\n]{0,90}?) since (?P<when>(?:the )?(?:[a-z]+ of |[A-Z][a-z]+ (?:[0-9]{1,2}, )?|early |late |at least )?(?P<year>(?:1[89]|20)[0-9]{2})\b|"
    r"(?:the )?(?:end of )?(?:the )?(?:Cold War|World War (?:II|Two|2|I|One)|Second World War|Korean War|Vietnam War|independence))"
)


def ordinals(text: str) -> Iterator[Amount]:
    """Yield records since a year, ranks, and places in a series."""
    for match in _SINCE.finditer(text):
        comparator = "first_since" if match["what"].lower() == "first" else "biggest_since"
        if match["year"]:
            yield Amount(match.start("year"), match.end("year"), int(match["year"]), "year", comparator)
        else:
            yield Amount(match.start("what"), match.end("what"), 1, "ordinal", comparator)
    for match in _ranked().finditer(text):
        yield Amount(match.start(), match.end(), _value(match["o"]) if match["o"] else 1, "ordinal", "ordinal")
    for match in _numbered().finditer(text):
        amount = _in_series(text, match)
        if amount:
            yield amount


_NUMBERED = ("round", "aircraft carrier", "package", "tranche")
_EVENTS = (
    "meeting",
    "summit",
    "visit",
    "session",
    "talk",
    "package",
    "tranche",
    "round",
    "mission",
    "operation",
    "flight",
)


def _in_series(text: str, match: re.Match[str]) -> Amount | None:
    """Read an ordinal as a place in a series: told of a run ("third this year"), or of a thing that counts."""
    value, end = _value(match["o"]), match.end()
    if _NO_SERIES.match(text, match.end("o")) and not match["straight"]:
        return None
    if match["straight"]:
        run = match["straight"] != "time" or value > 1
        noun = None if match["straight"] == "time" else counted(text, end, single=True)
        return (
            Amount(match.start(), noun.end if noun else end, value, "ordinal", "ordinal", noun.phrase if noun else "")
            if run
            else None
        )
    if re.match(r" [A-Z]", text[end : end + 2]) and match["o"][0].isdigit():
        return None  # a unit's name: 7th Fleet
    noun = counted(text, end, single=True)
    if not noun or noun.family not in ("count", "weapon", "force"):
        return None
    run = _SERIES.match(text, end) or _SERIES.match(text, noun.end)
    series = bool(run) and not (value == 1 and run and " since " in run.group())
    alone = value > 1 and ((noun.scope and noun.family == "count") or noun.unit in _NUMBERED)
    if not (alone or (series and (noun.scope or noun.unit in _EVENTS))):
        return None
    return Amount(match.start(), noun.end, value, "ordinal", "ordinal", noun.phrase)


def _value(text: str) -> int:
    """Give the number of an ordinal.

    >>> _value("twenty-first"), _value("3rd"), _value("Sixth")
    (21, 3, 6)
    """
    text = text.lower()
    if text[0].isdigit():
        return int(re.sub(r"[^0-9]", "", text))
    tens, _, ones = text.rpartition("-")
    return words("ten").get(tens, 0) + words("ordinal")[ones]
