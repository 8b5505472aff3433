"""The words of a sentence that may tell a tie: its names, verbs with arms or forces, arms and forces themselves, allies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from latticework.text.clauses import Clause
from latticework.text.link_signs import Cue
from latticework.text.lists import table, words
from latticework.text.tie_acts import acts_of_ties
from latticework.text.tie_nouns import tie_nouns

FOUNDING = frozenset({"form", "found"})
"""Verbs of making a grouping: its parties are who makes it, not the grouping itself."""

MEMBERSHIP = FOUNDING | {"join", "rejoin", "enter", "accede", "leave", "quit", "exit", "belong"}
"""Verbs of making a grouping, coming into it, being in it and going out of it."""

_HINTING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_HELD = ("obj", "nsubj:pass", "conj", "nmod", "obl")


@dataclass(frozen=True, slots=True)
class TieCue:
    """A cue with the first token of its name; `things` are the objects of a verb that makes a tie, and `named` says that a treaty or an exercise has a name of its own here."""

    cue: Cue
    first: int
    things: tuple[int, ...] = ()
    named: bool = False

    def of(self, kind: str) -> TieCue:
        """The same words telling another kind of tie."""
        cue = self.cue
        return TieCue(Cue(cue.clause, cue.word, kind, cue.phrase, cue.sort), self.first, self.things)


def tie_cues(clause: Clause) -> Iterator[TieCue]:
    """Give the words of a sentence that may tell a tie, each once, with the kind that the tables give them."""
    taken, told = set[int](), set[int]()
    for first, last, kind, named in tie_nouns(clause):
        taken.update(range(first, last + 1))
        head = clause.tree.heads[last]
        if head >= 0 and clause.lemma(head) == "ally" and clause.relation(last) == "compound":
            continue  # a treaty ally: the ally tells the tie
        yield TieCue(Cue(clause, last, kind, clause.lemma(last), "noun"), first, named=named)
    for p, lemma in enumerate(clause.tree.lemmas):
        if p in taken:
            continue
        tag = clause.tree.upos[p]
        if tag == "VERB" and lemma in MEMBERSHIP and _body(clause, p):
            told.add(p)
            yield TieCue(Cue(clause, p, "grouping_membership", lemma, "member"), p)
        elif tag == "VERB" and lemma in ("exercise", "drill") and not clause.has(p, "obj"):
            told.add(p)
            yield TieCue(Cue(clause, p, "joint_exercise", lemma, "act"), p)
        elif tag == "VERB":
            kind, things = acts_of_ties(clause, p)
            if kind:
                told.add(p)
                told.update(things)
                yield TieCue(Cue(clause, p, kind, lemma, "built" if kind == "joint_development" else "act"), p, things)
        elif tag in ("NOUN", "PROPN") and lemma == "ally":
            told.add(p)
            yield TieCue(Cue(clause, p, "defence_pact", lemma, "ally"), p)
    for p, lemma in enumerate(clause.tree.lemmas):
        tag = clause.tree.upos[p]
        if p in taken or p in told or tag not in _HINTING:
            continue
        if tag in ("NOUN", "PROPN") and lemma in words("force_things") and not _passing(clause, p):
            yield TieCue(Cue(clause, p, "deployment", lemma, "forces"), p)
        elif tag in ("NOUN", "PROPN") and lemma in words("arms_things") and clause.relation(p) in _HELD:
            yield TieCue(Cue(clause, p, "equipment_transfer", lemma, "arms"), p)
        elif lemma in _hints() and p not in clause.hit_at:
            yield TieCue(Cue(clause, p, _hints()[lemma], lemma, "hint"), p)


def _passing(clause: Clause, p: int) -> bool:
    """Whether forces or arms come down somewhere, fight or are trained with: none of it is a stay."""
    head = clause.tree.heads[p]
    return head >= 0 and clause.tree.upos[head] == "VERB" and clause.lemma(head) in words("passing")


@cache
def _hints() -> dict[str, str]:
    """Words that stand often where the written texts tell a tie, with the kind they hint at most (`tools/make_tie_hints.py`)."""
    return {row["word"]: row["kind"] for row in table("tie_hints.csv")}


def _body(clause: Clause, p: int) -> bool:
    """Whether what is joined or left is an organisation or a grouping; what is made must be one itself, not a part of one."""
    made = clause.lemma(p) in FOUNDING
    reached = clause.has(p, "obj") if made else clause.has(p, "obj", "obl", "nsubj:pass")
    if not made:
        reached += [c for i in reached for c in clause.children[i] if clause.relation(c) in ("nmod", "compound")]
    return any(is_grouping(clause, i) for i in reached)


def is_grouping(clause: Clause, i: int) -> bool:
    """Whether a token belongs to the name of a grouping; -1 belongs to none."""
    hit = clause.hit_at.get(i)
    return hit is not None and hit.name.sort == "grouping"
