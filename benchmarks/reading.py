"""Speed and memory of reading: sentences per CPU second of one thread, start, and memory over a growing corpus.

`OMP_NUM_THREADS=1 uv run python benchmarks/reading.py [--documents N]`. The texts are the project's own annotated articles, repeated.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
ARTICLES = Path(__file__).resolve().parents[1] / "evaluation" / "articles"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=2_000)
    given = options.parse_args()
    probe = "from latticework.text.coder import linear; from latticework.text.marked import pairs_of; linear().scores(pairs_of(['<s>A</s> met <t>B</t>.']))"
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([sys.executable, "-c", probe], check=True)
    print(f"start to the first typed pair: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before:.2f} CPU s")

    from latticework.text.document import Document, make_document
    from latticework.text.read import read_documents

    rows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(ARTICLES.glob("own-*.json"))]

    def documents() -> Iterator[Document]:
        for i, row in enumerate(islice(cycle(rows), given.documents)):
            yield make_document(row["text"], key=str(i))

    sentences = facts = 0
    began, steps = time.process_time(), max(1, given.documents // 4)
    for n, read in enumerate(read_documents(documents()), 1):
        sentences += len(read.clauses)
        facts += len(read.events) + len(read.ties) + len(read.figures)
        if n % steps == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            spent = time.process_time() - began
            print(
                f"{n:>7,} documents  {sentences / spent:7.0f} sentences per CPU s  {facts:>8,} facts  {peak:5.0f} MB at the peak"
            )


if __name__ == "__main__":
    main()
