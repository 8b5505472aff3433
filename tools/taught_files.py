"""The file in which a teacher's reading of stretches stands, found again by their words: texts and sentences may come and go between two trainings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
from act_examples import PARTS, Example, parts_of

Arrays = dict[str, np.ndarray]

WORDS = "words"
"""The array of rows of words; a teacher that has none writes zeros, to which nothing is drawn."""

COLUMNS = (*PARTS.values(), (WORDS,))
"""The arrays that are as long as there are words for acts, phrases, words for ties, parties, and words in all."""


def name_of(one: Example) -> int:
    """Give the number by which a reading of a stretch is found again: that of its words."""
    return int.from_bytes(blake2b("\x1f".join(one.forms).encode(), digest_size=8).digest(), "little")


def sizes_of(one: Example) -> list[int]:
    """Give how long the arrays of a stretch are, by columns."""
    return [*parts_of(one).values(), len(one.words)]


def as_file(given: Sequence[Example], made: dict[int, Arrays]) -> Arrays:
    """Give what is written: names and sizes of stretches, and in their order what was made of each (by its identity)."""
    arrays = {name: np.concatenate([made[id(one)][name] for one in given]) for names in COLUMNS for name in names}
    sizes = np.array([sizes_of(one) for one in given])
    return arrays | {"names": np.array([name_of(one) for one in given], np.uint64), "sizes": sizes}


def read_again(every: Sequence[Example], held: Any) -> Iterator[tuple[Example, Arrays]]:
    """Give the stretches that a file speaks of with what it says; those with other words for acts and ties since then are left out."""
    arrays, sizes = {name: held[name] for names in COLUMNS for name in names}, held["sizes"]
    ends = np.cumsum(sizes, 0)
    at = {int(name): i for i, name in enumerate(held["names"])}
    for one in every:
        i = at.get(name_of(one), -1)
        if i >= 0 and sizes[i].tolist() == sizes_of(one):
            yield (
                one,
                {
                    name: arrays[name][ends[i, column] - sizes[i, column] : ends[i, column]]
                    for column, names in enumerate(COLUMNS)
                    for name in names
                },
            )
