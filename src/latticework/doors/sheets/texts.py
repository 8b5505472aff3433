"""A text given to be read or checked: its facts as a table, or its claims with their verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from latticework.answers.check import Checked
from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.errors import DataError
from latticework.model.period import as_day

if TYPE_CHECKING:
    from latticework.text.coder import Coder
    from latticework.text.document import Document
    from latticework.text.read import Read


def document_of(text: str, published: str | None, *, key: str = "text") -> Document:
    """Make a document of a text; its day is the one given, else what its metadata, else what its dateline says."""
    from latticework.text.claims.day import day_told
    from latticework.text.claims.lines import unwrapped
    from latticework.text.document import make_document

    original = unwrapped(text)
    document = make_document(original, key=key, published=as_day(published) if published else None)
    if document.published is None and (told := day_told(document.text)):
        document = make_document(original, key=key, published=told, published_from="text")
    return document


def reads_of(text: str, published: str | None) -> list[Read]:
    """Read one text; raises DataError for what is no text."""
    from latticework.text.read import read_documents

    if not text.strip():
        raise DataError("there is no text", next_step="paste the text of an article or statement")
    return list(read_documents([document_of(text, published)]))


def check(ask: Ask, text: str, published: str | None) -> Checked:
    """Judge every claim of a text: as published, by what is known now, and as of today."""
    from latticework.answers.check import check as judge

    (read,) = reads_of(text, published)
    day, now = read.document.published, ask.world
    made = judge(ask.atlas.world(day, day) if day else now, now, read)
    ask.used += made.facts()
    return made


def read(ask: Ask, text: str, published: str | None, *, explain: bool) -> Sheet:
    """Lay out what was read in a text."""
    ask.reads = reads_of(text, published)
    return grounds_sheet(ask.reads) if explain else read_sheet(ask.reads)


def read_sheet(reads: list[Read]) -> Sheet:
    """Lay out what was read in some texts, one row an act, tie, figure or naming, each with its words; acts and ties with how sure they are."""
    columns = ("kind", "who", "whom", "what", "status", "day", "sure", "words")
    return Sheet("Read in the text", columns, [row for one in reads for row in _rows(one)], _notes(reads))


_SURE = -2
"""The place in a row of how sure it is."""


def grounds_sheet(reads: list[Read], coder: Coder | None = None) -> Sheet:
    """Lay out why each fact was read, some rows a fact: the fact, its tokens and mentions, its word and sides, and what was weighed."""
    from latticework.text.coder import linear
    from latticework.text.grounds import grounds

    rows: list[tuple[Value, ...]] = []
    number = 0
    for one in reads:
        for row, found in zip(_rows(one), grounds(one, coder or linear()), strict=True):
            number += 1
            rows.append((number, "fact", " ".join(str(cell) for cell in row[:_SURE] if cell), ""))
            rows.append((number, "words", row[-1], ""))
            rows += [(number, ground.part, ground.what, "" if ground.sure is None else ground.sure) for ground in found]
    notes = (
        *_notes(reads),
        "tokens: form/tag/relation>head; sure: a probability, for a sign its weight in the log-odds of the judgement",
    )
    return Sheet("Read in the text, and why", ("fact", "part", "what", "sure"), rows, notes)


def _notes(reads: list[Read]) -> tuple[str, ...]:
    from latticework.text.cluster import cluster

    acts = cluster(reads)
    again = [c for c in acts if c.reports > 1]
    dated = [one.document for one in reads[:5] if one.document.published]
    return (
        f"{len(reads)} texts; {len(acts)} acts, {len(again)} of them told more than once",
        "sure: how likely the text tells it, by a model; evaluation/confidence.py counts how far that is borne out",
        *(f"published {document.published} ({document.published_from}): {document.key}" for document in dated),
    )


def _rows(one: Read) -> Iterator[tuple[Value, ...]]:
    document = one.document
    for event, time in zip(one.events, one.event_times, strict=True):
        day = (time.written(event.modality == "planned") if time else None) or ""
        who = ";".join((event.source, *event.others))
        words = document.quote(event.start, event.end)
        yield (
            "act",
            who,
            ";".join(event.targets),
            event.root,
            event.modality,
            day,
            round(event.confidence, 2),
            words,
        )
    for tie, time in zip(one.ties, one.tie_times, strict=True):
        day = (time.written(tie.status in ("announced", "proposed")) if time else None) or ""
        yield (
            "tie",
            tie.parties[0],
            ";".join(tie.parties[1:]),
            tie.kind,
            tie.status,
            day,
            round(tie.confidence, 2),
            document.quote(tie.start, tie.end),
        )
    for figure in one.figures:
        amount = figure.amount
        what = f"{amount.comparator or ''} {_value(amount.value, amount.unit)} {amount.unit}".strip()
        due = figure.due.written(True) if figure.due else ""
        day = (figure.time.written() if figure.time else "") or ""
        status = f"by {due}" if due else figure.modality if figure.modality != "happened" else ""
        yield (
            "pledge" if figure.pledged else "figure",
            figure.subject,
            figure.object,
            what,
            status,
            day or "",
            "",
            document.quote(amount.start, amount.end),
        )
    for naming in one.namings:
        yield "naming", naming.namer, naming.named, naming.grade, "", "", "", document.quote(naming.start, naming.end)


def _value(value: object, unit: str) -> str:
    """Write a value; a year is no number of things.

    >>> _value(2017, "year"), _value(54000, "troop")
    ('2017', '54,000')
    """
    if unit == "year" and isinstance(value, int | float):
        return str(value)
    return (
        "-".join(map(str, value))
        if isinstance(value, tuple)
        else f"{value:,}"
        if isinstance(value, int | float)
        else str(value)
    )
