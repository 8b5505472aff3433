"""Numbers that are part of a name: Article 5, Hwasong 15, resolutions 1718 and 1874."""

from __future__ import annotations

import re
from functools import cache

from latticework.model.tables import read_csv
from latticework.text.amount_reading import Figure
from latticework.text.amount_words import number_names

_WORD_BEFORE = re.compile(r"([A-Za-z][\w.&'’]*)[ \u00a0-]$")


_SENTENCE_START = re.compile(r"(?:^|[.!?:\"“\n] ?)[A-Z][\w'’]*[ \u00a0]$")


def is_name(text: str, figure: Figure, named: int) -> bool:
    """Say whether a number belongs to a name ("Article 5", "Hwasong 15") or is an age ("aged 22")."""
    behind = text[max(0, figure.start - 26) : figure.start]
    match = _WORD_BEFORE.search(behind)
    if not match or figure.currency:
        return False
    word = match[1]
    if word in number_names() and isinstance(figure.value, int | float):
        return figure.value < 10_000 or figure.bare
    if word in ("and", "or", "to") and named and figure.start - named < 7:
        return figure.bare
    if not figure.bare or not word[0].isupper() or _SENTENCE_START.search(behind) or behind[-1] == "-":
        return False
    return word.lower() not in _PLAIN_WORDS and word not in _states() and not word.endswith(("'s", "’s", "ese", "ian"))


_PLAIN_WORDS = frozenset(
    ("the", "about", "some", "over", "least", "up", "only", "nearly", "almost", "around", "and", "or", "with", "of", "in", "on",
     "from", "to", "for", "by", "than", "another", "all", "its", "their", "his", "these", "those", "kills", "killed", "arrests")
)  # fmt: skip


@cache
def _states() -> frozenset[str]:
    names = [row["alias"] for row in read_csv("latticework.model", "aliases.csv")]
    names += [row.get("name", "") for row in read_csv("latticework.model", "states.csv")]
    return frozenset(name.rsplit(" ", 1)[-1] for name in names if name)
