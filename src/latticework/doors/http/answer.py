"""An answer in hand: the sheet or brief of a verb, and the facts and sources it spoke from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from latticework.atlas import Atlas
from latticework.doors.ask import Ask
from latticework.doors.http.verbs import Options, Verb
from latticework.doors.render.table import Sheet
from latticework.model.brief import Brief
from latticework.model.fact import Fact
from latticework.model.reading import unique
from latticework.model.source import Source
from latticework.views.memory import Memory


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb gave: a sheet or a brief, the facts read for it, and the keys of the sources it cites."""

    verb: Verb
    options: Options
    sheet: Sheet | None
    brief: Brief | None
    facts: tuple[Fact, ...]
    kinds: tuple[str, ...]
    cited: tuple[str, ...]
    atlas: Atlas

    @property
    def title(self) -> str:
        """Its heading."""
        return self.brief.question if self.brief else self.sheet.title if self.sheet else ""

    @property
    def as_of(self) -> str | None:
        """The day it is about; None where days do not bear on it."""
        return self._clock("as_of")

    @property
    def known_by(self) -> str | None:
        """The day by which what it uses was public."""
        return self._clock("known_by")

    def _clock(self, name: str) -> str | None:
        if self.brief:
            day: date = getattr(self.brief, name)
            return day.isoformat()
        said = self.sheet.meta.get(name) if self.sheet else None
        return str(said) if said else self.options.get(name)


def answer(atlas: Atlas, verb: Verb, options: Options) -> Answer:
    """Ask a verb of an atlas, taking note of what it reads and cites."""
    noting = _Noting(atlas.memory)
    noted = _Noted(noting, atlas.store, atlas.note)
    if verb.lay is None:
        brief = noted.why(options["state"], as_of=options["as_of"], known_by=options["known_by"])
        used = brief.facts()
        return Answer(verb, options, None, brief, used, noting.kinds(), _sources_of(used), atlas)
    ask = Ask(noted, options.get("as_of"), options.get("known_by"))
    sheet = verb.lay(ask, options)
    read = unique(noting.read)
    cited = tuple(sorted(noted.named)) if verb.name != "facts" else _sources_of(read)
    if not options.get("cite", True):
        ask.cite = False
        sheet = verb.lay(ask, options)
    used = tuple(fact for fact in read if fact.citation.source in cited)
    return Answer(verb, options, sheet, None, used, noting.kinds(), cited, atlas)


def _sources_of(facts: Sequence[Fact]) -> tuple[str, ...]:
    return tuple(sorted({fact.citation.source for fact in facts}))


@dataclass(slots=True)
class _Noting:
    """A memory that takes note of the facts it gives."""

    memory: Memory
    read: list[Fact] = field(default_factory=list)
    asked: dict[str, None] = field(default_factory=dict)

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
        """Give what the memory gives."""
        found = self.memory.select(kinds, parties=parties, as_of=as_of, known_by=known_by, ids=ids, limit=limit)
        self.read += found
        self.asked |= dict.fromkeys(kinds)
        return found

    def kinds(self) -> tuple[str, ...]:
        """The kinds that were asked for."""
        return tuple(sorted(self.asked))


@dataclass(slots=True)
class _Noted(Atlas):
    """An atlas that takes note of the sources that are looked up to be cited."""

    named: set[str] = field(default_factory=set)

    def sources(self) -> dict[str, Source]:
        """All sources, by key."""
        return _Named(Atlas.sources(self), self.named)


class _Named(dict[str, Source]):
    def __init__(self, table: dict[str, Source], named: set[str]) -> None:
        super().__init__(table)
        self._named = named

    def get(self, key: str, default: Any = None) -> Any:
        """Give a source, and take note that it was named."""
        self._named.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Source:
        self._named.add(key)
        return super().__getitem__(key)
