"""Signs as rows of a model's weights: short strings, hashed; those of one group are hashed once for the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, wraps
from typing import ParamSpec
from zlib import crc32

BUCKETS = 1 << 17
"""Rows of the weights: signs are hashed into as many."""

_SIGNS_KEPT = 60_000
"""Signs whose row is remembered: some megabytes; a document has a few thousand."""

_GROUPS_KEPT = 8_000
"""Combinations of words that are remembered for each group of signs."""

P = ParamSpec("P")


@lru_cache(maxsize=_SIGNS_KEPT)
def row(sign: str) -> int:
    """Hash a sign into a row of the weights."""
    return crc32(sign.encode()) % BUCKETS


def row_set(signs: Iterable[str]) -> set[int]:
    """Hash signs into rows, each row once."""
    return set(map(row, signs))


def hashed(group: Callable[P, Iterator[str]]) -> Callable[P, tuple[int, ...]]:
    """Turn a function that gives signs for a few words into one that gives their rows, and remembers them."""

    def found(*args: P.args, **kwargs: P.kwargs) -> tuple[int, ...]:
        return tuple(crc32(sign.encode()) % BUCKETS for sign in group(*args, **kwargs))

    return wraps(group)(lru_cache(maxsize=_GROUPS_KEPT)(found))  # type: ignore[return-value]
