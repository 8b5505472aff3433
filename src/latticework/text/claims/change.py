"""Claims on by how much something grew or fell: a figure, a word of change that belongs to it, a thing measured, whose, when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from latticework.model.state import is_state
from latticework.text.claims.change_times import ends
from latticework.text.claims.change_words import AFTER_REACH, REACH, word_of
from latticework.text.claims.parts import Figure, change_figures
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.whose import grouping, parted, whose
from latticework.text.lists import table

_UNREAL = re.compile(
    r"\b(?:could|may(?! \d)|might|would|should|must|ought|if|unless|will(?! have (?:had|been))|shall|'ll|wants?|wanted|hopes?|hoped|plans?|planned|aims?|intends?|expect\w*|forecast\w*|predict\w*|project(?:s|ed|ion)|due to|set to|bound to|likely|targets?|goals?|propos\w+|promis\w+|pledg\w+|vow\w*|recommend\w*|urg\w+|demand\w*|ask(?:s|ed|ing)? (?:for|to)|call(?:s|ed|ing)? for|needs? to|wish\w*|perhaps|maybe|imagine|suppose|warn\w* (?:of|that)|commit\w*|whether|what if|old soldiers)\b",
    re.I,
)
_ASKED = re.compile(
    r"^[\"“'‘]?(?:By |How |What |When |Where |Who |Which |Did |Does |Do |Has |Have |Is |Are |Was |Were |Will |Can |Could |Should |Would )(?!it be that\b)(?!it true that\b)"
)
_TOLD_ANYWAY = re.compile(
    r"\b(?:[Cc](?:ould|an) it be|[Ii]s it (?:really )?true|[Dd]id you know) (?:true )?that\b|\b[Ww]hy\b"
)
_WORLD = re.compile(
    r"\b(?:world(?:wide)?|global(?:ly)?|worldwide)(?! war)\b|\bworld's (?:military|defen[cs]e|arms)", re.I
)
_OTHER = re.compile(
    r"\b(?:touris\w+|arrivals|trade|GDP|econom(?:y|ic)|inflation|prices?|wages?|pay|pensions?|education|schools?|health\w*|hospitals?|welfare|social|housing|tax(?:es)?|debt|deficit|emissions|output of (?:oil|gas)|oil|gas|wheat|coffee|population|unemployment|votes cast|turnout|crime|refugees|asylum|migrants|aid budget|currency|shares|stocks? (?:market|exchange)|stock price|profits?|revenues?|sales of cars)\b",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:not|never|n't|hardly|no longer|nor|did nothing of)\b(?! (?:only|just|merely|less|more|fewer|even)\b)", re.I
)


_REJECTED = re.compile(
    r"\b(?:denie[sd]|denying|denial|rejects?|rejected|dismiss(?:es|ed)|untrue|false|a myth|wrong)\b(?: \w+){0,4}? (?:that|reports?|claims?|talk)\b[^.;:]{0,90}$",
    re.I,
)
"""A change that somebody says did not happen."""
_SAYING = re.compile(
    r"\b(?:likes? to say|used to say|always sa(?:y|id)|saying goes|goes the saying|as the saying|proverbs?)\b", re.I
)
_CLAUSE = re.compile(r"[;:—]|, with |, (?:but|while|whereas|which|although|though) ")
_BEFORE_DUE = re.compile(r"^ (?:by|next year)\b (?!the end of (?:last|20)|about|some|a|an|half|\d{1,2}\b)")
"""A change that is due later."""


@cache
def _things() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["measure"], re.compile(rf"\b(?:{row['words']})\b(?!-(?:run|owned|backed|led|held|controlled|made))", re.I))
        for row in table("claim_growth_things.csv")
    )


def changes(scene: Scene) -> Iterator[Claim]:
    """Read every figure of a change with what changed, whose it is, and between which times."""
    if not scene.amounts and not re.search(r"half|third|quarter|fift?h|tenth|factor|\d[x×]|[x×]\d", scene.text, re.I):
        return
    if (_ASKED.match(scene.text) and "?" in scene.text[-3:] and not _TOLD_ANYWAY.search(scene.text)) or (
        _OTHER.search(scene.text) and not _thing(scene, 0, len(scene.text), strict=True)
    ):
        return
    if _SAYING.search(scene.text):
        return
    figures = change_figures(scene)
    found = [(figure, word) for figure in figures if (word := word_of(scene, figure, figures))]
    places = [(min(low, figure.start), max(high, figure.end)) for figure, (low, high, _) in found]
    for number, (figure, (low, high, way)) in enumerate(found):
        thing = _thing(scene, low, high)
        if thing is None or _unreal(scene, low, high) or (_WORLD.search(_part(scene, low, high))):
            continue
        measure, start, end = thing
        others = places[:number] + places[number + 1 :]
        yield from _told(scene, figure, places[number], way, (measure, start, end), others)


def _told(
    scene: Scene,
    figure: Figure,
    place: tuple[int, int],
    way: str,
    thing: tuple[str, int, int],
    others: Sequence[tuple[int, int]],
) -> Iterator[Claim]:
    measure, start, end = thing
    owner = _owner(scene, start, end)
    if not owner:
        return
    when, since = ends(scene, *place, others)
    down = way == "down" and figure.unit == "percent"
    sign = -1 if down else 1
    denied = bool(
        _DENIED.search(scene.text, max(0, place[0] - 30), place[0] + 12) or _REJECTED.search(scene.text[: place[0]])
    )
    yield scene.claim(
        "growth", scene.clause.start + place[0], scene.clause.start + place[1], subject=owner, value=sign * figure.value, high=sign * figure.high if figure.high else None,
        unit=figure.unit, measure=measure, comparator=figure.how, modality="denied" if denied else "happened", time=when, since=since,
        detail={"part": "yes"} if figure.part else {},
    )  # fmt: skip


def _thing(scene: Scene, low: int, high: int, *, strict: bool = False) -> tuple[str, int, int] | None:
    """What changed: the words for a thing of force in the same part of the sentence, nearest to the change; else what was spoken of."""
    best: tuple[int, int, str, int, int] | None = None
    for place, (measure, words) in enumerate(_things()):
        if strict and measure == "outlays":
            continue
        for match in words.finditer(scene.text):
            gap = max(0, match.start() - high, low - match.end())
            apart = (
                parted(scene.text, low, match.start())
                if match.start() < low
                else parted(scene.text, high, match.start())
            )
            far = gap + 40 * place * (measure == "outlays") + (200 if apart else 0)
            if best is None or far < best[0]:
                best = (far, place, measure, match.start(), match.end())
    if best and (best[2] != "outlays" or not strict):
        return best[2:]
    if strict:
        return None
    spoken = scene.measure()
    if spoken == "military_spending" or (spoken and spoken == "warheads"):
        return spoken, low, low
    if re.search(
        r"\b(?:military|defen[cs]e|army|arms|forces|SIPRI)\b|SIPRI", scene.document.text[: scene.clause.end], re.I
    ):
        return "outlays", low, low
    return None


def _part(scene: Scene, low: int, high: int) -> str:
    """The part of the sentence around a place."""
    start = max(scene.text.rfind(mark, 0, low) for mark in (";", ":", " — ")) + 1
    end = min(
        (place for mark in (";", " — ") for place in [scene.text.find(mark, high)] if place >= 0),
        default=len(scene.text),
    )
    return scene.text[start:end]


def _unreal(scene: Scene, low: int, high: int) -> bool:
    """Whether the words before a change, or an "if" after it, tell it as wished, planned or thought of."""
    start = max([0, low - REACH, *(match.end() for match in _CLAUSE.finditer(scene.text, 0, low))])
    told = _TOLD_ANYWAY.sub("", scene.text[start:high])
    return bool(
        _UNREAL.search(told)
        or re.search(r"\b(?:if|unless)\b", _part(scene, low, high), re.I)
        or _BEFORE_DUE.search(scene.text, high, high + AFTER_REACH)
    )


def _owner(scene: Scene, start: int, end: int) -> str:
    group = grouping(scene.text)
    code = whose(scene, start, end)
    if group and group[0] == "NATO" and abs(group[1] - end) < AFTER_REACH:
        return group[0]
    return code if is_state(code) or code in ("NATO", "EU") else ""
