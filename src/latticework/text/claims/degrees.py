"""Temperatures told again in the other scale: `minus 30 Celsius (-22 Fahrenheit)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim

_FIGURE = r"(?P<{0}>(?:minus |[-−–])?\d+(?:\.\d+)?)"
_SCALE = r"(?: ?°| degrees?)? ?(?P<{0}>Celsius|Fahrenheit|centigrade|[CF]\b)"
_HOW = r"(?:about |some |around |nearly |roughly |or |that is |which is |i\.e\. )*"
_TWICE = re.compile(
    rf"{_FIGURE.format('one')}{_SCALE.format('from')} ?(?:\(|\[|/|,|=|[-–—]| or | is )? ?{_HOW}{_FIGURE.format('two')}{_SCALE.format('to')}"
)
_UNITS = {"C": "celsius", "F": "fahrenheit"}


def degrees(scene: Scene) -> Iterator[Claim]:
    """Read a temperature told in Celsius and in Fahrenheit."""
    for match in _TWICE.finditer(scene.text):
        units = [_UNITS[match[name][0].upper()] for name in ("from", "to")]
        if units[0] != units[1]:
            yield scene.claim(
                "conversion", scene.clause.start + match.start(), scene.clause.start + match.end(), value=_number(match["two"]), unit=units[1],
                detail={"from": str(_number(match["one"])), "from_unit": units[0], "from_words": match["one"], "to_words": match["two"]},
            )  # fmt: skip


def _number(words: str) -> float:
    """The number of a temperature, below zero with a minus.

    >>> _number("minus 30"), _number("-22")
    (-30.0, -22.0)
    """
    below = words[0] in "-−–" or words.startswith("minus")
    return (-1 if below else 1) * float(re.sub(r"^(?:minus |[-−–])", "", words))
