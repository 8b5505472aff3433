"""Who gives and who receives in a tie of a directed kind: the giver, guest or guarantor stands first."""

from __future__ import annotations

from collections.abc import Sequence

from latticework.text.clauses import Clause
from latticework.text.link_signs import Cue
from latticework.text.mentions import Codes
from latticework.text.scenes import Scene
from latticework.text.tie_shapes import BUYING

_RECEIVING = frozenset({"to", "in", "into", "for", "on", "with", "at", "across", "near", "towards", "toward"})


def directed(scene: Scene, cue: Cue, things: Sequence[int], parties: Codes) -> Codes:
    """Put the giver first: whoever is reached by to, for or in receives; who buys or hosts receives."""
    clause = scene.clause
    verb = cue.word if clause.tree.upos[cue.word] == "VERB" else cue.governor
    buys = verb >= 0 and clause.lemma(verb) in BUYING
    above = cue.sides if verb == cue.word else cue.above
    acting = [code for i in above.sources for code in scene.named(i) if code in parties]
    reached = [code for i in _receivers(clause, cue, verb, things) for code in scene.named(i) if code in parties]
    owners = [code for i in cue.sides.sources for code in scene.named(i) if code in parties] if verb != cue.word else []
    giver = next(iter(owners or acting), "")
    receiver = next((code for code in reached if code != giver), "")
    if buys and acting and not owners:
        giver, receiver = receiver or next((code for code in parties if code != acting[0]), ""), acting[0]
    if not giver and receiver:
        giver = next(code for code in parties if code != receiver)
    rest = [code for code in parties if code not in (giver, receiver)]
    return tuple(code for code in (giver, *rest, receiver) if code)


def _receivers(clause: Clause, cue: Cue, verb: int, things: Sequence[int]) -> list[int]:
    nodes = [cue.word, *things]
    heads = [c for n in nodes for c in clause.has(n, "nmod") if clause.case(c) in _RECEIVING]
    if verb >= 0:
        heads += [
            c for c in clause.has(verb, "obl", "iobj") if clause.case(c) in _RECEIVING or clause.relation(c) == "iobj"
        ]
        heads += [o for o in clause.has(verb, "obj") if o not in things and o != cue.word]
    return [a for h in heads for a in clause.conjuncts(h)]
