"""Pages for a pasted text: its claims with verdict chips, or what was read in it, each under its words."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs

from latticework.answers.check import Checked
from latticework.answers.references import numbers_of, references
from latticework.doors.http.answer import Answer
from latticework.doors.http.option import LONGEST_IN_ADDRESS, LONGEST_TEXT, Verb
from latticework.doors.http.routes import asked
from latticework.doors.pages import view
from latticework.doors.pages.clocks import explicit
from latticework.doors.pages.draw import Pages, beside
from latticework.doors.pages.verb_page import given_of, table
from latticework.doors.render import checked as checks
from latticework.doors.render.annotated import marks_of
from latticework.doors.render.brief import upper_first

EXAMPLE = (
    "TOKYO, Jan 13 2023 - Japan hosts 54,000 U.S. troops. Japan and Australia signed a reciprocal access agreement in 2022. "
    "Japan plans to double defence spending to 2% of GDP by 2027. North Korea fired a missile over Japan for the first time since 2017."
)
"""A text to try the pages with."""


async def text_page(pages: Pages, verb: Verb, request: Any) -> Any:
    """Draw the page of a text; what was sent with POST and is short goes to an address that holds it."""
    from fastapi.responses import RedirectResponse

    clocks = pages.clocks(request)
    if request.method == "POST":
        sent = {name: found[-1] for name, found in parse_qs((await request.body()).decode("utf-8", "replace")).items()}
        given = {"text": sent.get("text", "").strip(), "published": sent.get("published") or None}
        if 0 < len(given["text"] or "") <= LONGEST_IN_ADDRESS:
            return RedirectResponse(clocks.to(verb.name, **given), 303)
    else:
        if (moved := explicit(request, pages.desk.data()) or pages.same(request)) is not None:
            return moved
        given = given_of(verb, request)
    shown: dict[str, Any] = {
        "asking": verb,
        "heading": upper_first(verb.says),
        "given": given,
        "longest": LONGEST_TEXT,
        "example": EXAMPLE,
    }
    if not given.get("text"):
        return pages.show("text.html", request, clocks, verb=verb.name, answer=None, **shown)
    answer = await asked(pages.desk, verb, given | {"as_of": clocks.as_of, "known_by": clocks.known_by})
    sent_long = request.method == "POST"
    laid = _checked(answer) if answer.checked else table(answer, clocks) | {"marked": _read(answer)}
    return pages.show(
        "text.html", request, clocks, verb=verb.name, answer=answer, sent_long=sent_long, **shown, **laid, **beside(request, answer, clocks)
    )  # fmt: skip


def _checked(answer: Answer) -> dict[str, Any]:
    """Lay out a checked text: the text with chips behind its claims, each claim with its verdicts, and the sources."""
    checked = answer.checked
    assert checked is not None
    listed = references(checked.facts(), answer.atlas.sources())
    claims = [
        {
            "number": n, "words": " ".join(found.claim.words.split()), "type": found.claim.type.replace("_", " "),
            "told": [(label, v.verdict, checks.SAID[v.verdict], checks.reason(v)) for label, v in checks.told(found)],
            "cells": [
                {
                    "basis": cell.basis, "says": cell.text, "place": " ".join(filter(None, (cell.source, cell.release, str(cell.day.year) if cell.day else ""))),
                    "facts": [fact.id for fact in cell.facts[:3]], "numbers": numbers_of(cell.facts, listed)[:8], "counts": cell.counts,
                    "agrees": {True: "agrees", False: "disagrees", None: "undecided"}[cell.agrees],
                }
                for cell in checks.shown(found)
            ],
        }
        for n, found in enumerate(checked.claims, start=1)
    ]  # fmt: skip
    return {
        "claims": claims, "pieces": _pieces(checked), "said": checks.clocks(checked), "places": view.places_of(listed),
        "counts": [(name, checks.SAID[name], count) for name, count in checked.counts().items()],
    }  # fmt: skip


def _pieces(checked: Checked) -> list[dict[str, Any]]:
    """Cut a text into pieces: what claims nothing, and what claims something, with the chips behind it."""
    pieces, at = list[dict[str, Any]](), 0
    for start, end, numbers in checks.stretches(checked):
        pieces.append({"text": checked.text[at:start], "chips": []})
        chips = [(n + 1, checked.claims[n].then.verdict, checks.SAID[checked.claims[n].then.verdict]) for n in numbers]
        pieces.append({"text": checked.text[start:end], "chips": chips})
        at = end
    return [*pieces, {"text": checked.text[at:], "chips": []}]


def _read(answer: Answer) -> list[dict[str, Any]]:
    """Cut a text where its facts begin and end; each piece says which kinds of facts lie over it, and what they say."""
    made = []
    for read in answer.reads:
        text, marks = read.document.text, list(marks_of(read))
        edges = sorted({0, len(text), *(edge for start, end, _, _ in marks for edge in (start, end))})
        for low, high in pairwise(edges):
            over = [mark for mark in marks if mark[0] <= low and high <= mark[1]]
            kinds = " ".join(dict.fromkeys(mark[2] for mark in over))
            made.append({"text": text[low:high], "kinds": kinds, "says": "; ".join(mark[3] for mark in over)})
    return made
