"""Places told by who stands before: `all but three`, `second to none but`, `Brazil and Peru alone have more than`, `after China, India`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from latticework.text.amount_numbers import number
from latticework.text.claims.behind import excepted
from latticework.text.claims.ordinals import place_of
from latticework.text.claims.place_words import BEST, ORD
from latticework.text.claims.rivals import Side, after, before
from latticework.text.claims.scene import Scene

_COUNTED = re.compile(
    r"\b(?:than|after|behind|to) (?:all|everyone|everybody|every (?:other )?\w+|any(?:one|body)?(?: other)?(?: \w+)?|none|no ?(?:one|body))(?: \w+)? (?:but|except|bar|save)(?: for)? (?:(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|a dozen|\d{1,2})\b|(?P<who>[^.;:]{2,70}))",
    re.I,
)
_SECOND_TO = re.compile(
    r"\bsecond (?:only )?to (?:none (?:but|except|save) )?(?P<who>(?:the )?(?-i:[A-Z])\w+)|\b(?:behind|after|trailing|surpassed by|outdone by|beaten by|exceeded by) (?:only|just)\b (?P<only>[^.;:]{2,80})|\bonly (?:behind|after)\b (?P<tail>[^.;:]{2,80})|\b(?:outspent|surpassed|exceeded|topped|outdone|beaten|outranked|outnumbered)\b[^.;:]{0,60}?\bonly by (?P<by>[^.;:]{2,80})|\b(?:outspent|surpassed|exceeded|topped|outdone|beaten|outranked|outnumbered)\b[^.;:]{0,60}?\bby (?P<alone>[^.;:,]{2,60}?) (?:alone|only)\b",
    re.I,
)
_ALONE = re.compile(
    r"(?P<who>[^.;:?!]{2,80}?) (?:alone|only) (?:ha(?:s|ve)|spends?|spent|owns?|holds?|fields?|keeps?|exports?|imports?|buys?|sells?|sold|bought|exported|imported|had|operates?) (?:[^.;:]{0,40}? )?(?:more|larger|bigger|higher)\b[^.;:]{0,40}?\bthan\b",
    re.I,
)
_NONE = re.compile(
    r"\b(?:no|not one|not a single|none of the|none(?= \w+ (?:\w+ )?(?:more|as)\b)|nowhere\b(?=[^.;:]{0,40}\b(?:is|are|was|were) there\b))(?: other| single)? ?(?P<who>(?:[A-Z][\w-]+ )?(?:country|countries|state|states|nations?|members?|ally|allies|powers?|government|army|navy|air force|fleet|budget|buyer|customer|importer|exporter|client|one else)|one|body|(?=\w))\b(?P<of>[^.;:]{0,40}?)\b(?:more|larger|bigger|heavier|higher|greater|stronger|as (?:much|many|large|high|big|heavily))\b[^.;:]{0,80}?\b(?:than|as)\b|\bnobody\b(?P<nob>[^.;:]{0,40}?)\bmore\b[^.;:]{0,60}?\bthan\b",
    re.I,
)
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|dozen|fifteen|twenty|\d{1,2})"
_TOP = re.compile(
    rf"\b(?:among|amongst|one of|in|into|within|inside|of|join(?:ed|s)?|made|makes|entered|left|cracked) (?:the )?(?:world's |world’s |(?-i:[A-Z])\w+(?:'s|’s) )?(?:(?:top|first|leading) (?P<n>{_COUNT})\b(?! (?:percent|per cent|years?|months?))|(?P<m>{_COUNT}) {BEST}\b)",
    re.I,
)
_FEW = re.compile(
    r"\b(?:only|just|but|no more than)\b (?P<n>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:other )?(?:[\w-]+ ){0,2}?(?:countr(?:y|ies)|states?|nations?|powers?|members?|all(?:y|ies)|governments?|arm(?:y|ies)|nav(?:y|ies))(?:, [^.;:]{2,60}?,|[^.;:,]{0,30}?) [^.;:,]{0,40}?\b(?:more|larger|bigger|higher|stronger|heavier)\b[^.;:]{0,50}?\bthan\b",
    re.I,
)
_BESIDES = re.compile(
    r"^\W*(?:after|behind|apart from|other than|leaving aside|setting aside|not counting|excluding|except for|but for|besides|outside|next to|following) (?P<who>[^.;:]{2,70}?), ",
    re.I,
)
_THEN = re.compile(
    r"^[^.;:,]{0,40}? (?:after|behind|bar|save|except(?: for)?|apart from|other than|but for) (?P<who>[^.;:]{2,70})",
    re.I,
)
"""Who is told to stand before one that would be first: `After China and India, Japan spent the most`, `the largest after Russia's`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place found: where it stands, its number, who has it where the words order it so, and those told to stand before."""

    low: int
    high: int
    place: int
    who: Side | None = None
    ahead: tuple[str, ...] = ()
    tied: bool = False
    top: bool = False
    """Told as one of so many at the top: `among the five biggest`."""
    bare: bool = False
    """Told by a number alone, which may count anything: `North Korea is second: it fired a missile`."""


def by_others(scene: Scene, found: list[Side]) -> Iterator[Place]:
    """Places told by who stands before: `all but three`, `second to none but`, `Brazil and Peru alone have more than`."""
    text = scene.text
    match = _NONE.search(text)
    if match:
        ahead = tuple(excepted(scene, match.start(), match.end()))
        yield Place(match.start(), match.end(), 1 + len(ahead), after(scene, found, match.end(), 40), ahead, tied=True)
    for match in _COUNTED.finditer(text):
        ahead = _states(found, match.start("who"), match.end("who")) if match["who"] else ()
        count = int(number(match["n"])) if match["n"] and match["n"] != "a dozen" else len(ahead)
        if count:
            yield Place(match.start(), match.end(), count + 1, before(scene, found, match.start()), ahead)
    for match in _SECOND_TO.finditer(text):
        key = next(name for name in ("who", "only", "tail", "alone", "by") if match[name])
        ahead = _states(found, match.start(key), match.end(key))
        if ahead and not re.search(rf"\b(?:{ORD})[- ]{BEST}\b", text[: match.start()], re.I):
            yield Place(match.start(), match.end(), len(ahead) + 1, before(scene, found, match.start()), ahead)
    few = _FEW.search(text)
    if few:
        yield Place(few.start(), few.end(), 1 + int(number(few["n"])), after(scene, found, few.end(), 30))
    match = _ALONE.search(text)
    if match:
        ahead = _states(found, match.start("who"), match.end("who"))
        if ahead:
            yield Place(match.start(), match.end(), len(ahead) + 1, after(scene, found, match.end(), 30), ahead)


def among_top(scene: Scene) -> Iterator[Place]:
    """Read who is one of so many at the top: `ranks among the five biggest`, `no longer in the top ten`."""
    for match in _TOP.finditer(scene.text):
        count = (match["n"] or match["m"]).lower()
        place = 12 if count == "dozen" else int(number(count))
        exact = any(place_of(word) == place for word in re.findall(rf"\b{ORD}\b", scene.text, re.I))
        yield Place(match.start(), match.end(), place, top=not exact)


def before_told(scene: Scene, found: list[Side], low: int, high: int) -> tuple[str, ...]:
    """The states taken out where a place would be the first: those told after `after` or `apart from`."""
    opened = _BESIDES.search(scene.text, 0, low)
    behind = None if opened else _THEN.search(scene.text[high:])
    if opened:
        return _states(found, opened.start("who"), opened.end("who"))
    return _states(found, high + behind.start("who"), high + behind.end("who")) if behind else ()


def _states(found: list[Side], low: int, high: int) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            code for side in found if side.role == "named" and low <= side.start < high for code in side.codes
        )
    )
