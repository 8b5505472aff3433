"""Whether the confidence of what is read is borne out: how much of what is told at each confidence is right.

`uv run python evaluation/confidence.py [FOLDER...]` reads the annotated texts of folders (default: those of the project that nothing was
trained on), scores their acts and ties with `score.py` of the gold folder, loose, and prints for each tenth of confidence how many
were told, their mean confidence, and the share that is right. What agrees with an optional annotation alone is left out.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from articles import HERE, scorer

from latticework.text.document import Document
from latticework.text.gold import as_gold
from latticework.text.inputs import documents
from latticework.text.read import read_documents

UNSEEN = ("articles", "articles_second", "articles_third", "articles_fourth", "articles_fifth", "articles_sixth")
KINDS = {"events": "acts", "ties": "ties"}

Told = tuple[float, bool]
"""The confidence of a fact, and whether it is right."""


def told(folder: Path, score: ModuleType) -> Iterator[tuple[str, Told]]:
    """Read the texts of a folder; give each act and tie that is told, by its kind."""
    paths = [str(path) for path in sorted(folder.glob("*.json"))]
    for read in read_documents([one for one in documents(paths) if isinstance(one, Document)]):
        made = _scored(score, read.document.key, as_gold(read))
        gold = score.read(folder / f"{read.document.key}.json")
        for kind, facts in (("events", read.events), ("ties", read.ties)):
            sure = {id(one): fact.confidence for one, fact in zip(made[kind], facts, strict=True)}
            for level, outcome, held in score.outcomes(kind, gold[kind], made[kind]):
                if level == "loose" and outcome in ("tp", "fp"):
                    yield kind, (sure[id(held["predicted"])], outcome == "tp")


def _scored(score: ModuleType, key: str, made: dict[str, Any]) -> Any:
    """What was read, as the scoring program reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{key}.json"
        path.write_text(json.dumps(made), encoding="utf-8")
        return score.read(path)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="*", type=Path, default=[HERE / name for name in UNSEEN])
    given, score = options.parse_args(), scorer()
    held: defaultdict[str, list[Told]] = defaultdict(list)
    for folder in given.folders:
        for kind, one in told(folder, score):
            held[kind].append(one)
    print(", ".join(folder.name for folder in given.folders))
    print("confidence      " + "".join(f"{name:>6} told  sure  right   " for name in KINDS.values()))
    for tenth in range(2, 10):
        row = []
        for kind in KINDS:
            here = [one for one in held[kind] if tenth <= 10 * one[0] < tenth + 1]
            sure, right = (sum(one[i] for one in here) / len(here) if here else None for i in (0, 1))
            shares = "".join(f"{'-' if share is None else f'{share:.2f}':>6}" for share in (sure, right))
            row.append(f"{len(here):11}{shares}   ")
        print(f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}      " + "".join(row))


if __name__ == "__main__":
    main()
