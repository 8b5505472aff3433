"""The network of acts and ties as it is trained, with the weights of signs beside it; needs torch. `latticework.text.act_network` is the same without torch."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from act_examples import Example
from act_fitting import Logits, Tensors, batches, fitted, laid_out, loss_as_marked, loss_as_taught, wide_sum
from network_blocks import WIDTH, Block, Conv, drop
from torch import nn
from torch.nn import functional

from latticework.text.act_network import ACTS, FAR, RELATIONS, RULES, SORTS, TAGS, TIE_SORTS
from latticework.text.classes import CLASSES, KINDS
from latticework.text.links import BUCKETS
from latticework.text.network_layers import Floats
from latticework.text.shapes import ROWS, VIEWS

CONVS, BLOCKS, HIDDEN, PAIR = 2, 2, 128, 96
TIE_HIDDEN, TIE_PAIR = 96, 64
HIDDEN_WORD = 0.08
HINTED = 384
"""Width of the teacher's rows of words, which the network's are drawn to while it is trained."""
TAUGHT = 0.6
"""What the teacher counts beside the annotation."""
EPOCHS, WORDS = 4, 4_000
NEWS_REPEATED = 2
OTHERS_EVERY = MARKED_EVERY = 3
"""Of the other texts and of the marked sentences every third is seen in an epoch, the rest in the next ones."""


@dataclass(frozen=True)
class Taught:
    """What the teacher makes of a stretch: shares of what each word tells, of its phrases as source and target, of no target; of the kinds of ties, and of being their parties; and rows of words."""

    told: np.ndarray
    sources: np.ndarray
    targets: np.ndarray
    none: np.ndarray
    kinds: np.ndarray
    parties: np.ndarray
    words: np.ndarray


class Student(nn.Module):
    """The network, and beside it a weight for each sign of words for acts and ties (`wide_cue`, `wide_kind`) and of phrases (`wide_pair`, `wide_party`)."""

    def __init__(self) -> None:
        super().__init__()
        self.views = nn.ModuleList(nn.Embedding(rows, WIDTH) for rows in ROWS.values())
        self.act, self.tag, self.relation = (nn.Embedding(len(names), WIDTH) for names in (ACTS, TAGS, RELATIONS))
        for table in (*self.views, self.act, self.tag, self.relation):
            nn.init.normal_(table.weight, std=0.3)
        self.norm = nn.LayerNorm(WIDTH)
        self.convs = nn.ModuleList(Conv(further=1) for _ in range(CONVS))
        self.blocks = nn.ModuleList(Block() for _ in range(BLOCKS))
        self.cue, self.u, self.v, self.b = (nn.Linear(WIDTH, size) for size in (HIDDEN, 2 * PAIR, 2 * PAIR, 2))
        self.cue_sort, self.u_sort = (nn.Embedding(len(SORTS), size) for size in (HIDDEN, 2 * PAIR))
        self.v_rule, self.rule, self.step = nn.Embedding(len(RULES), 2 * PAIR), nn.Embedding(len(RULES), 2), nn.Embedding(2 * FAR + 1, 2)  # fmt: skip
        self.tie_cue, self.tie_u, self.tie_v, self.tie_b = (nn.Linear(WIDTH, size) for size in (TIE_HIDDEN, TIE_PAIR, TIE_PAIR, 1))  # fmt: skip
        self.tie_cue_sort, self.tie_u_sort = (nn.Embedding(len(TIE_SORTS), size) for size in (TIE_HIDDEN, TIE_PAIR))
        self.tie_cue_kind, self.tie_u_kind = (nn.Embedding(len(KINDS), size) for size in (TIE_HIDDEN, TIE_PAIR))
        self.tie_v_rule, self.tie_rule, self.tie_step = nn.Embedding(len(RULES), TIE_PAIR), nn.Embedding(len(RULES), 1), nn.Embedding(2 * FAR + 1, 1)  # fmt: skip
        for small in (self.cue_sort, self.u_sort, self.v_rule, self.rule, self.step, self.tie_cue_sort, self.tie_u_sort, self.tie_cue_kind, self.tie_u_kind, self.tie_v_rule, self.tie_rule, self.tie_step):  # fmt: skip
            nn.init.normal_(small.weight, std=0.1)
        self.root, self.none, self.kind = nn.Linear(HIDDEN, len(CLASSES)), nn.Linear(HIDDEN, 1), nn.Linear(TIE_HIDDEN, len(KINDS))  # fmt: skip
        self.wide_cue, self.wide_pair, self.wide_kind, self.wide_party = (nn.EmbeddingBag(BUCKETS, size, mode="sum") for size in (len(CLASSES), 2, len(KINDS), 1))  # fmt: skip
        for wide in (self.wide_cue, self.wide_pair, self.wide_kind, self.wide_party):
            nn.init.zeros_(wide.weight)
        self.hint = nn.Linear(WIDTH, HINTED)

    def seen(self, t: Tensors) -> torch.Tensor:
        """What is seen of each word by itself."""
        x: torch.Tensor = self.act(t["acts"]) + self.tag(t["tags"]) + self.relation(t["relations"])
        for i, view in enumerate(self.views):
            x = x + view(t["views"][..., i])
        return x

    def encode(self, t: Tensors) -> torch.Tensor:
        x, mask = drop(self.norm(self.seen(t)), self.training), t["mask"][..., None]
        for conv in self.convs:
            x = conv(x, mask, t["heads"])
        for block in self.blocks:
            x = block(x, mask)
        return x

    def read(self, x: torch.Tensor, t: Tensors) -> Logits:
        x = drop(x, self.training).flatten(0, 1)
        at = x[t["word"]]
        hidden = drop(functional.relu(self.cue(at) + self.cue_sort(t["sort"])), self.training)
        told = self.root(hidden) + wide_sum(self.wide_cue, t["cue_rows"], t["cue_at"])
        seen = x[t["phrase"]] * (t["phrase"] >= 0)[:, None]
        u = (self.u(at) + self.u_sort(t["sort"]))[t["of"]].view(-1, 2, PAIR)
        v = (self.v(seen) + self.v_rule(t["rule"])).view(-1, 2, PAIR)
        pairs = (drop(u, self.training) * v).sum(-1) / PAIR**0.5
        pairs = pairs + self.b(seen) + self.rule(t["rule"]) + self.step(t["step"])
        pairs = pairs + wide_sum(self.wide_pair, t["pair_rows"], t["pair_at"])
        return Logits(told, pairs, self.none(hidden)[:, 0], *self._ties(x, t))

    def _ties(self, x: torch.Tensor, t: Tensors) -> tuple[torch.Tensor, torch.Tensor]:
        at = x[t["tie_word"]]
        hidden = drop(functional.relu(self.tie_cue(at) + self.tie_cue_sort(t["tie_sort"]) + self.tie_cue_kind(t["tie_label"])), self.training)  # fmt: skip
        kinds = self.kind(hidden) + wide_sum(self.wide_kind, t["tie_kind_rows"], t["tie_kind_at"])
        seen = x[t["tie_phrase"]] * (t["tie_phrase"] >= 0)[:, None]
        u = (self.tie_u(at) + self.tie_u_sort(t["tie_sort"]) + self.tie_u_kind(t["tie_kind"]))[t["tie_of"]]
        v = self.tie_v(seen) + self.tie_v_rule(t["tie_rule"])
        pairs = (drop(u, self.training) * v).sum(-1, keepdim=True) / TIE_PAIR**0.5
        pairs = pairs + self.tie_b(seen) + self.tie_rule(t["tie_rule"]) + self.tie_step(t["tie_step"])
        return kinds, (pairs + wide_sum(self.wide_party, t["tie_party_rows"], t["tie_party_at"]))[:, 0]


def tensors(batch: Sequence[Example], *, hide: bool) -> Tensors:
    length = max(len(one.words) for one in batch)
    shape = len(batch), length
    views = np.zeros((*shape, len(VIEWS)), np.int64)
    acts, tags, relations, heads = (np.zeros(shape, np.int64) for _ in range(4))
    mask = np.zeros(shape, np.float32)
    for i, one in enumerate(batch):
        rows, act, tag, relation, head = (np.array(column) for column in zip(*one.words, strict=True))
        here = slice(0, len(rows))
        views[i, here], acts[i, here], tags[i, here], relations[i, here], mask[i, here] = rows, act, tag, relation, 1
        heads[i, here] = i * length + np.where(head < 0, np.arange(len(rows)), head)
    if hide:
        views[np.random.random(shape) < HIDDEN_WORD] = 0
    whole = {"views": views, "acts": acts, "tags": tags, "relations": relations, "heads": heads, "mask": mask}
    return {name: torch.from_numpy(value) for name, value in whole.items()} | laid_out(batch, length)


def _taught(batch: Sequence[Example], taught: dict[int, Taught]) -> Tensors:
    held = [taught[id(one)] for one in batch]
    return {
        name: torch.from_numpy(np.concatenate([getattr(one, name) for one in held])).float()
        for name in ("told", "sources", "targets", "none", "kinds", "parties", "words")
    }


class Lay(Protocol):
    """How a batch is laid out; with `hide`, as for training, some words are hidden."""

    def __call__(self, batch: Sequence[Example], *, hide: bool) -> Tensors: ...


def train(written: Sequence[Example], marked: Sequence[Example], taught: dict[int, Taught], news: tuple[str, ...], name: str, made: Callable[[], Student] = Student, lay: Lay = tensors, seed: int = 1) -> Student:  # fmt: skip
    """Train on the stretches of texts, those of news (by the first letters of their names) more often, and on marked sentences; those that no teacher read are learnt from their annotation alone.

    Another network of this kind may be `made`, and its batches laid out (`lay`) with more than the plain one sees.
    """
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    model = made()
    wide = [model.wide_cue.weight, model.wide_pair.weight, model.wide_kind.weight, model.wide_party.weight]
    own = [p for p in model.parameters() if not any(p is one for one in wide)]
    optimiser = torch.optim.AdamW([{"params": own, "lr": 2e-3, "weight_decay": 0.02}, {"params": wide, "lr": 3e-3, "weight_decay": 0.02}])  # fmt: skip
    printed, others = ([one for one in written if one.key.startswith(news) == own] for own in (True, False))

    def given(epoch: int) -> list[list[Example]]:
        texts = [*printed * NEWS_REPEATED, *others[epoch % OTHERS_EVERY :: OTHERS_EVERY]]
        some = [*texts, *marked[epoch % MARKED_EVERY :: MARKED_EVERY]]
        own = ([one for one in some if (id(one) in taught) == read and bool(one.key) == text] for read in (True, False) for text in (True, False))  # fmt: skip
        out = [batch for alike in own for batch in batches(alike, WORDS)]
        random.shuffle(out)
        return out

    def loss_of(batch: list[Example]) -> torch.Tensor:
        t = lay(batch, hide=True)
        x = model.encode(t)
        logits = model.read(x, t)
        if id(batch[0]) not in taught:
            return loss_as_marked(logits, t)
        told = _taught(batch, taught)
        like = 1 - functional.cosine_similarity(model.hint(x[t["mask"] > 0]), told["words"], dim=-1).mean()
        return (1 - TAUGHT) * loss_as_marked(logits, t) + TAUGHT * (loss_as_taught(logits, t, told) + like)

    began = time.time()
    fitted(model, EPOCHS, optimiser, given, loss_of, lambda epoch, loss: print(f"{name}: epoch {epoch}, loss {loss:.3f}, {time.time() - began:.0f} s", flush=True))  # fmt: skip
    return model


def weights_of(model: Student) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Give the weights of the network; and of the signs of phrases for acts (`pair`, two roles) and ties (`party`), and of words (`cue`, a column a class; `kind`)."""
    held = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    wide = {name: held.pop(f"wide_{name}.weight") for name in ("pair", "party", "cue", "kind")}
    return {name: value for name, value in held.items() if not name.startswith("hint.")}, wide
