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
    """Find the words for acts in a sentence: the first token of each, with the longest entry that fits."""
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
            near = _near(clause, i) if entries[0].rest else frozenset[str]()
            found = next((act for act in entries if act.rest <= near), None)
            if found:
                out[i] = found
    return out


_LETTER = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}


def _near(clause: Clause, i: int) -> frozenset[str]:
    """The lemmas of what hangs from a token within reach, before or after it, and of the two tokens that follow."""
    below = [clause.tree.lemmas[c] for c in clause.subtree(i, depth=3) if c != i and abs(c - i) <= REACH]
    return frozenset((*below, *clause.tree.lemmas[i + 1 : i + 3]))


@cache
def _index() -> dict[tuple[str, str], tuple[Act, ...]]:
    found: defaultdict[tuple[str, str], list[Act]] = defaultdict(list)
    for row in table("acts.csv"):
        first, *rest = row["phrase"].split()
        found[first, row["pos"]].append(Act(row["phrase"], frozenset(rest), row["root"], row["second"], row["mode"]))
    return {key: tuple(sorted(acts, key=lambda act: -len(act.rest))) for key, acts in found.items()}
