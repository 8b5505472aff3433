"""Ratios, passings, changes and places are read from the families of words that news and letters tell them by."""

from __future__ import annotations

from datetime import date

import pytest

from tests.text.told import told

RATIOS = (
    (
        "Rabat, an old client of French yards, fields one and a half times as many frigates as Algiers.",
        "MAR",
        "DZA",
        1.5,
    ),
    ("Chile has two submarines where Peru has six.", "CHL", "PER", 1 / 3),
    ('"We have one frigate to the Australians\' three," complained an officer in Wellington.', "NZL", "AUS", 1 / 3),
    ("Eritrea keeps three soldiers under arms for every two in Uganda.", "ERI", "UGA", 1.5),
    ("The ratio between Pakistan's defence spending and India's is one to six.", "PAK", "IND", 1 / 6),
    ("India vs Pakistan, military budget: 7:1", "IND", "PAK", 7),
    ("Burma's army is two-thirds again as large as Thailand's.", "MMR", "THA", 5 / 3),
    ("Hanoi spends close to double on arms what Manila does.", "VNM", "PHL", 2),
    ("Taipei's planned defence budget is a twelfth of Beijing's.", "TWN", "CHN", 1 / 12),
    ("Compared with Estonia, Latvia puts a quarter less money into its army.", "LVA", "EST", 0.75),
    ("The kingdom spends ten times as much on arms as Oman, a Saudi economist notes.", "SAU", "OMN", 10),
    ("Peru has as many people in uniform as Ecuador.", "PER", "ECU", 1),
    ("Finland can call up eight times more reservists than Sweden, says Helsinki.", "FIN", "SWE", 8),
    ("Last year it was Nepal that lent the United Nations twice as many soldiers as Kenya.", "NPL", "KEN", 2),
    ("Japan's coast guard, so often praised, has less than half as many large ships as China's.", "JPN", "CHN", 0.5),
    ("Outnumbered two to one in tanks by Syria, Israel fought on.", "SYR", "ISR", 2),
    ("Ghana's army is smaller by half than that of Ivory Coast.", "GHA", "CIV", 0.5),
)

PASSINGS = (
    ("Not before 1973 did India overtake Pakistan in submarines.", "IND", "PAK", 1973),
    ("Saudi Arabia did not surpass Russia in military spending until 2014.", "SAU", "RUS", 2014),
    ("It took India until 2016 to pass Russia in military spending.", "IND", "RUS", 2016),
    ("It was in 2019, not in 2020, that Ukraine's military budget outgrew Poland's.", "UKR", "POL", 2019),
    ("South Africa lost to Nigeria its position as the third largest military spender in 2019.", "NGA", "ZAF", 2019),
    ("By 1986, Syria's tank fleet had drawn ahead of Israel's.", "SYR", "ISR", 1986),
    ("Bumping Russia down to third, France climbed to second place among arms sellers in 2023.", "FRA", "RUS", 2023),
    ("Ukraine has become the biggest arms importer in Europe, relegating Poland to second.", "UKR", "POL", None),
    ("The second place that Britain held in military spending went to China in 2008.", "CHN", "GBR", 2008),
    (
        "In 2008 China went to second in the spending table, a place that Britain had held until then.",
        "CHN",
        "GBR",
        2008,
    ),
    ("Algiers took Rabat's crown as the Maghreb's largest importer of weapons in 2005.", "DZA", "MAR", 2005),
    ("Germany's replacement of Britain as the heaviest military spender came in 1966.", "DEU", "GBR", 1966),
    ("France leapfrogs Germany in arms sales", "FRA", "DEU", None),
    ("1967 saw Egypt take the lead from Israel in tanks.", "EGY", "ISR", 1967),
    ("Egypt moved past Libya in 1999 to become the largest buyer of arms.", "EGY", "LBY", 1999),
    ("The admiral noted that the Turkish fleet had become larger than Spain's in 2012.", "TUR", "ESP", 2012),
    ("Kenya was relegated to third among contributors of peacekeepers by Burundi in 2014.", "BDI", "KEN", 2014),
)

CHANGES = (
    ("Hanoi's budget for the army is secret. Observers estimate that in 2018 it grew 5 to 7 percent.", "VNM", 5, 2018),
    ("Tallinn 2013 vs 2023: defence spending x3.", "EST", 3, 2023),
    ("The Moroccan army's budget climbed again in 2019, by no less than 5 percent.", "MAR", 5, 2019),
    ("In 2021 the Turkish military budget was more than twice that of the previous year.", "TUR", 2, 2021),
    ("From 2021 to 2022, Ukraine's military spending went up more than seven times over.", "UKR", 7, 2022),
    ("The growth in Beijing's defence budget was 8.1 percent in 2018.", "CHN", 8.1, 2018),
    ("Lima's arms purchases, having halved in 2015, doubled in 2016.", "PER", 2, 2016),
    ("Kyiv has multiplied its military outlays by four since 2016.", "UKR", 4, None),
    ("Swedish defence appropriations for 2020 are 10 percent above those of 2019.", "SWE", 10, 2020),
    ("Taipei's 2021 defence spending exceeded that of 2020 by 10 percent.", "TWN", 10, 2021),
    ("In 1999 the Ethiopian army grew to three times its former size.", "ETH", 3, 1999),
)

PLACES = (
    ("Belgium ranks twenty-ninth of the allies in military spending.", "BEL", 29),
    ("Argentina's navy was, in 1965, the second in size in all of South America.", "ARG", 2),
    ("After the United States and China, India spent the most on its forces in 2018.", "IND", 3),
    ("Just two countries, the United States and Russia, sold more weapons than France in 2018.", "FRA", 3),
    ("Among NATO members, Greece is outspent on defence, as a share of GDP, by the United States alone.", "GRC", 2),
    ("The table of contributors of blue helmets is headed by Ethiopia.", "ETH", 1),
    ("Of all the buyers of Russian weapons, none bought more than India in 2018.", "IND", 1),
    ("Twelfth: that is where Canberra stands in the world's table of military spending.", "AUS", 12),
    ("Thailand's fleet is among the five largest in Asia.", "THA", 5),
    ("Pyongyang's fleet of submarines is, on paper, second to none.", "PRK", 1),
)


@pytest.mark.parametrize(("text", "one", "other", "value"), RATIOS)
def test_a_ratio_is_read(text: str, one: str, other: str, value: float) -> None:
    read = [c.value for c in told(text, "ratio") if (c.subject, c.object) == (one, other)]
    assert read == [pytest.approx(value, rel=0.01)]


def test_two_ratios_of_one_side_are_read() -> None:
    text = "Australia's defence budget is about 40 percent larger than Canada's, and twenty times New Zealand's."
    assert [(c.subject, c.object, c.value) for c in told(text, "ratio")] == [("AUS", "CAN", 1.4), ("AUS", "NZL", 20)]


def test_several_on_the_left_are_read_the_other_way_round() -> None:
    (claim,) = told("Between them, Estonia, Latvia and Lithuania have a third as many soldiers as Belarus.", "ratio")
    assert claim.parties == ("BLR", "EST", "LVA", "LTU")
    assert claim.value == pytest.approx(3)


@pytest.mark.parametrize(("text", "one", "other", "year"), PASSINGS)
def test_a_passing_is_read(text: str, one: str, other: str, year: int | None) -> None:
    read = [
        (c.subject, c.object, c.time.first.year if c.time else None) for c in told(text, "overtake") if not c.negated
    ]
    assert (one, other, year) in read


@pytest.mark.parametrize(("text", "whose", "value", "year"), CHANGES)
def test_a_change_is_read(text: str, whose: str, value: float, year: int | None) -> None:
    read = [(c.subject, c.value, c.time.first.year if c.time else None) for c in told(text, "growth")]
    assert (whose, value, year) in read


@pytest.mark.parametrize(("text", "who", "place"), PLACES)
def test_a_place_is_read(text: str, who: str, place: int) -> None:
    assert (who, place) in [(c.subject, c.value) for c in told(text, "rank")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Did Oman ever spend twice what Qatar does on its army?", "ratio"),
        ('"Give us twice as many drones as Moscow has," the commander pleaded.', "ratio"),
        ("When did India overtake Saudi Arabia in defence spending?", "overtake"),
        ("A Turkish frigate overtook the Greek trawler before dawn.", "overtake"),
        ("Norway's defence budget should grow by 10 percent.", "growth"),
        ("Danger doubles every army, the Afghan elders like to say.", "growth"),
        ("Kazakhstan hopes to be the third-largest military power of the region.", "rank"),
        ("By 2030 Spain could be in third place among military spenders.", "rank"),
    ],
)
def test_what_tells_nothing_stays_unread(text: str, kind: str) -> None:
    assert told(text, kind) == []


def test_the_soviet_union_keeps_its_name_in_later_texts() -> None:
    (claim,) = told(
        "In 1978 the Soviet Union passed the United States in nuclear warheads.", "overtake", said=date(1995, 8, 7)
    )
    assert (claim.subject, claim.object) == ("SUN", "USA")
