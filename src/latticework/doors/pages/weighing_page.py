"""Pages whose weights and switches a reader moves: threats and balance. Both are summed here and, live, by weights.js."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from latticework import measures
from latticework.atlas import Atlas
from latticework.doors.http.option import Verb
from latticework.doors.http.routes import asked
from latticework.doors.http.verbs import VERBS
from latticework.doors.pages.clocks import Clocks, explicit
from latticework.doors.pages.draw import Pages
from latticework.doors.pages.forms import fields, kinds_offered
from latticework.doors.pages.picture import around
from latticework.doors.pages.verb_page import answerable, clocked, given_of, links, state_of, table, to_path
from latticework.doors.render.brief import upper_first
from latticework.errors import UsageError
from latticework.measures.spending import bases
from latticework.measures.weighing import FACTORS, weighed_ratio, weighed_threats
from latticework.model.grouping import name_of
from latticework.model.period import as_day
from latticework.model.reading import Reading, Unknown
from latticework.model.state import find_state
from latticework.model.unit import say

HEAVIEST = 3.0
"""A factor weighs from 0 to this; a state of a side from 0 to 1."""


async def threats(pages: Pages, request: Any) -> Any:
    """Draw the ranked threats of a state, with the weights of its factors to move."""
    verb = VERBS["threats"]
    if (moved := explicit(request, pages.desk.data()) or pages.same(request)) is not None:
        return moved
    clocks, given = pages.clocks(request), given_of(verb, request)
    how = {factor: _chosen(request, factor, ways) for factor, ways in FACTORS.items()}
    weights = {factor: _weight(request, f"w_{factor}", HEAVIEST) for factor in FACTORS}
    answer = await asked(pages.desk, verb, given | clocked(verb, given, clocks))

    def read(atlas: Atlas) -> list[Reading] | Unknown:
        world = atlas.world(clocks.as_of, clocks.known_by)
        return measures.threats(world, find_state(given["state"], on=world.as_of).code)

    key = f"threats {given['state']} {clocks.as_of} {clocks.known_by}"
    found = await pages.desk.ask(key, read)
    readings = [] if isinstance(found, Unknown) else found
    published = {str(reading.detail["state"]): place for place, reading in enumerate(readings, start=1)}
    weighed = [
        {
            "name": name_of(one.state), "state": one.state, "rank": one.rank, "published": published[one.state],
            "score": one.score, "parts": {factor: _parts(readings[published[one.state] - 1], factor) for factor in FACTORS},
        }
        for one in weighed_threats(readings, how, weights)
    ]  # fmt: skip
    return pages.show(
        "threats.html", request, clocks, state=state_of(given, clocks), verb="threats", answer=answer, asking=verb, heading=upper_first(verb.says),
        fields=fields(verb, given), kinds=kinds_offered(), weighed=weighed, factors=FACTORS, how=how, weights=weights, heaviest=HEAVIEST,
        Unknown=Unknown, links=links(verb, given, request), explain=bool(given.get("explain")),
        **table(answer, clocks), **around(request, answer, clocks),
    )  # fmt: skip


async def balance(pages: Pages, request: Any) -> Any:
    """Draw the balance of two sides, with source and basis to choose and each state of a coalition to weigh."""
    verb = VERBS["balance"]
    if (moved := explicit(request, pages.desk.data()) or pages.same(request)) is not None:
        return moved
    clocks, given = pages.clocks(request), given_of(verb, request)
    if not answerable(verb, given, request):
        return pages.show(
            "verb.html", request, clocks, verb="balance", answer=None, fields=fields(verb, given), kinds=kinds_offered(), asking=verb, heading=upper_first(verb.says)
        )  # fmt: skip
    if (moved := to_path(verb, given, request, clocks)) is not None:
        return moved
    answer = await asked(pages.desk, verb, given | clocked(verb, given, clocks))
    sides = [
        [find_state(one, on=as_day(clocks.as_of)).code for one in given[name].split("+")]
        for name in ("side_a", "side_b")
    ]
    weights = {state: _weight(request, f"w_{state}", 1.0) for side in sides for state in side}

    def read(atlas: Atlas) -> list[dict[str, Any]]:
        return _by_basis(atlas, sides, clocks)

    key = f"sides {sides} {clocks.as_of} {clocks.known_by}"
    rows = [row | {"weighed": weighed_ratio(row["a"], row["b"], weights)} for row in await pages.desk.ask(key, read)]
    labels = [row["label"] for row in rows]
    chosen = request.query_params.get("basis")
    return pages.show(
        "balance.html", request, clocks, verb="balance", answer=answer, asking=verb, heading=upper_first(verb.says), fields=fields(verb, given),
        kinds=kinds_offered(), sides=sides, bases=rows, weights=weights, labels=labels, chosen=chosen if chosen in labels else "", Unknown=Unknown,
        links=[], **table(answer, clocks), **around(request, answer, clocks),
    )  # fmt: skip


def _by_basis(atlas: Atlas, sides: list[list[str]], clocks: Clocks) -> list[dict[str, Any]]:
    world = atlas.world(clocks.as_of, clocks.known_by)
    rows = []
    for source, release, unit in bases(world, *sides):
        found = measures.balance(world, *sides, unit=unit, source=source, release=release)
        if isinstance(found, Unknown):
            continue
        value = {part.name: part.value for part in found.parts if not isinstance(part.value, Unknown)}
        assert found.day is not None
        rows.append(
            {
                "label": f"{found.basis}, {source} {release}".rstrip(), "year": found.day.year, "unit": unit, "ratio": found.value,
                "a": {state: value[state] for state in sides[0]}, "b": {state: value[state] for state in sides[1]},
                "said": {state: say(value[state], unit) for state in value},
                "facts": {part.name: part.facts[0].id for part in found.parts if part.facts},
            }
        )  # fmt: skip
    return rows


def _parts(reading: Reading, factor: str) -> Mapping[str, float | None]:
    """Give a factor of a threat in each way it is measured; None where that is unknown."""
    table = reading.detail["factors"]
    assert isinstance(table, dict)
    parts = {way: table[f"{factor}, {way}"].value for way in FACTORS[factor]}
    return {way: None if isinstance(value, Unknown) else float(value) for way, value in parts.items()}


def _chosen(request: Any, factor: str, ways: tuple[str, ...]) -> str:
    asked_for = request.query_params.get(factor, ways[0])
    if asked_for not in ways:
        raise UsageError(
            f"{factor} is not measured as {asked_for!r}", place=factor, next_step=f"choose one of {', '.join(ways)}"
        )
    return str(asked_for)


def _weight(request: Any, name: str, heaviest: float) -> float:
    text = request.query_params.get(name, "1")
    try:
        weight = float(text)
    except ValueError:
        weight = -1.0
    if not 0 <= weight <= heaviest:
        raise UsageError(f"{text!r} is no weight", place=name, next_step=f"write a number from 0 to {heaviest:g}")
    return weight


def verbs() -> tuple[Verb, ...]:
    """The verbs whose pages are drawn here."""
    return VERBS["threats"], VERBS["balance"]
