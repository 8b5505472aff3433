# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.5", "transformers>=4.46", "numpy>=2.0", "platformdirs>=4", "click>=8.1"]
# ///
"""Train a large network on the written texts that teaches the small one of acts and ties, and let it read what that one learns from.

`python tools/teach_reader.py --base ENCODER --out FILE.npz` fine-tunes a sentence encoder (a folder; all-MiniLM-L6-v2, Apache-2.0, was
used) on the annotated texts of `corpus/articles` in the register of news, but for a third of them, prints at the end how much of that
third it reads as annotated, and writes what it makes of all texts and of the marked sentences of `corpus/`: for each word what it tells
and which phrases are its sides or parties, with probabilities, and its rows of words. `tools/train_links.py --taught FILE.npz` learns
from them. The teacher is not shipped, and nothing of it is needed to read texts. No published gold is read.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools"), str(ROOT / "evaluation")]
from act_examples import Example, of_marked, of_texts  # noqa: E402
from act_fitting import Logits, Tensors, batches, fitted, laid_out, loss_as_marked, made_of, shares_of, wide_sum  # noqa: E402
from articles import scorer  # noqa: E402
from link_examples import CORPUS, NEWS, folds, sentences, texts  # noqa: E402
from taught_files import as_file  # noqa: E402

from latticework.text.act_network import ACTS, RULES, SORTS, TIE_SORTS  # noqa: E402
from latticework.text.classes import CLASSES, KINDS  # noqa: E402
from latticework.text.coder import NONE  # noqa: E402
from latticework.text.links import BUCKETS  # noqa: E402

PAIR, HIDDEN, PIECES = 192, 256, 510
WORDS = 2_400
FROZEN = 2
"""Layers of the encoder that stay as they are, with what is below them: a quarter of the time is saved."""


class Teacher(nn.Module):
    """An encoder of pieces, of which the first of each word is taken, with what the small network has: act, sort, rule, and weights of signs."""

    def __init__(self, base: str, half: bool = False) -> None:
        super().__init__()
        self.half = half
        from transformers import AutoModel

        self.enc = AutoModel.from_pretrained(base)
        width = self.enc.config.hidden_size
        self.act, self.sort, self.rule, self.rb = nn.Embedding(len(ACTS), 32), nn.Embedding(len(SORTS), 16), nn.Embedding(len(RULES), 16), nn.Embedding(len(RULES), 2)  # fmt: skip
        self.norm = nn.LayerNorm(width)
        self.cue, self.out, self.none = nn.Linear(width + 48, HIDDEN), nn.Linear(HIDDEN, len(CLASSES)), nn.Linear(HIDDEN, 1)  # fmt: skip
        self.u, self.v, self.b = nn.Linear(width + 48, 2 * PAIR), nn.Linear(width + 16, 2 * PAIR), nn.Linear(width + 16, 2)  # fmt: skip
        self.tie_sort, self.kind = nn.Embedding(len(TIE_SORTS), 16), nn.Embedding(len(KINDS), 32)
        self.tie_rb = nn.Embedding(len(RULES), 1)
        self.tie_cue, self.tie_out = nn.Linear(width + 48, HIDDEN), nn.Linear(HIDDEN, len(KINDS))
        self.tie_u, self.tie_v, self.tie_b = nn.Linear(width + 48, PAIR), nn.Linear(width + 16, PAIR), nn.Linear(width + 16, 1)  # fmt: skip
        self.wc, self.wp, self.wk, self.wt = (nn.EmbeddingBag(BUCKETS, size, mode="sum") for size in (len(CLASSES), 2, len(KINDS), 1))  # fmt: skip
        for wide in (self.wc, self.wp, self.wk, self.wt):
            nn.init.zeros_(wide.weight)

    def encode(self, t: Tensors) -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            x = self.enc(t["pieces"], attention_mask=t["piece_mask"]).last_hidden_state
        out: torch.Tensor = x.float().gather(1, t["firsts"][..., None].expand(-1, -1, x.shape[-1]))
        return out

    def read(self, x: torch.Tensor, t: Tensors) -> Logits:
        x = functional.dropout(self.norm(x), 0.2, self.training).flatten(0, 1)
        at = torch.cat((x[t["word"]], self.act(t["act"]), self.sort(t["sort"])), 1)
        hidden = functional.dropout(functional.gelu(self.cue(at)), 0.2, self.training)
        seen = torch.cat((x[t["phrase"]] * (t["phrase"] >= 0)[:, None], self.rule(t["rule"])), 1)
        u, v = self.u(at)[t["of"]].view(-1, 2, PAIR), self.v(seen).view(-1, 2, PAIR)
        pairs = (functional.dropout(u, 0.1, self.training) * v).sum(-1) / PAIR**0.5 + self.b(seen) + self.rb(t["rule"])
        told = self.out(hidden) + wide_sum(self.wc, t["cue_rows"], t["cue_at"])
        pairs = pairs + wide_sum(self.wp, t["pair_rows"], t["pair_at"])
        return Logits(told, pairs, self.none(hidden)[:, 0], *self._ties(x, t))

    def _ties(self, x: torch.Tensor, t: Tensors) -> tuple[torch.Tensor, torch.Tensor]:
        at = x[t["tie_word"]], self.tie_sort(t["tie_sort"])
        hidden = functional.dropout(functional.gelu(self.tie_cue(torch.cat((*at, self.kind(t["tie_label"])), 1))), 0.2, self.training)  # fmt: skip
        kinds = self.tie_out(hidden) + wide_sum(self.wk, t["tie_kind_rows"], t["tie_kind_at"])
        seen = torch.cat((x[t["tie_phrase"]] * (t["tie_phrase"] >= 0)[:, None], self.rule(t["tie_rule"])), 1)
        u, v = self.tie_u(torch.cat((*at, self.kind(t["tie_kind"])), 1))[t["tie_of"]], self.tie_v(seen)
        pairs = (functional.dropout(u, 0.1, self.training) * v).sum(-1, keepdim=True) / PAIR**0.5
        pairs = pairs + self.tie_b(seen) + self.tie_rb(t["tie_rule"])
        return kinds, (pairs + wide_sum(self.wt, t["tie_party_rows"], t["tie_party_at"]))[:, 0]


def tensors(batch: Sequence[Example], tokenizer: Any) -> Tensors:
    coded = tokenizer([list(one.forms) for one in batch], is_split_into_words=True, padding=True, truncation=True, max_length=PIECES, return_tensors="pt")  # fmt: skip
    length = max(len(one.words) for one in batch)
    firsts = np.zeros((len(batch), length), np.int64)
    for i in range(len(batch)):
        seen = -1
        for place, word in enumerate(coded.word_ids(i)):
            if word is not None and word != seen:
                firsts[i, word] = place
                seen = word
    pieces = {"pieces": coded["input_ids"], "piece_mask": coded["attention_mask"], "firsts": torch.from_numpy(firsts)}
    return pieces | laid_out(batch, length)


@torch.no_grad()
def scored(model: Teacher, given: Sequence[Example], tokenizer: Any) -> dict[str, float]:
    """Give the shares, in percent, of annotated acts with the right root, source and target, and of other words that tell nothing; and of ties and parties."""
    names = ("root", "source", "target", "nothing", "kind", "no kind", "party", "no party")
    right, total = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    for batch in batches(given, WORDS, shuffle=False):
        t = tensors(batch, tokenizer)
        logits = model.read(model.encode(t), t)
        told, (sources, targets, none) = logits.told.argmax(-1), shares_of(logits, t)
        for found, gold in zip(logits.kinds.argmax(-1).tolist(), t["tie_told"].tolist(), strict=True):
            name = "no kind" if gold == KINDS.index(NONE) else "kind"
            total[name] += gold >= 0
            right[name] += found == gold
        for found, gold in zip((logits.parties > 0).tolist(), t["tie_party"].tolist(), strict=True):
            name = "party" if gold else "no party"
            total[name] += 1
            right[name] += found == bool(gold)
        for i in range(len(told)):
            mine, gold = t["of"] == i, int(t["told"][i])
            if gold >= 0:
                name = "nothing" if CLASSES[gold] == NONE else "root"
                total[name] += 1
                right[name] += int(int(told[i]) == gold)
            if bool(t["source"][mine].any()):
                total["source"] += 1
                right["source"] += int(t["source"][mine][sources[mine].argmax()])
            if bool(t["target"][mine].any()):
                total["target"] += 1
                best = targets[mine].argmax()
                right["target"] += int(bool(t["target"][mine][best]) and bool(targets[mine][best] > none[i]))
    return {name: round(100 * right[name] / max(1, n), 1) for name, n in total.items()}


@torch.no_grad()
def taught(model: Teacher, given: Sequence[Example], tokenizer: Any) -> dict[str, np.ndarray]:
    """Read stretches: their names, how many words and phrases each has, and in their order what is made of these."""
    found: dict[int, dict[str, np.ndarray]] = {}
    for batch in batches(given, 2 * WORDS, shuffle=False):
        t = tensors(batch, tokenizer)
        x = model.encode(t)
        logits = model.read(x, t)
        for i, (one, made) in enumerate(zip(batch, made_of(logits, t, batch).values(), strict=True)):
            found[id(one)] = made | {"words": x[i, : len(one.words)].numpy().astype(np.float16)}
    return as_file(given, found)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base", required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument(
        "--half",
        action="store_true",
        help="compute in half precision: fast where the processor has it, ten times slower where not",
    )
    given = options.parse_args()
    from transformers import AutoTokenizer

    torch.manual_seed(1)
    tokenizer = AutoTokenizer.from_pretrained(given.base, use_fast=True)
    written = texts([CORPUS / "articles"], scorer())
    held = {text.key for text in folds(written)[0]}
    whole, marked = list(of_texts(written)), list(of_marked(sentences()))
    learnt = [one for one in whole if one.key not in held and one.key.startswith(NEWS)]
    unseen = [one for one in whole if one.key in held]
    model = Teacher(given.base, given.half)
    for part in (model.enc.embeddings, *model.enc.encoder.layer[:FROZEN]):
        part.requires_grad_(requires_grad=False)
    slow, wide = [p for p in model.enc.parameters() if p.requires_grad], [one.weight for one in (model.wc, model.wp, model.wk, model.wt)]  # fmt: skip
    known = {id(p) for p in (*model.enc.parameters(), *wide)}
    fast = [p for p in model.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW([{"params": slow, "lr": 2e-4}, {"params": fast, "lr": 1e-3}, {"params": wide, "lr": 3e-3, "weight_decay": 0.02}], weight_decay=0.01)  # fmt: skip
    began = time.time()

    def loss_of(batch: list[Example]) -> torch.Tensor:
        t = tensors(batch, tokenizer)
        return loss_as_marked(model.read(model.encode(t), t), t)

    fitted(model, given.epochs, optimiser, lambda _: batches(learnt, WORDS), loss_of, lambda epoch, loss: print(epoch, f"{time.time() - began:.0f}s", f"loss {loss:.3f}", scored(model, unseen, tokenizer) if epoch + 1 == given.epochs else "", flush=True))  # fmt: skip
    np.savez(given.out, **taught(model, [*whole, *marked], tokenizer))
    print(
        f"{len(whole):,} stretches of texts, {len(marked):,} of marked sentences: {given.out.stat().st_size / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    main()
