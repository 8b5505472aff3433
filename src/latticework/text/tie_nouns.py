"""Names of ties in a sentence: agreements, alliances, exercises, aid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from latticework.text.clauses import Clause
from latticework.text.lists import table
from latticework.text.tie_shapes import AGREEMENT

Entry = tuple[tuple[str, ...], str, bool]
"""The words of a name of a tie, its kind, and whether it is a name of its own: a treaty's, an exercise's."""


class TieNoun(NamedTuple):
    """The first and last token of a name of a tie, its kind, and whether it is a name of its own."""

    first: int
    last: int
    kind: str
    named: bool = False


def tie_nouns(clause: Clause) -> tuple[TieNoun, ...]:
    """Give the names of ties in a sentence, longest first, none inside another.

    Hyphens do not matter. A bare `agreement` or `pact` has the kind of the words that hang from it.
    """
    found = _FOUND.get(clause)
    if found is None:
        found = _FOUND[clause] = tuple(_tie_nouns(clause))
    return found


_FOUND: WeakKeyDictionary[Clause, tuple[TieNoun, ...]] = WeakKeyDictionary()
"""What was found in the sentences at hand; several readers ask."""


def _tie_nouns(clause: Clause) -> Iterator[TieNoun]:
    kept = [i for i in range(len(clause)) if clause.form(i) != "-"]
    taken, index = -1, _nouns()
    for at, i in enumerate(kept):
        if i <= taken:
            continue
        for phrase, kind, named in _beginning(index, clause, i):
            held = kept[at : at + len(phrase)]
            run = zip(held, phrase, strict=False)
            if len(held) == len(phrase) and all(_is_word(clause, j, word, named) for j, word in run):
                if clause.tree.upos[held[-1]] in ("NOUN", "PROPN", "VERB", "NUM", "SYM"):
                    yield TieNoun(i, held[-1], kind, named)
                    taken = held[-1]
                break
        else:
            if clause.lemma(i) in AGREEMENT and clause.tree.upos[i] in ("NOUN", "PROPN"):
                yield TieNoun(i, i, _kind_of(clause, i))
                taken = i


def _beginning(index: dict[str, tuple[Entry, ...]], clause: Clause, i: int) -> tuple[Entry, ...]:
    """Give the entries that may begin at a token, by its lemma or as it is written, longest first."""
    lemma, form = clause.lemma(i), clause.form(i).lower()
    found = index.get(lemma, ())
    if form != lemma and form in index:
        found = tuple(sorted({*found, *index[form]}, key=lambda entry: (-len(entry[0]), entry)))
    return found


def _is_word(clause: Clause, j: int, word: str, named: bool) -> bool:
    """Whether a token is a word of an entry; what is a name of its own is written with capitals: `Peace Mission`, no peace mission."""
    form = clause.form(j)
    if named and word[:1].isupper() and not form[:1].isupper():
        return False
    return word.lower() in (clause.lemma(j).lower(), form.lower())


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
def _nouns() -> dict[str, tuple[Entry, ...]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for name, named in (("tie_names.csv", True), ("ties.csv", False)):
        for row in table(name):
            phrase = tuple(word for word in row["phrase"].split() if word != "-")
            found[phrase[0].lower()].append((phrase, row["kind"], named))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}
