"""Who is named with whom in a document: what a judge of an act or a tie weighs when a sentence leaves its sides in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from latticework.text.scenes import Scene

MOST_NAMED = 12
"""Actors of one sentence that are counted in pairs."""


@dataclass(frozen=True, slots=True)
class Together:
    """How often actors are named in a document, and two of them in one sentence."""

    one: Counter[str]
    two: Counter[frozenset[str]]
    most: tuple[str, ...]
    """The two named most."""

    @classmethod
    def of(cls, document: Sequence[Scene]) -> Together:
        """Count over the sentences of a document."""
        one, two = Counter[str](), Counter[frozenset[str]]()
        for scene in document:
            named = sorted({code for codes in scene.phrases.values() for code in codes})[:MOST_NAMED]
            one.update(named)
            two.update(frozenset(pair) for pair in combinations(named, 2))
        return cls(one, two, tuple(code for code, _ in one.most_common(2)))

    def place(self, code: str) -> str:
        """Whether an actor is the most named, the second, or another."""
        return str(self.most.index(code)) if code in self.most else "-"
