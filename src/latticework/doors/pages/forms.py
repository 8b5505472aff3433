"""The form of a verb: a labelled field for each of its options, with what may be chosen and what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from latticework.doors.http.option import KEPT_OUT, Option, Verb
from latticework.model.kind import kinds
from latticework.model.state import states

STATES = ("state", "other", "partner", "target", "hub", "states", "parties", "terms", "side_a", "side_b")
"""Options that name states: their fields offer names."""

LABELS = {
    "other": "Other state", "side_a": "Side A", "side_b": "Side B", "day1": "First day", "day2": "Second day", "on": "On the day",
    "months": "Months to a step", "by": "Sorted by", "keys": "Source", "what": "List", "terms": "States, groupings or fact ids",
    "kind": "Kind of fact", "within": "Years ahead", "top": "At most", "forecast": "Run", "bins": "How chances held", "do": "Changes", "assume": "Assumed", "scenarios": "Scenario that ships", "limit": "At most", "with": "Added columns", "clock": "Days are on the clock", "parties": "States of the event",
}  # fmt: skip
"""Labels that differ from the option's name."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it asks, how it looks (text, day, flag, number, choice), its list of offers, and what stands in it."""

    name: str
    label: str
    form: str
    says: str
    value: str
    example: str
    required: bool
    choices: tuple[str, ...]
    offers: str


def fields(verb: Verb, given: Mapping[str, Any]) -> list[Field]:
    """Lay out the fields of a verb's own options, filled with what was asked; texts have a field of their own."""
    return [
        _field(option, given.get(option.name))
        for option in verb.options
        if option.form != "words" and option.name not in KEPT_OUT
    ]


def kinds_offered() -> list[tuple[str, str]]:
    """Give the kinds of facts, each with its label."""
    return [(kind.name, kind.label) for kind in kinds().values()]


def split(text: str) -> list[str]:
    """Read a field that takes several names: they are separated by commas or semicolons."""
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]


def _field(option: Option, value: Any) -> Field:
    form = "choice" if option.choices else option.form
    shown = value if value is not None else option.default
    if form == "flag":
        shown = "true" if shown in (True, "true") else ""
    offers = "states" if option.name in STATES else "kinds" if option.name == "kind" and not option.choices else ""
    choices = (
        option.choices if option.default is not None or option.required or not option.choices else ("", *option.choices)
    )
    return Field(
        option.name, _label(option), form, option.says, _named(_written(shown)) if offers == "states" else _written(shown),
        _written(option.example), option.required, choices, offers,
    )  # fmt: skip


def _label(option: Option) -> str:
    if option.name == "kind" and option.choices:
        return "Kind"
    return LABELS.get(option.name, option.name.replace("_", " ").capitalize())


def _named(text: str) -> str:
    """Write codes of states as their names, also where several are joined; anything else stays."""
    known = states()
    for mark in ("+", ", "):
        if mark in text:
            return mark.join(_named(part) for part in text.split(mark))
    return known[text].name if text in known else text


def _written(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
