"""Hard-wrapped text made running text, character for character."""

from __future__ import annotations

import re

LONG = 60
"""A line with at least so many characters that ends inside a sentence goes on in the next."""

_BREAK = re.compile(rf"(?<=[^\n]{{{LONG}}})(?<![.!?:\"”\n])\n(?=[^\n\s])")


def unwrapped(text: str) -> str:
    """Give a text in which line breaks inside sentences are blanks; every character keeps its place.

    >>> unwrapped("North Korea in October fired a missile of a new kind over the seas\\nof Japan.\\nTokyo")
    'North Korea in October fired a missile of a new kind over the seas of Japan.\\nTokyo'
    """
    return _BREAK.sub(" ", text)
