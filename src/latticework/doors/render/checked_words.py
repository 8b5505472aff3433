"""What every dress of a checked text says: its verdicts, reasons, days, computed answers and sources, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.answers.check import Cell, Checked, CheckedClaim, Verdict
from latticework.answers.references import Reference
from latticework.model.grouping import name_of
from latticework.model.period import say_day
from latticework.text.claims.shapes import Claim

SAID = {
    "supported": "supported",
    "contradicted": "contradicted",
    "depends": "depends",
    "not_checkable": "not checkable",
}
"""The verdicts as readers see them."""

MOST = 8
"""Computed answers shown for one claim."""
_TEXT_SOURCE = "the text"


def clocks(checked: Checked) -> str:
    """Say the days of the three verdicts."""
    if checked.published is None:
        return f"published on an unknown day; checked as of {say_day(checked.as_of)}"
    how = f" (read from the {checked.published_from})" if checked.published_from in ("text", "metadata") else ""
    return f"published {say_day(checked.published)}{how}; checked by what was public then, by what is public now, and as of {say_day(checked.as_of)}"


def told(found: CheckedClaim) -> Iterator[tuple[str, Verdict]]:
    """Give the verdicts to print: one line where two days have the same verdict for the same reason."""
    yield "as published", found.then
    if (found.hindsight.verdict, reason(found.hindsight)) != (found.then.verdict, reason(found.then)):
        yield "known now", found.hindsight
    if (found.now.verdict, reason(found.now)) not in (
        (found.then.verdict, reason(found.then)),
        (found.hindsight.verdict, reason(found.hindsight)),
    ):
        yield "today", found.now


_UNIT = {"ratio": "(as a ratio)", "count": "", "points": "percentage points"}
"""How units of a distance are said."""


def reason(verdict: Verdict) -> str:
    """Say why, what it flips on, how far from flipping it is, and what is needed."""
    parts = [verdict.because]
    if verdict.flips_on:
        parts.append(f"flips on {'; '.join(verdict.flips_on)}")
    if verdict.distance is not None and verdict.distance_unit:
        parts.append(
            " ".join(
                filter(
                    None,
                    (
                        number(verdict.distance),
                        _UNIT.get(verdict.distance_unit, verdict.distance_unit),
                        "from flipping",
                    ),
                )
            )
            if " from " not in verdict.distance_unit
            else f"{number(verdict.distance)} {verdict.distance_unit}"
        )
    if verdict.needed:
        parts.append(f"needed: {verdict.needed}")
    return "; ".join(part for part in parts if part)


_UNIT_TOLD = {"ratio": "times", "count": "", "ordinal": "in order", "rank": "in rank", "percent": "%"}
"""How units of what is told are said."""


def read_as(claim: Claim) -> str:
    """Say how a claim was read: whose, with whom, what, how much and when; by it a reader sees a misreading."""
    sides = [name_of(code) for code in (claim.parties or (claim.subject, claim.object)) if code]
    told = [*dict.fromkeys(sides)]
    what = " ".join((claim.measure or claim.kind).split("_"))
    amount = (
        ""
        if claim.value is None
        else f"{number(claim.value)}{f' to {number(claim.high)}' if claim.high else ''} {_UNIT_TOLD.get(claim.unit, claim.unit)}".strip()
    )
    exact = " ".join(claim.comparator.split("_"))
    status = "" if claim.type in ("hosting", "alliance") else " ".join(claim.status.split("_"))
    when = f"since {claim.since.written()}" if claim.since else claim.time.written() if claim.time else ""
    by = f"by {claim.due.written()}" if claim.due else ""
    denied = "denied" if claim.negated else ""
    return "; ".join(
        filter(None, (" - ".join(told), what, " ".join(filter(None, (exact, amount))), status, denied, when, by))
    )


def sentence_of(checked: Checked, claim: Claim) -> str:
    """Give the sentence a claim stands in: what is reviewed cannot be understood from its words alone."""
    text = checked.text
    ends = [m.end() for m in _END.finditer(text)]
    start = max([0, *(end for end in ends if end <= claim.start)])
    end = min([*(end for end in ends if end >= claim.end), len(text)])
    return one_line(text[start:end])


_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z\"“])|\n\s*\n")


def number(value: float) -> str:
    """Write a distance with as many figures as a reader can use."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}".rstrip("0").rstrip(".")


def cell_line(cell: Cell) -> str:
    """Say one computed answer in a line."""
    place = " ".join(filter(None, (cell.source, cell.release)))
    year = f" ({cell.day.year})" if cell.day and cell.unit not in ("year",) and not cell.says else ""
    beside = "" if cell.counts else ", shown beside"
    return f"{cell.basis}: {cell.text}{year} - {place}{beside}"


def shown(found: CheckedClaim) -> list[Cell]:
    """Give the cells of the verdict known best: by what is public now, when it has any, else as published."""
    cells = found.hindsight.cells or found.then.cells or found.now.cells
    return list(cells[:MOST])


def counts(checked: Checked) -> str:
    """Say how many claims have each verdict, as published."""
    found = checked.counts()
    return ", ".join(f"{found[name]} {SAID[name]}" for name in SAID if name in found) or "none"


def one_line(text: str) -> str:
    """Give a text on one line."""
    return " ".join(text.split())


def agreement(cell: Cell) -> str:
    """Say whether a computed answer agrees."""
    return {True: "agrees:", False: "disagrees:", None: "undecided:"}[cell.agrees]


def reference_words(reference: Reference) -> str:
    """Say a source: publisher, title, release and the facts taken from it."""
    title = (
        _TEXT_SOURCE if reference.source.key == "text" else f"{reference.source.publisher}: {reference.source.title}"
    )
    release = f", release {reference.release}" if reference.release else ""
    named = ", ".join(fact.id[:10] for fact in reference.facts[:3])
    return f"{title}{release} (facts {named}{', ...' if len(reference.facts) > 3 else ''})."


def caveat(checked: Checked) -> str:
    """Say what a verdict is about; travels with every dress."""
    return (
        f"latticework; {clocks(checked)}. A verdict is about what the facts here cover: nothing is called contradicted that no source covers. "
        "How exactly words and figures are meant stands in the table of tolerances."
    )
