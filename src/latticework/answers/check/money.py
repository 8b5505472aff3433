"""Check of money turned into other money: the rate that two figures imply against the rates of the time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from latticework.answers.check.exchange import Stretch, at_day, averages, of_year
from latticework.answers.check.tolerance import Band, band, half_step, limit
from latticework.answers.check.verdict import CONTRADICTED, DEPENDS, Cell, Verdict, decide
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

_NEEDED = "the exchange rate of the day"


def money(world: World, claim: Claim, value: float, source_unit: str, unit: str) -> Verdict:
    """Judge "¥43 trillion ($315 billion)" by the rates of the four months to the text, of its years and of a year told.

    A rate that was reached on some day of those months bears it out. The averages of the text's year and the one before, at which
    budgets reckon, leave it open. It is contradicted only beyond all of them.
    """
    assert claim.value
    asked = _Asked(claim, value, source_unit, unit)
    cells = list(_cells(world, asked))
    if not cells:
        return Verdict(
            DEPENDS,
            (asked.implied(),),
            "the rate of the day decides, and none is listed here for these currencies and that time",
            (f"{_NEEDED}: right at {asked.rate}",),
            rule="arithmetic",
        )
    if any(cell.agrees for cell in cells):
        cells = [cell if cell.agrees else replace(cell, counts=False) for cell in cells]
    found = decide(cells, needed=_NEEDED, rule="exchange", notes=(f"the two figures imply {asked.rate}",))
    if found.verdict == CONTRADICTED and asked.by_purchasing_power(cells):
        return replace(
            found, verdict=DEPENDS, because="no rate of the time gives it, purchasing power parity may",
            flips_on=("whether it is turned at market rates or at purchasing power parity",),
        )  # fmt: skip
    return found if found.verdict != DEPENDS else replace(found, flips_on=(f"{_NEEDED}: right at {asked.rate}",))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A claim with its two sides of money."""

    claim: Claim
    value: float
    source: str
    to: str

    @property
    def rate(self) -> str:
        """The rate that the two figures imply, as it is said."""
        return said(self.source, self.to, (self.claim.value or 1) / self.value)

    def by_purchasing_power(self, cells: Sequence[Cell]) -> bool:
        """Whether a sum is told to be worth dollars so much above all market rates as parities of purchasing power lie; in brackets these are not meant."""
        if "(" in self.claim.words:
            return False
        told, highest = self.claim.value or 0.0, max((cell.value or 0.0 for cell in cells), default=0.0)
        parity = band("exchange", "purchasing power")
        return (
            self.to == "USD"
            and told >= limit("exchange", "sum of a state")
            and (parity.low or 0) <= told / max(highest, 1.0) <= (parity.high or 0)
        )

    def implied(self) -> Cell:
        """The implied rate as a cell that decides nothing."""
        part = (self.claim.value or 1) / self.value
        return Cell(
            "latticework", "rate that the two figures imply", None, (), value=max(part, 1 / part), unit="ratio", says=self.rate,
            how="one figure divided by the other",
        )  # fmt: skip

    def agrees(self, rates: Stretch, name: str, wider: float = 1.0) -> bool | None:
        """Whether the second figure is the first at one of these rates, to the rounding of both; `wider` widens the grey band."""
        return self._within(rates, band(name, self.claim.comparator), wider)

    def may_agree(self, rates: Stretch) -> bool | None:
        """Whether these rates, at which a budget may reckon, leave it open: only where the figure is theirs, "about" or not."""
        return None if self._within(rates, band("exchange", "exact")) else False

    def _within(self, rates: Stretch, meant: Band, wider: float = 1.0) -> bool | None:
        cap = limit("exchange rounding", "exact")
        off = min(half_step(self.value) / self.value, cap)
        low, high = self.value * (1 - off) * rates.low, self.value * (1 + off) * rates.high
        first, last = self.claim.value or 0.0, self.claim.high or self.claim.value or 0.0
        first, last = first - min(half_step(first), cap * first), last + min(half_step(last), cap * last)
        if low <= last * (meant.high or 1) and first * (meant.low or 1) <= high:
            return True
        near = low <= last * (meant.grey_high or 1) * wider and first * (meant.grey_low or 1) / wider <= high
        return None if near else False

    def cell(self, rates: Stretch, agrees: bool | None) -> Cell:
        """The answer at these rates, with the rates themselves."""
        stretch = "" if rates.low == rates.high else f" ({_number(rates.low, rates.high)})"
        return Cell(
            ", ".join(dict.fromkeys(fact.citation.source for fact in rates.facts)), rates.when, agrees, rates.facts,
            value=self.value * rates.mean, unit=self.to, day=max(fact.day for fact in rates.facts),
            says=f"{said(self.source, self.to, rates.mean)}{stretch}", how="the first figure at the rates of the time",
        )  # fmt: skip


def _cells(world: World, asked: _Asked) -> Iterator[Cell]:
    """The answers at the rates of the text's day, of a year told and of the averages, as far as they are listed and known."""
    day = asked.claim.said or world.as_of
    near = at_day(world, asked.source, asked.to, day)
    if near is not None:
        wider = 1.0 if near.current else (near.high / near.low) ** 0.5  # one month moves a rate half as far as four
        yield asked.cell(near, asked.agrees(near, "exchange", wider))
    for name in ("years", "years_before"):
        for year in map(int, asked.claim.detail.get(name, "").split()):
            then = of_year(world, asked.source, asked.to, year) if year < day.year else None
            if then is not None:
                agrees = asked.agrees(then, "exchange" if then.daily else "exchange year")
                yield asked.cell(then, agrees if name == "years" else asked.may_agree(then))
    for average in averages(world, asked.source, asked.to, day.year, plain=near is not None):
        yield asked.cell(average, asked.agrees(average, "exchange year") if near is None else asked.may_agree(average))


def said(source: str, to: str, part: float) -> str:
    """Say a rate by the dearer money: `136.5 JPY to 1 USD`.

    >>> said("JPY", "USD", 1 / 136.5)
    '136.5 JPY to 1 USD'
    """
    return f"{_digits(part)} {to} to 1 {source}" if part >= 1 else f"{_digits(1 / part)} {source} to 1 {to}"


def _digits(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 1000 else f"{rate:.4g}"


def _number(*parts: float) -> str:
    ends: Sequence[float] = sorted(part if part >= 1 else 1 / part for part in parts)
    return " to ".join(_digits(end) for end in ends)
