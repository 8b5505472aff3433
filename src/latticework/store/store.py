"""The store: append-only segments under one manifest, asked with DuckDB."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from shutil import rmtree
from time import time
from typing import Any

import duckdb

from latticework.model.fact import COLUMNS, Fact
from latticework.store import asking, events
from latticework.store import manifest as manifests
from latticework.store import segment as segments
from latticework.store.layout import SPILL, groups, lay_out
from latticework.store.manifest import Manifest
from latticework.store.refused import keep_refused
from latticework.store.rows import facts_of
from latticework.store.segment import Segment


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: rows that came, facts that were new, and how many facts the store holds now."""

    new: int
    total: int


@dataclass(slots=True)
class Store:
    """A folder of facts. One writer at a time, any number of readers, who see each write whole or not at all.

    A store object reads one generation of the manifest; `refresh` moves on to the newest.
    """

    folder: Path
    manifest: Manifest = field(default_factory=Manifest)
    _engine: duckdb.DuckDBPyConnection | None = field(default=None, repr=False, compare=False)
    _indexed: int = field(default=-1, repr=False, compare=False)

    @classmethod
    def open(cls, folder: Path | str) -> Store:
        """Open the store in a folder; a folder that does not exist yet is an empty store."""
        store = cls(Path(folder))
        store.refresh()
        return store

    def refresh(self) -> None:
        """Look at the newest generation from now on."""
        self.manifest = manifests.load(self.folder)

    def add(self, rows: Iterable[Mapping[str, object]], *, origin: str, replacing: str = "") -> Written:
        """Write fact rows, all or none; facts already there are not written twice.

        `replacing` drops the segments whose origin starts with it in the same step (a corrected pack takes the old
        one's place). Raises StoreLocked and StoreUnwritable; the store is unchanged then.
        """
        with manifests.writing(self.folder):
            self.refresh()
            keep = [s for s in self.manifest.segments if not (replacing and s.origin.startswith(replacing))]
            made = segments.write(
                self.folder,
                rows,
                origin=origin,
                known=[self.folder / s.file for s in keep if s.layout != events.LAYOUT],
            )
            if made or len(keep) < len(self.manifest.segments):
                following = self.manifest.with_segments([made] if made else [], drop_origin=replacing)
                manifests.save(self.folder, following)
                self.manifest = following
        return Written(made.rows if made else 0, sum(s.rows for s in self.manifest.segments))

    def add_facts(self, facts: Iterable[Fact], *, origin: str) -> Written:
        """Write facts in hand; see `add`."""
        return self.add((fact.row() for fact in facts), origin=origin)

    def add_relations(
        self,
        batches: Iterable[tuple[str, duckdb.DuckDBPyRelation]],
        *,
        refused: Callable[[], Iterable[Mapping[str, object]]] = list,
    ) -> list[int]:
        """Write several relations with the store's columns, all or none; gives how many facts of each were new.

        Each batch is an origin and its rows. What `refused` gives when all are written (rows that made no fact, with
        their reasons) is kept beside the segments as JSON lines, one file an origin.
        """
        with manifests.writing(self.folder):
            self.refresh()
            made: list[Segment] = []
            new: list[int] = []
            origins: list[str] = []
            try:
                for origin, rows in batches:
                    known, among = self._overlapping(rows, (*self.manifest.segments, *made))
                    written = segments.write_relation(self.folder, rows, origin=origin, known=known, among=among)
                    made += [written] if written else []
                    new.append(written.rows if written else 0)
                    origins.append(origin)
            except BaseException:
                for segment in made:
                    (self.folder / segment.file).unlink(missing_ok=True)
                raise
            if made:
                following = self.manifest.with_segments(made)
                manifests.save(self.folder, following)
                self.manifest = following
            keep_refused(self.folder, refused(), origins=origins)
        return new

    def compact(self) -> Written:
        """Lay out the segments of each source in one order, and remove files that no manifest has named for an hour.

        A question on a pair then opens few files, however many imports there were; see `latticework.store.layout`.
        """
        with manifests.writing(self.folder):
            self.refresh()
            self._lay_out(groups(self.manifest.segments))
        total = sum(segment.rows for segment in self.manifest.segments)
        return Written(0, total)

    def tidy(self) -> bool:
        """Lay out the sources that have grown by much since they were; says whether there were any. For after an import.

        A source is due when `LOOSE` rows of it or more are not laid out, and these are a fair share of all of its rows, so
        that what stands is not written again for every small import. Raises StoreLocked and StoreUnwritable; nothing is changed then.
        """
        if not self._due():
            return False
        with manifests.writing(self.folder):
            self.refresh()
            due = self._due()
            if due:
                self._lay_out(due)
        return bool(due)

    def _due(self) -> list[list[Segment]]:
        due = []
        for own in groups(self.manifest.segments):
            loose = sum(one.rows for one in own if one.low is None)
            if loose >= LOOSE and loose >= sum(one.rows for one in own) / SHARE:
                due.append(own)
        return due

    def select(
        self,
        kinds: Sequence[str] = (),
        *,
        parties: Sequence[str] = (),
        as_of: date | None = None,
        holding: bool = False,
        known_by: date | None = None,
        ids: Sequence[str] = (),
        limit: int | None = None,
    ) -> list[Fact]:
        """Give the facts of these kinds that name all these parties, sorted by kind, parties, day and id.

        `as_of` keeps facts that began on or before the day (steps of a life cycle hold until a later step, so what
        a tie's status was is for the reader to say); `holding` keeps of these what had not ended by the day, as far as
        an end is known; `known_by` keeps what was public by then; `ids` may be beginnings of ids. Raises StoreCorrupt
        when a file is missing or damaged.
        """

        def make() -> asking.Side:
            written = self._written(parties)
            sides = [asking.facts_side(self.manifest.facts, kinds, parties, written)]
            if not kinds or events.KIND in kinds:
                sides.append(asking.events_side(self.manifest.events, parties))
            return _whole([side for side in sides if side], _asked(as_of, known_by, ids, holding=holding), limit)

        try:
            return facts_of(_fetched(self._ask(make)))
        except (AssertionError, LookupError, ValueError, duckdb.Error) as error:
            # rows come while facts are made of them, so a damaged segment shows here too
            segments.blame(self.folder, self.manifest.segments, error)
            raise

    def _written(self, parties: Sequence[str]) -> list[str] | None:
        """Look up in which written forms the facts name these parties, so that few row groups are read; None where all are."""
        if not parties or sum(one.rows for one in self.manifest.facts) <= MANY:
            return None
        self._index()
        listed = " and ".join(f"list_contains(parties, $party{n})" for n in range(len(parties)))
        given = {f"party{n}": party for n, party in enumerate(parties)}
        sql = f"select about from abouts where {listed} order by about limit {FEW + 1}"
        rows = self._ask(lambda: (sql, given)).fetchall()
        return [str(row[0]) for row in rows] if len(rows) <= FEW else None

    def _index(self) -> None:
        """Keep the distinct parties of facts that are not laid out by them, made anew for each generation of the manifest."""

        def make() -> asking.Side:
            some = asking.unindexed(self.manifest.facts)
            distinct = "(select distinct about from read_parquet($files))" if some else "(select '' as about limit 0)"
            parties = "regexp_split_to_array(about, '[;>]') as parties"
            sql = f"create or replace table abouts as select about, {parties} from {distinct}"
            return sql, {"files": some} if some else {}

        if self._indexed != self.manifest.generation:
            self._ask(make)
            self._indexed = self.manifest.generation

    def _overlapping(self, rows: duckdb.DuckDBPyRelation, known: Sequence[Segment]) -> tuple[list[Path], str]:
        """Give the segments that may hold rows of a relation already, and which of their rows: for events, of its range of ids."""
        if tuple(rows.columns) != events.COLUMNS:
            return [self.folder / s.file for s in known if s.layout != events.LAYOUT], "true"
        paths = [self.folder / s.file for s in known if s.layout == events.LAYOUT]
        if not paths:
            return [], "true"
        asked: Any = rows.aggregate("min(event), max(event), any_value(source)")
        low, high, source = asked.fetchall()[0]
        test = "select 1 from read_parquet($file) where event between $low and $high and source = $source limit 1"
        given = {"low": low, "high": high, "source": source}
        con = _connect()
        some = [path for path in paths if con.execute(test, {**given, "file": str(path)}).fetchone()]
        return some, f"event between {low} and {high}"

    def count(self) -> dict[str, int]:
        """Count the facts by kind."""
        counted: dict[str, int] = {}
        if self.manifest.facts:
            sql = "select kind, count(*) from read_parquet($files) group by kind order by kind"
            found = self._ask(lambda: (sql, {"files": self.manifest.facts})).fetchall()
            counted = {str(kind): int(number) for kind, number in found}
        if self.manifest.events:
            counted[events.KIND] = counted.get(events.KIND, 0) + sum(s.rows for s in self.manifest.events)
        return counted

    def abouts(self, most: int) -> list[tuple[str, str]] | None:
        """Give the distinct pairs of kind and written parties of all facts; None when they are more than `most`, or events."""
        if self.manifest.events:
            return None
        if not self.manifest.facts:
            return []
        sql = f"select distinct kind, about from read_parquet($files) order by kind, about limit {int(most) + 1}"
        asked = self._ask(lambda: (sql, {"files": self.manifest.facts}))
        found = [(str(kind), str(about)) for kind, about in asked.fetchall()]
        return found if len(found) <= most else None

    def verify(self) -> None:
        """Read every segment against its digest; raises StoreCorrupt naming the first that differs."""
        for segment in self.manifest.segments:
            segments.verify(self.folder, segment)

    def _ask(self, make: Callable[[], asking.Side], *, again: bool = True) -> duckdb.DuckDBPyConnection:
        """Ask what `make` says of the manifest there is; once more, of the newest, where files were moved meanwhile."""
        self._engine = self._engine or _connect()
        try:
            sql, given = make()
            return self._engine.cursor().execute(sql, {name: self._plain(value) for name, value in given.items()})
        except duckdb.Error as error:
            if again and manifests.load(self.folder).generation != self.manifest.generation:
                self.refresh()  # a compaction has moved the files since the manifest was read
                return self._ask(make, again=False)
            segments.blame(self.folder, self.manifest.segments, error)
            raise

    def _plain(self, value: Any) -> Any:
        """Give segments as the paths of their files, anything else as it is."""
        return [str(self.folder / one.file) for one in value] if isinstance(value, tuple) else value

    def _lay_out(self, due: Sequence[Sequence[Segment]]) -> None:
        """Put the segments of these sources in one order, all or none; only under the lock."""
        wanted = {own[0] for own in due}
        following: list[Segment] = []
        try:
            for own in groups(self.manifest.segments):
                following.extend(lay_out(self.folder, own) if own[0] in wanted else own)
        except BaseException:
            for one in set(following) - set(self.manifest.segments):
                (self.folder / one.file).unlink(missing_ok=True)
            raise
        manifests.save(self.folder, Manifest(self.manifest.generation + 1, tuple(following), self.manifest.schema))
        self.refresh()
        self._sweep()

    def _sweep(self) -> None:
        named = {segment.file for segment in self.manifest.segments}
        for path in (*self.folder.glob("*.parquet"), *self.folder.glob(".*.part"), *self.folder.glob(f"{SPILL}*")):
            if path.name not in named and time() - path.stat().st_mtime > GRACE_SECONDS:
                if path.is_dir():
                    rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)


MANY = 100_000
"""From so many facts on, the parties are looked up in an index of their written forms first."""

FEW = 500
"""So many written forms are asked for by name; more are found by reading them all."""

LOOSE = 2_000_000
"""From so many rows of a source on that are not laid out, an import lays them out: below, a question on a pair is quick without."""

SHARE = 4
"""... and from a fourth of the source's rows on: a row is then written again a few times only while its source grows tenfold."""

GRACE_SECONDS = 3600
"""How long a file outlives its last manifest, for readers that still look at the older generation."""


def _asked(as_of: date | None, known_by: date | None, ids: Sequence[str], *, holding: bool) -> asking.Side:
    """Say what is asked of rows whatever their segment: the two clocks and the ids."""
    where, given = ["true"], dict[str, Any]()
    if as_of:
        where.append("valid_from <= $as_of" + (" and (valid_to is null or valid_to > $as_of)" if holding else ""))
        given["as_of"] = as_of
    if known_by:
        where.append("known_from <= $known_by")
        given["known_by"] = known_by
    if ids:
        where.append("(" + " or ".join(f"starts_with(id, $id{n})" for n in range(len(ids))) + ")")
        given |= {f"id{n}": text for n, text in enumerate(ids)}
    return " and ".join(where), given


def _whole(sides: Sequence[asking.Side], asked: asking.Side, limit: int | None) -> asking.Side:
    if not sides:
        return f"select {_NOTHING} limit 0", {}
    where, given = asked[0], dict(asked[1])
    for _, values in sides:
        given |= values
    cut = f" limit {int(limit)}" if limit is not None else ""
    found = " union all ".join(f"({one})" for one, _ in sides)
    return f"select {asking.LISTED} from ({found}) where {where} order by {segments.SORTED_BY}{cut}", given


_NOTHING = ", ".join(f"null as {name}" for name in COLUMNS)


def _connect() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(config={"threads": 2})
    with suppress(duckdb.InvalidInputException):  # a notebook without widgets has no bar, and refuses to switch it off
        con.execute("set enable_progress_bar = false")
    con.execute("set parquet_metadata_cache = true")  # a segment never changes
    return con


def _fetched(result: duckdb.DuckDBPyConnection) -> Iterable[tuple[Any, ...]]:
    while batch := result.fetchmany(50_000):
        yield from batch
