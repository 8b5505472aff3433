"""latticework: sourced answers about who is tied to whom in international security, and why.

A fact is one claim about states, true for a period, known since a day, with the place it was read.
A measure is a function from facts to a reading: a number with its parts, or unknown with a reason.
A brief unfolds readings back into sentences, each figure tied to the facts it came from.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from latticework import panels as panel
    from latticework.atlas import Atlas as Atlas
    from latticework.model.brief import Brief as Brief
    from latticework.model.fact import About as About
    from latticework.model.fact import Citation as Citation
    from latticework.model.fact import Fact as Fact
    from latticework.model.grouping import find_grouping as find_grouping
    from latticework.model.period import Period as Period
    from latticework.model.reading import Reading as Reading
    from latticework.model.reading import Unknown as Unknown
    from latticework.model.state import find_state as find_state
    from latticework.views.ties import Ties as Ties
    from latticework.views.world import World as World

_HOMES = {
    "Atlas": "atlas",
    "Brief": "model.brief",
    "About": "model.fact",
    "Citation": "model.fact",
    "Fact": "model.fact",
    "Period": "model.period",
    "Reading": "model.reading",
    "Unknown": "model.reading",
    "find_grouping": "model.grouping",
    "find_state": "model.state",
    "Ties": "views.ties",
    "World": "views.world",
}

__all__ = [*_HOMES, "open", "panel"]


def open(folder: str | None = None) -> Atlas:  # noqa: A001 - lw.open() reads as what it does
    """Open the atlas: the store in the user's data folder (or `folder`), created from the pack on first use."""
    from latticework.atlas import Atlas

    return Atlas.open(folder)


def load_ipython_extension(shell: Any) -> None:
    """Show answers richly in an IPython session: done on import where one runs, else by `%load_ext latticework`."""
    from latticework.doors.notebook import load

    load(shell)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the command line starts fast."""
    from importlib import import_module

    if name == "panel":
        return import_module("latticework.panels")
    if name in _HOMES:
        return getattr(import_module(f"latticework.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'latticework' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])


if "IPython" in sys.modules and (_shell := getattr(sys.modules["IPython"], "get_ipython", lambda: None)()) is not None:
    load_ipython_extension(_shell)
