"""The default coder: which PLOVER root, if any, an actor's act on another has, by a linear model over hashed features.

The model was trained on the sentences of the folder corpus (`tools/train_coder.py`), written for this project; no
published gold is in it. Any other coder (`Coder`) can take its place: what it must do is score marked pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from latticework.text.acts import acts_in
from latticework.text.pairs import Pair, features
from latticework.text.stored import stored_weights

BUCKETS = 1 << 18
"""Rows of the weights: features are hashed into as many."""

DEFAULT = "linear"
"""The coder when none is named."""

NONE = "NONE"
"""The class of two actors between whom nothing happens in this direction."""


class Coder(Protocol):
    """What types the act of one actor on another."""

    @property
    def name(self) -> str:
        """How the coder is called in facts."""
        ...

    @property
    def version(self) -> str:
        """Which state of it made them."""
        ...

    @property
    def roots(self) -> tuple[str, ...]:
        """The classes it chooses from, NONE among them."""
        ...

    def scores(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """Give a row of probabilities for each pair, in the order of `roots`; a row sums to one."""
        ...


@dataclass(frozen=True, slots=True)
class Linear:
    """The linear model: one byte a weight, a bias for each root, and the temperature that makes scores probabilities."""

    roots: tuple[str, ...]
    weights: NDArray[np.int8]
    bias: NDArray[np.float32]
    scale: float
    version: str
    name: str = DEFAULT

    def scores(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """Give the probability of each root for each pair."""
        if not pairs:
            return np.zeros((0, len(self.roots)))
        logits = np.stack([self._logits(pair) for pair in pairs])
        logits -= logits.max(1, keepdims=True)
        raised = np.exp(logits)
        out: NDArray[np.float64] = raised / raised.sum(1, keepdims=True)
        return out

    def _logits(self, pair: Pair) -> NDArray[np.float64]:
        rows = buckets(pair)
        out: NDArray[np.float64] = (
            np.add.reduce(self.weights[rows].astype(np.int32), axis=0, dtype=np.int32)
            * (self.scale / np.sqrt(len(rows)))
            + self.bias
        )
        return out


def buckets(pair: Pair) -> NDArray[np.int64]:
    """Hash the features of a pair into rows of the weights, each row once."""
    acts = acts_in(pair.clause)
    return np.array(sorted({crc32(feature.encode()) % BUCKETS for feature in features(pair, acts)}))


@cache
def linear() -> Linear:
    """The shipped model."""
    with stored_weights("coder_model") as stored:
        return Linear(
            tuple(str(root) for root in stored["roots"]),
            stored["weights"],
            stored["bias"],
            float(stored["scale"]),
            str(stored["version"]),
        )
