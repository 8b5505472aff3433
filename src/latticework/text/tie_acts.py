"""Verbs that make a tie with their object: arms sold, given and built together, forces sent."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from latticework.text.clauses import Clause
from latticework.text.lists import table, words

_MAKING = frozenset({"develop", "build", "produce", "design", "manufacture"})


def acts_of_ties(clause: Clause, p: int) -> tuple[str, tuple[int, ...]]:
    """Give the kind of tie a verb makes with its objects, and the objects; two empty values when it makes none.

    `sold missiles to`, `handed boats to`, `sent troops to`; `will jointly develop a fighter` is a programme.
    """
    for kind, wanted in _acts().get(clause.lemma(p), ()):
        things = things_of(clause, p, wanted)
        if things:
            return kind, things
    if clause.lemma(p) in _MAKING and any(is_thing(clause, o, "arms") for o in clause.has(p, "obj", "nsubj:pass")):
        return "joint_development", tuple(clause.has(p, "obj", "nsubj:pass"))
    return "", ()


def things_of(clause: Clause, p: int, wanted: str) -> tuple[int, ...]:
    """Give the objects of a verb that are arms or forces."""
    objects = [
        o for c in (*clause.has(p, "obj", "nsubj:pass"), *_after_particle(clause, p)) for o in clause.conjuncts(c)
    ]
    return tuple(o for o in objects if is_thing(clause, o, wanted))


def _after_particle(clause: Clause, p: int) -> list[int]:
    """The object of a verb with a particle that was read as a preposition: `hand over 20 vehicles`."""
    return [c for c in clause.has(p, "obl") if clause.case(c) in ("over", "up", "out", "off", "back")]


def is_thing(clause: Clause, o: int, wanted: str) -> bool:
    """Whether a noun, or what stands with it, is a word for arms or for forces."""
    names = words("arms_things") if wanted == "arms" else words("force_things")
    return clause.lemma(o) in names or any(clause.lemma(c) in names for c in clause.has(o, "nmod", "compound", "appos"))


@cache
def _acts() -> dict[str, tuple[tuple[str, str], ...]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in table("tie_acts.csv"):
        found[row["lemma"]].append((row["kind"], row["object"]))
    return {lemma: tuple(rows) for lemma, rows in found.items()}
