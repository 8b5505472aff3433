"""The chart: a picture as plain data, with what must travel with it: words for it, a table of it, sources, day and caveat."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from latticework.answers.references import references
from latticework.charts.look import dress, ink
from latticework.measures import CARDS
from latticework.model.fact import Fact
from latticework.model.period import say_day
from latticework.model.reading import unique
from latticework.model.source import Source
from latticework.views.world import World

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""What the specification is written in. It names a format; nothing is fetched from there."""

Spec = dict[str, Any]
Cell = str | float | int | None
WIDTH = 720
"""Width of a picture's plot in pixels, unless its rows or columns ask for more."""
LISTED = 4
"""How many sources are named in the picture; all are in the chart."""
_LETTER = 5.5


@dataclass(frozen=True, slots=True)
class Table:
    """The twin of a picture: the same data in columns and rows; None is unknown."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture as a Vega-Lite specification, in light dress, with all its data inside.

    `alt` tells in words what is seen, `table` holds the same data, `sources` name publisher and release, `methods` the
    measures with their versions. Source line, days and caveat stand in the picture too. Notebooks show it as it is.
    """

    spec: Spec = field(hash=False)
    title: str
    alt: str
    table: Table
    sources: tuple[str, ...]
    as_of: date
    known_by: date
    caveat: str
    methods: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = field(default=(), repr=False)

    def dressed(self, name: str) -> Chart:
        """Give the same picture in `light` or `dark` dress."""
        return replace(self, spec=self.spec | {"config": dress(name)})

    def as_json(self) -> str:
        """Write the specification; the same chart is always the same text."""
        return json.dumps(self.spec, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return {"application/vnd.vegalite.v6+json": self.spec, "text/plain": f"{self.title}\n{self.alt}"}


def chart(
    world: World, views: Sequence[Spec], *, title: str, alt: str, table: Table, facts: Iterable[Fact],
    sources: Mapping[str, Source] | None = None, caveat: str = "", methods: Sequence[str] = (),
    params: Sequence[Spec] = (), datasets: Mapping[str, Any] | None = None, width: int = WIDTH, indent: int = 0,
) -> Chart:  # fmt: skip
    """Put views under a title with both days, and over a caption with sources, measures and caveat.

    `width` is that of the plot, `indent` that of the labels left of it: title and caption begin where the labels do.
    """
    used = unique(facts)
    named = _named(used, sources or {})
    versions = tuple(f"{name} {CARDS[name].version}" for name in methods)
    shown = [*named[:LISTED], *([f"{len(named) - LISTED} more, listed with the table"] if len(named) > LISTED else [])]
    sentences = (
        f"Sources: {'; '.join(shown)}." if shown else "Sources: none.",
        f"Measures: {', '.join(versions)}." if versions else "",
        caveat,
    )
    lines = [line for text in sentences for line in textwrap.wrap(text, int((width + indent) / _LETTER))]
    days = f"As of {say_day(world.as_of)}, as known by {say_day(world.known_by)}"
    spec: Spec = {
        "$schema": SCHEMA,
        "description": alt,
        "title": {"text": textwrap.wrap(title, int((width + indent) / 9)), "subtitle": [days]},
        **({"params": list(params)} if params else {}),
        **({"datasets": dict(datasets)} if datasets else {}),
        "vconcat": [*views, block(lines, width, indent=indent, colour="soft")],
        "spacing": 18,
        "config": dress("light"),
    }
    return Chart(spec, title, alt, table, named, world.as_of, world.known_by, caveat, versions, used)


def values(rows: Sequence[Mapping[str, Any]]) -> Spec:
    """Give rows as the data of a view, inside the specification."""
    return {"values": [dict(row) for row in rows]}


def cut(text: str, longest: int) -> str:
    """Shorten a label at a word, with an ellipsis, so that it fits."""
    return textwrap.shorten(text, longest, placeholder=" …") if len(text) > longest else text


def block(lines: Sequence[str], width: int, *, indent: int = 0, colour: str = "ink") -> Spec:
    """Give lines of text as a view of their own."""
    mark = {
        "type": "text", "text": list(lines), "x": -indent, "y": 0, "align": "left", "baseline": "top", "lineHeight": 14,
        "color": ink(colour),
    }  # fmt: skip
    return {"width": width, "height": 14 * len(lines), "data": values([{}]), "mark": mark}


def _named(facts: Sequence[Fact], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Name publisher, title and release of each source, the most used first, each once."""
    count: dict[str, int] = {}
    for one in references(facts, sources):
        title = (
            one.source.title
            if one.source.title.startswith(one.source.publisher)
            else f"{one.source.publisher}: {one.source.title}"
        )
        name = f"{title}, release {one.release}" if one.release else title
        count[name] = count.get(name, 0) + len(one.facts)
    return tuple(f"{name} ({n})" for name, n in sorted(count.items(), key=lambda item: (-item[1], item[0])))
