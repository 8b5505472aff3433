"""What the tests of `check` share: a short text read and checked as on a day."""

from __future__ import annotations

from datetime import date

from latticework.answers.check import CheckedClaim, check
from latticework.atlas import Atlas
from latticework.text.document import make_document
from latticework.text.read import read_documents

TODAY = "2026-11-01"


def checked(atlas: Atlas, text: str, published: str) -> list[CheckedClaim]:
    """Read a text and judge its claims as published and as of a fixed day."""
    read = next(iter(read_documents([make_document(text, key="t", published=date.fromisoformat(published))])))
    return list(check(atlas.world(published, published), atlas.world(TODAY, TODAY), read).claims)
