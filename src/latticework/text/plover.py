"""PLOVER's own reading of an act: the root that its codebook gives where ours is cut elsewhere.

Facts here keep root, modality and mode apart, and take signing for AGREE and sanctions for SANCTION. The PLOVER codebook
(Halterman, Bagozzi, Beger, Schrodt, Scarborough 2023, with its table from CAMEO of 2021) codes acts told in the future tense as
the agreement or the threat they are today, and draws some lines elsewhere: `tables/plover.csv` names these by root and mode.
This reading is for exchange with data coded after the codebook.
"""

from __future__ import annotations

from functools import cache

from latticework.text.lists import table

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "YIELD"})
HOSTILE = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


def as_plover(root: str, modality: str, mode: str = "") -> str:
    """Give the root that PLOVER's codebook gives an act of this root, modality and finer mode (empty when not known).

    >>> as_plover("AID", "planned"), as_plover("ASSAULT", "planned"), as_plover("RETREAT", "denied")
    ('AGREE', 'THREATEN', 'REJECT')
    >>> as_plover("AGREE", "happened", "sign"), as_plover("AGREE", "planned", "sign")
    ('SUPPORT', 'AGREE')
    """
    if modality == "planned":
        return "AGREE" if root in COOPERATIVE else "THREATEN" if root in HOSTILE else root
    if modality == "denied" and (root in COOPERATIVE or root == "AGREE"):
        return "REJECT"
    return _elsewhere().get((root, mode), root)


@cache
def _elsewhere() -> dict[tuple[str, str], str]:
    return {(row["root"], row["mode"]): row["plover"] for row in table("plover.csv")}
