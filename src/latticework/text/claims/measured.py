"""What a comparison measures: the word for a thing measured that stands nearest to it."""

from __future__ import annotations

import re
from functools import cache

from latticework.text.claims.footing import by_output
from latticework.text.claims.scene import Scene
from latticework.text.lists import table

_PER = re.compile(
    r"\bper (?!cent\b|year\b|annum\b)[a-z]+|\bfor each (?:citizen|inhabitant|soldier)\b|\ban? (?-i:[A-Z]\w+) (?:pays?|paid|spends?|spent)\b",
    re.I,
)
"""Sums or things divided by people, which no source here has."""
_OUTPUT = re.compile(
    r"\b(?:share|proportion|percentage|slice) of (?:(?:its|their|the|national) )*(?:GDP|output|economy|income)\b|\brelative to (?:its )?(?:output|GDP|income)\b|\b(?:per ?cent|%) of (?:GDP|output)\b|\b(?:defen[cs]e|military) burden\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:coffee|rice|wheat|grain|oil|gas|coal|tea|cocoa|consumer|social|welfare|infrastructure|research(?! (?:institutes?|cent(?:re|er)s?|groups?|body|bodies|fellows?|notes?|papers?|houses?|service))|pensions?|climate|foreign aid|public spending|government spending|per-capita income|growth rate|(?<!defence )(?<!defense )(?<!military )(?<!army )(?<!naval )votes?|elections?|film|books?|prisoners|police|sugar|fish|steel|cars?|chips|semiconductors?|tourists?|(?<!gold )(?<!silver )(?<!bronze )medals?|olympi\w+|football\w*|goals?|health|schools?|education|trade surplus|exports of goods|electricity|emissions|doctors|teachers|nurses)\b",
    re.I,
)
"""Things of other fields: what is compared is not force."""


_SPENT_ON = re.compile(r"\b(?:defen[cs]e|military|armed forces|the forces|its forces|army|arms|soldiers)\b", re.I)
_FORCE = re.compile(
    r"\b(?:admirals?|generals?|colonels?|commanders?|militar\w+|defen[cs]e|arms|army|navy|weapons?|warheads?|missiles?|troops|soldiers)\b",
    re.I,
)
_WIDE = 400
"""How many characters around a sentence tell whether the text speaks of forces at all."""


_LOOSE = ("military", "gdp", "population")
"""Measures whose words stand in sentences on other things too."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["measure"], re.compile(rf"\b(?:{row['words']})\b", re.I)) for row in table("claim_measured.csv"))


def measured(scene: Scene, low: int, high: int) -> str:
    """Give what the words from `low` to `high` of a sentence compare: the word nearest to them, else what was spoken of before.

    Empty when nothing of force is measured, or something else is.
    """
    text = scene.text
    if _elsewhere(text, low, high):
        return ""
    if _PER.search(text) or _PER.search(scene.before):
        return "per_head"
    found = _nearest(text, low, high)
    found = (scene.measure() or found) if found in ("", "military") else found
    if found in ("", "gdp") and _OUTPUT.search(text) and _SPENT_ON.search(text):
        return "share"
    found = found or _nearest(scene.before, len(scene.before), len(scene.before))
    if not found and _FORCE.search(scene.document.text, max(0, scene.clause.start - _WIDE), scene.clause.end + _WIDE):
        return "unnamed"
    if found == "gdp" and _OUTPUT.search(text):
        return "unnamed"
    if found == "military_spending" and (by_output(text) or _OUTPUT.search(text)):
        return "share"
    return found


def _elsewhere(text: str, low: int, high: int) -> bool:
    """Whether a thing of another field stands nearer to the words than any thing of force."""
    others = [max(0, match.start() - high, low - match.end()) for match in _OTHER.finditer(text)]
    return bool(others) and not (_FORCE.search(text) and _gap(text, low, high) < min(others))


def _gap(text: str, low: int, high: int) -> int:
    """How far the nearest thing of force that is measured stands."""
    found = [
        max(0, match.start() - high, low - match.end())
        for measure, pattern in _patterns()
        if measure not in _LOOSE
        for match in pattern.finditer(text)
    ]
    return min(found, default=len(text))


def measured_here(scene: Scene, low: int, high: int) -> bool:
    """Whether something of force is measured in the same part of the sentence, up to a colon or semicolon."""
    start = max(scene.text.rfind(mark, 0, low) for mark in ":;") + 1
    ends = [place for mark in ":;" if (place := scene.text.find(mark, high)) >= 0]
    return bool(_nearest(scene.text[start : min(ends, default=len(scene.text))], low - start, high - start))


def _nearest(text: str, low: int, high: int) -> str:
    best: tuple[int, int] | None = None
    name = ""
    for place, (measure, pattern) in enumerate(_patterns()):
        if measure in _LOOSE and name not in ("", *_LOOSE):
            continue  # only where no plainer word is told
        for match in pattern.finditer(text):
            gap = max(0, match.start() - high, low - match.end())
            if best is None or (gap, place) < best:
                best, name = (gap, place), measure
    return name
