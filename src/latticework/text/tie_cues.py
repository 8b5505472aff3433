"""The words of a sentence that may tell a tie: its names, verbs with arms or forces, arms and forces themselves, allies, and hints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from latticework.text.clauses import Clause
from latticework.text.link_signs import Cue
from latticework.text.lists import words
from latticework.text.scenes import Scene
from latticework.text.tie_acts import acts_of_ties, making
from latticework.text.tie_again import again, counted
from latticework.text.tie_hints import hinted, of_body
from latticework.text.tie_nouns import tie_nouns

_HELD = ("obj", "nsubj:pass", "conj", "nmod", "obl")
BARE = "other_agreement"
"""The kind of an agreement of which the words do not tell more."""


@dataclass(frozen=True, slots=True)
class TieCue:
    """A cue with the first token of its name; `things` are the objects of a verb that makes a tie."""

    cue: Cue
    first: int
    things: tuple[int, ...] = ()
    earlier: str = ""
    """The kind of the tie named last before, where the words leave the kind open."""

    def of(self, kind: str) -> TieCue:
        """The same words telling another kind of tie."""
        cue = self.cue
        return replace(self, cue=Cue(cue.clause, cue.word, kind, cue.phrase, cue.sort))


@dataclass(frozen=True, slots=True)
class Earlier:
    """The kinds of what was named before a sentence: the last agreement or base, and the last men or arms."""

    tie: str = ""
    things: str = ""


def cues_of(document: Sequence[Scene]) -> Iterator[tuple[Scene, TieCue]]:
    """Give the words of a document that may tell a tie, each with its sentence; those for a tie named before have its kind."""
    earlier = Earlier()
    for scene in document:
        for one in tie_cues(scene.clause, earlier):
            yield scene, one
            earlier = _after(earlier, one)


def _after(earlier: Earlier, one: TieCue) -> Earlier:
    kind, sort = one.cue.label, one.cue.sort
    if sort == "noun" and kind != BARE:
        return replace(earlier, tie=kind)
    if sort in ("forces", "arms", "act") and kind in ("deployment", "equipment_transfer"):
        return replace(earlier, things=kind)
    return earlier


def tie_cues(clause: Clause, earlier: Earlier | None = None) -> Iterator[TieCue]:
    """Give the words of a sentence that may tell a tie, each once, with the kind that the tables give them."""
    before = earlier or Earlier()
    found = sorted(_told(clause), key=lambda one: one.cue.word)
    taken = {one.cue.word for one in found}
    nouns = [one for one in found if one.cue.sort == "noun"]
    for one in found:
        bare = one.cue.sort == "noun" and one.cue.label == BARE
        yield replace(one, earlier=before.tie) if bare else one
    taken |= {t for one in found for t in (*range(one.first, one.cue.word + 1), *one.things)}
    for p in range(len(clause)):
        if p in taken:
            continue
        near = [one.cue.label for one in nouns if one.cue.word < p and one.cue.label != BARE]
        kind = near[-1] if near else before.tie
        if kind and again(clause, p):
            yield TieCue(Cue(clause, p, kind, clause.lemma(p), "again"), p, earlier=kind)
        elif before.things and counted(clause, p, making()):
            yield TieCue(Cue(clause, p, before.things, "number", "again"), p, earlier=before.things)


def _told(clause: Clause) -> Iterator[TieCue]:
    taken, told = set(), set[int]()
    for first, last, kind in tie_nouns(clause):
        taken.add(last)
        head = clause.tree.heads[last]
        if head >= 0 and clause.lemma(head) == "ally" and clause.relation(last) == "compound":
            continue  # a treaty ally: the ally tells the tie
        yield TieCue(Cue(clause, last, kind, clause.lemma(last), "noun"), first)
    for p, lemma in enumerate(clause.tree.lemmas):
        if p in taken:
            continue
        tag = clause.tree.upos[p]
        if tag in ("VERB", "NOUN") and of_body(clause, p):
            taken.add(p)
            yield TieCue(Cue(clause, p, "grouping_membership", lemma, "member"), p)
        elif tag == "VERB" and lemma in ("exercise", "drill") and not clause.has(p, "obj"):
            yield TieCue(Cue(clause, p, "joint_exercise", lemma, "act"), p)
        elif tag == "VERB":
            kind, things = acts_of_ties(clause, p)
            if kind:
                told.update(things)
                yield TieCue(Cue(clause, p, kind, lemma, "built" if kind == "joint_development" else "act"), p, things)
                continue
            kind, sort = hinted(clause, p)
            if kind:
                yield TieCue(Cue(clause, p, kind, lemma, sort), p)
        elif tag in ("NOUN", "PROPN") and lemma == "ally":
            yield TieCue(Cue(clause, p, "defence_pact", lemma, "ally"), p)
    for p, lemma in enumerate(clause.tree.lemmas):
        if p in taken or p in told or clause.tree.upos[p] not in ("NOUN", "PROPN") or lemma == "ally":
            continue
        if lemma in words("force_things"):
            yield TieCue(Cue(clause, p, "deployment", lemma, "forces"), p)
        elif lemma in words("arms_things") and clause.relation(p) in _HELD:
            yield TieCue(Cue(clause, p, "equipment_transfer", lemma, "arms"), p)
        else:
            kind, sort = hinted(clause, p)
            if kind:
                yield TieCue(Cue(clause, p, kind, lemma, sort), p)
