"""Logistic regression over hashed signs by AdaGrad in small batches: what the models of reading are fitted with.

Needs scipy, which comes with the extra `stats`; nothing of it is needed to read texts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]

BATCH = 64
"""Examples that move the weights together: signs seldom meet within one, so that each moves about as if alone."""
RATE = 0.3

Floats = NDArray[np.float32]


def table(examples: Sequence[NDArray[np.int64]], buckets: int, sharp: float) -> csr_array:
    """Lay examples out as rows of a sparse table; each weighs its signs alike, by one over the root of their number."""
    sizes = np.array([len(on) for on in examples])
    values = np.repeat((sharp / np.sqrt(np.maximum(sizes, 1))).astype(np.float32), sizes)
    places = np.concatenate(examples) if len(examples) else np.zeros(0, np.int64)
    return csr_array(
        (values, places.astype(np.int32), np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)),
        shape=(len(examples), buckets),
    )


def fit(signs: csr_array, gold: NDArray[np.int64], classes: int, epochs: int, left: float) -> Floats:
    """Fit `classes` columns (1: a probability of yes), averaged over the second half of the epochs.

    `left` is what stays of the weights after each epoch.
    """
    random = np.random.default_rng(0)
    buckets = signs.shape[1]
    weights, squares = np.zeros((buckets, classes), np.float32), np.full((buckets, 1), 1e-2, np.float32)
    total, kept = np.zeros_like(weights), 0
    wanted = gold.reshape(-1, 1).astype(np.float32) if classes == 1 else np.eye(classes, dtype=np.float32)[gold]
    for epoch in range(epochs):
        order = random.permutation(signs.shape[0])
        shuffled, answers = signs[order], wanted[order]
        for low in range(0, len(order), BATCH):
            part = shuffled[low : low + BATCH]
            logits = part @ weights
            off = (_yes(logits) if classes == 1 else _shares(logits)) - answers[low : low + BATCH]
            on = np.unique(part.indices)
            # few columns are touched: gather them, so that a batch costs what its signs cost, not what all buckets do
            narrow = csr_array(
                (part.data, np.searchsorted(on, part.indices), part.indptr), shape=(part.shape[0], len(on))
            )
            gradient = narrow.T @ off
            squares[on] += (gradient * gradient).sum(1, keepdims=True)
            weights[on] -= RATE * gradient / np.sqrt(squares[on])
        weights *= left
        if epoch >= epochs // 2:
            total += weights
            kept += 1
    out: Floats = (total / kept).astype(np.float32)
    return out


def _yes(logits: Floats) -> Floats:
    out: Floats = 1 / (1 + np.exp(-np.clip(logits, -50, 50)))
    return out


def _shares(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(1, keepdims=True))
    out: Floats = raised / raised.sum(1, keepdims=True)
    return out
