"""The written corpus is what it says: own sentences, marked, varied, none of them near a published one."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from latticework.text.coder import NONE, linear

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT.parent / "shared" / "gold"
MODALITIES = {"happened", "planned", "hypothetical", "denied"}


def rows() -> list[tuple[str, str, str, str]]:
    found = []
    for path in sorted((ROOT / "corpus").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            root, modality, tie, sentence = line.split("\t")
            found.append((root, modality, tie, sentence))
    return found


def words(sentence: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub(r"</?[st]>", "", sentence).lower())


def runs(sentence: str, size: int) -> set[tuple[str, ...]]:
    found = words(sentence)
    return {tuple(found[i : i + size]) for i in range(len(found) - size + 1)}


def test_every_line_is_marked_and_coded() -> None:
    corpus = rows()
    assert len(corpus) >= 3_000
    roots = set(linear().roots)
    for root, modality, _, sentence in corpus:
        assert root in roots, sentence
        assert modality in MODALITIES, sentence
        assert all(sentence.count(mark) == 1 for mark in ("<s>", "</s>", "<t>", "</t>")), sentence
    assert len({sentence for *_, sentence in corpus}) == len(corpus)
    counts = {root: sum(row[0] == root for row in corpus) for root in roots}
    assert min(counts.values()) >= 300, counts
    assert NONE in counts


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold texts are not beside the project")
def test_no_sentence_is_near_a_published_one() -> None:
    size = 9
    published: set[tuple[str, ...]] = set()
    with (GOLD / "plv" / "PLV_train.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            published |= runs(row["marked_sentence"], size)
    near = [sentence for *_, sentence in rows() if runs(sentence, size) & published]
    assert near == []


def texts() -> list[dict[str, Any]]:
    return [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "corpus" / "articles").glob("*.json"))
    ]


def test_every_text_quotes_itself_and_is_coded() -> None:
    found = texts()
    assert len(found) >= 60
    roots = set(linear().roots) - {NONE}
    for text in found:
        assert text["rights"].startswith("Apache-2.0, written for this project")
        for event in text["events"]:
            assert event["quote"] in text["text"], (text["id"], event["quote"])
            assert {event["root"], *event.get("root_alt", ())} <= roots
            assert event["modality"] in MODALITIES
        for tie in text["ties"]:
            assert tie["quote"] in text["text"], (text["id"], tie["quote"])
            assert tie["parties"]
    assert any(not text["events"] and not text["ties"] for text in found)


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold texts are not beside the project")
def test_no_text_is_near_a_published_one() -> None:
    size = 9
    published: set[tuple[str, ...]] = set()
    for path in sorted((GOLD / "articles-dev").glob("*.json")):
        published |= runs(json.loads(path.read_text(encoding="utf-8"))["text"], size)
    assert [text["id"] for text in texts() if runs(text["text"], size) & published] == []


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold texts are not beside the project")
def test_no_written_text_is_near_a_published_one() -> None:
    size = 10
    published = set[tuple[str, ...]]()
    for path in (GOLD / "articles-dev").glob("*.json"):
        published |= runs(json.loads(path.read_text(encoding="utf-8"))["text"], size)
    paths = [*(ROOT / "corpus" / "articles").glob("*.json"), *(ROOT / "evaluation").glob("articles*/*.json")]
    assert len(paths) > 900
    near = [path.name for path in paths if runs(json.loads(path.read_text(encoding="utf-8"))["text"], size) & published]
    assert near == []
