"""Words for acts: which verbs, nouns and phrases of a sentence tell of which PLOVER root, by the table `acts.csv`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from latticework.text.clauses import Clause
from latticework.text.lists import table

REACH = 7
"""Tokens from its first word within which the rest of a phrase must stand."""

_POS = {"v": ("VERB", "AUX"), "n": ("NOUN", "PROPN"), "a": ("ADJ", "VERB")}


@dataclass(frozen=True, slots=True)
class Act:
    """An entry of the table: the words after the first, the root, another possible one, and a finer word."""

    phrase: str
    rest: frozenset[str]
    root: str
    second: str
    mode: str


def acts_in(clause: Clause) -> dict[int, Act]:
    """Find the words for acts in a sentence: the first token of each, with the longest entry that fits, of several the one whose words stand nearest."""
    found = _FOUND.get(clause)
    if found is None:
        found = _FOUND[clause] = _acts_in(clause)
    return found


_FOUND: WeakKeyDictionary[Clause, dict[int, Act]] = WeakKeyDictionary()
"""What was found in the sentences at hand; several readers ask."""


def _acts_in(clause: Clause) -> dict[int, Act]:
    out: dict[int, Act] = {}
    index = _index()
    for i, (lemma, tag) in enumerate(zip(clause.tree.lemmas, clause.tree.upos, strict=True)):
        entries = index.get((lemma, _LETTER.get(tag, "")))
        if entries:
            near = _near(clause, i) if entries[0].rest else {}
            fitting = [act for act in entries if act.rest <= near.keys()]
            if fitting:
                longest = [act for act in fitting if len(act.rest) == len(fitting[0].rest)]
                out[i] = min(longest, key=lambda act: max((near[lemma] for lemma in act.rest), default=0))
    return out


_LETTER = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}


def _near(clause: Clause, i: int) -> dict[str, int]:
    """The lemmas of what hangs from a token within reach, before or after it, and of the two tokens that follow; each with how far it stands."""
    out: dict[str, int] = {}
    for c in (*clause.subtree(i, depth=3), *range(i + 1, min(i + 3, len(clause)))):
        apart = abs(c - i)
        if 0 < apart <= REACH:
            lemma = clause.tree.lemmas[c]
            out[lemma] = min(apart, out.get(lemma, apart))
    return out


@cache
def _index() -> dict[tuple[str, str], tuple[Act, ...]]:
    found: defaultdict[tuple[str, str], list[Act]] = defaultdict(list)
    for row in table("acts.csv"):
        first, *rest = row["phrase"].split()
        found[first, row["pos"]].append(Act(row["phrase"], frozenset(rest), row["root"], row["second"], row["mode"]))
    return {key: tuple(sorted(acts, key=lambda act: -len(act.rest))) for key, acts in found.items()}
