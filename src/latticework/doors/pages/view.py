"""What the pages show of an answer: sentences whose figures are links, cells that lead to facts, and how to cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from latticework.answers.references import Reference, numbers_of, references
from latticework.doors.http.answer import Answer
from latticework.doors.http.envelope import release
from latticework.doors.pages.clocks import Clocks
from latticework.doors.pages.words import explained
from latticework.doors.render import safe
from latticework.doors.render.brief import upper_first
from latticework.doors.render.table import Value, _shown
from latticework.model.brief import Brief, Day, Figure, Sentence, Span, Words
from latticework.model.fact import Fact
from latticework.model.source import Source

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_ID = re.compile(r"[0-9a-f]{6,20}")
_TEX = str.maketrans({ch: f"\\{ch}" for ch in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, with the page it leads to; `kind` says how it looks."""

    text: str
    href: str = ""
    kind: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as pieces, and the numbers of its sources."""

    pieces: tuple[Piece, ...]
    numbers: tuple[int, ...] = ()


def figures(brief: Brief) -> list[Span]:
    """Give the figures and days of a brief that rest on something, in order: their places are their numbers."""
    return [span for sentence in brief.sentences() for span in sentence.spans if _rests(span)]


def _rests(span: Span) -> bool:
    return isinstance(span, Figure | Day) and bool(span.facts or span.method)


def sections(brief: Brief, sources: Mapping[str, Source], clocks: Clocks) -> list[dict[str, object]]:
    """Lay out a brief: each figure leads to its fact, or to the page of all facts behind it."""
    listed = references(brief.facts(), sources)
    number = 0
    laid: list[dict[str, object]] = []
    for section in brief.sections:
        lines, seen = [], set[str]()
        for sentence in section.sentences:
            pieces: list[Piece] = []
            for place, span in enumerate(sentence.spans):
                text = upper_first(span.text) if place == 0 else span.text
                href = ""
                if _rests(span):
                    href = _evidence(span, brief.state, number, clocks)
                    number += 1
                pieces += _worded(text, seen) if isinstance(span, Words) else [_piece(span, text, href)]
            lines.append(Line(tuple(pieces), tuple(numbers_of(sentence.facts(), listed))))
        sums = [{"title": made.title, "lines": [line.text for line in made.lines]} for made in section.sums]
        laid.append(
            {"title": section.title, "key": section.title.lower().replace(" ", "-"), "lines": lines, "sums": sums}
        )
    return laid


def sentence_of(brief: Brief, number: int) -> tuple[Span, Sentence]:
    """Give a figure by its number, with the sentence it stands in; raises IndexError."""
    wanted = figures(brief)[number]
    return next((span, one) for one in brief.sentences() for span in one.spans if span is wanted)


def _evidence(span: Span, state: str, number: int, clocks: Clocks) -> str:
    facts: tuple[Fact, ...] = getattr(span, "facts", ())
    if len(facts) == 1 and not getattr(span, "method", ""):
        return clocks.to("facts", facts[0].id)
    return clocks.to("why", state, "figure", str(number))


def _worded(text: str, seen: set[str]) -> list[Piece]:
    """Give plain words, their terms explained where they first stand."""
    return [
        Piece(part, f"/glossary#{word.key}", "term", word.says) if word else Piece(part)
        for part, word in explained(text, seen)
        if part
    ]


def _piece(span: Span, text: str, href: str) -> Piece:
    if not href:
        return Piece(text)
    facts: tuple[Fact, ...] = getattr(span, "facts", ())
    count = f"{len(facts)} fact{'' if len(facts) == 1 else 's'}"
    method = getattr(span, "method", "")
    return Piece(text, href, "figure", f"{method}, from {count}" if method else f"read from {count}")


def places(brief: Brief, sources: Mapping[str, Source]) -> list[dict[str, object]]:
    """Give the numbered sources of a brief, each with its address and licence."""
    return places_of(references(brief.facts(), sources))


def places_of(listed: Sequence[Reference]) -> list[dict[str, object]]:
    """Give numbered sources, each with its address and licence."""
    return [
        {
            "number": r.number,
            "source": r.source,
            "release": r.release,
            "count": len(r.facts),
            "address": safe.link(r.locator),
            "locator": r.locator,
            "facts": [fact.id for fact in r.facts[:3]],
        }
        for r in listed
    ]


def rows(answer: Answer, clocks: Clocks) -> list[list[tuple[Piece, ...]]]:
    """Give the rows of a sheet: ids lead to facts, unknown is said."""
    assert answer.sheet is not None
    known = {fact.id[:10]: fact.id for fact in answer.facts}
    return [
        [tuple(_cell(name, value, clocks, known)) for name, value in zip(answer.sheet.columns, row, strict=True)]
        for row in answer.sheet.rows
    ]


def _cell(column: str, value: Value, clocks: Clocks, known: Mapping[str, str]) -> Iterator[Piece]:
    if value is None:
        yield Piece("unknown", kind="unknown")
    elif column in ("fact", "facts", "id") and isinstance(value, str):
        for number, name in enumerate(filter(None, value.split(", "))):
            yield from (Piece(" "),) if number else ()
            first, _, more = name.partition(" and ")
            if _ID.fullmatch(first):
                yield Piece(first[:10], clocks.to("facts", known.get(first, first)), "fact")
                yield from (Piece(f" and {more}"),) if more else ()
            else:
                yield Piece(name)
    else:
        yield Piece(_shown(value))


def linked(text: str) -> Iterator[Piece]:
    """Split a note at its web addresses; only http and https are ever linked."""
    at = 0
    for found in _ADDRESS.finditer(text):
        address = found.group().rstrip(".,;:)")
        yield Piece(text[at : found.start()])
        yield Piece(address, address, "outside")
        at = found.start() + len(address)
    yield Piece(text[at:])


def cite(title: str, address: str, clocks: Clocks) -> dict[str, str]:
    """Say how a page is cited, in words and as BibTeX: program, facts, both clocks and its address."""
    made = release()
    title = title.split(" - as of ")[0]
    by = f"latticework {made['latticework']} (embedded facts {made['pack']})"
    key = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40]
    fields = {
        "title": title,
        "author": "{latticework}",
        "howpublished": f"{by}, {clocks.said()}",
        "year": clocks.known_by[:4],
        "note": f"\\url{{{address}}}",
    }
    lines = ",\n".join(
        f"  {name} = {{{value if name in ('note', 'author') else value.translate(_TEX)}}}"
        for name, value in fields.items()
    )
    return {
        "text": f"“{title}”, {clocks.said()}. {by}. {address}",
        "bibtex": f"@misc{{latticework-{key}-{clocks.as_of},\n{lines}\n}}",
    }
