"""Numbers of a scenario: a share, a sum, a rate, a range; each may be an interval, which draws go through."""

from __future__ import annotations

import re
from dataclasses import dataclass

from latticework.errors import UsageError
from latticework.model.unit import convert

_NUMBER = r"[+\-−]?\d[\d,]*(?:\.\d+)?"
_INTERVAL = re.compile(rf"\s*({_NUMBER})\s*(%?)\s*(?:\.\.\s*({_NUMBER})\s*)?(.*?)\s*", re.DOTALL)
_BIG = {"": 1.0, "thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_DOLLARS = re.compile(r"(thousand|million|m|billion|bn|trillion)?\s*(?:current\s+)?(us\$|us dollars?|usd|\$|dollars?)")
_LENGTHS = {"km": "km", "mile": "mile", "miles": "mile", "nm": "nautical mile", "nautical miles": "nautical mile"}
_LEADING = re.compile(r"^\s*(us\$|\$)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Interval:
    """A number, or everything between two."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The number in the middle, which stands where nothing is drawn."""
        return (self.low + self.high) / 2

    @property
    def certain(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def at(self, share: float) -> float:
        """The number so far from the low end: 0 is the low end, 1 the high end.

        >>> Interval(2.0, 3.0).at(0.25)
        2.25
        """
        return self.low if self.certain else self.low + share * (self.high - self.low)


def parse_amount(text: str) -> tuple[Interval, str]:
    """Read a share of GDP or a sum of US$ into its interval and unit.

    >>> parse_amount("2%..2.5% of GDP")
    (Interval(low=2.0, high=2.5), 'percent of GDP')
    >>> parse_amount("55..60 billion US$")
    (Interval(low=55000000000.0, high=60000000000.0), 'current US$')
    """
    money = _LEADING.match(text)
    found, rest = _interval(_LEADING.sub("", text), "an amount", "2% of GDP, 2%..2.5% of GDP or 55..60 billion US$")
    words = " ".join(rest.lower().split())
    if not money and words in ("% of gdp", "percent of gdp", "per cent of gdp"):
        return _positive(found, text), "percent of GDP"
    dollars = _DOLLARS.fullmatch(words if not money else f"{words} us$".strip())
    if dollars:
        size = _BIG[dollars[1] or ""]
        return _positive(Interval(found.low * size, found.high * size), text), "current US$"
    raise UsageError(f"{text!r} is no amount of spending", next_step="write 2% of GDP or 60 billion US$")


def parse_rate(text: str) -> Interval:
    """Read a rate of growth a year, in percent.

    >>> parse_rate("5%..7% a year")
    Interval(low=5.0, high=7.0)
    """
    found, rest = _interval(text, "a rate", "5% or 5%..7%")
    if " ".join(rest.lower().split()) not in ("%", "% a year", "% per year", "percent a year"):
        raise UsageError(f"{text!r} is no rate of growth", next_step="write 5% or 5%..7%, a year")
    if found.low <= -100:
        raise UsageError(f"{text!r} leaves nothing", next_step="a rate lies above -100%")
    return found


def parse_range(text: str) -> Interval:
    """Read how far a weapon reaches, in kilometres.

    >>> parse_range("1000..3000 km")
    Interval(low=1000.0, high=3000.0)
    """
    found, rest = _interval(text, "a range", "2000 km or 1000..3000 km")
    unit = _LENGTHS.get(" ".join(rest.lower().split()))
    if unit is None:
        raise UsageError(f"{text!r} is no range of a weapon", next_step="write 2000 km or 1000..3000 km")
    _positive(found, text)
    return Interval(convert(found.low, unit, "km"), convert(found.high, unit, "km"))


def parse_persons(text: str) -> Interval:
    """Read how many persons more or fewer.

    >>> parse_persons("-10,000")
    Interval(low=-10000.0, high=-10000.0)
    """
    found, rest = _interval(text, "a number of persons", "-10000 or 5000..8000")
    if rest.strip():
        raise UsageError(f"{text!r} is no number of persons", next_step="write -10000 or 5000..8000")
    return found


def _interval(text: str, what: str, example: str) -> tuple[Interval, str]:
    found = _INTERVAL.fullmatch(text)
    if not found:
        raise UsageError(f"{text!r} is not {what}", next_step=f"write {example}")
    low, percent, high, rest = found.groups()
    if high is not None and percent and not rest.lstrip().startswith("%"):
        raise UsageError(f"{text!r} has its ends in two units", next_step=f"write {example}")
    ends = [_number(end) for end in (low, high if high is not None else low)]
    if ends[0] > ends[1]:
        raise UsageError(f"{text!r} runs downward", next_step="write the lower end first")
    return Interval(*ends), rest if high is not None or not percent else f"% {rest}".strip()


def _number(text: str) -> float:
    value = float(text.replace(",", "").replace("−", "-"))
    if abs(value) > 1e18:
        raise UsageError(f"{text[:40]!r} is too large a number", next_step="write it with million or billion")
    return value


def _positive(found: Interval, text: str) -> Interval:
    if found.low <= 0:
        raise UsageError(f"{text!r} is not above zero", next_step="give what is left, above zero")
    return found
