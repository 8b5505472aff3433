"""Numbers as texts write them: figures with separators, words, sizes (million, lakh crore) and vague words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from latticework.model.tables import read_csv

Number = int | float


def words(part: str) -> dict[str, int]:
    """Give the number words of one part of speech of the table `amounts_numbers.csv`: unit, teen, ten, size..."""
    return {row["word"]: int(row["value"]) for row in _table() if row["part"] == part}


@cache
def _table() -> list[dict[str, str]]:
    return read_csv("latticework.text", "amounts_numbers.csv")


def either(choices: list[str] | dict[str, int]) -> str:
    """Write a pattern that takes any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(choices, key=len, reverse=True))


_ONES = either(words("unit"))
_TENS = either(words("ten"))
_SIZES = either(words("size"))
_SMALL = rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|{either(words('teen'))}|{_ONES})(?![A-Za-z])"

DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{2,3}){1,6}(?![0-9])|[0-9]{1,15}(?![0-9]))(?:\.[0-9]{1,9}(?![0-9.]))?"
"""A number in figures: 1,000 or 1000 or 1.5 (a part of a pattern)."""

IN_WORDS = rf"(?:half an?|(?:(?:an?|{_SMALL})[ -]hundred(?: and {_SMALL}| {_SMALL})?|{_SMALL})(?: and a half)?)"
"""A number in words up to 999, "half a" included; to be matched whatever the case."""

SIZE = rf"(?:[ -](?:{_SIZES})(?![A-Za-z])){{1,2}}"
"""The size after a number: " million", " lakh crore"."""

NUMBER = rf"(?:{DIGITS}|(?i:{IN_WORDS}))(?i:{SIZE})?|(?i:an?(?= (?:{_SIZES})(?![A-Za-z])){SIZE})"
"""A plain number, its size included (a part of a pattern)."""

VAGUE = (
    r"(?i:(?:tens|dozens|scores|hundreds|thousands)(?: of (?:thousands|millions|billions|trillions))?|"
    r"(?:millions|billions|trillions)|(?:several|a few|many|couple) (?:dozen|hundred|thousand|million|billion)(?: (?:thousand|million|billion))?)"
)
"""A number that is only a word: "hundreds of thousands", "several dozen" (a part of a pattern)."""

_VAGUE_SIZES = ("ten", "dozen", "score", "hundred", "thousand", "million", "billion", "trillion")
_VALUE = {name: value for part in ("unit", "teen", "ten", "size", "short") for name, value in words(part).items()}
_PIECE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|[a-z]+")


def tidy(value: Decimal) -> Number:
    """Turn a decimal into an int where it is whole, else into a float."""
    return int(value) if value == value.to_integral_value() else float(value)


def number(text: str) -> Number:
    """Read a plain number in figures or words with its sizes.

    >>> number("1,000"), number("5.94 lakh crore"), number("half a million"), number("one hundred and fifty")
    (1000, 5940000000000, 500000, 150)
    """
    total, part = Decimal(0), Decimal(0)
    text = text.lower()
    if text.endswith(" and a half"):
        return tidy(Decimal(number(text.removesuffix(" and a half"))) + Decimal("0.5"))
    for piece in _PIECE.findall(text):
        if piece[0].isdigit():
            part += Decimal(piece.replace(",", ""))
        elif piece in ("a", "an", "and", "half"):
            part += {"half": Decimal("0.5")}.get(piece, 0)
        elif (value := _VALUE.get(piece, 0)) >= 1000 or piece == "dozen":
            part = (part or (total if total else Decimal(1))) * value
            total = part if text.endswith(piece) else total + part
            part = Decimal(0)
        elif piece == "hundred":
            part = (part or Decimal(1)) * 100
        else:
            part += value
    return tidy(total + part)


def vague(text: str) -> str:
    """Give the word that stands for a vague number: "several hundred" is `hundreds`.

    >>> vague("a few thousand"), vague("Hundreds of thousands")
    ('thousands', 'hundreds of thousands')
    """
    sizes = [f"{size.removesuffix('s')}s" for size in text.lower().split() if size.removesuffix("s") in _VAGUE_SIZES]
    return " of ".join(sizes)
