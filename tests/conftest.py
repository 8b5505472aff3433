"""Small worlds: few states, few facts, every number easy to hold in the head."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from latticework.atlas import Atlas
from latticework.model.fact import About, Citation, Fact
from latticework.model.grouping import Grouping
from latticework.model.period import Period, next_start, parse_day
from latticework.model.source import Coverage
from latticework.views.memory import ListMemory
from latticework.views.world import World

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
JULY_2014 = date(2014, 7, 1)
LONG_AGO = date(1900, 1, 1)


def fact(
    kind: str,
    about: str,
    day: str,
    value: float | None = None,
    *,
    unit: str = "",
    basis: str = "",
    status: str = "",
    known: str = "",
    spans: bool = False,
    source: str = "test",
    release: str = "",
    locator: str = "https://example.org/page",
    quote: str = "",
    **detail: str,
) -> Fact:
    """Make a fact with as little ado as a test needs; public on its own day unless said."""
    first, precision = parse_day(day)
    end = next_start(first, precision) if spans else None
    return Fact(
        kind=kind,
        about=About.parse(about),
        period=Period(first, end, precision),
        known_from=parse_day(known)[0] if known else first,
        citation=Citation(source, locator, release, quote),
        value=value,
        unit=unit,
        basis=basis or unit,
        status=status,
        detail=detail,
    )


def spending(state: str, year: int, value: float, *, unit: str = "current US$", **more: str) -> Fact:
    return fact("military_spending", state, str(year), value, unit=unit, spans=True, **more)  # type: ignore[arg-type]


def step(kind: str, about: str, status: str, day: str, *, tie: str = "", title: str = "A treaty", **more: str) -> Fact:
    return fact(kind, about, day, status=status, tie=tie or f"{kind}:{about}", title=title, **more)  # type: ignore[arg-type]


def everywhere(
    *kinds: str, complete: bool = True, start: date = LONG_AGO, end: date | None = None
) -> tuple[Coverage, ...]:
    """Say that a source looked at these kinds, for all states."""
    return tuple(Coverage("test", kind, start, end, frozenset(), complete) for kind in kinds)


def world_of(
    facts: Iterable[Fact],
    as_of: date = JULY_2014,
    known_by: date | None = None,
    *,
    coverage: tuple[Coverage, ...] = (),
    groupings: dict[str, Grouping] | None = None,
) -> World:
    memory = ListMemory(facts)
    known = known_by or date(2100, 1, 1)
    return World(memory, as_of, known, coverage, groupings if groupings is not None else {})


@pytest.fixture
def triangle() -> Callable[..., World]:
    """Japan spends 20, its ally the United States 10, the threat China 15; China is named, the ally is bound."""

    def make(**replace: str) -> World:
        name = {"own": "JPN", "ally": "USA", "threat": "CHN"} | replace
        return world_of(
            [
                spending(name["own"], 2013, 20),
                spending(name["ally"], 2013, 10),
                spending(name["threat"], 2013, 15),
                step("defence_pact", f"{name['ally']}>{name['own']}", "in_force", "1960-06-23"),
                fact("strategy_document", name["own"], "2013-12-17", document="doc", series="nss", title="Strategy"),
                fact(
                    "threat_named", f"{name['own']}>{name['threat']}", "2013-12-17",
                    document="doc", series="nss", title="Strategy", grade="challenge", quote="the greatest challenge",
                ),
            ],
            coverage=everywhere("defence_pact", "defence_cooperation"),
        )  # fmt: skip

    return make


@pytest.fixture(scope="session")
def pack_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store made from the pack, once for all tests that only read it."""
    folder = tmp_path_factory.mktemp("pack") / "store"
    Atlas.open(folder)
    return folder


@pytest.fixture(scope="session")
def atlas(pack_folder: Path) -> Atlas:
    return Atlas.open(pack_folder)


def shared(*path: str) -> Path:
    """A file of the shared data; the test is skipped when the folder is absent."""
    found = SHARED.joinpath(*path)
    if not found.exists():
        pytest.skip(f"shared data are absent: {'/'.join(path)}")
    return found
