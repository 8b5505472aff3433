"""Who is linked to a word for an act or a tie: named phrases, the cue itself, and those the sentence leaves unsaid."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from latticework.text.classes import KINDS
from latticework.text.coder import linear
from latticework.text.document import make_document
from latticework.text.event_cues import cues
from latticework.text.event_drafts import OPEN, drafts, linked
from latticework.text.events import SURE as EVENT_SURE
from latticework.text.events import surest
from latticework.text.links import JUDGES, LINKED, ROLES, act_sides, judged, parties, shipped
from latticework.text.read import Read
from latticework.text.scenes import Scene, scenes
from latticework.text.sentences import clauses
from latticework.text.tie_cues import tie_cues
from latticework.text.tie_drafts import tie_drafts
from latticework.text.tie_kinds import kinds_of
from latticework.text.together import Together

Reading = Callable[[str], Read]


def walked(text: str) -> list[Scene]:
    (parsed,) = clauses([make_document(text, key="test")])
    return scenes(parsed)


def likeliest(scene: Scene, word: str, role: str) -> tuple[str, ...]:
    (cue,) = [cue for cue, _ in cues(scene.clause) if scene.clause.form(cue.word) == word]
    (seen,) = shipped().network([scene])
    found = act_sides(scene, cue, seen)
    return max(found.sources if role == "source" else found.targets, key=lambda side: side.sure).codes


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
        (seen,) = shipped().network([scene])
        found = act_sides(scene, cue, seen)
        sides.append([[side.sure for side in held] for held in (found.sources, found.targets)])
    assert sides[0] == sides[1]


def test_the_labels_of_states_do_not_matter_for_ties() -> None:
    made = []
    for text in ("Kenya sold Somalia two frigates.", "Chile sold Bolivia two frigates."):
        (scene,) = document = walked(text)
        (seen,) = shipped().network(document)
        made += [
            (kinds_of(one, seen), [side.sure for side in parties(scene, one.cue, seen)])
            for one in tie_cues(scene.clause)
        ]
    assert made[0] == made[1]


def test_probabilities_are_probabilities() -> None:
    document = walked(
        "Kenya and Somalia met in Nairobi. They signed a treaty. Ethiopia refused to join the African Union."
    )
    told = [
        side
        for scene, seen in zip(document, shipped().network(document), strict=True)
        for one in tie_cues(scene.clause)
        for side in parties(scene, one.cue, seen)
    ]
    assert told
    assert all(0 <= side.sure <= 1 for side in told)
    assert all(0 <= judged(["a sign nobody gave"], judge) <= 1 for judge in JUDGES)


def test_phrases_for_the_same_actor_or_in_one_list_share_their_probability() -> None:
    document = walked("Kenya and Uganda attacked Somalia.")
    (found,) = linked(document[0], *shipped().network(document))
    assert [side.codes for side in found.sources] == [("KEN",), ("UGA",)]
    assert all(side.sure > LINKED for side in found.sources)


def test_who_acts_together_needs_nobody_from_before() -> None:
    document = walked("Israel sold Morocco radars. Last month Moroccan and American troops trained together.")
    found = [
        draft.event
        for draft in drafts(document, shipped().network(document), linear())
        if draft.event.sentence == 1 and draft.event.root == "COOPERATE"
    ]
    assert found
    assert all("ISR" not in event.targets for event in found)


@pytest.mark.parametrize(
    ("text", "word", "targets"),
    [
        ("Japan signed an agreement with Australia in January and another with Britain.", "signed", {"AUS", "GBR"}),
        ("Kenya attacked Somalia during talks with Ethiopia.", "attacked", {"SOM"}),
    ],
)
def test_a_further_target_hangs_from_the_word_itself(text: str, word: str, targets: set[str]) -> None:
    (scene,) = document = walked(text)
    (found,) = [one for one in linked(scene, *shipped().network(document)) if scene.clause.form(one.cue.word) == word]
    assert {code for side in found.targets for code in side.codes} == targets


def test_who_was_named_before_is_remembered_with_how_it_stood() -> None:
    second = walked("Kenya met Somalia in Nairobi. A treaty was signed.")[1]
    assert {actor.code for actor in second.before} == {"KEN", "SOM"}
    assert "subject" in next(actor.signs for actor in second.before if actor.code == "KEN")


def test_a_tie_told_across_sentences_is_drafted_with_its_parties() -> None:
    document = walked("Japan and Australia held talks in Sydney. A reciprocal access agreement was signed on Thursday.")
    drafted = tie_drafts(document, shipped().network(document))
    assert ("reciprocal_access", {"JPN", "AUS"}) in [(draft.tie.kind, set(draft.tie.parties)) for draft in drafted]


def test_of_a_membership_the_body_and_one_member_are_weighed_alone() -> None:
    document = walked("Sweden became a member of NATO in March after Hungary and the United States had agreed.")
    drafted = tie_drafts(document, shipped().network(document))
    assert ("grouping_membership", {"SWE", "NATO"}) in [(draft.tie.kind, set(draft.tie.parties)) for draft in drafted]


def test_every_event_carries_a_confidence_of_the_judge(reading: Reading) -> None:
    events = reading("Kenya accused Somalia of shelling a Kenyan army post on Tuesday.").events
    assert events
    assert all(EVENT_SURE <= event.confidence <= 1 for event in events)


def test_one_word_tells_one_event_the_surest() -> None:
    document = walked("Kenya accused Somalia of shelling Ethiopia.")
    found = drafts(document, shipped().network(document), linear())
    drafted = [(draft.event, judged(draft.signs, "event")) for draft in found]
    kept = surest(drafted)
    assert kept
    assert len({(event.sentence, event.word) for event in kept}) == len(kept)
    for event in kept:
        assert event.confidence == max(
            sure for e, sure in drafted if (e.sentence, e.word) == (event.sentence, event.word)
        )


def test_where_a_side_is_in_doubt_others_are_weighed() -> None:
    found = [
        one
        for document in [walked("Kenya met Somalia. It blamed its neighbour for Ethiopia's losses.")]
        for scene, seen in zip(document, shipped().network(document), strict=True)
        for one in linked(scene, seen)
    ]
    doubtful = [one for one in found if one.targets and max(side.sure for side in one.targets) < OPEN]
    assert doubtful
    assert all((one.sources, ()) in one.others for one in doubtful)


def test_who_is_named_with_whom_is_counted_by_sentence() -> None:
    together = Together.of(walked("Kenya met Somalia. Kenya met Ethiopia. Kenya told Somalia so."))
    assert together.one["KEN"] == 3
    assert together.two[frozenset(("KEN", "SOM"))] == 2
    assert [together.place(code) for code in ("KEN", "SOM", "ETH")] == ["0", "1", "-"]


def test_arms_that_a_verb_hands_over_tell_one_tie_not_two() -> None:
    (scene,) = walked("Japan sold two frigates to Vietnam.")
    assert [(one.cue.phrase, one.cue.sort) for one in tie_cues(scene.clause)] == [("sell", "act")]


def test_arms_without_such_a_verb_are_a_cue_of_their_own() -> None:
    (scene,) = walked("Taiwan asked Washington for four destroyers.")
    assert ("destroyer", "forces") in [(one.cue.phrase, one.cue.sort) for one in tie_cues(scene.clause)]
    (scene,) = walked("Germany will pay for ten howitzers for Ukraine.")
    assert ("howitzer", "arms") in [(one.cue.phrase, one.cue.sort) for one in tie_cues(scene.clause)]


def test_the_kind_of_a_tie_is_the_likeliest_unless_none_is() -> None:
    (scene,) = document = walked("Japan and Australia signed a reciprocal access agreement on Thursday.")
    (seen,) = shipped().network(document)
    one = next(told for told in tie_cues(scene.clause) if told.cue.sort == "noun")
    kinds, none = kinds_of(one, seen)
    assert kinds[0][0] == "reciprocal_access"
    assert 0 <= none < 0.5


def test_the_weights_have_the_shape_the_code_reads() -> None:
    held = shipped()
    assert held.roles.shape[1] == len(ROLES)
    assert held.judges.shape[1] == len(JUDGES)
    assert held.kinds.shape[1] == len(KINDS)
    assert len(held.scales) == len(ROLES) + len(JUDGES) + 2
