"""Units, briefs, readings, errors: the other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latticework.errors import OUTSIDE, DataError, LatticeworkError, NameNotFound, UntraceableFigure
from latticework.model.brief import Figure, Name, Words, listed, sentence
from latticework.model.reading import Reading, Unknown
from latticework.model.unit import convert, say, units
from tests.conftest import fact


def test_words_refuse_numbers() -> None:
    with pytest.raises(UntraceableFigure):
        Words("54,000 troops")
    with pytest.raises(UntraceableFigure):
        sentence("in ", "2022")


def test_a_figure_needs_a_fact_or_a_method() -> None:
    with pytest.raises(UntraceableFigure):
        Figure(54000, "persons")
    assert Figure(54000, "persons", (fact("population", "JPN", "2022"),)).text == "54,000"


def test_sentences_lay_lists_in() -> None:
    said = sentence("Between ", listed([[Name("A")], [Name("B")], [Name("C")]]), ".")
    assert said.text == "Between A, B and C."


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (43.2e9, "current US$", "US$43.2 billion"), (6.76, "ratio", "6.8:1"), (0.1, "ratio", "0.10:1"), (2.0, "percent of GDP", "2.0% of GDP"),
        (53973, "persons", "53,973"), (69, "missiles", "69 missiles"), (2006, "year", "2006"), (0.71, "score", "0.71"), (1000, "km", "1,000 km"),
        (43e12, "JPY", "¥43.0 trillion"), (12.3, "percent a year", "12.3% a year"),
    ],
)  # fmt: skip
def test_numbers_are_said_in_their_unit(value: float, unit: str, text: str) -> None:
    assert say(value, unit) == text


def test_lengths_convert_and_nothing_else_does() -> None:
    assert round(convert(1000, "km", "mile")) == 621
    with pytest.raises(DataError):
        convert(1, "km", "persons")
    with pytest.raises(NameNotFound):
        convert(1, "km", "miles")


@given(st.floats(min_value=0.001, max_value=1e6), st.sampled_from(["km", "mile", "nautical mile"]))
def test_converting_there_and_back_changes_nothing(value: float, unit: str) -> None:
    assert convert(convert(value, "km", unit), unit, "km") == pytest.approx(value)


def test_unknown_is_no_number() -> None:
    assert not Unknown("nobody looked")
    with pytest.raises(TypeError):
        Unknown("nobody looked") + 1  # type: ignore[operator]


def test_a_reading_gathers_its_evidence_once() -> None:
    one = fact("gdp", "JPN", "2022", 1.0, unit="current US$")
    assert Reading("m", 1.0, "ratio", facts=(one, one)).evidence() == (one,)


def test_every_error_says_how_it_looks_outside() -> None:
    def all_of(kind: type[LatticeworkError]) -> set[str]:
        return {kind.__name__}.union(*(all_of(sub) for sub in kind.__subclasses__()))

    assert all_of(LatticeworkError) <= set(OUTSIDE)
    assert "next: try" in str(LatticeworkError("thing", place="place", next_step="try"))


def test_every_unit_has_a_family() -> None:
    assert all(unit["family"] for unit in units().values())
