"""One function for each object a notebook shows; `form` is `html` or `md`, and None leaves the plain form to Python."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from latticework.atlas import SCENARIO, TEXTS, Atlas
from latticework.charts.chart import Chart
from latticework.charts.export import render
from latticework.doors.notebook import tables
from latticework.doors.notebook.markup import html_table, shown_value
from latticework.doors.render import brief as briefs
from latticework.doors.render import safe
from latticework.doors.render.table import Sheet
from latticework.errors import UsageError
from latticework.model.brief import Brief
from latticework.model.fact import Fact
from latticework.model.reading import Reading, Unknown
from latticework.model.source import Source
from latticework.pack.sources import sources
from latticework.sources.catalogue import CATALOGUE
from latticework.views.ties import Tie, Ties
from latticework.views.world import World

if TYPE_CHECKING:
    from latticework.panels.panel import Panel


def known_sources() -> Mapping[str, Source]:
    """Give every source a fact may cite: the pack's, the catalogue's, texts and scenarios."""
    named = {key: card.source() for key, card in CATALOGUE.items()}
    return sources() | named | {TEXTS.key: TEXTS, SCENARIO.key: SCENARIO}


def brief(made: Brief, form: str) -> str:
    """Show a brief with its figures, its references below, and the sums behind its scores folded away."""
    if form == "md":
        return briefs.markdown(made, known_sources(), explain=False)
    mark = f"{safe.markup(made.state)}-{made.as_of}-{made.known_by}-"  # two briefs in one notebook keep their own references
    return f"<article>{briefs.body(made, known_sources(), mark=mark, fold=True)}</article>"


def fact(one: Fact, form: str) -> str:
    """Show a fact with everything it carries, its place as a link."""
    return _sheet(tables.fact(one), form)


def reading(one: Reading, form: str) -> str:
    """Show a reading: its number, the parts it is made of, how, and the facts behind it."""
    return _sheet(tables.reading(one), form)


def unknown(one: Unknown, form: str) -> str:
    """Show that there is no answer, and why."""
    if form == "md":
        return f"**Unknown**: {safe.markdown(one.because)}"
    return f"<p><b>Unknown</b>: {safe.markup(one.because)}</p>"


def tie(one: Tie, form: str) -> str:
    """Show a tie with every step of it."""
    return _sheet(tables.tie(one), form)


def ties(all_of_them: Ties, form: str) -> str:
    """Show the ties that stood on the day."""
    return _sheet(tables.ties(all_of_them.standing, all_of_them.world), form)


def row(found: Sequence[object], form: str) -> str | None:
    """Show a list of facts, readings or ties as one table; None when it holds anything else beside them."""
    if all(isinstance(one, Fact) for one in found):
        return _sheet(tables.facts([one for one in found if isinstance(one, Fact)]), form)
    if all(isinstance(one, Tie) for one in found):
        return _sheet(tables.ties([one for one in found if isinstance(one, Tie)]), form)
    if all(isinstance(one, Reading | Unknown) for one in found):
        return _sheet(tables.readings([one for one in found if isinstance(one, Reading | Unknown)]), form)
    return None


def world(one: World, form: str) -> str:
    """Show the two clocks of a world."""
    return _sheet(tables.world(one), form)


def atlas(one: Atlas, form: str) -> str:
    """Show where an atlas keeps its facts, how many there are, and what was read into it."""
    return _sheet(tables.atlas(one), form)


def panel(one: Panel, form: str) -> str:
    """Show the first rows of a panel under its unit, and below how it was made and from which datasets."""
    return _sheet(tables.panel(one), form)


def chart(one: Chart, form: str) -> str | None:
    """Show a picture with its words and its table, drawn here; None without the extra `charts` (the specification is shown)."""
    if form == "md":
        return None
    try:
        png = base64.b64encode(render(one, ".png")).decode()
    except UsageError:
        return None
    twin = html_table(one.table.columns, [[shown_value(cell) for cell in cells] for cells in one.table.rows])
    return (
        f'<figure style="margin:0"><img alt="{safe.markup(one.alt)}" style="max-width:min(100%,60em)" src="data:image/png;base64,{png}">'
        f"<details><summary>The same as a table</summary>{twin}</details></figure>"
    )


def _sheet(made: tables.Shown, form: str) -> str:
    if form == "md":
        return Sheet(made.title, made.columns, made.rows, made.notes).show("md", colour=False)
    return made.html()
