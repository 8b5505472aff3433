"""Whether an exercise is held by several, or by one state alone near others: the first draws together, the second shows force."""

from __future__ import annotations

from collections.abc import Sequence

from latticework.text.fellows import fellows
from latticework.text.link_signs import Cue
from latticework.text.links import Side
from latticework.text.lists import words
from latticework.text.scenes import Scene

_PARTNERS = frozenset({"with", "between", "among", "alongside"})


def exercised_together(scene: Scene, cue: Cue, first: Sequence[Side], others: Sequence[Side] = ()) -> bool:
    """Say whether an exercise is called joint, has partners, or is held by several who are named together or by one word."""
    clause, word = scene.clause, cue.word
    near = {*clause.subtree(word, depth=2), *(clause.children[cue.governor] if cue.governor >= 0 else ())}
    if any(clause.lemma(i) in words("joint") for i in near) or cue.sides.mutual[1:]:
        return True
    named = {side.token for side in (*first, *others) if side.token >= 0}
    if {clause.case(token) for token in named} & _PARTNERS:
        return True
    several = any(len(side.codes) > 1 for side in first if side.token >= 0)
    return several or any(set(fellows(scene, side.token)) & named - {side.token} for side in first if side.token >= 0)
