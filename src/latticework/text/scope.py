"""Whether a text speaks of security or diplomacy at all: sport, trade and weather give nothing, even between states."""

from __future__ import annotations

from collections.abc import Sequence

from latticework.text.acts import acts_in
from latticework.text.clauses import Clause
from latticework.text.coder import NONE
from latticework.text.lists import words
from latticework.text.tie_nouns import tie_nouns

LEAST = 1.0
"""Weight of security words a hundred words below which a text is out of scope; set on the project's own articles."""

SHORT = 40
"""Words below which a text counts as this long, so that a sentence with one act between two states is still read."""


def in_scope(document: Sequence[Clause]) -> bool:
    """Say whether a document has enough words for force, arms, diplomacy or a tie, beside those for sport and trade."""
    total = sum(len(clause) for clause in document)
    if not total:
        return False
    security = civil = 0.0
    of_security, of_others = words("security_words"), words("civil_words")
    for clause in document:
        lemmas = clause.tree.lemmas
        security += sum(lemma in of_security for lemma in lemmas)
        civil += sum(lemma in of_others for lemma in lemmas)
        security += len(tie_nouns(clause))
        if clause.hits:
            security += 0.5 * sum(act.root != NONE for act in acts_in(clause).values())
    return security > civil and 100 * security / max(total, SHORT) >= LEAST
