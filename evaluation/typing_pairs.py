"""How well a coder types marked pairs: macro-F1 of root, quad and binary class, and sentences per CPU second.

`uv run python evaluation/typing_pairs.py FILE.tsv` reads tab-separated rows with the columns `marked_sentence`, `source`,
`target` and `gold_root` (the PLV format; every cell is text, also "None" and "nan") and prints one JSON object. PLV joins
CONCEDE and RETREAT into YIELD, INVESTIGATE into ACCUSE and FIGHT into ASSAULT; so does this comparison, and it reads acts as
PLOVER's codebook does (`latticework.text.plover`): what is signed is SUPPORT there, an embargo COERCE, what is promised AGREE. Its rows are pairs
that act on each other, so the class NONE is left out of the choice.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from latticework.text.acts import acts_in
from latticework.text.coder import DEFAULT, NONE, Coder, Linear
from latticework.text.coders import coder_named
from latticework.text.marked import pairs_of
from latticework.text.modality import modality
from latticework.text.pair_typing import typed
from latticework.text.pairs import Pair, predicate
from latticework.text.plover import as_plover

JOINED = {"CONCEDE": "YIELD", "RETREAT": "YIELD", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
FOUGHT = {("COERCE", "blockade"): "ASSAULT"}
"""PLV's classes come from those of CAMEO by way of FIGHT, which holds blockades (191) and occupations (192)."""
QUAD = {
    "AGREE": "verbal cooperation", "CONSULT": "verbal cooperation", "SUPPORT": "verbal cooperation",
    "COOPERATE": "material cooperation", "AID": "material cooperation", "YIELD": "material cooperation",
    "REQUEST": "verbal conflict", "ACCUSE": "verbal conflict", "REJECT": "verbal conflict",
    "THREATEN": "verbal conflict", "PROTEST": "material conflict", "SANCTION": "material conflict",
    "MOBILIZE": "material conflict", "COERCE": "material conflict", "ASSAULT": "material conflict",
}  # fmt: skip
Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Read the rows; stops with a message naming a column that is missing."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    missing = {"marked_sentence", "gold_root"} - set(rows[0] if rows else {})
    if missing:
        sys.exit(f"{path}: no column {', '.join(sorted(missing))}")
    return rows


def type_pairs(rows: list[Row], coder: Coder) -> list[str]:
    """Give the root of each marked pair, PLV's joined classes taken together."""
    pairs = pairs_of([row["marked_sentence"] for row in rows])
    scores = typed(pairs, coder)
    classes = sorted(QUAD)
    joined = np.zeros((len(rows), len(classes)))
    for i, root in enumerate(coder.roots):
        if root != NONE:
            joined[:, classes.index(JOINED.get(root, root))] += scores[:, i]
    return [_with_modality(pair, classes[i]) for pair, i in zip(pairs, joined.argmax(1), strict=True)]


def _without_news(coder: Coder) -> Coder:
    """Take the shift to the shares that roots have in news from the default coder: a marked pair may come from anywhere."""
    return replace(coder, bias=np.zeros_like(coder.bias)) if isinstance(coder, Linear) else coder


def _with_modality(pair: Pair, root: str) -> str:
    acts = acts_in(pair.clause)
    apart = frozenset({root, *(name for name, joined in JOINED.items() if joined == root)})
    node = predicate(pair, acts, apart)
    act = acts.get(node)
    own, mode = (act.root if act.root in apart else root, act.mode) if act else (root, "")
    read = FOUGHT.get((own, mode), "") or as_plover(own, modality(pair.clause, node), mode)
    return JOINED.get(read, read)


def macro_f1(gold: list[str], found: list[str]) -> float:
    """Give the mean F1 over the classes that the gold has."""
    scores = [f1(name, gold, found) for name in set(gold)]
    return sum(scores) / len(scores)


def f1(name: str, gold: list[str], found: list[str]) -> float:
    """Give the F1 of one class."""
    hit = sum(g == f == name for g, f in zip(gold, found, strict=True))
    return 2 * hit / (gold.count(name) + found.count(name))


def confusion(gold: list[str], found: list[str]) -> dict[str, dict[str, int]]:
    """Count what each root was taken for."""
    out: dict[str, dict[str, int]] = {}
    for g, f in zip(gold, found, strict=True):
        out.setdefault(g, {}).setdefault(f, 0)
        out[g][f] += 1
    return {g: dict(sorted(row.items(), key=lambda cell: -cell[1])) for g, row in sorted(out.items())}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--coder", default=DEFAULT, help="linear, onnx:FOLDER or llm:ADDRESS#MODEL")
    options.add_argument("--confusion", action="store_true", help="print what each root was taken for")
    given = options.parse_args()
    rows, coder = read(given.file), _without_news(coder_named(given.coder))
    pairs_of(["<s>A</s> met <t>B</t>."])
    began = time.process_time()
    found = type_pairs(rows, coder)
    spent = time.process_time() - began
    gold = [JOINED.get(row["gold_root"], row["gold_root"]) for row in rows]
    quads = [[QUAD[root] for root in roots] for roots in (gold, found)]
    sides = [[quad.split()[1] for quad in part] for part in quads]
    report: dict[str, object] = {
        "rows": len(rows),
        "macro_f1_root": round(100 * macro_f1(gold, found), 1),
        "macro_f1_quad": round(100 * macro_f1(*quads), 1),
        "macro_f1_binary": round(100 * macro_f1(*sides), 1),
        "sentences_per_cpu_second": round(len(rows) / spent, 1),
        "coder": f"{coder.name} {coder.version}",
        "f1_by_root": {name: round(100 * f1(name, gold, found), 1) for name in sorted(set(gold))},
    }
    if given.confusion:
        report["confusion"] = confusion(gold, found)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
