"""PLOVER's own reading of an act: which root its codebook gives where ours is cut elsewhere."""

from __future__ import annotations

import pytest

from latticework.text.acts import acts_in
from latticework.text.classes import CLASSES
from latticework.text.lists import table
from latticework.text.marked import pairs_of
from latticework.text.plover import as_plover


@pytest.mark.parametrize(
    ("root", "modality", "mode", "plover"),
    [
        ("AGREE", "happened", "sign", "SUPPORT"),
        ("AGREE", "happened", "", "AGREE"),
        ("RETREAT", "happened", "mission", "SANCTION"),
        ("RETREAT", "happened", "", "RETREAT"),
        ("RETREAT", "planned", "mission", "AGREE"),
        ("COERCE", "happened", "mission", "SANCTION"),
        ("PROTEST", "happened", "diplomatic", "ACCUSE"),
        ("PROTEST", "happened", "riot", "PROTEST"),
        ("MOBILIZE", "happened", "peacekeeping", "AID"),
        ("AGREE", "happened", "ceasefire", "RETREAT"),
        ("AGREE", "happened", "admit", "CONCEDE"),
        ("REJECT", "happened", "halt", "SANCTION"),
        ("REJECT", "happened", "boycott", "PROTEST"),
        ("REJECT", "happened", "", "REJECT"),
        ("ASSAULT", "planned", "", "THREATEN"),
        ("AID", "denied", "", "REJECT"),
    ],
)
def test_the_codebook_cuts_where_it_says(root: str, modality: str, mode: str, plover: str) -> None:
    assert as_plover(root, modality, mode) == plover


def test_every_reading_is_of_roots_and_modes_there_are() -> None:
    modes = {row["mode"] for row in table("acts.csv")}
    for row in table("plover.csv"):
        assert row["root"] in CLASSES
        assert row["plover"] in CLASSES
        assert row["mode"] in modes
        assert row["why"]


@pytest.mark.parametrize(
    ("sentence", "root", "mode"),
    [
        ("<s>The United Nations</s> withdrew its peacekeepers from <t>Sinai</t>.", "RETREAT", "mission"),
        ("<s>Libya</s> expelled <t>the observers</t>.", "COERCE", "mission"),
        ("<s>Chile</s> and <t>Peru</t> have agreed a treaty.", "AGREE", "sign"),
        ("<s>The rebels</s> and <t>Chad</t> signed a truce.", "AGREE", "ceasefire"),
        ("<s>The rebels</s> broke a truce with <t>the government</t>.", "ASSAULT", "ceasefire_break"),
        ("<s>Chad</s> accepted <t>African</t> peacekeepers.", "AGREE", "admit"),
        ("<s>India</s> broke off talks with <t>Pakistan</t>.", "REJECT", "halt"),
        ("<s>Norway</s> quit as mediator in <t>Sri Lanka</t>.", "REJECT", "halt"),
        ("<s>Chile</s> called off a trip to <t>Peru</t> in protest.", "REJECT", ""),
        ("<s>Nepal</s> accepted the demands of <t>the strikers</t>.", "CONCEDE", "ease"),
    ],
)
def test_the_table_of_acts_gives_the_mode(sentence: str, root: str, mode: str) -> None:
    (pair,) = pairs_of([sentence])
    assert (root, mode) in {(act.root, act.mode) for act in acts_in(pair.clause).values()}
