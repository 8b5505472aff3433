"""Making fact rows from the pack's tables: the few steps every table shares."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from latticework.errors import DataError
from latticework.model.fact import About, content_id
from latticework.model.period import Precision, next_start, parse_day

FactRow = dict[str, object]


@lru_cache(maxsize=8192)
def day_of(text: str) -> tuple[date, Precision]:
    """Read a day of a table; the same few days come again and again."""
    return parse_day(text)


@lru_cache(maxsize=8192)
def about_of(text: str) -> str:
    """Bring the written parties into their canonical form."""
    return str(About.parse(text))


def fact_row(
    *,
    kind: str,
    about: str,
    start: str,
    source: str,
    locator: str,
    end: date | None = None,
    spans: bool = False,
    value: float | None = None,
    unit: str = "",
    basis: str = "",
    status: str = "",
    detail: Mapping[str, str] | None = None,
    known_from: date | str = "",
    release: str = "",
    quote: str = "",
) -> FactRow:
    """Make one fact row. With `spans`, `start` is the whole day, month or year it names; else it goes on from there.

    `known_from` empty means it was public on the day itself (the last day a coarse date may mean).
    """
    first, precision = day_of(start)
    over = next_start(first, precision)
    if not known_from:
        known_from = over.fromordinal(over.toordinal() - 1) if precision is not Precision.DAY else first
    elif isinstance(known_from, str):
        known_from = day_of(known_from)[0]
    if not source or not locator:
        raise DataError("a row without a source address", place=f"{kind} {about} {start}")
    filled = {key: text for key, text in (detail or {}).items() if text}
    row: FactRow = {
        "kind": kind,
        "about": about_of(about),
        "valid_from": first,
        "valid_to": over if spans else end,
        "precision": str(precision),
        "value": value,
        "unit": unit,
        "basis": basis,
        "status": status,
        "detail": json.dumps(filled, sort_keys=True, ensure_ascii=False) if filled else "",
        "known_from": known_from,
        "source": source,
        "release": release,
        "locator": locator,
        "quote": quote,
        "read_by": "compiled",
    }
    row["id"] = content_id(row)
    return row
