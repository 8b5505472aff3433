"""The sentences of a document with who stands in each, and who stood before: what the readers of acts and ties link from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from latticework.model.grouping import groupings
from latticework.text.clauses import Clause
from latticework.text.mentions import Codes, Memory, actors_of, learn

_MAY_NAME = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X"})
_INSIDE = frozenset({"amod", "compound", "flat", "nmod", "det", "appos"})
AT_MOST = 5
"""Actors from before the sentence that are considered for a side it leaves unsaid."""


@dataclass(frozen=True, slots=True)
class Before:
    """An actor that the sentence does not name but the document did, and how it stood there.

    `rank` counts from the latest named; `signs` are short words: subject, first, previous, paired, most, second.
    """

    code: str
    rank: int
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence: its number, the actors each noun phrase stands for (by head token), and those before it."""

    clause: Clause
    number: int
    codes: dict[int, Codes] = field(default_factory=dict)
    phrases: dict[int, Codes] = field(default_factory=dict)
    """The outermost phrases only: `Chinese coast guard personnel` once, not also `Chinese`."""
    before: tuple[Before, ...] = ()

    def named(self, head: int) -> Codes:
        """Give the actors of a head token; empty when it stands for none known."""
        return self.codes.get(head, ())


def scenes(document: Sequence[Clause]) -> list[Scene]:
    """Walk through a document sentence by sentence, remembering who was named."""
    return list(_walk(document))


def _walk(document: Sequence[Clause]) -> Iterator[Scene]:
    memory, past = Memory(), _Past()
    for number, clause in enumerate(document):
        codes = _codes(clause, memory)
        phrases = _outermost(clause, codes)
        yield Scene(clause, number, codes, phrases, past.before(phrases))
        learn(clause, memory)
        past.saw(phrases, memory.subject)


def scene_of(clause: Clause) -> Scene:
    """Make the scene of a sentence that stands alone."""
    codes = _codes(clause, Memory())
    return Scene(clause, 0, codes, _outermost(clause, codes))


def _codes(clause: Clause, memory: Memory) -> dict[int, Codes]:
    heads = {i: clause.head_of(hit.start, hit.end) for hit in clause.hits for i in range(hit.start, hit.end)}
    out = {}
    for i, tag in enumerate(clause.tree.upos):
        if tag in _MAY_NAME and heads.get(i, i) == i:
            codes = tuple(code for code in actors_of(clause, i, memory) if code not in _treaties())
            if codes:
                out[i] = codes
    return out


@cache
def _treaties() -> frozenset[str]:
    """The groupings that are the parties of a treaty: the treaty itself acts on nobody."""
    return frozenset(key for key, grouping in groupings().items() if grouping.category == "treaty")


def _outermost(clause: Clause, codes: dict[int, Codes]) -> dict[int, Codes]:
    return {i: named for i, named in codes.items() if not _inside(clause, codes, i)}


def _inside(clause: Clause, codes: dict[int, Codes], i: int) -> bool:
    """Whether a name is part of a phrase that stands for its actors too, alone or joined: `Moroccan and American troops`."""
    first = i
    while clause.relation(first) == "conj":
        first = clause.tree.heads[first]
    around = set(codes.get(clause.tree.heads[first], ()))
    return clause.relation(first) in _INSIDE and set(codes[i]) <= around and not clause.case(i)


@dataclass
class _Past:
    """Who was named so far, in order of the last mention."""

    order: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    first: Codes = ()
    previous: Codes = ()
    paired: Codes = ()
    subject: Codes = ()

    def saw(self, phrases: dict[int, Codes], subject: Codes) -> None:
        named = tuple(dict.fromkeys(code for i in sorted(phrases) for code in phrases[i]))
        for code in named:
            if code in self.order:
                self.order.remove(code)
            self.order.append(code)
            self.counts[code] = self.counts.get(code, 0) + 1
        self.first = self.first or named
        self.previous, self.subject = named, subject
        if len(named) > 1:
            self.paired = named

    def before(self, phrases: dict[int, Codes]) -> tuple[Before, ...]:
        here = {code for codes in phrases.values() for code in codes}
        ranked = sorted(self.counts, key=lambda code: -self.counts[code])[:2]
        away = [code for code in reversed(self.order) if code not in here][:AT_MOST]
        return tuple(Before(code, rank, tuple(self._signs(code, ranked))) for rank, code in enumerate(away))

    def _signs(self, code: str, ranked: list[str]) -> Iterator[str]:
        for sign, held in (
            ("subject", self.subject),
            ("first", self.first),
            ("paired", self.paired),
            ("previous", self.previous),
        ):
            if code in held:
                yield sign
        if code in ranked:
            yield ("most", "second")[ranked.index(code)]
