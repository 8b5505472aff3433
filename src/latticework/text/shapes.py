"""What the parser sees of a word: five hashed views of its letters, the same in training and in use."""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

VIEWS = ("norm", "norm_again", "prefix", "suffix", "ending", "shape")
"""The views of a word, in the order of `view_rows`."""

ROWS = {"norm": 12000, "norm_again": 12000, "prefix": 3000, "suffix": 4000, "ending": 800, "shape": 500}
"""How many rows the table of each view has; two hashes of the whole word keep most words apart."""

_LONGEST_SHAPE = 8


@lru_cache(maxsize=100_000)
def view_rows(word: str) -> tuple[int, ...]:
    """Give the row of each view of a word; row 0 of each table is left for words that are hidden in training."""
    lower = word.lower()
    seen = (f"a{lower}", f"b{lower}", lower[:3], lower[-3:], lower[-2:], shape(word))
    return tuple(
        1 + crc32(text.encode(errors="replace")) % (rows - 1) for text, rows in zip(seen, ROWS.values(), strict=True)
    )


def shape(word: str) -> str:
    """Write a word as its pattern of capitals, small letters, digits and signs, runs cut at three.

    >>> shape("Tokyo"), shape("F-35A"), shape("2023")
    ('Xxxx', 'X-ddX', 'dddd')
    """
    kept: list[str] = []
    for letter in word[:40]:
        mark = "d" if letter.isdigit() else ("X" if letter.isupper() else "x") if letter.isalpha() else letter
        if len(kept) < 3 or kept[-3:] != [mark] * 3 or mark == "d":
            kept.append(mark)
    return "".join(kept[:_LONGEST_SHAPE])
