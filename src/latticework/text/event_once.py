"""One event for what a document tells several times: by the same word, by several parties, in headline and text."""

from __future__ import annotations

from dataclasses import replace

from latticework.text.event_shapes import MUTUAL, Event

Key = tuple[int, int, str, str]
SURER = 0.3
"""How much surer a later mention must be to stand for an earlier one."""


def once(found: list[Event]) -> list[Event]:
    """Join what one word tells of one source, then drop what says the same as another event of the document."""
    joined: dict[Key, Event] = {}
    for event in found:
        key = (event.sentence, event.word, event.source, event.root)
        old = joined.get(key)
        if old is None:
            joined[key] = event
        else:
            targets = tuple(dict.fromkeys((*old.targets, *event.targets)))
            best = max(old, event, key=lambda e: e.confidence)
            joined[key] = replace(best, targets=targets, start=min(old.start, event.start), end=max(old.end, event.end))
    kept: dict[tuple[object, ...], Event] = {}
    aimed = {(event.source, event.root) for event in joined.values() if event.targets}
    for event in joined.values():
        if not event.targets and (event.source, event.root) in aimed:
            continue
        side = (event.source,) if event.root not in MUTUAL else ()
        parties = frozenset(event.targets) if side else frozenset((event.source, *event.targets))
        same = (side, event.root, parties, event.modality)
        if same not in kept or event.confidence > kept[same].confidence + SURER:
            kept[same] = event
    return sorted(kept.values(), key=lambda e: (e.start, e.end))
