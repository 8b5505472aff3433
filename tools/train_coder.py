"""Train the linear coder on the written corpus and write its weights; print cross-validation and the learning curve.

`uv run python tools/train_coder.py` trains and writes; `--folds 5` prints the scores of cross-validation, `--curve` those of
growing parts of the corpus. Only sentences of the folder corpus are read, and of its texts how often each root is told.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from latticework.text.coder import BUCKETS, NONE, buckets
from latticework.text.marked import pairs_of

ROOT = Path(__file__).resolve().parents[1]
CORPUS, MODEL = ROOT / "corpus", ROOT / "src" / "latticework" / "text" / "coder_model"
EPOCHS, RATE, DECAY = 14, 0.35, 2e-7


def read_corpus() -> list[tuple[str, str]]:
    """Give root and marked sentence of every line of the corpus."""
    out = []
    for path in sorted(CORPUS.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            root, _, _, sentence = line.split("\t")
            out.append((root, sentence))
    return out


def fit(
    rows: list[NDArray[np.int64]], labels: NDArray[np.int64], classes: int, seed: int = 0
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Fit multinomial logistic regression by AdaGrad, averaged over the second half; rows of equal weight."""
    random = np.random.default_rng(seed)
    weights, squares = np.zeros((BUCKETS, classes), np.float32), np.full((BUCKETS, 1), 1e-2, np.float32)
    bias, total, kept = np.zeros(classes, np.float32), np.zeros((BUCKETS, classes), np.float32), 0
    for epoch in range(EPOCHS):
        for i in random.permutation(len(rows)):
            on = rows[i]
            size = np.float32(1 / np.sqrt(len(on)))
            logits = weights[on].sum(0) * size * SHARP + bias
            logits -= logits.max()
            gradient = np.exp(logits)
            gradient /= gradient.sum()
            gradient[labels[i]] -= 1
            squares[on] += (gradient @ gradient) * size * size
            weights[on] -= RATE * gradient * size / np.sqrt(squares[on])
            bias -= np.float32(0.002) * gradient
        weights *= 1 - DECAY * len(rows)
        if epoch >= EPOCHS // 2:
            total += weights
            kept += 1
    return (total / kept).astype(np.float32), bias.astype(np.float32)


SHARP = np.float32(4.0)


def predict(
    rows: list[NDArray[np.int64]], weights: NDArray[np.float32], bias: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Give the logits of rows."""
    return np.stack([weights[on].sum(0) * (SHARP / np.sqrt(len(on))) + bias for on in rows])


def f1(gold: NDArray[np.int64], found: NDArray[np.int64], classes: int) -> list[float]:
    """Give the F1 of each class."""
    out = []
    for c in range(classes):
        hit = int(((gold == c) & (found == c)).sum())
        out.append(2 * hit / max(1, int((gold == c).sum() + (found == c).sum())))
    return out


def temperature(logits: NDArray[np.float32], gold: NDArray[np.int64]) -> float:
    """Find the factor on logits that makes held-out probabilities likeliest."""

    def loss(factor: float) -> float:
        z = logits * factor
        z = z - z.max(1, keepdims=True)
        return float(-(z[np.arange(len(gold)), gold] - np.log(np.exp(z).sum(1))).mean())

    return min((0.3 + 0.05 * k for k in range(40)), key=loss)


def held_out(
    rows: list[NDArray[np.int64]], labels: NDArray[np.int64], classes: int, folds: int, share: float = 1.0
) -> NDArray[np.float32]:
    """Give the logits of each row by models that did not see it."""
    random = np.random.default_rng(1)
    fold = random.integers(0, folds, len(rows))
    out = np.zeros((len(rows), classes), np.float32)
    for k in range(folds):
        train = [i for i in np.flatnonzero(fold != k) if random.random() < share]
        weights, bias = fit([rows[i] for i in train], labels[train], classes)
        test = np.flatnonzero(fold == k)
        out[test] = predict([rows[i] for i in test], weights, bias)
    return out


def shift(roots: list[str], labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """Give what turns logits learnt from a corpus with all roots alike into those for news, where some are rarer.

    The shares of roots are those of the events annotated in the written texts; NONE, which they do not count, is left.
    """
    told = Counter(
        event["root"]
        for path in sorted((CORPUS / "articles").glob("*.json"))
        for event in json.loads(path.read_text(encoding="utf-8"))["events"]
    )
    here = Counter(roots[label] for label in labels)
    acts = [root for root in roots if root != NONE]
    news, corpus = sum(told[root] + 1 for root in acts), sum(here[root] for root in acts)
    share = {root: (told[root] + 1) / news / (here[root] / corpus) for root in acts}
    return np.array([np.log(share.get(root, 1.0)) for root in roots], np.float32)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folds", type=int, default=5)
    options.add_argument("--curve", action="store_true")
    given = options.parse_args()
    corpus = read_corpus()
    roots = sorted({root for root, _ in corpus})
    rows = [buckets(pair) for pair in pairs_of([sentence for _, sentence in corpus])]
    labels = np.array([roots.index(root) for root, _ in corpus])
    logits = held_out(rows, labels, len(roots), given.folds)
    found = logits.argmax(1)
    scores = f1(labels, found, len(roots))
    print(
        f"{len(corpus):,} sentences, {given.folds} folds: macro-F1 {np.mean(scores):.3f}, accuracy {(found == labels).mean():.3f}"
    )
    for root, score in sorted(zip(roots, scores, strict=True), key=lambda pair: pair[1]):
        wrong = Counter(roots[f] for f, g in zip(found, labels, strict=True) if roots[g] == root and roots[f] != root)
        print(f"  {root:10}{score:.3f}  taken for {', '.join(f'{name} {n}' for name, n in wrong.most_common(4))}")
    if given.curve:
        for share in (0.125, 0.25, 0.5, 1.0):
            part = held_out(rows, labels, len(roots), given.folds, share).argmax(1)
            print(f"  {share:5.0%} of the corpus: macro-F1 {np.mean(f1(labels, part, len(roots))):.3f}")
    factor = temperature(logits, labels)
    weights, bias = fit(rows, labels, len(roots))
    step = float(np.abs(weights).max()) / 127
    news = shift(roots, labels)
    version = hashlib.sha256("\n".join(sorted(s for _, s in corpus)).encode() + news.tobytes()).hexdigest()[:8]
    MODEL.mkdir(exist_ok=True)
    np.savez_compressed(
        MODEL / "weights.npz", roots=np.array(roots), weights=np.round(weights / step).astype(np.int8),
        bias=(bias * factor + news).astype(np.float32), scale=np.float64(step * SHARP * factor), version=np.array(version),
    )  # fmt: skip
    print(f"temperature {factor:.2f}; version {version}; {(MODEL / 'weights.npz').stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
