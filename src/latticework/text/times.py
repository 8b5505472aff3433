"""Times in a text: every expression of a day, an interval, a deadline or a length of time, resolved against its day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from latticework.model.tables import read_csv
from latticework.text import time_days, time_lengths, time_months, time_near, time_years
from latticework.text.time_rules import GAP, MONTHS, NUMERALS, UNITS, Found, Here, Reader
from latticework.text.time_span import Span
from latticework.text.time_words import needed, starters

__all__ = ["Span", "TimeMention", "find_times"]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An expression of time, `text[start:end]`, with a past and a future reading.

    `kind` is one of day, interval, duration, deadline, since, until, ago, set. `count` and `unit` give a length of time
    where one is told ("72 hours": 72, hour). Unknown readings are None.
    """

    start: int
    end: int
    kind: str
    past: Span | None = None
    ahead: Span | None = None
    count: float | None = None
    unit: str | None = None

    def resolve(self, future: bool = False) -> Span | None:
        """Give the days meant; `future` is whether the sentence speaks of what is to come."""
        return self.ahead if future else self.past

    def written(self, future: bool = False) -> str | None:
        """Write the days meant as YYYY-MM-DD, YYYY-MM, YYYY or A/B; None where they are unknown."""
        span = self.resolve(future)
        return span.written() if span else None


def find_times(
    text: str, published: date | None, *, before: Span | None = None, fiscal: str | None = None
) -> list[TimeMention]:
    """Find the expressions of time in a text, in order and without overlap.

    What is relative is resolved against `published`, and stays unknown without it. `before` is the time told before this
    text, for "the following day"; `fiscal` the state whose fiscal year counts.

    >>> [time.written() for time in find_times("It met last Friday and on 3 May.", date(2023, 5, 10))]
    ['2023-05-05', '2023-05-03']
    """
    if published and not 100 <= published.year <= 9800:
        published = None  # no sums over the edge of the calendar
    mentions: list[TimeMention] = []
    for start, end, found in _expressions(text, Here(text, published, before, fiscal)):
        mentions.append(_with_preposition(text, start, end, found, mentions[-1].end if mentions else 0))
    return mentions


def _expressions(text: str, here: Here) -> Iterator[tuple[int, int, Found]]:
    """Yield what the rules read, from left to right; where one refuses, those after it are tried."""
    at = 0
    for place, kinds in _places(text):
        if place < at:
            continue
        for name, pattern, reader in _rules(kinds):
            match = pattern.match(text, place)
            found = reader(match, here) if match else None
            if match and found and not _in_a_name(text, place, match.end()):
                start = match.start("x") if "x" in pattern.groupindex else place
                at = match.end()
                yield start, _closed(text, start, at), found
                if found.kind in ("day", "interval", "ago") and found.past and not _modifies(here, match, name):
                    here = here._replace(before=found.past)
                break


_TOKEN = re.compile(r"[A-Za-z]+|['’]?[0-9]+")
_REACH = 12
"""Every expression has one of its needed words among its first twelve."""
_GLUE = frozenset("_$€£¥₹.,/-")


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where an expression may start, and the kinds of needed words (added up) close enough after it."""
    tokens = [(match.start(), match.group().lower()) for match in _TOKEN.finditer(text)]
    kinds, starts = needed(), starters()
    own = [kinds.get(word, 0) if word[0].isalpha() else NUMERALS for _, word in tokens]
    if not any(own):
        return
    for index, (place, word) in enumerate(tokens):
        before = text[place - 1] if place else " "
        if (own[index] or word in starts) and not (before.isalnum() or before in _GLUE):
            mask = 0
            for kind in own[index : index + _REACH]:
                mask |= kind
            if mask:
                yield place, mask
        if word[0] in "'’":
            yield place + 1, NUMERALS | MONTHS | UNITS


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Say whether the expression is inside a name that is no time: "Black Friday"."""
    floor = max(0, start - 24)
    return any(
        floor + match.start() < end and start < floor + match.end()
        for match in _names().finditer(text[floor : end + 24])
    )


def _closed(text: str, start: int, end: int) -> int:
    """Take in the bracket that closes one inside the expression: "Monday (July 27)"."""
    return end + (text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")")


def _modifies(here: Here, match: re.Match[str], name: str) -> bool:
    """Say whether a date only names a thing ("the November 27 agreement"), so that no later time goes on from it."""
    dated = name in ("mdy", "dmy", "month_year", "month_bare", "year")
    return dated and bool(_ARTICLE.search(here.behind(match, 16)) and _NOUN.match(here.after(match, 3)))


_ARTICLE = re.compile(r"(?:\b(?:the|an?|its|their|his|her|of)|['’]s|s['’]) $")
_NOUN = re.compile(r" [a-zA-Z]{2}(?<! on)(?<! in)(?<! at)(?<! to)(?<! by)(?<! an)(?<! wh)(?<! th)")
_PREPOSITIONS = {
    "deadline": r"by|no later than|not later than|ahead of|before the end of|by the end of",
    "until": r"until|till|up to|through|up until|expires? (?:in|on)|expiring (?:in|on)",
    "since": r"since|ever since|as early as|starting(?: in| on| from)?|beginning(?: in| on| from)?|effective(?: from| on)?|as from",
}


@cache
def _prepositions() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{words})" for kind, words in _PREPOSITIONS.items())
    return re.compile(rf"\b(?i:{kinds})(?: the)?{GAP}$")


def _with_preposition(text: str, start: int, end: int, found: Found, floor: int) -> TimeMention:
    """Let "by", "until" and "since" before an expression say its kind; what is due is in the future."""
    kind, past, ahead = found.kind, found.past, found.ahead
    behind = text[max(floor, start - 24) : start]
    match = _prepositions().search(behind) if kind in ("day", "interval", "ago") else None
    if match:
        kind, start = match.lastgroup or kind, start - len(behind) + match.start()
        past, ahead = (ahead, ahead) if kind == "deadline" else (past, ahead)
    elif kind == "interval" and re.match(r" on(?:wards?)?(?![A-Za-z]| [A-Za-z])", text[end : end + 12]):
        kind = "since"
    return TimeMention(start, end, kind, past, ahead, found.count, found.unit)


@cache
def _rules(kinds: int) -> list[tuple[str, re.Pattern[str], Reader]]:
    """Give the rules that need one of the kinds of words: calendar dates, then relative times; a bare year comes last."""
    rooms = [room.RULES for room in (time_days, time_months, time_years, time_near, time_lengths)]
    rules = [
        (name, room.patterns[name], room.readers[name])
        for room in rooms
        for name in room.patterns
        if room.needs[name] & kinds
    ]
    rules.sort(key=lambda rule: rule[0] == "year")
    return [(name, re.compile(pattern), reader) for name, pattern, reader in rules]


@cache
def _names() -> re.Pattern[str]:
    phrases = (row["phrase"] for row in read_csv("latticework.text", "times_names.csv"))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")
