"""Trees are trees, in batches as alone, and the lemmas are words of the tables."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latticework.text.lemmas import Lemmas
from latticework.text.lists import table
from latticework.text.parser import parse
from latticework.text.tokens import tokens


def forms(text: str) -> list[str]:
    return [token.form for token in tokens(text)]


def test_a_plain_sentence_has_its_subject_and_object() -> None:
    (tree,) = parse([forms("North Korea fired two missiles over Japan on Tuesday.")])
    verb = tree.forms.index("fired")
    assert tree.heads[verb] == -1
    assert tree.lemmas[verb] == "fire"
    assert (tree.relations[tree.forms.index("Korea")], tree.heads[tree.forms.index("Korea")]) == ("nsubj", verb)
    assert (tree.relations[tree.forms.index("missiles")], tree.lemmas[tree.forms.index("missiles")]) == (
        "obj",
        "missile",
    )


def test_passives_have_their_agent() -> None:
    (tree,) = parse([forms("The village was shelled by government troops.")])
    assert tree.relations[tree.forms.index("village")] == "nsubj:pass"
    assert tree.lemmas[tree.forms.index("troops")] == "troop"


def test_a_batch_gives_the_trees_of_its_sentences() -> None:
    one, two = forms("Tokyo urged Beijing to talk."), forms("China rejected the accusation and accused Japan of lying.")
    assert parse([one, two]) == [*parse([one]), *parse([two])]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=12),
        min_size=1,
        max_size=40,
    )
)
def test_every_sentence_gets_a_tree_with_one_root(words: list[str]) -> None:
    (tree,) = parse([words])
    assert sum(head == -1 for head in tree.heads) == 1
    for start in range(len(words)):
        node, steps = start, 0
        while node != -1:
            node, steps = tree.heads[node], steps + 1
            assert steps <= len(words)


def test_the_model_ships_with_licence_and_scores_and_is_small() -> None:
    folder = files("latticework.text").joinpath("parser_model")
    assert "CC BY-SA 4.0" in folder.joinpath("README.md").read_text(encoding="utf-8")
    scores = json.loads(folder.joinpath("scores.json").read_text(encoding="utf-8"))
    assert set(scores["test"]) >= {"uas", "las", "upos"}
    assert len(folder.joinpath("weights.npz").read_bytes()) < 12_000_000


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("bombed", "VBD", "bomb"), ("blamed", "VBD", "blame"), ("conceded", "VBD", "concede"), ("boycotted", "VBN", "boycott"),
        ("blockading", "VBG", "blockade"), ("banned", "VBD", "ban"), ("killed", "VBD", "kill"), ("denied", "VBD", "deny"),
        ("dying", "VBG", "die"), ("annexes", "VBZ", "annex"), ("won", "VBN", "win"), ("overthrew", "VBD", "overthrow"),
        ("recycled", "VBN", "recycle"), ("mimicking", "VBG", "mimic"), ("trying", "VBG", "try"), ("supplies", "NNS", "supply"),
        ("clashes", "NNS", "clash"), ("embargoes", "NNS", "embargo"), ("movies", "NNS", "movie"), ("troops", "NNS", "troop"),
        ("wives", "NNS", "wife"), ("headquarters", "NNS", "headquarters"), ("Beijing", "NNP", "beijing"),
    ],
)  # fmt: skip
def test_lemmas_of_forms_the_treebank_never_had(form: str, tag: str, lemma: str) -> None:
    labels = json.loads(files("latticework.text").joinpath("parser_model", "labels.json").read_text(encoding="utf-8"))
    assert Lemmas(labels["rules"], labels["verbs"])(form, tag) == lemma


def test_every_verb_of_the_table_of_acts_is_found_in_its_past_form() -> None:
    labels = json.loads(files("latticework.text").joinpath("parser_model", "labels.json").read_text(encoding="utf-8"))
    lemmas = Lemmas(labels["rules"], labels["verbs"])
    verbs = {row["phrase"].partition(" ")[0] for row in table("acts.csv") if row["pos"] == "v"}
    ending_in_e = {verb for verb in verbs if verb.isalpha() and verb.endswith("e")}
    wrong = {verb for verb in ending_in_e if lemmas(f"{verb}d", "VBD") != verb}
    assert len(ending_in_e) > 500
    assert wrong <= {"garotte", "programme"}
