"""Which phrases of a sentence, or actors before it, are sides of an act or parties of a tie: a linear model over the tree.

A cue is the word that tells an act or a tie. Each phrase gets three probabilities: that it is the act's source, its target, or
a party of the tie. The model was trained on sentences and texts written for this project (`tools/train_links.py`); no published
gold is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from latticework.text.link_signs import Cue, before_signs, phrase_rows
from latticework.text.mentions import Codes
from latticework.text.scenes import Scene
from latticework.text.signs import BUCKETS, row_set
from latticework.text.stored import stored_weights

__all__ = [
    "BUCKETS", "CLASSES", "JUDGES", "KINDS", "LINKED", "ROLES", "SHARP", "Rows", "Side", "Weights", "candidates", "cue_logits", "judged",
    "kind_logits", "links", "rows", "shipped", "softmax", "tenth", "weighed",
]  # fmt: skip

ROLES = ("source", "target", "party")
NEEDED = {"source": 1, "target": 1, "party": 2}
LINKED = 0.4
"""Probability from which a phrase is a side; the judges weigh how sure each is."""

CERTAIN = 0.95
"""Probability of a source about which the syntax leaves no doubt."""

SHARP = 4.0
"""Factor on a sum of weights over the root of the number of signs."""

Rows = NDArray[np.int64]


class Side(NamedTuple):
    """A phrase (by its head token) or an actor from before (token -1), with the probability of the role asked for."""

    token: int
    codes: Codes
    sure: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Two bytes a weight for each role, for each root of a cue, for each kind of tie, and for the judgements whether what was linked is told at all."""

    roles: NDArray[np.int16]
    cues: NDArray[np.int16]
    kinds: NDArray[np.int16]
    judges: NDArray[np.int16]
    scales: tuple[float, ...]
    """The step of each column: the roles', the judges', then one for all columns of cues and one for those of kinds."""


JUDGES = ("event", "tie")
CLASSES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "NONE", "PROTEST", "REJECT",
    "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
)  # fmt: skip
"""What a cue may tell."""


def rows(signs: Iterable[str]) -> Rows:
    """Hash signs into rows of the weights, each row once."""
    return _array(row_set(signs))


def _array(on: set[int]) -> Rows:
    return np.fromiter(on, np.int64, len(on))


KINDS = (
    "acquisition_cross_servicing", "arms_control", "basing", "boundary_agreement", "ceasefire", "defence_cooperation",
    "defence_pact", "deployment", "equipment_transfer", "grouping_membership", "information_security", "joint_development",
    "joint_exercise", "military_aid", "NONE", "observer_mission", "other_agreement", "reciprocal_access", "security_guarantee",
    "strategic_partnership",
)  # fmt: skip
"""What a word for a tie may tell."""


Candidate = tuple[int, Codes, Rows]
_Rowed = tuple[int, Codes, set[int]]


def candidates(scene: Scene, cue: Cue) -> list[Candidate]:
    """Give every phrase and every actor from before with its rows. A cue can be its own phrase: `the Russian request`.

    Where the rules of syntax find a named source and a named target, nobody from before is considered.
    """
    found = [*_named(scene, cue), *(_before(scene, cue) if cue.ruled(scene) != "yy" else ())]
    return [(token, codes, _array(on)) for token, codes, on in found]


def _named(scene: Scene, cue: Cue) -> list[_Rowed]:
    return [(i, codes, phrase_rows(scene, cue, i)) for i, codes in scene.phrases.items()]


def _before(scene: Scene, cue: Cue) -> list[_Rowed]:
    return [(-1, (actor.code,), row_set(before_signs(scene, cue, actor))) for actor in scene.before]


def links(scene: Scene, cue: Cue, roles: tuple[str, ...], weights: Weights | None = None) -> dict[str, list[Side]]:
    """Give for each role the phrases and actors with their probabilities, in the order of the sentence.

    Actors from before are looked at only where fewer named phrases than needed are likely: one a role, two parties.
    """
    held = weights or shipped()
    out: dict[str, list[Side]] = {role: [] for role in roles}
    _weigh(_named(scene, cue), held, out)
    short = any(sum(side.sure > LINKED for side in sides) < NEEDED[role] for role, sides in out.items())
    if short and cue.ruled(scene) != "yy":
        _weigh(_before(scene, cue), held, out)
    if cue.sides.certain:
        for role, sides in out.items():
            out[role] = [_as_certain(side, role) if side.token in cue.sides.certain else side for side in sides]
    return out


def _as_certain(side: Side, role: str) -> Side:
    """What syntax makes a source is one, and no target."""
    return side._replace(sure=max(side.sure, CERTAIN) if role == "source" else 0.0 if role == "target" else side.sure)


def _weigh(found: list[_Rowed], held: Weights, out: dict[str, list[Side]]) -> None:
    """Weigh all phrases of a cue together: one look at the weights for the rows of all."""
    if not found:
        return
    sizes = [len(on) for _, _, on in found]
    rows_of_all = np.fromiter(chain.from_iterable(on for _, _, on in found), np.int64, sum(sizes))
    starts = [0, *accumulate(sizes[:-1])]
    totals = np.add.reduceat(held.roles[rows_of_all].astype(np.int64), starts, axis=0).tolist()
    for role, sides in out.items():
        place = ROLES.index(role)
        for (token, codes, _), size, total in zip(found, sizes, totals, strict=True):
            sides.append(Side(token, codes, sigmoid(total[place] * held.scales[place] * SHARP / size**0.5)))


def judged(signs: Iterable[str], judge: str, weights: Weights | None = None) -> float:
    """Give the probability that what was linked is told by the text: the confidence of the fact."""
    held, place = weights or shipped(), JUDGES.index(judge)
    on = rows(signs)
    total = sum(held.judges[on, place].tolist()) * held.scales[len(ROLES) + place]
    return sigmoid(total * SHARP / len(on) ** 0.5)


def weighed(signs: Sequence[str], judge: str, weights: Weights | None = None) -> list[tuple[str, float]]:
    """Give each sign with what it adds to the log-odds of the judgement, the weightiest first; signs that share a row share its weight."""
    held, place = weights or shipped(), JUDGES.index(judge)
    rows_of = {sign: next(iter(row_set((sign,)))) for sign in dict.fromkeys(signs)}
    factor = held.scales[len(ROLES) + place] * SHARP / len(set(rows_of.values())) ** 0.5
    found = [(sign, float(held.judges[row, place]) * factor) for sign, row in rows_of.items()]
    return sorted(found, key=lambda one: -abs(one[1]))


def cue_logits(signs: Iterable[str], weights: Weights | None = None) -> NDArray[np.float64]:
    """Give the logits of the classes that a cue may tell, in the order of `CLASSES`."""
    held = weights or shipped()
    return _logits(signs, held.cues, held.scales[-2])


def kind_logits(signs: Iterable[str], weights: Weights | None = None) -> NDArray[np.float64]:
    """Give the logits of the kinds of tie that a word may tell, in the order of `KINDS`."""
    held = weights or shipped()
    return _logits(signs, held.kinds, held.scales[-1])


def _logits(signs: Iterable[str], columns: NDArray[np.int16], step: float) -> NDArray[np.float64]:
    on = rows(signs)
    total = np.add.reduce(columns[on].astype(np.int64), axis=0)
    out: NDArray[np.float64] = total * (step * SHARP / len(on) ** 0.5)
    return out


def tenth(share: float) -> int:
    """Give a probability in tenths (0 to 9), as the judges see it."""
    return min(9, int(share * 10))


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn logits into probabilities."""
    raised: NDArray[np.float64] = np.exp(logits - logits.max())
    out: NDArray[np.float64] = raised / raised.sum()
    return out


def sigmoid(z: float) -> float:
    """Give the logistic function of z, safe at both ends."""
    return 1 / (1 + exp(-z)) if z > -500 else 0.0


@cache
def shipped() -> Weights:
    """The weights in the package."""
    with stored_weights("link_model") as stored:
        return Weights(
            stored["roles"],
            stored["cues"],
            stored["kinds"],
            stored["judges"],
            tuple(float(x) for x in stored["scales"]),
        )
