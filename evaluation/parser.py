"""How well the shipped parser reads: tags, heads and relations on the test part of UD English EWT.

`uv run python evaluation/parser.py [FILE.conllu.gz]` parses the annotated words of the treebank (default: the copy beside the
project) and prints, in percent of all words, universal and Penn tags, heads (UAS), and heads with their relations (LAS).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))
from parser_data import read  # noqa: E402

from latticework.text.parser import parse  # noqa: E402

TEST = ROOT.parent / "shared" / "data" / "ud-english-ewt" / "en_ewt-ud-test.conllu.gz"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path, nargs="?", default=TEST)
    given = options.parse_args()
    if not given.file.is_file():
        sys.exit(f"{given.file}: not there; name a file of UD English EWT")
    sentences = read(given.file)
    right, words = Counter[str](), 0
    for sentence, tree in zip(sentences, parse([[word["form"] for word in s] for s in sentences]), strict=True):
        for i, word in enumerate(sentence):
            words += 1
            head = tree.heads[i] + 1 == int(word["head"])
            right["UPOS"] += tree.upos[i] == word["upos"]
            right["XPOS"] += tree.xpos[i] == word["xpos"]
            right["UAS"] += head
            right["LAS"] += head and tree.relations[i] == word["rel"]
    print(f"{len(sentences):,} sentences, {words:,} words")
    for name in ("UPOS", "XPOS", "UAS", "LAS"):
        print(f"{name} {100 * right[name] / words:.2f}")


if __name__ == "__main__":
    main()
