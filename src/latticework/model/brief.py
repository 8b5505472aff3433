"""The brief: sentences whose every figure is an object tied to the facts it came from.

A sentence is a row of spans. Plain words may not hold a digit; a number, day or name with digits enters only as a
`Figure`, a `Day` or a `Name`, each of which must say where it comes from. So nothing untraceable can be printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from latticework.errors import UntraceableFigure
from latticework.model.fact import Fact
from latticework.model.period import Precision, say_day
from latticework.model.reading import unique
from latticework.model.unit import say


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words, without any digit."""

    text: str

    def __post_init__(self) -> None:
        if any(ch.isdigit() for ch in self.text):
            raise UntraceableFigure(
                f"words with a number in them: {self.text!r}", next_step="use a Figure, Day or Name"
            )


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: value, unit, the facts it rests on, and how it was made if not read off."""

    value: float
    unit: str
    facts: tuple[Fact, ...] = ()
    method: str = ""

    def __post_init__(self) -> None:
        if not self.facts and not self.method:
            raise UntraceableFigure(f"a figure without a fact or a method: {self.value} {self.unit}")

    @property
    def text(self) -> str:
        """The number as it is read, in its unit."""
        return say(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a sentence, no more precise than it is known."""

    day: date
    precision: Precision = Precision.DAY
    facts: tuple[Fact, ...] = ()
    method: str = ""

    @property
    def text(self) -> str:
        """The day in words."""
        return say_day(self.day, self.precision)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken from a fact or a table: a treaty, a weapon, a grouping, the words of a document."""

    text: str
    facts: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        if not self.text:
            raise UntraceableFigure("a name without text")


Span = Words | Figure | Day | Name


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a brief. `also` holds facts that support it without a figure of their own."""

    spans: tuple[Span, ...]
    also: tuple[Fact, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as it is read, without its references."""
        return "".join(span.text for span in self.spans)

    def facts(self) -> tuple[Fact, ...]:
        """The facts behind the sentence, in order of first use."""
        return unique(
            fact
            for facts in (*(span.facts for span in self.spans if not isinstance(span, Words)), self.also)
            for fact in facts
        )


@dataclass(frozen=True, slots=True)
class Sum:
    """How one score was made, part by part; printed on request."""

    title: str
    lines: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a brief with its sentences, and the sums behind its scores."""

    title: str
    sentences: tuple[Sentence, ...]
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole answer: the question, the day it is about, its sections, and what cannot be known."""

    question: str
    state: str
    as_of: date
    known_by: date
    sections: tuple[Section, ...]
    unknowns: tuple[str, ...]
    methods: tuple[str, ...]

    def facts(self) -> tuple[Fact, ...]:
        """Every fact behind the brief, in order of first use."""
        return unique(fact for sentence in self.sentences() for fact in sentence.facts())

    def sentences(self) -> Iterator[Sentence]:
        """Go through all sentences in order."""
        for section in self.sections:
            yield from section.sentences


def sentence(*pieces: str | Span | Iterable[Span | str], also: Iterable[Fact] = ()) -> Sentence:
    """Make a sentence from words and spans; lists of spans are laid in."""
    spans: list[Span] = []
    for piece in pieces:
        for span in (piece,) if isinstance(piece, str | Words | Figure | Day | Name) else piece:
            spans.append(Words(span) if isinstance(span, str) else span)
    return Sentence(tuple(span for span in spans if span.text), unique(also))


def counted(count: float, one: str, many: str) -> str:
    """Choose the word that goes with a number.

    >>> counted(1, "state is", "states are"), counted(2, "state is", "states are")
    ('state is', 'states are')
    """
    return one if count == 1 else many


def listed(items: Iterable[Iterable[Span | str]], *, last: str = " and ") -> list[Span | str]:
    """Lay out items as "a, b and c"."""
    rows = [list(item) for item in items]
    laid: list[Span | str] = []
    for number, row in enumerate(rows):
        if number:
            laid.append(last if number == len(rows) - 1 else ", ")
        laid.extend(row)
    return laid
