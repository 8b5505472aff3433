"""What claims a short text tells, for the tests of their readers."""

from __future__ import annotations

from datetime import date

from latticework.text.claims.found import claims
from latticework.text.claims.shapes import Claim
from latticework.text.document import make_document
from latticework.text.read import read_documents

SAID = date(2025, 11, 1)
"""The day on which the texts of these tests are published."""


def told(text: str, *types: str, said: date = SAID) -> list[Claim]:
    """The claims of these types that a text tells."""
    read = next(iter(read_documents([make_document(text, key="t", published=said)])))
    return [claim for claim in claims(read) if claim.type in types]


def sides(claim: Claim) -> set[str]:
    """Everyone a claim is about."""
    return {claim.subject, claim.object, *claim.parties} - {""}
