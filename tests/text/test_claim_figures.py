"""Wordings of figures and places: ratios by output, multiples of one's own past, places by who stands before."""

from __future__ import annotations

import pytest

from tests.text.told import told

CASES = (
    # how many times the one is the other, as money and as a share of output
    ("As a share of GDP, Poland spends twice as much on defence as Italy.", "ratio", "POL", "ITA", 2.0, "share"),
    ("Relative to its economy, Norway makes half the defence effort that Estonia makes.", "ratio", "NOR", "EST", 0.5, "share"),
    ("Finland's military burden is higher than Spain's.", "ratio", "FIN", "ESP", 1.0, "share"),
    ("Australia outspends Indonesia on defence.", "ratio", "AUS", "IDN", 1.0, "military_spending"),
    ("Italy spends less on its forces than India, which spends twice as much as Canada.", "ratio", "IND", "CAN", 2.0, "military_spending"),
    # how many times its own past
    ("Denmark's defence spending in 2024 was more than twice that of 2021.", "growth", "DNK", "", 2.0, "military_spending"),
    ("Poland spent three times as much on its military in 2024 as it had in 2014.", "growth", "POL", "", 3.0, "military_spending"),
    ("Israel's military budget last year was double what it had been in 2022.", "growth", "ISR", "", 2.0, "military_spending"),
    ("Japan's military spending fell by a tenth in 2022.", "growth", "JPN", "", -10.0, "military_spending"),
    ("India's defence spending kept going up by about a fifth in 2012.", "growth", "IND", "", 20.0, "military_spending"),
    # who passed whom
    ("Only in 2019 did Germany's defence spending overtake France's.", "overtake", "DEU", "FRA", None, "military_spending"),
    ("It was not until 2018 that South Korea's military spending passed that of Japan.", "overtake", "KOR", "JPN", None, "military_spending"),
    ("Italy was long a large military spender. In 2024 Israel overtook it.", "overtake", "ISR", "ITA", None, "military_spending"),
    ("By the Stockholm institute's count, Brazil edged past Canada in military spending in 2019.", "overtake", "BRA", "CAN", None, "military_spending"),
    # places by who stands before
    ("Only three countries spend more on their armed forces than Germany.", "rank", "DEU", "", 4.0, "military_spending"),
    ("Britain is outspent on defence only by the United States, China, Russia, Germany and India.", "rank", "GBR", "", 6.0, "military_spending"),
    ("No Asian country but China spends more on its military than India.", "rank", "IND", "", 2.0, "military_spending"),
    ("Australia tops Oceania in military spending.", "rank", "AUS", "", 1.0, "military_spending"),
    # numbers of forces, tests and warheads
    ("The ministry put the number of American soldiers in Italy at about 12,000.", "count", "USA", "ITA", 12000.0, "troops_hosted"),
    ("About 9,000 American troops are based in Britain.", "count", "USA", "GBR", 9000.0, "troops_hosted"),
    ("The blast took the number of Pakistan's nuclear tests to two.", "count", "PAK", "", 2.0, "nuclear_test"),
    ("France, with its 290 nuclear warheads, does not want to negotiate.", "quantity", "FRA", "", 290.0, "warheads"),
    ("India is believed to possess some 170 nuclear warheads.", "quantity", "IND", "", 170.0, "warheads"),
    # shares and promises
    ("Russia's generals consume over six per cent of national income.", "share", "RUS", "", 6.0, "military_spending"),
    ("Allied leaders meeting in Madrid have bound themselves to spend 2 per cent of GDP on defence.", "pledge", "NATO", "", 2.0, "military_spending"),
    ("Every NATO member is to spend 3.5 per cent of its GDP on defence by 2035.", "pledge", "NATO", "", 3.5, "military_spending"),
    ("Speaking in Berlin, Keir Starmer promised to spend 2.5 per cent of GDP on defence by 2027.", "pledge", "GBR", "", 2.5, "military_spending"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "subject", "other", "value", "measure"), CASES)
def test_it_is_read_with_sides_value_and_measure(
    text: str, kind: str, subject: str, other: str, value: float | None, measure: str
) -> None:
    read = [
        (c.subject, c.object, c.value if c.value is None else round(c.value, 2), c.measure) for c in told(text, kind)
    ]
    assert (subject, other, value, measure) in read, read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("China passed a law on defence spending in 2020; Japan passed a budget.", "overtake", id="laws are passed too"),
        pytest.param("Israel tops the Middle East in per capita military spending.", "rank", id="place per head"),
        pytest.param("Allied leaders meeting in The Hague have bound themselves to put 3.5 per cent of GDP into core defence.", "share", id="place of a meeting"),
        pytest.param("Indonesia leads talks on military spending.", "rank", id="leads no region"),
    ],
)  # fmt: skip
def test_it_is_not_read_from_what_tells_something_else(text: str, kind: str) -> None:
    assert told(text, kind) == []


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Britain promised to reach 2.5 per cent of GDP, though not before 2031.", 2031),
        ("Canada is to hit 2 per cent of GDP only in 2032.", 2032),
        ("Belgium vowed to spend 2 per cent of GDP on defence but not until 2029.", 2029),
    ],
)
def test_the_year_before_which_it_is_not_to_be_is_the_deadline(text: str, year: int) -> None:
    (claim,) = told(text, "pledge")
    assert claim.due is not None
    assert claim.due.last.year == year


def test_years_told_in_decades_are_a_run_of_so_many_years() -> None:
    (claim,) = told("China has raised its military spending every year for two decades.", "growth")
    assert claim.detail["run"] == "20"
