"""Which phrases of a sentence, or actors before it, are sides of an act or parties of a tie: signs of the tree, and a network.

A cue is the word that tells an act or a tie. For an act the phrases share out who is its source and who its target, for a tie each
has a probability of being a party: by weights of signs and by what a network makes of the words (`act_network`).
All was trained on sentences and texts written for this project (`tools/train_links.py`); no published
gold is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from latticework.text.act_network import ActNetwork, Seen
from latticework.text.link_signs import Cue, before_signs, phrase_rows
from latticework.text.mentions import Codes
from latticework.text.network_layers import read_weights
from latticework.text.scenes import Scene
from latticework.text.signs import BUCKETS, row_set
from latticework.text.stored import stored_weights

__all__ = [
    "BUCKETS", "JUDGES", "LINKED", "ROLES", "SHARP", "ActSides", "Rows", "Side", "Weights", "act_sides", "candidates",
    "cue_logits", "judged", "kind_logits", "parties", "rows", "shipped", "softmax", "tenth", "weighed",
]  # fmt: skip

ROLES = ("source", "target", "party")
PARTY = ROLES.index("party")
NEEDED = 2
"""Parties that a tie needs."""

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


class ActSides(NamedTuple):
    """For an act each phrase and actor from before with its share as source, and as target; and the share of its having no target."""

    sources: list[Side]
    targets: list[Side]
    unsaid: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What the models learnt: the network, and two bytes a weight for each sign."""

    network: ActNetwork
    """What it makes of words is added to what the signs of roles and cues weigh."""

    roles: NDArray[np.int16]
    cues: NDArray[np.int16]
    kinds: NDArray[np.int16]
    judges: NDArray[np.int16]
    scales: tuple[float, ...]
    """The step of each column: the roles', the judges', then one for all columns of cues and one for those of kinds."""


JUDGES = ("event", "tie")


def rows(signs: Iterable[str]) -> Rows:
    """Hash signs into rows of the weights, each row once."""
    return _array(row_set(signs))


def _array(on: set[int]) -> Rows:
    return np.fromiter(on, np.int64, len(on))


Candidate = tuple[int, Codes, Rows]
_Rowed = tuple[int, Codes, set[int]]


def candidates(scene: Scene, cue: Cue) -> list[Candidate]:
    """Give every phrase and every actor from before with its rows. A cue can be its own phrase: `the Russian request`."""
    return [(token, codes, _array(on)) for token, codes, on in (*_named(scene, cue), *_before(scene, cue))]


def _named(scene: Scene, cue: Cue) -> list[_Rowed]:
    return [(i, codes, phrase_rows(scene, cue, i)) for i, codes in scene.phrases.items()]


def _before(scene: Scene, cue: Cue) -> list[_Rowed]:
    return [(-1, (actor.code,), row_set(before_signs(scene, cue, actor))) for actor in scene.before]


def act_sides(scene: Scene, cue: Cue, seen: Seen, weights: Weights | None = None) -> ActSides:
    """Share out who is the source of an act, and who its target, among the phrases of the sentence and the actors from before."""
    held = weights or shipped()
    found = [*_named(scene, cue), *_before(scene, cue)]
    if not found:
        return ActSides([], [], 1.0)
    logits = _totals(found, held)[:, :2] + seen.sides(cue, [(token, codes[0]) for token, codes, _ in found])
    targets = softmax(np.append(logits[:, 1], seen.told(cue)[1])).tolist()
    return ActSides(
        [
            Side(token, codes, max(share, CERTAIN) if token in cue.sides.certain else share)
            for (token, codes, _), share in zip(found, softmax(logits[:, 0]).tolist(), strict=True)
        ],
        [
            Side(token, codes, 0.0 if token in cue.sides.certain else share)
            for (token, codes, _), share in zip(found, targets[:-1], strict=True)
        ],
        targets[-1],
    )


def parties(scene: Scene, cue: Cue, seen: Seen, weights: Weights | None = None) -> list[Side]:
    """Give the phrases and actors with their probabilities of being a party of a tie, in the order of the sentence.

    Actors from before are looked at only where fewer than two named phrases are likely, and the rules of syntax do not find two.
    """
    held = weights or shipped()
    out = list(_parties(_named(scene, cue), cue, seen, held))
    if sum(side.sure > LINKED for side in out) < NEEDED and cue.ruled(scene) != "yy":
        out += _parties(_before(scene, cue), cue, seen, held)
    return out


def _parties(found: list[_Rowed], cue: Cue, seen: Seen, held: Weights) -> Iterator[Side]:
    if found:
        totals = _totals(found, held)[:, PARTY] + seen.parties(cue, [(token, codes[0]) for token, codes, _ in found])
        for (token, codes, _), total in zip(found, totals.tolist(), strict=True):
            yield Side(token, codes, sigmoid(total))


def _totals(found: list[_Rowed], held: Weights) -> NDArray[np.float64]:
    """Weigh all phrases of a cue together: the logits of each role, by one look at the weights for the rows of all."""
    sizes = [len(on) for _, _, on in found]
    rows_of_all = np.fromiter(chain.from_iterable(on for _, _, on in found), np.int64, sum(sizes))
    starts = [0, *accumulate(sizes[:-1])]
    totals = np.add.reduceat(held.roles[rows_of_all].astype(np.int64), starts, axis=0)
    out: NDArray[np.float64] = totals * np.array(held.scales[: len(ROLES)]) * (SHARP / np.sqrt(sizes))[:, None]
    return out


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
    with stored_weights("act_model") as stored:
        network = ActNetwork(read_weights(stored))
    with stored_weights("link_model") as stored:
        return Weights(
            network,
            stored["roles"],
            stored["cues"],
            stored["kinds"],
            stored["judges"],
            tuple(float(x) for x in stored["scales"]),
        )
