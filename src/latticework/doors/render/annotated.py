"""Texts with their facts marked in them, as one self-contained page; what was read is shown, never obeyed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from latticework.doors.render.safe import markup
from latticework.text.read import Read

Mark = tuple[int, int, str, str]
"""First and last character, class, and what the mark says."""

_STYLE = """
:root{color-scheme:light dark;--act:#0b6e99;--tie:#7a4a00;--figure:#3f6b00;--naming:#a3123f}
body{font:16px/1.6 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin-top:2.2rem}
mark{background:none;color:inherit;border-bottom:2px solid;padding-bottom:1px}
mark.act{border-color:var(--act)}mark.tie{border-color:var(--tie);border-bottom-style:double}
mark.figure{border-color:var(--figure);border-bottom-style:dotted}mark.naming{border-color:var(--naming);border-bottom-style:dashed}
.says{font:12px/1.3 system-ui,sans-serif;opacity:.85}
table{border-collapse:collapse;width:100%;font:14px/1.4 system-ui,sans-serif;margin-top:1rem}
td,th{border-bottom:1px solid #8886;padding:.3rem .5rem;text-align:left;vertical-align:top}
p.text{white-space:pre-wrap}
@media print{body{max-width:none}}
"""


def page(reads: Sequence[Read]) -> str:
    """Draw texts with their facts underlined, and below each a table of the facts."""
    body = "\n".join(_one(read) for read in reads)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Texts with their facts</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{_STYLE}</style></head><body><h1>Texts with their facts</h1>\n"
        "<p class=says>Underlined: acts (solid), ties (double), figures (dotted), named threats (dashed).</p>\n"
        f"{body}\n</body></html>\n"
    )


def _one(read: Read) -> str:
    marks = list(marks_of(read))
    day = f" ({read.document.published}, {markup(read.document.published_from)})" if read.document.published else ""
    rows = "".join(
        f"<tr><td>{kind}</td><td>{markup(says)}</td><td>{markup(read.document.quote(start, end))}</td></tr>"
        for start, end, kind, says in marks
    )
    table = f"<table><tr><th>kind</th><th>read as</th><th>words</th></tr>{rows}</table>" if rows else "<p>No facts.</p>"
    return f"<h2>{markup(read.document.key)}{day}</h2>\n<p class=text>{_marked(read.document.text, marks)}</p>\n{table}"


def marks_of(read: Read) -> Iterable[Mark]:
    """Give the stretches of a text that tell facts."""
    for event in read.events:
        says = f"{event.source} {event.root} {', '.join(event.targets)} ({event.modality})"
        yield event.start, event.end, "act", says
    for tie in read.ties:
        yield tie.start, tie.end, "tie", f"{tie.kind} {', '.join(tie.parties)} ({tie.status})"
    for figure in read.figures:
        amount = figure.amount
        yield amount.start, amount.end, "figure", f"{figure.subject} {amount.value} {amount.unit}"
    for naming in read.namings:
        yield naming.start, naming.end, "naming", f"{naming.namer} names {naming.named}: {naming.grade}"


def _marked(text: str, marks: Sequence[Mark]) -> str:
    """Cut the text where marks begin and end, so that marks that overlap stay well nested."""
    edges = sorted({0, len(text), *(edge for start, end, _, _ in marks for edge in (start, end))})
    out: list[str] = []
    for low, high in pairwise(edges):
        over = [mark for mark in marks if mark[0] <= low and high <= mark[1]]
        piece = markup_text(text[low:high])
        if over:
            kinds = " ".join(dict.fromkeys(mark[2] for mark in over))
            title = markup("; ".join(mark[3] for mark in over))
            piece = f'<mark class="{kinds}" title="{title}">{piece}</mark>'
        out.append(piece)
    return "".join(out)


def markup_text(text: str) -> str:
    """Escape a stretch of running text, its line breaks kept."""
    return "\n".join(markup(line) for line in text.split("\n"))
