"""The words of a change, one function a word: each takes what is its own from the front and leaves the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from latticework.answers.whatif.amounts import parse_amount, parse_persons, parse_range, parse_rate
from latticework.answers.whatif.change import Supposed
from latticework.errors import BadDay, DataError, NameNotFound, UsageError
from latticework.model.fact import About
from latticework.model.grouping import find_grouping
from latticework.model.kind import STATUSES, kinds
from latticework.model.period import Precision, parse_day
from latticework.model.state import find_state

PLATFORMS = ("ground", "air", "sea")
_NAME_WORDS = 6
"""A name has at most so many words."""

Taken = tuple[Supposed, list[str]]


def _longest(words: list[str], find: Callable[[str], str]) -> tuple[str, list[str]]:
    """Take the longest run of words that is a name; what is wrong is said of the first word."""
    for count in range(min(_NAME_WORDS, len(words)), 0, -1):
        try:
            return find(" ".join(words[:count])), words[count:]
        except NameNotFound:
            if count == 1:
                raise
    raise AssertionError("a form asks only for words that are there")


def _code(name: str) -> str:
    return find_state(name).code


def _states(made: Supposed, words: list[str]) -> Taken:
    """Two states or more, or one word `A>B`, `A;B>C`; states may be joined by semicolons."""
    if ">" in words[0]:
        about = _about(words[0])
        return replace(made, states=about.parties, about=about), words[1:]
    found: list[str] = []
    while words:
        joined = [part for part in words[0].split(";") if part]
        try:
            if len(joined) > 1:
                found, words = [*found, *(_code(part) for part in joined)], words[1:]
                continue
            code, words = _longest(words, _code)
            found.append(code)
        except NameNotFound:
            if len(found) < 2:
                raise
            break
    if len(found) < 2 or len(set(found)) != len(found):
        raise UsageError(
            "a tie binds two states or more, each named once",
            next_step="write JPN PHL, or USA>JPN from giver to receiver",
        )
    return replace(made, states=tuple(found), about=About(tuple(sorted(found)))), words


def _about(word: str) -> About:
    try:
        written = About.parse(word)
    except DataError as error:
        raise UsageError(error.thing, next_step=error.next_step) from None
    return About(tuple(map(_code, written.givers)), tuple(map(_code, written.receivers)))


def _state(made: Supposed, words: list[str]) -> Taken:
    code, rest = _longest(words, _code)
    return replace(made, states=(*made.states, code)), rest


def _host(made: Supposed, words: list[str]) -> Taken:
    if ">" not in words[0]:
        return _state(made, words)
    about = _about(words[0])
    if len(about.parties) != 2:
        raise UsageError(f"{words[0]!r} is no move", next_step="write HOST>HOST")
    return replace(made, states=(*made.states, *about.parties)), words[1:]


def _kind(made: Supposed, words: list[str]) -> Taken:
    """A kind of tie with a life cycle, by its name or its label."""
    ties = {name: kind for name, kind in kinds().items() if kind.family == "tie" and kind.life_cycle}
    labels = {kind.label: name for name, kind in ties.items()}

    def find(name: str) -> str:
        key = labels.get(" ".join(name.lower().split())) or name.strip().lower().replace(" ", "_").replace("-", "_")
        if key not in ties:
            raise NameNotFound("kind of tie", name, (*ties, *labels))
        return key

    name, rest = _longest(words, find)
    return replace(made, of_kind=name), rest


def _status(made: Supposed, words: list[str]) -> Taken:
    def find(name: str) -> str:
        key = name.strip().lower().replace(" ", "_").replace("-", "_")
        if key not in STATUSES:
            error = NameNotFound("status", name, STATUSES)
            error.next_step = error.next_step if error.near else f"choose among {', '.join(STATUSES)}"
            raise error
        return key

    key, rest = _longest(words, find)
    return replace(made, status=key), rest


def _day(made: Supposed, words: list[str]) -> Taken:
    if not words:
        return made, words
    day, precision = parse_day(words[0])
    if precision is not Precision.DAY:
        raise BadDay(words[0], place="a change needs a day")
    return replace(made, day=day), words[1:]


def _year(made: Supposed, words: list[str]) -> Taken:
    if not (words[0].isascii() and words[0].isdigit() and len(words[0]) == 4):
        raise UsageError(f"{words[0]!r} is not a year", next_step="write a year of four digits, such as 2027")
    return replace(made, year=int(words[0])), words[1:]


def _tie(made: Supposed, words: list[str]) -> Taken:
    return replace(made, tie=words[0]), words[1:]


def _grouping(made: Supposed, words: list[str]) -> Taken:
    key, rest = _longest(words, lambda name: find_grouping(name).key)
    return replace(made, grouping=key), rest


def _amount(made: Supposed, words: list[str]) -> Taken:
    amount, unit = parse_amount(" ".join(words))
    return replace(made, amount=amount, unit=unit), []


def _rate(made: Supposed, words: list[str]) -> Taken:
    return replace(made, amount=parse_rate(" ".join(words)), unit="percent a year"), []


def _persons(made: Supposed, words: list[str]) -> Taken:
    if words[0].lower() == "all":
        return replace(made, unit="all"), words[1:]
    return replace(made, amount=parse_persons(words[0]), unit="persons"), words[1:]


def _range(made: Supposed, words: list[str]) -> Taken:
    count = 2 if len(words) > 1 and words[1].isalpha() and words[1].lower() not in PLATFORMS else 1
    return replace(made, amount=parse_range(" ".join(words[:count])), unit="km"), words[count:]


def _title(made: Supposed, words: list[str]) -> Taken:
    if not words[0].strip() or not words[0].isprintable():
        raise UsageError(f"{words[0]!r} is no name of a weapon", next_step="name it in letters and digits, quoted")
    return replace(made, title=words[0].strip()), words[1:]


def _platform(made: Supposed, words: list[str]) -> Taken:
    if not words or not words[0].isalpha():
        return replace(made, platform="ground"), words
    if words[0].lower() not in PLATFORMS:
        raise NameNotFound("platform", words[0], PLATFORMS)
    return replace(made, platform=words[0].lower()), words[1:]


FIELDS: dict[str, Callable[[Supposed, list[str]], Taken]] = {
    "states": _states, "state": _state, "guest": _state, "host": _host, "kind": _kind, "status": _status, "day": _day,
    "year": _year, "tie": _tie, "grouping": _grouping, "amount": _amount, "rate": _rate, "persons": _persons,
    "range": _range, "title": _title, "platform": _platform,
}  # fmt: skip
"""What each word of a form takes."""
