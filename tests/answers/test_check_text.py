"""A whole text: three verdicts a claim, and every dress of the answer."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from latticework.answers.check import Cell, Checked, check
from latticework.answers.check.checked import CHECKS, judge
from latticework.answers.check.tolerance import bands
from latticework.answers.check.verdict import decide
from latticework.atlas import Atlas
from latticework.doors.render import checked as render
from latticework.doors.verbs_check import check as verb
from latticework.errors import UntraceableFigure
from latticework.text.claims.shapes import TYPES, Claim
from latticework.text.document import make_document
from latticework.text.read import read_documents
from tests.answers.told import checked
from tests.conftest import fact, world_of

TEXT = (
    "Why is Japan seeking military ties beyond its U.S. ally?\n\n"
    "Japan and Britain signed a reciprocal access agreement in London on Wednesday. "
    "North Korea in October fired a missile over Japan for the first time since 2017. "
    "China overtook Japan's military spending two decades ago, and its defence budget is now more than four times larger. "
    "The United States has 54,000 troops in Japan. South Korea is a member of the Quad.\n"
)


@pytest.fixture(scope="module")
def whole(request: pytest.FixtureRequest) -> Checked:
    atlas: Atlas = request.getfixturevalue("atlas")
    day = date(2023, 1, 13)
    read = next(iter(read_documents([make_document(TEXT, key="explainer", published=day)])))
    return check(atlas.world(day, day), atlas.world("2026-06-01", "2026-06-01"), read)


def found(whole: Checked, kind: str) -> tuple[str, str, str]:
    one = next(c for c in whole.claims if c.claim.type == kind)
    return one.then.verdict, one.hindsight.verdict, one.now.verdict


def test_every_type_has_a_check() -> None:
    assert set(CHECKS) == set(TYPES)


def test_the_explainer(whole: Checked) -> None:
    assert found(whole, "agreement")[0] == "supported"
    assert found(whole, "first_since")[0] == "supported"
    assert found(whole, "ratio")[1] == "supported"
    assert found(whole, "count") == ("supported", "supported", "supported")
    assert found(whole, "membership")[0] == "contradicted"


def test_the_overtaking_is_borne_out_by_the_series_of_the_day(whole: Checked) -> None:
    assert found(whole, "overtake")[:2] == ("supported", "supported")


def test_verdicts_say_their_days(whole: Checked) -> None:
    one = whole.claims[0]
    assert (one.then.as_of, one.then.known_by) == (date(2023, 1, 13), date(2023, 1, 13))
    assert (one.hindsight.as_of, one.hindsight.known_by) == (date(2023, 1, 13), date(2026, 6, 1))


def test_what_is_planned_is_not_judged() -> None:
    claim = Claim(
        "membership",
        "words",
        0,
        5,
        subject="UKR",
        object="NATO",
        kind="membership",
        status="joined",
        modality="planned",
    )
    assert judge(world_of([]), claim).verdict == "not_checkable"


def test_a_cell_without_facts_or_method_cannot_be_built() -> None:
    with pytest.raises(UntraceableFigure):
        Cell("source", "basis", True, ())


def cell(agrees: bool | None, *, counts: bool = True, basis: str = "b") -> Cell:
    return Cell("s", basis, agrees, (fact("distance", "CHN;JPN", "1900", 1, unit="km"),), counts=counts)


def test_the_one_rule() -> None:
    assert decide([cell(True), cell(True)], needed="x").verdict == "supported"
    assert decide([cell(False), cell(False)], needed="x").verdict == "contradicted"
    assert decide([cell(True, basis="a"), cell(False)], needed="x").verdict == "depends"
    assert decide([cell(None)], needed="x").verdict == "depends"
    assert decide([], needed="x").verdict == "not_checkable"
    assert decide([cell(False), cell(True, counts=False, basis="other")], needed="x").verdict == "depends"
    assert decide([cell(False)], needed="x", open_world=True).verdict == "not_checkable"


def test_every_band_encloses_its_inner_part() -> None:
    for band in bands().values():
        if band.low is not None and band.grey_low is not None:
            assert band.grey_low <= band.low, band
        if band.high is not None and band.grey_high is not None:
            assert band.high <= band.grey_high, band
        assert band.why


def test_every_dress_carries_verdict_and_source(whole: Checked, atlas: Atlas) -> None:
    sources = atlas.sources()
    shown = render.terminal(whole, sources, colour=False, cite=True)
    assert "54,000 troops" in shown
    assert "53,973" in shown
    assert "contradicted" in shown
    assert "[1]" in render.markdown(whole, sources)
    body = json.loads(render.as_json(whole, sources))
    cells = [cell for claim in body["claims"] for cell in claim["as_published"]["cells"]]
    assert all(fact_id in body["facts"] for cell in cells for fact_id in cell["facts"])
    review = json.loads(render.claim_review(whole, sources))
    assert review["@context"] == "https://schema.org"
    assert {one["@type"] for one in review["@graph"]} == {"ClaimReview"}


def test_a_text_is_data_in_every_dress(atlas: Atlas) -> None:
    text = "The United States has 54,000 troops in Japan. <script>alert(1)</script> \x1b[31m </script><b>x</b>"
    read = next(iter(read_documents([make_document(text, key="<k>", published=date(2023, 1, 13), html=False)])))
    made = check(atlas.world("2023-01-13", "2023-01-13"), atlas.world("2026-06-01"), read)
    page = render.page(made, atlas.sources())
    assert "<script>" not in page
    assert "<b>x" not in page
    assert "\x1b" not in page
    assert "</script>" not in render.claim_review(made, atlas.sources())


def run(pack_folder: Path, tmp_path: Path, text: str, *options: str) -> tuple[int, str]:
    file = tmp_path / "text.txt"
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(verb, [str(file), "--store", str(pack_folder), *options])
    return done.exit_code, done.output


def test_the_verb_and_its_strict_exit_code(pack_folder: Path, tmp_path: Path) -> None:
    good, bad = "The United States has 54,000 troops in Japan.", "South Korea is a member of the Quad."
    assert run(pack_folder, tmp_path, good, "--published", "2023-01-13", "--strict")[0] == 0
    code, shown = run(pack_folder, tmp_path, bad, "--published", "2023-01-13", "--strict")
    assert (code, "contradicted" in shown) == (3, True)
    assert run(pack_folder, tmp_path, bad, "--published", "2023-01-13")[0] == 0


def test_strict_tells_a_text_of_which_nothing_could_be_checked(pack_folder: Path, tmp_path: Path) -> None:
    idle = "The weather in Tokyo was fine."
    assert run(pack_folder, tmp_path, idle, "--published", "2023-01-13", "--strict")[0] == 4


def test_a_review_quotes_the_sentence_and_a_reader_sees_how_it_was_read(pack_folder: Path, tmp_path: Path) -> None:
    text = "It was a mild day. The United States has 54,000 troops in Japan. More rain is expected."
    shown = run(pack_folder, tmp_path, text, "--published", "2023-01-13")[1]
    assert "read as       the United States - Japan; troops hosted; 54,000 troop" in shown
    review = run(pack_folder, tmp_path, text, "--published", "2023-01-13", "--format", "claimreview")[1]
    assert '"claimReviewed": "The United States has 54,000 troops in Japan."' in review


def test_the_dateline_gives_the_day(pack_folder: Path, tmp_path: Path) -> None:
    text = "TOKYO, Jan 13, 2023 - The United States has 54,000 troops in Japan."
    assert "published 13 January 2023 (read from the text)" in run(pack_folder, tmp_path, text)[1]


def test_an_empty_text_has_no_claims(pack_folder: Path, tmp_path: Path) -> None:
    code, shown = run(pack_folder, tmp_path, "", "--published", "2023-01-13")
    assert (code, "0 claims checked" in shown) == (0, True)


def test_every_figure_of_the_demo_is_read_and_none_is_contradicted() -> None:
    text = (Path(__file__).parents[2] / "examples" / "explainer.txt").read_text(encoding="utf-8")
    found = checked(Atlas.in_memory(), text, "2023-01-13")
    assert [one.claim.type for one in found] == [
        "overtake", "ratio", "count", "first_since", "alliance", "count", "pledge", "reach", "conversion", "agreement", "agreement",
        "status", "membership", "role",
    ]  # fmt: skip
    assert [one.claim.type for one in found if one.then.verdict != "supported"] == ["membership"]
    assert not [one for one in found if one.then.verdict == "contradicted"]
