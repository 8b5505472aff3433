"""Facts from rows of the store, many at a time: what thousands of rows share is made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from json import JSONDecoder
from typing import Any

from latticework.model.fact import About, Citation, Fact
from latticework.model.period import Period, Precision

_PRECISIONS = {str(one): one for one in Precision}
_about: Callable[[str], About] = lru_cache(maxsize=4096)(About.parse)
_period: Callable[[date, date | None, Precision], Period] = lru_cache(maxsize=4096)(Period)
_read = JSONDecoder().raw_decode


def facts_of(rows: Iterable[Sequence[Any]]) -> list[Fact]:
    """Build facts of rows with the store's columns in their order, as `Fact.from_row` does for one row.

    Raises ValueError, KeyError, AssertionError or DataError for a row that is none.
    """
    found = []
    for (
        key, kind, about, start, end, precision, value, unit, basis, status, detail, known, source, release, locator, quote, read_by,
    ) in rows:  # fmt: skip
        assert start is not None
        assert known is not None
        found.append(
            Fact(
                kind,
                _about(about),
                _period(start, end, _PRECISIONS[precision]),
                known,
                Citation(source, locator, release, quote),
                value,
                unit,
                basis,
                status,
                _read(detail)[0] if detail else {},
                read_by,
                key,
            )
        )
    return found
