"""Make the groups of like words that the models of reading see beside the words themselves.

`uv run python tools/make_word_groups.py FOLDER` reads the weights of a small sentence encoder (all-MiniLM-L6-v2, Apache-2.0, a folder
with `model.safetensors` and `vocab.txt`), gives each word alone a vector, puts the vectors into groups by k-means in two grains, and
writes src/latticework/text/word_groups/groups.tsv: word, fine group, coarse group. Nothing of the encoder is needed to read texts.
The words are the whole words of the encoder's vocabulary and those of the tables and the corpus written here.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2  # type: ignore[import-untyped]
from scipy.special import erf  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[1]
TEXT = ROOT / "src" / "latticework" / "text"
OUT = TEXT / "word_groups" / "groups.tsv"
FINE, COARSE = 1_500, 250
WORD = re.compile(r"[a-z]{3,20}")
LAYERS, HEADS = 6, 12
BATCH = 512

Floats = NDArray[np.float32]


class Encoder:
    """The forward pass of a BERT of six layers, for words alone."""

    def __init__(self, folder: Path) -> None:
        raw = (folder / "model.safetensors").read_bytes()
        size = int.from_bytes(raw[:8], "little")
        self.arrays: dict[str, Floats] = {}
        for name, spec in json.loads(raw[8 : 8 + size]).items():
            if name != "__metadata__" and spec["dtype"] == "F32":
                low, high = (8 + size + at for at in spec["data_offsets"])
                self.arrays[name] = np.frombuffer(raw[low:high], np.float32).reshape(spec["shape"])
        self.vocabulary = {word: i for i, word in enumerate((folder / "vocab.txt").read_text("utf-8").split("\n"))}

    def pieces(self, word: str) -> list[int]:
        """Cut a word into the longest known pieces, between the marks of begin and end."""
        out, at = [self.vocabulary["[CLS]"]], 0
        while at < len(word):
            for end in range(len(word), at, -1):
                piece = ("##" if at else "") + word[at:end]
                if piece in self.vocabulary:
                    out.append(self.vocabulary[piece])
                    at = end
                    break
            else:
                return []
        return [*out, self.vocabulary["[SEP]"]]

    def vectors(self, pieces: list[list[int]]) -> Floats:
        """Give the mean of the last layer over the pieces, of length one; all words have as many pieces."""
        a = self.arrays
        ids = np.array(pieces)
        x = a["embeddings.word_embeddings.weight"][ids] + a["embeddings.position_embeddings.weight"][: ids.shape[1]]
        x = self._norm(x + a["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for n in range(LAYERS):
            layer = f"encoder.layer.{n}"
            q, k, v = (
                self._heads(self._linear(x, f"{layer}.attention.self.{part}")) for part in ("query", "key", "value")
            )
            weights = np.exp(q @ k.swapaxes(-1, -2) / np.sqrt(q.shape[-1]))
            seen = (weights / weights.sum(-1, keepdims=True)) @ v
            seen = seen.swapaxes(1, 2).reshape(x.shape)
            x = self._norm(
                x + self._linear(seen, f"{layer}.attention.output.dense"), f"{layer}.attention.output.LayerNorm"
            )
            wide = self._linear(x, f"{layer}.intermediate.dense")
            wide = wide * 0.5 * (1 + erf(wide / np.sqrt(2)))
            x = self._norm(x + self._linear(wide, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
        mean = x.mean(1)
        out: Floats = (mean / np.linalg.norm(mean, axis=1, keepdims=True)).astype(np.float32)
        return out

    def _linear(self, x: Floats, name: str) -> Floats:
        out: Floats = x @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"]
        return out

    def _norm(self, x: Floats, name: str) -> Floats:
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        out: Floats = x * self.arrays[f"{name}.weight"] + self.arrays[f"{name}.bias"]
        return out

    def _heads(self, x: Floats) -> Floats:
        return x.reshape(*x.shape[:2], HEADS, -1).swapaxes(1, 2)


def wanted(encoder: Encoder) -> list[str]:
    """Give the words to group: whole words of the encoder, and words of the tables and the corpus."""
    found = {word for word in encoder.vocabulary if WORD.fullmatch(word)}
    for path in [
        *(TEXT / "tables").glob("*.csv"),
        *(ROOT / "corpus").glob("*.tsv"),
        *(ROOT / "corpus" / "articles").glob("*.json"),
    ]:
        found |= set(WORD.findall(path.read_text("utf-8")))
    return sorted(found)


def encoded(encoder: Encoder, words: Iterable[str]) -> tuple[list[str], Floats]:
    """Give words with their vectors, those of as many pieces together."""
    by_size: dict[int, list[tuple[str, list[int]]]] = {}
    for word in words:
        pieces = encoder.pieces(word)
        by_size.setdefault(len(pieces), []).append((word, pieces))
    by_size.pop(0, None)
    kept, vectors = list[str](), list[Floats]()
    for _, held in sorted(by_size.items()):
        for low in range(0, len(held), BATCH):
            part = held[low : low + BATCH]
            kept += [word for word, _ in part]
            vectors.append(encoder.vectors([pieces for _, pieces in part]))
    return kept, np.concatenate(vectors)


def grouped(vectors: Floats, groups: int) -> NDArray[np.int64]:
    """Put vectors into groups by k-means from a fixed start."""
    _, labels = kmeans2(vectors, groups, iter=12, minit="points", seed=0)
    out: NDArray[np.int64] = labels
    return out


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    given = options.parse_args()
    encoder = Encoder(given.folder)
    words, vectors = encoded(encoder, wanted(encoder))
    fine, coarse = grouped(vectors, FINE), grouped(vectors, COARSE)
    OUT.parent.mkdir(exist_ok=True)
    lines = sorted(f"{word}\t{f}\t{c}" for word, f, c in zip(words, fine, coarse, strict=True))
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(words):,} words in {FINE} and {COARSE} groups; {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
