"""The language of changes: every kind's example is read, every slip is told, and no text breaks the reader."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latticework.answers.whatif.amounts import Interval, parse_amount, parse_persons, parse_range, parse_rate
from latticework.answers.whatif.fields import FIELDS
from latticework.answers.whatif.language import LONGEST, change_kinds, find_change, parse_line
from latticework.answers.whatif.suppose import EFFECTS
from latticework.errors import AmbiguousName, BadDay, LatticeworkError, NameNotFound, UsageError
from latticework.model.fact import About


def test_the_table_the_fields_and_the_effects_agree() -> None:
    assert set(EFFECTS) == set(change_kinds())
    assert {word for kind in change_kinds().values() for form in kind.forms for word in form} == set(FIELDS)


@pytest.mark.parametrize("key", list(change_kinds()))
def test_the_example_of_every_kind_is_read(key: str) -> None:
    kind = change_kinds()[key]
    made = parse_line(f"{kind.verb} {kind.example}", where="a.toml line 1")
    assert (made.kind, made.where) == (key, "a.toml line 1")
    assert made.text.startswith(f"{kind.verb} ")
    assert kind.says.endswith(".")


def test_names_of_several_words_need_no_quotation_marks() -> None:
    made = parse_line("add-tie Japan United Kingdom reciprocal access agreement in force 2026-01-01")
    assert (made.states, made.of_kind, made.status, made.day) == (
        ("JPN", "GBR"), "reciprocal_access", "in_force", date(2026, 1, 1),
    )  # fmt: skip
    assert made.about == About(("GBR", "JPN"))
    assert parse_line('add-tie "South Korea" Japan defence_pact signed').states == ("KOR", "JPN")
    assert parse_line("leave Philippines the Five Power Defence Arrangements").grouping == "FPDA"


def test_direction_is_written_with_an_arrow() -> None:
    assert parse_line("end-tie USA>JPN defence_pact").about == About(("USA",), ("JPN",))
    assert parse_line("add-tie AUS;JPN;USA joint_programme signed").states == ("AUS", "JPN", "USA")
    assert parse_line("move-troops USA JPN>KOR 5000..6000").states == ("USA", "JPN", "KOR")


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("2% of GDP", Interval(2, 2), "percent of GDP"),
        ("2%..2.5% of GDP", Interval(2, 2.5), "percent of GDP"),
        ("2..2.5% of GDP", Interval(2, 2.5), "percent of GDP"),
        ("60 billion US$", Interval(60e9, 60e9), "current US$"),
        ("US$55..60 billion", Interval(55e9, 60e9), "current US$"),
        ("60,000,000,000 dollars", Interval(60e9, 60e9), "current US$"),
    ],
)
def test_amounts(text: str, amount: Interval, unit: str) -> None:
    assert parse_amount(text) == (amount, unit)


def test_rates_ranges_and_persons() -> None:
    assert parse_rate("-3%..1.5% a year") == Interval(-3, 1.5)
    assert parse_persons("-10,000") == Interval(-10000, -10000)
    assert parse_range("1000..3000 km") == Interval(1000, 3000)
    assert parse_range("1000 miles").low == pytest.approx(1609.344)
    assert parse_line("move-troops USA JPN all").unit == "all"


@pytest.mark.parametrize(
    ("line", "kind", "says"),
    [
        ("", UsageError, "a change without words"),
        ("add-tei JPN PHL", NameNotFound, "add-tie"),
        ("add-tie JPN PHX reciprocal_access in_force", NameNotFound, "PHL"),
        ("add-tie JPN PHL reciprocal_acces in_force", NameNotFound, "reciprocal_access"),
        ("add-tie JPN PHL reciprocal_access inforce", NameNotFound, "in_force"),
        ("add-tie JPN PHL missile_test in_force", NameNotFound, "kind of tie"),
        ("add-tie JPN PHL reciprocal_access in_force 2026", BadDay, "2026"),
        ("add-tie JPN PHL reciprocal_access in_force 2026-02-30", BadDay, "2026-02-30"),
        ("add-tie JPN JPN defence_pact signed", UsageError, "two states or more"),
        ("add-tie USA> defence_pact signed", UsageError, "parties"),
        ("add-tie Korea JPN defence_pact signed", AmbiguousName, "PRK"),
        ("end-tie JPN USA", UsageError, "lacks its kind"),
        ('end-tie JPN "USA defence_pact', UsageError, "quotation mark"),
        ("set-spending JPN 27 2% of GDP", UsageError, "year"),
        ("set-spending JPN 2027", UsageError, "amount"),
        ("set-spending JPN 2027 2% of something", UsageError, "amount"),
        ("set-spending JPN 2027 -2% of GDP", UsageError, "above zero"),
        ("set-spending JPN 2027 3%..2% of GDP", UsageError, "downward"),
        ("grow-spending JPN 2027 5", UsageError, "rate"),
        ("grow-spending JPN 2027 -100%", UsageError, "leaves nothing"),
        ("leave PHL FPAD", NameNotFound, "FPDA"),
        ("move-troops USA JPN many", UsageError, "persons"),
        ("move-troops USA JPN 5 2026-10-01 more", UsageError, "left over"),
        ("field-weapon JPN X 100 furlongs", UsageError, "range"),
        ("field-weapon JPN X 100 km submarine", NameNotFound, "platform"),
        ("field-weapon JPN '\x1b[2J' 100 km", UsageError, "no name"),
        (f"add-tie {'x' * (LONGEST + 1)}", UsageError, "characters"),
    ],
)
def test_a_slip_is_told_with_its_place_and_the_next_step(line: str, kind: type[LatticeworkError], says: str) -> None:
    with pytest.raises(kind) as caught:
        parse_line(line, where="a.toml line 7")
    assert says in str(caught.value)
    assert "next:" in str(caught.value)
    if kind is not BadDay:
        assert "a.toml line 7" in str(caught.value)


def test_kinds_are_found_as_options_are_written() -> None:
    assert find_change("--add-tie").key == find_change("add_tie").key == "add_tie"


WORDS = st.lists(
    st.one_of(
        st.sampled_from([kind.verb for kind in change_kinds().values()]),
        st.sampled_from(["JPN", "USA>JPN", "FPDA", "2027", "2%", "of", "GDP", "..", "km", "in_force", "defence_pact", "'", '"', ">", ";", "-1"]),
        st.text(max_size=12),
    ),
    max_size=9,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_no_text_breaks_the_reader(words: list[str]) -> None:
    try:
        made = parse_line(" ".join(words))
    except LatticeworkError:
        return
    assert made.kind in change_kinds()
