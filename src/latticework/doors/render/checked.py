"""A checked text in each of its dresses. Verdicts and figures come from the cells alone; nothing is judged here."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from latticework.answers.check import Cell, Checked, CheckedClaim, Verdict
from latticework.answers.references import Reference, numbers_of, ranges, references
from latticework.doors.render import safe
from latticework.model.period import say_day
from latticework.model.source import Source

if TYPE_CHECKING:
    from rich.console import Console

SAID = {
    "supported": "supported",
    "contradicted": "contradicted",
    "depends": "depends",
    "not_checkable": "not checkable",
}
"""The verdicts as readers see them."""

RATED = {"supported": 5, "depends": 3, "contradicted": 1}
"""The verdicts as ratings of a ClaimReview, from 1 to 5; what is not checkable has none."""

_COLOURS = {"supported": "green", "contradicted": "red", "depends": "yellow", "not_checkable": "dim"}
_CELLS = 8
_TEXT_SOURCE = "the text"


def clocks(checked: Checked) -> str:
    """Say the days of the three verdicts."""
    if checked.published is None:
        return f"published on an unknown day; checked as of {say_day(checked.as_of)}"
    how = f" (read from the {checked.published_from})" if checked.published_from in ("text", "metadata") else ""
    return f"published {say_day(checked.published)}{how}; checked by what was public then, by what is public now, and as of {say_day(checked.as_of)}"


def terminal(checked: Checked, sources: Mapping[str, Source], *, colour: bool, cite: bool) -> str:
    """Lay a checked text out for a terminal: one block a claim, its computed figures below it."""
    from rich.console import Console
    from rich.text import Text

    width = min(shutil.get_terminal_size((120, 40)).columns, 140)
    console = Console(
        width=width, no_color=not colour, force_terminal=colour, highlight=False, markup=False, emoji=False
    )
    listed = references(checked.facts(), sources)
    with console.capture() as caught:
        console.print(Text(f"{len(checked.claims)} claims checked: {_counts(checked)}", style="bold"))
        console.print(Text(clocks(checked), style="dim"))
        for number, found in enumerate(checked.claims, start=1):
            console.print()
            _claim_lines(console, number, found, listed)
        if cite and listed:
            console.print()
            console.print(Text("Sources", style="bold cyan"))
            for reference in listed:
                console.print(
                    Text(safe.plain(f"[{reference.number}] {_words(reference)} {reference.locator}")),
                    overflow="fold",
                    soft_wrap=True,
                )
        console.print()
        console.print(Text(_caveat(checked), style="dim"))
    return "\n".join(line.rstrip() for line in caught.get().splitlines()) + "\n"


def _claim_lines(console: Console, number: int, found: CheckedClaim, listed: list[Reference]) -> None:
    from rich.text import Text

    claim = found.claim
    console.print(
        Text.assemble(
            (f"{number}. ", "bold"),
            (safe.plain(_one_line(claim.words)), "bold"),
            (f"  {claim.type.replace('_', ' ')}", "dim"),
        )
    )
    for label, verdict in _told(found):
        line = Text.assemble(
            f"   {label:<14}", (SAID[verdict.verdict], _COLOURS[verdict.verdict]), f": {safe.plain(reason(verdict))}"
        )
        console.print(line)
    for cell in _shown(found):
        marks = ranges(numbers_of(cell.facts, listed))
        console.print(
            Text(
                safe.plain(f"     {_mark(cell)} {cell_line(cell)}{f' [{marks}]' if marks else ''}"),
                style="" if cell.counts else "dim",
            )
        )
    for note in dict.fromkeys((*found.then.notes, *found.hindsight.notes)):
        console.print(Text(safe.plain(f"     note: {note}"), style="dim"))


def _told(found: CheckedClaim) -> Iterator[tuple[str, Verdict]]:
    """The verdicts to print: one line where two days have the same verdict for the same reason."""
    yield "as published", found.then
    if (found.hindsight.verdict, reason(found.hindsight)) != (found.then.verdict, reason(found.then)):
        yield "known now", found.hindsight
    if (found.now.verdict, reason(found.now)) not in (
        (found.then.verdict, reason(found.then)),
        (found.hindsight.verdict, reason(found.hindsight)),
    ):
        yield "today", found.now


def reason(verdict: Verdict) -> str:
    """Say why, what it flips on, how far from flipping it is, and what is needed."""
    parts = [verdict.because]
    if verdict.flips_on:
        parts.append(f"flips on {'; '.join(verdict.flips_on)}")
    if verdict.distance is not None and verdict.distance_unit:
        parts.append(
            f"{number(verdict.distance)} {verdict.distance_unit} from flipping"
            if " from " not in verdict.distance_unit
            else f"{number(verdict.distance)} {verdict.distance_unit}"
        )
    if verdict.needed:
        parts.append(f"needed: {verdict.needed}")
    return "; ".join(part for part in parts if part)


def number(value: float) -> str:
    """Write a distance with as many figures as a reader can use."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}".rstrip("0").rstrip(".")


def cell_line(cell: Cell) -> str:
    """Say one computed answer in a line."""
    place = " ".join(filter(None, (cell.source, cell.release)))
    year = f" ({cell.day.year})" if cell.day and cell.unit not in ("year",) and not cell.says else ""
    beside = "" if cell.counts else ", shown beside"
    return f"{cell.basis}: {cell.text}{year} - {place}{beside}"


def _mark(cell: Cell) -> str:
    return {True: "+", False: "-", None: "~"}[cell.agrees]


def _shown(found: CheckedClaim) -> list[Cell]:
    """The cells of the verdict known best: by what is public now, when it has any, else as published."""
    cells = found.hindsight.cells or found.then.cells or found.now.cells
    return list(cells[:_CELLS])


def _counts(checked: Checked) -> str:
    found = checked.counts()
    return ", ".join(f"{found[name]} {SAID[name]}" for name in SAID if name in found) or "none"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def markdown(checked: Checked, sources: Mapping[str, Source]) -> str:
    """Write a checked text as Markdown: a table of claims, the computed figures of each, and the sources."""
    listed = references(checked.facts(), sources)
    lines = [
        f"# {len(checked.claims)} claims checked",
        "",
        f"*{safe.markdown(clocks(checked))}*",
        "",
        "| # | claim | type | as published | known now | today |",
        "|---|---|---|---|---|---|",
    ]
    for order, found in enumerate(checked.claims, start=1):
        verdicts = " | ".join(SAID[v.verdict] for v in (found.then, found.hindsight, found.now))
        lines.append(
            f"| {order} | {safe.markdown(_one_line(found.claim.words))} | {found.claim.type.replace('_', ' ')} | {verdicts} |"
        )
    for order, found in enumerate(checked.claims, start=1):
        lines += ["", f"## {order}. {safe.markdown(_one_line(found.claim.words))}", ""]
        lines += [
            f"- {label}: **{SAID[verdict.verdict]}**: {safe.markdown(reason(verdict))}"
            for label, verdict in _told(found)
        ]
        for cell in _shown(found):
            marks = ranges(numbers_of(cell.facts, listed))
            lines.append(
                f"  - {safe.markdown(_agreement(cell))} {safe.markdown(cell_line(cell))}{f' [{marks}]' if marks else ''}"
            )
    lines += ["", "## Sources", ""]
    lines += [f"{reference.number}. {safe.markdown(_words(reference))} {_link(reference)}" for reference in listed]
    return "\n".join([*lines, "", f"*{safe.markdown(_caveat(checked))}*", ""])


def _agreement(cell: Cell) -> str:
    return {True: "agrees:", False: "disagrees:", None: "undecided:"}[cell.agrees]


def as_json(checked: Checked, sources: Mapping[str, Source]) -> str:
    """Write a checked text as JSON: claims with places, verdicts with cells, facts in full."""
    listed = references(checked.facts(), sources)
    body = {
        "key": checked.key,
        "published": checked.published.isoformat() if checked.published else None,
        "published_from": checked.published_from,
        "as_of": checked.as_of.isoformat(),
        "known_by": checked.known_by.isoformat(),
        "counts": checked.counts(),
        "claims": [_claim_json(found) for found in checked.claims],
        "references": [
            {"number": r.number, "title": r.source.title, "publisher": r.source.publisher, "release": r.release, "licence": r.source.licence, "locator": r.locator, "facts": [f.id for f in r.facts]}
            for r in listed
        ],
        "facts": {f.id: {k: str(v) if hasattr(v, "isoformat") else v for k, v in f.row().items()} for f in checked.facts()},
    }  # fmt: skip
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def _claim_json(found: CheckedClaim) -> dict[str, object]:
    claim = found.claim
    return {
        "type": claim.type, "words": claim.words, "start": claim.start, "end": claim.end, "subject": claim.subject, "object": claim.object,
        "parties": list(claim.parties), "value": claim.value, "high": claim.high, "unit": claim.unit, "comparator": claim.comparator, "measure": claim.measure,
        "kind": claim.kind, "status": claim.status, "modality": claim.modality, "time": claim.time.written() if claim.time else None,
        "since": claim.since.written() if claim.since else None, "due": claim.due.written() if claim.due else None, "detail": dict(claim.detail),
        "as_published": _verdict_json(found.then), "known_now": _verdict_json(found.hindsight), "today": _verdict_json(found.now),
    }  # fmt: skip


def _verdict_json(verdict: Verdict) -> dict[str, object]:
    return {
        "verdict": verdict.verdict, "because": verdict.because, "flips_on": list(verdict.flips_on), "distance": verdict.distance, "distance_unit": verdict.distance_unit,
        "needed": verdict.needed, "rule": verdict.rule, "notes": list(verdict.notes), "as_of": verdict.as_of.isoformat() if verdict.as_of else None,
        "known_by": verdict.known_by.isoformat() if verdict.known_by else None,
        "cells": [
            {"source": c.source, "release": c.release, "basis": c.basis, "value": c.value, "unit": c.unit, "says": c.text, "day": c.day.isoformat() if c.day else None,
             "agrees": c.agrees, "counts": c.counts, "how": c.how, "facts": [f.id for f in c.facts]}
            for c in verdict.cells
        ],
    }  # fmt: skip


def claim_review(checked: Checked, sources: Mapping[str, Source]) -> str:
    """Write the claims as schema.org ClaimReview in JSON-LD; safe to lay into a page."""
    listed = references(checked.facts(), sources)
    graph = []
    for found in checked.claims:
        verdict = found.hindsight
        rating: dict[str, object] = {"@type": "Rating", "alternateName": SAID[verdict.verdict]}
        if verdict.verdict in RATED:
            rating |= {"ratingValue": RATED[verdict.verdict], "bestRating": 5, "worstRating": 1}
        item: dict[str, object] = {"@type": "Claim", "name": _one_line(found.claim.words)}
        if checked.published:
            item["datePublished"] = checked.published.isoformat()
        graph.append(
            {
                "@type": "ClaimReview", "datePublished": checked.as_of.isoformat(), "claimReviewed": _one_line(found.claim.words), "itemReviewed": item,
                "author": {"@type": "SoftwareApplication", "name": "latticework"}, "reviewRating": rating,
                "reviewBody": f"As published: {SAID[found.then.verdict]}. By what is public now: {SAID[verdict.verdict]}; {reason(verdict)}.",
                "citation": [_address(r) for r in listed if set(r.facts) & set(found.facts())],
            }
        )  # fmt: skip
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, indent=1, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026") + "\n"


def _address(reference: Reference) -> str:
    return safe.link(reference.locator) or reference.source.address or reference.source.title


_STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--page:#fff;--dim:#59636e;--line:#d1d9e0;--accent:#0b5cad;--yes:#1a7f37;--no:#b42318;--may:#8a5a00;--none:#59636e}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--page:#14171a;--dim:#9aa4ae;--line:#333a41;--accent:#7ab8f5;--yes:#4ac26b;--no:#ff8a80;--may:#e3b341;--none:#9aa4ae}}
body{font:17px/1.55 Georgia,"Times New Roman",serif;color:var(--ink);background:var(--page);max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin-bottom:.2rem}h2{font-size:1.1rem;border-top:1px solid var(--line);padding-top:.8rem;margin-top:1.6rem}
.clocks,.caveat{color:var(--dim);font-size:.9rem}.text{white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:none;color:inherit;border-bottom:2px solid var(--line)}
.chip{font:600 .72rem/1 system-ui,sans-serif;border:1px solid currentColor;border-radius:1em;padding:.1em .55em;margin-left:.25em;text-decoration:none;white-space:nowrap}
.supported{color:var(--yes)}.contradicted{color:var(--no)}.depends{color:var(--may)}.not_checkable{color:var(--none)}
table{border-collapse:collapse;font-size:.85rem;width:100%}td,th{text-align:left;border-bottom:1px solid var(--line);padding:.25rem .5rem .25rem 0;vertical-align:top}.beside{color:var(--dim)}
ol.sources{font-size:.85rem;padding-left:2.2rem}ol.sources li{margin:.35rem 0;overflow-wrap:anywhere}ol.sources li:target,section:target{outline:2px solid var(--accent)}a{color:var(--accent)}
@media print{body{max-width:none;margin:0;font-size:11pt;color:#000;background:#fff}section,li{break-inside:avoid}}
"""


def page(checked: Checked, sources: Mapping[str, Source]) -> str:
    """Write a checked text as one self-contained HTML page: the text with its verdicts, then each claim."""
    listed = references(checked.facts(), sources)
    parts = [
        f"<h1>{len(checked.claims)} claims checked</h1>",
        f'<p class="clocks">{safe.markup(clocks(checked))}</p>',
        f'<div class="text">{"".join(_marked(checked))}</div>',
    ]
    for order, found in enumerate(checked.claims, start=1):
        rows = "".join(_row(cell, listed) for cell in _shown(found))
        table = f"<table><tr><th>basis</th><th>computed</th><th>source</th><th></th></tr>{rows}</table>" if rows else ""
        told = "".join(
            f'<p>{label}: <b class="{v.verdict}">{SAID[v.verdict]}</b>: {safe.markup(reason(v))}</p>'
            for label, v in _told(found)
        )
        parts.append(
            f'<section id="c{order}"><h2>{order}. {safe.markup(_one_line(found.claim.words))}</h2>{told}{table}</section>'
        )
    items = "".join(
        f'<li id="s{r.number}" value="{r.number}">{safe.markup(_words(r))} {_anchor(r)}</li>' for r in listed
    )
    parts.append(
        f"<section><h2>Sources</h2><ol class='sources'>{items}</ol></section><p class='caveat'>{safe.markup(_caveat(checked))}</p>"
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{len(checked.claims)} claims checked</title><style>{_STYLE}</style>"
    )
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}</head><body><main>\n'
        + "\n".join(parts)
        + "\n</main></body></html>\n"
    )


def _marked(checked: Checked) -> Iterator[str]:
    """The text, escaped, with each stretch that claims something marked and its verdicts behind it."""
    at = 0
    for start, end, numbers in _stretches(checked):
        yield _plain(checked.text[at:start])
        chips = "".join(
            f'<a class="chip {checked.claims[n].then.verdict}" href="#c{n + 1}" title="{safe.markup(checked.claims[n].claim.type)}">{n + 1} {SAID[checked.claims[n].then.verdict]}</a>'
            for n in numbers
        )
        yield f"<mark>{_plain(checked.text[start:end])}</mark>{chips}"
        at = end
    yield _plain(checked.text[at:])


def _plain(text: str) -> str:
    """Escape a stretch of the text and keep its line breaks."""
    return "\n".join(safe.markup(line) for line in text.split("\n"))


def _stretches(checked: Checked) -> list[tuple[int, int, list[int]]]:
    """Join claims whose words overlap."""
    joined: list[tuple[int, int, list[int]]] = []
    for n, found in sorted(enumerate(checked.claims), key=lambda pair: pair[1].claim.start):
        start, end = found.claim.start, found.claim.end
        if joined and start < joined[-1][1]:
            first, last, numbers = joined[-1]
            joined[-1] = (first, max(last, end), [*numbers, n])
        else:
            joined.append((start, end, [n]))
    return joined


def _row(cell: Cell, listed: Iterable[Reference]) -> str:
    marks = " ".join(f'<a href="#s{n}">{n}</a>' for n in numbers_of(cell.facts, listed)[:_CELLS])
    verdict = {True: "supported", False: "contradicted", None: "not_checkable"}[cell.agrees]
    place = safe.markup(" ".join(filter(None, (cell.source, cell.release, str(cell.day.year) if cell.day else ""))))
    kind = "" if cell.counts else ' class="beside"'
    return f'<tr{kind}><td>{safe.markup(cell.basis)}</td><td>{safe.markup(cell.text)}</td><td>{place} {marks}</td><td class="{verdict}">{_agreement(cell)[:-1]}</td></tr>'


def _words(reference: Reference) -> str:
    title = (
        _TEXT_SOURCE if reference.source.key == "text" else f"{reference.source.publisher}: {reference.source.title}"
    )
    release = f", release {reference.release}" if reference.release else ""
    named = ", ".join(fact.id[:10] for fact in reference.facts[:3])
    return f"{title}{release} (facts {named}{', ...' if len(reference.facts) > 3 else ''})."


def _link(reference: Reference) -> str:
    address = safe.link(reference.locator)
    rest = reference.locator.removeprefix(address).strip()
    return f"<{address}>{f' {safe.markdown(rest)}' if rest else ''}" if address else safe.markdown(reference.locator)


def _anchor(reference: Reference) -> str:
    address, shown = safe.link(reference.locator), safe.markup(reference.locator)
    return f'<a href="{safe.markup(address)}" rel="noopener noreferrer">{shown}</a>' if address else shown


def _caveat(checked: Checked) -> str:
    return (
        f"latticework; {clocks(checked)}. A verdict is about what the facts here cover: nothing is called contradicted that no source covers. "
        "How exactly words and figures are meant stands in the table of tolerances."
    )
