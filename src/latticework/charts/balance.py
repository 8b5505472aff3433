"""The balance of two sides over time: lines by source and basis, and marks where one overtook the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from latticework import measures
from latticework.charts.chart import WIDTH, Chart, Spec, Table, chart, values
from latticework.charts.look import ink
from latticework.measures.spending import bases
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.reading import Reading, Unknown
from latticework.model.source import Source
from latticework.model.unit import say
from latticework.views.world import World

COLUMNS = ("basis", "source", "release", "year", "side A", "side B", "ratio A:B")
_INDENT = 66
_LEGEND = {"title": None, "orient": "top", "symbolSize": 260, "symbolStrokeWidth": 0, "offset": 22, "labelLimit": 340}
_LEFT = {"minExtent": _INDENT, "maxExtent": _INDENT}
_MONEY = "datum.value >= 1e9 ? format(datum.value / 1e9, ',') + ' bn' : datum.value >= 1e6 ? format(datum.value / 1e6, ',') + ' m' : format(datum.value, ',~r')"


def balance(
    world: World, side_a: Sequence[str], side_b: Sequence[str], *, basis: str = "", sources: Mapping[str, Source] | None = None
) -> Chart | Unknown:  # fmt: skip
    """Draw what two sides spent each year, and the ratio below; a switch chooses source and basis: `basis` first, else the first there is.

    Every figure is a reading of `measures.balance`. A dashed line marks the year from which one of two states stayed above
    the other (`measures.overtake`). Unknown when no source has figures of every state of both sides.
    """
    a, b = (" + ".join(map(name_of, side)) for side in (side_a, side_b))
    rows, marks, used = list[dict[str, Any]](), list[dict[str, Any]](), list[Fact]()
    for source, release, unit in bases(world, side_a, side_b):
        yearly = _yearly(world, side_a, side_b, unit=unit, source=source, release=release)
        if not yearly:
            continue
        label = f"{yearly[-1].basis}, {source} {release}".rstrip()
        rows += [_row(reading, label, side_a, side_b) for reading in yearly]
        used += [fact for reading in yearly for fact in reading.evidence()]
        if len(side_a) == len(side_b) == 1:
            marks += _marks(world, (side_a[0], side_b[0]), label, unit=unit, source=source, release=release)
    if not rows:
        return Unknown("no source here has figures of every state of both sides by this day")
    labels = list(dict.fromkeys(str(row["basis"]) for row in rows))
    table = tuple(
        (r["basis"], r["source"], r["release"], r["year"], r["a"], r["b"], round(r["ratio"], 3)) for r in rows
    )
    return chart(
        world, _views(rows, marks, (a, b)), title=f"Military spending: {a} against {b}", alt=_alt(rows, marks, (a, b), labels),
        table=Table(COLUMNS, table), facts=used, sources=sources, methods=("balance", "overtake"),
        caveat="Years count once they are over. Sources and price bases are never mixed in one line; a switch chooses between them.",
        indent=_INDENT,
        params=[{"name": "basis", "value": basis if basis in labels else labels[0], "bind": {"input": "select", "options": labels, "name": "Source and basis "}}],
    )  # fmt: skip


def _yearly(world: World, side_a: Sequence[str], side_b: Sequence[str], **basis: str) -> list[Reading]:
    """Give the balance of every year for which both sides are known on one basis, oldest first."""
    years = {fact.day.year for fact in world.series("military_spending", side_a[0], **basis)}
    found = (measures.balance(world, side_a, side_b, year=year, **basis) for year in sorted(years))
    return [reading for reading in found if isinstance(reading, Reading)]


def _row(reading: Reading, label: str, side_a: Sequence[str], side_b: Sequence[str]) -> dict[str, Any]:
    assert reading.day is not None
    number = {part.name: part.value for part in reading.parts if not isinstance(part.value, Unknown)}
    detail = reading.detail
    return {
        "basis": label, "source": detail["source"], "release": detail["release"], "unit": detail["unit"], "year": reading.day.year,
        "a": sum(number[state] for state in side_a), "b": sum(number[state] for state in side_b), "ratio": reading.value,
    }  # fmt: skip


def _marks(world: World, pair: tuple[str, str], label: str, **basis: str) -> list[dict[str, Any]]:
    """Give the year one of two states overtook the other for good, whichever it was; none where coverage begins with it above."""
    for one, other in (pair, pair[::-1]):
        found = measures.overtake(world, one, other, **basis)
        if isinstance(found, Reading):
            since = "above it in the first covered year" if found.detail["censored"] else "above since"
            words = f"{name_of(one)} {since}{'' if found.detail['censored'] else f' {found.value:.0f}'}"
            return [
                {"basis": label, "year": int(found.value), "says": words, "censored": bool(found.detail["censored"])}
            ]
    return []


def _views(rows: list[dict[str, Any]], marks: list[dict[str, Any]], names: tuple[str, str]) -> list[Spec]:
    lines = [
        {
            "basis": row["basis"], "year": row["year"], "side": name, "value": row[key], "of": key,
            "says": say(row[key], str(row["unit"])),
        }
        for row in rows for key, name in zip("ab", names, strict=True)
    ]  # fmt: skip
    shown = {"filter": "datum.basis == basis"}
    x: Spec = {"field": "year", "type": "quantitative", "axis": {"format": "d", "tickMinStep": 1, "title": None, "grid": False}, "scale": {"zero": False, "nice": False}}  # fmt: skip
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "axis": {"labelExpr": _MONEY, "title": None, "tickCount": 6, **_LEFT},
    }
    side: Spec = {
        "field": "side",
        "type": "nominal",
        "sort": list(names),
        "legend": _LEGEND,
        "scale": {"domain": list(names)},
    }
    dash: Spec = {**side, "legend": None, "scale": {"domain": list(names), "range": [[1, 0], [7, 3]]}}
    shape: Spec = {**side, "scale": {"domain": list(names), "range": ["circle", "square"]}}
    tip = [{"field": name, "type": "nominal"} for name in ("side", "year", "says", "basis")]
    main: Spec = {
        "width": WIDTH, "height": 280, "data": values(lines), "transform": [shown],
        "layer": [
            {"mark": {"type": "line", "strokeWidth": 2.2}, "encoding": {"x": x, "y": y, "color": side, "strokeDash": dash}},
            {"mark": {"type": "point", "filled": True, "size": 34}, "encoding": {"x": x, "y": y, "color": side, "shape": shape, "tooltip": tip}},
            {
                "transform": [{"aggregate": [], "groupby": ["basis"]}],
                "mark": {"type": "text", "color": ink("soft"), "align": "left", "baseline": "bottom", "x": 0, "y": -9},
                "encoding": {"text": {"field": "basis"}},
            },
            *_overtaken(marks, x, shown),
        ],
    }  # fmt: skip
    ratio: Spec = {
        "width": WIDTH, "height": 90, "data": values([{k: row[k] for k in ("basis", "year", "ratio")} for row in rows]), "transform": [shown],
        "layer": [
            {"data": values([{}]), "mark": {"type": "rule", "color": ink("soft"), "strokeDash": [4, 3]}, "encoding": {"y": {"datum": 1}}},
            {"mark": {"type": "line", "color": ink("ink"), "strokeWidth": 2, "point": {"color": ink("ink"), "size": 20}}, "encoding": {
                "x": x, "y": {"field": "ratio", "type": "quantitative", "scale": {"zero": True}, "axis": {"title": None, "tickCount": 4, **_LEFT}},
                "tooltip": [{"field": "year", "type": "nominal"}, {"field": "ratio", "type": "quantitative", "format": ".2f"}]}},
        ],
        "title": {"text": f"Ratio, {names[0]} : {names[1]}", "fontSize": 11, "fontWeight": "normal", "offset": 5},
    }  # fmt: skip
    return [main, ratio]


def _overtaken(marks: list[dict[str, Any]], x: Spec, shown: Spec) -> list[Spec]:
    if not marks:
        return []
    return [
        {
            "data": values(marks), "transform": [shown, {"filter": "!datum.censored"}], "encoding": {"x": x},
            "mark": {"type": "rule", "color": ink("ink"), "strokeDash": [3, 3]},
        },
        {
            "data": values(marks), "transform": [shown], "encoding": {"x": x, "text": {"field": "says"}},
            "mark": {"type": "text", "color": ink("ink"), "align": "left", "baseline": "top", "dx": 5, "y": 24},
        },
    ]  # fmt: skip


def _alt(rows: list[dict[str, Any]], marks: list[dict[str, Any]], names: tuple[str, str], labels: list[str]) -> str:
    own = [row for row in rows if row["basis"] == labels[0]]
    last = own[-1]
    unit = str(last["unit"])
    over = next((mark["says"] for mark in marks if mark["basis"] == labels[0]), "")
    return (
        f"Lines of the yearly military spending of {names[0]} and {names[1]}, {own[0]['year']} to {last['year']}, {labels[0]}."
        f" In {last['year']}: {say(last['a'], unit)} against {say(last['b'], unit)}, a ratio of {last['ratio']:.2f}."
        f"{f' {over[0].upper()}{over[1:]}.' if over else ''} {len(labels) - 1} other bases can be chosen; all are in the table."
    )
