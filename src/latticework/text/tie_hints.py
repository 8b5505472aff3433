"""Words that may tell a tie by themselves: aid, a sale, a mission, whom a state arms or trains, whom it lets fly."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from latticework.text.clauses import Clause
from latticework.text.lists import table, words

_BODIES = frozenset(
    {"join", "rejoin", "enter", "accede", "leave", "quit", "exit", "belong", "admit", "readmit", "apply", "expel"}
)
"""Verbs of coming into a grouping, being in it and going out of it."""


def hinted(clause: Clause, p: int) -> tuple[str, str]:
    """Give the kind of tie that a word may tell and the sort of its cue; two empty values where it hints at none."""
    tag, lemma = clause.tree.upos[p], clause.lemma(p)
    if tag == "VERB":
        for needs, kind in _hints().get((lemma, "v"), ()):
            if MEETS[needs](clause, p):
                return kind, "does"
    elif tag in ("NOUN", "PROPN"):
        if clause.form(p).lower() == "bases":  # taken for the plural of basis
            return "basing", "hint"
        for _, kind in _hints().get((lemma, "n"), ()):
            return kind, "hint"
    return "", ""


def of_body(clause: Clause, p: int) -> bool:
    """Whether a verb tells of coming into an organisation or a grouping, being in it or going out of it."""
    if clause.lemma(p) not in _BODIES:
        return False
    reached = clause.has(p, "obj", "obl", "nsubj:pass", "nmod")
    reached += [c for i in reached for c in clause.children[i] if clause.relation(c) in ("nmod", "compound")]
    return any(i in clause.hit_at and clause.hit_at[i].name.sort == "grouping" for i in reached)


def _whom(clause: Clause, p: int) -> bool:
    return bool(clause.has(p, "obj", "nsubj:pass")) or clause.relation(p) in ("acl", "xcomp")


def _with(clause: Clause, p: int) -> bool:
    return any(clause.case(c) in ("with", "alongside", "beside") for c in clause.has(p, "obl", "nmod")) or any(
        clause.lemma(c) in ("together", "jointly", "alongside") for c in clause.has(p, "advmod")
    )


def _for(clause: Clause, p: int) -> bool:
    return any(clause.case(c) == "for" for c in clause.has(p, "obl"))


def _doing(clause: Clause, p: int) -> bool:
    below = {clause.lemma(c) for c in clause.subtree(p, depth=2)}
    return bool(below & words("access_doings"))


def _fighting(clause: Clause, p: int) -> bool:
    return any(clause.lemma(c) in words("fighting_things") for c in clause.has(p, "obj", "xcomp", "nsubj:pass"))


def _secrets(clause: Clause, p: int) -> bool:
    return any(clause.lemma(c) in words("secret_things") for c in clause.has(p, "obj", "nsubj:pass"))


def _out(clause: Clause, p: int) -> bool:
    return any(clause.lemma(c) == "out" for c in clause.children[p]) or clause.form(
        min(p + 1, len(clause) - 1)
    ).lower() in ("out", "down")


def _any(clause: Clause, p: int) -> bool:
    return 0 <= p < len(clause)


MEETS = {
    "": _any,
    "obj": _whom,
    "with": _with,
    "for": _for,
    "out": _out,
    "doing": _doing,
    "fighting": _fighting,
    "secrets": _secrets,
}
"""What must stand with a verb, by the word for it in the table."""


@cache
def _hints() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    found: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in table("tie_hints.csv"):
        found[row["lemma"], row["pos"]].append((row["needs"], row["kind"]))
    return {key: tuple(rows) for key, rows in found.items()}
