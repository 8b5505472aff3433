"""Tokens stand where their characters stand, and sentences end where they end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latticework.text.tokens import LONGEST_SENTENCE, sentences, tokens


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("It can't cost $1.2bn.", ["It", "ca", "n't", "cost", "$", "1.2", "bn", "."]),
        ("The U.S.-led talks", ["The", "U.S.", "-", "led", "talks"]),
        ("Japan s allies", ["Japan", "'s", "allies"]),
        ("Kim’s 3rd test (1,000 km)", ["Kim", "'s", "3rd", "test", "(", "1,000", "km", ")"]),
        ("pro-Russian F-16s", ["pro-Russian", "F", "-", "16s"]),
        ("They cannot.", ["They", "can", "not", "."]),
    ],
)
def test_tokens_are_cut_as_the_treebank_cuts_them(text: str, forms: list[str]) -> None:
    assert [token.form for token in tokens(text)] == forms


def test_sentences_end_at_dots_that_end_them() -> None:
    text = 'Mr. Kishida met the U.S. president on Jan. 13. "We agreed," he said. It was in Washington, D.C. He left.'
    starts = [sentence[0].form for sentence in sentences(text)]
    assert starts == ["Mr.", '"', "It", "He"]


def test_a_list_without_dots_is_cut() -> None:
    assert max(map(len, sentences("word " * 1_000))) <= LONGEST_SENTENCE


@given(st.text(max_size=300))
def test_tokens_cover_their_characters_in_order(text: str) -> None:
    found = [token for sentence in sentences(text) for token in sentence]
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = sum(token.end - token.start for token in found)
    assert covered == sum(not ch.isspace() for ch in text)


def test_a_word_that_ends_in_an_accented_letter_is_one_token() -> None:
    assert [token.form for token in tokens("José met André in Yaoundé, Lomé and Bogotá.")] == [
        "José", "met", "André", "in", "Yaoundé", ",", "Lomé", "and", "Bogotá", ".",
    ]  # fmt: skip
