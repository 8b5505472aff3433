"""How exactly a figure is meant: bands around what a text says, from tolerance.csv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from latticework.model.tables import read_csv
from latticework.text.claims.shapes import Claim


@dataclass(frozen=True, slots=True)
class Band:
    """Where a computed figure bears out the one told, and the wider band beyond which it contradicts it.

    Bounds are factors of the figure told (`factor`, `ratio`, `length`), differences from it (`points`, `growth`, `growth part`, `years`)
    or plain numbers (`word`); None where there is no bound.
    """

    name: str
    comparator: str
    low: float | None
    high: float | None
    grey_low: float | None
    grey_high: float | None
    why: str


@cache
def bands() -> dict[tuple[str, str], Band]:
    """All bands by name and comparator."""
    return {
        (row["band"], row["comparator"]): Band(
            row["band"],
            row["comparator"],
            _edge(row["low"]),
            _edge(row["high"]),
            _edge(row["grey_low"]),
            _edge(row["grey_high"]),
            row["why"],
        )
        for row in read_csv("latticework.answers", "tolerance.csv")
    }


def _edge(written: str) -> float | None:
    return float(written) if written else None


def band(name: str, comparator: str) -> Band:
    """Give a band; a comparator without one of its own is meant exactly."""
    return bands().get((name, comparator)) or bands()[name, "exact"]


def limit(name: str, comparator: str) -> float:
    """Give the one bound of a band that has only one: the upper where there is one, else the lower."""
    found = bands()[name, comparator]
    edge = found.high if found.high is not None else found.low
    assert edge is not None
    return edge


@dataclass(frozen=True, slots=True)
class Bounds:
    """The stretch of computed figures that bear a claim out, and the wider one in which they do not decide."""

    low: float
    high: float
    grey_low: float
    grey_high: float

    def holds(self, value: float) -> bool | None:
        """Whether a computed figure bears the claim out; None when it lies in the grey band."""
        if self.low <= value <= self.high:
            return True
        return None if self.grey_low <= value <= self.grey_high else False

    def distance(self, value: float) -> float:
        """How far a computed figure is from where its own answer would change."""
        edges = [edge for edge in (self.low, self.high) if abs(edge) != float("inf")]
        return min((abs(value - edge) for edge in edges), default=float("inf"))


def bounds(claim: Claim, name: str) -> Bounds | None:
    """Give the bounds of what a claim says in numbers; None when it says no number and no known vague word."""
    word = bands().get(("word", claim.comparator.lower()))
    if claim.value is None:
        return None if word is None else _plain(word)
    found = band(name, claim.comparator)
    top = claim.high if claim.high is not None else claim.value
    if name in ("points", "growth", "growth part", "years"):
        return Bounds(
            *(
                _or(edge, told, add=True, low=i % 2 == 0)
                for i, (edge, told) in enumerate(_edges(found, claim.value, top))
            )
        )
    return Bounds(
        *(_or(edge, told, add=False, low=i % 2 == 0) for i, (edge, told) in enumerate(_edges(found, claim.value, top)))
    )


def _edges(found: Band, low: float, high: float) -> list[tuple[float | None, float]]:
    return [(found.low, low), (found.high, high), (found.grey_low, low), (found.grey_high, high)]


def _or(edge: float | None, told: float, *, add: bool, low: bool) -> float:
    if edge is None:
        return float("-inf") if low else float("inf")
    return told + edge if add else told * edge


def _plain(found: Band) -> Bounds:
    assert None not in (found.low, found.high, found.grey_low, found.grey_high)
    return Bounds(found.low or 0, found.high or 0, found.grey_low or 0, found.grey_high or 0)


def half_step(value: float) -> float:
    """Half of the place to which a figure is written: 5 for 310, 50 for 1,200; one figure of 1,000 is taken as exact to tens."""
    if value != int(value):
        return 0.05
    step = 1
    whole = int(abs(value))
    while whole and whole % (step * 10) == 0 and step * 10 < whole:
        step *= 10
    return step / 2
