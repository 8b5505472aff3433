"""Claims on shares of output told by a mark: met, missed, passed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.amounts import Amount
from latticework.text.claims.scene import Scene, number_of
from latticework.text.claims.shapes import Claim
from latticework.text.modality import modality
from latticework.text.time_span import Span

_AT_TARGET = re.compile(
    r"[ -](?:of GDP )?(?:(?:spending|defen[cs]e|alliance|NATO)[ -])*(?:guideline|target|goal|benchmark|threshold|mark|floor|line|level|norm|pledge|commitment|requirement)\b",
    re.I,
)
_MET = re.compile(
    r"\b(?:met|meets?|meeting|reach(?:ed|es)?|hit(?:s)?|passed|passes|surpass(?:ed|es)|exceed(?:ed|s)?|attain(?:ed|s)?|cleared|clears|fulfil(?:led|s)?|above|over|at or above|beyond|crossed|crosses|achiev(?:ed|es))\b",
    re.I,
)
_MISSED = re.compile(
    r"\b(?:miss(?:ed|es)|short of|below|under|fail(?:ed|s) to (?:meet|reach|hit)|(?:not|never|n't|yet to) (?:\w+ )?(?:met|meet|reach(?:ed)?|hit)|far from|shy of)\b",
    re.I,
)


def targets(scene: Scene) -> Iterator[Claim]:
    """`met the 2% guideline`, `falls short of NATO's 2% target`: a share told by whether it reaches a mark."""
    for amount in scene.amounts:
        value, _ = number_of(amount)
        after = scene.document.text[amount.end : amount.end + 44]
        if amount.unit not in ("percent", "percent_of_GDP") or value is None or not _AT_TARGET.match(after):
            continue
        before = scene.text[: amount.start - scene.clause.start][-60:]
        missed, met = _MISSED.search(before), _MET.search(before)
        head = scene.head(amount.start, amount.end)
        subject = _first_state(scene, amount)
        if (
            not (missed or met)
            or not subject
            or modality(scene.clause, scene.verb(head)) in ("planned", "hypothetical")
            or _AHEAD.search(before)
            or scene.inside("deadline")
        ):
            continue
        found = missed or met
        assert found is not None
        start = amount.start - len(before) + found.start()
        yield scene.claim(
            "share", start, amount.end + len(_AT_TARGET.match(after)[0]), subject=subject, value=value, unit="percent of GDP", comparator="less_than" if missed else "at_least",  # type: ignore[index]
            measure="military_spending", time=scene.when(head) or _told_once(scene), detail={"target": "yes"},
        )  # fmt: skip


_AHEAD = re.compile(
    r"\b(?:will|would|could|plans? to|aims? to|wants? to|pledged|promised|vowed|should|must|to (?:meet|reach|hit))\b",
    re.I,
)


def _first_state(scene: Scene, amount: Amount) -> str:
    """The state told of before a mark, else the one the text spoke of last."""
    before = [code for i, code in scene.named if scene.clause.tokens[i].start < amount.start and is_state(code)]
    return before[-1] if before else next((code for code in scene.memory.subject if is_state(code)), "")


def _told_once(scene: Scene) -> Span | None:
    found = [
        t for t in scene.times if scene.clause.start <= t.start < scene.clause.end and t.kind in ("day", "interval")
    ]
    return found[0].past if len(found) == 1 else None
