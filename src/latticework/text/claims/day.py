"""Days that a text does not say: when it was published, where only its first lines tell, and which state a name stood for then."""

from __future__ import annotations

from datetime import date

from latticework.model.period import Precision
from latticework.model.state import states
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


def then(code: str, day: date | None) -> str:
    """Give the state that a name stood for on a day: what is Russia's now was the Soviet Union's in its time.

    >>> then("RUS", date(1962, 10, 1)), then("RUS", date(2022, 2, 24)), then("FRA", date(1962, 10, 1))
    ('SUN', 'RUS', 'FRA')
    """
    return "SUN" if code == "RUS" and day is not None and states()["SUN"].existed(day) else code
