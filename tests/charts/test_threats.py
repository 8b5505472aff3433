"""Threats: the parts are those of the measure, the lines its variants."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from latticework import measures
from latticework.atlas import Atlas
from latticework.charts import Chart, threats
from latticework.model.reading import Unknown
from latticework.views.world import World
from tests.conftest import world_of


def test_points_are_the_parts_of_the_reading(atlas: Atlas, drawn: dict[str, Chart]) -> None:
    found = measures.threats(atlas.world("2023-01-13", "2026-01-01"), "JPN")
    assert isinstance(found, list)
    rows = drawn["threats"].spec["vconcat"][0]["data"]["values"]
    for reading, shown in zip(found, (rows[i : i + 4] for i in range(0, len(rows), 4)), strict=True):
        assert shown[0]["value"] == reading.value
        assert [row["value"] for row in shown[1:]] == [part.value for part in reading.parts]
        assert all(row["low"] <= row["value"] <= row["high"] for row in shown)


def test_an_unknown_part_is_written_not_drawn_at_zero(triangle: Callable[..., World]) -> None:
    chart = threats(triangle(), "JPN")
    assert isinstance(chart, Chart)
    (row,) = [row for row in chart.spec["vconcat"][0]["data"]["values"] if row["part"] == "capability"]
    assert row["value"] == 1
    for cell in chart.table.rows:
        assert cell[3] is None or isinstance(cell[3], float)


def test_swapping_the_states_swaps_the_picture(triangle: Callable[..., World]) -> None:
    one = threats(triangle(), "JPN")
    other = threats(triangle(own="CHN", threat="JPN"), "CHN")
    assert isinstance(one, Chart)
    assert isinstance(other, Chart)
    assert [row[3] for row in one.table.rows] == pytest.approx([row[3] for row in other.table.rows])


def test_without_documents_and_acts_it_is_unknown() -> None:
    assert isinstance(threats(world_of([]), "MLI"), Unknown)
