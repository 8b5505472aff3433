"""The words around a figure, from the tables `amounts_*.csv` and `units_*.csv`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from latticework.model.tables import read_csv

_ROOM = "latticework.text"
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "servicemen": "serviceman", "airmen": "airman",
    "policemen": "policeman", "gunmen": "gunman", "fishermen": "fisherman", "crewmen": "crewman", "batteries": "battery",
    "bodies": "body", "series": "series", "feet": "foot", "personnel": "personnel",
}  # fmt: skip


class Noun(NamedTuple):
    """What a noun counts as: its unit, its family (force, person, weapon, count) and whether figures of it are in scope."""

    unit: str
    family: str
    scope: str
    same_plural: bool


@cache
def nouns() -> dict[str, Noun]:
    """Give the nouns of the table `units_nouns.csv`, singular in lower case."""
    rows = read_csv(_ROOM, "units_nouns.csv")
    return {
        row["noun"].lower(): Noun(row["unit"], row["family"], row["scope"], bool(row["same_plural"])) for row in rows
    }


@cache
def measures() -> dict[str, tuple[str, str]]:
    """Give unit and family of the words that measure: km, year, percent..."""
    return {row["word"].lower(): (row["unit"], row["family"]) for row in read_csv(_ROOM, "units_measures.csv")}


@cache
def currencies(side: str) -> dict[str, str]:
    """Give the currency signs and codes before a figure, or the names after it (in lower case)."""
    rows = (row for row in read_csv(_ROOM, "units_currencies.csv") if row["side"] == side)
    return {row["word"] if side == "before" else row["word"].lower(): row["currency"] for row in rows}


@cache
def comparators(side: str) -> dict[str, str]:
    """Give the comparators by the phrase before the figure, after it, or before its noun."""
    return {
        row["phrase"]: row["comparator"] for row in read_csv(_ROOM, "amounts_comparators.csv") if row["side"] == side
    }


@cache
def changes() -> dict[str, str]:
    """Give the words of growth and of fall."""
    return {row["word"]: row["change"] for row in read_csv(_ROOM, "amounts_changes.csv")}


@cache
def number_names() -> dict[str, str]:
    """Give the words after which a number is a name or an age, each with why."""
    return {row["word"]: row["why"] for row in read_csv(_ROOM, "amounts_names.csv")}


def pattern_of(phrases: dict[str, str] | dict[str, tuple[str, str]]) -> str:
    """Write a pattern that takes any of the phrases, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"[ \u00a0-]") for phrase in ordered)


def singular(noun: str) -> str:
    """Give a noun in the singular and in lower case.

    >>> singular("Batteries"), singular("warships"), singular("losses"), singular("troops")
    ('battery', 'warship', 'loss', 'troop')
    """
    noun = noun.lower()
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def is_plural(noun: str) -> bool:
    """Say whether a noun in lower case looks like a plural."""
    return noun in _IRREGULAR or (len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is", "ous")))
