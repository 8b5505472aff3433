"""A document keeps the way back to what came, and refuses what is no text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latticework.errors import DataError
from latticework.text.document import LARGEST, decode, make_document


def test_markup_falls_away_and_places_lead_back() -> None:
    page = '<html><head><meta property="article:published_time" content="2023-01-13T08:00"></head><body><script>evil()</script><p>Japan &amp; Britain <b>signed</b>.</p><nav>menu</nav></body></html>'
    document = make_document(page, key="x")
    assert "Japan & Britain signed." in document.text
    assert "evil" not in document.text
    assert "menu" not in document.text
    assert (document.published, document.published_from) == (date(2023, 1, 13), "metadata")
    at = document.text.index("signed")
    assert document.quote(at, at + 6) == "signed"


def test_double_encoding_and_invisible_characters_are_undone() -> None:
    document = make_document("Japanâ€™s new\u200b ba\u202ese", key="x")
    assert document.text == "Japan's new base"
    at = document.text.index("base")
    assert document.quote(at, at + 4) == "ba\u202ese"


@pytest.mark.parametrize(
    "text", ["a" * (LARGEST + 1), "PK\x00\x03", "x" * 3_000], ids=["too large", "binary", "no words"]
)
def test_what_is_no_text_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(DataError, match="doc-7"):
        make_document(text, key="doc-7")


def test_bytes_are_decoded_by_mark_then_by_guess() -> None:
    assert decode("é".encode()) == "é"
    assert decode("é".encode("cp1252")) == "é"
    assert decode("é".encode("utf-16")) == "é"


@given(st.text(max_size=400))
def test_every_stretch_quotes_words_of_the_original(text: str) -> None:
    try:
        document = make_document(text, key="x")
    except DataError:
        return
    for start in range(0, len(document.text), 7):
        assert document.quote(start, start + 1) in document.original


@pytest.mark.parametrize(
    "broken", ["<![CDATU x", "<![CDAT\x0c[ x", "<![", "<![if", "<!-- x", "<!DOCTYPE [", "</ x", "<? x"]
)
def test_markup_that_is_none_is_read_as_text(broken: str) -> None:
    assert "Japan signed" in make_document(f"<p>Japan signed.</p>{broken}", key="x").text


@pytest.mark.parametrize("character", ["\u061c", "\u180e", "\U000e0041", "\u202e", "\u200b"])
def test_an_invisible_character_does_not_split_a_name(character: str) -> None:
    assert make_document(f"Tai{character}wan", key="x").text == "Taiwan"
