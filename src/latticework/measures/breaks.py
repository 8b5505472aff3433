"""Where the level of a series breaks: PELT, the exact search for change points, with a least-squares cost."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import inf, log


def pelt(values: Sequence[float], penalty: float, *, shortest: int = 1) -> list[int]:
    """Give the places at which a new level begins: those that make squared error + penalty x breaks smallest.

    No stretch is shorter than `shortest`. Exact, as the plain search over all divisions is; a start is dropped once no
    later end can make it best (Killick, Fearnhead, Eckley 2012), which with a shortest stretch is only sure that much later.
    """
    n = len(values)
    sums = [0.0, *accumulate(values)]
    squares = [0.0, *accumulate(value * value for value in values)]

    def cost(start: int, end: int) -> float:
        return max(0.0, squares[end] - squares[start] - (sums[end] - sums[start]) ** 2 / (end - start))

    best, last = [-penalty] + [inf] * n, [0] * (n + 1)
    starts, gone = [0], dict[int, int]()
    for end in range(shortest, n + 1):
        starts = [s for s in starts if gone.get(s, n + 1) > end]
        for start in starts:
            found = best[start] + cost(start, end) + penalty
            if found < best[end]:
                best[end], last[end] = found, start
        for start in starts:
            if best[start] + cost(start, end) > best[end]:
                gone.setdefault(start, end + shortest)
        if best[end - shortest + 1] < inf:
            starts.append(end - shortest + 1)
    places, end = [], n
    while n and last[end] > 0:
        end = last[end]
        places.append(end)
    return places[::-1]


def noise(values: Sequence[float]) -> float:
    """How much a series varies from step to step around its level: half the mean squared difference of neighbours."""
    steps = [(after - before) ** 2 / 2 for before, after in pairwise(values)]
    return sum(steps) / len(steps) if steps else 0.0


def penalty_of(values: Sequence[float], factor: float) -> float:
    """What one more break costs: factor x noise x log(number of values)."""
    return factor * noise(values) * log(len(values)) if len(values) > 1 else 0.0
