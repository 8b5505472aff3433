"""The additions to a panel by name, for the doors: what `--with NAME` stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from latticework.errors import NameNotFound, UsageError
from latticework.panels.panel import Panel

if TYPE_CHECKING:
    from latticework.views.world import World

ADDITIONS: dict[str, Callable[[Panel], Panel]] = {
    "alliances": Panel.with_alliances,
    "capabilities": Panel.with_capabilities,
    "contiguity": Panel.with_contiguity,
    "majors": Panel.with_majors,
    "distance": Panel.with_distance,
    "borders": lambda panel: panel.with_distance(capitals=False, borders=True),
    "similarity": Panel.with_similarity,
    "disputes": Panel.with_disputes,
    "disputes-gml": lambda panel: panel.with_disputes("gml"),
    "wars": Panel.with_wars,
    "rivalries": Panel.with_rivalries,
    "spells": Panel.with_spells,
    "democracy": Panel.with_democracy,
    "gdp": Panel.with_gdp,
    "trade": Panel.with_trade,
    "organizations": Panel.with_organizations,
    "leaders": Panel.with_leaders,
    "fractionalization": Panel.with_fractionalization,
    "terrain": Panel.with_terrain,
    "territorial-threat": Panel.with_territorial_threat,
    "onsets": Panel.with_onsets,
    "agreements": Panel.with_agreements,
    "arms": Panel.with_arms,
    "sanctions": Panel.with_sanctions,
    "ideal-points": Panel.with_ideal_points,
    "troops": Panel.with_us_troops,
    "exercises": Panel.with_exercises,
    "nuclear": Panel.with_nuclear,
    "strength": Panel.with_strength,
    "regions": Panel.with_regions,
    "concentration": Panel.with_concentration,
    "codes": Panel.with_codes,
    "relevance": Panel.with_relevance,
    "relevant": Panel.relevant,
    "known": Panel.with_known,
}
"""Each name with what it adds, with the defaults of its call."""


FROM_FACTS: dict[str, Callable[[Panel, World], Panel]] = {
    "ties": Panel.with_ties,
    "ties-in-force": lambda panel, world: panel.with_ties(world, status="in_force"),
    "events": Panel.with_events,
    "events-quad": lambda panel, world: panel.with_events(world, by="quad"),
    "bases": Panel.with_bases,
    "troops-hosted": Panel.with_troops,
}
"""Each name of what is added from the facts of a world (a store's, or the pack's)."""


def names() -> tuple[str, ...]:
    """Give the names of all additions."""
    return (*ADDITIONS, *FROM_FACTS)


def add(panel: Panel, wanted: Iterable[str], world: Callable[[], World] | None = None) -> Panel:
    """Add the named additions in their order; `world` is asked for the facts of those that need them, once.

    Raises NameNotFound with near names, and UsageError when facts are needed and there is no world.
    """
    held: World | None = None
    for name in wanted:
        if name in ADDITIONS:
            panel = ADDITIONS[name](panel)
        elif name not in FROM_FACTS:
            raise NameNotFound("addition to a panel", name, names())
        elif world is None:
            raise UsageError(f"{name} are added from facts", next_step="give a world: Atlas.open().world()")
        else:
            held = held or world()
            panel = FROM_FACTS[name](panel, held)
    return panel
