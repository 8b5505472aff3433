"""Units, and how a number in them is said: short enough to read, long enough to check."""

from __future__ import annotations

from functools import cache
from typing import Any

from latticework.errors import DataError, NameNotFound
from latticework.model.tables import read_toml

_BIG = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))


@cache
def units() -> dict[str, dict[str, Any]]:
    """All units by name."""
    return read_toml("latticework.model", "units.toml")


def convert(value: float, unit: str, to: str) -> float:
    """Convert between units of one family that declare their step (lengths).

    >>> round(convert(1000, "km", "mile"))
    621
    """
    for name in (unit, to):
        if name not in units():
            raise NameNotFound("unit", name, units())
    a, b = units()[unit], units()[to]
    if a["family"] != b["family"] or "step" not in a or "step" not in b:
        raise DataError(f"{unit} cannot be turned into {to}")
    return float(value * a["step"] / b["step"])


def say(value: float, unit: str) -> str:
    """Say a number in its unit, to the precision a reader can use.

    >>> say(53973, "persons"), say(43.2e9, "current US$"), say(6.76, "ratio")
    ('53,973', 'US$43.2 billion', '6.8:1')
    """
    sign = str(units()[unit]["say"]) if unit in units() else unit
    family = units()[unit]["family"] if unit in units() else ""
    if family == "day" and unit == "year":
        return str(int(value))
    if family == "ratio":
        return f"{say_short(value)}{sign}" if unit == "ratio" else f"{value:.2f}"
    if family == "share":
        return f"{value:.1f}{sign}" if unit == "percent" or sign.startswith("%") else f"{value:.1f} {sign}"
    if family == "money":
        return f"{sign}{say_big(value)}"
    text = f"{value:,.0f}" if abs(value) >= 10 or value == int(value) else f"{value:.1f}"
    return f"{text} {sign}".strip()


def say_short(value: float) -> str:
    """One decimal below ten, none from there on, two when the number is small."""
    return f"{value:.2f}" if abs(value) < 1 else f"{value:.1f}" if abs(value) < 10 else f"{value:,.0f}"


def say_big(value: float) -> str:
    """Write millions and more with their word: 43.2 billion."""
    for size, word in _BIG:
        if abs(value) >= size:
            scaled = value / size
            return f"{scaled:,.0f}{word}" if scaled >= 100 else f"{scaled:,.1f}{word}"
    return f"{value:,.0f}"
