"""The judgements: one measure, one function, one card."""

from latticework.measures.card import CARDS, Card
from latticework.measures.concentration import concentration
from latticework.measures.depth import depth
from latticework.measures.durations import duration, durations
from latticework.measures.exposure import exposure
from latticework.measures.gains import gained, lost
from latticework.measures.lattice import frustration, hub_lattice
from latticework.measures.network import hub_dependence, lattice_share
from latticework.measures.pledges import pledge_path
from latticework.measures.relation import relation
from latticework.measures.reliance import cover, hosting, reliance
from latticework.measures.similarity import similarity
from latticework.measures.since import count_since, first_since
from latticework.measures.space import capital_distance, minimum_distance, reach
from latticework.measures.spending import balance, growth, overtake, spending
from latticework.measures.threats import threats

__all__ = [
    "CARDS", "Card", "balance", "capital_distance", "concentration", "count_since", "cover", "depth", "duration",
    "durations", "exposure", "first_since", "frustration", "gained", "growth", "hosting", "hub_dependence", "hub_lattice",
    "lattice_share", "lost", "minimum_distance", "overtake", "pledge_path", "reach", "relation", "reliance", "similarity",
    "spending", "threats",
]  # fmt: skip
