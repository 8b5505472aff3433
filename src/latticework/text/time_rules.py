"""How a reader of times is listed: its pattern, what it needs, and the past and future reading it gives."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from latticework.text.time_span import Span, part


class Here(NamedTuple):
    """What an expression is read against: the text, its day, the mention before, and whose fiscal year counts."""

    text: str
    published: date | None
    before: Span | None
    fiscal: str | None

    def after(self, match: re.Match[str], length: int) -> str:
        """Give the characters that follow an expression."""
        return self.text[match.end() : match.end() + length]

    def behind(self, match: re.Match[str], length: int) -> str:
        """Give the characters before an expression."""
        return self.text[max(0, match.start() - length) : match.start()]


@dataclass(frozen=True, slots=True)
class Found:
    """What an expression says, in a past and in a future reading; `count` and `unit` are a length of time."""

    kind: str
    past: Span | None = None
    ahead: Span | None = None
    count: float | None = None
    unit: str | None = None


Reader = Callable[["re.Match[str]", Here], Found | None]


@dataclass(slots=True)
class Rules:
    """Patterns in order of priority, each with the function that reads what it matched."""

    patterns: dict[str, str] = field(default_factory=dict)
    readers: dict[str, Reader] = field(default_factory=dict)
    needs: dict[str, int] = field(default_factory=dict)

    def rule(self, name: str, pattern: str, needs: int) -> Callable[[Reader], Reader]:
        """List a function as the reader of a pattern; a blank in the pattern is any small gap.

        `needs` names the kinds of words (`MONTHS | UNITS`...) of which the expression holds at least one.
        """

        def listed(reader: Reader) -> Reader:
            self.needs[name] = needs
            self.patterns[name] = _CLASS_OR_BLANK.sub(
                lambda piece: GAP if piece.group() == " " else piece.group(), pattern
            )
            self.readers[name] = reader
            return reader

        return listed


MONTHS, WEEKDAYS, NUMERALS, UNITS, DEICTICS = 1, 2, 4, 8, 16
"""The kinds of words one of which stands in every expression of time, to be added up."""


GAP = r"(?:[ \u00a0]{1,2}|\n)"


_CLASS_OR_BLANK = re.compile(r"\[[^\]]*\]| ")


def both(span: Span | None, kind: str = "interval") -> Found:
    """Give the same span for the past and the future reading."""
    return Found(kind, span, span)


def edged(span: Span | None, edge: str | None) -> Span | None:
    """Give the early, middle or late part of a span where one is named."""
    return part(span, edge) if span and edge else span


def joined(first: Span | None, last: Span | None) -> Span | None:
    """Give the span from the first day of one to the last of another; None where they run backwards."""
    if not first or not last or last.last < first.first:
        return None
    return Span(first.first, last.last, first.precision)
