from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latticework.model.period import Precision
from latticework.text.time_lengths import RULES as LENGTHS
from latticework.text.time_span import Span, moved, part, year_span
from latticework.text.time_words import starters
from latticework.text.times import TimeMention, find_times

WEDNESDAY = date(2023, 5, 10)


def the_one(text: str, published: date | None = WEDNESDAY) -> TimeMention:
    found = find_times(text, published)
    assert len(found) == 1, [text[time.start : time.end] for time in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Jan. 11, 2023", "2023-01-11"),
        ("11 January 2023", "2023-01-11"),
        ("11 Jan", "2023-01-11"),
        ("the 11th of January", "2023-01-11"),
        ("January 11th", "2023-01-11"),
        ("2023-01-11", "2023-01-11"),
        ("25/12/2022", "2022-12-25"),
        ("12/25/2022", "2022-12-25"),
        ("25.12.2022", "2022-12-25"),
        ("1.11.2022", "2022-11-01"),
        ("Tuesday, June 19, 2018", "2018-06-19"),
        ("14 May, 2014", "2014-05-14"),
        ("Sept. 3", "2022-09-03"),
        ("May 12, the day of the vote", "2023-05-12"),
        ("Monday (May 8)", "2023-05-08"),
        ("10 a.m. (0200 GMT) Monday, May 15", "2023-05-15"),
        ("4 a.m. local time (0200 GMT) on Wednesday, May 3", "2023-05-03"),
        ("Saturday morning, May 6", "2023-05-06"),
    ],
)
def test_days(text: str, written: str) -> None:
    assert the_one(text).written() == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("in June", "2022-06"),
        ("in May", "2023-05"),
        ("last October", "2022-10"),
        ("last May", "2022-05"),
        ("next March", "2024-03"),
        ("this July", "2023-07"),
        ("June 2021", "2021-06"),
        ("January of last year", "2022-01"),
        ("mid-March", "2023-03-11/2023-03-20"),
        ("early 2019", "2019-01/2019-04"),
        ("late 2022", "2022-09/2022-12"),
        ("the end of 2024", "2024-12"),
        ("the end of the month", "2023-05-31"),
        ("1994", "1994"),
        ("from 2014 to 2018", "2014/2018"),
        ("2014–18", "2014/2018"),
        ("2022-03", "2022-03"),
        ("between March and May 2022", "2022-03/2022-05"),
        ("November 2022 to February 2023", "2022-11/2023-02"),
        ("the 1990s", "1990/1999"),
        ("the late 1990s", "1996/1999"),
        ("the 19th century", "1801/1900"),
        ("summer of 2021", "2021-06/2021-08"),
        ("last winter", "2022-12/2023-02"),
        ("this fall", "2023-09/2023-11"),
        ("Q3 2021", "2021-07/2021-09"),
        ("the second quarter of this year", "2023-04/2023-06"),
        ("first half of 2022", "2022-01/2022-06"),
        ("March 3-5", "2023-03-03/2023-03-05"),
        ("3 to 5 March", "2023-03-03/2023-03-05"),
        ("Dec. 30-31", "2022-12-30/2022-12-31"),
        ("from Jan. 30 to Feb. 5, 2022", "2022-01-30/2022-02-05"),
        ("Dec. 28 to Jan. 3", "2022-12-28/2023-01-03"),
        ("between 3 and 5 March 2021", "2021-03-03/2021-03-05"),
    ],
)
def test_calendar_intervals(text: str, written: str) -> None:
    assert the_one(text).written() == written


@pytest.mark.parametrize(
    ("text", "past", "ahead"),
    [
        ("on Friday", "2023-05-05", "2023-05-12"),
        ("on Wednesday", "2023-05-10", "2023-05-10"),
        ("Friday evening", "2023-05-05", "2023-05-12"),
        ("last Friday", "2023-05-05", "2023-05-05"),
        ("last Wednesday", "2023-05-03", "2023-05-03"),
        ("next Monday", "2023-05-15", "2023-05-15"),
        ("Tuesday last week", "2023-05-02", "2023-05-02"),
        ("today", "2023-05-10", "2023-05-10"),
        ("yesterday", "2023-05-09", "2023-05-09"),
        ("tomorrow", "2023-05-11", "2023-05-11"),
        ("last night", "2023-05-09", "2023-05-09"),
        ("last week", "2023-05-01/2023-05-07", "2023-05-01/2023-05-07"),
        ("this week", "2023-05-08/2023-05-10", "2023-05-10/2023-05-14"),
        ("later this week", "2023-05-11/2023-05-14", "2023-05-11/2023-05-14"),
        ("earlier in the month", "2023-05-01/2023-05-09", "2023-05-01/2023-05-09"),
        ("this month", "2023-05", "2023-05"),
        ("last month", "2023-04", "2023-04"),
        ("next year", "2024", "2024"),
        ("over the weekend", "2023-05-06/2023-05-07", "2023-05-13/2023-05-14"),
        ("the past two years", "2021/2023", "2021/2023"),
        ("over the next five years", "2023/2028", "2023/2028"),
        ("two decades ago", "2003", "2003"),
        ("five days ago", "2023-05-05", "2023-05-05"),
        ("in six months", None, "2023-11"),
        ("within five years", "2028", "2028"),
        ("within 48 hours", "2023-05-12", "2023-05-12"),
        ("by 2027", "2027", "2027"),
        ("by June 30", "2023-06-30", "2023-06-30"),
        ("by the end of the decade", "2029", "2029"),
        ("in June", "2022-06", "2023-06"),
        ("July 27", "2022-07-27", "2023-07-27"),
    ],
)
def test_readings_of_past_and_future(text: str, past: str | None, ahead: str | None) -> None:
    mention = the_one(text)
    assert (mention.written(), mention.written(future=True)) == (past, ahead)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("May 5", "day"), ("in June", "interval"), ("72 hours", "duration"), ("for 30 years", "duration"), ("an 11-year lull", "duration"),
        ("within two days", "deadline"), ("by Friday", "deadline"), ("no later than 1 July 2024", "deadline"), ("since 2004", "since"),
        ("starting in 2025", "since"), ("until March", "until"), ("a decade ago", "ago"), ("every year", "set"),
        ("the first in five years", "duration"),
    ],
)  # fmt: skip
def test_kinds(text: str, kind: str) -> None:
    assert the_one(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "It may march a second time in the sun.",
        "Theresa May said so.",
        "The Good Friday Agreement held.",
        "Resolution 1973 passed.",
        "It sent 2000 troops.",
        "a 22-year-old woman",
        "He is 30 years old.",
        "on the 20th anniversary",
        "9/11",
        "the F-2015 fighter",
        "In the 20th minute he fell.",
        "We must march on.",
        "the fall of Kabul",
        "USA Today wrote it.",
        "3,000 people",
        "It cost $2000.",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert find_times(text, WEDNESDAY) == []


def test_an_ambiguous_day_stays_open() -> None:
    assert the_one("1/11/2023").written() is None


def test_without_a_day_of_publication_the_relative_is_unknown() -> None:
    text = "On Friday it rained; last week, in June, two years ago, tomorrow, within a month and on May 3 it was so."
    assert [time.resolve() for time in find_times(text, None)] == [None] * 7
    assert the_one("in June 2021", None).written() == "2021-06"


def test_times_go_on_from_the_one_before() -> None:
    text = "They met on March 3, 2021. The following day they left. Three days later it rose. A year earlier it had fallen."
    assert [time.written() for time in find_times(text, WEDNESDAY)] == [
        "2021-03-03",
        "2021-03-04",
        "2021-03-07",
        "2020",
    ]


def test_a_date_in_a_name_is_not_gone_on_from() -> None:
    text = "On Wednesday they rejected the November 27 maritime agreement. In a release issued the following day it was denounced."
    assert find_times(text, date(2020, 1, 11))[-1].written() == "2020-01-09"


def test_the_time_before_may_come_from_an_earlier_sentence() -> None:
    before = Span(date(2020, 1, 8), date(2020, 1, 8))
    assert find_times("The next day it left.", WEDNESDAY, before=before)[0].written() == "2020-01-09"


def test_a_weekday_chooses_the_year() -> None:
    assert the_one("Monday, July 27", date(2020, 7, 26)).written() == "2020-07-27"


def test_a_day_soon_to_come_is_not_read_as_a_year_ago() -> None:
    assert the_one("June 2").written() == "2023-06-02"
    assert the_one("Aug. 20").written() == "2022-08-20"


@pytest.mark.parametrize(
    ("text", "state", "written"),
    [
        ("fiscal 2023", None, "2023"),
        ("fiscal 2023", "USA", "2022-10/2023-09"),
        ("fiscal 2023", "JPN", "2023-04/2024-03"),
        ("FY2023", "IND", "2023-04/2024-03"),
        ("fiscal year 2022-23", "AUS", "2022-07/2023-06"),
        ("the 2022-23 financial year", "GBR", "2022-04/2023-03"),
    ],
)
def test_fiscal_years_by_state(text: str, state: str | None, written: str) -> None:
    assert find_times(text, WEDNESDAY, fiscal=state)[0].written() == written


def test_lengths_are_kept() -> None:
    assert [
        (time.count, time.unit) for time in find_times("given 72 hours, then a five-year plan, for decades", None)
    ] == [
        (72, "hour"),
        (5, "year"),
        (None, "decade"),
    ]


def test_rough_times_say_so() -> None:
    spans = [time.resolve() for time in find_times("two decades ago, early 2019, in 2019", WEDNESDAY)]
    assert [span and span.approx for span in spans] == [
        True,
        True,
        False,
    ]


def test_parts_of_a_span() -> None:
    year = year_span(2024)
    assert year
    assert part(year, "second half") == Span(date(2024, 7, 1), date(2024, 12, 31), Precision.MONTH)
    assert moved(date(2024, 2, 29), 1, "year") == date(2025, 2, 28)
    assert moved(date(9999, 1, 1), 1, "century") is None


def test_every_rule_is_reached() -> None:
    assert {"in", "the", "about", "january", "twenty", "monday", "today", "q"} <= starters()
    assert set(LENGTHS.needs) == set(LENGTHS.patterns) == set(LENGTHS.readers)


WORDS = (
    "in on by the of last next early late end mid March May June Monday Friday 2023 1990s 3 31 11th - – / , . ( ) years year days ago "
    "within five a two decades from to between and Q3 half fiscal 10 a.m. later earlier week century 's \n \u00a0 é ٣ 99999999999999999"
)
PIECES = st.sampled_from(WORDS.split(" "))


@given(
    st.one_of(
        st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=30).map("".join)
    )
)
@settings(max_examples=400, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for published in (None, WEDNESDAY, date.min, date.max):
        found = find_times(text, published)
        places = [0, *(place for time in found for place in (time.start, time.end)), len(text)]
        assert places == sorted(places)
        assert all(time.start < time.end for time in found)
        for span in (reading for mention in found for reading in (mention.past, mention.ahead) if reading):
            assert span.first <= span.last
            assert span.written()


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_full_date_is_read_back(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
        f"{day:%A}, {day:%b} {day.day}, {day.year}",
    ):
        assert the_one(text, None).written() == day.isoformat(), text


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        "1",
        "1 ",
        "2020-",
        "in ",
        "the end of ",
        "March ",
        "10 a.m. (",
        "May 3, ",
        "two years ago ",
        "from 3 to ",
        "((",
        ",",
        "\n",
        "x",
    ],
)
def test_reading_takes_time_in_step_with_length(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    start = time.perf_counter()
    find_times(text, WEDNESDAY)
    assert time.perf_counter() - start < 20
