"""Comparisons told by two figures side by side: `for every dollar`, `three tanks to Iran's one`, `the ratio of A to B is two to one`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claims.factor import FIGURE, figure_of, how_of
from latticework.text.claims.margins import Told
from latticework.text.claims.rivals import Side, after, before
from latticework.text.claims.scene import Scene

_EVERY = re.compile(rf"\b(?:for|against) (?:each|every)(?: (?:one|single))?(?: (?P<m>{FIGURE}))?\b", re.I)
_EACH = re.compile(
    rf"(?P<n>{FIGURE}) (?:[a-z-]+ ){{1,4}}?(?:for|to|against) (?:each|every)(?: (?:one|(?P<k>{FIGURE})))?(?: (?:of|that|which|in|[a-z]+))?\b(?P<rest>[^.;:?!]{{0,60}})",
    re.I,
)
_NOT_SIDES = re.compile(r" (?:\d|year|month|day|citizen|soldier)")
_OWNER = r"(?:its|their|our|his|her|(?:the )?(?-i:[A-Z])[\w .-]{1,24}?(?:'s|’s|s'|s’))"
_TO_THEIRS = re.compile(
    rf"(?<![\w.,-])(?P<n>{FIGURE}) (?:[a-z-]+ ){{1,6}}?(?:to|against|for) (?P<who>{_OWNER}) (?P<m>{FIGURE})(?=\s*(?:[,.;:!?\"”)]|$|\b(?:in|on|at|and|but|by|or|according)\b))(?![.,]\d)",
    re.I,
)
_WHERE = re.compile(
    rf"(?<![\w.,-])(?P<n>{FIGURE}) (?:[a-z-]+ ){{1,4}}?where (?P<who>[^.;:?!]{{2,40}}?) (?:ha(?:s|ve|d)|fields?|fielded|keeps?|kept|owns?|lays? out|laid out|puts?|pays?|paid|gives?|gave|buys?|bought|builds?|built|orders?|deploys?|spen(?:ds?|t)|sends?|sent)(?: only| but| just)? (?P<m>{FIGURE})(?![\w-]|[.,]\d| (?:million|billion|percent|per cent))",
    re.I,
)
_RATIO = re.compile(r"\b(?:ratio|proportion|balance)\b[^.;:?!]{0,60}?\b(?:between|of)\b", re.I)
_VERSUS = re.compile(r"\b(?:vs|versus|v)\b\.?", re.I)
_PAIR = re.compile(rf"(?<![\w:/.,-])(?P<n>{FIGURE})(?:-to-| to | against |:)(?P<m>{FIGURE})(?![\w:%-]|[.,]\d| (?:million|billion|percent|per cent))", re.I)  # fmt: skip


def rates(scene: Scene, found: list[Side]) -> Iterator[Told]:
    """Read rates: `for every dollar Japan spends China spends four`, `three soldiers for each of Peru's two`."""
    yield from _each(scene, found)
    yield from _every(scene, found)
    yield from _theirs(scene, found)
    yield from _ratio(scene, found)


def _each(scene: Scene, found: list[Side]) -> Iterator[Told]:
    text = scene.text
    for each in _EACH.finditer(text):
        value, top = figure_of(each["n"])
        one, other = before(scene, found, each.start()), after(scene, found, each.start("rest"), 30, places=True)
        other_figure = re.search(rf"(?:'s|’s|s') (?P<m>{FIGURE})\b", each["rest"], re.I)
        under = other_figure["m"] if other_figure else each["k"]
        low = figure_of(under)[0] if under else 1
        if value and low and not _NOT_SIDES.match(each["rest"]):
            end = each.end() - len(each["rest"])
            how = how_of(text, each.start(), each.end("n"))
            yield Told(each.start(), end, value / low, top / low if top else None, how, one, other)


def _every(scene: Scene, found: list[Side]) -> Iterator[Told]:
    text = scene.text
    match = _EVERY.search(text)
    first = after(scene, found, match.end(), 70) if match else None
    if match is None or first is None:
        return
    rest = [side for side in found if side.start > first.end and not set(side.codes) & set(first.codes)]
    second = after(scene, rest, first.end, 90)
    figure = re.search(rf"\b(?:{FIGURE})\b", text[second.end :], re.I) if second else None
    if second is None or figure is None:
        return
    value, top = figure_of(figure[0])
    under = figure_of(match["m"])[0] if match["m"] else 1
    if value and under:
        low, high = match.start(), second.end + figure.end()
        yield Told(low, high, value / under, top, how_of(text, second.end + figure.start(), high), second, first)


def _theirs(scene: Scene, found: list[Side]) -> Iterator[Told]:
    """Figures of both told one after the other: `three tanks to Iran's one`, `two submarines where Peru has six`."""
    for pattern in (_TO_THEIRS, _WHERE):
        for match in pattern.finditer(scene.text):
            (value, top), (low, _) = figure_of(match["n"]), figure_of(match["m"])
            one = before(scene, found, match.start())
            other = after(scene, found, match.start("who"), 30)
            if one and other and other.role == "spoken" and (not other.codes or other.codes == one.codes):
                other = _other_one(scene, one)
            if value and low:
                how = how_of(scene.text, match.start(), match.end("n"))
                yield Told(match.start(), match.end(), value / low, top / low if top else None, how, one, other)


def _ratio(scene: Scene, found: list[Side]) -> Iterator[Told]:
    """A ratio of two named sides: `the ratio between Peru's fleet and Chile's is two to one`, `India vs Pakistan: 7:1`."""
    text = scene.text
    ratio, versus = _RATIO.search(text), _VERSUS.search(text)
    first = after(scene, found, ratio.end(), 60) if ratio else before(scene, found, versus.start()) if versus else None
    if first is None:
        return
    at = first.end if ratio else versus.end() if versus else 0
    second = after(scene, [side for side in found if side.start >= at and side.codes != first.codes], at, 60)
    if ratio and len(first.codes) == 2 and all(map(is_state, first.codes)):  # of India and Pakistan
        first, second = (Side(first.start, first.end, (code,)) for code in first.codes)
    pair = _PAIR.search(text, second.end) if second else None
    if second is None or pair is None or (not ratio and len(text) > 140):
        return
    (value, _), (low, _) = figure_of(pair["n"]), figure_of(pair["m"])
    if value and low:
        yield Told(pair.start(), pair.end(), value / low, None, how_of(text, pair.start(), pair.end()), first, second)


def _other_one(scene: Scene, one: Side) -> Side | None:
    """Whom `their` stands for where the sentence speaks of one other state alone, or the text did before."""
    here = [code for code in scene.states if code not in one.codes]
    spoken = here or [code for code in scene.memory.subject if is_state(code) and code not in one.codes]
    return Side(0, 0, (spoken[0],), "spoken") if len(set(spoken)) == 1 else None
