"""Tags, lemmas and dependency trees for sentences: the forward pass of the shipped model, many sentences at a time.

The model was trained on UD English EWT (`tools/train_parser.py`); its folder has its licence and scores. Labels are
those of Universal Dependencies; tags are of both sets, universal and Penn.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from latticework.text.shapes import VIEWS, view_rows
from latticework.text.stored import stored_weights

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]

_AT_ONCE = 2_500
"""Places (words and padding) that are parsed together."""


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
    for places in _batches(sentences):
        for place, tree in zip(places, model.parse([sentences[i] for i in places]), strict=True):
            out[place] = tree
    return [tree for tree in out if tree is not None]


def _batches(sentences: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """Give the places of sentences of like length, so that little is padding."""
    now: list[int] = []
    for place in sorted(range(len(sentences)), key=lambda i: len(sentences[i])):
        if now and (len(now) + 1) * (len(sentences[place]) + 1) > _AT_ONCE:
            yield now
            now = []
        now.append(place)
    if now:
        yield now


@cache
def _model() -> Model:
    folder = files("latticework.text").joinpath("parser_model")
    labels = json.loads(folder.joinpath("labels.json").read_text(encoding="utf-8"))
    with stored_weights("parser_model") as stored:
        weights = {name: _whole(name, stored) for name in stored.files if not name.endswith(".scale")}
    return Model(weights, labels)


def _whole(name: str, stored: Any) -> Floats:
    array = stored[name].astype(np.float32)
    scale = f"{name}.scale"
    return np.ascontiguousarray(array * stored[scale] if scale in stored.files else array)


class Model:
    """The network: hashed views of words, convolutions, attention, and heads for tags, arcs and relations."""

    def __init__(self, weights: dict[str, Floats], labels: dict[str, Any]) -> None:
        self._w = weights
        self._views = [weights[f"views.{i}.weight"] for i in range(len(VIEWS))]
        self._convs = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("convs."))
        self._blocks = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("blocks."))
        self._upos, self._xpos, self._rels = labels["upos"], labels["xpos"], labels["rel"]
        self._root = self._rels.index("root")
        self._lemmas = Lemmas(labels["rules"])

    def parse(self, batch: Sequence[Sequence[str]]) -> Iterator[Tree]:
        """Parse sentences of about equal length together."""
        x, mask = self._encode(batch)
        upos, xpos = (self._linear(name, x).argmax(-1) for name in ("upos", "xpos"))
        heads = _trees(self._arcs(x, mask), [len(words) for words in batch])
        rels = self._relations(x, heads)
        for i, words in enumerate(batch):
            n = len(words) + 1
            tags = [self._xpos[k] for k in xpos[i, 1:n]]
            yield Tree(
                tuple(words),
                tuple(self._upos[k] for k in upos[i, 1:n]),
                tuple(tags),
                tuple(self._lemmas(word, tag) for word, tag in zip(words, tags, strict=True)),
                tuple(int(head) - 1 for head in heads[i, 1:n]),
                tuple(self._rels[k] for k in rels[i, 1:n]),
            )

    def _linear(self, name: str, x: Floats) -> Floats:
        out: Floats = x @ self._w[f"{name}.weight"].T
        bias = self._w.get(f"{name}.bias")
        return out if bias is None else out + bias

    def _norm(self, name: str, x: Floats) -> Floats:
        x = x - x.mean(-1, keepdims=True)
        spread = np.sqrt(np.einsum("...i,...i->...", x, x)[..., None] / x.shape[-1] + np.float32(1e-5))
        out: Floats = x / spread * self._w[f"{name}.weight"] + self._w[f"{name}.bias"]
        return out

    def _encode(self, batch: Sequence[Sequence[str]]) -> tuple[Floats, Floats]:
        n, length = len(batch), 1 + max(map(len, batch))
        rows = np.zeros((n, length, len(VIEWS)), np.int64)
        mask = np.zeros((n, length, 1), np.float32)
        for i, words in enumerate(batch):
            mask[i, : len(words) + 1] = 1
            if words:
                rows[i, 1 : len(words) + 1] = [view_rows(word) for word in words]
        x = np.zeros((n, length, self._views[0].shape[1]), np.float32)
        for i, view in enumerate(self._views):
            x += view[rows[:, :, i]]
        x[:, 0] = self._w["edge"]
        x = self._norm("norm", x)
        for i in range(self._convs):
            x = self._conv(f"convs.{i}", x, mask)
        for i in range(self._blocks):
            x = self._block(f"blocks.{i}", x, mask)
        return x, mask

    def _conv(self, name: str, x: Floats, mask: Floats) -> Floats:
        seen = x * mask
        wide = np.zeros((*x.shape[:2], 3 * x.shape[2]), np.float32)
        width = x.shape[2]
        wide[:, 1:, :width] = seen[:, :-1]
        wide[:, :, width : 2 * width] = seen
        wide[:, :-1, 2 * width :] = seen[:, 1:]
        mixed = self._linear(f"{name}.mix", wide)
        return self._norm(f"{name}.norm", seen + np.maximum(mixed[..., :width], mixed[..., width:]))

    def _block(self, name: str, x: Floats, mask: Floats) -> Floats:
        n, length, width = x.shape
        far = self._w[f"{name}.far"]
        heads, reach = far.shape[0], far.shape[1] // 2
        parts = self._linear(f"{name}.qkv", x).reshape(n, length, 3, heads, width // heads)
        q, k, v = (np.ascontiguousarray(parts[:, :, i].transpose(0, 2, 1, 3)) for i in range(3))
        scores = q @ k.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width / heads)) + far[:, _apart(length, reach)]
        scores += (1 - mask[:, None, None, :, 0]) * np.float32(-1e4)
        mixed = (_softmax(scores) @ v).transpose(0, 2, 1, 3).reshape(n, length, width)
        x = self._norm(f"{name}.first", x + self._linear(f"{name}.out", mixed))
        return self._norm(f"{name}.second", x + self._linear(f"{name}.down", _relu(self._linear(f"{name}.up", x))))

    def _arcs(self, x: Floats, mask: Floats) -> Floats:
        dep, head = _relu(self._linear("dep", x)), _relu(self._linear("head", x))
        near, length = self._w["near"], x.shape[1]
        scores: Floats = self._linear("arc", dep) @ head.transpose(0, 2, 1) / np.float32(np.sqrt(head.shape[2]))
        scores += self._linear("bias", head)[:, None, :, 0] + near[_apart(length, len(near) // 2)]
        scores += (1 - mask[:, None, :, 0]) * np.float32(-1e4)
        scores[:, np.arange(length), np.arange(length)] = -1e4
        return scores

    def _relations(self, x: Floats, heads: Whole) -> Whole:
        dep, head = _relu(self._linear("rel_dep", x)), _relu(self._linear("rel_head", x))
        head = np.take_along_axis(head, heads[..., None], 1)
        scores = self._linear("rel", np.concatenate((dep + head, self._linear("rel_pair", dep) * head), -1))
        scores[heads != 0, self._root] = -1e4
        found: Whole = scores.argmax(-1)
        found[heads == 0] = self._root
        return found


_ALWAYS_PLURAL = frozenset({"series", "species", "headquarters", "means", "barracks", "news", "politics"})


class Lemmas:
    """Lemmas by rules learned from the treebank: what to cut and add for an ending under a tag, exceptions first."""

    def __init__(self, rules: dict[str, str]) -> None:
        self._rules = {key: (int(cut), add) for key, rule in rules.items() for cut, _, add in (rule.partition(":"),)}

    def __call__(self, form: str, tag: str) -> str:
        """Give the lemma of a form under its Penn tag, in lower case; names are left as they are."""
        return form.lower() if tag == "NNP" else self._lemma(form.lower(), tag)

    @lru_cache(maxsize=100_000)  # noqa: B019 - one instance lives as long as the process
    def _lemma(self, form: str, tag: str) -> str:
        rule = self._rules.get(f"{tag} {form}")
        for size in range(min(len(form), 6), -1, -1) if rule is None and form.isalpha() else ():
            rule = self._rules.get(f"{tag} -{form[len(form) - size :]}")
            if rule is not None:
                break
        if tag == "NNS" and (rule is None or rule == (0, "")) and form.endswith("s") and form not in _ALWAYS_PLURAL:
            return form[:-1]  # the treebank keeps troops and talks, tables of words have one form for all
        if rule is None or rule[0] >= len(form) + (rule[1] != ""):
            return form
        return form[: len(form) - rule[0]] + rule[1]


def _relu(x: Floats) -> Floats:
    out: Floats = np.maximum(x, np.float32(0))
    return out


def _softmax(x: Floats) -> Floats:
    x = x - x.max(-1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(-1, keepdims=True)
    return x


@lru_cache(maxsize=256)
def _apart(length: int, reach: int) -> Whole:
    place = np.arange(length)
    out: Whole = np.clip(place[None] - place[:, None], -reach, reach) + reach
    return out


def _trees(scores: Floats, lengths: Sequence[int]) -> Whole:
    """Take the best head of each word, and mend the few sentences where that is no tree with one root."""
    heads: Whole = scores.argmax(-1)
    heads[:, 0] = 0
    for i, length in enumerate(lengths):
        own = heads[i, : length + 1]
        if length and (np.count_nonzero(own[1:] == 0) != 1 or _cycle(own)):
            own[:] = _mended(scores[i, : length + 1, : length + 1])
    return heads


def _cycle(heads: Whole) -> list[int] | None:
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node and not state[node]:
            state[node] = 2
            path.append(node)
            node = int(heads[node])
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
    while cycle := _cycle(heads):
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
