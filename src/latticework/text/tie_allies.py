"""Alliances named through the word ally."""

from __future__ import annotations

from latticework.text.arguments import subjects
from latticework.text.clauses import Clause
from latticework.text.mentions import Codes
from latticework.text.scenes import Scene

_NO_ALLIES = frozenset({"former", "political", "coalition"})
"""Words that make an ally one of another sort."""
_LINKING = frozenset({"be", "remain", "become", "stay"})
_OWNS = frozenset({"nmod:poss", "amod", "compound"})


def allied(scene: Scene, i: int) -> Codes:
    """Give the states that the word ally at token `i` ties: `its ally Japan`, `Poland, a NATO ally`; empty when it ties none."""
    clause = scene.clause
    if any(clause.lemma(c) in _NO_ALLIES for c in clause.children[i]):
        return ()
    beside = (
        clause.tree.heads[i]
        if clause.relation(i) in ("appos", "conj", "compound", "nmod") and not clause.case(i)
        else -1
    )
    owned = [c for c in clause.children[i] if clause.tree.relations[c] in _OWNS or clause.case(c) == "of"]
    owned += [c for c in clause.has(beside, "nmod:poss") if c < i] if beside >= 0 else []
    owners = [code for c in owned for code in scene.named(c)]
    after = [a for c in clause.has(i, "appos", "flat") for a in clause.conjuncts(c)]
    named = [code for a in (*after, *([beside] if beside >= 0 else ())) for code in scene.named(a)]
    follows = i + 2 if i + 1 < len(clause) and clause.form(i + 1).lower() == "the" else i + 1
    if follows in clause.hit_at:  # its ally Japan: whatever the tree makes of it
        named += clause.hit_at[follows].name.codes
    said_of = _said_of(clause, i)
    for s in said_of:
        named += [code for a in clause.conjuncts(s) for code in scene.named(a)]
    if not owners and not said_of and after:  # leaned on a single ally, the United States
        owners = (
            [code for s in subjects(clause, clause.tree.heads[i]) for code in scene.named(s)]
            if _goes_with(clause, i)
            else []
        )
    parties = tuple(dict.fromkeys((*owners[:1], *(code for code in named if code not in owners))))
    return () if any(code.startswith("NSA:") for code in parties) else parties[:4]


def _said_of(clause: Clause, i: int) -> list[int]:
    """Whom a sentence says to be an ally: `A is`, `A remains its ally`, `A and B are allies`."""
    head = clause.tree.heads[i]
    if head >= 0 and clause.lemma(head) in _LINKING and clause.relation(i) in ("obj", "xcomp", "obl"):
        return clause.has(head, "nsubj")
    return clause.has(i, "nsubj")


def _goes_with(clause: Clause, i: int) -> bool:
    """Whether the ally is what a verb's subject has or leans on."""
    head = clause.tree.heads[i]
    return head >= 0 and clause.tree.upos[head] == "VERB" and clause.relation(i) in ("obj", "obl")
