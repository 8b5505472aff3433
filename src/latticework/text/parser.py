"""Tags, lemmas and dependency trees for sentences: the forward pass of the shipped model, many sentences at a time.

The model was trained on UD English EWT (`tools/train_parser.py`); its folder has its licence and scores. Labels are
those of Universal Dependencies; tags are of both sets, universal and Penn.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from latticework.text.lemmas import Lemmas
from latticework.text.network_layers import Floats, read_weights, runs
from latticework.text.parser_network import Network
from latticework.text.stored import stored_weights

_AT_ONCE = 1_200
"""Words that are parsed together: enough for speed, few enough to stay near the processor."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The syntax of one sentence: for each token its tags, lemma, head (index of the token, -1 for the root), relation."""

    forms: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.forms)


def parse(sentences: Sequence[Sequence[str]]) -> list[Tree]:
    """Parse sentences given as lists of forms; the trees come in the same order."""
    model = _model()
    out: list[Tree | None] = [None] * len(sentences)
    for places in runs([len(words) + 1 for words in sentences], _AT_ONCE):
        for place, tree in zip(places, model.parse([sentences[i] for i in places]), strict=True):
            out[place] = tree
    return [tree for tree in out if tree is not None]


@cache
def _model() -> Model:
    folder = files("latticework.text").joinpath("parser_model")
    labels = json.loads(folder.joinpath("labels.json").read_text(encoding="utf-8"))
    with stored_weights("parser_model") as stored:
        weights = read_weights(stored)
    return Model(weights, labels)


class Model:
    """The network with the names of its labels, and the rules for lemmas."""

    def __init__(self, weights: dict[str, Floats], labels: dict[str, Any]) -> None:
        self._upos, self._xpos, self._rels = labels["upos"], labels["xpos"], labels["rel"]
        self._network = Network(weights, root=self._rels.index("root"))
        self._lemmas = Lemmas(labels["rules"], labels["verbs"])

    def parse(self, batch: Sequence[Sequence[str]]) -> Iterator[Tree]:
        """Parse sentences together, given by length."""
        read = self._network(batch)
        upos, xpos, heads, rels = (found.tolist() for found in (read.upos, read.xpos, read.heads, read.relations))
        start = 1
        for words in batch:
            here = slice(start, start + len(words))
            tags = tuple(self._xpos[k] for k in xpos[here])
            yield Tree(
                tuple(words),
                tuple(self._upos[k] for k in upos[here]),
                tags,
                tuple(self._lemmas(word, tag) for word, tag in zip(words, tags, strict=True)),
                tuple(head - 1 for head in heads[here]),
                tuple(self._rels[k] for k in rels[here]),
            )
            start += len(words) + 1
