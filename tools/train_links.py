# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.5", "numpy>=2.0", "platformdirs>=4", "click>=8.1"]
# ///
"""Train what links phrases to words for acts and ties, and the judges of both, on the written corpus and the written texts.

`python tools/train_links.py --taught FILE.npz --kept FOLDER` reads the marked sentences of corpus/*.tsv, the annotated texts of
corpus/articles, and what `tools/teach_reader.py` made of them. It trains the network of acts with the weights of signs three times
without a part of the texts and sentences and once with all, keeps each in the folder (a run that is broken off goes on from there),
fits the judges on what each makes of the part it has not seen, prints precision, recall and F1 on the texts of news for each
threshold (each text read by links and judged by judges that did not see it), and writes the weights of src/latticework/text/link_model
and act_model. No published gold is read, but for its scoring program, which must be beside the project. Some ten CPU minutes a training.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "evaluation"), str(ROOT / "tools")]
from act_examples import Example as Act  # noqa: E402
from act_examples import of_marked, of_texts  # noqa: E402
from act_student import Taught, train, weights_of  # noqa: E402
from articles import scorer  # noqa: E402
from link_examples import (  # noqa: E402
    CORPUS,
    FOLDS,
    NEWS,
    Gold,
    Marked,
    Text,
    coded,
    folds,
    pairs_in,
    part_of,
    sentences,
    texts,
)
from one_byte import packed  # noqa: E402
from sparse_fit import fit, table  # noqa: E402
from taught_files import read_again  # noqa: E402
from train_coder import coder_without  # noqa: E402
from typing_pairs import macro_f1  # noqa: E402

from latticework.text.act_network import ActNetwork  # noqa: E402
from latticework.text.classes import CLASSES  # noqa: E402
from latticework.text.coder import NONE, Coder, Linear  # noqa: E402
from latticework.text.event_drafts import drafts  # noqa: E402
from latticework.text.event_once import once  # noqa: E402
from latticework.text.events import SURE, SURE_UNLISTED, surest  # noqa: E402
from latticework.text.links import BUCKETS, JUDGES, SHARP, Rows, Weights, judged, rows  # noqa: E402
from latticework.text.network_layers import read_weights  # noqa: E402
from latticework.text.pair_typing import FAINT, told_between  # noqa: E402
from latticework.text.pairs import Pair  # noqa: E402
from latticework.text.tie_drafts import tie_drafts  # noqa: E402
from latticework.text.ties import SURE as SURE_TIE  # noqa: E402
from latticework.text.ties import SURE_HINTED, ties_once  # noqa: E402
from latticework.text.ties import surest as surest_ties  # noqa: E402

MODELS = ROOT / "src" / "latticework" / "text"
EPOCHS, KEPT = 12, 0.7
"""How often the judges see their examples, and what is left of their weights after each time: chosen by cross-validation on the written texts."""
PLAIN_JUDGED, NEWS_JUDGED = 5, 4
"""How often the drafts of sentences and of texts of news count for the judges against those of other texts."""
JUDGED = 8_000
"""Marked sentences that the judges are trained on beside the texts: plain ones keep plain words for an act believed."""
DOUBT = SURE_UNLISTED - SURE
"""How much surer an act must be that no table has: taken off its confidence here, so that one threshold holds for all."""
HINTED = SURE_HINTED - SURE_TIE
"""How much surer a tie must be that only a hint tells."""
PAIRS_EVERY, PAIR_WEIGHTS = 7, (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0)
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
Examples = list[tuple[Rows, int]]
Signed = tuple[str, Rows, int, int]
"""A draft for a judge: which judge, its rows, whether it is right, and how often it counts."""


@dataclass(frozen=True)
class Given:
    """All that is learnt from: texts with their parts, marked sentences, the stretches of both, and what the teacher made of those."""

    written: list[Text]
    part: dict[str, int]
    acts: dict[str, list[Act]]
    marked: list[Marked]
    alone: list[list[Act]]
    taught: dict[int, Taught]

    def texts_of(self, part: int | None) -> list[Text]:
        """The texts outside a part."""
        return [text for text in self.written if self.part[text.key] != part]

    def sentences_of(self, part: int | None) -> list[int]:
        """The numbers of the marked sentences outside a part."""
        return [i for i, one in enumerate(self.marked) if one.part != part]


def given_by(folders: list[Path], taught: Path | None, score: ModuleType) -> Given:
    """Read texts, sentences, and what the teacher made of them, where links are still to be trained."""
    written, marked = texts(folders, score), sentences()
    part = {text.key: part_of(text.key) for text in written}
    if not taught:
        return Given(written, part, {}, marked, [], {})
    acts: dict[str, list[Act]] = {text.key: list(of_texts([text])) for text in written}
    alone = [list(of_marked([one])) for one in marked]
    every = [one for own in (*(acts[text.key] for text in written), *alone) for one in own]
    return Given(written, part, acts, marked, alone, _taught(every, np.load(taught)))


def _taught(every: list[Act], held: Any) -> dict[int, Taught]:
    """Find what the teacher made of stretches; those it did not read, or that have other words for acts and ties since, are learnt from their annotation alone."""
    out = {id(one): Taught(**arrays) for one, arrays in read_again(every, held)}
    print(f"{len(out):,} of {len(every):,} stretches were read by the teacher", flush=True)
    return out


def fitted(examples: Examples) -> NDArray[np.float32]:
    """Fit a judge to its examples."""
    gold = np.array([answer for _, answer in examples], np.int64)
    return fit(table([on for on, _ in examples], BUCKETS, SHARP), gold, 1, EPOCHS, KEPT)[:, 0]


def two_bytes(columns: list[NDArray[np.float32]]) -> tuple[NDArray[np.int16], list[float]]:
    """Pack weights into two bytes each, with the step of each column."""
    steps = [float(np.abs(column).max()) / 32_000 or 1.0 for column in columns]
    return np.stack([np.round(c / s).astype(np.int16) for c, s in zip(columns, steps, strict=True)], 1), steps


def whole(columns: NDArray[np.float32]) -> tuple[NDArray[np.int16], float]:
    """Pack weights into two bytes each, with one step for all columns."""
    step = float(np.abs(columns).max()) / 32_000 or 1.0
    return np.round(columns / step).astype(np.int16), step


def linked(given: Given, part: int | None, kept: Path) -> None:
    """Train the links without a part of texts and sentences, and keep them."""
    torch.set_num_threads(1)
    mine, alone = given.texts_of(part), given.sentences_of(part)
    acts = [one for text in mine for one in given.acts[text.key]]
    name = "all" if part is None else f"without part {part}"
    model = train(acts, [one for i in alone for one in given.alone[i]], given.taught, NEWS, name)
    network, wide = weights_of(model)
    roles, steps = two_bytes([*wide["pair"].T, *wide["party"].T])
    (cues, cue_step), (kinds, kind_step) = whole(wide["cue"]), whole(wide["kind"])
    np.savez_compressed(kept / f"act-{part}.npz", **packed(network))
    scales = np.array((*steps, 1.0, 1.0, cue_step, kind_step))
    np.savez_compressed(kept / f"link-{part}.npz", roles=roles, cues=cues, kinds=kinds, scales=scales)


def coder_without_part(given: Given, part: int) -> Linear:
    """Train the coder of pairs without a part, for one that has seen a text knows what its actors do."""
    pairs: dict[bool, list[tuple[str, Pair]]] = {True: [], False: []}
    for one in given.marked:
        pairs[one.part == part].append((one.root, one.pair))
    for text in given.written:
        pairs[given.part[text.key] == part] += pairs_in(text)
    return coder_without(pairs[False], pairs[True])


def links_kept(part: int | None, kept: Path) -> Weights:
    """Read links that were kept; their judges are empty."""
    held = np.load(kept / f"link-{part}.npz")
    network = ActNetwork(read_weights(np.load(kept / f"act-{part}.npz")))
    empty = np.zeros((BUCKETS, len(JUDGES)), np.int16)
    return Weights(network, held["roles"], held["cues"], held["kinds"], empty, tuple(held["scales"].tolist()))


def to_judge(given: Given, part: int, links: Weights, coder: Coder, score: ModuleType) -> Iterator[Signed]:
    """Give what judges learn from: what links that have not seen a part make of it, and whether it is right."""
    for text in given.written:
        if given.part[text.key] == part:
            often = NEWS_JUDGED if text.key.startswith(NEWS) else 1
            for name, signs, right in _drafted(text, links, coder, score):
                yield name, rows(signs), right, often
    unseen = [one for one in given.marked if one.part == part and not one.inside]
    for one in unseen[:: max(1, FOLDS * len(unseen) // JUDGED)]:
        for name, signs, right in _drafted_alone(one, links, coder):
            yield name, rows(signs), right, PLAIN_JUDGED


def with_judges(links: Weights, signed: list[Signed]) -> Weights:
    """Add judges to links."""
    judging = {name: [(on, right) for judge, on, right, often in signed for _ in range(often) if judge == name] for name in JUDGES}  # fmt: skip
    judges, more = two_bytes([fitted(judging[name]) for name in JUDGES])
    scales = (*links.scales[:-4], *more, *links.scales[-2:])
    return replace(links, judges=judges, scales=scales)


def _drafted(
    text: Text, weights: Weights, coder: Coder, score: ModuleType
) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Give the drafts of a text as right or wrong; what is only an optional fact of the annotation is neither."""
    read = weights.network(text.walked)
    for draft in drafts(text.walked, read, coder, weights):
        found = [gold for gold in text.gold["events"] if score.compare_events(gold, _as_event(draft.event))]
        if not found or not all(gold.get("optional") for gold in found):
            yield "event", draft.signs, int(bool(found))
    for told in tie_drafts(text.walked, read, weights):
        found = [gold for gold in text.gold["ties"] if score.compare_ties(gold, _as_tie(told.tie))]
        if not found or not all(gold.get("optional") for gold in found):
            yield "tie", told.signs, int(bool(found))


def _drafted_alone(one: Marked, weights: Weights, coder: Coder) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Judge only what the marks speak of: the act's own word, and ties of the kind that is told."""
    read = weights.network([one.scene])
    for draft in drafts([one.scene], read, coder, weights):
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
    for told in tie_drafts([one.scene], read, weights):
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


def drafted(text: Text, weights: Weights, coder: Coder, score: ModuleType) -> Drafted:
    """Read a text with these weights, whatever the confidence."""
    seen = weights.network(text.walked)
    acts, ties = list(drafts(text.walked, seen, coder, weights)), list(tie_drafts(text.walked, seen, weights))
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


_GIVEN: list[Given] = []
"""What forked processes train on and read."""

_SIGNED: list[list[Signed]] = []
"""What they fit judges on, by parts."""


def _train(part: int | None, kept: Path) -> None:
    linked(_GIVEN[0], part, kept)


def _signed(part: int, kept: Path) -> tuple[Linear, list[Signed]]:
    """Give the coder of a part, and what judges learn from it."""
    coder = coder_without_part(_GIVEN[0], part)
    return coder, list(to_judge(_GIVEN[0], part, links_kept(part, kept), coder, scorer()))


def _drafted_part(part: int, kept: Path, coder: Linear) -> dict[str, Drafted]:
    """Read the texts of news of a part with links and judges that did not see it."""
    others = [one for own in range(FOLDS) if own != part for one in _SIGNED[own]]
    weights, score = with_judges(links_kept(part, kept), others), scorer()
    return {text.key: drafted(text, weights, coder, score) for text in folds(_GIVEN[0].written)[part]}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", nargs="*", type=Path, default=[CORPUS / "articles"])
    options.add_argument("--taught", type=Path, required=True, help="what tools/teach_reader.py wrote")
    options.add_argument("--kept", type=Path, required=True, help="a folder for what is trained")
    options.add_argument("--processes", type=int, default=2)
    given = options.parse_args()
    score = scorer()
    given.kept.mkdir(exist_ok=True, parents=True)
    missing = [part for part in (*range(FOLDS), None) if not (given.kept / f"link-{part}.npz").exists()]
    held = given_by(given.texts, given.taught if missing else None, score)
    print(f"{len(held.marked):,} marked sentences, {len(held.written)} written texts", flush=True)
    _GIVEN.append(held)
    with ProcessPoolExecutor(given.processes, get_context("fork")) as pool:
        for done in [pool.submit(_train, part, given.kept) for part in missing]:
            done.result()
        found = [done.result() for done in [pool.submit(_signed, part, given.kept) for part in range(FOLDS)]]
    coders, signed = [coder for coder, _ in found], [own for _, own in found]
    _SIGNED.extend(signed)
    with ProcessPoolExecutor(given.processes, get_context("fork")) as pool:
        read = [pool.submit(_drafted_part, part, given.kept, coders[part]) for part in range(FOLDS)]
        measure(held, {key: one for done in read for key, one in done.result().items()}, score)
    measure_pairs(held, [links_kept(part, given.kept) for part in range(FOLDS)], coders)
    weights = with_judges(links_kept(None, given.kept), [one for own in signed for one in own])
    with np.load(given.kept / "act-None.npz") as network:
        _save("act_model", dict(network))
    _save("link_model", {"roles": weights.roles, "cues": weights.cues, "kinds": weights.kinds, "judges": weights.judges, "scales": np.array(weights.scales)})  # fmt: skip


def measure(given: Given, read: dict[str, Drafted], score: ModuleType) -> None:
    """Print how the texts of news are read by links and judges that did not see them."""
    every = [text for own in folds(given.written) for text in own]
    reached = sum((one.reached for one in read.values()), Counter[str]())
    for kind in ("events", "ties"):
        print(f"{reached[kind + ' reached']} of {reached[kind]} {kind} of the texts of news have a right draft")
    print("threshold   events: precision recall f1   ties: precision recall f1")
    for limit in THRESHOLDS:
        found = {key: predicted(one, limit, limit) for key, one in read.items()}
        print(f"{limit:9.2f}           {f1(found, every, score, 'events')}         {f1(found, every, score, 'ties')}", flush=True)  # fmt: skip


def measure_pairs(given: Given, links: list[Weights], coders: list[Linear]) -> None:
    """Print how marked sentences are typed by a coder and a network that did not see them, for each weight of the network."""
    roots = coders[0].roots
    order, none = [CLASSES.index(root) for root in roots], roots.index(NONE)
    own, seen, gold = list[NDArray[np.float64]](), list[NDArray[np.float64]](), list[str]()
    for part in range(FOLDS):
        kept = [one for one in given.marked if one.part == part and one.root != NONE][::PAIRS_EVERY]
        pairs = [one.pair for one in kept]
        own.append(np.log(coders[part].scores(pairs) + FAINT))
        seen.append(np.log(told_between(pairs, links[part])[:, order] + FAINT))
        gold += [one.root for one in kept]
    print("weight of the network   macro-F1 of the roots of marked pairs")
    for weight in PAIR_WEIGHTS:
        sums = np.concatenate(own) + weight * np.concatenate(seen)
        sums[:, none] = -np.inf
        print(f"{weight:21.2f}   {macro_f1(gold, [roots[i] for i in sums.argmax(1)]):.3f}", flush=True)


def _save(folder: str, arrays: dict[str, Any]) -> None:
    path = MODELS / folder / "weights.npz"
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(path, **arrays)
    print(f"written: {folder}, {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
