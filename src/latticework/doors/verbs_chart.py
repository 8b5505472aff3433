"""The `--chart` option: a verb's answer as a picture in a file, beside the answer itself."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from latticework.errors import NothingToDraw, UsageError

if TYPE_CHECKING:
    from latticework.charts import Chart
    from latticework.doors.ask import Ask
    from latticework.doors.options import Run
    from latticework.model.reading import Unknown

    Draw = Callable[[Ask, Mapping[str, Any]], Chart | Unknown]

ENDINGS = (".png", ".svg", ".html", ".json")
"""What a picture is written as; `.json` is its specification, which needs no extra."""

YEARS, EVERY, STATES = 20, 2, 20
"""A network in time is drawn over so many years, one day every so many; unnamed states are the hub's deepest partners."""


def chart_option(verb: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a verb `--chart FILE`, `--draw NAME` where it has several pictures, and `--dark`.

    Stands below `shared`, whose run it needs. The answer is written as ever; the picture goes to the file, after it.
    """
    names = tuple(PICTURES[verb])

    def wrap(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def drawn(run: Run, chart: Path | None, dark: bool, draw: str | None = None, **rest: Any) -> None:
            if chart is not None and chart.suffix.lower() not in ENDINGS:
                raise UsageError(f"a picture cannot be written as {chart.name}", next_step=f"end the name with {', '.join(ENDINGS)}")  # fmt: skip
            if chart is not None and chart == run.out:
                raise UsageError("--chart and --out name the same file", next_step="give the picture a name of its own")
            command(run, **rest)
            if chart is not None:
                _write(picture(run.ask(), verb, draw, rest), chart, dark=dark)

        made: Callable[..., None] = drawn
        made = click.option("--dark", is_flag=True, help="Draw the picture for dark paper.")(made)
        if len(names) > 1:
            made = click.option("--draw", type=click.Choice(names), help=f"Which picture. Default: {_usual(verb)}.")(
                made
            )
        return click.option(
            "--chart", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
            help=f"Draw the answer to this file too ({', '.join(ending[1:] for ending in ENDINGS)}).",
        )(made)  # fmt: skip

    return wrap


def picture(ask: Ask, verb: str, draw: str | None, given: Mapping[str, Any]) -> Chart:
    """Draw the picture of a verb asked with these arguments; raises NothingToDraw where the answer is unknown."""
    from latticework.model.reading import Unknown

    made = PICTURES[verb][draw or _default(verb, given)](ask, given)
    if isinstance(made, Unknown):
        raise NothingToDraw(made.because)
    return made


def _default(verb: str, given: Mapping[str, Any]) -> str:
    """Choose the picture: the first of the verb's, but a time line for two states and a matrix for pairs."""
    if verb == "ties" and given.get("other"):
        return "time"
    if verb == "network" and given.get("pairs"):
        return "matrix"
    return next(iter(PICTURES[verb]))


def _usual(verb: str) -> str:
    return {"ties": "map; time with OTHER", "network": "ego; matrix with --pairs"}.get(verb, next(iter(PICTURES[verb])))


def _write(chart: Chart, path: Path, *, dark: bool) -> None:
    from latticework.charts import write

    write(chart, path, dark=dark)
    click.echo(f"wrote {path}: {chart.alt}", err=True)


def _code(ask: Ask, name: str) -> str:
    from latticework.model.state import find_state

    return find_state(name, on=ask.world.as_of).code


def _balance(ask: Ask, given: Mapping[str, Any]) -> Chart | Unknown:
    from latticework import charts

    a, b = ([_code(ask, name) for name in given[side].split("+")] for side in ("side_a", "side_b"))
    return charts.balance(ask.world, a, b, basis=given.get("basis") or "", sources=ask.atlas.sources())


def _threats(ask: Ask, given: Mapping[str, Any]) -> Chart | Unknown:
    from latticework import charts

    return charts.threats(ask.world, _code(ask, given["state"]), sources=ask.atlas.sources())


def _pledges(ask: Ask, given: Mapping[str, Any]) -> Chart | Unknown:
    from latticework import charts

    return charts.pledges(ask.world, _code(ask, given["state"]), sources=ask.atlas.sources())


def _ties_map(ask: Ask, given: Mapping[str, Any]) -> Chart | Unknown:
    from latticework import charts

    return charts.ties_map(ask.world, _code(ask, given["state"]), kind=given.get("kind"), sources=ask.atlas.sources())


def _ties_time(ask: Ask, given: Mapping[str, Any]) -> Chart | Unknown:
    from latticework import charts

    other = _code(ask, given["other"]) if given.get("other") else None
    state = _code(ask, given["state"])
    return charts.timeline(ask.world, state, other, kind=given.get("kind"), sources=ask.atlas.sources())


def _ties_ego(ask: Ask, given: Mapping[str, Any]) -> Chart | Unknown:
    from latticework import charts

    return charts.ego(ask.world, _code(ask, given["state"]), sources=ask.atlas.sources())


def _reach(ask: Ask, given: Mapping[str, Any]) -> Chart | Unknown:
    from latticework import charts
    from latticework.errors import NameNotFound

    target = None
    if given.get("target"):
        try:
            target = _code(ask, given["target"])
        except NameNotFound:  # a place: its state's cities are drawn
            target = _state_of_place(ask, given["target"])
    return charts.reach_map(
        ask.world, _code(ask, given["state"]), weapon=given.get("weapon"), site=given.get("site"), target=target,
        sources=ask.atlas.sources(),
    )  # fmt: skip


def _state_of_place(ask: Ask, name: str) -> str | None:
    places = [fact for fact in ask.world.seen("launch_site") if fact.title.lower() == name.lower()]
    return places[0].about.givers[0] if places else None


def _relation(ask: Ask, given: Mapping[str, Any]) -> Chart | Unknown:
    from latticework import charts
    from latticework.model.period import as_day
    from latticework.model.reading import Unknown

    one, other = _code(ask, given["state"]), _code(ask, given["other"])
    since = as_day(given["since"]) if given.get("since") else None
    made = [
        charts.relation(
            ask.world, one, other, basis=basis, since=since, months=int(given["months"]), sources=ask.atlas.sources()
        )
        for basis in ("acts", "reports")
    ]
    return next((one for one in made if not isinstance(one, Unknown)), made[0])


def _among(ask: Ask, given: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Give the hub and the states asked about; where none are named, the hub and those it is tied to most deeply."""
    from latticework.charts.map import partners

    hub = _code(ask, given["hub"])
    if given["states"]:
        return hub, [_code(ask, name) for name in given["states"]]
    return hub, [partner.code for partner in partners(ask.world, hub)[:STATES]]


def _network_ego(ask: Ask, given: Mapping[str, Any]) -> Chart | Unknown:
    from latticework import charts

    hub = _code(ask, given["hub"])
    among = [_code(ask, name) for name in given["states"]]
    return charts.ego(ask.world, hub, among, sources=ask.atlas.sources())


def _network_matrix(ask: Ask, given: Mapping[str, Any]) -> Chart | Unknown:
    from latticework import charts

    hub, among = _among(ask, given)
    return charts.matrix(ask.world, among, hub=hub, sources=ask.atlas.sources())


def _network_time(ask: Ask, given: Mapping[str, Any]) -> Chart | Unknown:
    from latticework import charts
    from latticework.model.period import years_before

    hub, among = _among(ask, given)
    last, known = ask.world.as_of, ask.world.known_by
    worlds = [ask.atlas.world(years_before(last, back), known) for back in range(YEARS, -1, -EVERY)]
    return charts.lattice(worlds, among, hub, sources=ask.atlas.sources())


def _whatif(draw: str) -> Draw:
    """Make the drawing of what a scenario moved, or of the ties of its first state as supposed."""

    def drawn(ask: Ask, given: Mapping[str, Any]) -> Chart | Unknown:
        from latticework import charts
        from latticework.charts.whatif import moved, supposed
        from latticework.doors.sheets import whatif as sheet
        from latticework.model.reading import Unknown

        if given["scenarios"] == ["list"]:
            return Unknown("a list of scenarios has no picture")
        answer, sources = sheet.run(ask, *sheet.asked_of(given)), ask.atlas.sources()
        if draw == "moved":
            return moved(answer, sources=sources)
        made = (charts.ties_map if draw == "map" else charts.ego)(answer.after, answer.states[0], sources=sources)
        return made if isinstance(made, Unknown) else supposed(made, answer, after=True)

    return drawn


PICTURES: dict[str, dict[str, Draw]] = {
    "balance": {"lines": _balance},
    "threats": {"parts": _threats},
    "ties": {"map": _ties_map, "time": _ties_time, "ego": _ties_ego},
    "pledges": {"path": _pledges},
    "reach": {"rings": _reach},
    "relation": {"temperature": _relation},
    "network": {"ego": _network_ego, "matrix": _network_matrix, "time": _network_time},
    "whatif": {name: _whatif(name) for name in ("moved", "map", "network")},
}
"""The pictures each verb has, by name; the first is drawn unless the arguments or `--draw` ask for another."""
