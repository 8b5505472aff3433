"""How answers look in a notebook: names only, so that a session starts as fast as before; dresses are cut when first shown.

Classes are named and not imported: IPython looks a formatter up by module and name when it first meets an object.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

DRESSED = {
    ("latticework.atlas", "Atlas"): "atlas",
    ("latticework.model.brief", "Brief"): "brief",
    ("latticework.model.fact", "Fact"): "fact",
    ("latticework.model.reading", "Reading"): "reading",
    ("latticework.model.reading", "Unknown"): "unknown",
    ("latticework.views.ties", "Tie"): "tie",
    ("latticework.views.ties", "Ties"): "ties",
    ("latticework.views.world", "World"): "world",
    ("latticework.panels.panel", "Panel"): "panel",
    ("latticework.charts.chart", "Chart"): "chart",
    ("builtins", "list"): "row",
    ("builtins", "tuple"): "row",
}
"""Which class is shown by which function of `doors.notebook.dress`; rows of our objects become one table."""

FORMS = {"text/html": "html", "text/markdown": "md"}
"""The rich forms a notebook is given."""

PLAIN = ("Atlas", "Brief", "Fact", "Reading", "Tie", "Ties", "World")
"""What is also printed shortly: Python's own form of a brief holds every fact in full, and a notebook keeps all forms."""


def load(shell: Any) -> None:
    """Teach an IPython session to show facts, readings, briefs, ties, panels and charts; twice does no harm."""
    formatters = shell.display_formatter.formatters
    for (module, name), dress in DRESSED.items():
        if name in PLAIN and "text/plain" in formatters:
            formatters["text/plain"].for_type_by_name(module, name, _printed(dress))
        for mime, form in FORMS.items():
            if mime in formatters:
                shown = _shown(dress, form)
                if module == "builtins":
                    formatters[mime].for_type(list if name == "list" else tuple, shown)
                else:
                    formatters[mime].for_type_by_name(module, name, shown)


def _printed(dress: str) -> Callable[[Any, Any, bool], None]:
    def show(thing: Any, printer: Any, cycle: bool) -> None:  # noqa: ARG001 - how IPython calls it
        printer.text(getattr(import_module("latticework.doors.notebook.plain"), dress)(thing))

    return show


def _shown(dress: str, form: str) -> Callable[[Any], str | None]:
    def show(thing: Any) -> str | None:
        if dress == "row" and not _ours(thing):
            return None  # any other list stays what it is, and nothing is imported for it
        made: str | None = getattr(import_module("latticework.doors.notebook.dress"), dress)(thing, form)
        return made

    return show


def _ours(row: Any) -> bool:
    """Whether a list or tuple is one of facts, readings or ties, by its first member."""
    return bool(row) and (type(row[0]).__module__, type(row[0]).__name__) in {
        ("latticework.model.fact", "Fact"),
        ("latticework.model.reading", "Reading"),
        ("latticework.views.ties", "Tie"),
    }
