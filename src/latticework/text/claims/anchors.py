"""Earlier days told by the name of an event: `since the end of the Second World War`."""

from __future__ import annotations

import re
from functools import cache

from latticework.text.claims.phrases import pattern
from latticework.text.lists import table
from latticework.text.time_span import Span, year_span

_BACK = r"\b(?:since|before|until|till|from|after|not seen in \w+ since)\b[^.;]{0,50}?"


@cache
def _anchors() -> tuple[tuple[re.Pattern[str], int], ...]:
    rows = sorted(table("claim_anchors.csv"), key=lambda row: -len(row["phrase"]))
    return tuple(
        (re.compile(_BACK + pattern(row["phrase"]).pattern + r"(?! (?:era|type|style|-era))", re.I), int(row["year"]))
        for row in rows
    )


def anchored(text: str) -> Span | None:
    """Give the year in which a named event ended, where a text reaches back to it.

    >>> str(anchored("the first since the end of the Second World War").first), anchored("since the flood")
    ('1945-01-01', None)
    """
    year = next((year for found, year in _anchors() if found.search(text)), None)
    return year_span(year, year) if year is not None else None
