"""Claims on a grouping as a whole: how many members it has, which they are, when it was formed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from latticework.model.grouping import groupings
from latticework.model.state import is_state
from latticework.text.amount_numbers import number
from latticework.text.claims.near import WISHED, nearest, since_after, time_after
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim

_GROUPS = re.compile(
    r"\b(?:group(?:s|ing)?|compris(?:es?|ed|ing)|made up of|consist(?:s|ing) of|includ(?:es|ing)|bring(?:s|ing) together|links?|linking|unites?|members? (?:are|include)|of)\b",
    re.I,
)


_FORMING = re.compile(r"\b(?:founded|formed|created|established|set up)\b")
_NUMBER = r"(?<![\w-])(?P<n>\d{1,3}|(?:twenty|thirty|forty|fifty)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_UNREAL = re.compile(r"\b(?:would|could|will|might|should|may)\b")
_MEMBERS = re.compile(
    rf"(?:'s|’s)?(?:[^.;]{{0,34}}?\b(?:has|have|had|counts?|unites?|groups?|comprises?|numbers?|includes?|brings? together|links?|made up of|consists? of|with its))? (?:now |still |its )?{_NUMBER}[- ](?:full )?(?:member|state|countr|nation|ally|allies)\w*",
    re.I,
)


def numbered(scene: Scene, key: str, at: int, after: int) -> Iterator[Claim]:
    """How many members a grouping has: `NATO counts 30 members`."""
    match = _MEMBERS.match(scene.text[after : after + 80])
    if match and not _UNREAL.search(match[0]):
        yield scene.claim(
            "count", scene.clause.start + at, scene.clause.start + after + match.end(), subject=key, object=key, value=float(number(match["n"])), unit="count", measure="members",
            time=since_after(scene, after + match.end()) if not _FORMING.search(scene.text[after + match.end() : after + match.end() + 44]) else None,
        )  # fmt: skip


_TAKEN_IN = re.compile(
    r"^(?:[^.;,]{0,12}?) ?\b(?:took in|takes in|admitted|welcomed|accepted|absorbed|let in|brought in|gained|expanded to include|grew to include)\b(?P<whom>[^.;]{2,60})",
    re.I,
)


def taken_in(scene: Scene, key: str, at: int, after: int) -> Iterator[Claim]:
    """`NATO took in Montenegro in 2017`: the grouping is who acts."""
    match = _TAKEN_IN.match(scene.text[after : after + 110])
    if not match or WISHED.search(scene.text[at : after + match.start("whom")]):
        return
    low, high = scene.clause.start + after + match.start("whom"), scene.clause.start + after + match.end("whom")
    time = time_after(scene, after + match.start("whom"), forward=True) or nearest(scene, low)
    for i, code in scene.named:
        if low <= scene.clause.tokens[i].start < high and is_state(code):
            yield scene.claim(
                "membership", scene.clause.start + at, max(scene.clause.tokens[i].end, time.end if time else 0), subject=code, object=key, kind="membership", status="joined",
                time=time.past if time else None,
            )  # fmt: skip


_MAKE_UP = re.compile(
    rf"\b{_NUMBER} (?:states|countries|nations|members) (?:now |today )?(?:make up|form|belong to|are in|compose|constitute)(?: the)?(?: (?:new|present|whole|old))? $",
    re.I,
)


def made_up(scene: Scene, key: str, at: int, after: int) -> Iterator[Claim]:
    """`Eleven states make up ASEAN`."""
    match = _MAKE_UP.search(scene.text[max(0, at - 60) : at])
    if match:
        yield scene.claim(
            "count", scene.clause.start + max(0, at - 60) + match.start(), scene.clause.start + after, subject=key, object=key, value=float(number(match["n"])), unit="count", measure="members",
        )  # fmt: skip


_FORMED = re.compile(r"\b(?:form|make up|constitute|are) (?:the )?$", re.I)


def formed_by(scene: Scene, key: str, at: int, after: int) -> Iterator[Claim]:
    """`India, Japan, Australia and the United States form the Quad`."""
    if not _FORMED.search(scene.text[max(0, at - 20) : at]):
        return
    clause = scene.clause
    before = [(i, code) for i, code in scene.named if is_state(code) and clause.tokens[i].start < clause.start + at]
    told = run(scene, before)
    if len(told) >= _A_LIST and len(told) == len(before):
        yield scene.claim(
            "membership", clause.tokens[told[0][0]].start, clause.start + after, subject=key, object=key, parties=tuple(dict.fromkeys(code for _, code in told)), kind="members", status="all",
        )  # fmt: skip


def another(scene: Scene, after: int) -> bool:
    """Whether another grouping is named later in the sentence: the time may be its own."""
    return any(
        key in groupings() and scene.clause.tokens[i].start - scene.clause.start > after for i, key in scene.named
    )


def listed(scene: Scene, key: str, at: int, after: int) -> Iterator[Claim]:
    """`the Quad, which groups the United States, Japan, India and Australia`."""
    clause, ahead = scene.clause, scene.text[after : after + 40]
    match = _GROUPS.search(ahead)
    if match is None or (match[0] == "of" and match.start() >= _NEXT):
        return
    low = clause.start + after + match.start()
    members = [
        (i, code)
        for i, code in scene.named
        if is_state(code) and low <= clause.tokens[i].start < clause.start + after + 140
    ]
    told = run(scene, members)
    if len(told) >= _A_LIST:
        yield scene.claim(
            "membership", clause.start + at, clause.tokens[clause.hit_at[told[-1][0]].end - 1].end, subject=key, object=key,
            parties=tuple(dict.fromkeys(code for _, code in told)), kind="members",
            status="all" if re.match(r"[, ]*(?:which |that )?(?:group|compris|made up|consist|members? are|of)", ahead, re.I) else "some",
        )  # fmt: skip


_NEXT, _A_LIST = 8, 3


def run(scene: Scene, members: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The names of a list, until something else than a comma or "and" stands between two."""
    out = members[:1]
    for last, now in pairwise(members):
        between = scene.document.text[
            scene.clause.tokens[scene.clause.hit_at[last[0]].end - 1].end : scene.clause.tokens[now[0]].start
        ]
        if not re.fullmatch(r"(?:,| and| as well as| the| plus|\s|-)*", between):
            break
        out.append(now)
    return out
