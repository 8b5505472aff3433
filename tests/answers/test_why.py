"""The brief: every figure traceable, every state answered, same input same bytes."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from functools import cache

import pytest

from latticework.answers.references import numbers_of, ranges, references
from latticework.answers.why import why
from latticework.atlas import Atlas
from latticework.doors.render import brief as render
from latticework.errors import NameNotFound, UsageError
from latticework.model.brief import Brief, Words
from latticework.pack.sources import PACK_STATES
from latticework.views.world import World

JAPAN = ("Japan", "2023-01-13")


@pytest.fixture(scope="module")
def japan(atlas: Atlas) -> Brief:
    return atlas.why(JAPAN[0], as_of=JAPAN[1])


@pytest.fixture(scope="module")
def answered(atlas: Atlas) -> Callable[[str, str], Brief]:
    """Answer for a state as of a day, once for all tests that only read the brief."""

    @cache
    def answer(code: str, day: str) -> Brief:
        return atlas.why(code, as_of=day)

    return answer


def section(brief: Brief, title: str) -> str:
    found = next(section for section in brief.sections if section.title == title)
    return " ".join(sentence.text for sentence in found.sentences)


def test_the_explainers_question_is_answered(japan: Brief) -> None:
    assert japan.question == "Why is Japan seeking security ties beyond the United States?"
    threat = section(japan, "Threat")
    assert threat.startswith("China ranks first")
    for words in ("Russia", "North Korea", "69 missiles", "On 4 October 2022", "the first since 15 September 2017"):
        assert words in threat
    balance = section(japan, "Balance")
    assert "China outspent Japan 6.8:1 in 2022 (SIPRI current US$" in balance
    assert "China overtook Japan in 2006 (SIPRI current US$)" in balance
    assert "1999 (SIPRI constant US$ of 2023)" in balance
    reliance = section(japan, "Reliance")
    assert "23 June 1960" in reliance
    assert "53,973 active-duty personnel" in reliance
    assert "not bound to defend the other in return" in reliance
    response = section(japan, "Response")
    assert "16 December 2022: pledged at least 2.0% of GDP" in response
    partners = section(japan, "Partners")
    for words in ("Australia", "the United Kingdom", "France", "India", "Italy", "South Korea"):
        assert words in partners
    assert "reciprocal access agreement (signed 6 January 2022)" in partners
    assert "reciprocal access agreement (signed 11 January 2023)" in partners
    assert "Global Combat Air Programme (GCAP) (announced 9 December 2022)" in partners


def test_what_points_the_other_way_is_told(japan: Brief) -> None:
    assert "agreements in force with China itself" in section(japan, "Against")


@pytest.mark.parametrize("code", PACK_STATES)
def test_every_state_is_answered(answered: Callable[[str, str], Brief], code: str) -> None:
    for day in ("2015-06-30", "2023-01-13", "2026-06-01"):
        made = answered(code, day)
        assert len(made.sections) == 7
        assert all(made_section.sentences for made_section in made.sections)


@pytest.mark.parametrize(
    ("name", "day"),
    [("Kenya", "2023-01-13"), ("Switzerland", "2023-01-13"), ("USSR", "1985-06-01"), ("Japan", "1955-01-01")],
)
def test_states_and_days_with_little_known_say_so(atlas: Atlas, name: str, day: str) -> None:
    made = atlas.why(name, as_of=day)
    assert made.unknowns


def test_the_second_clock_changes_the_answer(atlas: Atlas) -> None:
    then = atlas.why(*JAPAN[:1], as_of=JAPAN[1], known_by=JAPAN[1])
    assert all(fact.known_from.isoformat() <= JAPAN[1] for fact in then.facts())
    assert "release 2025-04" not in section(then, "Balance")


def test_nothing_after_the_day_is_told(japan: Brief) -> None:
    assert [fact.id for fact in japan.facts() if fact.day.isoformat() > JAPAN[1]] == []


def test_same_input_same_bytes(atlas: Atlas, japan: Brief) -> None:
    again = atlas.why(JAPAN[0], as_of=JAPAN[1])
    sources = atlas.sources()
    for dress in (
        lambda b: render.terminal(b, sources, explain=True, colour=False, cite=True),
        lambda b: render.markdown(b, sources, explain=True),
        lambda b: render.as_json(b, sources),
        lambda b: render.page(b, sources),
    ):
        assert dress(japan) == dress(again)  # type: ignore[no-untyped-call]


NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.mark.parametrize("code", PACK_STATES)
def test_every_number_in_the_text_is_in_a_figure_day_or_name(
    atlas: Atlas, answered: Callable[[str, str], Brief], code: str
) -> None:
    """Scan the rendered text for numbers no object stands behind; marks and the list of sources are cut off."""
    made = answered(code, "2023-01-13")
    text = render.markdown(made, atlas.sources(), explain=False)
    body = text.split("## Not known here", maxsplit=1)[0].split("\n\n", 2)[2]
    stripped = re.sub(r" \[[\d, -]+\]$", "", body, flags=re.MULTILINE)
    traced: set[str] = set()
    for sentence in made.sentences():
        for span in sentence.spans:
            if not isinstance(span, Words):
                assert getattr(span, "facts", ()) or getattr(span, "method", "") or not NUMBER.search(span.text), span
                traced |= set(NUMBER.findall(span.text))
    assert set(NUMBER.findall(stripped)) - traced == set()


def test_a_figure_is_followed_to_its_page_in_two_steps(atlas: Atlas, japan: Brief) -> None:
    listed = references(japan.facts(), atlas.sources())
    troops = next(s for s in japan.sentences() if "53,973" in s.text)
    numbers = numbers_of(troops.facts(), listed)
    places = [reference for reference in listed if reference.number in numbers]  # step one: the number in the list
    fact = next(f for place in places for f in place.facts if f.value == 53973)
    assert atlas.facts(ids=[fact.id[:10]]) == [fact]  # step two: the row, with its address
    assert fact.citation.locator.startswith("https://")


def test_references_run_together() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"
    assert ranges([]) == ""


def test_json_has_every_fact_it_names(atlas: Atlas, japan: Brief) -> None:
    body = json.loads(render.as_json(japan, atlas.sources()))
    named = {fact for part in body["sections"] for said in part["sentences"] for fact in said["facts"]}
    assert named <= set(body["facts"])
    figures = [
        span for part in body["sections"] for said in part["sentences"] for span in said["spans"] if "figure" in span
    ]
    assert figures
    assert all(span["facts"] or span["method"] for span in figures)


def test_the_page_is_self_contained(atlas: Atlas, japan: Brief) -> None:
    page = render.page(japan, atlas.sources())
    assert "<script" not in page
    assert not re.search(r'(src|@import|url\()\s*=?\s*["\']?https?:', page)
    for target in re.findall(r'href="#s(\d+)"', page):
        assert f'id="s{target}"' in page


def test_hostile_text_is_shown_safely(triangle: Callable[..., World]) -> None:
    from tests.conftest import fact, world_of

    nasty = 'x"><script>alert(1)</script> \x1b[31m \u202e **bold** `code`'
    base = triangle()
    facts = [f for f in base.memory.select() if f.kind not in ("strategy_document", "threat_named")]
    facts += [
        fact("strategy_document", "JPN", "2013-12-17", document="doc", series="nss", title=nasty),
        fact("threat_named", "JPN>CHN", "2013-12-17", document="doc", series="nss", title=nasty, grade="threat", quote=nasty, locator="javascript:alert(1)"),
    ]  # fmt: skip
    made = why(world_of(facts, coverage=base.coverage), "Japan")
    page = render.page(made, {})
    assert "<script>" not in page
    assert 'href="javascript' not in page
    assert html.unescape(page).count("\x1b") == 0
    for text in (
        render.terminal(made, {}, explain=True, colour=False, cite=True),
        render.markdown(made, {}, explain=True),
    ):
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_a_state_that_did_not_exist_points_to_its_successors(atlas: Atlas) -> None:
    with pytest.raises(UsageError, match="successors"):
        atlas.why("East Germany", as_of="2023-01-13")
    with pytest.raises(NameNotFound, match="Japan"):
        atlas.why("Japn", as_of="2023-01-13")
