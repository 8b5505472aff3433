"""The balance: every point is a reading."""

from __future__ import annotations

from typing import Any

from latticework import measures
from latticework.charts import Chart, balance
from latticework.model.reading import Reading, Unknown
from tests.conftest import spending, world_of


def rows(chart: Chart, view: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = chart.spec["vconcat"][view]["data"]["values"]
    return found


WORLD = world_of(
    [spending("CHN", year, value) for year, value in ((2010, 5), (2011, 9), (2012, 20))]
    + [spending("JPN", year, value) for year, value in ((2010, 10), (2011, 8), (2012, 10), (2013, 11))]
)


def test_lines_are_the_readings() -> None:
    chart = balance(WORLD, ["CHN"], ["JPN"])
    assert isinstance(chart, Chart)
    for row in rows(chart, 1):
        reading = measures.balance(WORLD, ["CHN"], ["JPN"], year=row["year"])
        assert isinstance(reading, Reading)
        assert row["ratio"] == reading.value
    assert [(r["year"], r["side"], r["value"]) for r in rows(chart, 0)][:4] == [
        (2010, "China", 5), (2010, "Japan", 10), (2011, "China", 9), (2011, "Japan", 8),
    ]  # fmt: skip


def test_a_year_one_side_lacks_is_no_point() -> None:
    chart = balance(WORLD, ["CHN"], ["JPN"])
    assert isinstance(chart, Chart)
    assert [row[3] for row in chart.table.rows] == [2010, 2011, 2012]


def test_the_overtaking_is_marked_whichever_side_stands_first() -> None:
    for sides in (("CHN", "JPN"), ("JPN", "CHN")):
        chart = balance(WORLD, [sides[0]], [sides[1]])
        assert isinstance(chart, Chart)
        assert "China above since 2011" in chart.as_json()


def test_a_lead_from_the_first_covered_year_is_no_overtaking() -> None:
    world = world_of([spending("CHN", 2012, 20), spending("JPN", 2012, 10)])
    chart = balance(world, ["CHN"], ["JPN"])
    assert isinstance(chart, Chart)
    assert "above it in the first covered year" in chart.as_json()
    assert "above since" not in chart.alt


def test_bases_are_switched_and_never_mixed() -> None:
    more = [spending(state, 2012, 3, unit="constant US$", basis="constant 2015 US$") for state in ("CHN", "JPN")]
    chart = balance(world_of([*WORLD.seen("military_spending"), *more]), ["CHN"], ["JPN"])
    assert isinstance(chart, Chart)
    (switch,) = chart.spec["params"]
    assert switch["bind"]["options"] == ["current US$, test", "constant 2015 US$, test"]
    assert all("datum.basis == basis" in str(view["transform"]) for view in chart.spec["vconcat"][:2])


def test_without_a_figure_of_every_state_it_is_unknown() -> None:
    assert isinstance(balance(WORLD, ["CHN", "RUS"], ["JPN"]), Unknown)
