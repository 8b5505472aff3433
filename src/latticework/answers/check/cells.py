"""Cells side by side: which of them speak of the newest year, and how near they are to changing."""

from __future__ import annotations

from dataclasses import replace

from latticework.answers.check.tolerance import Bounds
from latticework.answers.check.verdict import Cell


def newest_releases(cells: list[Cell]) -> list[Cell]:
    """Let of each source and unit only the newest release that has the years decide; older ones are shown beside."""
    newest: dict[tuple[str, str], str] = {}
    for cell in cells:
        if cell.counts:
            newest[_series(cell)] = max(newest.get(_series(cell), ""), cell.release)
    return [
        replace(cell, counts=False) if cell.counts and cell.release != newest[_series(cell)] else cell for cell in cells
    ]


def _series(cell: Cell) -> tuple[str, str]:
    return cell.source, cell.facts[0].unit if cell.facts else cell.unit


def newest_only(cells: list[Cell]) -> list[Cell]:
    """Let only the newest year among the counted cells decide; what ends earlier is shown beside."""
    newest = max((cell.day.year for cell in cells if cell.counts and cell.day), default=0)
    return [
        replace(cell, counts=False, agrees=None) if cell.counts and cell.day and cell.day.year < newest else cell
        for cell in cells
    ]


def nearest(cells: list[Cell], meant: Bounds) -> float | None:
    """How far the nearest counted figure is from where its answer would change."""
    found = [meant.distance(cell.value) for cell in cells if cell.counts and cell.value is not None]
    low = min(found, default=None)
    return None if low is None or low == float("inf") else low
