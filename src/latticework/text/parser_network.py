"""The parser's network: hashed views of words, convolutions, attention, and heads for tags, arcs and relations.

The words of all sentences of a batch stand in one array, each sentence behind a place of its own for the root; nothing is
padding. Sentences of one length must stand together: where words of one sentence meet (attention, arcs) they are taken at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from latticework.text.network_layers import Floats, Layers, Layout, Whole, by_distance, relu
from latticework.text.parser_heads import best_heads
from latticework.text.shapes import view_rows

_OUTPUTS = ("upos", "xpos", "dep", "head", "rel_dep", "rel_head")
"""What is computed from the last layer, all in one product."""

_NEVER = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Found:
    """For each place of a batch (the root's, then the words of a sentence): numbers of its labels, and its head's place in the sentence."""

    upos: Whole
    xpos: Whole
    heads: Whole
    relations: Whole


class Network(Layers):
    """The forward pass, many sentences at a time."""

    def __init__(self, weights: dict[str, Floats], *, root: int) -> None:
        super().__init__(weights, _OUTPUTS)
        self._root = root

    def __call__(self, batch: Sequence[Sequence[str]]) -> Found:
        """Read sentences of which those of one length stand together."""
        layout = Layout.of([len(words) + 1 for words in batch])
        x = self._first(batch, layout)
        for i in range(1, self._convs):
            x = self._conv(i, x, layout)
        for i in range(self._blocks):
            x = self.block(f"blocks.{i}", x, layout.groups)
        out = self.linear("outputs", x)
        upos, xpos, dep, head, rel_dep, rel_head = (out[:, part] for part in self._parts.values())
        heads = self._heads(relu(dep), relu(head), layout)
        return Found(
            upos.argmax(1), xpos.argmax(1), heads, self._relations(relu(rel_dep), relu(rel_head), heads, layout)
        )

    def _first(self, batch: Sequence[Sequence[str]], layout: Layout) -> Floats:
        """The embeddings and the first convolution; what a word gives to its own place and its neighbours is computed once a form."""
        numbers: dict[str | None, int] = {None: 0}
        ids = np.array([numbers.setdefault(word, len(numbers)) for words in batch for word in (None, *words)])
        x = np.zeros((len(numbers) + 1, self._views[0].shape[1]), np.float32)  # the last row is what is no word
        if len(numbers) > 1:
            rows = np.array([view_rows(word) for word in numbers if word is not None])
            for i, view in enumerate(self._views):
                x[1:-1] += view[rows[:, i]]
        x[0] = self._w["edge"]
        self.norm("norm", x[:-1])
        nothing, width = len(numbers), x.shape[1]
        left, right = np.roll(ids, 1), np.roll(ids, -1)
        left[layout.starts] = right[layout.ends] = nothing
        parts = self._w["convs.0.mix.weight"]
        mixed: Floats = (x @ parts[:width])[left]
        mixed += (x @ parts[width : 2 * width] + self._w["convs.0.mix.bias"])[ids]
        mixed += (x @ parts[2 * width :])[right]
        return self.mixed("convs.0.norm", x[ids], mixed)

    def _conv(self, i: int, x: Floats, layout: Layout) -> Floats:
        wide = self.beside(x, layout)
        return self.mixed(f"convs.{i}.norm", x, self.linear(f"convs.{i}.mix", wide))

    def _heads(self, dep: Floats, head: Floats, layout: Layout) -> Whole:
        near, width = self._w["near"][None], head.shape[1]
        wanted, bias = self.linear("arc", dep), self.linear("bias", head)
        wanted *= np.float32(width**-0.5)
        out = np.empty(len(head), np.int64)
        for places, number, size in layout.groups:
            shape = number, size, width
            scores = wanted[places].reshape(shape) @ head[places].reshape(shape).transpose(0, 2, 1)
            scores += bias[places].reshape(number, 1, size)
            scores += by_distance(near, size)
            scores[:, np.arange(size), np.arange(size)] = _NEVER
            out[places] = best_heads(scores).ravel()
        return out

    def _relations(self, dep: Floats, head: Floats, heads: Whole, layout: Layout) -> Whole:
        sizes = layout.ends - layout.starts + 1
        above = head[heads + np.repeat(layout.starts, sizes)]
        scores = self.linear("rel", np.concatenate((dep + above, self.linear("rel_pair", dep) * above), 1))
        scores[heads != 0, self._root] = _NEVER
        found: Whole = scores.argmax(1)
        found[heads == 0] = self._root
        return found
