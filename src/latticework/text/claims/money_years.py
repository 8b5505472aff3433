"""The past years that a sentence about money names, and those named just before it: the rates of which time may be meant."""

from __future__ import annotations

from collections.abc import Iterator

from latticework.text.claims.scene import Scene

_NEAR = 240
"""Characters before a sentence in which a year may still be that of its money."""
_KINDS = frozenset({"day", "interval", "ago", "since"})


def years_told(scene: Scene) -> dict[str, str]:
    """Give the past years named in the sentence (`years`) and shortly before it (`years_before`), each as years with blanks between."""
    low, high = scene.clause.start, scene.clause.end
    here, before = _years(scene, low, high), _years(scene, low - _NEAR, low)
    found = {"years": here, "years_before": before - here}
    return {name: " ".join(map(str, sorted(years))) for name, years in found.items() if years}


def _years(scene: Scene, low: int, high: int) -> set[int]:
    return set(_named(scene, low, high))


def _named(scene: Scene, low: int, high: int) -> Iterator[int]:
    said = scene.document.published
    for time in scene.times:
        span = time.past
        if low <= time.start < high and time.kind in _KINDS and span is not None:
            last = min(span.last.year, said.year) if said else span.last.year
            yield from range(max(span.first.year, last - _MOST), last + 1)


_MOST = 5
"""Of a longer stretch of years only the last few count."""
