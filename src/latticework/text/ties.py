"""Ties told in a text: agreements, alliances, exercises, transfers and deployments, with parties, direction and status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from latticework.text.act_network import Seen
from latticework.text.clauses import Clause
from latticework.text.links import judged, shipped
from latticework.text.scenes import Scene, scenes
from latticework.text.tie_drafts import TieDraft, tie_drafts
from latticework.text.tie_shapes import DIRECTED, EXERCISES, Tie

SURE = 0.3
"""Confidence from which a tie is told; chosen by cross-validation on the written texts in the register of news."""
SURE_HINTED = 0.45
"""The same where no name or verb of a tie stands, or another kind than they say is told: a hint alone is soon taken for a tie."""

RULED = 0.5
"""Confidence, at least, of a tie whose parties syntax alone tells: of groupings of many the judge has seen few."""

_KIN = (
    frozenset({"deployment", "basing"}),
    frozenset({"deployment", "joint_exercise"}),
    frozenset({"equipment_transfer", "military_aid"}),
)
"""Kinds that the same words of a sentence are easily taken for: of two between the same parties the surer is told."""

_ORDER = {"in_force": 0, "proposed": 1, "announced": 2, "negotiating": 3, "signed": 4, "suspended": 5, "ended": 6}


def ties(document: Sequence[Clause]) -> list[Tie]:
    """Read the ties of the sentences of a document; one told twice is kept once, at the mention that says most of its status."""
    walked = scenes(document)
    return ties_in(walked, shipped().network(walked))


def ties_in(document: Sequence[Scene], read: Sequence[Seen]) -> list[Tie]:
    """Read the ties of a document whose scenes are made and read by the network."""
    found = [(draft, confidence(draft)) for draft in tie_drafts(document, read)]
    return ties_once([tie for tie in surest(found) if tie.confidence >= (SURE if tie.plain else SURE_HINTED)])


def confidence(draft: TieDraft) -> float:
    """Give how likely the text tells a tie, by the judge; where syntax alone tells the parties, at least as likely as not."""
    return max(judged(draft.signs, "tie"), RULED if draft.ruled else 0.0)


def surest(found: Iterable[tuple[TieDraft, float]]) -> list[Tie]:
    """Keep of the choices for one tie of one word the surest, with its confidence."""
    best: dict[tuple[int, int, int], tuple[Tie, float]] = {}
    for draft, sure in found:
        key = (draft.tie.sentence, draft.tie.word, draft.group)
        if key not in best or sure > best[key][1]:
            best[key] = draft.tie, sure
    return [replace(tie, confidence=sure) for tie, sure in best.values()]


def ties_once(found: list[Tie]) -> list[Tie]:
    """Keep one tie of each kind and parties, in the direction told most surely; what one sentence tells of some of the parties is that tie.

    Of what the same words may be taken for (`_KIN`, or an agreement of no kind beside one of a kind) the surer is kept.
    """
    kept: dict[tuple[str, frozenset[str]], Tie] = {}
    for tie in found:
        key = (tie.kind, frozenset(tie.parties))
        old = kept.get(key)
        if old is None:
            kept[key] = tie
        elif tie.kind in DIRECTED and tie.parties != old.parties:
            kept[key] = max(old, tie, key=lambda one: one.confidence)
        elif _ORDER[tie.status] > _ORDER[old.status] and tie.kind not in EXERCISES:
            kept[key] = tie
    told = [*kept.values()]
    whole = [tie for tie in told if not any(_part(tie, other) or _taken_for(tie, other) for other in told)]
    return sorted(whole, key=lambda tie: (tie.start, tie.end))


def _part(tie: Tie, other: Tie) -> bool:
    return tie.kind == other.kind and tie.sentence == other.sentence and set(tie.parties) < set(other.parties)


def _taken_for(tie: Tie, other: Tie) -> bool:
    """Whether another tie of the same sentence and parties is surer, and of a kind that this one is easily taken for."""
    if tie.sentence != other.sentence or set(tie.parties) != set(other.parties) or tie.kind == other.kind:
        return False
    akin = tie.kind == "other_agreement" or any({tie.kind, other.kind} <= kinds for kinds in _KIN)
    return akin and (other.confidence, other.start) > (tie.confidence, tie.start)
