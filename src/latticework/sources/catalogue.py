"""The catalogue: every source that can be read, listed by hand; a test holds it against the files of this folder."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence
from pathlib import Path

from latticework.errors import NameNotFound, UsageError
from latticework.sources import (
    archigos,
    atop,
    capitals,
    cow_contiguity,
    cow_igo,
    cow_mid,
    cow_nmc,
    cow_states,
    cow_trade,
    cow_war,
    dcad,
    democracy,
    dyadic_mid,
    exercises,
    gdelt,
    gdp_pop,
    gml,
    gmsd,
    gw_states,
    icews,
    icow,
    ideal_points,
    maddison,
    missile_tests,
    nuclear,
    rivalries,
    sanctions,
    sipri_arms,
    sipri_milex,
    stance,
    territorial_threat,
    ucdp,
    us_troops,
    visits,
    worldbank,
)
from latticework.sources.card import Card

CATALOGUE: dict[str, Card] = {
    card.key: card
    for card in (
        cow_states.CARD,
        gw_states.CARD,
        cow_nmc.CARD,
        cow_contiguity.CARD,
        capitals.CARD,
        atop.CARD,
        cow_mid.CARD,
        dyadic_mid.CARD,
        gml.CARD,
        cow_war.CARD,
        cow_igo.CARD,
        cow_trade.CARD,
        gdp_pop.CARD,
        maddison.CARD,
        democracy.CARD,
        ideal_points.CARD,
        rivalries.CARD,
        territorial_threat.CARD,
        archigos.CARD,
        icow.CARD,
        gdelt.CARD,
        icews.CARD,
        dcad.CARD,
        sipri_milex.CARD,
        gmsd.CARD,
        sipri_arms.CARD,
        worldbank.CARD,
        ucdp.CARD,
        us_troops.CARD,
        missile_tests.CARD,
        nuclear.CARD,
        exercises.CARD,
        sanctions.CARD,
        stance.CARD,
        visits.CARD,
    )
}
"""The cards by key."""


def find_source(key: str) -> Card:
    """Give the card of a source; raises NameNotFound with near names."""
    try:
        return CATALOGUE[key.strip().lower().replace("_", "-")]
    except KeyError:
        raise NameNotFound("source to read", key, CATALOGUE) from None


def recognise(path: Path) -> Card:
    """Give the card of the source a file belongs to, by its name; raises UsageError when no source has such a file."""
    name = path.name.removesuffix(".gz")
    for card in CATALOGUE.values():
        if any(fnmatch.fnmatchcase(name, pattern) for pattern in _patterns(card)):
            return card
    raise UsageError(
        f"no source has a file called {path.name!r}",
        next_step="keep the publisher's file name; `latticework sources catalogue` lists the names",
    )


def _patterns(card: Card) -> Sequence[str]:
    packed = [f"{pattern}.zip" for pattern in card.patterns]
    return [*card.patterns, *packed, *(name for file in card.files for name in file.names)]
