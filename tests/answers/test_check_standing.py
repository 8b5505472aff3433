"""Places, overtaking and shares in the trade in arms, and armed forces by people: held against the lists of the pack."""

from __future__ import annotations

from datetime import date

import pytest

from latticework.answers.check.standing import standings
from latticework.atlas import Atlas
from tests.answers.told import checked


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.in_memory()


CASES = (
    # places over the years told, or by the newest list known on the day
    ("Qatar was the third-largest importer of major arms in 2018-22.", "2023-05-05", "rank", "supported"),
    ("Qatar was the third-largest importer of major arms in 2018-22.", "2023-03-01", "rank", "not_checkable"),
    ("India was the world's largest arms importer in 2020-24.", "2025-05-05", "rank", "contradicted"),
    ("India is the world's largest arms importer.", "2024-09-05", "rank", "supported"),
    ("South Korea is the tenth-largest arms exporter in the world.", "2025-05-05", "rank", "supported"),
    ("Germany is among the five largest arms exporters.", "2025-05-05", "rank", "supported"),
    ("Russia is no longer the world's second-largest arms exporter.", "2025-05-05", "rank", "supported"),
    # who is not on the list stands below it; where it ends earlier nothing is known
    ("Japan is the world's fourth-largest arms exporter.", "2025-05-05", "rank", "contradicted"),
    ("Spain was the seventh-largest arms exporter in 2012-16.", "2017-05-05", "rank", "not_checkable"),
    # a single year that is over has no list
    ("Egypt was the third-largest arms importer in 2016.", "2019-05-05", "rank", "not_checkable"),
    # among a region in its two senses
    ("Italy is the third-largest arms exporter in Europe.", "2025-05-05", "rank", "depends"),
    ("Poland is the largest arms importer in Europe.", "2025-05-05", "rank", "contradicted"),
    # overtaking
    ("France overtook Russia as the second-largest arms exporter in 2019-23.", "2024-04-05", "overtake", "supported"),
    ("France overtook Russia as the second-largest arms exporter in 2016-20.", "2024-04-05", "overtake", "contradicted"),
    ("Saudi Arabia has overtaken India as the largest arms importer.", "2019-04-05", "overtake", "supported"),
    ("Italy has overtaken Germany as an arms exporter.", "2025-04-05", "overtake", "contradicted"),
    ("Germany overtook China as the fourth-largest arms exporter.", "2026-04-05", "overtake", "supported"),
    ("The United States overtook China as an arms exporter.", "2025-04-05", "overtake", "not_checkable"),
    # the place told after it is that of the one that passed
    ("France overtook Russia as the second-largest arms exporter in 2019-23.", "2024-04-05", "rank", "supported"),
    # shares of the world's trade
    ("The United States accounted for 43 percent of global arms exports in 2020-24.", "2025-04-05", "share", "supported"),
    ("France accounts for a quarter of the world's arms exports.", "2025-04-05", "share", "contradicted"),
    ("Russia's share of global arms exports fell to 7.8 percent.", "2025-04-05", "share", "supported"),
    ("Ukraine received 20 percent of global arms imports in 2020-24.", "2025-04-05", "share", "contradicted"),
    ("Kenya accounted for 2 percent of global arms imports in 2020-24.", "2025-04-05", "share", "not_checkable"),
    # armed forces by people
    ("Turkey has the second-largest armed forces in NATO.", "2024-09-05", "rank", "supported"),
    ("Germany has the second-largest army in NATO.", "2022-09-05", "rank", "contradicted"),
    ("Poland overtook France as the third-largest army in NATO.", "2024-09-05", "overtake", "supported"),
    ("Spain overtook Italy as the largest army of southern Europe.", "2024-09-05", "overtake", "contradicted"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "day", "kind", "verdict"), CASES, ids=[f"{c[0][:60]} {c[1]} {c[2]}" for c in CASES])
def test_standing(atlas: Atlas, text: str, day: str, kind: str, verdict: str) -> None:
    assert {found.then.verdict for found in checked(atlas, text, day) if found.claim.type == kind} == {verdict}


def test_each_list_is_whole_down_to_its_depth(atlas: Atlas) -> None:
    world = atlas.world()
    depths = {
        (kind, one.last): one.depth for kind in ("arms_exports", "arms_imports") for one in standings(world, kind)
    }
    assert {depths["arms_exports", year] for year in (2014, 2017, 2018, 2019, 2021, 2022, 2023, 2024)} <= {10, 11, 16}
    assert {depths["arms_imports", year] for year in (2015, 2020, 2022, 2023, 2024)} <= {10, 11}
    assert depths["arms_exports", 2016] == 5
    assert all(depth >= 2 for depth in depths.values())


def test_shares_do_not_rise_down_a_list(atlas: Atlas) -> None:
    for kind in ("arms_exports", "arms_imports"):
        for one in standings(atlas.world(), kind):
            shares = [one.shares[state].value or 0 for state in one.top() if state in one.shares]
            assert shares == sorted(shares, reverse=True), (kind, one.last)
            assert sum(shares) <= 100


def test_a_list_is_known_from_its_release_on(atlas: Atlas) -> None:
    assert [one.last for one in standings(atlas.world(date(2025, 3, 9), date(2025, 3, 9)), "arms_exports")][-1] == 2023
    assert [one.last for one in standings(atlas.world(date(2025, 3, 10), date(2025, 3, 10)), "arms_exports")][
        -1
    ] == 2024
