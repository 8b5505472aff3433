"""What was read, in the shapes of annotated gold texts: `ties`, `events`, `quantities`."""

from __future__ import annotations

from typing import Any

from latticework.text.events import Event
from latticework.text.figures import Figure
from latticework.text.read import Read
from latticework.text.tie_shapes import Tie
from latticework.text.times import TimeMention

_STATUS = {"ended": "terminated"}
_KIND = {"status_of_forces": "reciprocal_access"}


def as_gold(read: Read) -> dict[str, Any]:
    """Give one document's facts as plain data, ready for JSON; days as text, unknown left out as None."""
    return {
        "id": read.document.key,
        "ties": [_tie(read, tie, time) for tie, time in zip(read.ties, read.tie_times, strict=True)],
        "events": [_event(read, event, time) for event, time in zip(read.events, read.event_times, strict=True)],
        "quantities": [_quantity(read, figure) for figure in read.figures],
    }


def _tie(read: Read, tie: Tie, time: TimeMention | None) -> dict[str, Any]:
    return {
        "kind": _KIND.get(tie.kind, tie.kind),
        "parties": [_code(code) for code in tie.parties],
        "status": _STATUS.get(tie.status, tie.status),
        "date": time.written(tie.status in ("announced", "proposed")) if time else None,
        "quote": read.document.quote(tie.start, tie.end),
    }


def _event(read: Read, event: Event, time: TimeMention | None) -> dict[str, Any]:
    return {
        "source": _code(event.source),
        "root": event.root,
        "targets": [_code(code) for code in event.targets],
        "modality": event.modality,
        "date": time.written(event.modality == "planned") if time else None,
        "quote": read.document.quote(event.start, event.end),
    }


def _quantity(read: Read, figure: Figure) -> dict[str, Any]:
    amount = figure.amount
    future = figure.modality == "planned"
    return {
        "what": figure.what,
        "subject": _code(figure.subject) or None,
        "object": _code(figure.object) or None,
        "value": list(amount.value) if isinstance(amount.value, tuple) else amount.value,
        "unit": amount.unit,
        "comparator": amount.comparator,
        "date": figure.time.written(future) if figure.time else None,
        "deadline": figure.due.written(True) if figure.due else None,
        "quote": read.document.quote(amount.start, amount.end),
    }


def _code(code: str) -> str:
    """Groups of several words are joined by hyphens there (NSA:Islamic-State), and what has no code of ISO 3166 is a group by its name."""
    return _UNLISTED.get(code, code).replace(" ", "-")


_UNLISTED = {"ABK": "NSA:Abkhazia", "SOS": "NSA:South Ossetia"}
