"""Whether a text speaks of security or diplomacy at all: sport, trade and weather give nothing, even between states.

Two judges, and either may say no: a sum of words for force, arms and diplomacy against those for sport and trade, and, for texts as
long as those it learned from, a linear model over their words (`tools/train_scope.py`; no name of a state is among its signs).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from latticework.text.acts import acts_in
from latticework.text.clauses import Clause
from latticework.text.coder import NONE
from latticework.text.links import SHARP, rows, sigmoid
from latticework.text.lists import words
from latticework.text.stored import stored_weights
from latticework.text.tie_nouns import tie_nouns
from latticework.text.word_groups import groups

LEAST = 1.0
"""Weight of security words a hundred words below which a text is out of scope; set on the project's own articles."""

ACT_WEIGHT = 0.5
"""What a word for an act counts beside a word of security."""

SHORT = 40
"""Words below which a text counts as this long, so that a sentence with one act between two states is still read."""

JUDGED = range(60, 1_000)
"""Words of a text that the model judges: as many as those it learned from have; others are left to the sum of words."""

SILENT = 0.5
"""Probability from which the model calls a text silent; chosen by cross-validation on the written texts."""

_TOLD = frozenset({"NOUN", "VERB", "ADJ"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """The words of a text that speak for and against: of security, of other things, and acts."""

    length: int
    security: int
    civil: int
    acts: int

    @classmethod
    def of(cls, document: Sequence[Clause]) -> Weighed:
        """Count over the sentences of a document."""
        of_security, of_others = words("security_words"), words("civil_words")
        security = civil = acts = 0
        for clause in document:
            lemmas = clause.tree.lemmas
            security += sum(lemma in of_security for lemma in lemmas) + len(tie_nouns(clause))
            civil += sum(lemma in of_others for lemma in lemmas)
            if clause.hits:
                acts += sum(act.root != NONE for act in acts_in(clause).values())
        return cls(sum(map(len, document)), security, civil, acts)

    @property
    def enough(self) -> bool:
        """Whether there are enough words of security, and more than of other things."""
        weight = self.security + ACT_WEIGHT * self.acts
        return weight > self.civil and 100 * weight / max(self.length, SHORT) >= LEAST


def in_scope(document: Sequence[Clause]) -> bool:
    """Say whether a document has enough words for force, arms, diplomacy or a tie, beside those for sport and trade."""
    weighed = Weighed.of(document)
    if not weighed.length or not weighed.enough:
        return False
    return weighed.length not in JUDGED or silence(document, weighed) < SILENT


def silence(document: Sequence[Clause], weighed: Weighed) -> float:
    """Give the probability that a text tells nothing of security or diplomacy."""
    on = rows(scope_signs(document, weighed))
    weights, step = _model()
    return sigmoid(float(weights[on].sum()) * step * SHARP / len(on) ** 0.5)


def scope_signs(document: Sequence[Clause], weighed: Weighed) -> Iterator[str]:
    """Give what the model sees: how many words of each sort, and each word that is no name, with its group."""
    security, civil, acts = (_share(count, weighed.length) for count in (weighed.security, weighed.civil, weighed.acts))
    yield from ("bias", f"security {security}", f"civil {civil}", f"acts {acts // 2}", f"apart {security - civil}")
    lemmas = {
        lemma
        for clause in document
        for i, (lemma, tag) in enumerate(zip(clause.tree.lemmas, clause.tree.upos, strict=True))
        if tag in _TOLD and i not in clause.hit_at
    }
    for lemma in lemmas:
        yield f"word {lemma}"
        kin = groups(lemma)[1]
        if kin:
            yield f"kin {kin}"


def _share(count: int, length: int) -> int:
    """A count as halves of a percent of the words, eight at most."""
    return min(8, 200 * count // max(length, SHORT))


@cache
def _model() -> tuple[NDArray[np.int64], float]:
    with stored_weights("scope_model") as stored:
        return stored["words"].astype(np.int64), float(stored["step"])
