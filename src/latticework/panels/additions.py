"""The additions to a panel by name, for the doors: what `--with NAME` stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from latticework.errors import NameNotFound
from latticework.panels.panel import Panel

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


def add(panel: Panel, names: Iterable[str]) -> Panel:
    """Add the named additions in their order; raises NameNotFound with near names."""
    for name in names:
        if name not in ADDITIONS:
            raise NameNotFound("addition to a panel", name, ADDITIONS)
        panel = ADDITIONS[name](panel)
    return panel
