"""Life cycles: a bar from step to step, no earlier than is sure."""

from __future__ import annotations

from datetime import date

from latticework.charts import Chart, timeline
from latticework.model.reading import Unknown
from tests.conftest import everywhere, step, world_of

RAA = "reciprocal_access"
WORLD = world_of(
    [
        step(RAA, "AUS;JPN", "negotiating", "2012", tie="raa"),
        step(RAA, "AUS;JPN", "signed", "2013-01-06", tie="raa"),
        step(RAA, "AUS;JPN", "in_force", "2014-02-01", tie="raa"),
        step("defence_cooperation", "AUS;JPN", "signed", "2001-05-01", tie="old", title="An old memorandum"),
        step("defence_cooperation", "AUS;JPN", "ended", "2005-05-01", tie="old", title="An old memorandum"),
    ],
    coverage=everywhere("defence_cooperation"),
)


def spans(chart: Chart) -> list[tuple[str, str, str, str | None]]:
    rows = chart.spec["vconcat"][0]["data"]["values"]
    return [(row["status"], row["from"], row["to"], row["maybe"]) for row in rows]


def test_a_bar_goes_from_step_to_step_and_to_the_day() -> None:
    chart = timeline(WORLD, "JPN", "AUS")
    assert isinstance(chart, Chart)
    assert spans(chart)[:3] == [
        ("negotiating", "2012-12-31", "2013-01-06", "2012-01-01"),
        ("signed, not in force", "2013-01-06", "2014-02-01", None),
        ("in force", "2014-02-01", "2014-07-02", None),
    ]


def test_an_end_is_a_mark_and_no_bar() -> None:
    chart = timeline(WORLD, "JPN", "AUS")
    assert isinstance(chart, Chart)
    over = [row for row in chart.spec["vconcat"][0]["data"]["values"] if row["over"]]
    assert [(row["status"], row["from"]) for row in over] == [("ended", "2005-05-01")]


def test_the_future_is_not_drawn() -> None:
    earlier = world_of(WORLD.seen(RAA), date(2013, 6, 1))
    chart = timeline(earlier, "JPN", "AUS")
    assert isinstance(chart, Chart)
    assert [status for status, *_ in spans(chart)] == ["negotiating", "signed, not in force"]


def test_beyond_the_most_the_table_still_holds_all() -> None:
    chart = timeline(WORLD, "JPN", most=1)
    assert isinstance(chart, Chart)
    assert len({row["row"] for row in chart.spec["vconcat"][0]["data"]["values"]}) == 1
    assert len(chart.table.rows) == 5
    assert "1 more are in the table" in chart.caveat


def test_nobody_looked_is_not_found_nothing() -> None:
    looked = timeline(world_of([], coverage=everywhere("defence_cooperation")), "JPN", "AUS")
    not_looked = timeline(world_of([]), "JPN", "AUS")
    assert isinstance(looked, Unknown)
    assert isinstance(not_looked, Unknown)
    assert looked.because.startswith("sources looked")
    assert not_looked.because.startswith("no source here looked")
