"""PLOVER's own reading of a root and a modality: promised cooperation is AGREE, announced conflict THREATEN, withheld cooperation REJECT.

The rule is that of the PLOVER codebook (Halterman, Bagozzi, Beger, Schrodt, Scarborough 2023): acts told in the future
tense are coded as the agreement or the threat they are today. Facts here keep root and modality apart; this reading is
for exchange with data coded after the codebook.
"""

from __future__ import annotations

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "YIELD"})
HOSTILE = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


def as_plover(root: str, modality: str) -> str:
    """Give the root that PLOVER's codebook gives an act of this root and modality.

    >>> as_plover("AID", "planned"), as_plover("ASSAULT", "planned"), as_plover("RETREAT", "denied")
    ('AGREE', 'THREATEN', 'REJECT')
    """
    if modality == "planned":
        return "AGREE" if root in COOPERATIVE else "THREATEN" if root in HOSTILE else root
    if modality == "denied" and (root in COOPERATIVE or root == "AGREE"):
        return "REJECT"
    return root
