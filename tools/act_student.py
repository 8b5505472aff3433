"""The network of acts as it is trained, with the weights of signs beside it; needs torch. `latticework.text.act_network` is the same without torch."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from act_examples import Example
from act_fitting import Logits, Tensors, batches, fitted, laid_out, loss_as_marked, loss_as_taught, wide_sum
from network_blocks import WIDTH, Block, Conv, drop
from torch import nn
from torch.nn import functional

from latticework.text.act_network import ACTS, FAR, RELATIONS, RULES, SORTS, TAGS
from latticework.text.classes import CLASSES
from latticework.text.links import BUCKETS
from latticework.text.network_layers import Floats
from latticework.text.shapes import ROWS, VIEWS

CONVS, BLOCKS, HIDDEN, PAIR = 2, 2, 128, 96
HIDDEN_WORD = 0.08
HINTED = 384
"""Width of the teacher's rows of words, which the network's are drawn to while it is trained."""
TAUGHT = 0.6
"""What the teacher counts beside the annotation."""
EPOCHS, WORDS = 8, 4_000
NEWS_REPEATED = 2
MARKED_EVERY = 2
"""Of the marked sentences every second is seen in an epoch, the others in the next."""


@dataclass(frozen=True)
class Taught:
    """What the teacher makes of a stretch: shares of what each word tells, of its phrases as source and target, of no target; and rows of words."""

    told: np.ndarray
    sources: np.ndarray
    targets: np.ndarray
    none: np.ndarray
    words: np.ndarray


class Student(nn.Module):
    """The network, and beside it a weight for each sign of words (`wide_cue`) and of phrases (`wide_pair`)."""

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
        for small in (self.cue_sort, self.u_sort, self.v_rule, self.rule, self.step):
            nn.init.normal_(small.weight, std=0.1)
        self.root, self.none = nn.Linear(HIDDEN, len(CLASSES)), nn.Linear(HIDDEN, 1)
        self.wide_cue, self.wide_pair = nn.EmbeddingBag(BUCKETS, len(CLASSES), mode="sum"), nn.EmbeddingBag(BUCKETS, 2, mode="sum")  # fmt: skip
        for wide in (self.wide_cue, self.wide_pair):
            nn.init.zeros_(wide.weight)
        self.hint = nn.Linear(WIDTH, HINTED)

    def encode(self, t: Tensors) -> torch.Tensor:
        x = self.act(t["acts"]) + self.tag(t["tags"]) + self.relation(t["relations"])
        for i, view in enumerate(self.views):
            x = x + view(t["views"][..., i])
        x, mask = drop(self.norm(x), self.training), t["mask"][..., None]
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
        return told, pairs + wide_sum(self.wide_pair, t["pair_rows"], t["pair_at"]), self.none(hidden)[:, 0]


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
        for name in ("told", "sources", "targets", "none", "words")
    }


def train(written: Sequence[Example], marked: Sequence[Example], taught: dict[int, Taught], news: str, name: str, seed: int = 1) -> Student:  # fmt: skip
    """Train on the stretches of texts, those of news (by the first letter of their names) twice as often, and on marked sentences."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    model = Student()
    wide = [model.wide_cue.weight, model.wide_pair.weight]
    own = [p for p in model.parameters() if not any(p is one for one in wide)]
    optimiser = torch.optim.AdamW([{"params": own, "lr": 2e-3, "weight_decay": 0.02}, {"params": wide, "lr": 3e-3, "weight_decay": 0.02}])  # fmt: skip
    repeated = [one for one in written for _ in range(NEWS_REPEATED if one.key.startswith(news) else 1)]

    def given(epoch: int) -> list[list[Example]]:
        out = [*batches(repeated, WORDS), *batches(marked[epoch % MARKED_EVERY :: MARKED_EVERY], WORDS)]
        random.shuffle(out)
        return out

    def loss_of(batch: list[Example]) -> torch.Tensor:
        t, made = tensors(batch, hide=True), _taught(batch, taught)
        x = model.encode(t)
        logits = model.read(x, t)
        like = 1 - functional.cosine_similarity(model.hint(x[t["mask"] > 0]), made["words"], dim=-1).mean()
        return (1 - TAUGHT) * loss_as_marked(logits, t) + TAUGHT * (loss_as_taught(logits, t, made) + like)

    began = time.time()
    fitted(model, EPOCHS, optimiser, given, loss_of, lambda epoch, loss: print(f"{name}: epoch {epoch}, loss {loss:.3f}, {time.time() - began:.0f} s", flush=True))  # fmt: skip
    return model


def weights_of(model: Student) -> tuple[dict[str, Floats], Floats, Floats]:
    """Give the weights of the network, of the signs of phrases (two roles) and of words (one column a class)."""
    held = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    wide = held.pop("wide_pair.weight"), held.pop("wide_cue.weight")
    return {name: value for name, value in held.items() if not name.startswith("hint.")}, *wide
