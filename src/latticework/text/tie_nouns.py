"""Names of ties in a sentence: agreements, alliances, exercises, aid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from weakref import WeakKeyDictionary

from latticework.text.clauses import Clause
from latticework.text.lists import table
from latticework.text.tie_shapes import AGREEMENT


def tie_nouns(clause: Clause) -> tuple[tuple[int, int, str], ...]:
    """Give the first and last token and the kind of each name of a tie, longest first, none inside another.

    Hyphens do not matter. A bare `agreement` or `pact` has the kind of the words that hang from it.
    """
    found = _FOUND.get(clause)
    if found is None:
        found = _FOUND[clause] = tuple(_tie_nouns(clause))
    return found


_FOUND: WeakKeyDictionary[Clause, tuple[tuple[int, int, str], ...]] = WeakKeyDictionary()
"""What was found in the sentences at hand; several readers ask."""


def _tie_nouns(clause: Clause) -> Iterator[tuple[int, int, str]]:
    kept = [i for i in range(len(clause)) if clause.form(i) != "-"]
    taken, index = -1, _nouns()
    for at, i in enumerate(kept):
        if i <= taken:
            continue
        for phrase, kind in index.get(clause.lemma(i), index.get(clause.form(i).lower(), ())):
            held = kept[at : at + len(phrase)]
            run = zip(held, phrase, strict=False)
            if len(held) == len(phrase) and all(word in (clause.lemma(j), clause.form(j).lower()) for j, word in run):
                if clause.tree.upos[held[-1]] in ("NOUN", "PROPN", "VERB", "NUM", "SYM"):
                    yield i, held[-1], kind
                    taken = held[-1]
                break
        else:
            if clause.lemma(i) in AGREEMENT and clause.tree.upos[i] in ("NOUN", "PROPN"):
                yield i, i, _kind_of(clause, i)
                taken = i


def _kind_of(clause: Clause, noun: int) -> str:
    """The kind of an agreement by the words in its phrase; `other_agreement` when none tells."""
    near = {clause.lemma(j) for j in clause.subtree(noun, depth=4)} | {
        clause.lemma(j) for j in range(max(0, noun - 4), noun)
    }
    for row in table("tie_words.csv"):
        if row["word"] in near:
            return row["kind"]
    return "other_agreement"


def title(clause: Clause, first: int, last: int) -> str:
    """Give the name of the tie as written, when it is written as a name."""
    forms = clause.tree.forms[first : last + 1]
    return " ".join(forms).replace(" - ", "-") if any(form[:1].isupper() for form in forms) else ""


@cache
def _nouns() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in table("ties.csv"):
        phrase = tuple(word for word in row["phrase"].split() if word != "-")
        found[phrase[0]].append((phrase, row["kind"]))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}
