"""How pictures look: the two dresses as Vega-Lite configurations, and the signs beside colour, all from look.toml."""

from __future__ import annotations

from functools import cache
from typing import Any

from latticework.errors import NameNotFound
from latticework.model.tables import read_toml

DRESSES = ("light", "dark")
"""The dresses a picture has; print takes the light one."""

COLOURS = ("paper", "ink", "soft", "grid", "water", "land", "disputed", "tied")
"""The colours of a dress that marks may name, besides `first` and `second` of its series."""

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


@cache
def look() -> dict[str, Any]:
    """Every colour, dash and width of the pictures."""
    return read_toml("latticework.charts", "look.toml")


@cache
def dress(name: str) -> dict[str, Any]:
    """Give the configuration of a dress; marks name its colours (see `ink`) and hold none. Raises NameNotFound."""
    if name not in DRESSES:
        raise NameNotFound("dress", name, DRESSES)
    table = look()[name]
    dark, soft, paper, series = table["ink"], table["soft"], table["paper"], table["series"]
    return {
        "background": paper,
        "font": FONT,
        "padding": 14,
        "view": {"stroke": None},
        "title": {
            "anchor": "start", "frame": "bounds", "color": dark, "fontSize": 17, "fontWeight": "bold", "offset": 14,
            "subtitleColor": soft, "subtitleFontSize": 12, "subtitlePadding": 5,
        },
        "axis": {
            "labelColor": dark, "titleColor": soft, "gridColor": table["grid"], "domainColor": soft, "tickColor": soft,
            "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal", "labelLimit": 420,
        },
        "legend": {
            "labelColor": dark, "titleColor": soft, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal",
            "labelLimit": 420, "symbolStrokeColor": dark,
        },
        "header": {"labelColor": dark, "titleColor": soft, "labelFontSize": 12, "labelFontWeight": "bold"},
        "text": {"color": dark, "fontSize": 11},
        "point": {"opacity": 1},
        "range": {"category": series, "ramp": table["ramp"], "heatmap": table["ramp"]},
        "params": [
            *({"name": name, "value": table[name]} for name in COLOURS),
            {"name": "first", "value": series[0]},
            {"name": "second", "value": series[1]},
        ],
    }  # fmt: skip


def ink(name: str) -> dict[str, str]:
    """Name a colour of the dress, to be looked up when the picture is drawn."""
    return {"expr": name}


def group_of(rung: int) -> str:
    """Say what the ties of a rung are drawn together as."""
    return str(next(group["says"] for group in look()["group"] if rung in group["rungs"]))


def groups() -> dict[str, float]:
    """Give the groups of ties, deepest first, each with the width of its line."""
    return {str(group["says"]): float(group["width"]) for group in look()["group"]}


def status_scales() -> dict[str, Any]:
    """Give the scales by which a life cycle's steps are told apart: order, width and dash."""
    table = look()["status"]
    return {
        "domain": [step["says"] for step in table.values()],
        "width": [step["width"] for step in table.values()],
        "dash": [step["dash"] for step in table.values()],
    }


def status_label(status: str) -> str:
    """Say a step of a life cycle as the legend does."""
    return str(look()["status"].get(status, {"says": status.replace("_", " ")})["says"])
