"""What the parsers are trained on: the treebank's sentences, and the sentences of the written corpus without trees."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from latticework.text.names import find_names
from latticework.text.sentences import plain_forms
from latticework.text.tokens import sentences

Sentence = list[dict[str, str]]
LONGEST = 120
"""Words of a sentence that is used."""
_MARK = re.compile(r"</?[st]>")


def read(path: Path) -> list[Sentence]:
    """Read the sentences of a file of the treebank; words that are two tokens are taken apart."""
    sentences, now = list[Sentence](), Sentence()
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        if not line:
            if now:
                sentences.append(now)
            now = []
        elif not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                now.append({"form": cells[1], "lemma": cells[2], "upos": cells[3], "xpos": cells[4], "head": cells[6], "rel": cells[7]})  # fmt: skip
    if now:
        sentences.append(now)
    return sentences


def label_tables(train: list[Sentence]) -> dict[str, dict[str, int]]:
    """Number the labels."""
    return {
        name: {label: i for i, label in enumerate(sorted({word[name] for s in train for word in s}))}
        for name in ("upos", "xpos", "rel")
    }


def batches(sentences: list[Sentence], size: int, shuffle: bool) -> list[list[Sentence]]:
    """Put sentences of like length together, `size` words at most."""
    order = sorted(sentences, key=lambda s: len(s) + (random.random() * 4 if shuffle else 0))
    out, now = list[list[Sentence]](), list[Sentence]()
    for sentence in order:
        if now and (len(now) + 1) * (len(sentence) + 1) > size:
            out.append(now)
            now = []
        now.append(sentence)
    out.append(now)
    if shuffle:
        random.shuffle(out)
    return out


def written_sentences(corpus: Path) -> list[Sentence]:
    """Cut the texts of the corpus into sentences: each word as it stands (`form`) and as the small parser sees it (`plain`)."""
    found = dict[tuple[str, ...], Sentence]()
    for text in _texts(corpus):
        for cut in sentences(text):
            forms = [token.form for token in cut]
            if 3 <= len(forms) <= LONGEST:
                plain = plain_forms(forms, find_names(forms))
                found.setdefault(
                    tuple(forms), [{"form": form, "plain": seen} for form, seen in zip(forms, plain, strict=True)]
                )
    return list(found.values())


def _texts(corpus: Path) -> Iterator[str]:
    for path in sorted(corpus.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield _MARK.sub("", line.split("\t")[3])
    for path in sorted((corpus / "articles").glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))["text"]
    for path in sorted((corpus / "claims").glob("*.jsonl")):
        if ".held" not in path.name:
            for line in path.read_text(encoding="utf-8").splitlines():
                yield json.loads(line)["text"]
