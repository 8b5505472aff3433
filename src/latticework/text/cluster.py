"""One act told in many texts is one act: reports grouped by actors, root and day, with their number kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from latticework.text.events import MUTUAL, Event
from latticework.text.read import Read

NEAR = timedelta(days=2)
"""How far apart two reports of one act may date it."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """An act with its reports, the surest first. `day` is the earliest day any report gives it."""

    event: Event
    day: date | None
    documents: tuple[str, ...]
    reports: int


def cluster(reads: Iterable[Read]) -> list[Cluster]:
    """Group the events of documents into acts; those without any day are grouped by their words alone."""
    groups: dict[tuple[object, ...], list[tuple[date | None, Event, str]]] = {}
    for read in reads:
        for event, time in zip(read.events, read.event_times, strict=True):
            span = time.resolve(event.modality == "planned") if time else None
            day = span.first if span else read.document.published
            groups.setdefault(_key(event), []).append((day, event, read.document.key))
    return sorted(
        (made for told in groups.values() for made in _by_day(told)),
        key=lambda c: (c.day or date.min, c.event.source, c.event.root, c.event.targets),
    )


def _key(event: Event) -> tuple[object, ...]:
    parties = (
        frozenset((event.source, *event.targets)) if event.root in MUTUAL else (event.source, frozenset(event.targets))
    )
    return event.root, parties, event.modality


def _by_day(told: list[tuple[date | None, Event, str]]) -> list[Cluster]:
    out: list[list[tuple[date | None, Event, str]]] = []
    for row in sorted(told, key=lambda row: row[0] or date.min):
        last = out[-1][-1][0] if out else None
        if out and (row[0] is None or last is None or row[0] - last <= NEAR):
            out[-1].append(row)
        else:
            out.append([row])
    return [
        Cluster(
            max((event for _, event, _ in rows), key=lambda event: event.confidence),
            next((day for day, _, _ in rows if day), None),
            tuple(dict.fromkeys(key for _, _, key in rows)),
            len(rows),
        )
        for rows in out
    ]
