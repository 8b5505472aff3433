# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.5", "transformers>=4.46", "numpy>=2.0", "platformdirs>=4", "click>=8.1"]
# ///
"""Train a large network on the written texts that teaches the small one of acts, and let it read what that one learns from.

`python tools/teach_reader.py --base ENCODER --out FILE.npz` fine-tunes a sentence encoder (a folder; all-MiniLM-L6-v2, Apache-2.0, was
used) on the annotated texts of `corpus/articles`, but for a third of those in the register of news, prints after each epoch how much
of that third it reads as annotated, and writes what it makes of all texts and of the marked sentences of `corpus/`: for each word what
it tells and which phrases are its sides, with probabilities, and its rows of words. `tools/train_links.py --taught FILE.npz` learns
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
from act_fitting import Logits, Tensors, batches, fitted, laid_out, loss_as_marked, shares_of, wide_sum  # noqa: E402
from articles import scorer  # noqa: E402
from link_examples import CORPUS, NEWS, folds, sentences, texts  # noqa: E402

from latticework.text.act_network import ACTS, RULES, SORTS  # noqa: E402
from latticework.text.classes import CLASSES  # noqa: E402
from latticework.text.coder import NONE  # noqa: E402
from latticework.text.links import BUCKETS  # noqa: E402

PAIR, HIDDEN, PIECES = 192, 256, 510
WORDS = 2_400
NEWS_REPEATED = 2


class Teacher(nn.Module):
    """An encoder of pieces, of which the first of each word is taken, with what the small network has: act, sort, rule, and weights of signs."""

    def __init__(self, base: str) -> None:
        super().__init__()
        from transformers import AutoModel

        self.enc = AutoModel.from_pretrained(base)
        width = self.enc.config.hidden_size
        self.act, self.sort, self.rule, self.rb = nn.Embedding(len(ACTS), 32), nn.Embedding(len(SORTS), 16), nn.Embedding(len(RULES), 16), nn.Embedding(len(RULES), 2)  # fmt: skip
        self.norm = nn.LayerNorm(width)
        self.cue, self.out, self.none = nn.Linear(width + 48, HIDDEN), nn.Linear(HIDDEN, len(CLASSES)), nn.Linear(HIDDEN, 1)  # fmt: skip
        self.u, self.v, self.b = nn.Linear(width + 48, 2 * PAIR), nn.Linear(width + 16, 2 * PAIR), nn.Linear(width + 16, 2)  # fmt: skip
        self.wc, self.wp = nn.EmbeddingBag(BUCKETS, len(CLASSES), mode="sum"), nn.EmbeddingBag(BUCKETS, 2, mode="sum")
        for wide in (self.wc, self.wp):
            nn.init.zeros_(wide.weight)

    def encode(self, t: Tensors) -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16):
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
        return told, pairs + wide_sum(self.wp, t["pair_rows"], t["pair_at"]), self.none(hidden)[:, 0]


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
    """Give the shares, in percent, of annotated acts with the right root, source and target, and of other words that tell nothing."""
    right, total = dict.fromkeys(("root", "source", "target", "nothing"), 0), dict.fromkeys(("root", "source", "target", "nothing"), 0)  # fmt: skip
    for batch in batches(given, WORDS, shuffle=False):
        t = tensors(batch, tokenizer)
        logits = model.read(model.encode(t), t)
        told, (sources, targets, none) = logits[0].argmax(-1), shares_of(logits, t)
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
    """Read stretches: in their order what is made of their words and phrases."""
    found: dict[int, dict[str, np.ndarray]] = {}
    for batch in batches(given, 2 * WORDS, shuffle=False):
        t = tensors(batch, tokenizer)
        x = model.encode(t)
        logits = model.read(x, t)
        told, (sources, targets, none) = logits[0].softmax(-1), shares_of(logits, t)
        word = phrase = 0
        for i, one in enumerate(batch):
            words, phrases = slice(word, word + len(one.cues)), slice(phrase, phrase + sum(len(cue.phrases) for cue in one.cues))  # fmt: skip
            word, phrase = words.stop, phrases.stop
            whole = {"told": told[words], "sources": sources[phrases].exp(), "targets": targets[phrases].exp(), "none": none[words].exp(), "words": x[i, : len(one.words)]}  # fmt: skip
            found[id(one)] = {name: value.numpy().astype(np.float16) for name, value in whole.items()}
    return {name: np.concatenate([found[id(one)][name] for one in given]) for name in ("told", "sources", "targets", "none", "words")}  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base", required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=5)
    given = options.parse_args()
    from transformers import AutoTokenizer

    torch.manual_seed(1)
    tokenizer = AutoTokenizer.from_pretrained(given.base, use_fast=True)
    written = texts([CORPUS / "articles"], scorer())
    held = {text.key for text in folds(written)[0]}
    whole, marked = list(of_texts(written)), list(of_marked(sentences()))
    learnt = [one for one in whole if one.key not in held for _ in range(NEWS_REPEATED if one.key.startswith(NEWS) else 1)]  # fmt: skip
    unseen = [one for one in whole if one.key in held]
    model = Teacher(given.base)
    slow, wide = list(model.enc.parameters()), [model.wc.weight, model.wp.weight]
    known = {id(p) for p in (*slow, *wide)}
    fast = [p for p in model.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW([{"params": slow, "lr": 1.2e-4}, {"params": fast, "lr": 1e-3}, {"params": wide, "lr": 3e-3, "weight_decay": 0.02}], weight_decay=0.01)  # fmt: skip
    began = time.time()

    def loss_of(batch: list[Example]) -> torch.Tensor:
        t = tensors(batch, tokenizer)
        return loss_as_marked(model.read(model.encode(t), t), t)

    fitted(model, given.epochs, optimiser, lambda _: batches(learnt, WORDS), loss_of, lambda epoch, loss: print(epoch, f"{time.time() - began:.0f}s", f"loss {loss:.3f}", scored(model, unseen, tokenizer), flush=True))  # fmt: skip
    np.savez(given.out, **taught(model, [*whole, *marked], tokenizer))
    print(
        f"{len(whole):,} stretches of texts, {len(marked):,} of marked sentences: {given.out.stat().st_size / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    main()
