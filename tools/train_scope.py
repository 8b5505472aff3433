"""Train what tells silent texts, which speak of sport or trade alone, from those that speak of security or diplomacy.

`uv run python tools/train_scope.py` reads the texts of corpus/articles, prints by cross-validation how many silent ones are found and
how many others would be lost for each threshold, and writes src/latticework/text/scope_model/weights.npz. A text is silent when its
annotation has no event and no tie. No published gold is read.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sparse_fit import fit, table

from latticework.text.document import Document
from latticework.text.inputs import documents
from latticework.text.links import BUCKETS, SHARP, Rows, rows, sigmoid
from latticework.text.scope import Weighed, scope_signs
from latticework.text.sentences import clauses

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "corpus" / "articles"
MODEL = ROOT / "src" / "latticework" / "text" / "scope_model"
EPOCHS, KEPT, FOLDS = 20, 0.9, 8
SILENT_REPEATED = 3
"""How often a silent text counts: there is one in ten."""


def read(folder: Path) -> tuple[list[Rows], NDArray[np.int64], NDArray[np.int64]]:
    """Give the rows of each text, whether it is silent, and whether the sum of its words calls it so."""
    texts = [
        one for one in documents([str(path) for path in sorted(folder.glob("*.json"))]) if isinstance(one, Document)
    ]
    weighed = [(parsed, Weighed.of(parsed)) for parsed in clauses(texts)]
    held = [rows(scope_signs(parsed, one)) for parsed, one in weighed]
    by_sum = np.array([not one.enough for _, one in weighed], np.int64)
    gold = [json.loads((folder / f"{text.key}.json").read_text(encoding="utf-8")) for text in texts]
    return held, np.array([not (one["ties"] or one["events"]) for one in gold], np.int64), by_sum


def fitted(held: list[Rows], silent: NDArray[np.int64]) -> NDArray[np.float32]:
    """Fit the weights."""
    times = np.where(silent, SILENT_REPEATED, 1)
    places = np.repeat(np.arange(len(held)), times)
    return fit(table([held[i] for i in places], BUCKETS, SHARP), silent[places], 1, EPOCHS, KEPT)[:, 0]


def main() -> None:
    held, silent, by_sum = read(TEXTS)
    fold = np.random.default_rng(0).permutation(len(held)) % FOLDS
    found = np.zeros(len(held))
    for k in range(FOLDS):
        others = np.flatnonzero(fold != k)
        weights = fitted([held[i] for i in others], silent[others])
        for i in np.flatnonzero(fold == k):
            found[i] = sigmoid(float(weights[held[i]].sum()) * SHARP / len(held[i]) ** 0.5)
    print(f"{len(held):,} texts, {silent.sum()} of them silent; threshold: silent found, others lost")
    print(f"by the sum of words alone: {(by_sum & silent).sum()}, {(by_sum & (1 - silent)).sum()}")
    for limit in (0.3, 0.4, 0.5, 0.6, 0.7):
        print(f"{limit:.1f}: {((found > limit) & (silent == 1)).sum()}, {((found > limit) & (silent == 0)).sum()}")
    weights = fitted(held, silent)
    step = float(np.abs(weights).max()) / 32_000
    MODEL.mkdir(exist_ok=True)
    np.savez_compressed(MODEL / "weights.npz", words=np.round(weights / step).astype(np.int16), step=np.float64(step))
    print(f"written: {(MODEL / 'weights.npz').stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
