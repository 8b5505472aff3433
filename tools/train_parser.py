# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.2", "numpy>=2.0"]
# ///
"""Train the tagger and parser of the text room on UD English EWT and write its weights.

Run `python tools/train_parser.py FOLDER_OF_EWT [--taught FILE.npz] [--epochs N]`; torch is needed here and nowhere else. With what
`tools/teach_parser.py` wrote, the parser also learns from what a larger one makes of the sentences of the written corpus. Weights
go to src/latticework/text/parser_model/, rounded to one byte each, with the scores on the test part beside them.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]
from network_blocks import REACH, WIDTH, Block, Conv, drop  # noqa: E402
from one_byte import packed  # noqa: E402
from parser_data import Sentence, batches, label_tables, read  # noqa: E402
from parser_fitting import LABELS, Tensors, loss_as_marked, marked, scored  # noqa: E402

from latticework.text.shapes import ROWS, VIEWS, view_rows  # noqa: E402

MODEL = ROOT / "src" / "latticework" / "text" / "parser_model"
BLOCKS, CONVS, ARC, LABEL = 2, 3, 96, 128
HIDDEN_WORD = 0.12
GOLD_REPEATED = 2
"""How often a sentence of the treebank is seen in an epoch in which each sentence that was parsed by the teacher is seen once."""
TAGS = 0.5
"""What each kind of tag counts beside heads and relations."""
Taught = dict[int, dict[str, np.ndarray]]
"""By the identity of a sentence, what the teacher makes of its words."""


def read_taught(path: Path, train: list[Sentence]) -> tuple[list[Sentence], Taught]:
    """Give the sentences that only the teacher parsed, with what it made of them; those of the treebank have their own trees."""
    known = {tuple(word["form"] for word in s) for s in train}
    held = np.load(path)
    arrays = {name: held[name] for name in held.files if name != "forms"}
    sentences, taught, at = [], {}, 0
    for line in held["forms"].tolist():
        forms = tuple(line.split("\t"))
        here = slice(at, at + len(forms))
        at += len(forms)
        if forms not in known:
            sentences.append([{"form": form} for form in forms])
            taught[id(sentences[-1])] = {name: array[here] for name, array in arrays.items()}
    return sentences, taught


class Parser(nn.Module):
    def __init__(self, upos: int, xpos: int, rels: int) -> None:
        super().__init__()
        self.views = nn.ModuleList(nn.Embedding(rows, WIDTH) for rows in ROWS.values())
        self.edge = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.norm = nn.LayerNorm(WIDTH)
        self.convs = nn.ModuleList(Conv() for _ in range(CONVS))
        self.blocks = nn.ModuleList(Block() for _ in range(BLOCKS))
        self.upos, self.xpos = nn.Linear(WIDTH, upos), nn.Linear(WIDTH, xpos)
        self.dep, self.head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc, self.bias = nn.Linear(ARC, ARC, bias=False), nn.Linear(ARC, 1)
        self.near = nn.Parameter(torch.zeros(2 * REACH + 1))
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.rel_pair = nn.Linear(LABEL, LABEL, bias=False)
        self.rel = nn.Linear(2 * LABEL, rels)

    def encode(self, t: Tensors) -> torch.Tensor:
        rows, mask = t["rows"], t["mask"]
        x = sum(view(rows[:, :, i]) for i, view in enumerate(self.views))
        x = torch.cat((self.edge.expand(x.shape[0], 1, -1), x[:, 1:]), 1)  # place 0 is the root
        x = drop(self.norm(x), self.training)
        for layer in (*self.convs, *self.blocks):
            x = layer(x, mask)
        return drop(x, self.training)

    def arcs(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        dep, head = (
            drop(functional.relu(self.dep(x)), self.training),
            drop(functional.relu(self.head(x)), self.training),
        )
        place = torch.arange(x.shape[1])
        apart = (place[None] - place[:, None]).clamp(-REACH, REACH) + REACH
        scores = (
            self.arc(dep) @ head.transpose(1, 2) / math.sqrt(ARC) + self.bias(head)[:, None, :, 0] + self.near[apart]
        )
        scores = scores.masked_fill(mask[:, None, :, 0] == 0, -1e4)
        return scores.masked_fill(torch.eye(x.shape[1], dtype=torch.bool)[None], -1e4)

    def rels(self, x: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        dep, head = functional.relu(self.rel_dep(x)), functional.relu(self.rel_head(x))
        head = head.gather(1, heads[..., None].expand(-1, -1, LABEL))
        return self.rel(drop(torch.cat((dep + head, self.rel_pair(dep) * head), -1), self.training))


def tensors(batch: list[Sentence], tables: dict[str, dict[str, int]], hide: bool) -> Tensors:
    out = marked(batch, tables)
    rows = np.zeros((*out["heads"].shape, len(VIEWS)), np.int64)
    for i, sentence in enumerate(batch):
        lower = hide and random.random() < 0.05
        for j, word in enumerate(sentence, 1):
            seen = list(view_rows(word["form"].lower() if lower else word["form"]))
            if hide and random.random() < HIDDEN_WORD:
                seen[0] = seen[1] = 0
                if random.random() < 0.3:
                    seen[2] = 0
            rows[i, j] = seen
    return out | {"rows": torch.from_numpy(rows)}


def evaluate(model: Parser, sentences: list[Sentence], tables: dict[str, dict[str, int]]) -> dict[str, float]:
    return scored(model, (tensors(batch, tables, hide=False) for batch in batches(sentences, 3000, shuffle=False)))


def lemma_rules(sentences: list[Sentence]) -> dict[str, Any]:
    """Learn how a form becomes its lemma: by ending and tag, longest ending first, exceptions as whole forms; and which verbs there are."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence:
            form, lemma = word["form"].lower(), word["lemma"].lower()
            if word["upos"] in ("NOUN", "VERB", "AUX", "ADJ", "ADV") and form.isalpha():
                same = next(
                    (i for i, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b), min(len(form), len(lemma))
                )
                rule = f"{len(form) - same}:{lemma[same:]}"
                for size in range(min(len(form), 6) + 1):
                    counts[f"{word['xpos']} -{form[len(form) - size :]}"][rule] += 1
                counts[f"{word['xpos']} {form}"][rule] += 1
    rules: dict[str, str] = {}

    def above(key: str) -> str | None:
        tag, text = key.split(" ")
        ending = text[1:] if text.startswith("-") else text
        for size in range(len(ending) - (1 if text.startswith("-") else 0), -1, -1):
            shorter = f"{tag} -{ending[len(ending) - size :]}"
            if size <= 6 and shorter in rules:
                return rules[shorter]
        return None

    for key in sorted(counts, key=lambda k: ("-" not in k, len(k))):
        rule, n = counts[key].most_common(1)[0]
        whole = " -" not in key
        if above(key) != rule and (whole or n >= 3 or key.endswith(" -")):
            rules[key] = rule
    verbs = {word["lemma"].lower() for s in sentences for word in s if word["upos"] in ("VERB", "AUX")}
    return {"rules": rules, "verbs": sorted(verb for verb in verbs if verb.isalpha())}


def save(model: Parser, tables: dict[str, dict[str, int]], scores: dict[str, object], lemmas: dict[str, Any]) -> None:
    MODEL.mkdir(exist_ok=True)
    arrays = packed({name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()})
    np.savez_compressed(MODEL / "weights.npz", **arrays)
    words = {name: sorted(table, key=table.__getitem__) for name, table in tables.items()}
    (MODEL / "labels.json").write_text(json.dumps(words | lemmas, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
    (MODEL / "scores.json").write_text(json.dumps(scores, indent=1) + "\n")


def all_batches(train: list[Sentence], more: list[Sentence]) -> list[list[Sentence]]:
    """Give the batches of an epoch, those of the treebank and those of the teacher apart and in any order."""
    own = [batch for _ in range(GOLD_REPEATED if more else 1) for batch in batches(train, 2500, shuffle=True)]
    out = [*own, *(batches(more, 2500, shuffle=True) if more else ())]
    random.shuffle(out)
    return out


def loss_as_taught(model: Parser, t: Tensors, made: list[dict[str, np.ndarray]]) -> torch.Tensor:
    """The loss against the shares that the teacher gives: of heads, of relations under the best head, of tags."""
    length = t["rows"].shape[1]
    whole = {
        name: torch.from_numpy(
            np.stack([np.pad(one[name], ((1, length - 1 - len(one[name])), (0, 0))) for one in made])
        )
        for name in ("heads", "head_shares", *LABELS)
    }
    x = model.encode(t)
    heads, words = whole["heads"].long(), t["mask"][:, :, 0].sum() - len(made)
    inside = heads < length  # of a short sentence the teacher gives places behind its end too, with a share of nothing
    arcs = model.arcs(x, t["mask"]).log_softmax(-1).gather(2, heads * inside)
    heads, shares = heads * inside, whole["head_shares"].float() * inside
    loss = -(shares * arcs).sum() / words
    scores = {"rel": model.rels(x, heads[..., 0]), "upos": model.upos(x), "xpos": model.xpos(x)}
    for name, found in scores.items():
        part = -(whole[name].float() * found.log_softmax(-1)).sum() / words
        loss = loss + (1.0 if name == "rel" else TAGS) * part
    return loss


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--taught", type=Path)
    options.add_argument("--epochs", type=int, default=40)
    options.add_argument("--minutes", type=float, default=1e9, help="shorten the plan so that it ends in this time")
    given = options.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    train, dev, test = (read(given.folder / f"en_ewt-ud-{part}.conllu.gz") for part in ("train", "dev", "test"))
    tables = label_tables(train)
    more, taught = read_taught(given.taught, train) if given.taught else ([], {})
    print(f"{len(train):,} sentences of the treebank, {len(more):,} parsed by a teacher", flush=True)
    model = Parser(*(len(tables[name]) for name in ("upos", "xpos", "rel")))
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, betas=(0.9, 0.98), weight_decay=0.02)
    steps = given.epochs * len(all_batches(train, more))
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1, (s + 1) / 300) * 0.5 * (1 + math.cos(math.pi * min(1, s / steps)))
    )
    began, best = time.time(), 0.0
    for epoch in range(given.epochs):
        for batch in all_batches(train, more):
            t = tensors(batch, tables, hide=True)
            if id(batch[0]) in taught:
                loss = loss_as_taught(model, t, [taught[id(sentence)] for sentence in batch])
            else:
                loss = loss_as_marked(model, t, TAGS)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            plan.step()
        on_dev = evaluate(model, dev, tables)
        print(epoch, f"{time.time() - began:.0f}s", on_dev, flush=True)
        if on_dev["las"] > best:
            best = on_dev["las"]
            lemmas = lemma_rules(train)
            save(
                model,
                tables,
                {"dev": on_dev, "test": evaluate(model, test, tables), "epoch": epoch + 1, "epochs": given.epochs},
                lemmas,
            )


if __name__ == "__main__":
    main()
