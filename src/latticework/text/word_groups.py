"""Groups of like words: what the models see beside a word, so that what was learnt of one word holds a little of its kin.

The table was made from the weights of a sentence encoder (all-MiniLM-L6-v2, Apache-2.0) by `tools/make_word_groups.py`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from latticework.errors import DataError

NO_GROUP = ("", "")


def groups(lemma: str) -> tuple[str, str]:
    """Give the fine and the coarse group of a word in lower case; two empty strings for a word that stands in none."""
    return _groups().get(lemma, NO_GROUP)


def known(word: str) -> bool:
    """Say whether a word in lower case stands in a group at all: the words are those of an encoder, of the tables and of the corpus."""
    return word in _groups()


@cache
def _groups() -> dict[str, tuple[str, str]]:
    path = files("latticework.text").joinpath("word_groups", "groups.tsv")
    try:
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
        return {word: (fine, coarse) for word, fine, coarse in rows}
    except (OSError, ValueError) as error:
        raise DataError(
            "a table of the installation is damaged", place=str(path), next_step="install latticework again"
        ) from error
