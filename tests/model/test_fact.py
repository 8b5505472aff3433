from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latticework.errors import DataError
from latticework.model.fact import ID_LENGTH, About, Citation, Fact
from latticework.model.kind import check, find_kind, kinds
from latticework.model.period import Period, Precision
from tests.conftest import fact

codes = st.sampled_from(["JPN", "CHN", "USA", "AUS", "GBR", "SUN", "NATO"])
abouts = st.builds(
    lambda givers, receivers: About.parse(
        ";".join(sorted(givers)) + (">" + ";".join(sorted(receivers)) if receivers else "")
    ),
    st.sets(codes, min_size=1, max_size=3),
    st.sets(codes, max_size=2),
)
days = st.dates(min_value=date(1816, 1, 1), max_value=date(2100, 1, 1))
words = st.text(max_size=30)
facts = st.builds(
    Fact,
    kind=st.sampled_from(list(kinds())),
    about=abouts,
    period=st.builds(Period, days, st.none(), st.sampled_from(list(Precision))),
    known_from=days,
    citation=st.builds(Citation, words.filter(bool), words.filter(bool), words, words),
    value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    unit=words,
    basis=words,
    status=words,
    detail=st.dictionaries(words, words, max_size=4),
)


@given(facts)
def test_a_fact_comes_back_equal_from_its_row(made: Fact) -> None:
    again = Fact.from_row(made.row())
    assert again == made
    assert again.id == made.id
    assert len(made.id) == ID_LENGTH


def test_the_same_claim_from_the_same_place_is_the_same_fact() -> None:
    one, other = (fact("gdp", "JPN", "2022", 5.0, unit="current US$") for _ in range(2))
    assert one.id == other.id
    assert fact("gdp", "JPN", "2022", 5.0, unit="current US$", source="another").id != one.id


def test_no_claim_without_a_place() -> None:
    with pytest.raises(DataError, match="cannot be built"):
        Citation("source", "")


def test_parties_on_an_equal_footing_have_one_spelling() -> None:
    assert str(About.parse("USA;JPN")) == "JPN;USA"
    assert str(About.parse("USA>JPN")) == "USA>JPN"
    with pytest.raises(DataError):
        About.parse("JPN;JPN")
    with pytest.raises(DataError):
        About.parse("JPN>")


def test_a_kind_refuses_what_it_does_not_declare() -> None:
    check(fact("defence_pact", "USA>JPN", "1960", status="in_force", tie="t", title="Treaty"))
    with pytest.raises(DataError, match="not a status"):
        check(fact("defence_pact", "USA>JPN", "1960", status="ratified"))
    with pytest.raises(DataError, match="runs from"):
        check(fact("threat_named", "JPN;CHN", "2022", grade="threat"))
    with pytest.raises(DataError, match="not a unit"):
        check(fact("gdp", "JPN", "2022", 1.0, unit="yen"))
    with pytest.raises(DataError, match="has no colour"):
        check(fact("gdp", "JPN", "2022", 1.0, unit="current US$", colour="red"))


def test_kinds_are_found_as_people_write_them() -> None:
    assert find_kind("Reciprocal access").name == "reciprocal_access"


def test_every_kind_says_itself() -> None:
    for kind in kinds().values():
        assert kind.says.endswith("."), kind.name
        assert kind.family in ("tie", "figure", "event", "pledge", "naming", "document", "membership", "report"), (
            kind.name
        )
