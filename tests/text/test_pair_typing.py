"""What passes between two marked actors: the coder and the network together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from latticework.text.classes import CLASSES
from latticework.text.coder import linear
from latticework.text.marked import marked_scene, pairs_of
from latticework.text.pair_typing import told_between, typed
from latticework.text.pairs import Pair

SENTENCES = {
    "<s>Kenya</s> accused <t>Somalia</t> of shelling the port.": "ACCUSE",
    "<s>Chile</s> imposed sanctions on <t>Bolivia</t>.": "SANCTION",
    "<t>Peru</t> was attacked by <s>Ecuador</s> at dawn.": "ASSAULT",
    "<s>The ministers of Ghana</s> met <t>their colleagues from Togo</t> in Lome.": "CONSULT",
}


def test_each_pair_has_a_row_of_shares() -> None:
    pairs = pairs_of(list(SENTENCES))
    rows = typed(pairs, linear())
    assert rows.shape == (len(pairs), len(linear().roots))
    assert np.allclose(rows.sum(1), 1)
    assert [linear().roots[i] for i in rows.argmax(1)] == list(SENTENCES.values())


def test_pairs_are_read_alike_alone_and_together() -> None:
    pairs = pairs_of(list(SENTENCES))
    alone = np.concatenate([told_between([pair]) for pair in pairs])
    assert np.allclose(told_between(pairs), alone, atol=1e-4)


def test_the_network_is_asked_only_where_it_may_change_what_is_likeliest(monkeypatch: pytest.MonkeyPatch) -> None:
    class Sure:
        version, roots = "1", linear().roots
        name = linear().name

        def scores(self, pairs: Sequence[Pair]) -> np.ndarray:
            sure, torn = np.zeros((len(pairs), len(self.roots)))
            sure[0], torn[:2] = 1.0, 0.5
            return np.array([sure, torn])

    pairs, asked = pairs_of(list(SENTENCES)[:2]), list[Pair]()

    def told(some: Sequence[Pair], _: object) -> np.ndarray:
        asked.extend(some)
        return np.full((len(some), len(CLASSES)), 1 / len(CLASSES))

    monkeypatch.setattr("latticework.text.pair_typing.told_between", told)
    rows = typed(pairs, Sure())
    assert asked == [pairs[1]]
    assert rows[0, 0] == 1.0
    assert np.isclose(rows[1].sum(), 1)


def test_the_direction_counts() -> None:
    there, back = pairs_of(
        [
            "<s>Kenya</s> accused <t>Somalia</t> of shelling the port.",
            "<t>Kenya</t> accused <s>Somalia</s> of shelling the port.",
        ]
    )
    accuse = CLASSES.index("ACCUSE")
    first, second = told_between([there, back])
    assert first[accuse] > second[accuse]


@pytest.mark.parametrize(
    "sentence", ["<s>Kenya</s> mobilized its army.", "Mortar shells hit <t>the port of Kismayo</t>."]
)
def test_a_side_may_be_left_unmarked(sentence: str) -> None:
    rows = typed(pairs_of([sentence]), linear())
    assert np.isclose(rows.sum(), 1)


def test_no_pairs_give_no_rows() -> None:
    assert typed([], linear()).shape == (0, len(linear().roots))


def test_another_coder_has_its_own_word() -> None:
    class Certain:
        name, version, roots = "certain", "1", ("AID", "NONE")

        def scores(self, pairs: Sequence[Pair]) -> np.ndarray:
            return np.array([[1.0, 0.0]] * len(pairs))

    assert typed(pairs_of(["<s>Kenya</s> bombed <t>Somalia</t>."]), Certain()).tolist() == [[1.0, 0.0]]


def test_a_marked_phrase_stands_for_somebody_known_or_not() -> None:
    (pair,) = pairs_of(["<s>The rebels of the hills</s> attacked <t>Kenya</t>."])
    scene = marked_scene(pair, list(pair.heads))
    assert scene.phrases[pair.heads[0]] == ("NSA:marked",)
    assert scene.phrases[pair.heads[1]] == ("KEN",)
