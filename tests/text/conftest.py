"""What the tests of the text room share: one way to read a short text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from latticework.text.document import make_document
from latticework.text.read import Read, read_documents

PUBLISHED = date(2023, 1, 13)


@pytest.fixture(scope="session")
def reading() -> Callable[[str], Read]:
    def read(text: str) -> Read:
        (found,) = read_documents([make_document(text, key="test", published=PUBLISHED)])
        return found

    return read
