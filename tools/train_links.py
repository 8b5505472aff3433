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
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "evaluation"), str(ROOT / "tools")]
from articles import scorer  # noqa: E402
from link_examples import CORPUS, Example, Gold, Marked, Text, annotated, coded, sentences, texts  # noqa: E402
from sparse_fit import fit, table  # noqa: E402

from latticework.text.coder import NONE, linear  # noqa: E402
from latticework.text.event_drafts import drafts  # noqa: E402
from latticework.text.event_once import once  # noqa: E402
from latticework.text.events import SURE, SURE_UNLISTED, surest  # noqa: E402
from latticework.text.links import BUCKETS, CLASSES, JUDGES, KINDS, ROLES, SHARP, Rows, Weights, judged, rows  # noqa: E402
from latticework.text.tie_drafts import tie_drafts  # noqa: E402
from latticework.text.ties import SURE as SURE_TIE  # noqa: E402
from latticework.text.ties import SURE_HINTED, ties_once  # noqa: E402
from latticework.text.ties import surest as surest_ties  # noqa: E402

MODEL = ROOT / "src" / "latticework" / "text" / "link_model"
EPOCHS = 6
KEPT, JUDGE_KEPT = 0.95, 0.7
"""What is left of the weights after each epoch: chosen by cross-validation on the written texts."""
REPEATED = 2
"""How often an example of a text counts against one of a sentence of the corpus: there are fewer, and they are what is read."""
PLAIN_JUDGED = 2
"""How often their drafts count for the judges."""
NEWS, NEWS_REPEATED, NEWS_JUDGED = "s", 3, 4
"""Texts as newspapers, agencies and ministries print them, by the first letter of their names: how often their examples count for the links,
and their drafts for the judges. The others tell an act in every second line, which no real text does; chosen by cross-validation over these."""
JUDGED = 8_000
"""Marked sentences that the judges are trained on beside the texts: plain ones keep plain words for an act believed."""
EVERY = 2
"""Of the marked sentences every second is used: with all of them the links learn no more."""
DOUBT = SURE_UNLISTED - SURE
"""How much surer an act must be that no table has: taken off its confidence here, so that one threshold holds for all."""
HINTED = SURE_HINTED - SURE_TIE
"""How much surer a tie must be that only a hint tells."""
INNER = 3
"""Parts of the texts: the judges learn from each part as it is linked without it, for that is how a new text is linked."""
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
Examples = list[tuple[Rows, int]]


def fitted(examples: Examples, epochs: int, left: float, classes: int = 1) -> NDArray[np.float32]:
    """Fit the columns of one model to its examples."""
    gold = np.array([answer for _, answer in examples], np.int64)
    return fit(table([on for on, _ in examples], BUCKETS, SHARP), gold, classes, epochs, left)


def packed(columns: list[NDArray[np.float32]]) -> tuple[NDArray[np.int16], list[float]]:
    """Pack weights into two bytes each, with the step of each column."""
    steps = [float(np.abs(column).max()) / 32_000 or 1.0 for column in columns]
    return np.stack([np.round(c / s).astype(np.int16) for c, s in zip(columns, steps, strict=True)], 1), steps


def linked(corpus: list[list[Example]], written: list[Text]) -> Weights:
    """Train what links phrases to words for acts and ties, and what a word tells; the judges are left empty."""
    examples = [one for told in corpus for one in told]
    for text in written:
        examples += [*annotated(text)] * (NEWS_REPEATED if text.key.startswith(NEWS) else REPEATED)
    columns = [
        fitted([(on, gold) for role, on, gold in examples if role == name], EPOCHS, KEPT)[:, 0] for name in ROLES
    ]
    roles, steps = packed(columns)
    empty = np.zeros((BUCKETS, len(JUDGES)), np.int16)
    told = [
        fitted([(on, gold) for role, on, gold in examples if role == name], EPOCHS, KEPT, size)
        for name, size in (("cue", len(CLASSES)), ("kind", len(KINDS)))
    ]
    (cues, cue_step), (kinds, kind_step) = (whole(columns) for columns in told)
    return Weights(roles, cues, kinds, empty, (*steps, 1.0, 1.0, cue_step, kind_step))


def whole(columns: NDArray[np.float32]) -> tuple[NDArray[np.int16], float]:
    """Pack weights into two bytes each, with one step for all columns."""
    step = float(np.abs(columns).max()) / 32_000 or 1.0
    return np.round(columns / step).astype(np.int16), step


def to_judge(
    corpus: list[list[Example]], marked: list[Marked], written: list[Text], score: ModuleType
) -> dict[str, Examples]:
    """Give what the judges learn from: what links that have not seen a text or sentence make of it, and whether it is right."""
    judging: dict[str, Examples] = {name: [] for name in JUDGES}
    every = max(1, len(marked) // JUDGED)
    for part in range(INNER):
        unseen = {i for n, i in enumerate(range(0, len(marked), every)) if n % INNER == part}
        links = linked(
            [told for i, told in enumerate(corpus) if i not in unseen],
            [text for i, text in enumerate(written) if i % INNER != part],
        )
        for text in written[part::INNER]:
            for name, signs, right in _drafted(text, links, score):
                judging[name] += [(rows(signs), right)] * (NEWS_JUDGED if text.key.startswith(NEWS) else 1)
        for i in sorted(unseen):
            for name, signs, right in _drafted_alone(marked[i], links):
                judging[name] += [(rows(signs), right)] * PLAIN_JUDGED
    return judging


def train(corpus: list[list[Example]], marked: list[Marked], written: list[Text], score: ModuleType) -> Weights:
    """Train the links, and the judges on what is made of unseen texts."""
    return with_judges(linked(corpus, written), to_judge(corpus, marked, written, score))


def with_judges(links: Weights, judging: dict[str, Examples]) -> Weights:
    """Add judges to links."""
    judges, more = packed([fitted(judging[name], 2 * EPOCHS, JUDGE_KEPT)[:, 0] for name in JUDGES])
    return replace(links, judges=judges, scales=(*links.scales[: len(ROLES)], *more, *links.scales[-2:]))


def _drafted(text: Text, weights: Weights, score: ModuleType) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Give the drafts of a text as right or wrong; what is only an optional fact of the annotation is neither."""
    for draft in drafts(text.walked, linear(), weights):
        found = [gold for gold in text.gold["events"] if score.compare_events(gold, _as_event(draft.event))]
        if not found or not all(gold.get("optional") for gold in found):
            yield "event", draft.signs, int(bool(found))
    for told in tie_drafts(text.walked, weights):
        found = [gold for gold in text.gold["ties"] if score.compare_ties(gold, _as_tie(told.tie))]
        if not found or not all(gold.get("optional") for gold in found):
            yield "tie", told.signs, int(bool(found))


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


@dataclass(frozen=True)
class Drafted:
    """What a text is read as: the surest event and tie of each word, and how many annotated ones have a right draft at all."""

    events: list[Any]
    ties: list[Any]
    reached: Counter[str]


def drafted(text: Text, weights: Weights, score: ModuleType) -> Drafted:
    """Read a text with these weights, whatever the confidence."""
    acts, ties = list(drafts(text.walked, linear(), weights)), list(tie_drafts(text.walked, weights))
    reached = Counter[str]()
    for kind, made, same in (
        ("events", [_as_event(draft.event) for draft in acts], score.compare_events),
        ("ties", [_as_tie(draft.tie) for draft in ties], score.compare_ties),
    ):
        for gold in text.gold[kind]:
            if not gold.get("optional"):
                reached[kind] += 1
                reached[f"{kind} reached"] += any(same(gold, one) for one in made)
    events = [(draft.event, judged(draft.signs, "event", weights) - (0 if draft.listed else DOUBT)) for draft in acts]
    told = [(draft, judged(draft.signs, "tie", weights)) for draft in ties]
    return Drafted(surest(events), surest_ties(told), reached)


def predicted(held: Drafted, event: float, tie: float) -> Gold:
    """Keep what is surer than the thresholds, and write it as annotated texts do."""
    events = [one for one in held.events if one.confidence >= event]
    told = [one for one in held.ties if one.confidence >= tie + (0 if one.plain else HINTED)]
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
    corpus: list[list[Example]],
    marked: list[Marked],
    written: list[Text],
    score: ModuleType,
    folds: int,
    share: float = 1.0,
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
    options.add_argument("--try", dest="only", action="store_true", help="print the scores and write no model")
    given = options.parse_args()
    score = scorer()
    marked: list[Marked] = []
    corpus, written = list(sentences(marked, EVERY)), texts(given.texts, score)
    print(f"{sum(map(len, corpus)):,} examples of marked sentences, {len(written)} written texts", flush=True)
    for share in ((0.25, 0.5, 1.0) if given.curve else (1.0,)) if given.folds > 1 else ():
        held = {
            text.key: drafted(text, weights, score)
            for text, weights in held_out(corpus, marked, written, score, given.folds, share)
        }
        reached = sum((one.reached for one in held.values()), Counter[str]())
        for kind in ("events", "ties"):
            print(
                f"{share:5.0%} of the texts: {reached[kind + ' reached']} of {reached[kind]} {kind} have a right draft"
            )
        print(f"{share:5.0%} of the texts; threshold   events: precision recall f1   ties: precision recall f1")
        for limit in THRESHOLDS:
            found = {key: predicted(read, limit, limit) for key, read in held.items()}
            print(
                f"{limit:27.2f}           {f1(found, written, score, 'events')}         {f1(found, written, score, 'ties')}",
                flush=True,
            )
    if given.only:
        return
    weights = train(corpus, marked, written, score)
    MODEL.mkdir(exist_ok=True)
    np.savez_compressed(
        MODEL / "weights.npz",
        roles=weights.roles,
        cues=weights.cues,
        kinds=weights.kinds,
        judges=weights.judges,
        scales=np.array(weights.scales),
    )
    print(f"written: {(MODEL / 'weights.npz').stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
