"""Make the table of words that hint at a tie: those that stand often in what the annotated texts quote for ties of a kind.

`uv run python tools/make_tie_hints.py` reads corpus/articles and writes src/latticework/text/tables/tie_hints.csv (word, kind). A word is
kept when it stands in the quotes of a kind at least LEAST times and in at least SHARE of all its places; the tables of names and verbs of
ties go first wherever they have a word.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "evaluation"), str(ROOT / "tools")]
from articles import scorer  # noqa: E402
from link_examples import CORPUS, Text, texts  # noqa: E402

OUT = ROOT / "src" / "latticework" / "text" / "tables" / "tie_hints.csv"
TAGS = ("NOUN", "VERB", "ADJ")
LEAST, SHARE = 4, 0.2


def counted(written: list[Text]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Count the places of each word, and those within quotes of ties by kind."""
    places, told = Counter[str](), Counter[tuple[str, str]]()
    for text in written:
        spans = [
            (start, start + len(tie["quote"]), tie["kind"])
            for tie in text.gold["ties"]
            for start in [text.text.find(tie["quote"])]
        ]
        for scene in text.walked:
            clause = scene.clause
            for i, token in enumerate(clause.tokens):
                if clause.tree.upos[i] in TAGS and i not in clause.hit_at and clause.lemma(i).isalpha():
                    places[clause.lemma(i)] += 1
                    told.update(
                        (clause.lemma(i), kind) for kind in {k for low, high, k in spans if low <= token.start < high}
                    )
    return places, told


def main() -> None:
    places, told = counted(texts([CORPUS / "articles"], scorer()))
    kept: dict[str, tuple[float, str]] = {}
    for (word, kind), count in told.items():
        share = count / places[word]
        if count >= LEAST and share >= SHARE:
            kept[word] = max(kept.get(word, (0.0, "")), (share, kind))
    lines = [f"{word},{kind}" for word, (_, kind) in sorted(kept.items())]
    OUT.write_text("word,kind\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words that hint at a tie")


if __name__ == "__main__":
    main()
