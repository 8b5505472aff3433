# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.5", "transformers>=4.46", "numpy>=2.0", "platformdirs>=4", "click>=8.1"]
# ///
"""Let networks that also see the rows of a large encoder read the texts that no teacher has read yet.

`python tools/teach_by_rows.py --base ENCODER --taught FILE.npz --out MORE.npz` looks up what each word of the texts of news has in three
layers of an encoder (a folder; all-mpnet-base-v2, Apache-2.0, was used; it is not trained), trains the small network with these rows
three times, each without a part of the texts that FILE speaks of, and writes FILE with the mean of what the three make of the others.
Such a network reads better than the small one alone, and is far too slow to ship. No published gold is read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools"), str(ROOT / "evaluation")]
import act_student  # noqa: E402
from act_examples import Example, of_marked, of_texts  # noqa: E402
from act_fitting import Tensors, batches, made_of  # noqa: E402
from act_student import HINTED, Student, Taught  # noqa: E402
from articles import scorer  # noqa: E402
from link_examples import CORPUS, FOLDS, NEWS, part_of, sentences, texts  # noqa: E402
from network_blocks import WIDTH  # noqa: E402
from taught_files import WORDS, Arrays, as_file, read_again  # noqa: E402

LAYERS, PIECES, PADDED = (6, 9, 12), 510, 1_600
"""Layers of the encoder whose rows are seen, the pieces it reads at once, and how many of a batch with padding."""
LACKING = 0.05
"""Stretches whose rows are left out in a pass, so that the network can do without."""

ROWS: dict[int, np.ndarray] = {}
"""What each word of a stretch has in the encoder, by the identity of the stretch."""


class Rich(Student):
    """The small network with the rows of an encoder added to what it sees of a word."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.rich, self.rich_norm = nn.Linear(size, WIDTH, bias=False), nn.LayerNorm(size)
        nn.init.normal_(self.rich.weight, std=0.02)
        self.lacking = nn.Parameter(torch.zeros(WIDTH))

    def seen(self, t: Tensors) -> torch.Tensor:
        rows = functional.dropout(self.rich_norm(t["rows"].float()), 0.1, self.training)
        return super().seen(t) + torch.where(t["has"][..., None] > 0, self.rich(rows), self.lacking)


def tensors(batch: Sequence[Example], *, hide: bool) -> Tensors:
    t = act_student.tensors(batch, hide=hide)
    size = next(iter(ROWS.values())).shape[1]
    rows, has = np.zeros((*t["mask"].shape, size), np.float16), np.zeros(t["mask"].shape, np.float32)
    for i, one in enumerate(batch):
        held = ROWS.get(id(one))
        if held is not None and not (hide and np.random.random() < LACKING):
            rows[i, : len(held)], has[i, : len(held)] = held, 1
    return t | {"rows": torch.from_numpy(rows), "has": torch.from_numpy(has)}


@torch.no_grad()
def rows_of(given: Sequence[Example], base: str) -> dict[int, np.ndarray]:
    """Give the rows of the first piece of each word, three layers beside one another."""
    from transformers import AutoModel, AutoTokenizer

    tokenizer, encoder = AutoTokenizer.from_pretrained(base, use_fast=True), AutoModel.from_pretrained(base).eval()
    found = dict[int, np.ndarray]()
    for batch in batches(given, PADDED, shuffle=False):
        coded = tokenizer([list(one.forms) for one in batch], is_split_into_words=True, padding=True, truncation=True, max_length=PIECES, return_tensors="pt")  # fmt: skip
        states = encoder(**coded, output_hidden_states=True).hidden_states
        rows = torch.cat([states[layer] for layer in LAYERS], -1).numpy().astype(np.float16)
        for i, one in enumerate(batch):
            firsts: dict[int, int] = {}
            for place, word in enumerate(coded.word_ids(i)):
                if word is not None:
                    firsts.setdefault(word, place)
            found[id(one)] = rows[i, [firsts.get(word, 0) for word in range(len(one.words))]]
    return found


@torch.no_grad()
def made(model: Student, given: Sequence[Example]) -> dict[int, Arrays]:
    """Read stretches: shares, by their identity."""
    found = dict[int, Arrays]()
    for batch in batches(given, act_student.WORDS, shuffle=False):
        t = tensors(batch, hide=False)
        found |= made_of(model.read(model.encode(t), t), t, batch)
    return found


def mean(read: Sequence[dict[int, Arrays]], one: Example) -> Arrays:
    """Give the mean of several readings of a stretch; a network of this kind has no rows of words to hand on."""
    names = read[0][id(one)]
    shares = {name: np.mean([own[id(one)][name].astype(np.float32) for own in read], 0).astype(np.float16) for name in names}  # fmt: skip
    return shares | {WORDS: np.zeros((len(one.words), HINTED), np.float16)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--base", "--taught", "--out"):
        options.add_argument(name, required=True)
    given: Any = options.parse_args()
    written = list(of_texts(texts([CORPUS / "articles"], scorer())))
    marked = list(of_marked(sentences()))
    with np.load(given.taught) as held:
        old = {id(one): arrays for one, arrays in read_again([*written, *marked], held)}
    taught = {name: Taught(**arrays) for name, arrays in old.items()}
    known, new = ([one for one in written if (id(one) in old) == is_old] for is_old in (True, False))
    ROWS.update(rows_of([one for one in written if one.key.startswith(NEWS)], given.base))
    size = next(iter(ROWS.values())).shape[1]
    read = list[dict[int, Arrays]]()
    for part in range(FOLDS):
        others = [one for one in known if part_of(one.key) != part]
        rich = act_student.train(others, marked, taught, NEWS, f"without part {part}", lambda: Rich(size), tensors)
        read.append(made(rich, new))
    more = {id(one): mean(read, one) for one in new}
    every = [one for one in (*written, *marked) if id(one) in old or id(one) in more]
    np.savez(given.out, **as_file(every, old | more))
    print(f"{len(more):,} of {len(every):,} stretches were read anew")


if __name__ == "__main__":
    main()
