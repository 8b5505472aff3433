"""The network: depths are the measure's, unknown and none look different."""

from __future__ import annotations

import pytest

from latticework.charts import Chart, ego, lattice, matrix
from latticework.errors import UsageError
from latticework.measures.depth import depth
from latticework.measures.lattice import hub_lattice
from latticework.model.reading import Reading, Unknown
from latticework.model.source import Coverage
from tests.conftest import LONG_AGO, step, world_of

WORLD = world_of(
    [
        step("defence_pact", "JPN;USA", "in_force", "1960-06-23"),
        step("defence_cooperation", "AUS;JPN", "in_force", "2010-01-01"),
        step("defence_cooperation", "AUS;USA", "in_force", "2010-01-01"),
    ],
    coverage=(Coverage("test", "defence_cooperation", LONG_AGO, None, frozenset({"JPN", "USA", "AUS"})),),
)


def test_dots_have_the_depth_of_the_measure() -> None:
    chart = ego(WORLD, "JPN")
    assert isinstance(chart, Chart)
    for name, value in {row[0]: row[1] for row in chart.table.rows}.items():
        found = depth(WORLD, "JPN", {"Australia": "AUS", "the United States": "USA"}[str(name)])
        assert isinstance(found, Reading)
        assert value == found.value


def test_partners_tied_to_each_other_are_joined() -> None:
    chart = ego(WORLD, "JPN")
    assert isinstance(chart, Chart)
    assert len(chart.spec["vconcat"][0]["layer"][0]["data"]["values"]) == 1


def test_a_matrix_tells_none_from_nobody_looked() -> None:
    chart = matrix(WORLD, ["JPN", "USA", "AUS", "MLI", "BFA"])
    assert isinstance(chart, Chart)
    cells = {(r["one"], r["other"]): r["says"] for r in chart.spec["vconcat"][0]["data"]["values"]}
    assert cells["Japan", "United States"] == cells["United States", "Japan"] == "9"
    assert cells["Japan", "Mali"] == ""
    assert cells["Burkina Faso", "Mali"] == "?"
    assert None in {row[2] for row in chart.table.rows}


def test_a_hairball_is_refused() -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        matrix(WORLD, [f"X{n}" for n in range(60)])


def test_lines_in_time_are_the_index() -> None:
    worlds = [
        world_of(WORLD.seen("defence_pact") + WORLD.seen("defence_cooperation"), WORLD.as_of.replace(year=year))
        for year in (2005, 2012)
    ]
    chart = lattice(worlds, ["JPN", "AUS"], "USA")
    assert isinstance(chart, Chart)
    shown = {row[0]: row[2] for row in chart.table.rows if row[1] == "index"}
    for world in worlds:
        found = hub_lattice(world, ["JPN", "AUS"], "USA")
        assert isinstance(found, Reading)
        assert shown[world.as_of.isoformat()] == found.value


def test_without_ties_it_is_unknown() -> None:
    assert isinstance(ego(world_of([]), "JPN"), Unknown)
    assert isinstance(matrix(world_of([]), ["JPN", "USA"]), Unknown)
