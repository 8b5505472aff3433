"""Layers that the networks of the text room share: products, norms, mixed stretches, attention; and how their weights are stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from latticework.text.shapes import VIEWS

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
Group = tuple[slice, int, int]
"""Stretches of one length that are attended to each on its own: their places, their number, and the places of each."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the stretches of a batch stand: first and last places, and those of one length, which must stand together."""

    starts: Whole
    ends: Whole
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, sizes: Sequence[int]) -> Layout:
        """Lay out stretches of these sizes one behind the other."""
        ends = np.cumsum(sizes, dtype=np.int64)
        return cls(ends - sizes, ends - 1, tuple(_groups(sizes)))


def _groups(sizes: Sequence[int]) -> Iterator[Group]:
    start = 0
    for size, same in groupby(sizes):
        number = sum(1 for _ in same)
        yield slice(start, start + number * size), number, size
        start += number * size


def runs(sizes: Sequence[int], most: int) -> Iterator[list[int]]:
    """Give the places of stretches, shortest first, in runs of at most so many words; one that is longer stands alone."""
    now, held = list[int](), 0
    for place in sorted(range(len(sizes)), key=lambda i: sizes[i]):
        if now and held + sizes[place] > most:
            yield now
            now, held = [], 0
        now.append(place)
        held += sizes[place]
    if now:
        yield now


def read_weights(stored: Any) -> dict[str, Floats]:
    """Read the arrays of a network; those of one byte a weight have a scale for each row."""
    return {name: _whole(name, stored) for name in stored.files if not name.endswith(".scale")}


def _whole(name: str, stored: Any) -> Floats:
    array, scale = stored[name].astype(np.float32), f"{name}.scale"
    return np.ascontiguousarray(array * stored[scale] if scale in stored.files else array)


class Layers:
    """Named layers over rows of words; matrices are held as they are multiplied."""

    def __init__(self, weights: dict[str, Floats], outputs: Sequence[str], tables: Sequence[str] = ()) -> None:
        """Hold weights: `outputs` are computed from the last layer in one product, rows of `tables` are looked up."""
        self._views = [weights[f"views.{i}.weight"] for i in range(len(VIEWS))]
        self._tables = {name: weights[f"{name}.weight"] for name in tables}
        self._convs, self._blocks = (
            1 + max(int(name.split(".")[1]) for name in weights if name.startswith(part))
            for part in ("convs.", "blocks.")
        )
        apart = {"views", *outputs, *tables}
        kept = {name: array for name, array in weights.items() if name.partition(".")[0] not in apart}
        self._w = {name: array.T.copy() if _is_linear(name, array) else array for name, array in kept.items()}
        self._w["outputs.weight"] = np.concatenate([weights[f"{name}.weight"] for name in outputs]).T.copy()
        self._w["outputs.bias"] = np.concatenate([weights[f"{name}.bias"] for name in outputs])
        ends = np.cumsum([len(weights[f"{name}.bias"]) for name in outputs]).tolist()
        self._parts = {name: slice(low, high) for name, low, high in zip(outputs, [0, *ends], ends, strict=False)}

    def linear(self, name: str, x: Floats) -> Floats:
        """Multiply rows by a matrix, and add its bias where it has one."""
        out: Floats = x @ self._w[f"{name}.weight"]
        bias = self._w.get(f"{name}.bias")
        if bias is not None:
            out += bias
        return out

    def norm(self, name: str, x: Floats) -> Floats:
        """Centre and scale each row, in its place."""
        x -= x.mean(1, keepdims=True)
        spread = np.einsum("ij,ij->i", x, x) / np.float32(x.shape[1]) + np.float32(1e-5)
        x *= (1 / np.sqrt(spread))[:, None]
        x *= self._w[f"{name}.weight"]
        x += self._w[f"{name}.bias"]
        return x

    def mixed(self, norm: str, x: Floats, mixed: Floats) -> Floats:
        """Add to each place the greater of the two halves of what its surroundings give."""
        width = x.shape[1]
        x += np.maximum(mixed[:, :width], mixed[:, width:])
        return self.norm(norm, x)

    def beside(self, x: Floats, layout: Layout, *others: Floats) -> Floats:
        """Put the rows before and behind each row of its stretch on both sides of it, and others behind them."""
        width = x.shape[1]
        wide = np.empty((len(x), (3 + len(others)) * width), np.float32)
        wide[1:, :width] = x[:-1]
        wide[:, width : 2 * width] = x
        wide[:-1, 2 * width : 3 * width] = x[1:]
        wide[layout.starts, :width] = 0
        wide[layout.ends, 2 * width : 3 * width] = 0
        for i, other in enumerate(others, 3):
            wide[:, i * width : (i + 1) * width] = other
        return wide

    def block(self, name: str, x: Floats, groups: Sequence[Group]) -> Floats:
        """Let the places of each stretch look at one another, then change each by itself."""
        far = self._w[f"{name}.far"]
        heads, width = far.shape[0], x.shape[1]
        qkv, seen = self.linear(f"{name}.qkv", x), np.empty_like(x)
        qkv[:, :width] *= np.float32((heads / width) ** 0.5)
        for places, number, size in groups:
            q, k, v = qkv[places].reshape(number, size, 3, heads, width // heads).transpose(2, 0, 3, 1, 4)
            scores = q @ k.transpose(0, 1, 3, 2)
            scores += by_distance(far, size)
            scores -= scores.max(-1, keepdims=True)
            np.exp(scores, out=scores)
            out = seen[places].reshape(number, size, heads, width // heads).transpose(0, 2, 1, 3)
            np.matmul(scores, v, out=out)
            out /= scores.sum(-1, keepdims=True)
        x += self.linear(f"{name}.out", seen)
        x = self.norm(f"{name}.first", x)
        x += self.linear(f"{name}.down", relu(self.linear(f"{name}.up", x)))
        return self.norm(f"{name}.second", x)


def _is_linear(name: str, array: Floats) -> bool:
    return name.endswith(".weight") and array.ndim == 2


def relu(x: Floats) -> Floats:
    """Give what is above nothing."""
    out: Floats = np.maximum(x, np.float32(0))
    return out


def by_distance(far: Floats, size: int) -> Floats:
    """Give what each place adds to each by the distance between them, for each row of `far`: a view, in which nothing is copied."""
    reach = far.shape[1] // 2
    line = far[:, np.clip(np.arange(1 - size, size), -reach, reach) + reach]
    out: Floats = sliding_window_view(line, size, axis=1)[:, ::-1]
    return out
