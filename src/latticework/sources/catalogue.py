"""The catalogue: every source that can be read, listed by hand; a test holds it against the files of this folder."""

from __future__ import annotations

from latticework.errors import NameNotFound
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
    democracy,
    dyadic_mid,
    gdelt,
    gdp_pop,
    gml,
    gw_states,
    icow,
    ideal_points,
    maddison,
    rivalries,
    territorial_threat,
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
    )
}
"""The cards by key."""


def find_source(key: str) -> Card:
    """Give the card of a source; raises NameNotFound with near names."""
    try:
        return CATALOGUE[key.strip().lower().replace("_", "-")]
    except KeyError:
        raise NameNotFound("source to read", key, CATALOGUE) from None
