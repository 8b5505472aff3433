"""The pictures: one chart, one function, from readings to a declarative specification; see docs/charts.md."""

from latticework.charts.balance import balance
from latticework.charts.chart import Chart, Table
from latticework.charts.export import page, render, write
from latticework.charts.lattice import lattice
from latticework.charts.map import ties_map
from latticework.charts.network import ego, matrix
from latticework.charts.pledges import pledges
from latticework.charts.reach import reach_map
from latticework.charts.relation import relation
from latticework.charts.threats import threats
from latticework.charts.timeline import timeline

__all__ = [
    "Chart", "Table", "balance", "ego", "lattice", "matrix", "page", "pledges", "reach_map", "relation", "render",
    "threats", "ties_map", "timeline", "write",
]  # fmt: skip
