"""A sentence as the readers of claims see it: its tree, amounts, times and ties, and what the text said before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from latticework.model.state import is_state
from latticework.text.amounts import Amount
from latticework.text.arguments import subjects
from latticework.text.claims.shapes import Claim
from latticework.text.clauses import Clause
from latticework.text.dating import time_of
from latticework.text.document import Document
from latticework.text.mentions import Memory, actors_of
from latticework.text.names import Hit
from latticework.text.tie_shapes import Tie
from latticework.text.time_span import Span
from latticework.text.times import TimeMention

WHEN = frozenset({"day", "interval", "ago"})
MEASURES = {
    "military_spending": re.compile(
        r"\b(?:military|defen[cs]e|arms|armed forces)[ -](?:related[ -])?(?:spending|budgets?|expenditures?|outlays?)|\boutspen[dt]|"
        r"\bspen(?:d|ds|ding|t)\b(?:[^.;]|\.(?=\d)){0,90}\bon (?:(?:its|their|the|his) )?(?:own )?(?:military|defen[cs]e|armed forces|army|forces|arms)\b|"
        r"\b(?:put|puts|putting|pour(?:s|ed)?|pump(?:s|ed)?|sank|sink(?:s)?|plough(?:s|ed)?|channel(?:s|led)?|invest(?:s|ed)?|la(?:ys|id) out|lay out)\b(?:[^.;]|\.(?=\d)){0,70}\b(?:in(?:to)?|for|on) (?:(?:its|their|the) )?(?:own )?(?:military|defen[cs]e|armed forces|forces|army)\b|"
        r"\b(?:military|defen[cs]e) (?:spenders?|paymasters?|bills?|costs|burdens?|efforts?)\b|\bbudget of (?:its|the) (?:military|armed forces)|"
        r"\b(?:devot|put|allocat|earmark)\w*\b(?:[^.;]|\.(?=\d)){0,60}\bto (?:(?:its|their|the) )?(?:military|defen[cs]e|armed forces|forces)\b", re.I),
    "warheads": re.compile(r"\b(?:nuclear|atomic) (?:warheads?|weapons|arsenals?|bombs|stockpiles?)|\bwarheads?\b", re.I),
    "gdp": re.compile(r"\b(?:econom(?:y|ies)|GDP|gross domestic product|economic output)\b", re.I),
    "population": re.compile(r"\b(?:population|people|inhabitants)\b", re.I),
}  # fmt: skip
"""What is compared, by the words that tell it; the first that fits is taken."""


_OF_GDP = re.compile(
    r"\b(?:of|to) (?:(?:its|their|the|national|[A-Z]\w+(?:'s|’s)) )*(?:GDP|gross domestic product|economic output|output|economy)\b"
)
"""A share of output says nothing on the size of economies."""


PER_HEAD = re.compile(
    r"\bper (?:capita|head|person|inhabitant|citizen|soldier)\b|\bfor each (?:citizen|inhabitant|soldier)\b", re.I
)
"""Sums divided by people, which no source here has."""
_SOURCE = re.compile(
    r"(?:-based)? (?:(?:peace|research|strategic|defen[cs]e|arms) ){0,2}(?:institutes?|think[ -]tanks?|research(?:ers)?|watchdogs?|yearbook)\b",
    re.I,
)
"""What follows the name of a place that says who counts, not who is counted: the Stockholm institute."""
_STOOD = re.compile(r"\b(?:stood|was|were|had|amounted|came to|counted|numbered)\b", re.I)
_STANDS = re.compile(r"\b(?:is|are|has|have|stands?|amounts?|now|today|currently|still)\b", re.I)


_PLAIN = frozenset({"No", "So", "Will", "May", "But", "An"})


def plain_word(clause: Clause, hit: Hit) -> bool:
    """Whether what was taken for a surname is a word of the language with the capital of a sentence's beginning: `No troops`."""
    return hit.name.sort == "surname" and hit.end - hit.start == 1 and clause.form(hit.start) in _PLAIN


@dataclass(frozen=True)
class Scene:
    """One sentence of a document with what stands in it and what is known before it."""

    document: Document
    clause: Clause
    number: int
    memory: Memory
    times: list[TimeMention]
    amounts: list[Amount]
    places: list[int]
    ties: list[tuple[Tie, TimeMention | None]]
    every: list[Amount]
    before: str = ""

    @cached_property
    def text(self) -> str:
        """The characters of the sentence."""
        return self.document.text[self.clause.start : self.clause.end]

    @cached_property
    def named(self) -> list[tuple[int, str]]:
        """The actors named in the sentence, each with its first token, in order."""
        return [
            (hit.start, code)
            for hit in self.clause.hits
            for code in hit.name.codes
            if not code.startswith("NSA:")
            and not plain_word(self.clause, hit)
            and not _SOURCE.match(self.document.text, self.clause.tokens[hit.end - 1].end)
        ]

    @cached_property
    def states(self) -> list[str]:
        """The states named in the sentence, each once, in order."""
        return list(dict.fromkeys(code for _, code in self.named if is_state(code)))

    def token(self, place: int) -> int:
        """The token at a character of the document."""
        inside = [i for i, token in enumerate(self.clause.tokens) if token.end > place]
        return inside[0] if inside else len(self.clause) - 1

    def head(self, start: int, end: int) -> int:
        """The head token of a stretch of characters."""
        held = [i for i, token in enumerate(self.clause.tokens) if token.end > start and token.start < end]
        return self.clause.head_of(held[0], held[-1] + 1) if held else 0

    def verb(self, i: int) -> int:
        """The nearest verb above a token, or the token itself."""
        tree = self.clause.tree
        return next((node for node in self.clause.path_up(i) if tree.upos[node] in ("VERB", "AUX")), i)

    def actors(self, i: int) -> tuple[str, ...]:
        """The actors a noun phrase stands for, pronouns read."""
        return tuple(code for code in actors_of(self.clause, i, self.memory) if not code.startswith("NSA:"))

    def subject(self, i: int) -> str:
        """Whose a thing or an act is: owners and adjectives on it, the subject of what governs it, what the text spoke of last."""
        return next(self._subjects(i), "")

    def _subjects(self, i: int) -> Iterator[str]:
        clause = self.clause
        for node in clause.path_up(i)[:4]:
            for c in clause.children[node]:
                if (
                    clause.relation(c) in ("nmod", "amod", "compound")
                    and clause.case(c) in ("", "of", "'s")
                    and c <= max(node, i) + 3
                ):
                    yield from actors_of(clause, c, self.memory)
            for c in clause.has(node, "nsubj", "nsubj:pass"):
                if clause.lemma(c) in ("which", "who", "that") and clause.tree.heads[node] >= 0:
                    yield from self.actors(clause.tree.heads[node])  # Russia, which has ...
                yield from self.actors(c)
                for below in clause.children[c]:
                    if clause.relation(below) in ("nmod", "amod", "compound"):
                        yield from actors_of(clause, below, self.memory)
            if clause.tree.upos[node] == "VERB":
                for s in subjects(clause, node):
                    yield from self.actors(s)
        yield from self.states[:1]
        yield from self.memory.subject

    def other(self, subject: str, after: int = -1) -> str:
        """The other side: a state named after a place of the sentence, else elsewhere in it, else last named before it."""
        codes = [code for i, code in self.named if i > after and code != subject]
        codes += [code for _, code in self.named if code != subject]
        codes += [code for code in reversed(self.memory.recent) if code != subject and is_state(code)]
        return codes[0] if codes else ""

    def measure(self) -> str:
        """What the sentence (or, when it has no such word, the one before) compares."""
        if PER_HEAD.search(self.text):
            return ""
        for words in (self.text, self.before):
            words = _OF_GDP.sub("", words)
            for name, pattern in MEASURES.items():
                if pattern.search(words):
                    return name
        return ""

    def when(self, i: int, kinds: frozenset[str] = WHEN) -> Span | None:
        """The time told with a token."""
        found = time_of(self.clause, i, self.times, kinds)
        return found.past if found else None

    def inside(self, kind: str) -> TimeMention | None:
        """The first expression of time of a kind in the sentence."""
        here = (time for time in self.times if self.clause.start <= time.start < self.clause.end and time.kind == kind)
        return next(here, None)

    def claim(self, type_: str, start: int, end: int, **more: object) -> Claim:
        """Make a claim whose words are a stretch of the document."""
        words = self.document.quote(start, end)
        return Claim(type_, words, start, end, said=self.document.published, sentence=self.number, **more)  # type: ignore[arg-type]

    def past(self, start: int, end: int) -> bool:
        """Whether the verb of a stretch of the document stands in the past tense, so that it tells of a time that is over."""
        held = [i for i, token in enumerate(self.clause.tokens) if token.end > start and token.start < end]
        tree = self.clause.tree
        verbs = [i for i in held if tree.upos[i] in ("VERB", "AUX")] or [
            v for v in ([self.verb(held[0])] if held else []) if tree.upos[v] in ("VERB", "AUX")
        ]
        for verb in verbs[:1]:
            group = [verb, *self.clause.has(verb, "aux", "cop")]
            tags = {tree.xpos[i] for i in group}
            return "VBD" in tags and not tags & {"VBZ", "VBP", "MD"}
        return bool(_STOOD.search(self.text)) and not _STANDS.search(self.text)  # where the tree has no verb

    def stretch(self, *tokens: int, until: int | None = None) -> tuple[int, int]:
        """The characters from the first to the last of some tokens."""
        held = [self.clause.tokens[i] for i in tokens if i >= 0]
        return min(token.start for token in held), max([token.end for token in held] + ([until] if until else []))


def number_of(amount: Amount) -> tuple[float | None, float | None]:
    """The value of an amount and the upper end of a range; (None, None) for a vague word."""
    if isinstance(amount.value, tuple):
        return float(amount.value[0]), float(amount.value[1])
    return (None, None) if isinstance(amount.value, str) else (float(amount.value), None)


def vague(amount: Amount) -> str:
    """The comparator of an amount, or its vague word."""
    return amount.value if isinstance(amount.value, str) else amount.comparator or ""
