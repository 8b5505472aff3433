"""The evidence as a table."""

from __future__ import annotations

from collections.abc import Sequence

from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.doors.sheets.common import SHORT
from latticework.errors import NameNotFound
from latticework.model.fact import ID_LENGTH
from latticework.model.grouping import find_grouping, groupings
from latticework.model.kind import find_kind
from latticework.model.period import iso
from latticework.model.state import find_state
from latticework.model.unit import say


def facts(ask: Ask, terms: Sequence[str], *, kinds: Sequence[str], limit: int, holding: bool = False) -> Sheet:
    """Lay out facts with everything they carry; with `holding`, those alone that had not ended by the day."""
    ids = [term for term in terms if _is_id(term)]
    parties = [_party(term) for term in terms if not _is_id(term)]
    found = ask.atlas.facts(
        [find_kind(kind).name for kind in kinds],
        parties=parties,
        ids=ids,
        as_of=ask.world.as_of if holding else ask.as_of,
        holding=holding,
        known_by=ask.known_by,
        limit=limit,
    )
    ask.used += found
    if ids and not found:
        raise NameNotFound("fact", ids[0], ())
    rows: list[tuple[Value, ...]] = [
        (f.id, f.kind, str(f.about), iso(f.day, f.period.precision), f.period.end.isoformat() if f.period.end else "", f.value, f.unit, f.basis, f.status, "; ".join(f"{k}: {v}" for k, v in sorted(f.detail.items())), f.known_from.isoformat(), f.citation.source, f.citation.release, f.citation.locator, f.citation.quote, f.read_by)
        for f in found
    ]  # fmt: skip
    columns = (
        "id",
        "kind",
        "about",
        "from",
        "to",
        "value",
        "unit",
        "basis",
        "status",
        "detail",
        "known from",
        "source",
        "release",
        "locator",
        "quote",
        "read by",
    )
    if ids and len(found) <= 5:
        return _cards(columns, rows)
    more = (f"the first {limit}; raise --limit for more",) if len(found) == limit else ()
    return Sheet(
        f"{len(found)} facts",
        ("id", "kind", "about", "from", "value", "status", "what", "source"),
        [
            (
                r[0] if len(rows) > 200 else str(r[0])[:SHORT],
                r[1],
                r[2],
                r[3],
                f"{say(float(r[5]), str(r[6]))} {r[7] if r[7] != r[6] else ''}".strip()
                if isinstance(r[5], float)
                else "",
                r[8],
                f.title if f.title != f.kind.replace("_", " ") else "",
                r[11],
            )
            for r, f in zip(rows, found, strict=True)
        ],
        more,
    )


def _cards(columns: tuple[str, ...], rows: list[tuple[Value, ...]]) -> Sheet:
    laid: list[tuple[Value, ...]] = []
    for row in rows:
        laid += [
            (name, value if isinstance(value, str) else str(value))
            for name, value in zip(columns, row, strict=True)
            if value not in ("", None)
        ]
    return Sheet(f"{len(rows)} fact{'s' if len(rows) > 1 else ''}", ("field", "value"), laid)


def _is_id(term: str) -> bool:
    return (
        6 <= len(term) <= ID_LENGTH
        and any(ch.isdigit() for ch in term)
        and all(ch in "0123456789abcdef" for ch in term)
    )


def _party(term: str) -> str:
    try:
        return find_state(term).code
    except NameNotFound:
        if term.upper() in groupings():
            return term.upper()
        try:
            return find_grouping(term).key
        except NameNotFound:
            pass
        raise
