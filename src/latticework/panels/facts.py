"""Facts of a world as a relation: one question over a store's files, or over facts in hand, and what each source looked at."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
from numpy.typing import NDArray

from latticework.errors import StoreCorrupt
from latticework.model.fact import COLUMNS, Fact
from latticework.model.source import Coverage
from latticework.model.state import states
from latticework.panels.column import Array
from latticework.panels.core import Told
from latticework.panels.system import FIRST_YEAR, YEARS, System
from latticework.store.segment import REPAIR
from latticework.store.store import Store
from latticework.views.world import World

WHEN = ("end", "any")
"""What of a year counts: its last day, or any day of it."""

_DATES = ("valid_from", "valid_to", "known_from")
_KEPT = tuple(name for name in COLUMNS if name not in ("locator", "quote", "read_by"))
_TYPES = {**dict.fromkeys(_DATES, "date"), "value": "double"}
_TEXT = "varchar"
_NO_FACTS = f"create table told ({', '.join(f'{name} {_TYPES.get(name, _TEXT)}' for name in _KEPT)})"
_NO_EVENTS = (
    "create table narrow (event bigint, day date, known_from date, actor varchar, target varchar, code varchar, "
    "source varchar, release varchar)"
)

SINCE = (
    "case precision when 'year' then make_date(year(valid_from), 12, 31) when 'month' then last_day(valid_from) "
    "else valid_from end"
)
"""The first day on which a start of any precision has surely passed, in SQL."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Facts to be asked about: the views `told` (facts) and `narrow` (bulk events), and the table `named` (states)."""

    con: duckdb.DuckDBPyConnection
    place: str

    def __enter__(self) -> Relation:
        return self

    def __exit__(self, *_: object) -> None:
        self.con.close()

    def ask(self, sql: str, given: dict[str, object] | None = None) -> dict[str, Array]:
        """Give the columns of an answer; raises StoreCorrupt when a file of the store is missing or damaged."""
        try:
            found = self.con.execute(sql, given or {}).fetchnumpy()
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
            raise StoreCorrupt(
                f"the store cannot be read: {str(error).splitlines()[0]}", place=self.place, next_step=REPAIR
            ) from error
        return {name: np.asarray(values) for name, values in found.items()}

    def sources(self, view: str = "told", given: dict[str, object] | None = None) -> tuple[Told, ...]:
        """Give which releases of which sources the facts of a view come from, and how many from each."""
        found = self.ask(f"select source, release, count(*) as n from {view} group by all order by all", given)
        rows = zip(*(found[name].tolist() for name in ("source", "release", "n")), strict=True)
        return tuple(Told(str(source), str(release), int(count)) for source, release, count in rows)


def relation_of(world: World, *kinds: str) -> Relation:
    """Give the facts of these kinds, and bulk events, that began by the world's day and were public by its second day."""
    con = duckdb.connect(config={"threads": 2})
    with suppress(duckdb.InvalidInputException):  # a notebook without widgets has no bar, and refuses to switch it off
        con.execute("set enable_progress_bar = false")
    memory = world.memory
    relation = Relation(con, str(memory.folder) if isinstance(memory, Store) else "")
    if isinstance(memory, Store):
        for sql in _of_store(memory, kinds, world):
            relation.ask(sql)
    else:
        _of_list(con, memory.select(kinds, as_of=world.as_of, known_by=world.known_by))
    codes = np.array(list(states()), dtype=object)
    con.register("state_codes", {"code": codes, "place": np.arange(len(codes), dtype=np.int32)})
    con.execute("create table named as select * from state_codes")
    return relation


def _of_store(store: Store, kinds: tuple[str, ...], world: World) -> tuple[str, str]:
    """Say how the two views are made from the files of a store; where it has none of one sort, an empty table."""
    facts, events = (
        ", ".join(f"'{_quoted(str(store.folder / segment.file))}'" for segment in side)
        for side in (store.manifest.facts, store.manifest.events)
    )
    listed = ", ".join(f"'{_quoted(kind)}'" for kind in kinds)
    clocks = f"<= date '{world.as_of}' and known_from <= date '{world.known_by}'"
    told = f"create view told as select {', '.join(_KEPT)} from read_parquet([{facts}]) where kind in ({listed}) and valid_from {clocks}"
    narrow = f"create view narrow as select * from read_parquet([{events}]) where day {clocks}"
    return told if facts else _NO_FACTS, narrow if events else _NO_EVENTS


def _of_list(con: duckdb.DuckDBPyConnection, facts: list[Fact]) -> None:
    con.execute(_NO_FACTS)
    con.execute(_NO_EVENTS)
    if not facts:
        return
    rows = [fact.row() for fact in facts]
    columns = {
        name: np.array([np.nan if row[name] is None else row[name] for row in rows], dtype=float)
        if name == "value"
        else np.array(["" if row[name] is None else str(row[name]) for row in rows], dtype=object)
        for name in _KEPT
    }
    con.register("handed", columns)
    taken = ", ".join(
        f"cast(nullif({name}, '') as date)" if name in _DATES
        else f"case when isnan({name}) then null else {name} end" if name == "value" else name
        for name in _KEPT
    )  # fmt: skip
    con.execute(f"insert into told select {taken} from handed")


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def places_by_year(system: System, when: str = "any") -> NDArray[np.int16]:
    """Give a states x 256 years array: the place in a system of each of our states in each year, -1 for none.

    The states are in the order of the table of states; `when` asks for membership on the last day of a year or on any.
    """
    grid = np.full((len(states()), YEARS), -1, dtype=np.int16)
    for at, state in enumerate(states().values()):
        for name, code, spell in state.spells:
            if name == system.name:
                first, last = years_held(spell.start, spell.end, when)
                place = int(system.places(np.array([code]))[0])
                grid[at, max(first - FIRST_YEAR, 0) : max(last - FIRST_YEAR + 1, 0)] = place
    return grid


def years_held(start: date, end: date | None, when: str) -> tuple[int, int]:
    """Give the first and the last calendar year of which a half-open period holds the last day, or any day."""
    if end is None:
        return start.year, FIRST_YEAR + YEARS - 1
    return start.year, end.year - 1 if when == "end" or (end.month, end.day) == (1, 1) else end.year


def years_looked(cover: Coverage, world: World, when: str) -> tuple[int, int]:
    """Give the first and the last year for which a coverage lets "none" be said: it must hold on the day, or on all days."""
    first = cover.start.year + (when == "any" and (cover.start.month, cover.start.day) != (1, 1))
    _, last = years_held(cover.start, cover.end, "end")
    return first, min(last, last_whole_year(world))


def last_whole_year(world: World) -> int:
    """Give the last year that is over on the world's day."""
    return world.as_of.year - ((world.as_of.month, world.as_of.day) != (12, 31))
