"""Tables of phrases as patterns: one row a phrase, the first row that is found in a sentence speaks."""

from __future__ import annotations

import re
from functools import cache

from latticework.text.lists import table

_GAP = r"[^.;]{0,30}?"
"""What stands for `...` in a phrase: a few words of the same sentence."""


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    """Give the pattern of a phrase: `*` ends any word begun so, `?` is one letter or none, `...` a few words.

    >>> bool(pattern("has not ... ratified").search("Manila has not so far ratified it"))
    True
    """
    words = [
        _GAP if word == "..." else re.escape(word).replace(r"\*", r"[\w-]*").replace(r"\?", r"\w?")
        for word in phrase.split()
    ]
    return re.compile(r"\b" + " ".join(words).replace(f" {_GAP} ", rf"\b{_GAP}\b") + r"\b", re.I)


def first(name: str, column: str, text: str) -> tuple[str, int, int] | None:
    """Give what the first row of a table whose phrase is in the text says, with where the phrase stands."""
    for row in table(name):
        match = pattern(row["phrase"]).search(text)
        if match:
            return row[column], match.start(), match.end()
    return None


@cache
def joined(name: str, column: str, value: str) -> re.Pattern[str]:
    """Give one pattern for all phrases of a table that have a value in a column, the longest first.

    >>> bool(joined("claim_bonds.csv", "role", "duty").search("They are duty bound."))
    True
    """
    phrases = sorted((row["phrase"] for row in table(name) if row[column] == value), key=len, reverse=True)
    return re.compile("|".join(rf"(?:{pattern(phrase).pattern})" for phrase in phrases), re.I)
