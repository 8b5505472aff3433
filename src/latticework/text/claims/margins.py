"""Comparisons told by a margin, a rate or a sum: `outspends it ten to one`, `for every dollar`, `more than both together`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from latticework.text.amount_comparators import before_figure
from latticework.text.claims.factor import FACTOR, FIGURE, factor_of, figure_of
from latticework.text.claims.rivals import Side, after, before
from latticework.text.claims.scene import Scene

_BEATS = r"(?:exceed\w*|outspen\w+|outnumber\w*|outgun\w*|dwarf\w*|outweigh\w*|outstrip\w*|surpass\w*|top(?:s|ped)|outmatch\w*|outclass\w*|eclips\w+)"
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
_EVERY = re.compile(rf"\b(?:for|against) (?:each|every)(?: (?:one|single))?(?: (?P<m>{FIGURE}))?\b", re.I)
_EACH = re.compile(
    rf"(?P<n>{FIGURE}) (?:[a-z-]+ ){{1,3}}?(?:for|to|against) (?:each|every)(?: one)?(?: (?:of|that|which|[a-z]+))?\b(?P<rest>[^.;:?!]{{0,60}})",
    re.I,
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
        yield Told(gap.start(), gap.end(), value, top, before_figure(text, gap.start()) or "", one, other)
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
    how = before_figure(text, match.start("n")) or ""
    if beat:
        one = before(scene, found, beat.start())
        passive = re.search(r"\b(?:is|are|was|were|be|been|being)(?: \w+){0,2} $", text[: beat.start()])
        by = re.search(r"\bby (?!a (?:factor|margin|ratio))(?=[^\d\W])", text[beat.end() :]) if passive else None
        other = after(scene, found, beat.end() + (by.end() if by else 0), 40)
        if passive:
            one, other = other, one
    else:
        one, other = before(scene, found, match.start()), after(scene, found, match.end(), REACH)
        if re.search(r"\b(?:behind|disadvantage|trail)", text):
            one = None
    yield Told(match.start(), match.end(), value, top, how, one, other)


def rates(scene: Scene, found: list[Side]) -> Iterator[Told]:
    """Read rates: `for every dollar Japan spends China spends four`, `three soldiers for each of Peru's two`."""
    text = scene.text
    for each in _EACH.finditer(text):
        value, top = figure_of(each["n"])
        one, other = before(scene, found, each.start()), after(scene, found, each.start("rest"), 30)
        other_figure = re.search(rf"(?:'s|’s|s') (?P<m>{FIGURE})\b", each["rest"], re.I)
        low = figure_of(other_figure["m"])[0] if other_figure else 1
        if value and low and not re.match(r" (?:\d|year|month|day|citizen|soldier)", each["rest"]):
            yield Told(
                each.start(),
                each.end() - len(each["rest"]),
                value / low,
                top / low if top else None,
                before_figure(text, each.start()) or "",
                one,
                other,
            )
    match = _EVERY.search(text)
    if match is None:
        return
    first = after(scene, found, match.end(), 70)
    second = (
        after(
            scene,
            [side for side in found if first and side.start > first.end and not set(side.codes) & set(first.codes)],
            first.end,
            90,
        )
        if first
        else None
    )
    figure = re.search(rf"\b(?:{FIGURE})\b", text[second.end :], re.I) if second else None
    if first is None or second is None or figure is None:
        return
    value, top = figure_of(figure[0])
    under = figure_of(match["m"])[0] if match["m"] else 1
    if value and under:
        low, high = match.start(), second.end + figure.end()
        yield Told(low, high, value / under, top, before_figure(text, second.end + figure.start()) or "", second, first)


_SUM = re.compile(
    r"\b(?:(?P<more>more|higher|larger|bigger)|(?P<less>less|fewer|lower|smaller))\b[^.;:?!]{0,40}?\bthan (?P<who>[^.;:?!]{3,90}?)\b(?:together|combined|put together)\b",
    re.I,
)


def sums(scene: Scene, found: list[Side]) -> Iterator[Told]:
    """Read sums of several: `spends more than Greece and Turkey together`."""
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
