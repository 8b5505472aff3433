"""Ties told in a text: agreements, alliances, exercises, transfers and deployments, with parties, direction and status."""

from __future__ import annotations

from collections.abc import Sequence

from latticework.text.clauses import Clause
from latticework.text.mentions import Memory, learn
from latticework.text.tie_acts import built_together, by_act, by_forces
from latticework.text.tie_nouns import by_ally, by_noun
from latticework.text.tie_shapes import DIRECTED, EXERCISES, Tie


def ties(document: Sequence[Clause]) -> list[Tie]:
    """Read the ties of a document; a tie told twice is kept once, at the mention that says most of its status."""
    memory = Memory()
    found: list[Tie] = []
    for number, clause in enumerate(document):
        found += by_noun(clause, memory, number)
        found += by_act(clause, memory, number, found)
        found += by_forces(clause, memory, number)
        found += built_together(clause, memory, number)
        found += by_ally(clause, memory, number)
        learn(clause, memory)
    return _once(found)


def _once(found: list[Tie]) -> list[Tie]:
    order = {"in_force": 0, "proposed": 1, "announced": 2, "negotiating": 3, "signed": 4, "suspended": 5, "ended": 6}
    kept: dict[tuple[object, ...], Tie] = {}
    for tie in found:
        parties = tie.parties if tie.kind in DIRECTED else tuple(sorted(tie.parties))
        key = (tie.kind, parties)
        old = kept.get(key)
        if old is None or (order[tie.status] > order[old.status] and tie.kind not in EXERCISES):
            kept[key] = tie
    return sorted(kept.values(), key=lambda tie: (tie.start, tie.end))
