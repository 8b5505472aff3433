"""Train the linking model and the judges of events and ties on the written corpus and the written texts.

`uv run python tools/train_links.py [--texts FOLDER...]` reads the marked sentences of corpus/*.tsv and the annotated texts of
corpus/articles, prints precision, recall and F1 by cross-validation over the texts (each text read by a model that did not see
it) for each threshold, and writes src/latticework/text/link_model/weights.npz. `--curve` prints F1 for growing parts of the texts.
No published gold is read, but for its scoring program, which must be beside the project.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "evaluation"), str(ROOT / "tools")]
from articles import scorer  # noqa: E402
from link_examples import CORPUS, Example, Gold, Marked, Text, annotated, coded, sentences, texts  # noqa: E402

from latticework.text.coder import NONE, linear  # noqa: E402
from latticework.text.event_drafts import drafts  # noqa: E402
from latticework.text.event_once import once  # noqa: E402
from latticework.text.events import SURE as EVENT_SURE  # noqa: E402
from latticework.text.links import BUCKETS, CLASSES, JUDGES, ROLES, SHARP, Rows, Weights, judged, rows  # noqa: E402
from latticework.text.tie_drafts import tie_drafts  # noqa: E402
from latticework.text.ties import SURE as TIE_SURE  # noqa: E402
from latticework.text.ties import ties_once  # noqa: E402

MODEL = ROOT / "src" / "latticework" / "text" / "link_model"
EPOCHS, RATE, DECAY, JUDGE_DECAY = 6, 0.3, 1e-6, 1e-4
REPEATED = 3
"""How often an example of a text counts against one of a sentence of the corpus: there are fewer, and they are what is read."""
JUDGED = 3_000
"""Marked sentences that the judges are trained on beside the texts: plain ones keep plain words for an act believed."""
THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55)


def fit(examples: list[tuple[Rows, int]], epochs: int, decay: float) -> NDArray[np.float32]:
    """Fit logistic regression by AdaGrad, averaged over the second half of the epochs."""
    random = np.random.default_rng(0)
    weights, squares = np.zeros(BUCKETS, np.float32), np.full(BUCKETS, 1e-2, np.float32)
    total, kept = np.zeros(BUCKETS, np.float64), 0
    for epoch in range(epochs):
        for i in random.permutation(len(examples)):
            on, gold = examples[i]
            size = SHARP / np.sqrt(len(on))
            gradient = (1 / (1 + np.exp(-weights[on].sum() * size)) - gold) * size
            squares[on] += gradient * gradient
            weights[on] -= RATE * gradient / np.sqrt(squares[on])
        weights *= 1 - decay * len(examples)
        if epoch >= epochs // 2:
            total += weights
            kept += 1
    return (total / kept).astype(np.float32)


def fit_classes(examples: list[tuple[Rows, int]], epochs: int, decay: float) -> NDArray[np.float32]:
    """Fit multinomial logistic regression by AdaGrad, averaged over the second half of the epochs."""
    random = np.random.default_rng(0)
    weights, squares = np.zeros((BUCKETS, len(CLASSES)), np.float32), np.full((BUCKETS, 1), 1e-2, np.float32)
    total, kept = np.zeros_like(weights), 0
    for epoch in range(epochs):
        for i in random.permutation(len(examples)):
            on, gold = examples[i]
            size = np.float32(SHARP / np.sqrt(len(on)))
            logits = weights[on].sum(0) * size
            gradient = np.exp(logits - logits.max())
            gradient /= gradient.sum()
            gradient[gold] -= 1
            squares[on] += (gradient @ gradient) * size * size
            weights[on] -= RATE * gradient * size / np.sqrt(squares[on])
        weights *= 1 - decay * len(examples)
        if epoch >= epochs // 2:
            total += weights
            kept += 1
    return (total / kept).astype(np.float32)


def packed(columns: list[NDArray[np.float32]]) -> tuple[NDArray[np.int16], list[float]]:
    """Pack weights into two bytes each, with the step of each column."""
    steps = [float(np.abs(column).max()) / 32_000 or 1.0 for column in columns]
    return np.stack([np.round(c / s).astype(np.int16) for c, s in zip(columns, steps, strict=True)], 1), steps


def train(corpus: list[Example], marked: list[Marked], written: list[Text], score: ModuleType) -> Weights:
    """Train the links, then the judges on what the links give for the same texts."""
    examples = corpus + [one for text in written for one in annotated(text)] * REPEATED
    columns = [fit([(on, gold) for role, on, gold in examples if role == name], EPOCHS, DECAY) for name in ROLES]
    roles, steps = packed(columns)
    told = fit_classes([(on, gold) for role, on, gold in examples if role == "cue"], EPOCHS, DECAY)
    step = float(np.abs(told).max()) / 32_000
    told_cues = np.round(told / step).astype(np.int16)
    linked = Weights(roles, told_cues, np.zeros((BUCKETS, len(JUDGES)), np.int16), (*steps, 1.0, 1.0, step))
    judging: dict[str, list[tuple[Rows, int]]] = {name: [] for name in JUDGES}
    for text in written:
        for name, signs, right in _drafted(text, linked, score):
            judging[name].append((rows(signs), right))
    for one in marked[:: max(1, len(marked) // JUDGED)]:
        for name, signs, right in _drafted_alone(one, linked):
            judging[name].append((rows(signs), right))
    judges, more = packed([fit(judging[name], 2 * EPOCHS, JUDGE_DECAY) for name in JUDGES])
    return Weights(roles, told_cues, judges, (*steps, *more, step))


def _drafted(text: Text, weights: Weights, score: ModuleType) -> Iterator[tuple[str, tuple[str, ...], int]]:
    for draft in drafts(text.walked, linear(), weights):
        right = any(score.compare_events(gold, _as_event(draft.event)) for gold in text.gold["events"])
        yield "event", draft.signs, int(right)
    for told in tie_drafts(text.walked, weights):
        yield "tie", told.signs, int(any(score.compare_ties(gold, _as_tie(told.tie)) for gold in text.gold["ties"]))


def _drafted_alone(one: Marked, weights: Weights) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Judge only what the marks speak of: the act's own word, and ties of the kind that is told."""
    for draft in drafts([one.scene], linear(), weights):
        event = draft.event
        if event.word == one.word and one.root != NONE:
            right = (
                event.root == one.root
                and event.source in one.source
                and (not one.target or bool(one.target & set(event.targets)))
            )
            yield "event", draft.signs, int(right)
        elif one.root == NONE:
            yield "event", draft.signs, 0
    for told in tie_drafts([one.scene], weights):
        if told.tie.kind == one.kind and one.source and one.target:
            yield "tie", told.signs, int(set(told.tie.parties) == {*one.source, *one.target})


def _as_event(event: Any) -> Gold:
    told = {
        "source": event.source,
        "root": event.root,
        "targets": list(event.targets),
        "modality": event.modality,
        "date": None,
    }
    return told | {"source": coded(event.source), "targets": [coded(code) for code in event.targets]}


def _as_tie(tie: Any) -> Gold:
    step = "terminated" if tie.status == "ended" else tie.status
    return {"kind": tie.kind, "parties": [coded(code) for code in tie.parties], "status": step, "date": None}


def predicted(text: Text, weights: Weights, event: float, tie: float) -> Gold:
    """Read a text with these weights and thresholds."""
    events = [replace(d.event, confidence=sure) for d in drafts(text.walked, linear(), weights)
              if (sure := judged(d.signs, "event", weights)) >= event]  # fmt: skip
    told = [d.tie for d in tie_drafts(text.walked, weights) if judged(d.signs, "tie", weights) >= tie]
    return {"events": [_as_event(one) for one in once(events)], "ties": [_as_tie(one) for one in ties_once(told)]}


def f1(found: dict[str, Gold], written: list[Text], score: ModuleType, kind: str) -> str:
    """Give loose precision, recall and F1 as text."""
    counts: Counter[str] = Counter()
    for text in written:
        for level, outcome, _ in score.outcomes(kind, text.gold[kind], found[text.key][kind]):
            counts[outcome] += level == "loose"
    rates = score.rates(*(counts[name] for name in ("tp", "fp", "fn", "ignored")))
    return " ".join(f"{rates[name] or 0:.3f}" for name in ("precision", "recall", "f1"))


def held_out(
    corpus: list[Example], marked: list[Marked], written: list[Text], score: ModuleType, folds: int, share: float = 1.0
) -> Iterator[tuple[Text, Weights]]:
    """Give each text with weights trained without it; `share` of the other texts are used."""
    random = np.random.default_rng(1)
    fold = random.permutation(len(written)) % folds
    for k in range(folds):
        others = [text for i, text in enumerate(written) if fold[i] != k and random.random() < share]
        weights = train(corpus, marked, others, score)
        yield from ((text, weights) for i, text in enumerate(written) if fold[i] == k)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", nargs="*", type=Path, default=[CORPUS / "articles"])
    options.add_argument("--folds", type=int, default=5)
    options.add_argument("--curve", action="store_true")
    given = options.parse_args()
    score = scorer()
    marked: list[Marked] = []
    corpus, written = list(sentences(marked)), texts(given.texts, score)
    print(f"{len(corpus):,} examples of marked sentences, {len(written)} written texts", flush=True)
    if given.folds > 1:
        models = list(held_out(corpus, marked, written, score, given.folds))
        print(f"{'threshold':>10}   events: precision recall f1   ties: precision recall f1")
        for limit in THRESHOLDS:
            found = {text.key: predicted(text, weights, limit, limit) for text, weights in models}
            print(
                f"{limit:10.2f}           {f1(found, written, score, 'events')}         {f1(found, written, score, 'ties')}",
                flush=True,
            )
    for share in (0.25, 0.5, 1.0) if given.curve else ():
        found = {text.key: predicted(text, weights, EVENT_SURE, TIE_SURE)
                 for text, weights in held_out(corpus, marked, written, score, given.folds, share)}  # fmt: skip
        print(
            f"{share:5.0%} of the texts: events {f1(found, written, score, 'events')}  ties {f1(found, written, score, 'ties')}",
            flush=True,
        )
    weights = train(corpus, marked, written, score)
    MODEL.mkdir(exist_ok=True)
    np.savez_compressed(
        MODEL / "weights.npz",
        roles=weights.roles,
        cues=weights.cues,
        judges=weights.judges,
        scales=np.array(weights.scales),
    )
    print(f"written: {(MODEL / 'weights.npz').stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
