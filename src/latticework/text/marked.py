"""Sentences in which the actors are marked: `<s>Tokyo</s> urged <t>Beijing</t> to talk`, as coders are trained and tested on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from latticework.errors import DataError
from latticework.text.pairs import Pair, Span
from latticework.text.scenes import Scene, scene_of
from latticework.text.sentences import clauses_of
from latticework.text.tokens import Token, tokens

_MARK = re.compile(r"</?[st]>")


def pairs_of(marked: Sequence[str]) -> list[Pair]:
    """Parse marked sentences into pairs; raises DataError for one without a word.

    A side without a mark (an act without a target, or by nobody named) is put at the end of the sentence.

    >>> pair, = pairs_of(["<s>Tokyo</s> urged <t>Beijing</t> to talk."])
    >>> pair.source, pair.target
    ((0, 1), (2, 3))
    """
    cut = [_cut(sentence) for sentence in marked]
    made = clauses_of([found for found, _, _ in cut], [None] * len(cut))
    return [Pair(clause, source, target) for clause, (_, source, target) in zip(made, cut, strict=True)]


def marked_heads(pair: Pair) -> tuple[int, int]:
    """Give the head tokens of source and target; -1 for a side that stands at the end of the sentence because nothing is marked for it."""
    last = len(pair.clause) - 1
    nothing = (last, last + 1) if pair.clause.tree.upos[last] == "PUNCT" else ()
    source, target = pair.heads
    return -1 if pair.source == nothing else source, -1 if pair.target == nothing else target


def marked_scene(pair: Pair, heads: Sequence[int]) -> Scene:
    """Give the scene of a marked sentence: a marked phrase stands for somebody, known or not, and once."""
    scene = scene_of(pair.clause)
    spans = {pair.clause.head_of(*span): span for span in (pair.source, pair.target)}
    phrases = dict(scene.phrases)
    for head in heads:
        low, high = spans[head]
        inside = [i for i in phrases if low <= i < high]
        codes = phrases[head] if head in phrases else phrases[inside[0]] if inside else ("NSA:marked",)
        for i in inside:
            del phrases[i]
        phrases[head] = codes
    return replace(scene, phrases=dict(sorted(phrases.items())))


def _cut(sentence: str) -> tuple[list[Token], Span, Span]:
    places: dict[str, int] = {}
    text, last = "", 0
    for mark in _MARK.finditer(sentence):
        text += sentence[last : mark.start()]
        last = mark.end()
        places.setdefault(mark[0], len(text))
    text += sentence[last:]
    found = tokens(text)
    if not found:
        raise DataError("a sentence without a word", place=sentence[:80])
    source, target = (_side(found, places, f"<{side}>", f"</{side}>", sentence) for side in "st")
    return found, source, target


def _side(found: list[Token], places: dict[str, int], opens: str, closes: str, sentence: str) -> Span:
    if opens in places and closes in places:
        return _span(found, places[opens], places[closes], sentence)
    return len(found) - 1, len(found)


def _span(found: list[Token], start: int, end: int, sentence: str) -> Span:
    inside = [i for i, token in enumerate(found) if token.end > start and token.start < end]
    if not inside:
        raise DataError("a mark holds no word", place=sentence[:80])
    return inside[0], inside[-1] + 1
