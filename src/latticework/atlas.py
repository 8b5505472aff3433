"""The atlas: what users hold. It opens the memory, makes worlds of it, and answers questions."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from latticework import measures
from latticework.answers.why import why
from latticework.errors import StoreLocked, StoreUnwritable
from latticework.model.brief import Brief
from latticework.model.fact import SUPPOSED, Fact
from latticework.model.kind import find_kind
from latticework.model.kind import kinds as all_kinds
from latticework.model.period import as_day
from latticework.model.reading import Reading, Unknown
from latticework.model.source import Coverage, Source
from latticework.model.state import State, find_state
from latticework.pack import reader
from latticework.pack.sources import coverage, sources
from latticework.sources.card import Card
from latticework.sources.catalogue import CATALOGUE, find_source
from latticework.sources.reading import read
from latticework.sources.report import Report
from latticework.store.frames import from_frame, to_frame
from latticework.store.store import Store, Written
from latticework.views.memory import ListMemory, Memory
from latticework.views.ties import STEPWISE, Ties
from latticework.views.world import World, standing

if TYPE_CHECKING:
    from latticework.answers.check import Checked
    from latticework.answers.next_ties.forecast import Forecast
    from latticework.answers.whatif.scenario import Scenario
    from latticework.answers.whatif.whatif import WhatIf
    from latticework.text.read import Read

PACK_ORIGIN = "pack:"
_PATIENCE_SECONDS = 20.0

TEXTS = Source("text", "Texts read on this machine", "as each text says", "", "text", "as each text says")
"""The source that facts from texts cite; each locator names the text and the characters."""

SCENARIO = Source(
    SUPPOSED, "what a scenario supposes; no source says so", "Supposed", "", "scenario", "as its author says"
)
"""What supposed facts cite; each locator names the scenario, its line and its hash."""


def default_folder() -> Path:
    """Where the store lives unless told otherwise: `LATTICEWORK_STORE`, or the platform's place for user data."""
    chosen = os.environ.get("LATTICEWORK_STORE")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("latticework") / "store"


@dataclass(slots=True)
class Atlas:
    """Dated, sourced facts and the answers drawn from them.

    >>> atlas = Atlas.in_memory()
    >>> atlas.world("2023-01-13").figure("troops_hosted", "USA", "JPN", basis="active duty").value
    53973.0
    """

    memory: Memory
    store: Store | None = None
    note: str = ""

    @classmethod
    def open(cls, folder: Path | str | None = None) -> Atlas:
        """Open the store, created from the pack on first use and brought up to the installed pack's release.

        When the folder cannot be written, the pack is answered from memory and `note` says so. Raises StoreCorrupt
        when the store is damaged.
        """
        origin = f"{PACK_ORIGIN}{reader.digest()}"
        try:
            store = Store.open(Path(folder) if folder else default_folder())
            _bring_up(store, origin)
        except StoreUnwritable as error:
            return cls(_pack_memory(), None, f"{error}\n  answering from the embedded pack alone")
        return cls(store, store)

    @classmethod
    def in_memory(cls, facts: Iterable[Fact] | None = None) -> Atlas:
        """Hold the pack (or the given facts) in memory, without a store."""
        return cls(_pack_memory() if facts is None else ListMemory(facts))

    def world(self, as_of: date | str | None = None, known_by: date | str | None = None) -> World:
        """Give the world as of a day, as far as it was known by another (both today unless said)."""
        today = date.today()
        return World(
            self.memory,
            as_day(as_of) if as_of else today,
            as_day(known_by) if known_by else max(today, as_day(as_of) if as_of else today),
            self.coverage(),
        )

    def why(self, state: str, *, as_of: date | str | None = None, known_by: date | str | None = None) -> Brief:
        """Answer why a state seeks the ties it seeks."""
        return why(self.world(as_of, known_by), state)

    def whatif(
        self, scenario: Scenario | Path | str, *, as_of: date | str | None = None, known_by: date | str | None = None,
        states: Sequence[str] = (), hub: str = "USA", seed: int = 1, draws: int = 100, briefs: bool = True, whole: bool = False,
    ) -> WhatIf:  # fmt: skip
        """Give what a scenario moves: a file, the name of one that ships, or one made of changes; see `answers.whatif`.

        On `as_of`, or else the scenario's own day, or else the first day by which all of it has come. With `briefs`, the
        briefs of the first states are compared too, with `whole` all is worked out that no change touches. Nothing is written. Raises UsageError that says what does not fit, and where.
        """
        from latticework.answers.whatif import whatif as rooms
        from latticework.answers.whatif.scenario import Scenario, load
        from latticework.answers.whatif.suppose import first_day

        made = scenario if isinstance(scenario, Scenario) else load(scenario)
        day = as_day(as_of) if as_of else first_day(made, date.today())
        codes = tuple(dict.fromkeys(find_state(name, on=day).code for name in states))
        code = find_state(hub, on=day).code
        return rooms.whatif(
            self.world(day, known_by), made, states=codes, hub=code, seed=seed, draws=draws, briefs=briefs, whole=whole
        )

    def partners(
        self,
        state: str,
        *,
        within: int = 3,
        kind: str = "",
        as_of: date | str | None = None,
        known_by: date | str | None = None,
    ) -> Forecast | Unknown:
        """Forecast who may sign a new defence agreement with a state within so many years; see `answers.next_ties`."""
        from latticework.answers.next_ties.forecast import partners

        world = self.world(as_of, known_by)
        return partners(world, self.state(state, world).code, horizon=within, group=kind)

    def read(self, text: str, *, published: date | str | None = None, key: str = "text") -> Read:
        """Read a text into acts, ties, figures and named threats; see `latticework.text.read`.

        Raises DataError for what is no text. Without a publication day, times such as "Wednesday" stay unknown.
        """
        from latticework.text.document import make_document
        from latticework.text.read import read_documents

        day = as_day(published) if published else None
        return next(read_documents([make_document(text, key=key, published=day)]))

    def check(self, text: str, *, published: date | str) -> Checked:
        """Judge the claims of a text: as published, by what is known now of that day, and as of today."""
        from latticework.answers.check import check

        day = as_day(published)
        return check(self.world(day, day), self.world(), self.read(text, published=day))

    def threats(
        self, state: str, *, as_of: date | str | None = None, known_by: date | str | None = None
    ) -> list[Reading] | Unknown:
        """Rank the states that threaten a state; see `latticework.measures.threats`."""
        world = self.world(as_of, known_by)
        return measures.threats(world, self.state(state, world).code)

    def ties(self, *, as_of: date | str | None = None, known_by: date | str | None = None) -> Ties:
        """Give the ties of a day."""
        return Ties(self.world(as_of, known_by))

    def facts(
        self,
        kinds: Sequence[str] = (),
        *,
        parties: Sequence[str] = (),
        as_of: date | str | None = None,
        holding: bool = False,
        known_by: date | str | None = None,
        ids: Sequence[str] = (),
        limit: int | None = None,
    ) -> list[Fact]:
        """Search the evidence: facts of these kinds that name all these parties; `ids` may be beginnings of ids.

        `as_of` leaves out what began later, and with `holding` (by today, where no day is given) what was over by the day as well,
        earlier steps of what has come further or ended among it.
        """
        known = as_day(known_by) if known_by else None
        if not holding:
            begun = as_day(as_of) if as_of else None
            return self.memory.select(kinds, parties=parties, as_of=begun, known_by=known, ids=ids, limit=limit)
        day = self.world(as_of).as_of
        told = partial(self.memory.select, parties=parties, as_of=day, holding=True, known_by=known, ids=ids)
        stepwise = [kind for kind in kinds or all_kinds() if find_kind(kind).family in STEPWISE]
        others = [kind for kind in kinds or all_kinds() if kind not in stepwise]
        found = standing(told(stepwise), day) if stepwise else []
        found += told(others, limit=limit) if others else []
        return sorted(found, key=lambda fact: (fact.kind, str(fact.about), fact.day, fact.id))[:limit]

    def frame(self, kinds: Sequence[str] = (), *, library: str = "polars", parties: Sequence[str] = ()) -> Any:
        """Give facts of some kinds as a frame of `polars`, `pandas` or `arrow`; see `latticework.store.frames`."""
        return to_frame(self.facts(kinds, parties=parties), library)

    def add(self, facts: Iterable[Fact] | Any, *, origin: str) -> Written:
        """Write facts, or a frame with the store's columns, into the store; what is there already is not written twice.

        All or nothing: a row that does not fit its kind stops the write with its number (DataError).
        """
        if self.store is None:
            raise StoreUnwritable("this atlas has no store", next_step="open one with Atlas.open(folder)")
        if isinstance(facts, list | tuple):
            return self.store.add_facts(facts, origin=origin)
        return self.store.add(list(from_frame(facts)), origin=origin)

    @staticmethod
    def state(name: str, world: World | None = None) -> State:
        """Find a state by name, adjective, capital or code."""
        return find_state(name, on=world.as_of if world else None)

    def get(self, name: str, folder: Path | str) -> list[Report]:
        """Read a source of the catalogue from a folder of its files into the store; gives one account a file.

        All or nothing; what is there already is not written twice; rows that make no fact are kept beside the store
        with their reasons. After a large import the source is laid out by pairs (`Store.tidy`). Raises NameNotFound,
        UsageError when no file of the source is in the folder, DataError with file, row and column when a file is not
        what its card says.
        """
        if self.store is None:
            raise StoreUnwritable("this atlas has no store", next_step="open one with Atlas.open(folder)")
        card = find_source(name)
        reports: list[Report] = []

        def batches() -> Iterator[tuple[str, Any]]:
            for batch in read(card, Path(folder)):
                reports.append(batch.report)
                yield batch.origin, batch.rows

        def refused() -> Iterator[dict[str, object]]:
            for report in reports:
                for row in report.refused:
                    yield {"origin": f"{report.source}:{report.release}:{report.file}", **asdict(row)}

        new = self.store.add_relations(batches(), refused=refused)
        for report, number in zip(reports, new, strict=True):
            report.new = number
        with suppress(StoreLocked, StoreUnwritable):  # the facts are there; the next import tries again
            self.store.tidy()
        return reports

    def imported(self) -> list[Card]:
        """The cards of the sources that were read into the store."""
        origins = {segment.origin.split(":")[0] for segment in self.store.manifest.segments} if self.store else set()
        return [card for key, card in CATALOGUE.items() if key in origins]

    def sources(self) -> dict[str, Source]:
        """All sources the facts were read from, by key: the pack's, and those read into the store."""
        return (
            sources()
            | {card.key: card.source() for card in self.imported()}
            | {TEXTS.key: TEXTS, SCENARIO.key: SCENARIO}
        )

    def coverage(self) -> tuple[Coverage, ...]:
        """What the sources looked at: the pack's, and those read into the store."""
        return coverage() + tuple(one for card in self.imported() for one in card.coverage())


def _bring_up(store: Store, origin: str) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not any(segment.origin == origin for segment in store.manifest.segments):
        try:
            store.add(reader.rows(), origin=origin, replacing=PACK_ORIGIN)
        except StoreLocked:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
            store.refresh()


def _pack_memory() -> ListMemory:
    return ListMemory(Fact.from_row(row) for row in reader.rows())
