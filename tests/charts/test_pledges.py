"""Pledges: the way is the measure's, and a pledge without one is told, not drawn."""

from __future__ import annotations

import pytest

from latticework import measures
from latticework.charts import Chart, pledges
from latticework.model.reading import Reading, Unknown
from tests.conftest import everywhere, fact, spending, world_of

PROMISE = fact(
    "pledge",
    "DEU",
    "2014-06-01",
    2.0,
    unit="percent of GDP",
    numerator="military_spending",
    deadline="2024",
    title="A summit",
)
VAGUE = fact("pledge", "DEU", "2013-06-01", 2.0, unit="percent of GDP", numerator="military_spending", title="A speech")
WORLD = world_of([PROMISE, VAGUE, *(spending("DEU", year, 1.2, unit="percent of GDP") for year in (2012, 2013))])


def test_the_way_ends_at_what_was_promised_and_grows_as_the_measure_says() -> None:
    chart = pledges(WORLD, "DEU")
    path = measures.pledge_path(WORLD, PROMISE)
    assert isinstance(chart, Chart)
    assert isinstance(path, Reading)
    way = [row for row in chart.spec["vconcat"][0]["layer"][1]["data"]["values"] if row["way"] == "needed"]
    assert (way[0]["x"], way[-1]["x"]) == (2013, 2024)
    assert (way[0]["y"], way[-1]["y"]) == pytest.approx((1.2, 2.0))
    assert 100 * (way[1]["y"] / way[0]["y"] - 1) == pytest.approx(path.value)


def test_a_pledge_without_a_deadline_is_listed_with_the_reason() -> None:
    chart = pledges(WORLD, "DEU")
    assert isinstance(chart, Chart)
    assert [row[-1] for row in chart.table.rows if "speech" in str(row[0])] == ["no path: the pledge has no deadline"]
    assert "no deadline" in chart.alt


def test_no_pledge_is_unknown_or_none() -> None:
    assert isinstance(pledges(world_of([]), "DEU"), Unknown)
    assert isinstance(pledges(world_of([], coverage=everywhere("pledge")), "DEU"), Unknown)
