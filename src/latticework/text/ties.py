"""Ties told in a text: agreements, alliances, exercises, transfers and deployments, with parties, direction and status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from latticework.text.clauses import Clause
from latticework.text.links import judged
from latticework.text.scenes import Scene, scenes
from latticework.text.tie_drafts import TieDraft, tie_drafts
from latticework.text.tie_shapes import DIRECTED, EXERCISES, Tie

SURE = 0.3
"""Confidence from which a tie is told: the F1 of cross-validation on the written texts is highest there."""

_ORDER = {"in_force": 0, "proposed": 1, "announced": 2, "negotiating": 3, "signed": 4, "suspended": 5, "ended": 6}


def ties(document: Sequence[Clause]) -> list[Tie]:
    """Read the ties of the sentences of a document; one told twice is kept once, at the mention that says most of its status."""
    return ties_in(scenes(document))


def ties_in(document: Sequence[Scene]) -> list[Tie]:
    """Read the ties of a document whose scenes are made."""
    found = [(draft, judged(draft.signs, "tie")) for draft in tie_drafts(document)]
    return ties_once([tie for tie in surest(found) if tie.confidence >= SURE])


def surest(found: Iterable[tuple[TieDraft, float]]) -> list[Tie]:
    """Keep of the choices for one tie of one word the surest, with its confidence."""
    best: dict[tuple[int, int, int], tuple[Tie, float]] = {}
    for draft, sure in found:
        key = (draft.tie.sentence, draft.tie.word, draft.group)
        if key not in best or sure > best[key][1]:
            best[key] = draft.tie, sure
    return [replace(tie, confidence=sure) for tie, sure in best.values()]


def ties_once(found: list[Tie]) -> list[Tie]:
    """Keep one tie of each kind and parties; what one sentence tells of some of the parties of a tie is that tie."""
    kept: dict[tuple[object, ...], Tie] = {}
    for tie in found:
        parties = tie.parties if tie.kind in DIRECTED else tuple(sorted(tie.parties))
        key = (tie.kind, parties)
        old = kept.get(key)
        if old is None or (_ORDER[tie.status] > _ORDER[old.status] and tie.kind not in EXERCISES):
            kept[key] = tie
    whole = [tie for tie in kept.values() if not any(_part(tie, other) for other in kept.values())]
    return sorted(whole, key=lambda tie: (tie.start, tie.end))


def _part(tie: Tie, other: Tie) -> bool:
    return tie.kind == other.kind and tie.sentence == other.sentence and set(tie.parties) < set(other.parties)
