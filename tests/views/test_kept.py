"""What is kept answers as the memory behind it does."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from latticework.atlas import Atlas
from latticework.model.kind import kinds
from latticework.views.kept import Kept, Shelf
from latticework.views.memory import ListMemory
from tests.conftest import fact

DAYS = (None, date(1990, 1, 1), date(2023, 1, 13))


@pytest.mark.parametrize("kind", ["membership", "defence_pact", "military_spending", "threat_named", "port_visit"])
def test_what_is_kept_answers_like_the_store(atlas: Atlas, kind: str) -> None:
    kept = Kept(atlas.memory, Shelf())
    for parties, as_of, holding, known_by, limit in product(
        ((), ("JPN",), ("USA", "JPN")), DAYS, (False, True), DAYS, (None, 3)
    ):
        asked: dict[str, Any] = {
            "parties": parties,
            "as_of": as_of,
            "holding": holding,
            "known_by": known_by,
            "limit": limit,
        }
        assert kept.select((kind,), **asked) == atlas.memory.select((kind,), **asked)


def test_several_kinds_keep_their_order(atlas: Atlas) -> None:
    wanted = [name for name in kinds() if kinds()[name].family == "tie"][::-1]
    kept = Kept(atlas.memory, Shelf())
    assert kept.select(wanted, parties=("JPN",)) == atlas.memory.select(wanted, parties=("JPN",))


def test_a_shelf_grows_by_what_was_added() -> None:
    old = ListMemory(
        [fact("hostile_act", "PLW>NRU", "2020-01-02", title="b"), fact("intrusion", "PLW>NRU", "2020-01-01", title="i")]
    )
    new = [
        fact("hostile_act", "PLW>NRU", "2020-01-01", title="a"),
        fact("overflight", "PLW>NRU", "2020-01-01", title="o"),
    ]
    both = ListMemory([*old.select(), *new])
    shelf = Shelf(most=2)
    kept = Kept(old, shelf)
    for kind in ("hostile_act", "intrusion"):
        kept.select((kind,))
    grown = Kept(both, shelf.grown(ListMemory(new), {"hostile_act": 1, "overflight": 1}))
    for kind in ("hostile_act", "intrusion", "overflight"):
        assert grown.select((kind,)) == both.select((kind,))
    assert len(kept.select(("hostile_act",))) == 1
    assert shelf.grown(ListMemory(new), {"hostile_act": 5}).row(both, "hostile_act") is None


def test_a_kind_is_read_once_and_a_large_one_never_kept() -> None:
    class Counting(ListMemory):
        asked = 0

        def select(self, *given: Any, **more: Any) -> Any:
            self.asked += 1
            return super().select(*given, **more)

    memory = Counting([fact("hostile_act", "PLW>NRU", f"2020-01-0{n}", title=str(n)) for n in range(1, 5)])
    kept = Kept(memory, Shelf())
    for _ in range(3):
        assert len(kept.select(("hostile_act",), parties=("PLW",))) == 4
        assert kept.select(("hostile_act",), parties=("JPN",)) == []
    assert memory.asked == 1
    small = Kept(memory, Shelf(most=3))
    assert len(small.select(("hostile_act",))) == 4
    assert len(small.select(("hostile_act",), limit=2)) == 2
    assert memory.asked == 4  # the look that found it too large, and each question
