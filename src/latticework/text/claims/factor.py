"""Figures of comparisons: factors (`twice`, `one and a half times`, `fivefold`), shares (`a third`, `60 percent`) and plain numbers."""

from __future__ import annotations

import re

from latticework.text.amount_comparators import after_figure, before_figure
from latticework.text.amount_numbers import IN_WORDS, number

_ONE = rf"(?:\d{{1,4}}(?:\.\d+)?|a dozen|a hundred|a thousand|(?:{IN_WORDS}))"
FIGURE = rf"(?:between {_ONE} and {_ONE}|{_ONE}(?:(?: to | or |-|–){_ONE})?|{_ONE})"
"""A number or a range of numbers (a part of a pattern, whatever the case)."""
FACTOR = rf"(?:{FIGURE}[ -]times|twice|thrice|double|triple|treble|quadruple|quintuple|(?:\d{{1,4}}|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|fifty|hundred|a hundred|thousand))-?fold)"
"""How many times (a part of a pattern)."""
_PART = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12, "fifteenth": 15, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}  # fmt: skip
SHARE = rf"(?:half|(?:an?|one|two|three|four|five|1|2|3)(?: mere| full| bare| scant| paltry)?[ -](?:{'|'.join(_PART)})s?|{_ONE}(?: ?%| per ?cent))"
"""A part of a whole (a part of a pattern)."""
_WORDS = {"twice": 2.0, "thrice": 3.0, "double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "quintuple": 5.0}


def figure_of(text: str) -> tuple[float, float | None]:
    """Give the number told and the upper end of a range; 0 when it is none.

    >>> figure_of("between four and five"), figure_of("one and a half"), figure_of("3.5")
    ((4.0, 5.0), (1.5, None), (3.5, None))
    """
    low = text.lower().strip()
    low = low.removeprefix("between ") if low.startswith("between ") else low
    whole = re.fullmatch(_ONE, low, re.I)
    if not whole:
        parts = re.fullmatch(rf"({_ONE})(?: to | or | and |-|–)({_ONE})", low, re.I)
        return (_value(parts[1]), _value(parts[2])) if parts else (0.0, None)
    return _value(low), None


def _value(text: str) -> float:
    if text in ("a dozen", "a hundred", "a thousand"):
        return {"a dozen": 12.0, "a hundred": 100.0, "a thousand": 1000.0}[text]
    return float(number(text))


def factor_of(text: str) -> tuple[float, float | None]:
    """Give how many times, and the upper end of a range.

    >>> factor_of("twice"), factor_of("five times"), factor_of("tenfold")
    ((2.0, None), (5.0, None), (10.0, None))
    """
    low = text.lower()
    if low in _WORDS:
        return _WORDS[low], None
    return figure_of(re.sub(r"[ -]?(?:times|fold)$", "", low))


_NOT_EVEN = re.compile(
    r"\b(?:not (?:even|quite)|well (?:under|below|short of)|a little (?:under|below)|short of) $", re.I
)


def how_of(text: str, start: int, end: int) -> str:
    """Give how exactly a figure is meant by the words before or behind it.

    >>> how_of("not even a third as", 9, 16), how_of("by a factor of five or more", 15, 19)
    ('less_than', 'at_least')
    """
    if _NOT_EVEN.search(text, 0, start):
        return "less_than"
    return before_figure(text, start) or after_figure(text, end, None) or ""


def share_of(text: str) -> float:
    """Give a part as a number.

    >>> share_of("a fortieth"), round(share_of("two thirds"), 3), share_of("60 percent")
    (0.025, 0.667, 0.6)
    """
    low = text.lower()
    if low == "half":
        return 0.5
    percent = re.fullmatch(rf"({_ONE})(?: ?%| per ?cent)", low, re.I)
    if percent:
        return _value(percent[1]) / 100
    count, _, part = low.replace("-", " ").rpartition(" ")
    count = re.sub(r" (?:mere|full|bare|scant|paltry)$", "", count)
    many = 1.0 if count in ("a", "an") else float(number(count))
    return many / _PART[part.removesuffix("s") if part not in _PART else part]
