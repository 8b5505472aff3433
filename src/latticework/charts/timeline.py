"""The life cycles of ties in time: when each was sought, signed, in force, suspended, ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from latticework.charts.chart import Chart, Spec, Table, chart, cut, values
from latticework.charts.look import ink, status_label, status_scales
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind
from latticework.model.period import Precision, iso
from latticework.model.reading import Unknown
from latticework.model.source import Source
from latticework.model.state import states
from latticework.views.ties import Tie, Ties, rung
from latticework.views.world import World, in_order

COLUMNS = ("tie", "kind", "with", "step", "from", "to", "fact")
MOST = 36
"""How many ties are drawn at most, those agreed last; the table holds all."""
_OVER = ("ended", "denied")


def timeline(
    world: World, state: str, other: str | None = None, *, kind: str | None = None, most: int = MOST,
    sources: Mapping[str, Source] | None = None,
) -> Chart | Unknown:  # fmt: skip
    """Draw the steps of the ties of a state, or of two states, one row a tie, ended ones among them.

    A bar begins when its step was surely reached; where only a year or month is known, a thin line shows since when it may
    have been. Pacts through groupings begin when both were members. Unknown when no source looked and none is known.
    """
    table = Ties(world)
    found = table.between(state, other, ended=True) if other else table.of(state, ended=True)
    found = [tie for tie in found if kind is None or tie.kind == find_kind(kind).name]
    who = f"{name_of(state)} and {name_of(other)}" if other else name_of(state)
    if not found:
        looked = world.looked("defence_cooperation", state, *((other,) if other else ()))
        return Unknown(f"sources looked and found no tie of {who}" if looked else f"no source here looked at the ties of {who} on this day")  # fmt: skip
    found.sort(key=lambda tie: (-_agreed(tie).toordinal(), tie.key))
    drawn = sorted(found[:most], key=lambda tie: (-rung(tie), find_kind(tie.kind).label, _agreed(tie), tie.key))
    labels = _labels(drawn, state, other)
    spans = [span for tie in drawn for span in _spans(tie, labels[tie.key], world.as_of)]
    every = [row for tie in found for row in _steps(tie, state)]
    left = (
        f" Drawn are the {most} ties agreed last; {len(found) - most} more are in the table."
        if len(found) > most
        else ""
    )
    return chart(
        world, [_view(spans, [labels[tie.key] for tie in drawn], world.as_of)], title=f"Ties of {who}: their steps in time",
        alt=_alt(who, found), table=Table(COLUMNS, tuple(every)), facts=[f for tie in found for f in _told(tie)],
        sources=sources, width=_WIDE, indent=_INDENT,
        caveat="A bar begins when its step was surely reached; a thin line before it: only the year or month is known. "
        f"Sources are a selection of agreements unless they say otherwise.{left}",
    )  # fmt: skip


_WIDE, _INDENT = 560, 330


def _agreed(tie: Tie) -> date:
    first = tie.first_agreed or _told(tie)[0]
    return first.period.surely_since


def _told(tie: Tie) -> tuple[Fact, ...]:
    """Give the steps that are drawn; a pact through a grouping begins with the later membership."""
    return (tie.since,) if tie.via else tuple(sorted(tie.steps, key=in_order))


def _labels(ties: list[Tie], state: str, other: str | None) -> dict[str, str]:
    made, seen = dict[str, str](), Counter[str]()
    for tie in ties:
        others = [name_of(party) for party in tie.others(state)]
        label = (
            _bare(tie.title, state, other)
            if other
            else f"{find_kind(tie.kind).label}: {others[0] if len(others) == 1 else f'{len(others)} parties'}"
        )
        label = cut(label, 58)
        seen[label] += 1
        made[tie.key] = label if seen[label] == 1 else f"{label} ({seen[label]})"
    return made


def _bare(title: str, one: str, other: str) -> str:
    """Leave out of a title the two states it begins with; the picture's title names them."""
    a, b = states()[one], states()[other]
    pairs = [f"{x}-{y} " for x in (a.name, a.adjective) for y in (b.name, b.adjective)]
    pairs += [f"{y}-{x} " for x in (a.name, a.adjective) for y in (b.name, b.adjective)]
    found = next((pair for pair in pairs if title.startswith(pair)), "")
    return title[len(found) : len(found) + 1].upper() + title[len(found) + 1 :]


def _spans(tie: Tie, label: str, as_of: date) -> list[dict[str, Any]]:
    """Give a tie's bars, each from its step to the next or to the day, and the marks of its ends."""
    told = _told(tie)
    ends = [step.period.surely_since for step in told[1:]] + [as_of + timedelta(days=1)]
    rows = []
    for step, end in zip(told, ends, strict=True):
        start = step.period.surely_since
        says = f"{status_label('in_force' if tie.via else step.status)}, {iso(step.day, step.period.precision)}"
        rows.append(
            {
                "row": label, "title": tie.title, "status": status_label("in_force" if tie.via else step.status),
                "from": start.isoformat(), "to": max(start, end).isoformat(), "over": not tie.via and step.status in _OVER,
                "maybe": step.day.isoformat() if step.period.precision is not Precision.DAY else None,
                "says": says, "source": step.citation.source, "kind": find_kind(tie.kind).label,
            }
        )  # fmt: skip
    return rows


def _steps(tie: Tie, state: str) -> list[tuple[str | None, ...]]:
    told = _told(tie)
    days: list[str | None] = [iso(step.day, step.period.precision) for step in told]
    far = ", ".join(name_of(party) for party in tie.others(state))
    return [
        (tie.title, find_kind(tie.kind).label, far, "in force" if tie.via else step.status.replace("_", " "), day, end, step.id)
        for step, (day, end) in zip(told, pairwise([*days, None]), strict=True)
    ]  # fmt: skip


def _view(spans: list[dict[str, Any]], order: list[str], as_of: date) -> Spec:
    scales = status_scales()
    y: Spec = {"field": "row", "type": "nominal", "sort": order, "title": None, "axis": {"grid": True, "ticks": False, "domain": False, "labelPadding": 8, "minExtent": _INDENT, "maxExtent": _INDENT}}  # fmt: skip
    years = as_of.year - min(int(str(row["maybe"] or row["from"])[:4]) for row in spans)
    every = next(step for step in (1, 2, 5, 10, 25, 50) if years / step <= 12 or step == 50)
    x: Spec = {
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc"},
        "axis": {"grid": False, "format": "%Y", "tickCount": {"interval": "year", "step": every}},
    }
    told = [name for name in scales["domain"] if any(row["status"] == name for row in spans)]
    status: Spec = {"field": "status", "type": "ordinal", "legend": {"title": None, "orient": "top", "symbolType": "stroke", "symbolSize": 700, "values": told}}  # fmt: skip
    tip = [{"field": name, "type": "nominal"} for name in ("title", "kind", "says", "source")]
    domain = scales["domain"]
    return {
        "data": values(spans), "width": _WIDE, "height": {"step": 21},
        "layer": [
            {
                "transform": [{"filter": "!datum.over"}], "mark": {"type": "rule", "strokeCap": "butt"},
                "encoding": {
                    "y": y, "x": {"field": "from", **x}, "x2": {"field": "to"}, "tooltip": tip,
                    "color": {**status, "scale": {"domain": domain, "range": "category"}},
                    "strokeWidth": {**status, "scale": {"type": "ordinal", "domain": domain, "range": scales["width"]}},
                    "strokeDash": {**status, "scale": {"domain": domain, "range": scales["dash"]}},
                },
            },
            {
                "transform": [{"filter": "isValid(datum.maybe)"}], "mark": {"type": "rule", "color": ink("ink"), "strokeWidth": 1},
                "encoding": {"y": y, "x": {"field": "maybe", **x}, "x2": {"field": "from"}},
            },
            {
                "transform": [{"filter": "!datum.over"}], "mark": {"type": "point", "fill": ink("paper"), "stroke": ink("ink"), "size": 26, "strokeWidth": 1.2, "opacity": 1},
                "encoding": {"y": y, "x": {"field": "from", **x}, "tooltip": tip},
            },
            {
                "transform": [{"filter": "datum.over"}], "mark": {"type": "point", "color": ink("ink"), "shape": "cross", "size": 90, "strokeWidth": 1.4, "angle": 45},
                "encoding": {"y": y, "x": {"field": "from", **x}, "tooltip": tip},
            },
            {
                "data": values([{"day": as_of.isoformat()}]), "mark": {"type": "rule", "color": ink("soft"), "strokeDash": [3, 3]},
                "encoding": {"x": {"field": "day", **x}},
            },
        ],
    }  # fmt: skip


def _alt(who: str, ties: list[Tie]) -> str:
    count = Counter(status_label("in_force" if tie.via else tie.status) for tie in ties)
    told = ", ".join(f"{n} {status}" for status, n in sorted(count.items(), key=lambda item: (-item[1], item[0])))
    first = min(_agreed(tie) for tie in ties).year
    return f"A row of bars for each tie of {who}, from the first agreed in {first}: {told} on the day."
