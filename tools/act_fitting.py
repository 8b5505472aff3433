"""What the network of acts and ties and the larger one that teaches it are fitted by alike; needs torch.

Both give for a batch the logits of what each word tells, of each phrase's being its source and target, and of its having no target;
and of the kind of tie that each word for one tells, and of each phrase's being its party.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from act_examples import PARTS, UNKNOWN, Example, Tied, parts_of
from torch.nn import functional

from latticework.text.act_network import FAR, step_of
from latticework.text.classes import CLASSES
from latticework.text.coder import NONE
from latticework.text.links import SHARP

Tensors = dict[str, torch.Tensor]


class Logits(NamedTuple):
    """Of words by class; of phrases by role; of words having no target; of words for ties by kind; of phrases being their parties."""

    told: torch.Tensor
    sides: torch.Tensor
    none: torch.Tensor
    kinds: torch.Tensor
    parties: torch.Tensor


MADE = tuple(array for arrays in PARTS.values() for array in arrays)
"""What a teacher says of a stretch, but for its rows of words."""

FEW = 20
"""Words for ties that are added to those of a batch, so that the few of a batch of marked sentences do not outweigh the rest."""

_UNTOLD = CLASSES.index(NONE)


def laid_out(batch: Sequence[Example], length: int) -> Tensors:
    """Lay out the words and phrases of stretches, each stretch `length` places long; place -1 is nowhere."""
    return _of_acts(batch, length) | _of_ties(batch, length)


def _of_acts(batch: Sequence[Example], length: int) -> Tensors:
    held: dict[str, list[int]] = {name: [] for name in ("word", "act", "sort", "told", "aimed", "of", "phrase", "rule", "step", "source", "target", "cue_rows", "cue_at", "pair_rows", "pair_at")}  # fmt: skip
    for number, one in enumerate(batch):
        base = number * length
        for word in one.cues:
            of = len(held["word"])
            held["cue_at"].append(len(held["cue_rows"]))
            held["cue_rows"].extend(word.rows.tolist())
            for name, value in (("word", base + word.place), ("act", word.act), ("sort", word.sort), ("told", word.told), ("aimed", -1 if word.aimed is None else int(word.aimed))):  # fmt: skip
                held[name].append(value)
            for phrase in word.phrases:
                held["pair_at"].append(len(held["pair_rows"]))
                held["pair_rows"].extend(phrase.rows.tolist())
                step = step_of(phrase.place, word.place) if phrase.place >= 0 else FAR
                place = base + phrase.place if phrase.place >= 0 else -1
                for name, value in (("of", of), ("phrase", place), ("rule", phrase.rule), ("step", step), ("source", int(phrase.source)), ("target", int(phrase.target))):  # fmt: skip
                    held[name].append(value)
    return {name: torch.tensor(values, dtype=torch.long) for name, values in held.items()}


def _of_ties(batch: Sequence[Example], length: int) -> Tensors:
    held: dict[str, list[int]] = {name: [] for name in ("word", "sort", "label", "kind", "told", "of", "phrase", "rule", "step", "party", "kind_rows", "kind_at", "party_rows", "party_at")}  # fmt: skip

    def laid(base: int, word: Tied) -> None:
        of = len(held["word"])
        held["kind_at"].append(len(held["kind_rows"]))
        held["kind_rows"].extend(word.rows.tolist())
        for name, value in (("word", base + word.place), ("sort", word.sort), ("label", word.label), ("kind", word.kind), ("told", word.told)):  # fmt: skip
            held[name].append(value)
        for phrase in word.phrases:
            held["party_at"].append(len(held["party_rows"]))
            held["party_rows"].extend(phrase.rows.tolist())
            place = base + phrase.place if phrase.place >= 0 else -1
            for name, value in (("of", of), ("phrase", place), ("rule", phrase.rule), ("step", step_of(phrase.place, word.place) if place >= 0 else FAR), ("party", int(phrase.party))):  # fmt: skip
                held[name].append(value)

    for number, one in enumerate(batch):
        for word in one.ties:
            laid(number * length, word)
    return {f"tie_{name}": torch.tensor(values, dtype=torch.long) for name, values in held.items()}


def batches(given: Sequence[Example], size: int, *, shuffle: bool = True) -> list[list[Example]]:
    """Put stretches of like length together, at most `size` words with padding."""
    out, now = list[list[Example]](), list[Example]()
    for one in sorted(given, key=lambda one: len(one.words) + (random.random() * 20 if shuffle else 0)):
        if now and len(one.words) * (len(now) + 1) > size:
            out.append(now)
            now = []
        now.append(one)
    out += [now] if now else []
    if shuffle:
        random.shuffle(out)
    return out


def wide_sum(table: torch.nn.EmbeddingBag, rows: torch.Tensor, starts: torch.Tensor) -> torch.Tensor:
    """Sum the weights of the signs of each word or phrase, as `links` does."""
    sizes = torch.diff(torch.cat((starts, torch.tensor([len(rows)]))))
    out: torch.Tensor = table(rows, starts) * (SHARP / sizes.float().sqrt())[:, None]
    return out


def shares_of(logits: Logits, t: Tensors) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Give the logarithms of the shares of each phrase as source and as target of its word, and of words having no target."""
    pairs, none = logits.sides, logits.none
    sources = pairs[:, 0] - _log_sum(pairs[:, 0], t["of"], len(none))[t["of"]]
    every, of = torch.cat((pairs[:, 1], none)), torch.cat((t["of"], torch.arange(len(none))))
    targets = every - _log_sum(every, of, len(none))[of]
    return sources, targets[: len(pairs)], targets[len(pairs) :]


def made_of(logits: Logits, t: Tensors, batch: Sequence[Example]) -> dict[int, dict[str, np.ndarray]]:
    """Give what was made of each stretch of a batch, by its identity: shares in half precision."""
    sources, targets, none = shares_of(logits, t)
    made = {"told": logits.told.softmax(-1), "none": none.exp(), "sources": sources.exp(), "targets": targets.exp(), "kinds": logits.kinds.softmax(-1), "parties": logits.parties.sigmoid()}  # fmt: skip
    found, starts = dict[int, dict[str, np.ndarray]](), dict.fromkeys(PARTS, 0)
    for one in batch:
        own = found[id(one)] = {}
        for name, size in parts_of(one).items():
            for array in PARTS[name]:
                own[array] = made[array][starts[name] : starts[name] + size].numpy().astype(np.float16)
            starts[name] += size
    return found


def _log_sum(values: torch.Tensor, of: torch.Tensor, size: int) -> torch.Tensor:
    most = torch.full((size,), -1e4).scatter_reduce(0, of, values.detach(), "amax")
    return most + torch.log(torch.zeros(size).scatter_add(0, of, torch.exp(values - most[of])) + 1e-20)


def loss_as_marked(logits: Logits, t: Tensors) -> torch.Tensor:
    """The loss against the annotation: of what is told, and of the share of all phrases that have each role."""
    told = functional.cross_entropy(logits.told, t["told"], ignore_index=UNKNOWN, reduction="sum")
    loss = told / (t["told"] != UNKNOWN).sum().clamp(min=1)
    sources, targets, none = shares_of(logits, t)
    loss = loss + _ties_as_marked(logits, t)
    size, own = len(none), torch.arange(len(none))
    parts = []
    for shares, right, of in (
        (sources, t["source"] > 0, t["of"]),
        (torch.cat((targets, none)), torch.cat((t["target"] > 0, t["aimed"] == 0)), torch.cat((t["of"], own))),
    ):
        if right.any():
            known = torch.zeros(size, dtype=torch.bool)
            known[of[right]] = True
            parts.append(_log_sum(shares[right], of[right], size)[known])
    return loss - torch.cat(parts).mean() if parts else loss


def _ties_as_marked(logits: Logits, t: Tensors) -> torch.Tensor:
    kinds = functional.cross_entropy(logits.kinds, t["tie_told"], ignore_index=UNKNOWN, reduction="sum")
    parties = functional.binary_cross_entropy_with_logits(logits.parties, t["tie_party"].float(), reduction="sum")
    return kinds / ((t["tie_told"] != UNKNOWN).sum() + FEW) + parties / (len(logits.parties) + FEW)


def loss_as_taught(logits: Logits, t: Tensors, taught: Tensors) -> torch.Tensor:
    """The loss against the shares that the teacher gives; those of sides count as far as it believes that an act is told."""
    size = max(1, len(logits.told))
    sources, targets, none = shares_of(logits, t)
    telling = 1 - taught["told"][:, _UNTOLD]
    loss = -(taught["told"] * logits.told.log_softmax(-1)).sum()
    loss = loss - (telling[t["of"]] * (taught["sources"] * sources + taught["targets"] * targets)).sum()
    loss = (loss - (telling * taught["none"] * none).sum()) / size
    kinds = -(taught["kinds"] * logits.kinds.log_softmax(-1)).sum() / (len(logits.kinds) + FEW)
    parties = functional.binary_cross_entropy_with_logits(logits.parties, taught["parties"], reduction="sum")
    return loss + kinds + parties / (len(logits.parties) + FEW)


def plan_of(optimiser: Any, steps: int) -> Any:
    """Raise the rate over the first steps, then let it fall as a cosine."""
    return torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / 100) * 0.5 * (1 + np.cos(np.pi * min(1, s / steps))))  # fmt: skip


def fitted(
    model: Any, epochs: int, optimiser: Any, given: Callable[[int], list[list[Example]]], loss_of: Callable[[list[Example]], torch.Tensor], after: Callable[[int, float], None]
) -> None:  # fmt: skip
    """Fit a model by the batches of each epoch; `after` is told the mean loss of each."""
    plan = plan_of(optimiser, epochs * len(given(0)))
    for epoch in range(epochs):
        model.train()
        total, number = 0.0, 0
        for batch in given(epoch):
            loss = loss_of(batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            plan.step()
            total, number = total + loss.item(), number + 1
        model.eval()
        after(epoch, total / max(1, number))
