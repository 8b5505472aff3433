# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.5", "transformers>=4.46", "numpy>=2.0", "platformdirs>=4", "click>=8.1"]
# ///
"""Train a large parser on UD English EWT that teaches the small one, and let it parse what the corpus holds.

`python tools/teach_parser.py FOLDER_OF_EWT --base ENCODER --out FILE.npz` fine-tunes a sentence encoder (a folder; all-MiniLM-L6-v2,
Apache-2.0, was used) as a parser, prints its scores on the treebank's development and test parts, and writes what it makes of the
sentences of the treebank's training part and of `corpus/`: for each word its likeliest heads, relations and tags with their
probabilities. `tools/train_parser.py --taught FILE.npz` learns from them. The teacher is not shipped, and nothing of it is needed
to read texts. No published gold but the treebank is read.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]
from parser_data import Sentence, batches, label_tables, read, written_sentences  # noqa: E402
from parser_fitting import Tensors, loss_as_marked, marked, scored  # noqa: E402

ARC, LABEL, REACH, KEPT = 256, 160, 24, 8
"""Widths of the heads; and how many heads of a word are kept for the small parser."""

TAGS = 0.3
"""What each kind of tag counts beside heads and relations."""


class Teacher(nn.Module):
    """An encoder of pieces, the first piece of each word, and biaffine heads."""

    def __init__(self, base: str, sizes: dict[str, int]) -> None:
        super().__init__()
        from transformers import AutoModel

        self.encoder = AutoModel.from_pretrained(base)
        width = self.encoder.config.hidden_size
        self.cases, self.root, self.norm = (
            nn.Embedding(5, width),
            nn.Parameter(torch.randn(width) * 0.1),
            nn.LayerNorm(width),
        )
        self.mix = nn.Parameter(torch.zeros(3))
        self.dep, self.head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.arc, self.bias = nn.Linear(ARC, ARC, bias=False), nn.Linear(ARC, 1)
        self.near = nn.Parameter(torch.zeros(2 * REACH + 1))
        self.rel_dep, self.rel_head = nn.Linear(width, LABEL), nn.Linear(width, LABEL)
        self.rel_pair = nn.Linear(LABEL, LABEL, bias=False)
        self.rel_sum = nn.Linear(2 * LABEL, sizes["rel"])
        self.upos, self.xpos = nn.Linear(width, sizes["upos"]), nn.Linear(width, sizes["xpos"])

    def encode(self, t: Tensors) -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            layers = self.encoder(t["pieces"], attention_mask=t["piece_mask"], output_hidden_states=True).hidden_states[
                -3:
            ]
        shares = self.mix.softmax(0)
        x = sum(share * layer.float() for share, layer in zip(shares, layers, strict=True))
        x = x.gather(1, t["firsts"][..., None].expand(-1, -1, x.shape[-1])) + self.cases(t["cases"])
        x = torch.cat((self.root.expand(x.shape[0], 1, -1), x[:, 1:]), 1)
        return functional.dropout(self.norm(x), 0.2, self.training)

    def arcs(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        dep, head = (
            functional.dropout(functional.gelu(layer(x)), 0.2, self.training) for layer in (self.dep, self.head)
        )
        place = torch.arange(x.shape[1])
        apart = (place[None] - place[:, None]).clamp(-REACH, REACH) + REACH
        scores = (
            self.arc(dep) @ head.transpose(1, 2) / math.sqrt(ARC) + self.bias(head)[:, None, :, 0] + self.near[apart]
        )
        scores = scores.masked_fill(mask[:, None, :, 0] == 0, -1e4)
        return scores.masked_fill(torch.eye(x.shape[1], dtype=torch.bool)[None], -1e4)

    def rels(self, x: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        dep, head = (
            functional.dropout(functional.gelu(layer(x)), 0.2, self.training) for layer in (self.rel_dep, self.rel_head)
        )
        head = head.gather(1, heads[..., None].expand(-1, -1, LABEL)).contiguous()
        return self.rel_sum(torch.cat((dep + head, self.rel_pair(dep) * head), -1))


def case_of(form: str) -> int:
    """Tell how a word is capitalised, which an uncased encoder does not see."""
    return 1 if form.islower() else 2 if form.istitle() else 3 if form.isupper() else 4


def tensors(batch: list[Sentence], tokenizer: Any, tables: dict[str, dict[str, int]]) -> Tensors:
    """Cut words into pieces and lay out a batch."""
    coded = tokenizer([[w["form"] for w in s] for s in batch], is_split_into_words=True, padding=True, truncation=True, max_length=510, return_tensors="pt")  # fmt: skip
    out = marked(batch, tables)
    firsts, cases = (np.zeros(out["heads"].shape, np.int64) for _ in range(2))
    for i, sentence in enumerate(batch):
        seen = -1
        for place, word in enumerate(coded.word_ids(i)):
            if word is not None and word != seen:
                firsts[i, word + 1] = place
                seen = word
        cases[i, 1 : len(sentence) + 1] = [case_of(word["form"]) for word in sentence]
    return out | {
        "firsts": torch.from_numpy(firsts),
        "cases": torch.from_numpy(cases),
        "pieces": coded["input_ids"],
        "piece_mask": coded["attention_mask"],
    }


def evaluate(
    model: Teacher, sentences: list[Sentence], tokenizer: Any, tables: dict[str, dict[str, int]]
) -> dict[str, float]:
    """Give the scores on annotated sentences."""
    return scored(model, (tensors(batch, tokenizer, tables) for batch in batches(sentences, 2000, shuffle=False)))


@torch.no_grad()
def taught(
    model: Teacher, sentences: list[Sentence], tokenizer: Any, tables: dict[str, dict[str, int]]
) -> dict[str, np.ndarray]:
    """Parse sentences: for each word its likeliest heads with their shares, and the shares of relations (under the best head) and tags."""
    model.eval()
    found: dict[int, dict[str, np.ndarray]] = {}
    numbers = {id(sentence): i for i, sentence in enumerate(sentences)}
    for batch in batches(sentences, 3000, shuffle=False):
        t = tensors(batch, tokenizer, tables)
        x = model.encode(t)
        arcs = model.arcs(x, t["mask"]).softmax(-1)
        shares, heads = arcs.topk(min(KEPT, arcs.shape[-1]), -1)
        rels = model.rels(x, heads[..., 0]).softmax(-1)
        tags = {name: layer(x).softmax(-1) for name, layer in (("upos", model.upos), ("xpos", model.xpos))}
        for i, sentence in enumerate(batch):
            own = slice(1, len(sentence) + 1)
            pad = KEPT - heads.shape[-1]
            found[numbers[id(sentence)]] = {
                "heads": np.pad(heads[i, own].numpy().astype(np.int16), ((0, 0), (0, pad))),
                "head_shares": np.pad(shares[i, own].numpy().astype(np.float16), ((0, 0), (0, pad))),
                "rel": rels[i, own].numpy().astype(np.float16),
            } | {name: value[i, own].numpy().astype(np.float16) for name, value in tags.items()}
    model.train()
    order = [found[i] for i in range(len(sentences))]
    forms = np.array(["\t".join(w.get("plain", w["form"]) for w in s) for s in sentences], dtype=np.str_)
    return {"forms": forms} | {name: np.concatenate([one[name] for one in order]) for name in order[0]}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--base", required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=6)
    options.add_argument("--rate", type=float, default=1.2e-4)
    given = options.parse_args()
    from transformers import AutoTokenizer

    random.seed(1)
    torch.manual_seed(1)
    tokenizer = AutoTokenizer.from_pretrained(given.base, use_fast=True)
    train, dev, test = (read(given.folder / f"en_ewt-ud-{part}.conllu.gz") for part in ("train", "dev", "test"))
    tables = label_tables(train)
    model = Teacher(given.base, {name: len(table) for name, table in tables.items()})
    slow = list(model.encoder.parameters())
    known = {id(p) for p in slow}
    fast = [p for p in model.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW([{"params": slow, "lr": given.rate}, {"params": fast, "lr": 1e-3}], weight_decay=0.01)
    steps = given.epochs * len(batches(train, 1500, shuffle=True))
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1, (s + 1) / 200) * 0.5 * (1 + math.cos(math.pi * min(1, s / steps)))
    )
    began = time.time()
    for epoch in range(given.epochs):
        for batch in batches(train, 1500, shuffle=True):
            loss = loss_as_marked(model, tensors(batch, tokenizer, tables), TAGS)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            plan.step()
        print(epoch, f"{time.time() - began:.0f}s", evaluate(model, dev, tokenizer, tables), flush=True)
    print("test", evaluate(model, test, tokenizer, tables), flush=True)
    more = written_sentences(ROOT / "corpus")
    np.savez(given.out, **taught(model, [*train, *more], tokenizer, tables))
    print(
        f"{len(train):,} sentences of the treebank and {len(more):,} of the corpus: {given.out.stat().st_size / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    main()
