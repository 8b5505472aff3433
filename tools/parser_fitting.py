"""What the small parser and the one that teaches it are fitted and scored by alike; needs torch.

A model has `encode(t)`, `arcs(x, mask)`, `rels(x, heads)` and the layers `upos` and `xpos`; `t` is a batch as tensors, in which place 0
of a sentence is its root.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
import torch
from parser_data import Sentence
from torch.nn import functional

Tensors = dict[str, torch.Tensor]
LABELS = ("rel", "upos", "xpos")


def marked(batch: list[Sentence], tables: dict[str, dict[str, int]]) -> Tensors:
    """Lay out the heads and labels of sentences, -100 where there are none, and which places are words or roots."""
    shape = len(batch), max(map(len, batch)) + 1
    out = {name: np.full(shape, -100, np.int64) for name in (*LABELS, "heads")}
    mask = np.zeros((*shape, 1), np.float32)
    for i, sentence in enumerate(batch):
        mask[i, : len(sentence) + 1] = 1
        for j, word in enumerate(sentence, 1):
            if "head" in word:
                for name in LABELS:
                    out[name][i, j] = tables[name].get(word[name], -100)
                out["heads"][i, j] = int(word["head"])
    return {name: torch.from_numpy(value) for name, value in (out | {"mask": mask}).items()}


def loss_as_marked(model: Any, t: Tensors, tags: float) -> torch.Tensor:
    """The loss on sentences with trees; `tags` is what each kind of tag counts beside heads and relations."""
    x = model.encode(t)
    loss = _loss(model.arcs(x, t["mask"]), t["heads"]) + _loss(model.rels(x, t["heads"].clamp(min=0)), t["rel"])
    for name, layer in (("upos", model.upos), ("xpos", model.xpos)):
        loss = loss + tags * _loss(layer(x), t[name])
    return loss


def _loss(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-100)


@torch.no_grad()
def scored(model: Any, batches: Iterable[Tensors]) -> dict[str, float]:
    """Give the shares, in percent, of words with the right head, head and relation, and tags."""
    model.eval()
    right, total = Counter[str](), 0
    for t in batches:
        x = model.encode(t)
        heads = model.arcs(x, t["mask"]).argmax(-1)
        rels, real = model.rels(x, heads).argmax(-1), t["heads"] >= 0
        good = (heads == t["heads"]) & real
        total += int(real.sum())
        right["uas"] += int(good.sum())
        right["las"] += int((good & (rels == t["rel"])).sum())
        for name, layer in (("upos", model.upos), ("xpos", model.xpos)):
            right[name] += int(((layer(x).argmax(-1) == t[name]) & real).sum())
    model.train()
    return {name: round(100 * n / total, 2) for name, n in right.items()}
