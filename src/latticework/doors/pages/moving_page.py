"""The map and the circle of a state's ties, which follow both clocks: dates, sliders, play and arrow keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from latticework.answers.references import source_of
from latticework.atlas import Atlas
from latticework.charts.earth import era, land_svg, outline
from latticework.charts.look import groups
from latticework.charts.map import Partner
from latticework.charts.network import Circle, circle
from latticework.charts.spokes import Spokes, spokes
from latticework.doors.http.option import day
from latticework.doors.http.routes import DRAWN
from latticework.doors.http.verbs import VERBS
from latticework.doors.pages import view
from latticework.doors.pages.clocks import explicit
from latticework.doors.pages.draw import Pages, here
from latticework.errors import UsageError
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.period import as_day
from latticework.model.reading import Reading, Unknown, unique
from latticework.model.state import find_state

EARLIEST = 1945
"""The sliders begin here; the fields of the days reach further back."""


async def moving(pages: Pages, name: str, request: Any) -> Any:
    """Draw the page of a map or circle; `part` in the address asks for what the clocks move alone."""
    if (moved := explicit(request, pages.desk.data()) or pages.same(request)) is not None:
        return moved
    clocks = pages.clocks(request)
    state = find_state(request.path_params["state"], on=as_day(clocks.as_of)).code
    given = {"state": state, "as_of": clocks.as_of, "known_by": clocks.known_by}

    def draw(atlas: Atlas) -> Spokes | Circle | Unknown:
        world = atlas.world(clocks.as_of, clocks.known_by)
        return spokes(world, state) if name == "map" else circle(world, state)

    seen = await pages.desk.ask(f"{name} {given}", draw)
    rows = [] if isinstance(seen, Unknown) else [_row(seen, partner) for partner in seen.partners]
    facts = () if isinstance(seen, Unknown) else unique(tie.since for p in seen.partners for tie in p.ties)
    title = f"Ties of {name_of(state)} {'on the map' if name == 'map' else 'in a circle'}"
    query = f"state={state}&as_of={clocks.as_of}&known_by={clocks.known_by}"
    forms = {form: f"/v1/ties.{form}?{query}" for form in VERBS["ties"].suffixes if form not in DRAWN}
    forms |= (
        {form: f"/v1/ties.{form}?{query}&draw={'map' if name == 'map' else 'ego'}" for form in DRAWN} if rows else {}
    )
    alt = "" if isinstance(seen, Unknown) else seen.alt if isinstance(seen, Spokes) else seen.alt(state)
    return pages.show(
        "moving.html", request, clocks, state=state, verb=name, page=name, title=title, seen=None if isinstance(seen, Unknown) else seen,
        because=seen.because if isinstance(seen, Unknown) else "", partners=rows, groups=list(groups()), outline=outline() if name == "map" else "",
        era=era(as_day(clocks.as_of)), earliest=EARLIEST, latest=date.today().year, alt=alt, forms=forms,
        sources=_sources(facts, pages.desk.atlas), cite=view.cite(title, here(request), clocks),
    )  # fmt: skip


def _sources(facts: Sequence[Fact], atlas: Atlas) -> list[dict[str, Any]]:
    """Name each source and release behind a picture once, with its licence and the number of facts, the most used first."""
    count: Counter[tuple[str, str]] = Counter((fact.citation.source, fact.citation.release) for fact in facts)
    first = {(fact.citation.source, fact.citation.release): fact for fact in reversed(facts)}
    table = atlas.sources()
    return [
        {"source": source_of(first[key], table), "release": key[1], "count": number}
        for key, number in sorted(count.items(), key=lambda item: (-item[1], item[0]))
    ]


def _row(seen: Spokes | Circle, partner: Partner) -> dict[str, Any]:
    deep = seen.depths[partner.code] if isinstance(seen, Circle) else None
    return {
        "code": partner.code, "name": name_of(partner.code), "ties": len(partner.ties), "title": partner.deepest.title,
        "status": partner.deepest.status.replace("_", " "), "since": str(partner.deepest.since.period), "fact": partner.deepest.since.id,
        "depth": deep.value if isinstance(deep, Reading) else None,
    }  # fmt: skip


async def land(request: Any) -> Any:
    """Give the land of the map, turned to a meridian, with the lines in dispute on a day; pages colour it."""
    from fastapi import Response

    centre, when = request.query_params.get("centre", "0"), request.query_params.get("day", "2024-01-01")
    if not (centre.removeprefix("-").isascii() and centre.removeprefix("-").isdigit() and abs(int(centre)) <= 180):
        raise UsageError(
            f"{centre[:20]!r} is no meridian", place="centre", next_step="write whole degrees from -180 to 180"
        )
    text = land_svg(int(centre), era(as_day(day(when, place="day"))))
    return Response(text, media_type="image/svg+xml", headers={"cache-control": "max-age=86400"})
