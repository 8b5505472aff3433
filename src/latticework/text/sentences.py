"""From a document to its parsed sentences with names found in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from latticework.text.clauses import Clause
from latticework.text.dateline import dateline_end
from latticework.text.document import Document
from latticework.text.names import Hit, find_names
from latticework.text.parser import Tree, parse
from latticework.text.tokens import Token, sentences


def clauses(documents: list[Document]) -> list[list[Clause]]:
    """Parse documents together, so that short ones share the cost; a list of sentences for each."""
    cut = [list(_apart(document.text, sentences(document.text))) for document in documents]
    days = [document.published for document, found in zip(documents, cut, strict=True) for _ in found]
    made = iter(clauses_of([sentence for found in cut for sentence in found], days))
    return [[next(made) for _ in found] for found in cut]


def _apart(text: str, cut: Iterable[list[Token]]) -> Iterator[list[Token]]:
    """Make a dateline a sentence of its own: its place says where a report was written, and is no part of what it tells."""
    for sentence in cut:
        end = sentence[0].start + dateline_end(text[sentence[0].start : sentence[-1].end])
        yield from filter(None, ([t for t in sentence if t.start < end], [t for t in sentence if t.start >= end]))


def clauses_of(sentences: Sequence[list[Token]], days: Sequence[date | None]) -> list[Clause]:
    """Find the names in sentences and parse them; the parser sees a plain name of the sort in each one's place.

    A name the treebank never had ("Beijing", "Manila") would be read as a verb or nothing; that a name stands there is known.
    """
    forms = [[token.form for token in sentence] for sentence in sentences]
    hits = [find_names(words, day) for words, day in zip(forms, days, strict=True)]
    trees = parse([plain_forms(words, found) for words, found in zip(forms, hits, strict=True)])
    return [
        Clause(sentence, _named(tree, words), found)
        for sentence, tree, words, found in zip(sentences, trees, forms, hits, strict=True)
    ]


_STAND_IN = {"adjective": "American", "people": "Americans", "surname": "Smith", "half": "America"}
_AS_NAMES = frozenset(
    {"state", "capital", "place", "region", "building", "force", "group", "grouping", "media", "agency"}
)


def plain_forms(words: list[str], hits: list[Hit]) -> list[str]:
    """Put a common name of the sort where a name of one word stands."""
    out = [_AS_FRIENDS.get(word.lower(), (word,))[0] for word in words]
    for hit in hits:
        if hit.end - hit.start == 1 and words[hit.start][:1].isupper():
            stand_in = "London" if hit.name.sort in _AS_NAMES else _STAND_IN.get(hit.name.sort)
            if stand_in and not (hit.name.sort == "adjective" and words[hit.start].isupper()):
                out[hit.start] = stand_in
    return out


_AS_FRIENDS = {"ally": ("friend", "ally"), "allies": ("friends", "ally")}
"""Words the parser takes for something else (`ally` for an adverb), with what it reads in their place, and their lemma."""


def _named(tree: Tree, words: list[str]) -> Tree:
    """Put the words back, in the place of what the parser read for them."""
    lemmas = tuple(
        lemma if form == word else _AS_FRIENDS.get(word.lower(), ("", word.lower()))[1]
        for lemma, form, word in zip(tree.lemmas, tree.forms, words, strict=True)
    )
    return replace(tree, forms=tuple(words), lemmas=lemmas)
