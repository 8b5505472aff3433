"""From the scores of heads to trees: the best head of each word, mended where that is no tree with one root."""

from __future__ import annotations

import numpy as np

from latticework.text.network_layers import Floats, Whole


def best_heads(scores: Floats) -> Whole:
    """Take the best head of each word of sentences of one length, and mend the few where that is no tree with one root."""
    heads: Whole = scores.argmax(-1)
    heads[:, 0] = 0
    for i, own in enumerate(heads.tolist()):
        if len(own) > 1 and (own.count(0) != 2 or _cycle(own)):
            heads[i] = _mended(scores[i])
    return heads


def _cycle(heads: list[int]) -> list[int] | None:
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node and not state[node]:
            state[node] = 2
            path.append(node)
            node = heads[node]
        if node and state[node] == 2:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 1
    return None


def _mended(scores: Floats) -> Whole:
    """Choose the likeliest root, then break each cycle at its cheapest word."""
    scores = scores.copy()
    root = 1 + int((scores[1:, 0] - np.delete(scores[1:], 0, 1).max(-1, initial=-1e4)).argmax())
    scores[:, 0] = -1e6
    scores[root] = -1e9
    scores[root, 0] = 0
    heads: Whole = scores.argmax(-1)
    heads[0] = 0
    while cycle := _cycle(heads.tolist()):
        inside = set(cycle)
        outside = np.array([j not in inside and not _below(j, inside, heads) for j in range(len(heads))])
        outside[0] = False
        outside[root] = True
        costs = [(float(scores[i, heads[i]] - np.where(outside, scores[i], -1e9).max()), i) for i in cycle]
        _, word = min(costs)
        heads[word] = int(np.where(outside, scores[word], -1e9).argmax())
    return heads


def _below(node: int, inside: set[int], heads: Whole) -> bool:
    """Whether a node hangs from a cycle, so that hanging the cycle from it would close another."""
    for _ in range(len(heads)):
        if node == 0:
            return False
        if node in inside:
            return True
        node = int(heads[node])
    return True
