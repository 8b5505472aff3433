"""How conclusions of a scenario are said: their names, whom they are about, and their values in words."""

from __future__ import annotations

from collections.abc import Sequence

from latticework.answers.diff import Stand as Value
from latticework.model.grouping import name_of
from latticework.model.kind import kinds
from latticework.model.reading import Unknown
from latticework.model.unit import say, units

LONG = 60
"""A list of names longer than this is told by its number in a cell."""


def label(what: str, unit: str, note: str = "") -> str:
    """Name a conclusion with its basis, and its note where it has one."""
    label = kinds()[what].label if what in kinds() else what
    if what in kinds() or what == "pledge":
        return f"{label}: {note}" if note else label
    shown = f", {unit}" if unit in ("current US$", "constant US$") and what in ("ratio", "overtake") else ""
    return f"{label}{shown}{f' ({note})' if note else ''}"


def unit_of(what: str, unit: str) -> str:
    """The unit a conclusion is said in: a ratio and a year are compared on a basis of money, but are no money."""
    return {"ratio": "ratio", "overtake": "year"}.get(what, unit)


def about(codes: Sequence[str]) -> str:
    """Name whom a conclusion is about."""
    return ", ".join(name_of(code) for code in codes)


def value(value: Value, unit: str) -> str:
    """Say how a conclusion stood."""
    if value is None:
        return "none"
    if isinstance(value, Unknown):
        return f"unknown: {value.because}"
    if isinstance(value, str):
        shown = value.replace("_", " ")
        return (
            shown
            if len(shown) <= LONG
            else f"{len(shown.split(', '))} {unit if unit in ('states', 'groups') else 'names'}"
        )
    return number(float(value), unit)


def number(value: float, unit: str) -> str:
    """Say a number of a conclusion in its unit."""
    if unit in ("rank", "count", "year", "days"):
        return f"{value:.0f}"
    if unit == "ratio":
        return f"{value:.2f}:1"
    return say(value, unit) if unit in units() and units()[unit]["family"] != "ratio" else f"{value:.2f}"
