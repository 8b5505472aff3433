"""The desk gives an answer again while nothing was added that bears on it, and never one that is out of date."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra web is not installed")

from latticework.atlas import Atlas
from latticework.doors.http.desk import Desk
from latticework.doors.http.generations import Generations, bears
from latticework.doors.http.noting import ANY, Noting
from latticework.model.fact import Fact
from latticework.views.memory import ListMemory
from tests.conftest import fact

ACT = fact("hostile_act", "PLW>NRU", "2020-01-01", title="An act")


def test_what_was_added_bears_on_those_who_asked_for_it() -> None:
    moved = {"hostile_act": (frozenset({"PLW", "NRU"}),)}
    both = frozenset({"PLW", "NRU"})
    for kind, parties, told in (
        ("hostile_act", both, True), ("hostile_act", frozenset({"PLW"}), True), ("hostile_act", frozenset[str](), True), (ANY, both, True),
        ("hostile_act", frozenset({"JPN"}), False), ("hostile_act", frozenset({"JPN", "PLW"}), False), ("intrusion", both, False),
        (ANY, frozenset({"JPN"}), False),
    ):  # fmt: skip
        assert bears(moved, [(kind, parties)]) is told, (kind, parties)
    assert bears(None, [])
    assert not bears({}, [(ANY, frozenset())])


def test_it_is_noted_what_was_asked_for() -> None:
    noting = Noting(ListMemory([ACT]))
    assert noting.select(("hostile_act", "intrusion"), parties=("PLW",)) == [ACT]
    noting.select(ids=["abc"])
    assert noting.kinds() == ("hostile_act", "intrusion")
    assert (ANY, frozenset()) in noting.asked


def test_answers_are_kept_until_something_bears_on_them(tmp_path: Path) -> None:
    desk, done = Desk(tmp_path / "store"), list[str]()

    def asking(kind: str, *parties: str) -> Callable[[Atlas], list[Fact]]:
        def work(atlas: Atlas) -> list[Fact]:
            done.append(kind)
            return atlas.facts([kind], parties=parties)

        return work

    async def all_of_it() -> None:
        assert await desk.ask("acts", asking("hostile_act", "PLW")) == []
        before = await desk.ask("pacts", asking("defence_pact", "JPN"))
        assert before
        await desk.ask("acts", asking("hostile_act", "PLW"))
        assert done == ["hostile_act", "defence_pact"]
        old = desk.data()
        Atlas.open(tmp_path / "store").add([ACT], origin="test")
        assert desk.data() != old
        assert [f.title for f in await desk.ask("acts", asking("hostile_act", "PLW"))] == ["An act"]
        assert await desk.ask("pacts", asking("defence_pact", "JPN")) is before
        assert done == ["hostile_act", "defence_pact", "hostile_act"]
        both = await asyncio.gather(*(desk.ask("twice", asking("intrusion")) for _ in range(5)))
        assert all(one is both[0] for one in both)
        assert done.count("intrusion") == 1

    asyncio.run(all_of_it())
    desk.close()


def test_anything_may_have_moved_when_segments_were_replaced_or_a_dataset_was_read(tmp_path: Path) -> None:
    atlas = Atlas.open(tmp_path / "store")
    assert atlas.store is not None
    seen = Generations(tmp_path / "store")
    first = seen.newest()
    assert seen.newest() is first
    atlas.add([ACT], origin="test")
    second = seen.newest()
    assert seen.moved(first, second) == {"hostile_act": (frozenset({"PLW", "NRU"}),)}
    assert seen.moved(second, second) == {}
    atlas.add([fact("hostile_act", "PLW>NRU", "2020-01-02", title="Another")], origin="cow-mid:1")
    assert seen.moved(second, seen.newest()) is None
    atlas.store.compact()
    atlas.add([fact("hostile_act", "PLW>NRU", "2020-01-03", title="A third")], origin="test")
    atlas.store.compact()
    assert seen.moved(second, seen.newest()) is None
