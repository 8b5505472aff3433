"""Hosting read by roles: owners on forces, words of place, verbs of hosts and of guests; and what is no hosting."""

from __future__ import annotations

import pytest

from tests.text.told import told


@pytest.mark.parametrize(
    ("text", "guest", "host"),
    [
        ("In Djibouti stands China's only overseas base.", "CHN", "DJI"),
        ("American nuclear bombs are stored in vaults at Volkel, in the Netherlands.", "USA", "NLD"),
        ("US Marines have come to Darwin for the seventh dry season.", "USA", "AUS"),
        ("Qatar's rulers have been landlords to the US Air Force, in spite of the quarrel with Riyadh.", "USA", "QAT"),
        ("The Russians keep a naval supply post at Tartus in Syria.", "RUS", "SYR"),
        ("British Typhoons are flying from Siauliai in Lithuania.", "GBR", "LTU"),
        ("Romania gives a home to French tanks and their crews.", "FRA", "ROU"),
        ("The airfield outside Bishkek that Kyrgyzstan lets to Moscow is being enlarged.", "RUS", "KGZ"),
        ("Washington operates a missile defence site in Redzikowo, Poland.", "USA", "POL"),
        ("Sites in the Philippines were thrown open to the Americans on Monday.", "USA", "PHL"),
    ],
)
def test_guest_and_host_by_their_marks(text: str, guest: str, host: str) -> None:
    found = [(claim.subject, claim.object, claim.negated) for claim in told(text, "hosting")]
    assert found == [(guest, host, False)]


def test_a_clause_between_commas_has_its_own_guest() -> None:
    text = "Djibouti, where Japan has kept a base since 2011, also houses Chinese marines."
    assert {(claim.subject, claim.object) for claim in told(text, "hosting")} == {("JPN", "DJI"), ("CHN", "DJI")}


@pytest.mark.parametrize(
    "text",
    [
        "Uzbekistan threw the Americans out of Karshi-Khanabad in 2005.",
        "The Emirates closed their base in Eritrea in 2021.",
        "In the Philippines the last American base closed in 1992.",
        "Egypt denied that Russian planes fly from Sidi Barrani.",
        "Phnom Penh once more denied that it was giving the Chinese navy a base at Ream.",
    ],
)
def test_gone_or_denied(text: str) -> None:
    assert [claim.negated for claim in told(text, "hosting")] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Spain and Britain discussed troops in Gibraltar.",
        "Ministers from Poland and Germany talked about German troops in Lithuania.",
        "Poland received American tanks last month.",
        "Germany gives Ukraine more missiles.",
        "Japan has warships and South Korea has tanks.",
        "Norway's navy operates frigates built in Spain.",
        "Iranian missiles hit an American base in Qatar.",
        "Serbian troops stayed out of Kosovo.",
        "If Guinea were to grant China a naval base at Conakry, planners would have a problem.",
        "Warsaw hopes the United States will station soldiers in Poland.",
        "The French left won the election in Marseille, Spain's daily says.",
    ],
)
def test_what_is_no_hosting(text: str) -> None:
    assert not told(text, "hosting")
