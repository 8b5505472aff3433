"""The table of exchange rates: whole, in order and near to what is known of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from latticework.model.fact import Fact
from latticework.model.period import Precision
from latticework.pack.figures import exchange_rates


@pytest.fixture(scope="module")
def rates() -> list[Fact]:
    return [Fact.from_row(row) for row in exchange_rates()]


def value(fact: Fact) -> float:
    assert fact.value is not None
    return fact.value


def test_the_average_lies_between_the_lowest_and_the_highest_day(rates: list[Fact]) -> None:
    daily = [fact for fact in rates if "low" in fact.detail]
    assert daily
    assert [f.id for f in daily if not float(f.detail["low"]) <= value(f) <= float(f.detail["high"])] == []


@pytest.mark.parametrize(
    ("currency", "year", "rate"),
    [("JPY", 1995, 94.0), ("JPY", 2022, 131.5), ("EUR", 2015, 0.9012), ("TWD", 2003, 34.42), ("CNY", 1994, 8.63), ("SAR", 2020, 3.75)],
)  # fmt: skip
def test_yearly_rates_are_those_of_the_time(rates: list[Fact], currency: str, year: int, rate: float) -> None:
    (found,) = [
        f
        for f in rates
        if f.detail["currency"] == currency and f.day.year == year and f.period.precision is Precision.YEAR
    ]
    assert value(found) == pytest.approx(rate, rel=0.01)


def test_neighbouring_months_lie_near_each_other(rates: list[Fact]) -> None:
    months = sorted((f.detail["currency"], f.day, value(f)) for f in rates if f.period.precision is Precision.MONTH)
    far = [
        (one[0], other[1])
        for one, other in pairwise(months)
        if one[0] == other[0] and one[0] != "TRY" and not 0.8 < other[2] / one[2] < 1.25
    ]
    assert far == []


def test_a_rate_is_known_when_its_time_is_over(rates: list[Fact]) -> None:
    newest = max(fact.known_from for fact in rates)
    for fact in rates:
        assert fact.period.end is not None
        assert (fact.period.end - fact.known_from).days <= 1 or fact.known_from == newest
        assert fact.citation.source != "sipri-rates" or fact.known_from > fact.period.end
