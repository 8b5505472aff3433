"""Agreements with several states, told in one breath, and how many there are of a kind."""

from __future__ import annotations

import pytest

from latticework.atlas import Atlas
from tests.answers.told import checked


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.in_memory()


CASES = (
    ("Japan has signed reciprocal access agreements with Australia and Britain.", "2023-02-01", "status", "supported supported"),
    ("Japan has signed reciprocal access agreements with Australia, Britain and the Philippines.", "2024-02-01", "status", "supported supported contradicted"),
    ("Tokyo signed access agreements with Australia and Britain in 2019.", "2024-02-01", "agreement", "contradicted contradicted"),
    ("Japan has a reciprocal access agreement with Australia and Britain.", "2024-02-01", "status", "supported"),
    ("Japan has signed reciprocal access agreements with two countries.", "2023-02-01", "count", "supported"),
    ("Japan has signed reciprocal access agreements with two countries.", "2026-10-01", "count", "contradicted"),
    ("Japan has signed reciprocal access agreements with nine countries.", "2023-02-01", "count", "not_checkable"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "published", "kind", "verdict"), CASES)
def test_each_partner_is_judged_by_itself(atlas: Atlas, text: str, published: str, kind: str, verdict: str) -> None:
    assert [c.then.verdict for c in checked(atlas, text, published) if c.claim.type == kind] == verdict.split()
