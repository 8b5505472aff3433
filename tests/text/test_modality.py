"""Whether an act happened, is planned, is only thought of, or is denied: by the words that stand over and beside it."""

from __future__ import annotations

import pytest

from latticework.text.event_cues import cues
from latticework.text.marked import pairs_of
from latticework.text.modality import modality


@pytest.mark.parametrize(
    ("sentence", "word", "wanted"),
    [
        ("Talks between Japan and the Philippines will begin on Monday.", "Talks", "planned"),
        ("Talks with the Philippines are expected to follow.", "Talks", "planned"),
        ("A joint exercise with India is planned for June.", "exercise", "planned"),
        ("The drills with Australia are to be held in June.", "held", "planned"),
        ("A strike on Iran is expected within days.", "strike", "planned"),
        ("An attack on Taiwan would bring in the United States.", "attack", "hypothetical"),
        ("The meeting between Biden and Putin did not take place.", "meeting", "denied"),
        ("The visit of the US president was postponed.", "visit", "denied"),
        ("No attack on Israel took place.", "attack", "denied"),
        ("A meeting with the Russian ambassador was called.", "meeting", "happened"),
        ("The talks with Iran were called off.", "talks", "denied"),
        ("The exercise with India will be carried out in June.", "exercise", "planned"),
        ("The attack on Ukraine will take a heavy toll.", "attack", "happened"),
        ("The attack on Ukraine will not change the policy of Japan.", "attack", "happened"),
        ("The killing of the general by the United States was condemned.", "killing", "happened"),
        ("Talks between Japan and Australia began on Monday.", "Talks", "happened"),
        ("Serbia denied that it meant to invade Kosovo.", "invade", "denied"),
        ("Blinken telephoned Vucic to demand that Serbia pull back.", "demand", "happened"),
        ("Turkey sent ships to attack Cyprus.", "attack", "planned"),
        ("Chile cancelled a planned visit to Peru.", "visit", "denied"),
        ("A planned visit to Peru was called off by Chile.", "visit", "denied"),
        ("A planned attack on Kenya prevented the vote.", "attack", "planned"),
        ("Chile announced a planned visit to Peru.", "visit", "planned"),
        ("Pakistan said it was ready for talks with India.", "talks", "planned"),
        ("Spain offered Morocco 20 million euros in aid.", "offered", "planned"),
        ("Russia offered arms to Mali.", "offered", "planned"),
        ("Germany offered its support to Moldova.", "offered", "happened"),
        ("China ordered the United States to close its consulate in Chengdu.", "close", "happened"),
        ("China will order the United States to close its consulate.", "close", "planned"),
        ("Putin ordered the troops to withdraw from Kherson.", "withdraw", "planned"),
        ("Myanmar ordered the police to arrest the protesters.", "arrest", "planned"),
        ("Two newspapers were ordered to suspend publication by Turkey.", "suspend", "happened"),
    ],
)
def test_a_clause_says_what_becomes_of_the_act_that_is_its_subject(sentence: str, word: str, wanted: str) -> None:
    (pair,) = pairs_of([sentence])
    found = {pair.clause.form(cue.word): modality(pair.clause, cue.word) for cue, _ in cues(pair.clause)}
    assert found[word] == wanted
