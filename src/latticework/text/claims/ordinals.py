"""Ordinals as numbers."""

from __future__ import annotations

from latticework.text.amount_numbers import words


def place_of(word: str) -> int:
    """Give the number an ordinal stands for, in words or figures; 0 when it is none.

    >>> place_of("sixth"), place_of("21st"), place_of("thirty-first"), place_of("new")
    (6, 21, 31, 0)
    """
    low = word.lower()
    if low[:1].isdigit():
        digits = "".join(ch for ch in low if ch.isdigit())
        return int(digits) if low.lstrip("0123456789") in ("st", "nd", "rd", "th") else 0
    ten, _, one = low.rpartition("-")
    if ten:
        return (
            words("ten").get(ten, 0) + words("ordinal").get(one, 0)
            if ten in words("ten") and one in words("ordinal")
            else 0
        )
    return words("ordinal").get(low, 0)
