"""Figures and places in wordings of the news, each with the verdict that the pack's own facts give it."""

from __future__ import annotations

import pytest

from latticework.answers.check.rank import depths
from latticework.atlas import Atlas
from tests.answers.told import checked


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.in_memory()


CASES = (
    # places in lists of which only the first places are held
    ("Russia was the fifth biggest military spender in the world in 2021.", "2022-05-05", "rank", "supported"),
    ("Brazil was the fifteenth biggest military spender in the world in 2020.", "2021-05-05", "rank", "not_checkable"),
    ("Italy is the eighth biggest military spender in the world.", "2026-05-05", "rank", "contradicted"),
    # lists too short to rank by, and a time that only ends what was before
    ("France has the third-largest nuclear arsenal in the world.", "2018-09-05", "rank", "not_checkable"),
    ("China has the third-largest nuclear arsenal in the world.", "2024-09-05", "rank", "supported"),
    ("Having trailed Madrid until 2022, Poland moved ahead of Spain among military spenders in 2023.", "2026-05-15", "overtake", "supported"),
    # neighbours in the list, which other estimates turn round; members and sites in doubt or gone
    ("The United Kingdom was the world's fourth-largest military spender in 2022.", "2024-04-16", "rank", "depends"),
    ("BRICS has ten full members.", "2025-03-27", "count", "depends"),
    ("French troops are based in Senegal, near Dakar.", "2025-09-01", "hosting", "contradicted"),
    ("The United States has handed its base at Manas back to Kyrgyzstan.", "2014-06-10", "hosting", "supported"),
    ("Kyrgyzstan hosts an American air base at Manas.", "2015-10-05", "hosting", "contradicted"),
    ("Thailand is among the thirty biggest military spenders in the world.", "2026-05-05", "rank", "contradicted"),
    ("Only the United States and China spend more on their armed forces than Russia.", "2025-09-08", "rank", "supported"),
    ("Only the United States and India spend more on their armed forces than Russia.", "2025-09-08", "rank", "contradicted"),
    ("No European country but Russia spends more on its armed forces than Germany.", "2025-09-08", "rank", "supported"),
    ("Indonesia tops Southeast Asia in military spending.", "2025-09-08", "rank", "contradicted"),
    ("Britain was long Europe's biggest military spender.", "2025-09-08", "rank", "not_checkable"),
    # the same money as a share of output
    ("As a share of GDP, Poland spends three times as much on defence as Spain.", "2025-05-06", "ratio", "supported"),
    ("As a share of GDP, Spain spends twice as much on defence as Poland.", "2025-05-06", "ratio", "contradicted"),
    # one's own past, and parts
    ("Poland spent twice as much on its military in 2024 as it had in 2021.", "2025-05-06", "growth", "supported"),
    ("Turkish military expenditure went up by about a quarter in 2024.", "2025-06-03", "growth", "depends"),
    ("Germany's military spending fell by a fifth in 2024.", "2025-06-03", "growth", "contradicted"),
    # the change of a year as the release of the day told it
    ("Nigeria's military budget grew by about 16 per cent in 2021.", "2022-05-04", "growth", "contradicted"),
    ("Algeria raised its military outlays by some three quarters in 2023.", "2024-04-24", "growth", "supported"),
    # a weapon's name stands as a whole word
    ("The Taurus missile has a range of about 500 kilometres.", "2024-05-06", "reach", "supported"),
    # a share that two definitions give differently
    ("Italy spent 1.6% of GDP on its military in 2024.", "2025-06-08", "share", "depends"),
    # promises: the year before which it was not to be, and what is counted
    ("Keir Starmer pledged to hit 2.5 per cent of GDP, but not until 2032.", "2025-03-20", "pledge", "contradicted"),
    ("By 2035 all NATO members are to spend 5 per cent of GDP on their militaries.", "2025-07-05", "pledge", "depends"),
    ("By 2035 all NATO members are to spend 3.5 per cent of GDP on core defence.", "2025-07-05", "pledge", "supported"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "published", "kind", "verdict"), CASES)
def test_the_verdict_is_the_one_the_facts_give(
    atlas: Atlas, text: str, published: str, kind: str, verdict: str
) -> None:
    got = [c.then.verdict for c in checked(atlas, text, published) if c.claim.type == kind]
    assert got == [verdict], [
        (c.claim.type, c.claim.words, c.then.verdict, c.then.because) for c in checked(atlas, text, published)
    ]


def test_the_first_places_of_a_list_are_those_of_the_whole_list_later_published(atlas: Atlas) -> None:
    world, values = atlas.world(), dict[tuple[str, int], dict[str, float]]()
    for fact in world.seen("military_spending"):
        if fact.citation.source == "sipri" and fact.unit == "current US$" and fact.value is not None:
            values.setdefault((fact.citation.release, fact.day.year), {})[fact.about.givers[0]] = fact.value
    for (_, release, _, year), depth in depths().items():
        first, later = values[release, year], values.get(("2025-04", year))
        if (
            later is None
        ):  # a list younger than the whole data: its places are held, and some told one by one are below them
            assert len(first) >= depth, (release, year)
            continue
        assert set(sorted(first, key=first.__getitem__, reverse=True)[:depth]) == set(
            sorted(later, key=later.__getitem__, reverse=True)[:depth]
        ), (release, year)
