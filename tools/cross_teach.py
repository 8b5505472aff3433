# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.5", "transformers>=4.46", "numpy>=2.0", "platformdirs>=4", "click>=8.1"]
# ///
"""Let networks that see what a large encoder makes of words teach the small one, each of the texts of news that it has not seen.

`python tools/cross_teach.py --encoder FOLDER --taught FILE.npz --out CROSSED.npz` lets a sentence encoder (a folder;
all-mpnet-base-v2, Apache-2.0, was used, as it is) read the texts of news, and trains three times, without a part of the texts and
sentences, the network of `act_student` with the encoder's rows beside the letters of each word, taught by FILE (`tools/teach_reader.py`). Each
reads the part it has not seen; its shares take the place of those in FILE. So the small network is taught what can be known of a text
without its annotation, and how sure of it one can be. `tools/train_links.py --taught CROSSED.npz` learns from that. Some ten CPU minutes
for the encoder and fifteen a network. Nothing of the encoder is needed to read texts. No published gold is read.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools"), str(ROOT / "evaluation")]
from act_examples import PARTS, Example  # noqa: E402
from act_fitting import Tensors, batches, made_of  # noqa: E402
from act_student import WIDTH, WORDS, Student, tensors, train  # noqa: E402
from articles import scorer  # noqa: E402
from link_examples import CORPUS, FOLDS, NEWS  # noqa: E402
from train_links import Given, given_by  # noqa: E402

LAYERS = (6, 9, 12)
"""Layers of the encoder whose rows are seen."""
AT_ONCE, PIECES = 2_400, 510
LACKING, DROPPED = 0.05, 0.1
"""Share of stretches whose rows are hidden in training, as all are of other texts and sentences; and of numbers of rows that are."""

Rows = dict[int, np.ndarray]


@torch.no_grad()
def encoded(folder: str, given: Sequence[Example]) -> Rows:
    """Give the rows of the first piece of each word of stretches, in half precision, by the identity of the stretch."""
    from transformers import AutoModel, AutoTokenizer

    tokenizer, encoder = AutoTokenizer.from_pretrained(folder, use_fast=True), AutoModel.from_pretrained(folder).eval()
    out = Rows()
    for batch in batches(given, AT_ONCE, shuffle=False):
        coded = tokenizer([list(one.forms) for one in batch], is_split_into_words=True, padding=True, truncation=True, max_length=PIECES, return_tensors="pt")  # fmt: skip
        layers = encoder(**coded, output_hidden_states=True).hidden_states
        for i, one in enumerate(batch):
            places = first_pieces(coded.word_ids(i), len(one.words))
            out[id(one)] = torch.cat([layers[n][i][places] for n in LAYERS], -1).numpy().astype(np.float16)
        print(f"\r{len(out):,} of {len(given):,} stretches", end="", flush=True)
    print()
    return out


def first_pieces(words: Sequence[int | None], size: int) -> list[int]:
    """Give the place of the first piece of each word; that of the beginning for words that were cut off."""
    out = [0] * size
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if word is not None:
            out[word] = place
    return out


class Rich(Student):
    """The network with rows of the encoder beside the letters of each word."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.rich_norm, self.rich = nn.LayerNorm(size), nn.Linear(size, WIDTH, bias=False)
        nn.init.normal_(self.rich.weight, std=0.02)
        self.lacking = nn.Parameter(torch.zeros(WIDTH))

    def see(self, t: Tensors) -> torch.Tensor:
        rows = nn.functional.dropout(self.rich_norm(t["rich"].float()), DROPPED, self.training)
        return super().see(t) + torch.where(t["has"][..., None] > 0, self.rich(rows), self.lacking)


def laid_out(rows: Rows, size: int) -> Any:
    """Give what lays out a batch with its rows."""

    def lay_out(batch: Sequence[Example], *, hide: bool) -> Tensors:
        t = tensors(batch, hide=hide)
        shape = t["mask"].shape
        rich, has = np.zeros((*shape, size), np.float16), np.zeros(shape, np.float32)
        for i, one in enumerate(batch):
            held = rows.get(id(one))
            if held is not None and not (hide and random.random() < LACKING):
                rich[i, : len(held)], has[i, : len(held)] = held, 1
        return t | {"rich": torch.from_numpy(rich), "has": torch.from_numpy(has)}

    return lay_out


@torch.no_grad()
def crossed(given: Given, rows: Rows, part: int) -> list[dict[str, np.ndarray]]:
    """Train without a part, and give what is made of the stretches of news of that part, in their order."""
    torch.set_num_threads(1)
    size = next(iter(rows.values())).shape[1]
    acts = [one for text in given.texts_of(part) for one in given.acts[text.key]]
    alone = [one for i in given.sentences_of(part) for one in given.alone[i]]
    lay_out = laid_out(rows, size)
    with torch.enable_grad():
        model = train(acts, alone, given.taught, NEWS, f"without part {part}", lambda: Rich(size), lay_out)
    found, unseen = dict[int, dict[str, np.ndarray]](), news_of(given, part)
    for batch in batches(unseen, WORDS, shuffle=False):
        t = lay_out(batch, hide=False)
        found |= made_of(model.read(model.encode(t), t), t, batch)
    return [found[id(one)] for one in unseen]


def news_of(given: Given, part: int | None = None) -> list[Example]:
    """Give the stretches of the texts of news, or of those of one part."""
    keys = [text.key for text in given.written if text.key.startswith(NEWS)]
    return [one for key in keys if part is None or given.part[key] == part for one in given.acts[key]]


_GIVEN: list[tuple[Given, Rows]] = []
"""What forked processes train on."""


def _crossed(part: int) -> list[dict[str, np.ndarray]]:
    return crossed(*_GIVEN[0], part)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--encoder", required=True)
    options.add_argument("--taught", type=Path, required=True, help="what tools/teach_reader.py wrote")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--processes", type=int, default=2)
    asked = options.parse_args()
    given = given_by([CORPUS / "articles"], asked.taught, scorer())
    _GIVEN.append((given, encoded(asked.encoder, news_of(given))))
    with ProcessPoolExecutor(asked.processes, get_context("fork")) as pool:
        made = list(pool.map(_crossed, range(FOLDS)))
    new = {id(one): own for part in range(FOLDS) for one, own in zip(news_of(given, part), made[part], strict=True)}
    every = [one for own in (*(given.acts[text.key] for text in given.written), *given.alone) for one in own]
    arrays = [array for held in PARTS.values() for array in held]
    out = {
        name: np.concatenate(
            [new[id(one)][name] if id(one) in new else getattr(given.taught[id(one)], name) for one in every]
        )
        for name in arrays
    }
    np.savez(asked.out, **out, words=np.concatenate([given.taught[id(one)].words for one in every]))
    print(f"written: {asked.out}, {asked.out.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
