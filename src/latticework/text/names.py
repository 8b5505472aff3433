"""Names of actors in running text: states, capitals, buildings, forces, leaders in office, groupings, armed groups.

All names come from tables (the model's states and groupings, `actors.csv`, `leaders.csv`) and are matched as runs of
tokens, longest first, so that Northern Ireland is not Ireland.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from latticework.model.grouping import groupings
from latticework.model.period import last_day, parse_day
from latticework.model.state import states
from latticework.text.lists import table, words
from latticework.text.tokens import tokens


@dataclass(frozen=True, slots=True)
class Name:
    """What a run of words may stand for: codes of actors, the sort of name, and the days it is good for."""

    codes: tuple[str, ...]
    sort: str
    first: date | None = None
    last: date | None = None

    def good_on(self, day: date | None) -> bool:
        """Whether the name stands for these actors on a day; an unknown day rules nothing out."""
        return day is None or ((self.first is None or self.first <= day) and (self.last is None or day <= self.last))


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a sentence: tokens `start` to `end` (half-open)."""

    start: int
    end: int
    name: Name


_OUT_OF_SCOPE = frozenset({"organisation", "party"})
"""Sorts of actors whose acts are not read: companies, charities, parties."""


def find_names(forms: Sequence[str], day: date | None = None) -> list[Hit]:
    """Find the names in the tokens of a sentence, from left to right, longest first.

    `day` (of publication) decides between holders of an office and between states that shared a name.
    """
    index = _index()
    out: list[Hit] = []
    keys = [form.casefold() for form in forms]
    shouting = sum(form.isupper() for form in forms) > 0.7 * sum(form[:1].isalpha() for form in forms)
    place = 0
    while place < len(forms):
        found = None
        if forms[place][:1].isupper() or forms[place][:2].islower() or not forms[place][:1].isalpha():
            found = _longest(index.get(keys[place], ()), forms, keys, place, day, shouting)
        if found:
            if found.name.codes and found.name.sort not in _OUT_OF_SCOPE:
                out.append(found)
            place = found.end
        else:
            place += 1
    return out


def _longest(
    entries: Sequence[Entry], forms: Sequence[str], keys: Sequence[str], place: int, day: date | None, shouting: bool
) -> Hit | None:
    for entry in entries:
        end = place + len(entry.keys)
        if end <= len(keys) and tuple(keys[place:end]) == entry.keys and _cased(entry, forms[place:end], shouting):
            good = [name for name in entry.names if name.good_on(day)]
            if good and (good[0].sort != "surname" or _surname(good, forms, place, end)):
                return Hit(place, end, good[0])
    return None


def _surname(good: Sequence[Name], forms: Sequence[str], place: int, end: int) -> bool:
    """Whether a surname stands alone for one holder of office: no first name before it, nothing of a name after it."""
    if len({name.codes for name in good}) > 1:
        return False
    after = forms[end] if end < len(forms) else ""
    before = forms[place - 1] if place else ""
    if after[:1].isupper() and after.isalpha() and len(after) > 1:
        return False
    named = before[:1].isupper() and before.isalpha()
    return not named or before.lower() in words("titles") or (place == 1 and before in words("openers"))


def _cased(entry: Entry, forms: Sequence[str], shouting: bool) -> bool:
    """Capitals must be where the name has them: Turkey is no turkey, and IS is not `is`."""
    for own, form in zip(entry.forms, forms, strict=True):
        if own.isupper() and len(own) > 1 and own.isalpha():
            if form != own and not (len(own) > 4 and form[:1].isupper()):
                return False
        elif own[:1].isupper() and not form[:1].isupper() and own != "Al":
            return False
    return not (shouting and len(entry.forms) == 1 and len(entry.forms[0]) < 4)


@dataclass(frozen=True, slots=True)
class Entry:
    """One name as tokens, with what it may stand for, the likeliest first."""

    forms: tuple[str, ...]
    keys: tuple[str, ...]
    names: tuple[Name, ...]


@cache
def _index() -> dict[str, tuple[Entry, ...]]:
    """All names by their first token, longest first."""
    found: dict[tuple[str, ...], list[Name]] = {}
    shown: dict[tuple[str, ...], tuple[str, ...]] = {}
    for phrase, name in _all_names():
        plain = phrase.replace(" ", "").isalpha()
        forms = tuple(phrase.split()) if plain else tuple(token.form for token in tokens(phrase))
        keys = tuple(form.casefold() for form in forms)
        if keys:
            shown.setdefault(keys, forms)
            found.setdefault(keys, []).append(name)
    index: dict[str, list[Entry]] = {}
    for keys, names in found.items():
        index.setdefault(keys[0], []).append(Entry(shown[keys], keys, tuple(names)))
    return {first: tuple(sorted(entries, key=lambda e: -len(e.keys))) for first, entries in index.items()}


def _all_names() -> Iterator[tuple[str, Name]]:
    """Give every name; what comes first wins where two names are spelled alike."""
    for row in table("actors.csv"):
        codes = tuple(filter(None, row["codes"].split(";")))
        yield row["phrase"], Name(codes, row["sort"], *_days(row["from"], row["to"]))
    yield from _state_names()
    yield from _leader_names()
    for key, grouping in groupings().items():
        for phrase in (grouping.name, *(alias for alias in grouping.aliases if len(alias) > 2)):
            yield phrase, Name((key,), "grouping")


def _state_names() -> Iterator[tuple[str, Name]]:
    for state in sorted(states().values(), key=lambda s: bool(s.successors)):
        code = (state.code if not state.successors else _today(state.code),)
        yield state.name, Name(code, "state")
        for alias in state.aliases:
            yield alias, Name(code, "state")
        for adjective in filter(None, state.adjective.split(";")):
            yield adjective, Name(code, "adjective")
            if adjective.endswith(("n", "i")):
                yield f"{adjective}s", Name(code, "people")
        for capital in state.capitals:
            if len(capital.name) > 2:
                yield capital.name, Name(code, "capital", None, capital.spell.end)


def _today(code: str) -> str:
    """The Soviet Union is read as Russia, as the state that goes on; other states that ended keep their code."""
    return {"SUN": "RUS"}.get(code, code)


def _leader_names() -> Iterator[tuple[str, Name]]:
    for row in table("leaders.csv"):
        name = Name((row["state"],), "leader", *_days(row["from"], row["to"]))
        for phrase in filter(None, (row["name"], *row["aliases"].split(";"))):
            yield phrase, name
        if row["surname"]:
            yield row["surname"], Name(name.codes, "surname", name.first, name.last)


def _days(first: str, last: str) -> tuple[date | None, date | None]:
    return (parse_day(first)[0] if first else None), (last_day(*parse_day(last)) if last else None)
