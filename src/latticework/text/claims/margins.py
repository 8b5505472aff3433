"""Comparisons told by a margin or a sum: `outspends it ten to one`, `a fourfold lead over`, `more than both together`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from latticework.text.claims.factor import FACTOR, FIGURE, factor_of, figure_of, how_of
from latticework.text.claims.rivals import Side, after, before
from latticework.text.claims.scene import Scene

_BEATS = r"(?:exceed\w*|outspen\w+|outnumber\w*|outgun\w*|dwarf\w*|outweigh\w*|outstrip\w*|surpass\w*|top(?:s|ped)|outmatch\w*|outclass\w*|eclips\w+|superior to|inferior to|ahead of)"
_BEAT = re.compile(rf"\b{_BEATS}\b", re.I)
_BY = re.compile(
    rf"\bby (?:a (?:factor|multiple|ratio|margin) of )?(?:(?:some|about|roughly|nearly|almost|over|around|more than|at least|up to|well over) )?(?P<n>{FIGURE})(?:(?P<to>(?:-to-| to |:)(?P<m>{FIGURE}))|(?P<pc> ?%| per ?cent))?(?![\w-])",
    re.I,
)
_TO = re.compile(
    rf"(?<![\w:/-])(?P<n>{FIGURE})(?:-to-| to | against |:)(?P<m>one|two|three|four|1|2|3|4)(?![\w:]|[.,]\d)", re.I
)
_LEAD = re.compile(
    r"\b(?:lead|advantage|edge|superiority|ratio|margin|preponderance|odds|gap|outnumber\w*|outgun\w*|outspen\w+|outmatch\w*|ahead|dwarf\w*|favou?r)\b",
    re.I,
)
_GAP = re.compile(
    rf"\b(?P<n>{FACTOR})[ -]?(?:gap|difference|disparity|imbalance|gulf|lead|advantage|edge|superiority)\b", re.I
)
REACH = 64


@dataclass(frozen=True, slots=True)
class Told:
    """A comparison found: where it stands, the figure (`value` to `high`), how exactly, and the two sides when the words order them."""

    low: int
    high: int
    value: float
    top: float | None = None
    how: str = ""
    one: Side | None = None
    other: Side | None = None


def margins(scene: Scene, found: list[Side]) -> Iterator[Told]:
    """Read margins: `outspends it ten to one`, `exceeds Iran's by a factor of three`, `a seventeen-to-one lead over`."""
    text = scene.text
    for gap in _GAP.finditer(text):
        value, top = factor_of(gap["n"])
        one = after(scene, found, gap.end(), REACH)
        if re.search(r"(?:gap|difference|disparity|imbalance|gulf)$", gap[0], re.I):
            other = (
                after(scene, [side for side in found if one and side.start > one.end], one.end, REACH) if one else None
            )
        else:
            one, other = before(scene, found, gap.start()), one
        yield Told(gap.start(), gap.end(), value, top, how_of(text, gap.start(), gap.end("n")), one, other)
    beat = _BEAT.search(text)
    match = _TO.search(text)
    if match is None or not (beat or _LEAD.search(text)):
        match = _BY.search(text) if beat else None
    if match is None:
        return
    value, top = figure_of(match["n"])
    under = match.groupdict().get("m")
    if under:
        value = value / (figure_of(under)[0] or 1)
        top = None
    elif match.groupdict().get("pc"):
        value = 1 + value / 100
    elif not re.search(r"factor|multiple|ratio|margin", match[0]) or value < 1:
        return
    how = how_of(text, match.start("n"), match.end())
    if beat:
        one = before(scene, found, beat.start())
        passive = beat[0].lower().endswith(("ed", "en", "un", "spent")) and re.search(
            r"\b(?:is|are|was|were|be|been|being)(?: \w+){0,2} $", text[: beat.start()]
        )
        by = re.search(r"\bby (?!a (?:factor|margin|ratio))(?=[^\d\W])", text[beat.end() :]) if passive else None
        other = after(scene, found, beat.end() + (by.end() if by else 0), 40)
        if passive:
            one, other = other, one
        if one is None and not text[: beat.start()].strip() and beat[0].lower().endswith(("ed", "spent")):
            by = re.search(r"\bby (?=[^\d\W])", text[beat.end() :])  # Outnumbered two to one by Syria, Israel ...
            one = after(scene, found, beat.end() + by.end(), 30) if by else None
            other = after(scene, found, one.end, 24) if one else None
    else:
        one, other = before(scene, found, match.start()), after(scene, found, match.end(), REACH)
        if re.search(r"\b(?:behind|disadvantage|trail)", text):
            one = None
    yield Told(match.start(), match.end(), value, top, how, one, other)


_SAME = re.compile(
    r"(?<!times )(?<!twice )(?<!half )\b(?:the size of|as (?:much|many|large|big|high|strong|numerous)(?: [\w ]{1,40}?)? as|equal(?:s|led)?(?: to)?|match(?:es|ed)?|the same as) (?P<who>[^.;:?!]{3,90}?)\b(?:together|combined|put together|taken together)\b",
    re.I,
)
_EQUAL = re.compile(
    r"\b(?:as (?:many|much|large|big|high|strong|numerous|great)(?: [\w -]{1,40}?)? as|the same (?:number|amount|sum|quantity|total) (?:of [\w -]{2,30}? )?as) (?=(?:the |that of |those of |its |their )?(?-i:[A-Z])|(?:its|their|our) )",
    re.I,
)
_FIGURED = re.compile(
    r"(?:\b(?:times|twice|thrice|half|double|triple|treble|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|\w+fold|\w+ths?|per ?cent|not|n't|again)|%)(?: of)? $",
    re.I,
)
"""What makes `as many as` more than an equal number: a factor, a share, a denial."""
_PARTLY = re.compile(r"per ?cent|%|\b(?:times|twice|half|third|quarter|fifth|tenth)s?\b", re.I)
_SUM = re.compile(
    r"\b(?:(?P<more>more|higher|larger|bigger)|(?P<less>less|fewer|lower|smaller))\b[^.;:?!]{0,40}?\bthan (?P<who>[^.;:?!]{3,90}?)\b(?:together|combined|put together)\b",
    re.I,
)


def sums(scene: Scene, found: list[Side]) -> Iterator[Told]:
    """Read sums of several: `spends more than Greece and Turkey together`, `is the size of both together`."""
    equal = _EQUAL.search(scene.text)
    if equal and not _FIGURED.search(scene.text[: equal.start()]):
        how = how_of(scene.text, equal.start(), equal.start())
        yield Told(
            equal.start(),
            equal.end(),
            1.0,
            None,
            how,
            before(scene, found, equal.start()),
            after(scene, found, equal.end(), 12),
        )
    same = _SAME.search(scene.text)
    if same and not _FIGURED.search(scene.text[: same.start()]) and not _PARTLY.search(same["who"]):
        whole = after(scene, found, same.start("who"), 30)
        if whole and len(whole.codes) > 1:
            yield Told(same.start(), same.end(), 1.0, None, "", before(scene, found, same.start()), whole)
    match = _SUM.search(scene.text)
    if match is None or re.search(r"\b(?:times|%|per ?cent)", scene.text[max(0, match.start() - 24) : match.start()]):
        return
    other = after(scene, found, match.start("who"), 30)
    if other and len(other.codes) > 1:
        yield Told(
            match.start(),
            match.end(),
            1.0,
            None,
            "more_than" if match["more"] else "less_than",
            before(scene, found, match.start()),
            replace(other),
        )
