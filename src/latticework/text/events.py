"""Who did what to whom: the acts of a document with their parties, roots, modality and days.

Words for acts come from a table and the parser; a linear model links the phrases that are their sides (`links`), the coder types
the pair, and a judge says how likely the text tells the whole: the confidence of the event. Which is told is decided by `SURE`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from latticework.text.act_network import Seen
from latticework.text.clauses import Clause
from latticework.text.coder import Coder
from latticework.text.event_drafts import drafts
from latticework.text.event_once import once
from latticework.text.event_shapes import MUTUAL, Event
from latticework.text.links import judged, shipped
from latticework.text.scenes import Scene, scenes

__all__ = ["MUTUAL", "SURE", "Event", "events", "events_in"]

SURE = 0.32
"""Confidence from which an event is told: at the lower end of those that cross-validation on the written texts likes alike, for a reader misses more than he is misled by."""

SURE_UNLISTED = 0.47
"""The same for a word that the table of acts does not know: a model alone is too ready to see an act in any verb."""

TILT = 0.3
"""What the probability of its root counts beside the judgement where several events may be told by one word."""


def events(document: Sequence[Clause], coder: Coder) -> list[Event]:
    """Read the events of the sentences of a document; one told twice is kept once."""
    walked = scenes(document)
    return events_in(walked, shipped().network(walked), coder)


def events_in(document: Sequence[Scene], read: Sequence[Seen], coder: Coder) -> list[Event]:
    """Read the events of a document whose scenes are made and read by the network."""
    found = ((draft.event, judged(draft.signs, "event"), draft.listed) for draft in drafts(document, read, coder))
    told = ((event, sure) for event, sure, listed in found if sure >= (SURE if listed else SURE_UNLISTED))
    return once(surest(told))


def surest(found: Iterable[tuple[Event, float]]) -> list[Event]:
    """Keep of the events that one word may tell the surest, with its confidence."""
    best: dict[tuple[int, int], tuple[Event, float]] = {}
    for event, sure in found:
        held = best.get((event.sentence, event.word))
        if held is None or sure + TILT * event.confidence > held[1] + TILT * held[0].confidence:
            best[event.sentence, event.word] = event, sure
    return [replace(event, confidence=sure) for event, sure in best.values()]
