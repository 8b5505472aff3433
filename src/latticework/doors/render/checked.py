"""A checked text for people: in a terminal and as Markdown. Verdicts and figures come from the cells alone; nothing is judged here."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from typing import TYPE_CHECKING

from latticework.answers.check import Cell, Checked, CheckedClaim
from latticework.answers.references import Reference, numbers_of, ranges, references
from latticework.doors.render import safe
from latticework.doors.render.checked_data import as_json, claim_review
from latticework.doors.render.checked_page import page, stretches
from latticework.doors.render.checked_words import (
    SAID,
    agreement,
    caveat,
    cell_line,
    clocks,
    counts,
    one_line,
    read_as,
    reason,
    reference_words,
    shown,
    told,
)
from latticework.model.source import Source

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "SAID",
    "as_json",
    "claim_review",
    "clocks",
    "markdown",
    "page",
    "reason",
    "shown",
    "stretches",
    "terminal",
    "told",
]

_COLOURS = {"supported": "green", "contradicted": "red", "depends": "yellow", "not_checkable": "dim"}


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
        console.print(Text(f"{len(checked.claims)} claims checked: {counts(checked)}", style="bold"))
        console.print(Text(clocks(checked), style="dim"))
        for number, found in enumerate(checked.claims, start=1):
            console.print()
            _claim_lines(console, number, found, listed)
        if cite and listed:
            console.print()
            console.print(Text("Sources", style="bold cyan"))
            for reference in listed:
                console.print(
                    Text(safe.plain(f"[{reference.number}] {reference_words(reference)} {reference.locator}")),
                    overflow="fold",
                    soft_wrap=True,
                )
        console.print()
        console.print(Text(caveat(checked), style="dim"))
    return "\n".join(line.rstrip() for line in caught.get().splitlines()) + "\n"


def _claim_lines(console: Console, number: int, found: CheckedClaim, listed: list[Reference]) -> None:
    from rich.text import Text

    claim = found.claim
    console.print(
        Text.assemble(
            (f"{number}. ", "bold"),
            (safe.plain(one_line(claim.words)), "bold"),
            (f"  {claim.type.replace('_', ' ')}", "dim"),
        )
    )
    console.print(Text(safe.plain(f"   read as       {read_as(claim)}"), style="dim"))
    for label, verdict in told(found):
        line = Text.assemble(
            f"   {label:<14}", (SAID[verdict.verdict], _COLOURS[verdict.verdict]), f": {safe.plain(reason(verdict))}"
        )
        console.print(line)
    for cell in shown(found):
        marks = ranges(numbers_of(cell.facts, listed))
        console.print(
            Text(
                safe.plain(f"     {_mark(cell)} {cell_line(cell)}{f' [{marks}]' if marks else ''}"),
                style="" if cell.counts else "dim",
            )
        )
    for note in dict.fromkeys((*found.then.notes, *found.hindsight.notes)):
        console.print(Text(safe.plain(f"     note: {note}"), style="dim"))


def _mark(cell: Cell) -> str:
    return {True: "+", False: "-", None: "~"}[cell.agrees]


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
            f"| {order} | {safe.markdown(one_line(found.claim.words))} | {found.claim.type.replace('_', ' ')} | {verdicts} |"
        )
    for order, found in enumerate(checked.claims, start=1):
        lines += ["", f"## {order}. {safe.markdown(one_line(found.claim.words))}", ""]
        lines.append(f"- read as: {safe.markdown(read_as(found.claim))}")
        lines += [
            f"- {label}: **{SAID[verdict.verdict]}**: {safe.markdown(reason(verdict))}"
            for label, verdict in told(found)
        ]
        for cell in shown(found):
            marks = ranges(numbers_of(cell.facts, listed))
            lines.append(
                f"  - {safe.markdown(agreement(cell))} {safe.markdown(cell_line(cell))}{f' [{marks}]' if marks else ''}"
            )
    lines += ["", "## Sources", ""]
    lines += [
        f"{reference.number}. {safe.markdown(reference_words(reference))} {_link(reference)}" for reference in listed
    ]
    return "\n".join([*lines, "", f"*{safe.markdown(caveat(checked))}*", ""])


def _link(reference: Reference) -> str:
    address = safe.link(reference.locator)
    rest = reference.locator.removeprefix(address).strip()
    return f"<{address}>{f' {safe.markdown(rest)}' if rest else ''}" if address else safe.markdown(reference.locator)
