"""What was read as facts: reported, with coder, confidence, the place and the words.

Facts from texts are of kinds of their own, and no measure counts them beside what was compiled: a text may be wrong, and
many texts tell one act. They need a publication day; without one, `facts_of` gives none.
"""

from __future__ import annotations

from collections.abc import Iterator

from latticework.model.fact import About, Citation, Fact
from latticework.model.period import Period, Precision, next_start
from latticework.text.read import Read
from latticework.text.tie_shapes import DIRECTED
from latticework.text.times import TimeMention

SOURCE = "text"
"""The source every fact from a text cites; its locator is the text's address or name with the characters."""


def facts_of(read: Read, coder: str) -> Iterator[Fact]:
    """Give the facts of one document; none when its publication day is unknown."""
    if read.document.published is None:
        return
    yield from _events(read, coder)
    yield from _ties(read, coder)
    yield from _figures(read, coder)
    for naming in read.namings:
        yield _fact(
            read, "reported_naming", About((naming.namer,), (naming.named,)), None, False, naming.start, naming.end, coder,
            {"grade": naming.grade},
        )  # fmt: skip


def _events(read: Read, coder: str) -> Iterator[Fact]:
    for event, time in zip(read.events, read.event_times, strict=True):
        givers = tuple(dict.fromkeys(code for code in (event.source, *event.others) if code not in event.targets))
        detail = {"root": event.root, "modality": event.modality, "confidence": f"{event.confidence:.2f}"}
        if event.mode:
            detail["mode"] = event.mode
        about = About(givers, event.targets)
        yield _fact(
            read, "reported_event", about, time, event.modality == "planned", event.start, event.end, coder, detail
        )


def _ties(read: Read, coder: str) -> Iterator[Fact]:
    for tie, time in zip(read.ties, read.tie_times, strict=True):
        directed = tie.kind in DIRECTED and len(tie.parties) > 1
        about = About(tie.parties[:1], tie.parties[1:]) if directed else About(tuple(sorted(tie.parties)))
        detail = {"tie": f"{tie.kind}/{about}", "type": tie.kind, "confidence": f"{tie.confidence:.2f}"}
        if tie.title:
            detail["title"] = tie.title
        ahead = tie.status in ("announced", "proposed")
        yield _fact(read, "reported_tie", about, time, ahead, tie.start, tie.end, coder, detail, status=tie.status)


def _figures(read: Read, coder: str) -> Iterator[Fact]:
    for figure in read.figures:
        if not figure.subject:
            continue
        amount = figure.amount
        detail = {"title": figure.what[:120], "modality": figure.modality}
        if amount.comparator:
            detail["comparator"] = amount.comparator
        value: float | None = None
        if isinstance(amount.value, tuple):
            value, detail["high"] = float(amount.value[0]), str(amount.value[1])
        elif isinstance(amount.value, str):
            detail["words"] = amount.value
        else:
            value = float(amount.value)
        due = figure.due.written(True) if figure.due else None
        if due:
            detail["deadline"] = due
        about = About((figure.subject,), (figure.object,) if figure.object and figure.object != figure.subject else ())
        yield _fact(
            read, "reported_figure", about, figure.time, figure.modality == "planned", amount.start, amount.end, coder, detail,
            value=value, unit=amount.unit,
        )  # fmt: skip


def _fact(
    read: Read, kind: str, about: About, time: TimeMention | None, ahead: bool, start: int, end: int, coder: str,
    detail: dict[str, str], *, status: str = "", value: float | None = None, unit: str = "",
) -> Fact:  # fmt: skip
    document = read.document
    assert document.published is not None
    detail = {**detail, "coder": coder, "document": document.key}
    if kind == "reported_tie":
        detail.pop("modality", None)
    place = f"{document.address or document.key}#char={document.place(start)},{document.place(end - 1) + 1}"
    return Fact(
        kind=kind,
        about=about,
        period=_period(read, time, ahead),
        known_from=document.published,
        citation=Citation(SOURCE, place, document.published.isoformat(), document.quote(start, end)[:1_000]),
        value=value,
        unit=unit,
        status=status,
        detail=detail,
        read_by=coder,
    )


def _period(read: Read, time: TimeMention | None, ahead: bool) -> Period:
    """When it holds: the time told, no more precisely than it is told; else from the day of publication."""
    span = time.resolve(ahead) if time else None
    published = read.document.published
    assert published is not None
    if span is None:
        return Period(published)
    for precision in (Precision.DAY, Precision.MONTH, Precision.YEAR):
        if next_start(span.first, precision) > span.last:
            return Period(span.first, None, precision)
    return Period(span.first, None, Precision.YEAR)
