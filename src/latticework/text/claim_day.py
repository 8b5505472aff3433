"""The day a text was published, when only the text tells it: a full date in its first lines."""

from __future__ import annotations

from datetime import date

from latticework.model.period import Precision
from latticework.text.times import find_times

HEAD = 400
"""Characters within which a date is taken for the day of publication."""


def day_told(text: str) -> date | None:
    """Give the first full date in the head of a text; None when there is none.

    >>> day_told("TOKYO, Jan 13 2023 - Japan said on Friday")
    datetime.date(2023, 1, 13)
    """
    for time in find_times(text[:HEAD], None):
        span = time.past
        if time.kind == "day" and span is not None and span.precision is Precision.DAY and span.first == span.last:
            return span.first
    return None
