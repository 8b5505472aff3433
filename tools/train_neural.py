# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.5", "transformers>=4.46", "onnx>=1.16", "onnxscript>=0.1", "numpy>=2.0", "platformdirs>=4", "click>=8.1"]
# ///
"""Fine-tune a transformer on the written corpus and export it to ONNX for the coder `onnx:FOLDER`.

`uv run tools/train_neural.py --base MODEL --out FOLDER` trains the named model (a name of a hub or a folder) on corpus/*.tsv
(root, modality, tie, marked sentence) and writes model.onnx, tokenizer.json and roots.json. A part of the sentences is held
out: it chooses the epoch and the temperature, so its scores, which are printed, flatter a little. Only the corpus is read;
no published gold is in it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
from latticework.text.coder_onnx import LONGEST, MARKS, written  # noqa: E402
from latticework.text.marked import pairs_of  # noqa: E402

Example = tuple[int, str]


def read_corpus(folder: Path) -> tuple[list[str], list[Example]]:
    """Give the roots, and each sentence with the place of its root, written as the coder will write it."""
    rows = [
        line.split("\t")
        for path in sorted(folder.glob("*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    roots = sorted({root for root, *_ in rows})
    pairs = pairs_of([sentence for *_, sentence in rows])
    return roots, [(roots.index(row[0]), written(pair, MARKS)) for row, pair in zip(rows, pairs, strict=True)]


def load(base: str, roots: list[str]) -> tuple[Any, Any]:
    """Load the tokenizer with a piece for each mark, and the model with a fresh layer for the roots."""
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(base, use_fast=True)
    model = AutoModelForSequenceClassification.from_pretrained(
        base, num_labels=len(roots), ignore_mismatched_sizes=True
    )
    tokenizer.add_special_tokens({"additional_special_tokens": [mark.strip() for mark in MARKS]})
    model.resize_token_embeddings(len(tokenizer))
    return tokenizer, model


def batches(examples: list[Example], tokenizer: Any, size: int) -> Iterator[tuple[dict[str, Any], Any]]:
    import torch

    for start in range(0, len(examples), size):
        now = examples[start : start + size]
        coded = tokenizer(
            [text for _, text in now], padding=True, truncation=True, max_length=LONGEST, return_tensors="pt"
        )
        yield dict(coded), torch.tensor([root for root, _ in now])


def fit(model: Any, tokenizer: Any, train: list[Example], held: list[Example], given: argparse.Namespace) -> None:
    """Train, and keep the state of the epoch that does best on what is held out."""
    import torch

    device = "cuda" if torch.cuda.is_available() else "cpu"
    model.to(device)
    steps = given.epochs * -(-len(train) // given.batch)
    optimizer = torch.optim.AdamW(model.parameters(), lr=given.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, given.rate, total_steps=steps, pct_start=0.1)
    best, kept = -1.0, {}
    for epoch in range(given.epochs):
        model.train()
        random.shuffle(train)
        for coded, gold in batches(train, tokenizer, given.batch):
            out = model(**{name: column.to(device) for name, column in coded.items()}).logits
            loss = torch.nn.functional.cross_entropy(out, gold.to(device))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        score = macro_f1([root for root, _ in held], logits_of(model, tokenizer, held, given.batch).argmax(1))
        print(f"epoch {epoch + 1}: macro-F1 {score:.3f} on {len(held):,} sentences held out", flush=True)
        if score > best:
            best, kept = score, {name: value.detach().cpu().clone() for name, value in model.state_dict().items()}
    model.load_state_dict(kept)


def logits_of(model: Any, tokenizer: Any, examples: list[Example], size: int) -> NDArray[np.float64]:
    import torch

    model.eval()
    with torch.no_grad():
        rows = [model(**{name: column.to(model.device) for name, column in coded.items()}).logits.double().cpu().numpy()
                for coded, _ in batches(examples, tokenizer, size)]  # fmt: skip
    return np.concatenate(rows)


def macro_f1(gold: list[int], found: NDArray[np.int64]) -> float:
    truth = np.array(gold)
    scores = []
    for root in np.unique(truth):
        hit = ((truth == root) & (found == root)).sum()
        scores.append(2 * hit / ((truth == root).sum() + (found == root).sum()))
    return float(np.mean(scores))


def temperature(logits: NDArray[np.float64], gold: list[int]) -> float:
    """Find the factor on logits that makes the roots held out likeliest."""

    def loss(factor: float) -> float:
        z = logits * factor
        z = z - z.max(1, keepdims=True)
        return float(-(z[np.arange(len(gold)), gold] - np.log(np.exp(z).sum(1))).mean())

    return min((0.3 + 0.05 * k for k in range(40)), key=loss)


def export(model: Any, tokenizer: Any, roots: list[str], factor: float, out: Path) -> None:
    """Write the folder: logits times the temperature's factor, any number of sentences of any length, one file."""
    import torch

    class Scaled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *columns: Any) -> Any:
            return self.model(**dict(zip(names, columns, strict=True))).logits * factor

    model.to("cpu").eval()
    sample, _ = next(batches([(0, "[S] One [/S] met [T] another [/T]."), (0, "[S] A [/S]")], tokenizer, 2))
    names = [name for name in ("input_ids", "attention_mask", "token_type_ids") if name in sample]
    out.mkdir(parents=True, exist_ok=True)
    sizes = {0: torch.export.Dim("sentences"), 1: torch.export.Dim("pieces", max=LONGEST)}
    torch.onnx.export(
        Scaled().eval(), tuple(sample[name] for name in names), str(out / "model.onnx"), input_names=names,
        output_names=["logits"], dynamo=True, dynamic_shapes={"columns": tuple(sizes for _ in names)}, external_data=False,
    )  # fmt: skip
    tokenizer.backend_tokenizer.save(str(out / "tokenizer.json"))
    card = {"roots": roots, "marks": list(MARKS), "longest": LONGEST}
    (out / "roots.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base", required=True, help="the model to start from: a name of a hub, or a folder")
    options.add_argument("--out", required=True, type=Path, help="the folder to write")
    options.add_argument("--corpus", type=Path, default=ROOT / "corpus", help="the folder of .tsv files")
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--batch", type=int, default=32)
    options.add_argument("--rate", type=float, default=3e-5, help="the highest learning rate")
    options.add_argument("--held-out", type=float, default=0.1, help="share of sentences that are not trained on")
    options.add_argument("--seed", type=int, default=0)
    return options.parse_args()


def main() -> None:
    given = arguments()
    import torch

    random.seed(given.seed)
    torch.manual_seed(given.seed)
    roots, examples = read_corpus(given.corpus)
    random.shuffle(examples)
    cut = max(1, int(len(examples) * given.held_out))
    held, train = examples[:cut], examples[cut:]
    tokenizer, model = load(given.base, roots)
    fit(model, tokenizer, train, held, given)
    logits, gold = logits_of(model, tokenizer, held, given.batch), [root for root, _ in held]
    factor = temperature(logits, gold)
    export(model, tokenizer, roots, factor, given.out)
    right = float((logits.argmax(1) == np.array(gold)).mean())
    print(f"held out: macro-F1 {macro_f1(gold, logits.argmax(1)):.3f}, accuracy {right:.3f}; factor {factor:.2f}")
    print(f"written to {given.out}; use it as onnx:{given.out}")


if __name__ == "__main__":
    main()
