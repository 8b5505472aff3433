"""Readers of ratios and fractions: double, halved, four times as many, two-thirds of, one in five, 3 to 1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.text.amount_comparators import before_figure
from latticework.text.amount_numbers import DIGITS, IN_WORDS, number
from latticework.text.amount_shapes import Amount

_COUNT = rf"(?P<n>{DIGITS}|(?i:{IN_WORDS}))"
_VERBS = re.compile(
    r"\b(?P<word>(?:re-?)?doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|trebl(?:e|es|ed|ing)|quadrupl(?:e|es|ed|ing)|quintupl(?:e|ed)|"
    r"halv(?:e|es|ed|ing))\b(?!-| (?:standards?|agents?|digits?|checks?|down|blow|role|act|game|life|talaq|jump|murder|taxation|up|over)|:)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"(?<![\w.,$€£-])(?:{_COUNT}[ -]times(?= (?:as|more|the|larger|bigger|higher|greater|that|its|their|what|over)\b)|"
    r"(?P<twice>(?i:twice|thrice))(?= (?:as|the|that|its|their|what|last|this)\b)|"
    rf"(?P<fold>{DIGITS}|(?i:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand))-?fold(?![A-Za-z]))"
)
_HALF = re.compile(
    r"\b(?:(?P<by>(?:by|in) half)|(?P<half>(?i:half))(?: of\b| (?=(?:the|its|their|his|that|those|all)\b)))(?! (?:century|decade|year))"
)
_PARTS = re.compile(
    r"\b(?P<n>(?i:an?|one|two|three|four|five))[- ](?P<part>third|quarter|fifth|sixth|tenth|eighth|half)s?(?= of\b|\b(?<=[a-z]-third)|"
    r"\b(?<=thirds)|\b(?<=-quarter)|\b(?<=quarters)| majority)(?! of (?:19|20))",
)
_ONE_IN = re.compile(rf"\b{_COUNT} (?:in|out of)(?: every)? (?P<m>{DIGITS}|(?i:{IN_WORDS}))(?= [A-Za-z]+s\b| [A-Z])")
_TO_ONE = re.compile(
    rf"(?<![\w.,:-])(?P<n>{DIGITS})(?:-to-| to |:)(?P<m>1|one)(?![\w:.,]*[0-9])(?= (?:ratio|advantage|superiority)|[- ]?ratio)"
)
_FACTOR = {"doubl": 2, "tripl": 3, "trebl": 3, "quadr": 4, "quint": 5, "halv": 0.5, "redou": 2, "re-do": 2}
_PART = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}


_NEEDED = {
    _VERBS: ("doubl", "tripl", "trebl", "quadrupl", "quintupl", "halv"),
    _TIMES: ("times", "twice", "thrice", "fold"),
    _HALF: ("half",),
    _PARTS: tuple(_PART),
    _TO_ONE: ("ratio", "advantage", "superiority"),
}
"""What is in every text that a pattern finds something in: a search for a word is much cheaper than one for a pattern."""


def _found(pattern: re.Pattern[str], text: str, lower: str) -> Iterator[re.Match[str]]:
    return pattern.finditer(text) if any(word in lower for word in _NEEDED[pattern]) else iter(())


def ratios(text: str) -> Iterator[Amount]:
    """Yield the ratios and fractions of a text; a third is 0.333."""
    lower = text.lower()
    for match in _found(_VERBS, text, lower):
        word = match["word"].lower()
        yield _ratio(text, match, _FACTOR[word[: 4 if word.startswith("halv") else 5]], "ratio")
    for match in _found(_TIMES, text, lower):
        value: float = {"twice": 2, "thrice": 3}.get((match["twice"] or "").lower()) or number(
            match["n"] or match["fold"]
        )
        yield _ratio(text, match, value, "ratio")
    for match in _found(_HALF, text, lower):
        yield _ratio(text, match, 0.5, "ratio" if match["by"] else "fraction")
    for match in _found(_PARTS, text, lower):
        count = 1 if match["n"].lower() in ("a", "an") else number(match["n"])
        if count < _PART[match["part"]]:
            yield _ratio(text, match, round(count / _PART[match["part"]], 3), "fraction")
    for match in _ONE_IN.finditer(text):
        whole = number(match["m"])
        if 0 < number(match["n"]) < whole <= 100:
            yield _ratio(text, match, round(number(match["n"]) / whole, 3), "fraction")
    for match in _found(_TO_ONE, text, lower):
        yield _ratio(text, match, number(match["n"]), "ratio")


def _ratio(text: str, match: re.Match[str], value: float, unit: str) -> Amount:
    return Amount(match.start(), match.end(), value, unit, before_figure(text, match.start()))
