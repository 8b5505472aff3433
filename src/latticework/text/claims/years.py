"""The years a comparison or a change speaks of."""

from __future__ import annotations

import re

from latticework.text.amount_numbers import number
from latticework.text.amounts import Amount
from latticework.text.claims.scene import Scene
from latticework.text.time_span import Span, year_span

COUNT = r"(?:[0-9]+(?:\.[0-9]+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|a hundred)"
"""Numbers as comparisons tell them: in figures, or in words up to sixty."""


def year_of_comparison(scene: Scene, head: int) -> Span | None:
    """The time of a comparison: only one told as a date; "two decades ago" belongs to another act."""
    return scene.when(head, frozenset({"day", "interval"}))


def between(scene: Scene) -> Span | None:
    """Years told as ends of a change: between 2015 and 2024, from 2015 to 2024, in the ten years to 2024."""
    match = re.search(r"\b(?:between|from) ((?:19|20)\d\d) (?:and|to) ((?:19|20)\d\d)\b", scene.text)
    if match:
        return year_span(int(match[1]), int(match[2]))
    match = re.search(
        rf"\bin the (?P<n>{COUNT}) years (?:to|until|up to|ending in) (?P<y>(?:19|20)\d\d)\b", scene.text, re.I
    )
    return year_span(int(match["y"]) - int(number(match["n"])), int(match["y"])) if match else None


def change_times(scene: Scene, amount: Amount) -> tuple[Span | None, Span | None]:
    """Give the time and the earlier day of a change: the expression of time nearest to its amount, in its own part of the sentence.

    Of a sentence that tells two changes each has its own time.
    """
    here = [
        time
        for time in scene.times
        if scene.clause.start <= time.start < scene.clause.end
        and time.kind in ("since", "day", "interval")
        and not any(
            min(time.start, amount.start) < other.start < max(time.start, amount.start)
            for other in scene.amounts
            if other is not amount
        )
    ]
    near = sorted(here, key=lambda time: abs(time.start - amount.start))
    since = next((time for time in near if time.kind == "since"), None)
    when = next((time for time in near if time.kind != "since"), None)
    if (
        since
        and when
        and near[0] is not since
        and _APART.search(scene.document.text[min(since.start, when.start) : max(since.start, when.start)])
    ):
        since = None
    if (
        since
        and when
        and near[0] is since
        and _APART.search(scene.document.text[min(since.start, when.start) : max(since.start, when.start)])
    ):
        when = None
    return (when.past if when else None), (since.past if since else None)


_APART = re.compile(r"\b(?:and|but|while)\b|;")
