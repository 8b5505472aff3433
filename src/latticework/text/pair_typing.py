"""What passes between two marked actors of a sentence: what the coder of pairs says, joined with what the network makes of the words for acts.

The two see a sentence differently, the coder as a bag of signs of the pair, the network word by word, and err in different places.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from latticework.text.act_network import Seen
from latticework.text.classes import CLASSES
from latticework.text.coder import DEFAULT, NONE, Coder
from latticework.text.cue_signs import cue_signs
from latticework.text.event_cues import cues
from latticework.text.links import ActSides, Weights, act_sides, cue_logits, shipped, softmax
from latticework.text.marked import marked_heads, marked_scene
from latticework.text.pairs import Pair
from latticework.text.scenes import Scene

NETWORK_WEIGHT = 0.25
"""What the logarithm of the network's share counts beside that of the default coder; any other coder's word is taken alone.

Chosen by cross-validation on the marked sentences of the corpus, which `tools/train_links.py` prints.
"""

SILENT = 0.95
"""Probability that a word tells no act from which its sides are not looked for."""

FAINT = 1e-3
"""What a word whose sides are others still counts for the pair, and the least share of a class."""

SETTLED = ((1 + FAINT) / FAINT) ** NETWORK_WEIGHT
"""How many times likelier than the next a class must be for the coder so that no word of the network's could change which is likeliest."""

_NONE = CLASSES.index(NONE)


def typed(pairs: Sequence[Pair], coder: Coder, weights: Weights | None = None) -> NDArray[np.float64]:
    """Give a row of probabilities for each pair, in the order of the coder's roots.

    The network is asked of pairs only where it may change which class is likeliest; of the others the coder's word is taken alone.
    """
    scores = coder.scores(pairs)
    if coder.name != DEFAULT or not pairs:
        return scores
    out, asked = scores.copy(), np.flatnonzero(_open(scores)).tolist()
    if asked:
        seen = told_between([pairs[i] for i in asked], weights)[:, [CLASSES.index(root) for root in coder.roots]]
        joined = np.log(scores[asked] + FAINT) + NETWORK_WEIGHT * np.log(seen + FAINT)
        out[asked] = [softmax(row) for row in joined]
    return out


def _open(scores: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say for each row whether its second class is near enough to its first."""
    second, first = np.sort(scores + FAINT, 1)[:, -2:].T
    near: NDArray[np.bool_] = first < SETTLED * second
    return near


def told_between(pairs: Sequence[Pair], weights: Weights | None = None) -> NDArray[np.float64]:
    """Give for each pair the shares of `CLASSES`: what each word for an act tells, as far as the two are its source and target."""
    held = weights or shipped()
    marked = [marked_heads(pair) for pair in pairs]
    scenes = [
        marked_scene(pair, [head for head in heads if head >= 0]) for pair, heads in zip(pairs, marked, strict=True)
    ]
    read = held.network.each([[scene] for scene in scenes])
    return np.stack(
        [_told(scene, heads, seen, held) for scene, heads, (seen,) in zip(scenes, marked, read, strict=True)]
    )


def _told(scene: Scene, heads: Sequence[int], seen: Seen, weights: Weights) -> NDArray[np.float64]:
    out, total = np.zeros(len(CLASSES)), 0.0
    for cue, act in cues(scene.clause):
        told = softmax(cue_logits(cue_signs(cue, act), weights) + seen.told(cue)[0])
        between = FAINT
        if told[_NONE] <= SILENT:
            between += _between(act_sides(scene, cue, seen, weights), heads)
        out += between * told
        total += between
    return out / total if total else np.full(len(CLASSES), 1 / len(CLASSES))


def _between(sides: ActSides, heads: Sequence[int]) -> float:
    """How sure it is that the marked phrases are source and target; a side that is not marked may be anybody, a target nobody."""
    source, target = heads
    first = sum(side.sure for side in sides.sources if side.token == source) if source >= 0 else 1.0
    return first * (sum(side.sure for side in sides.targets if side.token == target) if target >= 0 else sides.unsaid)
