"""Figures as they are written, and their values: 1,000; $1.2bn; 20 to 30; hundreds of thousands."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from latticework.text.amount_numbers import NUMBER, VAGUE, Number, number, vague, words
from latticework.text.amount_shapes import Value
from latticework.text.amount_words import currencies, pattern_of


class Figure(NamedTuple):
    """A figure as written: where it stands, its value, its currency sign, and whether it is in words or bare digits."""

    start: int
    end: int
    value: Value
    currency: str | None
    spelled: bool
    bare: bool
    suffix: str | None


@cache
def figure_pattern() -> re.Pattern[str]:
    """Give the pattern of a figure: a sign of currency, a number, a range or a vague word, and its size."""
    signs = "|".join(re.escape(sign) for sign in sorted(currencies("before"), key=len, reverse=True))
    short = "|".join(sorted(words("short"), key=len, reverse=True))
    one_number = rf"(?:{NUMBER})"
    return re.compile(
        rf"(?<![\w.,/:$€£¥₹#&@+'’-])(?:(?P<cur>{signs}) ?)?"
        rf"(?:(?P<vague>{VAGUE})|(?P<low>{one_number})(?: ?(?P<s1>{short})(?![A-Za-z0-9]))?"
        rf"(?:(?P<to>[-–—]| [-–—] | to | and | or )(?:{signs})?(?P<high>{one_number})(?: ?(?P<s2>{short})(?![A-Za-z0-9]))?)?)"
        r"(?P<plus>-plus|\+(?![0-9])|-odd| or more(?! than)| or so)?"
    )


GLUED = re.compile(
    r"(?: ?(?:mm|cm)| ?-?millimet(?:er|re)|km|kg|m|nm|ft|mi|MW|GW|kt|kW|nmi)(?![A-Za-z0-9])|-?(?:percent|%)"
)


_BAD_END = re.compile(
    r"[A-Za-z0-9]|[-–/:][0-9]|[.,][0-9]|-[A-Z]|\+[0-9]|[ -](?:a\.m|p\.m|am\b|pm\b|GMT|UTC|hrs?\b|o'clock)|"
    r"-(?:fold|third|quarter|half|fifth|tenth|sixth|eighth|first|second(?!s)|fourth|seventh|ninth)| ?(?:thirds|quarters|fifths|tenths)\b|"
    r"(?: |-)times?\b(?= as| more| the | larger| bigger| higher| greater| that| its| their)|fold\b"
)


def read_figure(text: str, match: re.Match[str]) -> Figure | None:
    """Read a match as a figure; a second number that is no end of a range is left for later."""
    currency = currencies("before").get(match["cur"] or "")
    start, end = match.span()
    if match["vague"]:
        bad = match["vague"].lower() in ("scores", "tens", "many") and text[end : end + 4] != " of "
        bad = bad or text[end : end + 1].isalnum()
        return (
            None if bad else Figure(start, end, vague(match["vague"]), currency, spelled=True, bare=False, suffix=None)
        )
    low, high = match["low"], match["high"]
    suffix = (match["plus"] or "").strip() or None
    if high and not _is_range(text, match):
        end, high, suffix = match.start("to"), None, None
    elif match["s2"] and not _short_is_size(match["s2"], currency):
        end, suffix = match.end("high"), None
    if not high and match["s1"] and not _short_is_size(match["s1"], currency):
        end, suffix = match.end("low"), None
    size = (match["s2"] if high else match["s1"]) or ""
    if _BAD_END.match(text, end) and not GLUED.match(text, end) and not (high and text[end : end + 1] == "-"):
        return None
    times_by = words("short").get(size, 1) if size and _short_is_size(size, currency) else 1
    value = _scaled(high or low, times_by)
    spelled = not low[0].isdigit()
    if high:
        return Figure(start, end, _pair(low, value, times_by), currency, spelled=spelled, bare=False, suffix=suffix)
    return Figure(start, end, value, currency, spelled=spelled, bare=low.isdigit() and not currency, suffix=suffix)


def _short_is_size(short: str, currency: str | None) -> bool:
    return bool(currency) or short in ("bn", "mn", "tn", "trn", "mln", "bln")


def _scaled(text: str, times_by: int) -> Number:
    value = number(text)
    scaled = value * times_by
    return int(scaled) if scaled == int(scaled) else scaled


def _pair(low: str, high: Number, times_by: int) -> tuple[Number, Number]:
    """Give the ends of a range; "20 to 30 million" is said of both ends."""
    first = number(low)
    if first < 1000 <= high and "," not in low:
        for size in (10**12, 10**9, 10**6, 10**3):
            if high >= size and (times_by == size or (first < 1000 and high >= size and first * size <= high)):
                return (first * size, high)
    return (first, high)


_BETWEEN = re.compile(r"\b(?:between|from)(?: (?:about|around|some|roughly|approximately))? ?$", re.IGNORECASE)


_CHANGE = re.compile(r"\b(?:rang(?:e|es|ing|ed)|anywhere) from ?$", re.IGNORECASE)


@cache
def _other_money() -> re.Pattern[str]:
    return re.compile(rf" ?(?:{pattern_of(currencies('after'))})(?![A-Za-z])", re.IGNORECASE)


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Say whether two numbers are the ends of a range: "between" needs "and", and "from 3 to 5" may be a change."""
    low, high = number(match["low"]), number(match["high"])
    behind = text[max(0, match.start() - 40) : match.start()]
    word = match["to"].strip()
    if match["cur"] and word in ("-", "–", "—") and _other_money().match(text, match.end("high")):
        return False  # $4.75 billion — 16.1 billion zlotys
    if word == "and":
        return bool(_BETWEEN.search(behind)) and low < high * 10**6
    if word == "or":
        return low < high <= low + 10 and match["s1"] is None
    if word == "to" and behind.lower().endswith("from "):
        return bool(_CHANGE.search(behind))
    scaled = (
        low
        if low >= 1000 or "," in match["low"]
        else low * (high / max(1, number(match["high"].split()[0].split("-")[0])))
    )
    return low < high and scaled <= high
