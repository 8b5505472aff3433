"""The network of acts: what is read together, what it sees of words and names, and that it gives something for every sentence."""

from __future__ import annotations

import numpy as np
import pytest

from latticework.text.act_network import AT_ONCE, BEFORE, FAR, Stretch, step_of, stretches, windows, words_of
from latticework.text.classes import CLASSES
from latticework.text.document import make_document
from latticework.text.event_cues import cues
from latticework.text.links import act_sides, shipped
from latticework.text.scenes import Scene, scenes
from latticework.text.sentences import clauses


def walked(text: str) -> list[Scene]:
    (parsed,) = clauses([make_document(text, key="test")])
    return scenes(parsed)


def cut(text: str) -> list[Stretch]:
    return list(stretches(walked(text)))


LONG = "Kenya met Somalia in Nairobi. " + "The harbour was quiet and the weather stayed fine all day long. " * 60


def test_every_sentence_is_read_once_in_its_order() -> None:
    document = walked(LONG)
    read = [scene.number for stretch in stretches(document) for scene, _ in stretch.read]
    assert read == [scene.number for scene in document]


def test_a_stretch_has_at_most_so_many_words_and_looks_back_at_most_so_many() -> None:
    found = cut(LONG)
    assert len(found) > 1
    for stretch in found:
        assert len(stretch.words) == len(stretch.forms) <= AT_ONCE
        assert stretch.read[0][1].offset <= BEFORE
    assert found[1].read[0][1].offset > 0


def test_a_sentence_longer_than_a_stretch_is_read_whole_and_alone() -> None:
    assert list(windows([AT_ONCE + 50, 10])) == [(0, 0, 1), (1, 1, 2)]


def test_sentences_before_are_looked_at_again_as_far_as_they_fit() -> None:
    assert list(windows([BEFORE, 60, 60, 120, 90])) == [(0, 0, 3), (1, 3, 4), (3, 4, 5)]


def test_heads_are_in_the_numbers_of_the_stretch() -> None:
    (stretch,) = cut("Kenya met Somalia. They signed a treaty.")
    (_, first), (scene, second) = stretch.read
    assert first.offset == 0
    for i, head in enumerate(scene.clause.tree.heads):
        assert stretch.words[second.offset + i][-1] == (second.offset + head if head >= 0 else -1)


def test_who_was_named_before_has_a_place_unless_it_is_too_far() -> None:
    near, far = cut(LONG)[0], cut(LONG)[-1]
    assert set(near.read[1][1].named) == {"KEN", "SOM"}
    assert near.forms[near.read[1][1].named["SOM"]] == "Somalia"
    assert far.read[-1][1].named == {}


def test_names_are_masked_so_that_no_state_is_known() -> None:
    one, other = (
        words_of(walked(text)[0].clause) for text in ("Kenya urged Somalia to talk.", "Chile urged Bolivia to talk.")
    )
    assert one == other


@pytest.mark.parametrize(("phrase", "step"), [(5, FAR), (6, FAR + 1), (4, FAR - 1), (500, 2 * FAR), (12, FAR + 7)])
def test_steps_grow_with_the_distance(phrase: int, step: int) -> None:
    assert step_of(phrase, 5) == step


def test_shares_of_sides_are_shares() -> None:
    document = walked("Kenya and Somalia met in Nairobi. They signed a treaty. Ethiopia refused to join. Nobody spoke.")
    read = shipped().network(document)
    assert len(read) == len(document)
    for scene, seen in zip(document, read, strict=True):
        for cue, _ in cues(scene.clause):
            told, none = seen.told(cue)
            assert told.shape == (len(CLASSES),)
            assert np.isfinite([*told, none]).all()
            sides = act_sides(scene, cue, seen)
            assert sum(side.sure for side in sides.targets) + sides.unsaid == pytest.approx(1, abs=1e-5)
            assert not sides.sources or sum(side.sure for side in sides.sources) >= 1 - 1e-5


def test_a_document_without_words_gives_nothing() -> None:
    assert shipped().network([]) == []
