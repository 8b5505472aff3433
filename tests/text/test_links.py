"""Who is linked to a word for an act or a tie: named phrases, the cue itself, and those the sentence leaves unsaid."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from latticework.text.document import make_document
from latticework.text.event_drafts import cues
from latticework.text.links import JUDGES, ROLES, judged, links, shipped
from latticework.text.read import Read
from latticework.text.scenes import Scene, scenes
from latticework.text.sentences import clauses
from latticework.text.tie_drafts import tie_drafts

Reading = Callable[[str], Read]


def walked(text: str) -> list[Scene]:
    (parsed,) = clauses([make_document(text, key="test")])
    return scenes(parsed)


def likeliest(scene: Scene, word: str, role: str) -> tuple[str, ...]:
    (cue,) = [cue for cue, _ in cues(scene.clause) if scene.clause.form(cue.word) == word]
    return max(links(scene, cue, (role,))[role], key=lambda side: side.sure).codes


@pytest.mark.parametrize(
    ("text", "word", "source", "target"),
    [
        ("Kenya accused Somalia of harbouring pirates.", "accused", "KEN", "SOM"),
        ("Somalia was accused by Kenya of harbouring pirates.", "accused", "KEN", "SOM"),
        ("Peru's criticism of Bolivia was sharp.", "criticism", "PER", "BOL"),
        ("Troops from Sudan attacked a village in Chad.", "attacked", "SDN", "TCD"),
    ],
)
def test_sides_are_found(text: str, word: str, source: str, target: str) -> None:
    scene = walked(text)[0]
    assert likeliest(scene, word, "source") == (source,)
    assert likeliest(scene, word, "target") == (target,)


def test_a_noun_with_its_states_adjective_is_its_own_source() -> None:
    scene = walked("Chad turned down a Libyan request for troops.")[0]
    assert likeliest(scene, "request", "source") == ("LBY",)


def test_the_labels_of_states_do_not_matter() -> None:
    one, other = walked("Kenya urged Somalia to talk.")[0], walked("Chile urged Bolivia to talk.")[0]
    sides = []
    for scene in (one, other):
        cue = next(cue for cue, _ in cues(scene.clause) if scene.clause.form(cue.word) == "urged")
        sides.append([[side.sure for side in held] for held in links(scene, cue, ROLES).values()])
    assert sides[0] == sides[1]


def test_probabilities_are_probabilities() -> None:
    for scene in walked("Kenya and Somalia met in Nairobi. They signed a treaty. Ethiopia refused to join."):
        for cue, _ in cues(scene.clause):
            for sides in links(scene, cue, ROLES).values():
                assert all(0 <= side.sure <= 1 for side in sides)
    assert all(0 <= judged(["a sign nobody gave"], judge) <= 1 for judge in JUDGES)


def test_who_was_named_before_is_remembered_with_how_it_stood() -> None:
    second = walked("Kenya met Somalia in Nairobi. A treaty was signed.")[1]
    assert {actor.code for actor in second.before} == {"KEN", "SOM"}
    assert "subject" in next(actor.signs for actor in second.before if actor.code == "KEN")


def test_a_tie_told_across_sentences_is_drafted_with_its_parties() -> None:
    drafted = tie_drafts(
        walked("Japan and Australia held talks in Sydney. A reciprocal access agreement was signed on Thursday.")
    )
    assert ("reciprocal_access", {"JPN", "AUS"}) in [(draft.tie.kind, set(draft.tie.parties)) for draft in drafted]


def test_every_event_carries_a_confidence_of_the_judge(reading: Reading) -> None:
    events = reading("Kenya accused Somalia of shelling a Kenyan army post on Tuesday.").events
    assert events
    assert all(0.5 <= event.confidence <= 1 for event in events)


def test_the_weights_have_the_shape_the_code_reads() -> None:
    held = shipped()
    assert held.roles.shape[1] == len(ROLES)
    assert held.judges.shape[1] == len(JUDGES)
    assert len(held.scales) == len(ROLES) + len(JUDGES) + 1
