"""The shape of an act told in a text, and what its readers share."""

from __future__ import annotations

from dataclasses import dataclass, field

from latticework.text.clauses import Clause
from latticework.text.mentions import Codes
from latticework.text.pairs import Span

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Roots that bind both sides alike: one event, whoever is named first."""


@dataclass(frozen=True, slots=True)
class Event:
    """An act of one actor on others: PLOVER root, modality, and the characters that tell it."""

    source: str
    root: str
    targets: Codes
    modality: str
    start: int
    end: int
    word: int
    sentence: int
    confidence: float
    mode: str = ""
    others: Codes = ()
    """Further actors on the source's side."""
    why: tuple[str, ...] = field(default=(), compare=False)
    """The words and rules it was read by."""


def span(clause: Clause, head: int) -> Span:
    """The tokens of the noun phrase of a head that stand together: its name, or itself with what is before it."""
    low = high = head
    for c in clause.children[head]:
        if clause.relation(c) in ("compound", "amod", "flat", "det") or (
            clause.tree.relations[c] == "nmod:poss" and c in clause.hit_at
        ):
            low, high = min(low, c), max(high, c)
    hit = clause.hit_at.get(head)
    if hit:
        low, high = min(low, hit.start), max(high, hit.end - 1)
    return low, high + 1


def stretch_of(clause: Clause, word: int, heads: tuple[int, ...]) -> tuple[int, int]:
    """The characters from the first to the last of the act's word and its parties, with the word's objects."""
    nodes = [word, *heads, *clause.has(word, "obj", "compound", "xcomp")]
    spans = [span(clause, i) for i in nodes]
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    return clause.tokens[low].start, clause.tokens[high - 1].end
