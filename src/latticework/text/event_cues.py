"""The words of a sentence that may tell an act, and acts that no single word tells."""

from __future__ import annotations

from collections.abc import Iterator

from latticework.text.acts import Act, acts_in
from latticework.text.clauses import Clause
from latticework.text.coder import NONE
from latticework.text.link_signs import Cue
from latticework.text.lists import words

_THERE = Act("be in", frozenset(), "CONSULT", "", "visit")
_BLAMED = Act("tell of a wrong", frozenset(), "ACCUSE", "", "")
UNWORDED = (_THERE, _BLAMED)
"""Acts told by how words stand together: a person's being in a place is a visit, saying that another did a wrong an accusation."""

_SELF = frozenset({"i", "we", "he", "she", "it"})
"""Subjects that are most often who speaks."""

_WRONGS = frozenset({"ASSAULT", "COERCE", "REJECT", "ACCUSE", "THREATEN", "MOBILIZE"})


def cues(clause: Clause) -> Iterator[tuple[Cue, Act | None]]:
    """Give the words of a sentence that may tell an act: those of the table, and other verbs that are not of saying or being."""
    acts = acts_in(clause)
    for p, tag in enumerate(clause.tree.upos):
        act = acts.get(p)
        plain = act is not None and act.root != NONE
        unlisted = None if plain else _unlisted(clause, p, acts)
        if unlisted:
            yield Cue(clause, p, unlisted.root, unlisted.phrase, _voice(clause, p) if tag == "VERB" else tag), unlisted
        elif tag == "VERB":
            if plain or (clause.lemma(p) not in words("telling") and clause.lemma(p) not in words("stative")):
                yield (
                    Cue(clause, p, act.root if act else "-", act.phrase if act else clause.lemma(p), _voice(clause, p)),
                    act,
                )
        elif plain and tag in ("NOUN", "ADJ") and act is not None:
            yield Cue(clause, p, act.root, act.phrase, tag), act


def _unlisted(clause: Clause, p: int, acts: dict[int, Act]) -> Act | None:
    """Tell an act that no single word tells: somebody is in a place, or says that another did a wrong."""
    subjects = clause.has(p, "nsubj")
    if not subjects:
        return None
    if p in clause.hit_at and clause.case(p) in ("in", "at", "due in") and clause.has(p, "cop"):
        return _THERE if _visits(clause, subjects[0]) else None
    if clause.lemma(p) == "due" and any(clause.case(c) == "in" for c in clause.has(p, "obl")):
        return _THERE if _visits(clause, subjects[0]) else None
    if clause.lemma(p) in words("telling"):
        said = [i for c in clause.has(p, "ccomp", "parataxis") for i in clause.conjuncts(c)]
        if any(i in acts and acts[i].root in _WRONGS and _of_another(clause, i) for i in said):
            return _BLAMED
    return None


def _of_another(clause: Clause, i: int) -> bool:
    """Whether what is said has a subject other than who says it: `that he regretted` accuses nobody."""
    subjects = clause.has(i, "nsubj", "nsubj:pass")
    return bool(subjects) and clause.lemma(subjects[0]) not in _SELF


def _visits(clause: Clause, i: int) -> bool:
    """Whether a subject is a person or persons sent: what somebody's being in a place makes a visit of."""
    hit = clause.hit_at.get(i)
    named = hit.name.sort in ("leader", "surname") if hit else clause.tree.upos[i] == "PROPN"
    return named or clause.lemma(i) in words("persons") or clause.lemma(i) in words("sent")


def _voice(clause: Clause, p: int) -> str:
    passive = clause.has(p, "nsubj:pass", "aux:pass") or (clause.tree.xpos[p] == "VBN" and clause.relation(p) == "acl")
    return "Vp" if passive else "V"
