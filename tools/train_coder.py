"""Train the linear coder on the written corpus and write its weights; print cross-validation and the learning curve.

`uv run python tools/train_coder.py` trains and writes; `--folds 5` prints the scores of cross-validation, `--curve` those of
growing parts of the corpus. Read are the sentences of the folder corpus and the pairs of actors that its annotated texts tell of.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "evaluation"), str(ROOT / "tools")]
from articles import scorer  # noqa: E402
from link_examples import pairs_in, texts  # noqa: E402
from sparse_fit import fit, table  # noqa: E402

from latticework.text.coder import BUCKETS, NONE, Linear, buckets  # noqa: E402
from latticework.text.marked import pairs_of  # noqa: E402
from latticework.text.pairs import Pair  # noqa: E402

CORPUS, MODEL = ROOT / "corpus", ROOT / "src" / "latticework" / "text" / "coder_model"
EPOCHS, LEFT, SHARP = 10, 0.9, 4.0


def read_corpus() -> list[tuple[str, str]]:
    """Give root and marked sentence of every line of the corpus."""
    out = []
    for path in sorted(CORPUS.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            root, _, _, sentence = line.split("\t")
            out.append((root, sentence))
    return out


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
    signs: Any, labels: NDArray[np.int64], classes: int, folds: int, share: float = 1.0
) -> NDArray[np.float32]:
    """Give the logits of each row by models that did not see it."""
    random = np.random.default_rng(1)
    fold = random.integers(0, folds, len(labels))
    out = np.zeros((len(labels), classes), np.float32)
    for k in range(folds):
        train = np.flatnonzero((fold != k) & (random.random(len(labels)) < share))
        out[fold == k] = signs[fold == k] @ fit(signs[train], labels[train], classes, EPOCHS, LEFT)
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


def made(
    weights: NDArray[np.float32], roots: list[str], bias: NDArray[np.float32], factor: float, version: str
) -> Linear:
    """Make the coder of its weights, rounded to one byte each."""
    step = float(np.abs(weights).max()) / 127
    return Linear(tuple(roots), np.round(weights / step).astype(np.int8), bias, step * SHARP * factor, version)


def coder_without(seen: list[tuple[str, Pair]], unseen: list[tuple[str, Pair]]) -> Linear:
    """Train the coder on pairs with their roots; those it does not see set its temperature."""
    roots = sorted({root for root, _ in seen})
    signs, others = (table([buckets(pair) for _, pair in pairs], BUCKETS, SHARP) for pairs in (seen, unseen))
    labels, gold = (np.array([roots.index(root) for root, _ in pairs]) for pairs in (seen, unseen))
    weights = fit(signs, labels, len(roots), EPOCHS, LEFT)
    return made(weights, roots, shift(roots, labels), temperature(others @ weights, gold), "part")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folds", type=int, default=5)
    options.add_argument("--curve", action="store_true")
    given = options.parse_args()
    corpus = read_corpus()
    roots = sorted({root for root, _ in corpus})
    told = [(root, pair) for text in texts([CORPUS / "articles"], scorer()) for root, pair in pairs_in(text)]
    pairs = (*pairs_of([sentence for _, sentence in corpus]), *(pair for _, pair in told))
    signs = table([buckets(pair) for pair in pairs], BUCKETS, SHARP)
    labels = np.array([roots.index(root) for root, _ in (*corpus, *told)])
    print(f"{len(corpus):,} marked sentences, {len(told):,} pairs of texts")
    logits = held_out(signs, labels, len(roots), given.folds)
    found = logits.argmax(1)
    own = slice(len(corpus), None)
    print(f"pairs of texts: macro-F1 {np.mean(f1(labels[own], found[own], len(roots))):.3f}")
    scores = f1(labels, found, len(roots))
    print(f"{given.folds} folds: macro-F1 {np.mean(scores):.3f}, accuracy {(found == labels).mean():.3f}")
    for root, score in sorted(zip(roots, scores, strict=True), key=lambda pair: pair[1]):
        wrong = Counter(roots[f] for f, g in zip(found, labels, strict=True) if roots[g] == root and roots[f] != root)
        print(f"  {root:10}{score:.3f}  taken for {', '.join(f'{name} {n}' for name, n in wrong.most_common(4))}")
    if given.curve:
        for share in (0.125, 0.25, 0.5, 1.0):
            part = held_out(signs, labels, len(roots), given.folds, share).argmax(1)
            print(f"  {share:5.0%} of the corpus: macro-F1 {np.mean(f1(labels, part, len(roots))):.3f}")
    factor = temperature(logits, labels)
    weights = fit(signs, labels, len(roots), EPOCHS, LEFT)
    news = shift(roots, labels)
    version = hashlib.sha256("\n".join(sorted(s for _, s in corpus)).encode() + news.tobytes()).hexdigest()[:8]
    coder = made(weights, roots, news, factor, version)
    MODEL.mkdir(exist_ok=True)
    np.savez_compressed(
        MODEL / "weights.npz", roots=np.array(roots), weights=coder.weights, bias=news, scale=np.float64(coder.scale), version=np.array(version)
    )  # fmt: skip
    print(f"temperature {factor:.2f}; version {version}; {(MODEL / 'weights.npz').stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
