"""The store: append-only segments under one manifest, asked with DuckDB."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import time
from typing import Any

import duckdb

from latticework.model.fact import COLUMNS, Fact
from latticework.store import events
from latticework.store import manifest as manifests
from latticework.store import segment as segments
from latticework.store.manifest import Manifest
from latticework.store.refused import keep_refused
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
                    known = self._overlapping(rows, (*self.manifest.segments, *made))
                    written = segments.write_relation(self.folder, rows, origin=origin, known=known)
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
        """Write all segments of each origin into one file, and remove files that no manifest has named for an hour.

        Events are laid in the order of their pairs, so that a question on a pair reads few of them.
        """
        with manifests.writing(self.folder):
            self.refresh()
            merged: list[Segment] = []
            for origin in dict.fromkeys(segment.origin for segment in self.manifest.segments):
                own = [segment for segment in self.manifest.segments if segment.origin == origin]
                merged.extend(segments.merge(self.folder, own))
            manifests.save(self.folder, Manifest(self.manifest.generation + 1, tuple(merged), self.manifest.schema))
            self.refresh()
            self._sweep()
        total = sum(segment.rows for segment in self.manifest.segments)
        return Written(0, total)

    def select(
        self,
        kinds: Sequence[str] = (),
        *,
        parties: Sequence[str] = (),
        as_of: date | None = None,
        known_by: date | None = None,
        ids: Sequence[str] = (),
        limit: int | None = None,
    ) -> list[Fact]:
        """Give the facts of these kinds that name all these parties, sorted by kind, parties, day and id.

        `as_of` keeps facts that began on or before the day (steps of a life cycle hold until a later step, so what
        a tie's status was is for the reader to say); `known_by` keeps what was public by then; `ids` may be
        beginnings of ids. Raises StoreCorrupt when a file is missing or damaged.
        """
        sides = []
        if self.manifest.facts:
            sides.append(self._facts_side(kinds, parties))
        if self.manifest.events and (not kinds or events.KIND in kinds):
            sides.append(self._events_side(parties))
        if not sides:
            return []
        where, given = ["true"], dict[str, Any]()
        for _, values in sides:
            given |= values
        if as_of:
            where.append("valid_from <= $as_of")
            given["as_of"] = as_of
        if known_by:
            where.append("known_from <= $known_by")
            given["known_by"] = known_by
        if ids:
            where.append("(" + " or ".join(f"starts_with(id, $id{n})" for n in range(len(ids))) + ")")
            given |= {f"id{n}": text for n, text in enumerate(ids)}
        cut = f" limit {int(limit)}" if limit is not None else ""
        found = " union all ".join(f"({one})" for one, _ in sides)
        sql = f"select {_COLUMNS} from ({found}) where {' and '.join(where)} order by {segments.SORTED_BY}{cut}"
        try:
            return [Fact.from_row(row) for row in _rows(self._ask(sql, given))]
        except (AssertionError, ValueError, duckdb.Error) as error:  # rows come while facts are made of them
            segments.blame(self.folder, self.manifest.segments, error)
            raise

    def _facts_side(self, kinds: Sequence[str], parties: Sequence[str]) -> tuple[str, dict[str, Any]]:
        """Say the query of the segments of facts: written parties are looked up first, so that few row groups are read."""
        where, given = ["true"], dict[str, Any]()
        if kinds:
            where.append("kind in (select unnest($kinds))")
            given["kinds"] = list(kinds)
        named = " and ".join(
            f"list_contains(regexp_split_to_array(about, '[;>]'), $party{n})" for n in range(len(parties))
        )
        wanted = {f"party{n}": party for n, party in enumerate(parties)}
        if parties and sum(segment.rows for segment in self.manifest.facts) > MANY:
            self._index()
            listed = " and ".join(f"list_contains(parties, $party{n})" for n in range(len(parties)))
            rows = self._ask(
                f"select about from abouts where {listed} order by about limit {FEW + 1}", wanted
            ).fetchall()
            if len(rows) <= FEW:
                listed = ", ".join(f"$about{n}" for n in range(len(rows))) or "null"
                named, wanted = f"about in ({listed})", {f"about{n}": row[0] for n, row in enumerate(rows)}
        if parties:
            where.append(named)
            given |= wanted
        return f"select {_COLUMNS} from read_parquet($files) where {' and '.join(where)}", given

    def _events_side(self, parties: Sequence[str]) -> tuple[str, dict[str, Any]]:
        """Say the query of the segments of events, as rows of facts."""
        narrow = " and ".join(["true", *(f"$side{n} in (actor, target)" for n in range(len(parties)))])
        given = {f"side{n}": party for n, party in enumerate(parties)}
        if len(given) == 2:  # said of each column too: what a compaction has sorted is then left unread
            both = ", ".join(f"${name}" for name in given)
            narrow += f" and actor in ({both}) and target in ({both})"
        rows = f"with narrow as (select * from read_parquet($events) where {narrow}) {events.AS_FACTS}"
        return f"select {_COLUMNS} from ({rows})", given

    def _index(self) -> None:
        """Keep the distinct parties of all facts at hand, made anew for each generation of the manifest."""
        if self._indexed != self.manifest.generation:
            parties = "regexp_split_to_array(about, '[;>]') as parties"
            distinct = "(select distinct about from read_parquet($files))"
            self._ask(f"create or replace table abouts as select about, {parties} from {distinct}", {})
            self._indexed = self.manifest.generation

    def _overlapping(self, rows: duckdb.DuckDBPyRelation, known: Sequence[Segment]) -> list[Path]:
        """Give the segments that may hold rows of a relation already: of its layout, and for events of its range of ids."""
        if tuple(rows.columns) != events.COLUMNS:
            return [self.folder / s.file for s in known if s.layout != events.LAYOUT]
        paths = [self.folder / s.file for s in known if s.layout == events.LAYOUT]
        if not paths:
            return []
        asked: Any = rows.aggregate("min(event), max(event), any_value(source)")
        low, high, source = asked.fetchall()[0]
        test = "select 1 from read_parquet($file) where event between $low and $high and source = $source limit 1"
        given = {"low": low, "high": high, "source": source}
        con = _connect()
        return [path for path in paths if con.execute(test, {**given, "file": str(path)}).fetchone()]

    def count(self) -> dict[str, int]:
        """Count the facts by kind."""
        counted: dict[str, int] = {}
        if self.manifest.facts:
            sql = "select kind, count(*) from read_parquet($files) group by kind order by kind"
            found = self._ask(sql, {}).fetchall()
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
        found = [(str(kind), str(about)) for kind, about in self._ask(sql, {}).fetchall()]
        return found if len(found) <= most else None

    def verify(self) -> None:
        """Read every segment against its digest; raises StoreCorrupt naming the first that differs."""
        for segment in self.manifest.segments:
            segments.verify(self.folder, segment)

    def _ask(self, sql: str, given: dict[str, Any], *, again: bool = True) -> duckdb.DuckDBPyConnection:
        self._engine = self._engine or _connect()
        sides = {"files": self.manifest.facts, "events": self.manifest.events}
        files = {name: [str(self.folder / s.file) for s in side] for name, side in sides.items() if f"${name}" in sql}
        try:
            return self._engine.cursor().execute(sql, {**given, **files})
        except duckdb.Error as error:
            if again and manifests.load(self.folder).generation != self.manifest.generation:
                self.refresh()  # a compaction has moved the files since the manifest was read
                return self._ask(sql, given, again=False)
            segments.blame(self.folder, self.manifest.segments, error)
            raise

    def _sweep(self) -> None:
        named = {segment.file for segment in self.manifest.segments}
        for path in (*self.folder.glob("*.parquet"), *self.folder.glob(".*.part")):
            if path.name not in named and time() - path.stat().st_mtime > GRACE_SECONDS:
                path.unlink(missing_ok=True)


MANY = 100_000
"""From so many facts on, the parties are looked up in an index of their written forms first."""

FEW = 500
"""So many written forms are asked for by name; more are found by reading them all."""

GRACE_SECONDS = 3600
"""How long a file outlives its last manifest, for readers that still look at the older generation."""

_COLUMNS = ", ".join(COLUMNS)


def _connect() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(config={"threads": 2})
    with suppress(duckdb.InvalidInputException):  # a notebook without widgets has no bar, and refuses to switch it off
        con.execute("set enable_progress_bar = false")
    return con


def _rows(result: duckdb.DuckDBPyConnection) -> Iterable[dict[str, object]]:
    while batch := result.fetchmany(50_000):
        for values in batch:
            yield dict(zip(COLUMNS, values, strict=True))
