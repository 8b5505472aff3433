"""The judgements: one measure, one function, one card."""

from latticework.measures.card import CARDS, Card
from latticework.measures.depth import depth
from latticework.measures.gains import gained, lost
from latticework.measures.network import hub_dependence, lattice_share
from latticework.measures.pledges import pledge_path
from latticework.measures.reliance import cover, hosting, reliance
from latticework.measures.since import count_since, first_since
from latticework.measures.space import capital_distance, minimum_distance, reach
from latticework.measures.spending import balance, growth, overtake, spending
from latticework.measures.threats import threats

__all__ = [
    "CARDS", "Card", "balance", "capital_distance", "count_since", "cover", "depth", "first_since", "gained", "growth",
    "hosting", "hub_dependence", "lattice_share", "lost", "minimum_distance", "overtake", "pledge_path", "reach",
    "reliance", "spending", "threats",
]  # fmt: skip
