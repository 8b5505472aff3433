"""Every chart once, drawn from the pack."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from latticework import charts
from latticework.atlas import Atlas
from latticework.charts import Chart

DAY = "2023-01-13"
KNOWN = "2026-01-01"
AROUND = ["JPN", "AUS", "PHL", "IND", "KOR"]

DRAWN: dict[str, Callable[[Atlas], object]] = {
    "balance": lambda a: charts.balance(a.world(DAY, KNOWN), ["CHN"], ["JPN"], sources=a.sources()),
    "balance of sides": lambda a: charts.balance(a.world(DAY, KNOWN), ["USA", "JPN"], ["CHN"], sources=a.sources()),
    "threats": lambda a: charts.threats(a.world(DAY, KNOWN), "JPN", sources=a.sources()),
    "timeline": lambda a: charts.timeline(a.world(DAY, KNOWN), "JPN", sources=a.sources()),
    "timeline of two": lambda a: charts.timeline(a.world(DAY, KNOWN), "JPN", "AUS", sources=a.sources()),
    "pledges": lambda a: charts.pledges(a.world(DAY, KNOWN), "JPN", sources=a.sources()),
    "ties map": lambda a: charts.ties_map(a.world(DAY, KNOWN), "JPN", sources=a.sources()),
    "ties map, near": lambda a: charts.ties_map(a.world(DAY, KNOWN), "POL", sources=a.sources()),
    "reach map": lambda a: charts.reach_map(a.world(DAY, KNOWN), "PRK", target="JPN", sources=a.sources()),
    "ego": lambda a: charts.ego(a.world(DAY, KNOWN), "JPN", sources=a.sources()),
    "matrix": lambda a: charts.matrix(a.world(DAY, KNOWN), AROUND, hub="USA", sources=a.sources()),
    "relation": lambda a: charts.relation(a.world(DAY, KNOWN), "PRK", "KOR", sources=a.sources()),
    "lattice": lambda a: charts.lattice(
        [a.world(f"{year}-01-01", KNOWN) for year in (2005, 2014, 2023)], AROUND, "USA", sources=a.sources()
    ),
}


@pytest.fixture(scope="session")
def drawn(atlas: Atlas) -> dict[str, Chart]:
    made = {name: draw(atlas) for name, draw in DRAWN.items()}
    assert all(isinstance(chart, Chart) for chart in made.values()), made
    return made  # type: ignore[return-value]
