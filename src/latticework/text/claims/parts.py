"""Figures of a change: per cents, multiples, and parts told in words ("by a third to a half", "nearly a fifth")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from latticework.text.amount_comparators import before_figure
from latticework.text.amount_numbers import DIGITS, IN_WORDS, number
from latticework.text.claims.scene import Scene, number_of

PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100}  # fmt: skip
_ONE_PART = r"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)[- ](?:full )?)?(?:half|halve|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth)s?"
_PART = re.compile(rf"(?<![\w-])(?P<low>{_ONE_PART})(?: (?:to|or) (?P<high>{_ONE_PART}))?(?![\w-])", re.I)
_FACTOR = re.compile(rf"\b(?:a factor of|up) (?P<n>{DIGITS}|(?i:{IN_WORDS}))(?P<fold>-?fold)?(?![\w.,%])", re.I)
_MULTIPLIED = re.compile(
    rf"\bmultipl(?:y|ies|ied|ying)\b[^.;:?!]{{0,60}}?\bby (?:[a-z]+ ){{0,2}}?(?P<n>{DIGITS}|(?i:{IN_WORDS}))(?![\w.,%]*\d| ?%| per ?cent)",
    re.I,
)
_SIGN = re.compile(r"(?<![\w.])(?:[x×](?P<n>\d{1,3}(?:\.\d+)?)|(?P<m>\d{1,3}(?:\.\d+)?) ?[x×])(?![\w])", re.I)
"""A multiple with its sign, as in notes: `x8`, `3x`."""
_DATED = re.compile(
    r"\b(?:the (?:first|second|third|fourth|last) |half (?:of|a century|a decade|an hour|a year)|quarter (?:of )?(?:19|20)|quarter of the year)",
    re.I,
)
_HOW = {"only": "", "increase": "", "decrease": "", "additional": ""}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at `start` to `end` of its sentence: `percent` or `ratio`, and whether it was told as a part in words."""

    start: int
    end: int
    value: float
    high: float | None
    unit: str
    how: str
    part: bool = False


def exactness(comparator: str | None) -> str:
    """Give how exactly a figure is meant without the change that its comparator tells.

    >>> exactness("increase_less_than"), exactness("only"), exactness("nearly")
    ('less_than', '', 'nearly')
    """
    plain = re.sub(r"^(?:increase|decrease)_", "", comparator or "")
    return _HOW.get(plain, plain)


def change_figures(scene: Scene) -> list[Figure]:
    """Give the figures of a sentence that may tell a change, in order."""
    base, text = scene.clause.start, scene.text
    found = []
    for amount in scene.amounts:
        value, high = number_of(amount)
        if value is None or amount.unit not in ("percent", "ratio"):
            continue
        how = exactness(amount.comparator)
        if amount.comparator in ("increase", "decrease", "additional"):
            how = exactness(before_figure(scene.document.text, amount.start))
        found.append(Figure(amount.start - base, amount.end - base, value, high, amount.unit, how))
    found += [
        one
        for one in in_words(text)
        if not any(one.start < other.end and other.start < one.end for other in found if other.unit == "percent")
    ]
    words = [one for one in found if one.part]
    found = [
        one for one in found if one.part or not any(one.start < other.end and other.start < one.end for other in words)
    ]
    for match in _FACTOR.finditer(text):
        if match["fold"] or match[0].lower().startswith("a factor"):
            found.append(_factor(text, match, match.start()))
    found += [_factor(text, match, match.start("n")) for match in _MULTIPLIED.finditer(text)]
    for match in _SIGN.finditer(text):
        value = float(match["n"] or match["m"])
        found.append(
            Figure(match.start(), match.end(), value, None, "ratio", exactness(before_figure(text, match.start())))
        )
    return sorted(found, key=lambda one: one.start)


def _factor(text: str, match: re.Match[str], lead: int) -> Figure:
    """A figure told as a multiple; how exactly it is meant stands before `lead`."""
    how = exactness(before_figure(text, lead))
    return Figure(match.start("n"), match.end(), float(number(match["n"])), None, "ratio", how)


def in_words(text: str) -> Iterator[Figure]:
    """Give the parts told in words, in per cent: `four-fifths` is 80."""
    for match in _PART.finditer(text):
        if _DATED.search(text, max(0, match.start() - 12), match.end() + 12) or re.match(
            r"[- ](?:hour|year|century|time|dozen|million|billion|place|largest|biggest|of (?:19|20)\d\d)",
            text[match.end() : match.end() + 12],
        ):
            continue
        low, high = value_of_part(match["low"]), value_of_part(match["high"]) if match["high"] else None
        if low and low < 1 and "-" not in text[max(0, match.start() - 1) : match.start()]:
            yield Figure(
                match.start(),
                match.end(),
                round(100 * low, 1),
                round(100 * high, 1) if high else None,
                "percent",
                exactness(before_figure(text, match.start())),
                part=True,
            )


def value_of_part(words: str) -> float:
    """Give the value of a part in words; 0 for an ordinal without its article.

    >>> value_of_part("two-thirds"), value_of_part("half"), value_of_part("third")
    (0.6666666666666666, 0.5, 0)
    """
    pieces = re.split(r"[- ]", words.lower())
    name = "half" if pieces[-1] in ("halves", "halve", "half") else pieces[-1].removesuffix("s")
    if len(pieces) == 1:
        return 0.5 if name == "half" else 0
    return (1 if pieces[0] in ("a", "an", "one") else float(number(pieces[0]))) / PARTS[name]
